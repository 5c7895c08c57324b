import { isNameEnd } from './attributes.ts';

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
      if (Number.isNaN(after) || isNameEnd(after)) return at;
    }
  }
  return html.length;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
