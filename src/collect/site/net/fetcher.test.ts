import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { LimitError, LocalError, PermanentError, RefusedError } from '../../../model/index.ts';
import { type Handler, serve, type TestServer } from '../testing/server.ts';
import type { Resolve } from './address.ts';
import { createFetcher, type FetcherOptions, type FetchResult } from './fetcher.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

function fetcher(more: Partial<FetcherOptions> = {}) {
  const made = createFetcher({
    userAgent: 'xunjian/test',
    allowPrivate: true,
    ...more,
    limits: { connectMs: 500, idleMs: 700, totalMs: 1_500, ...more.limits },
  });
  open.push(made);
  return made;
}

async function server(handler: Handler): Promise<TestServer> {
  const made = await serve(handler);
  open.push(made);
  return made;
}

/** A server that answers every connection with these bytes. */
async function raw(bytes: string, end = true): Promise<string> {
  const tcp = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write(Buffer.from(bytes, 'latin1'));
      if (end) socket.end();
    });
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  open.push({ close: () => new Promise((resolve) => tcp.close(() => resolve())) });
  return `http://127.0.0.1:${(tcp.address() as AddressInfo).port}/`;
}

/** A server whose Location holds raw bytes of GBK. */
async function gbkRedirect(): Promise<{ origin: string; asked: readonly string[] }> {
  const lines = [
    'HTTP/1.1 302 Found',
    'Location: /\xc7\xe0?k=\xe7',
    'Content-Length: 0',
    'Connection: close',
    '',
    '',
  ];
  return server((request, response) => {
    if (request.url === '/') response.socket?.end(Buffer.from(lines.join('\r\n'), 'latin1'));
    else response.end('there');
  });
}

function fault(result: FetchResult) {
  if (result.ok) throw new Error(`it answered ${result.fetched.status}`);
  return result.fault;
}
function answer(result: FetchResult) {
  if (!result.ok) throw result.fault.error;
  return result.fetched;
}
const coded = (code: string) => Object.assign(new Error(code), { code });

describe('addresses that are refused', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://127.0.0.1./',
    'http://0/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://example.com@127.0.0.1/',
    'http://127.0.0.1#@example.com/',
    'http://１２７.0.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://[fe80::1]/',
    'http:\\\\127.0.0.1\\',
    'http://localhost/',
    'http://localhost./',
  ])('%s', async (url) => {
    const { kind, error } = fault(await fetcher({ allowPrivate: false }).fetch(url));
    expect(kind).toBe('refused-address');
    expect(error).toBeInstanceOf(RefusedError);
    expect(error.message).toContain('--allow-private');
  });

  it.each([
    'file:///etc/passwd',
    'ftp://example.com/',
    'javascript:alert(1)',
    'data:text/html,x',
    'gopher://x/',
    'no url',
  ])('scheme of %s', async (url) => {
    expect(fault(await fetcher().fetch(url)).kind).toBe('refused-address');
  });

  it('a name with one private address among public ones', async () => {
    const asked: string[] = [];
    const resolve: Resolve = async (host) => {
      asked.push(host);
      return [
        { address: '8.8.8.8', family: 4 },
        { address: '10.0.0.7', family: 4 },
      ];
    };
    const { kind } = fault(await fetcher({ allowPrivate: false, resolve }).fetch('http://two.example/'));
    expect(kind).toBe('refused-address');
    expect(asked).toEqual(['two.example']);
  });

  it('a name whose answer changes between check and connect: the checked answer is the one used', async () => {
    let secrets = 0;
    const inside = await server((_, response) => {
      secrets += 1;
      response.end('secret');
    });
    let asked = 0;
    const resolve: Resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }];
    };
    const guarded = fetcher({ allowPrivate: false, resolve });
    for (let i = 0; i < 3; i++) {
      expect(fault(await guarded.fetch(`http://rebind.example:${inside.port}/`)).kind).toBe(
        'refused-address',
      );
    }
    expect(secrets).toBe(0);
  });

  it('a redirect to a private address', async () => {
    const inside = await server((_, response) => response.end('secret'));
    const outside = await server((_, response) => {
      response.writeHead(302, { location: `http://private.example:${inside.port}/` });
      response.end();
    });
    // Only the first name may be private here, as if it were public: the second must be refused all the same.
    const resolve: Resolve = async (host) => {
      if (host === 'private.example') throw new RefusedError({ what: 'fetch', where: host, why: 'private' });
      return [{ address: '127.0.0.1', family: 4 }];
    };
    const result = await fetcher({ resolve }).fetch(`http://public.example:${outside.port}/`);
    expect(fault(result).kind).toBe('refused-address');
    expect(inside.asked).toEqual([]);
    expect(result.ok ? [] : result.chain).toHaveLength(1);
  });

  it('a redirect to another scheme is not followed', async () => {
    const outside = await server((_, response) => {
      response.writeHead(302, { location: 'file:///etc/passwd' });
      response.end();
    });
    expect(fault(await fetcher().fetch(outside.origin)).kind).toBe('refused-address');
  });

  it('credentials are never sent', async () => {
    const seen: (string | undefined)[] = [];
    const site = await server((request, response) => {
      seen.push(request.headers.authorization, request.headers.host);
      response.end('x');
    });
    answer(await fetcher().fetch(site.origin.replace('//', '//user:pass@')));
    expect(seen).toEqual([undefined, `127.0.0.1:${site.port}`]);
  });
});

describe('limits', () => {
  it('ends a body that never ends', async () => {
    const site = await server((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write('x'.repeat(100)), 50);
      response.on('close', () => clearInterval(timer));
    });
    const result = await fetcher().fetch(site.origin);
    expect(fault(result).kind).toBe('too-slow');
    expect(result.ok ? null : result.chain[0]?.truncated).toBe('time');
  });

  it('ends a body that stops coming', async () => {
    const site = await server((_, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('x');
    });
    expect(fault(await fetcher().fetch(site.origin)).kind).toBe('too-slow');
  });

  it('ends a wait for an answer', async () => {
    const site = await server(() => {});
    expect(fault(await fetcher().fetch(site.origin)).kind).toBe('timeout');
  });

  it('keeps no more of a body than the limit', async () => {
    const site = await server((_, response) => response.end('x'.repeat(100_000)));
    const result = await fetcher({ limits: { rawBytes: 10_000 } }).fetch(site.origin);
    const { kind, error } = fault(result);
    expect(kind).toBe('too-large');
    expect(error).toBeInstanceOf(LimitError);
    expect(result.ok ? null : result.chain[0]?.response.body.length).toBe(10_000);
    expect(result.ok ? null : result.chain[0]?.truncated).toBe('length');
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(5_000_000))],
    ['deflate', deflateSync(Buffer.alloc(5_000_000))],
    ['deflate', deflateRawSync(Buffer.alloc(5_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(5_000_000))],
    ['zstd', zstdCompressSync(Buffer.alloc(5_000_000))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(5_000_000)))],
    ['gzip, gzip, gzip, gzip', gzipSync('x')],
  ])('a bomb in %s is a limit and no outage', async (coding, body) => {
    const site = await server((_, response) => {
      response.writeHead(200, { 'content-encoding': coding });
      response.end(body);
    });
    const { kind, error } = fault(await fetcher({ limits: { decodedBytes: 1_000_000 } }).fetch(site.origin));
    expect(kind).toBe('bomb');
    expect(error).toBeInstanceOf(LimitError);
  });

  it.each([
    ['gzip', gzipSync('内容')],
    ['x-gzip', gzipSync('内容')],
    ['deflate', deflateSync('内容')],
    ['deflate', deflateRawSync('内容')],
    ['br', brotliCompressSync('内容')],
    ['zstd', zstdCompressSync('内容')],
    ['gzip', Buffer.from('内容')],
    ['deflate, gzip', gzipSync(deflateSync('内容'))],
    ['identity', Buffer.from('内容')],
  ])('unpacks %s and keeps the body as received', async (coding, body) => {
    const site = await server((_, response) => {
      response.writeHead(200, { 'content-encoding': coding });
      response.end(body);
    });
    const fetched = answer(await fetcher().fetch(site.origin));
    expect(Buffer.from(fetched.decoded).toString()).toBe('内容');
    expect(Buffer.from(fetched.body).equals(body)).toBe(true);
  });

  it('a header larger than the limit', async () => {
    const url = await raw(`HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(40_000)}\r\nContent-Length: 0\r\n\r\n`);
    expect(fault(await fetcher({ limits: { headerBytes: 8_192 } }).fetch(url)).kind).toBe('too-large');
  });

  it('shows the cookie that a gate handed out, and only then', async () => {
    const { origin } = await server((request, response) => {
      const cookie = request.headers.cookie ?? 'none';
      if (request.url === '/plain') response.end(cookie);
      else if (/\bk=1\b/.test(cookie)) response.end('in');
      else
        response
          .writeHead(302, { location: request.url ?? '/', 'set-cookie': ['k=1; path=/; HttpOnly', 'd=2'] })
          .end();
    });
    const client = fetcher();
    expect(Buffer.from(answer(await client.fetch(`${origin}/plain`)).body).toString()).toBe('none');
    const got = answer(await client.fetch(`${origin}/page`, { follow: false }));
    expect(Buffer.from(got.body).toString()).toBe('in');
    expect(got.chain.map(({ response }) => response?.statusLine)).toEqual(['HTTP/1.1 302 Found']);
    expect(got.exchange.request?.headers).toContainEqual(['Cookie', 'k=1; d=2']);
    expect(answer(await client.fetch(`${origin}/other`)).chain).toEqual([]);
  });

  it('a page that sends everybody back to itself is a circle, cookies or none', async () => {
    const { origin, asked } = await server((request, response) => {
      response.writeHead(302, { location: request.url ?? '/', 'set-cookie': 'k=1' }).end();
    });
    expect(fault(await fetcher().fetch(`${origin}/`)).kind).toBe('redirect-loop');
    expect(asked).toHaveLength(2);
  });

  it('asks for the bytes of a Location as they came', async () => {
    const { origin, asked } = await gbkRedirect();
    await fetcher().fetch(`${origin}/`);
    expect(asked).toEqual(['GET /', 'GET /%c7%e0?k=%e7']);
  });

  it('redirects without end, and in a circle', async () => {
    const site = await server(({ url = '/' }, response) => {
      response.writeHead(302, {
        location: url === '/a' ? '/b' : url === '/b' ? '/a' : `/n${Number(url.slice(2)) + 1}`,
      });
      response.end();
    });
    const made = fetcher();
    expect(fault(await made.fetch(`${site.origin}/a`))).toMatchObject({
      kind: 'redirect-loop',
      error: { why: /circle/ },
    });
    expect(fault(await made.fetch(`${site.origin}/n1`))).toMatchObject({
      kind: 'redirect-loop',
      error: { why: /more than 10/ },
    });
  });
});

describe('faults of the other side', () => {
  it.each([
    ['bad chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n', 'reset'],
    ['cut body', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc', 'reset'],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'reset'],
    ['nothing', '', 'reset'],
  ])('%s', async (_, bytes, kind) => {
    expect(fault(await fetcher().fetch(await raw(bytes))).kind).toBe(kind);
  });

  it('a closed port', async () => {
    const site = await serve(() => {});
    await site.close();
    expect(fault(await fetcher().fetch(site.origin)).kind).toBe('refused-connection');
  });

  it('plain HTTP where TLS was asked for', async () => {
    const site = await server((_, response) => response.end('x'));
    expect(fault(await fetcher().fetch(site.origin.replace('http', 'https'))).kind).toBe('tls');
  });
});

describe('faults of our own side', () => {
  it('a dead name is the site’s fault where other names resolve', async () => {
    const resolve: Resolve = async (host) => {
      if (host === 'control.example') return [{ address: '8.8.8.8', family: 4 }];
      throw coded('ENOTFOUND');
    };
    const { kind, error } = fault(
      await fetcher({ resolve, controlNames: ['control.example'] }).fetch('http://gone.example/'),
    );
    expect(kind).toBe('dns');
    expect(error).toBeInstanceOf(PermanentError);
  });

  it.each(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED'])('no name resolves (%s): that is ours', async (code) => {
    const resolve: Resolve = async () => {
      throw coded(code);
    };
    const { kind, error } = fault(await fetcher({ resolve }).fetch('http://any.example/'));
    expect(kind).toBe('local-fault');
    expect(error).toBeInstanceOf(LocalError);
  });

  it('a resolver that never answers ends in time', async () => {
    const resolve: Resolve = () => new Promise(() => {});
    const { kind } = fault(
      await fetcher({ resolve, limits: { connectMs: 100 } }).fetch('http://any.example/'),
    );
    expect(kind).toBe('local-fault');
  });

  it('stops on a signal', async () => {
    const site = await server(() => {});
    const stop = new AbortController();
    const result = fetcher().fetch(site.origin, { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    expect(fault(await result).error.name).toBe('InterruptedError');
  });
});

describe('what an exchange tells', () => {
  it('headers in order and spelling, times, address, chain', async () => {
    const site = await server(({ url }, response) => {
      if (url === '/') {
        response.writeHead(302, { location: '/栏目'.replace('栏目', '%E6%A0%8F') });
        return void response.end();
      }
      response.writeHead(
        200,
        [
          ['X-Case', 'Kept'],
          ['Set-Cookie', 'a=1'],
          ['Set-Cookie', 'b=2'],
          ['Last-Modified', 'Fri, 17 May 2019 02:20:00 GMT'],
          ['Date', 'Mon, 20 May 2019 02:20:00 GMT'],
        ].flat(),
      );
      response.end('x');
    });
    const fetched = answer(await fetcher().fetch(site.origin));
    expect(fetched).toMatchObject({
      url: `${site.origin}/%E6%A0%8F`,
      status: 200,
      ip: '127.0.0.1',
      serverDate: Date.UTC(2019, 4, 20, 2, 20),
      lastModified: Date.UTC(2019, 4, 17, 2, 20),
      truncated: null,
    });
    expect(fetched.headers.filter(([name]) => /X-Case|Set-Cookie/.test(name))).toEqual([
      ['X-Case', 'Kept'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ]);
    expect(fetched.chain.map(({ url }) => url)).toEqual([`${site.origin}/`]);
    expect(fetched.exchange.response.statusLine).toBe('HTTP/1.1 200 OK');
    expect(fetched.exchange.request).toMatchObject({ method: 'GET', target: '/%E6%A0%8F' });
  });

  it('the bodies of files are left where they are not wanted', async () => {
    const site = await server((_, response) => {
      response.writeHead(200, { 'content-type': 'application/zip', 'content-length': 50_000_000 });
      response.write('x'.repeat(10_000));
    });
    const fetched = answer(await fetcher().fetch(site.origin, { keep: () => 'none' }));
    expect(fetched).toMatchObject({ status: 200, truncated: 'length' });
    expect(fetched.body.length).toBeLessThan(50_000);
  });
});
