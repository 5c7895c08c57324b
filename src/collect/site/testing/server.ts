import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CollectionSink, FailedVisit, FileVisit, MovedVisit, PageVisit } from '../../../model/index.ts';
import type { CrawlOptions } from '../options.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface TestServer {
  readonly origin: string;
  readonly port: number;
  /** Method and target of every request, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

export async function serve(handler: Handler): Promise<TestServer> {
  const asked: string[] = [];
  const server = createServer({ keepAlive: true }, (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A site from a table: path → body (HTML), status, or handler. Unknown paths are 404. */
export type Site = Record<string, string | number | Handler>;

export function serveSite(site: Site): Promise<TestServer> {
  return serve((request, response) => {
    const entry = site[request.url ?? '/'] ?? site['*'];
    if (typeof entry === 'function') return entry(request, response);
    if (typeof entry === 'string') return html(response, entry);
    response.writeHead(entry ?? 404, { 'content-type': 'text/html' });
    response.end(`<title>${entry ?? 404}</title>`);
  });
}

export function html(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(body);
}

export interface Collected extends CollectionSink {
  readonly pages: PageVisit[];
  readonly files: FileVisit[];
  readonly failures: FailedVisit[];
  readonly moves: MovedVisit[];
}

export function collect(): Collected {
  const pages: PageVisit[] = [];
  const files: FileVisit[] = [];
  const failures: FailedVisit[] = [];
  const moves: MovedVisit[] = [];
  return {
    pages,
    files,
    failures,
    moves,
    page: (visit) => void pages.push(visit),
    file: (visit) => void files.push(visit),
    failed: (visit) => void failures.push(visit),
    moved: (visit) => void moves.push(visit),
  };
}

/** A folder of its own that is gone after use. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'xunjian-crawl-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const tinyReader = new URL('./tiny-reader.ts', import.meta.url).href;

/** Options of a crawl over a test server: impatient, and read by the tiny reader. */
export function testOptions(workdir: string, more: Partial<CrawlOptions> = {}): CrawlOptions {
  return {
    workdir,
    allowPrivate: true,
    reader: tinyReader,
    workers: 1,
    backoffMs: 5,
    secondTryAfterMs: 5,
    userAgent: 'xunjian/test (+http://127.0.0.1/contact)',
    limits: { connectMs: 1_000, idleMs: 1_500, totalMs: 3_000 },
    ...more,
  };
}
