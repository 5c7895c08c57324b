import type { ParsedPage } from './dom.ts';
import type { Line, Lines } from './lines.ts';

const IDENTITY = /ICP\s?[备证]|公网安备|版\s?权\s?所\s?有|标识码|Copyright/i;
const FOOT_LINE = /^\s{0,4}(?:主办|承办|主管|协办)(?:单位)?\s?[:：]/;

/** Where the lines of identity at the foot of the page begin; its end where there are none. */
export function footStart(page: ParsedPage, lines: Lines, after: number): number {
  const whole = lines.prose(after, page.text.length);
  for (let i = lines.indexAt(after); i < lines.all.length; i++) {
    const line = lines.all[i];
    if (line === undefined || line.from < after || line.marks > 0 || line.letters > 200) continue;
    if (!IDENTITY.test(lines.textOf(line)) || lines.prose(line.from, page.text.length) > whole * 0.3 + 40)
      continue;
    let first = lines.indexAt(Math.min(line.from, footBox(page, line, after)) + 1);
    while (first > 0 && FOOT_LINE.test(lines.textOf(lines.all[first - 1] ?? line))) first--;
    return Math.max(after, lines.all[first]?.from ?? line.from);
  }
  return page.text.length;
}

/** Letters that a footer may have above its line of identity: names and addresses. */
const MAX_FOOT = 160;

/** Where the box begins that holds a line of identity and, above it, nothing but what footers say. */
function footBox(page: ParsedPage, line: Line, after: number): number {
  let box = page.elementAt(line.from, line.to);
  for (let up = box?.parent ?? null; up !== null && up.t0 > after; up = up.parent) {
    if (page.letters(up.t0, line.from) > MAX_FOOT || page.sentenceMarks(up.t0, line.from) > 0) break;
    box = up;
  }
  return box !== null && box.t0 > after ? box.t0 : line.from;
}
