const HAN = /[\p{Script=Han}，、；：]/u;
const HAN_OR_DIGIT = /[\p{Script=Han}，、；：0-9]/u;
/** A line that is shorter than this share of the widest one ends a paragraph. */
const FULL = 0.85;
/** Columns of the widest line below which a page is a list, not prose. */
const NARROW = 30;

/**
 * Joins lines that a page broke in the middle of a Chinese sentence, so that a word which runs over the edge is one word again. Only
 * where both sides are Chinese and the line fills the page: short lines are headings, cells and ends of paragraphs.
 */
export function unwrap(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const widest = Math.max(...lines.map(width));
  let out = '';
  for (const [index, line] of lines.entries()) {
    out += line;
    const next = lines[index + 1];
    if (next === undefined) break;
    if (!(widest >= NARROW && width(line) >= FULL * widest && runsOn(line.slice(-1), next.slice(0, 1))))
      out += '\n';
  }
  return out;
}

/** Two numbers that meet are cells of a table; joined they would make a number that nobody wrote. */
function runsOn(last: string, first: string): boolean {
  return HAN.test(last) ? HAN_OR_DIGIT.test(first) : HAN_OR_DIGIT.test(last) && HAN.test(first);
}

/** Half-width columns; full-width characters take two. */
function width(line: string): number {
  let columns = 0;
  for (let at = 0; at < line.length; at++) columns += line.charCodeAt(at) > 0x2e7f ? 2 : 1;
  return columns;
}
