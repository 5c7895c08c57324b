/**
 * White space that is not a single plain space: any that `\s` knows, the zero-width space, two spaces in a row. A loop, because
 * every text of a page passes here and a regular expression takes four times as long over Chinese.
 */
export function isRagged(text: string): boolean {
  let spaced = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x3000 ? code === 0xfeff : (code < 0x20 || code > 0x9f) && isRareSpace(code)) return true;
    if (spaced && code === 0x20) return true;
    spaced = code === 0x20;
  }
  return false;
}

/** White space that `\s` or the table below knows, other than the plain space. */
export function isRareSpace(code: number): boolean {
  return (
    (code >= 0x09 && code <= 0x0d) ||
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x3000 ||
    code === 0x1680 ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f
  );
}

/** White space as `\s` knows it. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0xfeff || (code !== 0x200b && isRareSpace(code));
}

/** What a unit is to the reader of markup, as bits. */
export const Mark = {
  /** Something to see: neither white space nor a sign of control. */
  solid: 1,
  /** White space other than the plain one, and the byte order mark. */
  rare: 2,
  /** `&` */
  reference: 4,
  /** The plain space. */
  space: 8,
  /** `<` */
  open: 16,
  /** Ends the name of a tag. */
  nameEnd: 32,
  /** Stands between attributes. */
  gap: 64,
} as const;

const MARKS = new Uint8Array(0x10000).map(
  (_, code) =>
    (code > 0x20 ? Mark.solid : 0) |
    (isRareSpace(code) || code === 0xfeff ? Mark.rare : 0) |
    (code === 0x26 ? Mark.reference : 0) |
    (code === 0x20 ? Mark.space : 0) |
    (code === 0x3c ? Mark.open : 0) |
    (isNameEnd(code) ? Mark.nameEnd : 0) |
    (isSpace(code) ? Mark.gap : 0),
);

/** Bits of `Mark`. */
export function markOf(code: number): number {
  return MARKS[code] ?? 0;
}

function isSpace(code: number): boolean {
  return (
    code === 32 || code === 10 || code === 9 || code === 13 || code === 12 || code === 0x3000 || code === 0xa0
  );
}

function isNameEnd(code: number): boolean {
  return code === 0x3e || code === 0x2f || isSpace(code);
}

export function skipTo(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

/** Where `</tag` begins after `from`, whatever its case; the end of the page where it never does. */
export function findEndTag(html: string, tag: string, from: number): number {
  for (let at = html.indexOf('</', from); at >= 0; at = html.indexOf('</', at + 2)) {
    const name = html.slice(at + 2, at + 2 + tag.length);
    if (name === tag || name.toLowerCase() === tag) {
      const after = html.charCodeAt(at + 2 + tag.length);
      if (Number.isNaN(after) || (markOf(after) & Mark.nameEnd) !== 0) return at;
    }
  }
  return html.length;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
