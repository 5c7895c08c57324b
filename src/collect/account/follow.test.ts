import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LinkRow, type PostRow } from '../../model/index.ts';
import { createFetcher } from '../site/index.ts';
import { FOLLOW_LIMITS, followLinks, linksOf } from './follow.ts';

const NOW = Date.UTC(2019, 4, 20, 2);
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(`${request.headers.host?.split(':')[0]} ${request.url}`);
  const html = (status: number, body: string) => {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      `<!DOCTYPE html><html><head><title>${body}</title></head><body><p>${body}</p></body></html>`,
    );
  };
  switch (request.url) {
    case '/robots.txt':
      response.writeHead(200, { 'content-type': 'text/plain' });
      return void response.end('User-agent: *\nDisallow: /private');
    case '/guide':
      return html(200, '居住证办理指南');
    case '/old':
      response.writeHead(302, { location: '/guide' });
      return void response.end();
    case '/expired':
      return html(200, '该域名已过期，正在出售 This domain is for sale');
    case '/busy':
      return html(503, '系统维护中');
    case '/wall':
      return html(200, '请完成安全验证后继续访问');
    case '/soft':
      return html(200, '您访问的页面不存在');
    case '/form.doc':
      response.writeHead(200, { 'content-type': 'application/msword' });
      return void response.end('x');
    default:
      return html(404, 'Not Found');
  }
});
let origin = '';
let port = 0;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
  origin = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const post = (id: string, links: readonly string[], over: Partial<PostRow> = {}): PostRow => ({
  account: 'a',
  id,
  published: '2019-05-01T08:00:00+08:00',
  title: `第${id}篇`,
  links: [...links],
  ...over,
});
/** A resolver that works: names of documents (RFC 2606) that do not exist, and others that do. */
const resolve = async (host: string) => {
  if (!host.endsWith('.invalid')) return [{ address: '127.0.0.1', family: 4 as const }];
  throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' });
};
async function follow(posts: readonly PostRow[], { most = 50, allowPrivate = true } = {}) {
  const fetcher = createFetcher({
    userAgent: 'xunjian/test',
    allowPrivate,
    resolve,
    limits: FOLLOW_LIMITS,
  });
  try {
    return await followLinks(posts, { fetcher, clock: () => NOW, sleep: async () => {}, most });
  } finally {
    await fetcher.close();
  }
}

describe('addresses of a post', () => {
  it.each([
    [
      'markup and text, each once',
      { links: ['https://a.example/x#top'], text: '见https://a.example/x。' },
      ['https://a.example/x'],
    ],
    [
      'what ends a sentence is none of it',
      { text: '报名：http://b.example/q?id=1），速来' },
      ['http://b.example/q?id=1'],
    ],
    ['Chinese right behind', { text: '点击http://b.example/办理' }, ['http://b.example/']],
    ['not its own', { url: 'https://p.example/1', links: ['https://p.example/1'] }, []],
    [
      'no other schemes, no secrets',
      { links: ['ftp://a.example/', 'javascript:alert(1)', 'https://u:p@c.example/'] },
      ['https://c.example/'],
    ],
    ['nothing', { text: null, links: null }, []],
  ] as const)('%s', (_, over, expected) => {
    expect(
      linksOf(
        post('1', [], { ...over, links: over && 'links' in over && over.links ? [...over.links] : null }),
      ),
    ).toEqual(expected);
  });
});

describe('following one step', () => {
  it('records where each led, and never takes an outage for a dead link', async () => {
    const paths = [
      '/guide',
      '/old',
      '/expired',
      '/busy',
      '/wall',
      '/soft',
      '/form.doc',
      '/lost',
      '/private/x',
    ];
    const { rows, left } = await follow([
      post(
        '1',
        paths.map((path) => origin + path),
      ),
    ]);
    for (const row of rows) expect(LinkRow.safeParse(row).success).toBe(true);
    const found = Object.fromEntries(rows.map((row) => [row.url.slice(origin.length), row]));
    expect(Object.fromEntries(rows.map((row) => [row.url.slice(origin.length), row.state]))).toEqual({
      '/guide': 'open',
      '/old': 'open',
      '/expired': 'open',
      '/busy': 'unknown',
      '/wall': 'unknown',
      '/soft': 'gone',
      '/form.doc': 'open',
      '/lost': 'gone',
      '/private/x': 'unknown',
    });
    expect(found['/guide']).toMatchObject({
      account: 'a',
      post: '1',
      postTitle: '第1篇',
      at: '2019-05-20T10:00:00+08:00',
      status: 200,
      title: '居住证办理指南',
      text: expect.stringContaining('居住证办理指南'),
    });
    expect(found['/old']?.finalUrl).toBe(`${origin}/guide`);
    expect(found['/expired']?.parked).toContain('已过期');
    expect(found['/form.doc']?.text).toBeUndefined();
    expect(asked).not.toContain('127.0.0.1 /private/x');
    expect(left).toBe(0);
  });
  it('asks each address once for all posts that link to it, the newest posts first', async () => {
    asked.length = 0;
    const old = post('1', [`${origin}/lost`], { published: '2019-04-01' });
    const fresh = post('2', [`${origin}/guide`]);
    const same = post('3', [`${origin}/guide`], { account: 'b' });
    const { rows, left } = await follow([old, fresh, same], { most: 1 });
    expect(rows.map(({ account, post, url }) => [account, post, url])).toEqual([
      ['a', '2', `${origin}/guide`],
      ['b', '3', `${origin}/guide`],
    ]);
    expect(left).toBe(1);
    expect(asked).toEqual(['127.0.0.1 /robots.txt', '127.0.0.1 /guide']);
  });
  it('never goes to a private address unless that is allowed, and says so', async () => {
    asked.length = 0;
    const { rows } = await follow([post('1', [`${origin}/guide`])], { allowPrivate: false });
    expect(rows).toMatchObject([{ state: 'unknown', why: expect.stringContaining('refused-address') }]);
    expect(asked).toEqual([]);
  });
  it('takes a name that does not exist for gone, and a host that does not answer for unknown', async () => {
    const { rows } = await follow([post('1', ['http://no-such-name.invalid/x', 'http://127.0.0.1:1/x'])]);
    expect(rows.map(({ state }) => state).sort()).toEqual(['gone', 'unknown']);
  });
});
