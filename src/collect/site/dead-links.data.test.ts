import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Parser } from 'htmlparser2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CrawlResult, crawlSite } from './index.ts';
import { normalizeUrl } from './url.ts';

/** A whole real site served from its files: every dead internal link found, none invented. The truth comes from the files alone. */
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
  '.txt': 'text/plain',
  '.csv': 'text/csv',
};

/** The file that a path names, as static servers find it; 'folder' where it names a folder without its slash. */
function fileOf(root: string, path: string): string | 'folder' | null {
  let plain: string;
  try {
    plain = decodeURIComponent(path);
  } catch {
    return null;
  }
  const at = join(root, plain);
  if (!at.startsWith(root) || plain.includes('\0') || !existsSync(at)) return null;
  if (!statSync(at).isDirectory()) return plain.endsWith('/') ? null : at;
  if (!existsSync(join(at, 'index.html'))) return null;
  return plain.endsWith('/') ? join(at, 'index.html') : 'folder';
}

interface Truth {
  readonly pages: ReadonlySet<string>;
  /** Dead target → links to it on pages that can be reached. */
  readonly dead: ReadonlyMap<string, number>;
  readonly links: number;
}

/** Walks the files from the home page as a visitor would, without any of the crawler. */
function truthOf(root: string, origin: string): Truth {
  const pages = new Set<string>();
  const dead = new Map<string, number>();
  const sitemap = [...readFileSync(join(root, 'sitemap.xml'), 'utf8').matchAll(/<loc>([^<]+)<\/loc>/g)];
  const open = [
    `${origin}/`,
    ...sitemap.flatMap(([, loc]) => (loc?.startsWith(origin) === true ? [loc] : [])),
  ];
  let links = 0;
  for (let url = open.pop(); url !== undefined; url = open.pop()) {
    const file = fileOf(root, new URL(url).pathname);
    if (file === null || file === 'folder' || !file.endsWith('.html') || pages.has(url)) continue;
    pages.add(url);
    const sentOn = /<meta[^>]+http-equiv=["']?refresh["']?[^>]+url=([^"'>]+)/i.exec(
      readFileSync(file, 'utf8'),
    )?.[1];
    if (sentOn !== undefined) open.push(new URL(sentOn.trim(), url).href);
    for (const target of linksOf(readFileSync(file, 'utf8'), url)) {
      if (!target.startsWith(`${origin}/`)) continue;
      links += 1;
      const found = fileOf(root, new URL(target).pathname);
      if (found === null) dead.set(target, (dead.get(target) ?? 0) + 1);
      else if (found === 'folder') open.push(`${target}/`);
      else open.push(target);
    }
  }
  return { pages, dead, links };
}

function linksOf(html: string, base: string): string[] {
  const found: string[] = [];
  let root = base;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'base' && attributes.href !== undefined) root = new URL(attributes.href, base).href;
      const value =
        name === 'a' || name === 'area' ? attributes.href : name === 'img' ? attributes.src : undefined;
      if (value === undefined || value.trim() === '') return;
      const url = normalizeUrl(value, root);
      if (url !== null) found.push(url);
    },
  });
  parser.end(html);
  return found;
}

describe('a real site of 1,461 pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xunjian-site-'));
  let root = '';
  let origin = '';
  let result: CrawlResult;
  const read = new Set<string>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const file = fileOf(root, path);
    if (file === null) {
      response.writeHead(404, { 'content-type': 'text/html' });
      return void response.end('<title>404</title><p>not found</p>');
    }
    if (file === 'folder') {
      response.writeHead(301, { location: `${path}/` });
      return void response.end();
    }
    const body = readFileSync(file);
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-length': body.length,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });

  beforeAll(async () => {
    const data = process.env.XUNJIAN_DATA ?? '';
    execFileSync('tar', ['xzf', join(data, 'sites', 'govuk-developer-docs.tar.gz'), '-C', folder]);
    root = join(folder, readdirSync(folder)[0] ?? '');
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    result = await crawlSite(
      new URL(origin),
      {
        workdir: join(folder, 'work'),
        allowPrivate: true,
        maxPages: 10_000,
        checkLinks: 'internal',
        secondTryAfterMs: 100,
      },
      { page: ({ finalUrl }) => void read.add(finalUrl) },
      new AbortController().signal,
    );
  }, 240_000);

  afterAll(() => {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is read whole', () => {
    const { pages } = truthOf(root, origin);
    // Stubs that only send on are not pages of their own.
    const stub = (url: string) =>
      /<meta[^>]+http-equiv=["']?refresh/i.test(
        readFileSync(fileOf(root, new URL(url).pathname) ?? '', 'utf8'),
      );
    const whole = [...pages].filter((url) => !stub(url));
    expect(whole.length).toBeGreaterThan(1_000);
    expect([...read].filter((url) => !whole.includes(url))).toEqual([]);
    expect(whole.filter((url) => !read.has(url))).toEqual([]);
    expect(result.coverage).toMatchObject({ pages: whole.length, complete: true, unseen: [] });
  });

  it('gives every dead internal link and no other', () => {
    const truth = truthOf(root, origin);
    const found = new Map(result.links.dead.map(({ url, count }) => [url, count]));
    const missed = [...truth.dead.keys()].filter((url) => !found.has(url));
    const invented = [...found.keys()].filter((url) => fileOf(root, new URL(url).pathname) !== null);
    console.log(
      `pages ${truth.pages.size}, internal links ${truth.links}, dead targets ${truth.dead.size}, links to them ${[...truth.dead.values()].reduce((a, b) => a + b, 0)}; found ${found.size}, links ${[...found.values()].reduce((a, b) => a + b, 0)}`,
    );
    expect(truth.dead.size).toBeGreaterThan(0);
    expect(missed).toEqual([]);
    expect(invented).toEqual([]);
    for (const [url, count] of truth.dead) expect(`${url} ${found.get(url)}`).toBe(`${url} ${count}`);
  });
});
