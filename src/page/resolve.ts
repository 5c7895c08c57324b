import { queryInCharset } from './charset-bytes.ts';

/**
 * Absolute addresses of links. One page resolves hundreds of references against one base, so the common plain forms are
 * joined by hand and only what is unusual goes through the WHATWG parser; both give the same string.
 */
/** `http://www.gov.cn`, whose last part is no number, which would be an IPv4 address. */
const BARE_HOST = /^https?:\/\/[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,8}\.[a-z]{2,60}$/;
const NO_PAGE = /^(?:javascript|mailto|tel|data|about|blob|sms|weixin|file|vbscript):/i;

export type Resolve = (reference: string | null) => string | null;

/** A resolver for one base and the charset of the page; it gives null where the reference leads nowhere (`#`, `javascript:`, empty, unreadable). */
export function createResolver(base: string, charset = 'utf-8'): Resolve {
  const parts = splitBase(base);
  const known = new Map<string, string | null>();
  return (reference) => {
    if (reference === null) return null;
    const quick = parts === null ? null : quickly(reference, parts);
    if (quick !== null) return quick;
    const hit = known.get(reference);
    if (hit !== undefined) return hit;
    const found = resolveOne(reference, base, parts, charset);
    known.set(reference, found);
    return found;
  };
}

interface Base {
  readonly origin: string;
  readonly folder: string;
}

/**
 * An address that the parser would give back as it is: a host of letters (its last part no number, which would be an IPv4 address),
 * no port, a path without dot segments.
 */
const PLAIN_ADDRESS = /^(https?:\/\/[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,8}\.[a-z]{2,60})(\/[^?]*)(\?.*)?$/;

/** Origin and path with query of an address; null where only the full parser can tell. */
function plainParts(url: string): { origin: string; path: string; search: string } | null {
  if (!ADDRESS_SIGNS.test(url) || url.includes('/.') || url.includes('xn--')) return null;
  const m = PLAIN_ADDRESS.exec(url);
  return m === null
    ? null
    : { origin: m[1] ?? '', path: m[2] ?? '', search: m[3] === '?' ? '' : (m[3] ?? '') };
}

const ADDRESS_SIGNS = /^[\w\-./?=&,~+!*()@$:]*$/;

/** Path and query of an address; '' where it is none. */
export function pathOf(url: string): string {
  const plain = plainParts(url);
  if (plain !== null) return plain.path + plain.search;
  try {
    const { pathname, search } = new URL(url);
    return pathname + search;
  } catch {
    return '';
  }
}

function splitBase(base: string): Base | null {
  const plain = plainParts(base);
  if (plain !== null) return { origin: plain.origin, folder: folderOf(plain.path) };
  try {
    const url = new URL(base);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    return { origin: url.origin, folder: folderOf(url.pathname) };
  } catch {
    return null;
  }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** What is none of the common forms. */
function resolveOne(reference: string, base: string, parts: Base | null, charset: string): string | null {
  const text = cleanReference(reference);
  if (text === '' || text.startsWith('#') || NO_PAGE.test(text)) return null;
  const quick = parts === null ? null : (quickly(text, parts) ?? bareHost(text));
  if (quick !== null) return quick;
  try {
    const url = new URL(queryInCharset(text, charset), base);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    const hash = url.href.indexOf('#');
    return hash < 0 ? url.href : url.href.slice(0, hash);
  } catch {
    return null;
  }
}

/** Trims, drops line breaks as browsers do. */
function cleanReference(reference: string): string {
  const text = reference.trim();
  return /[\t\r\n]/.test(text) ? text.replace(/[\t\r\n]+/g, '') : text;
}

/** One of the common forms; null where only the full parser can tell. */
function quickly(text: string, base: Base): string | null {
  return isPlain(text, 0) ? joined(text, base) : plainAddress(text);
}

/** A reference of plain signs, put behind what the base begins with; null where only the full parser can tell. */
function joined(text: string, base: Base): string | null {
  if (text === '' || text.startsWith('//') || text.startsWith('?')) return null;
  const query = text.indexOf('?');
  const path = query < 0 ? text : text.slice(0, query);
  const rest = query < 0 ? '' : text.slice(query);
  const full = path.startsWith('/') ? path : base.folder + path;
  const flat = full.includes('/.') ? flatten(full) : full;
  return flat === null ? null : base.origin + flat + rest;
}

/** `http://host/path` of plain signs without dot segments: an address already. */
function plainAddress(text: string): string | null {
  const from = text.startsWith('http://') ? 7 : text.startsWith('https://') ? 8 : 0;
  if (from === 0) return null;
  let at = from;
  while (at < text.length && isHostSign(text.charCodeAt(at))) at++;
  if (at === from || at === text.length || text.charCodeAt(at) !== 0x2f) return null;
  return isPlain(text, at) && !text.includes('/.', at) ? text : null;
}

function bareHost(text: string): string | null {
  return BARE_HOST.test(text) && !text.includes('xn--') ? `${text}/` : null;
}

/** Small letters, digits, hyphen and dot. */
function isHostSign(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e;
}

/** Signs that an address may hold as they are; a colon, which may end a scheme, is none of them. */
const PLAIN = new Uint8Array(128);
for (const sign of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./?=&%,~+!*()@$')
  PLAIN[sign.charCodeAt(0)] = 1;

function isPlain(text: string, from: number): boolean {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127 || PLAIN[code] !== 1) return false;
  }
  return true;
}

/** Removes `.` and `..` from a path; null where a dot segment is written in a way only the full parser knows. */
function flatten(path: string): string | null {
  if (path.includes('%2e') || path.includes('%2E')) return null;
  const kept: string[] = [];
  const segments = path.split('/');
  segments.forEach((segment, index) => {
    const last = index === segments.length - 1;
    if (segment === '..') {
      if (kept.length > 1) kept.pop();
      if (last) kept.push('');
    } else if (segment === '.') {
      if (last) kept.push('');
    } else kept.push(segment);
  });
  return kept.join('/');
}
