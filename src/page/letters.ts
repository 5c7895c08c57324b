/**
 * What counts as a letter or digit when text is measured: punctuation, white space and symbols do not. A table for the code
 * units below 0x10000, because `\p{L}\p{N}` per character would cost more than parsing the page.
 */
function letterTable(): Uint8Array {
  const table = new Uint8Array(0x10000);
  // Ideographs and syllables are letters throughout (Unicode 14 and later): testing each would take a tenth of a second.
  for (const [from, to] of ALL_LETTERS) table.fill(1, from, to + 1);
  for (let unit = 0; unit < table.length; unit++) {
    if (table[unit] === 0 && !(unit >= 0xd800 && unit <= 0xf8ff) && LETTER.test(String.fromCharCode(unit)))
      table[unit] = 1;
  }
  // The first half of a surrogate pair stands for its character: extension ideographs are letters.
  table.fill(1, 0xd840, 0xd8c0);
  return table;
}

/** CJK extension A, CJK unified ideographs, Yi and Hangul syllables. */
const ALL_LETTERS = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa48c],
  [0xac00, 0xd7a3],
] as const;
const LETTER = /[\p{L}\p{N}]/u;

const TABLE = letterTable();

/** 1 where a UTF-16 unit is a letter or digit, else 0. */
export function letterOf(code: number): number {
  return TABLE[code] ?? 0;
}

/** The same, of a unit of a text. */
export function letterAt(text: string, index: number): number {
  return TABLE[text.charCodeAt(index)] ?? 0;
}

/** Letters and digits of a text. */
export function countLetters(text: string, from = 0, to = text.length): number {
  let count = 0;
  for (let i = from; i < to; i++) count += TABLE[text.charCodeAt(i)] ?? 0;
  return count;
}

/** Letters and digits of a text and nothing else: what two spellings of one title have in common. */
export function lettersOnly(text: string): string {
  const size = text.length;
  let at = 0;
  while (at < size && TABLE[text.charCodeAt(at)] === 1) at++;
  if (at === size) return text;
  let kept = text.slice(0, at);
  for (let from = -1; at <= size; at++) {
    const code = at < size ? text.charCodeAt(at) : 0;
    // Halves of a pair say nothing by themselves.
    if (code >= 0xd800 && code <= 0xdfff) return text.replace(/[^\p{L}\p{N}]+/gu, '');
    if (TABLE[code] === 1) {
      if (from < 0) from = at;
    } else if (from >= 0) {
      kept += text.slice(from, at);
      from = -1;
    }
  }
  return kept;
}
