import { decodeHTML } from 'entities';
import { NameTable } from './tag-names.ts';

export const SLASH = 0x2f;
export const GREATER = 0x3e;
const EQUALS = 0x3d;

export function isAlpha(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

export function isSpace(code: number): boolean {
  return (
    code === 32 || code === 10 || code === 9 || code === 13 || code === 12 || code === 0x3000 || code === 0xa0
  );
}

export function isNameEnd(code: number): boolean {
  return code === GREATER || code === SLASH || isSpace(code);
}

/**
 * Reads the attributes of a start tag into `attrs` (name, value by turns; the first of a name counts). Gives the place after
 * `>`. Full-width quotes are quotes here: editors type them, and the official tags are read all the same.
 */
export function readAttributes(html: string, from: number, attrs: string[]): number {
  let at = from;
  const size = html.length;
  for (;;) {
    let code = html.charCodeAt(at);
    while (isSpace(code) || code === SLASH) code = html.charCodeAt(++at);
    if (at >= size) return size;
    if (code === GREATER) return at + 1;
    const start = at;
    at++;
    code = html.charCodeAt(at);
    while (at < size && code !== EQUALS && !isNameEnd(code)) code = html.charCodeAt(++at);
    const known = ATTRS.find(html, start, at);
    const name = known === '' ? html.slice(start, at).toLowerCase() : known;
    while (isSpace(code)) code = html.charCodeAt(++at);
    if (code !== EQUALS) {
      add(attrs, name, '');
      continue;
    }
    code = html.charCodeAt(++at);
    while (isSpace(code)) code = html.charCodeAt(++at);
    at = readValue(html, at, code, attrs, name);
  }
}

const ATTRS = new NameTable(
  'class id href src style title name content target width height align type value alt onclick rel valign color face size border cellpadding cellspacing colspan rowspan bgcolor lang charset http-equiv hidden action method for'
    .split(' ')
    .map((name) => [name, name] as const),
  '',
);

function readValue(html: string, at: number, code: number, attrs: string[], name: string): number {
  const quote = closingQuote(code);
  if (quote !== '') {
    const end = endOfQuoted(html, at + 1, quote);
    if (end >= 0) {
      add(attrs, name, html.slice(at + 1, end));
      return end + 1;
    }
  }
  let end = at;
  while (end < html.length && html.charCodeAt(end) !== GREATER && !isSpace(html.charCodeAt(end))) end++;
  add(attrs, name, html.slice(at, end));
  return end;
}

/** What editors type between full-width quotes is short; those marks are rare in the rest of a page. */
const MAX_WIDE = 2_000;

/** A quoted value may be long (data in attributes), but one that never closes ends with its tag. */
function endOfQuoted(html: string, from: number, quote: string): number {
  if (quote !== '”') return html.indexOf(quote, from);
  const end = html.slice(from, from + MAX_WIDE).indexOf(quote);
  return end < 0 ? -1 : from + end;
}

function closingQuote(code: number): string {
  switch (code) {
    case 0x22:
      return '"';
    case 0x27:
      return "'";
    case 0x201c: // “
    case 0x201d: // ”
      return '”';
    default:
      return '';
  }
}

function add(attrs: string[], name: string, value: string): void {
  for (let i = 0; i < attrs.length; i += 2) if (attrs[i] === name) return;
  attrs.push(name, value.includes('&') ? decodeEntities(value) : value);
}

/** Character references to characters. */
export function decodeEntities(text: string): string {
  const plain = text.includes('&nbsp;') ? text.replaceAll('&nbsp;', '\u00a0') : text;
  return plain.includes('&') ? decodeHTML(plain) : plain;
}
