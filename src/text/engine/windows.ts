import type { TextHit } from '../../model/index.ts';
import type { TextContext } from './context.ts';

/** Units of a text that are looked at together: an upper bound of the memory that a text of any length takes. */
export const WINDOW = 1 << 18;
/**
 * Units to either side of a window that are read with it. What decides on a hit stands nearer: neighbours 400, quotations 400, a
 * term with all that may be written between its characters, and 2,000 for terms that count only together.
 */
export const MARGIN = 4096;

/** A text in order, in pieces cut anywhere, in the middle of a character too. */
export type Pieces = AsyncIterable<string> | Iterable<string>;

interface Window {
  /** The window with its margins. */
  readonly text: string;
  /** Offset of `text` in the whole. */
  readonly from: number;
  /** Where in the whole the window without its margins begins and ends: hits count where they begin. */
  readonly core: readonly [start: number, end: number];
}

/** One window of a stream with its hits; their offsets are those of the whole text. */
export interface ScannedWindow extends Window {
  readonly hits: readonly TextHit[];
}

/** Windows stand at multiples of `size` whatever the pieces are, so that a text and its pieces have the same hits. */
export function* windowsOf(text: string, size: number): Generator<Window> {
  for (let start = 0; start < text.length; start += size) {
    const end = Math.min(text.length, start + size);
    const from = Math.max(0, start - MARGIN);
    yield { text: text.slice(from, end + MARGIN), from, core: [start, end] };
  }
}

export async function* windowsOfPieces(pieces: Pieces, size: number): AsyncGenerator<Window> {
  let held: string[] = [];
  let length = 0;
  let from = 0;
  let start = 0;
  for await (const piece of pieces) {
    held.push(piece);
    length += piece.length;
    if (from + length < start + size + MARGIN) continue;
    let text = held.join('');
    while (from + text.length >= start + size + MARGIN) {
      const end = start + size;
      yield { text: text.slice(0, end + MARGIN - from), from, core: [start, end] };
      const next = Math.max(0, end - MARGIN);
      text = text.slice(next - from);
      from = next;
      start = end;
    }
    held = [text];
    length = text.length;
  }
  const rest = held.join('');
  while (start < from + rest.length) {
    const end = Math.min(from + rest.length, start + size);
    const low = Math.max(from, start - MARGIN);
    yield { text: rest.slice(low - from, end + MARGIN - from), from: low, core: [start, end] };
    start = end;
  }
}

/** The hits that begin in the core of a window, with the offsets of the whole. */
export function inWindow(
  { text, from, core: [start, end] }: Window,
  context: TextContext,
  find: (text: string, context: TextContext, from: number) => readonly TextHit[],
): readonly TextHit[] {
  const parts = context.parts
    ?.filter((part) => part.start < from + text.length && part.end > from)
    .map((part) => ({
      ...part,
      start: Math.max(0, part.start - from),
      end: Math.min(text.length, part.end - from),
    }));
  return find(text, parts === undefined ? context : { ...context, parts }, from).filter(
    (hit) => hit.start >= start && hit.start < end,
  );
}
