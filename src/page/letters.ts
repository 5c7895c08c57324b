/**
 * What counts as a letter or digit when text is measured: punctuation, white space and symbols do not. A table for the code
 * units below 0x10000, because `\p{L}\p{N}` per character would cost more than parsing the page.
 */
const TABLE = new Uint8Array(0x10000);
for (let code = 0; code < 0x10000; code++) {
  if (code >= 0xd800 && code <= 0xdfff) continue;
  if (/[\p{L}\p{N}]/u.test(String.fromCharCode(code))) TABLE[code] = 1;
}
// The first half of a surrogate pair stands for its character: extension ideographs are letters.
for (let code = 0xd840; code <= 0xd8bf; code++) TABLE[code] = 1;

/** 1 where the UTF-16 unit is a letter or digit, else 0. */
export function letterAt(text: string, index: number): number {
  return TABLE[text.charCodeAt(index)] ?? 0;
}

/** Letters and digits of a text. */
export function countLetters(text: string, from = 0, to = text.length): number {
  let count = 0;
  for (let i = from; i < to; i++) count += TABLE[text.charCodeAt(i)] ?? 0;
  return count;
}

/** Marks that end or part sentences: prose has them, menus do not. */
export function isSentenceMark(code: number): boolean {
  switch (code) {
    case 0x3002: // 。
    case 0xff0c: // ，
    case 0xff1b: // ；
    case 0x3001: // 、
    case 0xff01: // ！
    case 0xff1f: // ？
      return true;
    default:
      return false;
  }
}

/** Letters and digits of a text and nothing else: what two spellings of one title have in common. */
export function lettersOnly(text: string): string {
  let clean = true;
  for (let i = 0; i < text.length; i++) {
    if ((TABLE[text.charCodeAt(i)] ?? 0) === 0) {
      clean = false;
      break;
    }
  }
  return clean ? text : text.replace(/[^\p{L}\p{N}]+/gu, '');
}
