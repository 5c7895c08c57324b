import { isNameEnd } from './attributes.ts';

/** Nothing but ASCII white space: what most text between tags is. */
export function isBlank(html: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (html.charCodeAt(at) > 32) return false;
  return true;
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
