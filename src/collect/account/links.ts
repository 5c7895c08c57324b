/** The target of `rel="next"` in a `Link` header (RFC 8288 §3), absolute and on the same origin; null where there is none. */
export function nextLink(header: string | null, base: string): string | null {
  for (const part of (header ?? '').split(/,(?=\s*<)/)) {
    const m = /^\s*<([^>]*)>\s*;(.*)$/s.exec(part);
    const rel = /\brel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(m?.[2] ?? '');
    const names = (rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/);
    if (m === null || !names.includes('next')) continue;
    const target = m[1] ?? '';
    if (!URL.canParse(target, base)) return null;
    const next = new URL(target, base);
    // Credentials go with every call: they must not follow a link elsewhere.
    return next.origin === new URL(base).origin ? next.href : null;
  }
  return null;
}
