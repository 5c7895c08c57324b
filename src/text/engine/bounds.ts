import type { Neighbours } from '../pack/schema.ts';

export type Bounds = Neighbours['bounds'];

/** Ends of sentences; at those of clauses too it would be too narrow: 严禁……，不得…… is one matter. */
const SENTENCE_ENDS = /[。！？!?\n\0]/g;
/** Ends of lines, and what stands between the pieces of a title: 某县公安局_某某官网, 某某官网 - 首页. */
const LINE_ENDS = /[\n\0_|｜]|(?<= )[-–](?= )/g;
const FEED = 10;
/** 一、 （二） 3. ④ ●: an item of a list is about what its neighbours are about. */
const ITEM =
  /^[\s　]*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十\d]{1,3}[，、：]|[①-⑳●■◆•·※])/;
/** Units of a line from which on it may be broken by the width of the paper, and its sentence go on in the next. */
const WRAPPED = 20;
const FLOWS = /[，。；、,;]/;
const CLOSED = /[。！？；：!?;:…”》）)】]\s*$/;
const LEADS_IN = /[：:]\s*$/;
/** Units that are looked at of the lines before and behind. */
const LOOK = 120;

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * How far what is near a span of one text reaches: `within` units to either side, and no further than its sentence, line or part. What was
 * said in another line of a page was said of something else, with three exceptions: lines that are broken by the width of the
 * paper, items of a list, and what a line that ends in a colon leads in.
 */
export function createBounds(
  text: string,
): (span: Span, within: number, bounds: Bounds, part: Span) => readonly [low: number, high: number] {
  const known = new Map<Bounds, readonly number[]>();
  const endsFor = (bounds: Bounds): readonly number[] => {
    const before = known.get(bounds);
    if (before !== undefined) return before;
    const made = Array.from(
      text.matchAll(bounds === 'sentence' ? SENTENCE_ENDS : LINE_ENDS),
      ({ index }) => index,
    );
    known.set(bounds, made);
    return made;
  };
  return (span, within, bounds, part) => {
    const low = Math.max(part.start, span.start - within);
    const high = Math.min(part.end, span.end + within);
    if (bounds === 'part') return [low, high];
    // A text that is dense with hits asks for the same ends again and again: they are found once.
    const ends = endsFor(bounds);
    const next = firstFrom(ends, span.start);
    return [lowest(text, low, ends, next, part), highest(text, high, span, ends, next, part)];
  };
}

/** Index of the first end at an offset or behind it. */
function firstFrom(ends: readonly number[], offset: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lowest(text: string, low: number, ends: readonly number[], next: number, part: Span): number {
  for (let index = next - 1; index >= 0; index--) {
    const at = ends[index] as number;
    if (at < low) return low;
    if (text.charCodeAt(at) !== FEED) return at + 1;
    const line = lineBehind(text, at, part);
    if (!LEADS_IN.test(lineBefore(text, at, part)) && !ITEM.test(line) && !wraps(text, at, part))
      return at + 1;
  }
  return low;
}

function highest(
  text: string,
  high: number,
  { start, end }: Span,
  ends: readonly number[],
  next: number,
  part: Span,
): number {
  for (let index = next; index < ends.length; index++) {
    const at = ends[index] as number;
    if (at >= high) return high;
    if (at < end) continue;
    // A colon leads in, not back.
    if (text.charCodeAt(at) !== FEED) return at;
    if (!ITEM.test(lineBefore(text, start, part) + text.slice(start, end)) && !wraps(text, at, part))
      return at;
  }
  return high;
}

/** Whether the line that ends at a line feed is broken by the width of the paper: prose that does not end there, before prose. */
function wraps(text: string, feed: number, part: Span): boolean {
  const before = lineBefore(text, feed, part);
  if (before.trim().length < WRAPPED || !FLOWS.test(before) || CLOSED.test(before)) return false;
  const next = lineBehind(text, feed, part);
  return FLOWS.test(next) && !ITEM.test(next);
}

/** What stands before an offset in its line, as far as is looked. */
function lineBefore(text: string, at: number, part: Span): string {
  const low = Math.max(part.start, at - LOOK);
  const piece = text.slice(low, at);
  return piece.slice(piece.lastIndexOf('\n') + 1);
}

function lineBehind(text: string, feed: number, part: Span): string {
  const piece = text.slice(feed + 1, Math.min(part.end, feed + 1 + LOOK));
  const stop = piece.indexOf('\n');
  return stop < 0 ? piece : piece.slice(0, stop);
}
