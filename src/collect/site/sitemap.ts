import { gunzipSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import { normalizeUrl } from './url.ts';

export interface Sitemap {
  /** Addresses of pages. */
  readonly pages: readonly string[];
  /** Addresses of further sitemaps (a sitemap index). */
  readonly sitemaps: readonly string[];
}

export interface SitemapLimits {
  /** Bytes after unpacking (the protocol allows 50 MB). */
  readonly bytes: number;
  readonly addresses: number;
}

/**
 * Reads a sitemap in any form of the protocol (sitemaps.org): `urlset`, `sitemapindex`, RSS or Atom links, plain text, each
 * maybe in gzip. Lenient: what is no address is passed over, a broken end keeps what came before.
 */
export function readSitemap(bytes: Uint8Array, base: string, limits: SitemapLimits): Sitemap {
  const text = new TextDecoder().decode(unpack(bytes, limits.bytes));
  const pages: string[] = [];
  const sitemaps: string[] = [];
  const add = (list: string[], value: string) => {
    const url = normalizeUrl(value, base);
    if (url !== null && list.length < limits.addresses) list.push(url);
  };
  if (!/^\s*</.test(text)) {
    for (const line of text.split(/\r\n|\r|\n/, limits.addresses))
      if (/^https?:/i.test(line.trim())) add(pages, line);
    return { pages, sitemaps };
  }
  let entry: 'url' | 'sitemap' = 'url';
  let loc: string | null = null;
  const parser = new Parser(
    {
      onopentagname: (name) => {
        const local = name.slice(name.indexOf(':') + 1);
        if (local === 'sitemap') entry = 'sitemap';
        else if (local === 'url') entry = 'url';
        // `image:loc` and `video:…loc` name files, not pages.
        if (name === 'loc' || name === 'link') loc = '';
      },
      onattribute: (name, value) => {
        if (name === 'href' && loc !== null) loc = value;
      },
      ontext: (part) => {
        if (loc !== null) loc += part;
      },
      onclosetag: (name) => {
        if (name !== 'loc' && name !== 'link') return;
        if (loc !== null && loc.trim() !== '') add(entry === 'sitemap' ? sitemaps : pages, loc);
        loc = null;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  return { pages, sitemaps };
}

function unpack(bytes: Uint8Array, limit: number): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.subarray(0, limit);
  try {
    return gunzipSync(bytes, { maxOutputLength: limit });
  } catch {
    return new Uint8Array(0);
  }
}
