import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Parser } from 'htmlparser2';
import { isFrontPage } from '../../../model/index.ts';
import type { CrawlOptions } from '../options.ts';
import { normalizeUrl } from '../url.ts';

/** A site served from its files, and its dead links as the files alone tell them: for tests and for the comparison with a peer. */
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
export function fileOf(root: string, path: string): string | 'folder' | null {
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

/** What a visitor of the files would find. */
export interface Truth {
  readonly pages: ReadonlySet<string>;
  /** Dead target → pages with links to it, of those that can be reached; the home page counts once, whatever it is called. */
  readonly dead: ReadonlyMap<string, number>;
  readonly links: number;
}

/** Walks the files from the home page as a visitor would, without any of the crawler. */
export function truthOf(root: string, origin: string): Truth {
  const pages = new Set<string>();
  const dead = new Map<string, number>();
  const onHome = new Set<string>();
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
    const home = isFrontPage(url, `${origin}/`);
    const counted = home ? onHome : new Set<string>();
    for (const target of linksOf(readFileSync(file, 'utf8'), url)) {
      if (!target.startsWith(`${origin}/`)) continue;
      links += 1;
      const found = fileOf(root, new URL(target).pathname);
      if (found === null) {
        if (!counted.has(target)) dead.set(target, (dead.get(target) ?? 0) + 1);
        counted.add(target);
        continue;
      }
      if (found === 'folder') open.push(`${target}/`);
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

/** The real site of the shared data, served on this machine until `close`. */
export interface RealSite {
  readonly root: string;
  readonly origin: string;
  /** How it is crawled where every internal link is to be looked at. */
  readonly settings: CrawlOptions;
  close(): void;
}

/** Unpacks the site of the folder of data into a folder of its own, which `close` removes, and serves it. */
export async function openRealSite(data: string): Promise<RealSite> {
  const folder = mkdtempSync(join(tmpdir(), 'xunjian-site-'));
  execFileSync('tar', ['xzf', join(data, 'sites', 'govuk-developer-docs.tar.gz'), '-C', folder]);
  const root = join(folder, readdirSync(folder)[0] ?? '');
  const server = serveDisk(root);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    root,
    origin: `http://127.0.0.1:${address.port}`,
    settings: {
      workdir: join(folder, 'work'),
      allowPrivate: true,
      maxPages: 10_000,
      checkLinks: 'internal',
      secondTryAfterMs: 100,
    },
    close: () => {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Serves the files as static servers do. */
function serveDisk(root: string): Server {
  return createServer((request, response) => {
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
}
