import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { InputError, messageOf } from '../model/index.ts';
import type { SampleRequest, SampleResponse, SiteDefinition } from './types.ts';

/** Bodies of the sample's forms are short; more is not read. */
const MOST_BODY = 64 * 1024;
const READ_TIMEOUT = 10_000;

export interface Served {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Serves one site on 127.0.0.1; `port` 0 takes a free one. */
export async function serveSite(
  site: SiteDefinition,
  port: number,
  peers: ReadonlyMap<string, string>,
): Promise<Served> {
  let nth = 0;
  const server = createServer((incoming, outgoing) => {
    nth += 1;
    void respond(site, peers, nth, incoming, outgoing);
  });
  server.requestTimeout = READ_TIMEOUT;
  const actual = await listen(server, port);
  return {
    url: `http://127.0.0.1:${actual}/`,
    port: actual,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', (cause) =>
      fail(
        new InputError({
          what: 'serve',
          where: `127.0.0.1:${port}`,
          why: messageOf(cause),
          todo: 'choose another --port',
          cause,
        }),
      ),
    );
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      done(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function respond(
  site: SiteDefinition,
  peers: ReadonlyMap<string, string>,
  nth: number,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const url = URL.parse(incoming.url ?? '/', 'http://127.0.0.1');
  if (url === null) return void outgoing.writeHead(400).end();
  const request: SampleRequest = {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    body: incoming.method === 'POST' ? await readForm(incoming) : new URLSearchParams(),
    agent: incoming.headers['user-agent'] ?? '',
    origin: `http://${incoming.headers.host ?? '127.0.0.1'}`,
    peers,
    nth,
  };
  const answer = site.before?.(request) ?? site.routes.get(url.pathname)?.(request) ?? notFound(site.name);
  const wait = site.stall?.(request) ?? 0;
  if (wait > 0) await new Promise((done) => setTimeout(done, wait).unref());
  if (answer.reset === true) return void outgoing.destroy();
  send(answer, request.method, outgoing);
}

function send(answer: SampleResponse, method: string, outgoing: ServerResponse): void {
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body, 'utf8') : answer.body;
  outgoing.writeHead(answer.status ?? 200, {
    'Content-Type': answer.type ?? 'text/html; charset=utf-8',
    'Content-Length': body.length,
    Server: 'nginx',
    ...answer.headers,
  });
  outgoing.end(method === 'HEAD' ? undefined : body);
}

function notFound(name: string): SampleResponse {
  return {
    status: 404,
    body: `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>404 - ${name}</title></head><body><h1>404</h1><p>您访问的页面不存在或已被删除。</p><p><a href="/">返回首页</a></p></body></html>`,
  };
}

function readForm(incoming: IncomingMessage): Promise<URLSearchParams> {
  return new Promise((done) => {
    let text = '';
    incoming.setEncoding('utf8');
    incoming.on('data', (chunk: string) => {
      if (text.length < MOST_BODY) text += chunk;
    });
    incoming.on('end', () => done(new URLSearchParams(text)));
    incoming.on('error', () => done(new URLSearchParams()));
  });
}
