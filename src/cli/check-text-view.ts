import type { TextHit } from '../model/index.ts';
import type { ScannedWindow } from '../text/index.ts';

/** Takes the hits of a text window by window and gives what is to be printed. */
export interface HitPrinter {
  add(window: ScannedWindow, hits: readonly TextHit[]): string;
  end(): string;
}

/** `{"hits": […]}`, written as it is found; with a file name in one line of JSONL. */
export function jsonHits(file: string | null): HitPrinter {
  let count = 0;
  const open = file === null ? '{\n  "hits": [' : `{"file":${JSON.stringify(file)},"hits":[`;
  const one = (hit: TextHit) =>
    file === null ? `\n${JSON.stringify(hit, null, 2).replace(/^/gm, '    ')}` : JSON.stringify(hit);
  return {
    add: (_, hits) => hits.map((hit) => `${count++ === 0 ? open : ','}${one(hit)}`).join(''),
    end: () => `${count === 0 ? open : ''}${file !== null ? ']}' : count === 0 ? ']\n}' : '\n  ]\n}'}\n`,
  };
}

/** Line and column of an offset, counted from 1; one pass over the windows, so offsets have to rise. */
export function placeCounter(): (window: ScannedWindow, offset: number) => string {
  let line = 1;
  let lineStart = 0;
  let read = 0;
  return ({ text, from }, offset) => {
    for (
      let next = text.indexOf('\n', read - from);
      next >= 0 && next + from < offset;
      next = text.indexOf('\n', next + 1)
    ) {
      line++;
      lineStart = next + from + 1;
    }
    read = Math.max(read, offset);
    return `${line}:${offset - lineStart + 1}`;
  };
}

/** Control characters, line breaks and marks that turn the direction of writing do not reach the terminal. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').replace(/[\p{Cf}\p{Cs}]/gu, '');
}
