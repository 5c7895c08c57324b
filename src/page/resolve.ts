/**
 * Absolute addresses of links. One page resolves hundreds of references against one base, so the common plain forms are
 * joined by hand and only what is unusual goes through the WHATWG parser; both give the same string.
 */
const PLAIN = /^[\w\-./?=&%,~+!*()@$]*$/;
const SCHEME = /^[a-z][a-z0-9+.-]{0,20}:/i;
const PLAIN_HOST = /^https?:\/\/[a-z0-9.-]+(?=\/)/;
const NO_PAGE = /^(?:javascript|mailto|tel|data|about|blob|sms|weixin|file|vbscript):/i;

export type Resolve = (reference: string | null) => string | null;

/** A resolver for one base; it gives null where the reference leads nowhere (`#`, `javascript:`, empty, unreadable). */
export function createResolver(base: string): Resolve {
  const parts = splitBase(base);
  const known = new Map<string, string | null>();
  return (reference) => {
    if (reference === null) return null;
    const hit = known.get(reference);
    if (hit !== undefined) return hit;
    const found = resolveOne(reference, base, parts);
    known.set(reference, found);
    return found;
  };
}

interface Base {
  readonly origin: string;
  readonly folder: string;
}

function splitBase(base: string): Base | null {
  try {
    const url = new URL(base);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    return { origin: url.origin, folder: url.pathname.slice(0, url.pathname.lastIndexOf('/') + 1) };
  } catch {
    return null;
  }
}

function resolveOne(reference: string, base: string, parts: Base | null): string | null {
  const text = cleanReference(reference);
  if (text === '' || text.startsWith('#') || NO_PAGE.test(text)) return null;
  const quick = parts === null ? null : quickly(text, parts);
  if (quick !== null) return quick;
  try {
    const url = new URL(text, base);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    const hash = url.href.indexOf('#');
    return hash < 0 ? url.href : url.href.slice(0, hash);
  } catch {
    return null;
  }
}

/** Trims, drops line breaks as browsers do, mends backslashes of a path. */
function cleanReference(reference: string): string {
  let text = reference.trim();
  if (/[\t\r\n]/.test(text)) text = text.replace(/[\t\r\n]+/g, '');
  return text;
}

function quickly(text: string, base: Base): string | null {
  if (PLAIN.test(text)) {
    if (SCHEME.test(text) || text.startsWith('//') || text.startsWith('?')) return null;
    const query = text.indexOf('?');
    const path = query < 0 ? text : text.slice(0, query);
    const rest = query < 0 ? '' : text.slice(query);
    const full = path.startsWith('/') ? path : base.folder + path;
    const flat = full.includes('/.') ? flatten(full) : full;
    return flat === null ? null : base.origin + flat + rest;
  }
  const host = PLAIN_HOST.exec(text);
  if (host === null) return null;
  const rest = text.slice(host[0].length);
  return PLAIN.test(rest) && !rest.includes('/.') ? text : null;
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
