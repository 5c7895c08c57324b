import { decodeHTML } from 'entities';
import { Mark, markOf } from './source.ts';
import { NameTable } from './tag-names.ts';

export const SLASH = 0x2f;
export const GREATER = 0x3e;
const AMPERSAND = 0x26;
const EQUALS = 0x3d;

export function isAlpha(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/**
 * Reads the attributes of a start tag into `attrs` (name, value by turns; the first of a name counts). Gives the place after
 * `>`. Full-width quotes are quotes here: editors type them, and the official tags are read all the same.
 */
export function readAttributes(html: string, units: Uint16Array, from: number, attrs: string[]): number {
  let at = from;
  const size = html.length;
  for (;;) {
    let code = units[at] ?? 0;
    while (code === SLASH || (markOf(code) & Mark.gap) !== 0) code = units[++at] ?? 0;
    if (at >= size) return size;
    if (code === GREATER) return at + 1;
    const start = at;
    at++;
    code = units[at] ?? 0;
    while (at < size && code !== EQUALS && (markOf(code) & Mark.nameEnd) === 0) code = units[++at] ?? 0;
    const known = ATTRS.find(units, start, at);
    const name = known === '' ? html.slice(start, at).toLowerCase() : known;
    while ((markOf(code) & Mark.gap) !== 0) code = units[++at] ?? 0;
    if (code !== EQUALS) {
      add(attrs, name, '');
      continue;
    }
    code = units[++at] ?? 0;
    while ((markOf(code) & Mark.gap) !== 0) code = units[++at] ?? 0;
    at = readValue(html, units, at, code, attrs, name);
  }
}

const ATTRS = new NameTable(
  'class id href src style title name content target width height align type value alt onclick rel valign color face size border cellpadding cellspacing colspan rowspan bgcolor lang charset http-equiv hidden action method for'
    .split(' ')
    .map((name) => [name, name] as const),
  '',
);

function readValue(
  html: string,
  units: Uint16Array,
  at: number,
  code: number,
  attrs: string[],
  name: string,
): number {
  const quote = closingQuote(code);
  if (quote !== 0) {
    const limit = quote === WIDE_QUOTE ? Math.min(html.length, at + 1 + MAX_WIDE) : html.length;
    let references = 0;
    let end = at + 1;
    for (let unit = units[end]; end < limit && unit !== quote; unit = units[++end])
      if (unit === AMPERSAND) references++;
    if (end < limit) {
      add(attrs, name, html.slice(at + 1, end), references > 0);
      return end + 1;
    }
  }
  let end = at;
  while (end < html.length && units[end] !== GREATER && (markOf(units[end] ?? 0) & Mark.gap) === 0) end++;
  const value = html.slice(at, end);
  add(attrs, name, value, value.includes('&'));
  return end;
}

/** A quoted value may be long (data in attributes); what editors type between full-width quotes is short, and those are rare elsewhere. */
const MAX_WIDE = 2_000;
const WIDE_QUOTE = 0x201d; // ”

/** The quote that ends a value which begins with this one; 0 where it is none. */
function closingQuote(code: number): number {
  if (code === 0x22 || code === 0x27) return code;
  return code === 0x201c || code === WIDE_QUOTE ? WIDE_QUOTE : 0;
}

function add(attrs: string[], name: string, value: string, references = false): void {
  for (let i = 0; i < attrs.length; i += 2) if (attrs[i] === name) return;
  attrs.push(name, references ? decodeEntities(value) : value);
}

/** Character references to characters. */
export function decodeEntities(text: string): string {
  const plain = text.includes('&nbsp;') ? text.replaceAll('&nbsp;', '\u00a0') : text;
  return plain.includes('&') ? decodeHTML(plain) : plain;
}
