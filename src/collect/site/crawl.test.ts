import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type CrawlOptions, type CrawlResult, crawlSite } from './index.ts';
import {
  type Collected,
  collect,
  html,
  type Site,
  serveSite,
  testOptions,
  withFolder,
} from './testing/server.ts';

interface Crawled {
  readonly result: CrawlResult;
  readonly sink: Collected;
  readonly asked: readonly string[];
  readonly origin: string;
}

async function crawl(site: Site, more: Partial<CrawlOptions> = {}, start = '/'): Promise<Crawled> {
  const server = await serveSite(site);
  try {
    return await withFolder(async (folder) => {
      const sink = collect();
      const result = await crawlSite(
        new URL(start, server.origin),
        testOptions(folder, more),
        sink,
        new AbortController().signal,
      );
      return { result, sink, asked: server.asked, origin: server.origin };
    });
  } finally {
    await server.close();
  }
}

const page = (...hrefs: string[]) =>
  `<title>t</title><body>${hrefs.map((href) => `<a href="${href}">link ${href}</a>`).join('')}</body>`;
const paths = ({ sink, origin }: Crawled) => sink.pages.map(({ finalUrl }) => finalUrl.slice(origin.length));
const times = ({ asked }: Crawled, request: string) => asked.filter((line) => line === request).length;

describe('crawlSite', () => {
  it('reads every page once and says that it saw all', async () => {
    const crawled = await crawl(
      {
        '/': page('/a', '/b#part', 'b', '/a?'),
        '/a': page('/', '/b'),
        '/b': page('a', '/c/../c/d'),
        '/c/d': page('http://127.0.0.1:1/x'),
      },
      { checkLinks: 'internal' },
    );
    expect(paths(crawled).sort()).toEqual(['/', '/a', '/b', '/c/d']);
    expect(crawled.result.coverage).toMatchObject({
      pages: 4,
      complete: true,
      unseen: [],
      failures: [],
      source: 'live',
    });
    expect(crawled.result.home).toEqual({ url: `${crawled.origin}/`, failure: null });
    expect(times(crawled, 'GET /b')).toBe(1);
    const home = crawled.sink.pages.find(({ depth }) => depth === 0);
    expect(home).toMatchObject({ status: 200, referrer: null, rendered: false });
    const deep = crawled.sink.pages.find(({ finalUrl }) => finalUrl.endsWith('/c/d'));
    expect(deep).toMatchObject({ depth: 2, referrer: `${crawled.origin}/b`, linkText: 'link /c/../c/d' });
  });

  it('counts a dead link of the home page once, by whatever name the page is asked for', async () => {
    const links = ['/index.html', '/gone', '/gone', '/a%20b', '/a b'];
    const crawled = await crawl(
      { '/': page(...links), '/index.html': page(...links) },
      { checkLinks: 'internal' },
    );
    const dead = crawled.result.links.dead.map(({ url, onHome, count }) => [
      url.slice(crawled.origin.length),
      onHome,
      count,
    ]);
    expect(dead.sort()).toEqual([
      ['/a%20b', true, 1],
      ['/gone', true, 1],
    ]);
  });

  it('finds every dead internal link and invents none', async () => {
    const crawled = await crawl(
      {
        '/': page('/a', '/gone', '/gone', '/a#no-such-part', '/moved', '/shut', '/file.pdf', '/no.pdf'),
        '/a': page('/gone', '/gone410', '/broken', '/get-only.zip'),
        '/gone410': 410,
        '/broken': 500,
        '/shut': 403,
        '/moved': (_, response) => {
          response.writeHead(302, { location: '/gone' });
          response.end();
        },
        '/file.pdf': (_, response) => {
          response.writeHead(200, { 'content-type': 'application/pdf' });
          response.end('x');
        },
        '/get-only.zip': ({ method }, response) => {
          response.writeHead(method === 'GET' ? 200 : 404);
          response.end();
        },
      },
      { checkLinks: 'internal' },
    );
    const dead = crawled.result.links.dead.map(({ url, count, onHome, tries, from }) => ({
      path: url.slice(crawled.origin.length),
      count,
      onHome,
      twice: tries >= 2,
      from: from.map((each) => each.url.slice(crawled.origin.length)),
    }));
    expect(dead.sort((a, b) => a.path.localeCompare(b.path))).toEqual([
      { path: '/broken', count: 1, onHome: false, twice: true, from: ['/a'] },
      { path: '/gone', count: 2, onHome: true, twice: true, from: ['/', '/a'] },
      { path: '/gone410', count: 1, onHome: false, twice: true, from: ['/a'] },
      { path: '/moved', count: 1, onHome: true, twice: true, from: ['/'] },
      { path: '/no.pdf', count: 1, onHome: true, twice: true, from: ['/'] },
    ]);
    expect(crawled.result.links).toMatchObject({ deadOnHome: 3, deadElsewhere: 2 });
    expect(crawled.result.coverage.failureCounts.blocked).toBe(1);
    expect(crawled.result.attachments.map(({ url, ok }) => [url.slice(crawled.origin.length), ok])).toEqual([
      ['/file.pdf', true],
      ['/no.pdf', false],
    ]);
    expect(crawled.result.links.dead[0]?.from[0]?.text).toMatch(/^link /);
  });

  it('gives a page that failed a second occasion before it is called dead', async () => {
    let asked = 0;
    const crawled = await crawl({
      '/': page('/late'),
      '/late': (_, response) => {
        asked += 1;
        html(response, page(), asked === 1 ? 404 : 200);
      },
    });
    expect(crawled.result.links.dead).toEqual([]);
    expect(paths(crawled)).toContain('/late');
  });

  it('waits as long as Retry-After says and counts no failure', async () => {
    let first = 0;
    let waited = 0;
    const crawled = await crawl({
      '/': page('/busy'),
      '/busy': (_, response) => {
        if (first === 0) {
          first = Date.now();
          response.writeHead(429, { 'retry-after': '1' });
          response.end();
        } else {
          waited = Date.now() - first;
          html(response, page());
        }
      },
    });
    expect(paths(crawled)).toEqual(['/', '/busy']);
    expect(waited).toBeGreaterThanOrEqual(990);
    expect(crawled.result.coverage.failures).toEqual([]);
  });

  it('leaves a page that asks for a longer pause than allowed, as throttled and not as dead', async () => {
    const crawled = await crawl(
      {
        '/': page('/busy', '/a'),
        '/a': page(),
        '/busy': (_, response) => {
          response.writeHead(503, { 'retry-after': '3600' });
          response.end();
        },
      },
      { maxPauseMs: 50 },
    );
    expect(crawled.result.coverage.failureCounts).toEqual({ throttled: 1 });
    expect(crawled.result.links.dead).toEqual([]);
    expect(paths(crawled)).toContain('/a');
  });

  it.each([
    ['captcha', 200, 'captcha'],
    ['firewall', 200, 'blocked'],
    ['firewall', 412, 'blocked'],
    ['login', 200, 'login'],
    ['captcha', 521, 'captcha'],
    ['', 403, 'blocked'],
    ['', 418, 'blocked'],
    ['', 401, 'login'],
    ['captcha', 404, 'http-4xx'],
  ])('a wall (%s, status %i) is a failure of kind %s and no dead link', async (mark, status, kind) => {
    const crawled = await crawl({
      '/': page('/x'),
      '/x': (_, response) => html(response, `<title>wall</title><body class="${mark}">x</body>`, status),
    });
    expect(crawled.result.coverage.failures.map((failure) => failure.kind)).toEqual([kind]);
    expect(crawled.result.links.dead.length).toBe(status === 404 ? 1 : 0);
    expect(crawled.result.coverage.pages).toBe(1);
  });

  it('stops asking a host that refuses again and again', async () => {
    const many = Array.from({ length: 40 }, (_, i) => `/p${i}`);
    const crawled = await crawl(
      { '/': page(...many), '*': (_, response) => html(response, '<body class="captcha">', 200) },
      { maxBlocks: 4, checkLinks: 'off', sitemaps: false, connections: 1 },
    );
    expect(crawled.asked.length).toBeLessThan(15);
    expect(crawled.result.coverage.unseen[0]).toMatchObject({ reason: 'host-stopped' });
    expect(crawled.result.coverage.complete).toBe(false);
  });

  it.each([['meta refresh', (to: string) => `<meta http-equiv="refresh" content="0;url=${to}">`]])(
    'follows %s and keeps the address that was asked',
    async (_, stub) => {
      const crawled = await crawl({
        '/': stub('/index/home.html'),
        '/index/home.html': page('/a'),
        '/a': page(),
      });
      expect(crawled.sink.pages.map(({ url, finalUrl, depth }) => [url, finalUrl, depth])).toEqual([
        [`${crawled.origin}/`, `${crawled.origin}/index/home.html`, 0],
        [`${crawled.origin}/a`, `${crawled.origin}/a`, 1],
      ]);
    },
  );

  it('tells every address that only sends on, also to a page read before', async () => {
    const to = (location: string) => (_: unknown, response: import('node:http').ServerResponse) => {
      response.writeHead(302, { location });
      response.end();
    };
    const crawled = await crawl({
      '/': page('/real', '/x1', '/x2', '/away'),
      '/real': page('/x3'),
      '/x1': to('/real'),
      '/x2': to('/real'),
      '/x3': to('/real'),
      '/away': to('http://elsewhere.invalid/'),
    });
    const at = crawled.origin;
    const moves = crawled.sink.moves.map(
      ({ url, to: target }) => `${url.slice(at.length)} > ${target.replace(at, '')}`,
    );
    expect(moves.toSorted()).toEqual([
      '/away > http://elsewhere.invalid/',
      '/x1 > /real',
      '/x2 > /real',
      '/x3 > /real',
    ]);
  });

  it.each([
    ['refuses connections', 0],
    ['answers 503', 503],
  ])('calls no link dead where the host went down under way and %s', async (_, status) => {
    const names = Array.from({ length: 24 }, (_, i) => `/p${i}`);
    let left = 6;
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      left -= 1;
      if (left >= 0) html(response, page());
      else if (status === 0) {
        // As if nobody listened any more.
        const { server } = request.socket as unknown as { server: Server };
        server.close();
        server.closeAllConnections();
      } else response.writeHead(status).end('down');
    };
    const crawled = await crawl(
      { '/': page('/gone', ...names), ...Object.fromEntries(names.map((name) => [name, answer])) },
      { backoffMs: 1, tries: 1, maxFaults: 4, secondTryAfterMs: 1 },
    );
    expect(crawled.result.coverage.complete).toBe(false);
    const dead = crawled.result.links.dead.map(({ url }) => new URL(url).pathname);
    expect(dead.filter((path) => path !== '/gone')).toEqual([]);
  });

  it('ends redirects that go in a circle', async () => {
    const to = (location: string) => (_: unknown, response: import('node:http').ServerResponse) => {
      response.writeHead(302, { location });
      response.end();
    };
    const crawled = await crawl({
      '/': page('/a', '/self', '/long0'),
      '/a': to('/b'),
      '/b': to('/c'),
      '/c': to('/a'),
      '/self': to('/self'),
      ...Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`/long${i}`, to(`/long${i + 1}`)])),
    });
    const kinds = crawled.result.coverage.failures.map(({ kind }) => kind);
    expect(kinds).toEqual(['redirect-loop', 'redirect-loop', 'redirect-loop']);
    expect(crawled.result.links.dead).toEqual([]);
  });

  it('reads robots.txt, crawl-delay and sitemaps', async () => {
    const crawled = await crawl({
      '/robots.txt': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/plain' });
        response.end(
          '\uFEFFUser-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /private/\nCrawl-delay: 0.1\nSitemap: /map.xml\n',
        );
      },
      '/map.xml': (_, response) => {
        response.writeHead(200, { 'content-type': 'application/xml' });
        response.end('<?xml version="1.0"?><urlset><url><loc>/only-in-map</loc></url></urlset>');
      },
      '/': page('/private/x', '/a'),
      '/a': page(),
      '/only-in-map': page(),
    });
    expect(paths(crawled)).toEqual(['/', '/a', '/only-in-map']);
    expect(crawled.result.coverage.unseen).toEqual([
      { reason: 'robots', count: 1, examples: [`${crawled.origin}/private/x`] },
    ]);
    const at = crawled.sink.pages.map((visit) => visit.at);
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(95);
    expect(crawled.result.links.dead).toEqual([]);
  });

  it('records why robots.txt was not obeyed', async () => {
    const crawled = await crawl(
      {
        '/robots.txt': (_, response) => response.end('User-agent: *\nDisallow: /'),
        '/': page('/a'),
        '/a': page(),
      },
      { ignoreRobots: 'inspection by order of the office' },
    );
    expect(crawled.result.coverage).toMatchObject({
      pages: 2,
      override: 'inspection by order of the office',
    });
  });

  it('reads nothing where robots.txt answers 5xx, and says why', async () => {
    const crawled = await crawl({ '/robots.txt': 500, '/': page() });
    expect(crawled.result.coverage.pages).toBe(0);
    expect(crawled.result.home.failure).toMatchObject({ kind: 'robots', status: 500 });
  });

  it('spends a small budget on home, columns and their newest entries first', async () => {
    const list = (column: string) =>
      `<title>${column}</title><ul>${Array.from({ length: 20 }, (_, i) => `<li><a href="/${column}/${i}">entry</a> 2019-05-${String(i + 1).padStart(2, '0')}</li>`).join('')}</ul><a href="/${column}?page=2">next</a>`;
    const crawled = await crawl(
      {
        '/': `<nav><a href="/news">动态</a><a href="/notice">公告</a></nav>${Array.from({ length: 30 }, (_, i) => `<a href="/misc/${i}">m</a>`).join('')}<a href="/leaders">领导信息</a>`,
        '/news': list('news'),
        '/notice': list('notice'),
        '*': page(),
      },
      { maxPages: 40, checkLinks: 'off', connections: 1, sitemaps: false },
    );
    const seen = paths(crawled);
    expect(seen.slice(0, 4)).toEqual(['/', '/news', '/notice', '/leaders']);
    expect(seen).toHaveLength(40);
    const entries = seen.slice(34);
    expect(entries).toEqual(['/news/19', '/notice/19', '/news/18', '/notice/18', '/news/17', '/notice/17']);
    const unseen = crawled.result.coverage.unseen;
    expect(unseen).toHaveLength(1);
    expect(unseen[0]).toMatchObject({ reason: 'budget', count: 36 });
    expect(crawled.result.coverage.complete).toBe(false);
  });

  it('bounds calendars, endless paging, growing paths, facets and session ids', async () => {
    let n = 0;
    const crawled = await crawl(
      {
        '/': page(
          '/cal?month=1',
          '/list?page=1',
          '/grow/',
          '/s?a=1&b=1&c=1',
          '/home.do;jsessionid=ABC123?sid=0123456789abcdef0',
        ),
        '*': (request, response) => {
          n += 1;
          const url = new URL(request.url ?? '/', 'http://x');
          const next = Number(url.searchParams.get('month') ?? url.searchParams.get('page') ?? 0) + 1;
          if (url.pathname === '/cal') return html(response, page(`/cal?month=${next}`));
          if (url.pathname === '/list') return html(response, page(`/list?page=${next}`));
          if (url.pathname.startsWith('/grow/')) return html(response, page('a/b/'));
          if (url.pathname === '/s')
            return html(
              response,
              page(...Array.from({ length: 5 }, (_, i) => `/s?a=${i}&b=${n}&c=${n + i}`)),
            );
          html(response, page('/home.do;jsessionid=XYZ'));
        },
      },
      { maxPages: 3_000, checkLinks: 'off', traps: { facets: 30, calendar: 12, fruitless: 3, paging: 40 } },
    );
    expect(n).toBeLessThan(250);
    const reasons = crawled.result.coverage.unseen.map(({ reason }) => reason).sort();
    expect(reasons).toEqual(['calendar', 'deep-paging', 'facets', 'growing-path']);
    expect(paths(crawled).filter((path) => path.startsWith('/home.do'))).toEqual(['/home.do']);
  });

  it('keeps reading where one page breaks or kills the reader', async () => {
    const crawled = await crawl({
      '/': page('/break', '/crash', '/a', '/b'),
      '/break': 'BREAK-THE-READER',
      '/a': page(),
      '/b': page(),
      '/crash': page(),
    });
    expect(paths(crawled).sort()).toEqual(['/', '/a', '/b', '/crash']);
    expect(crawled.result.coverage.failures).toMatchObject([{ kind: 'local-fault' }]);
    expect(crawled.result.links.dead).toEqual([]);
  });

  it('tells a host that is not there in the result, not by a crash', async () => {
    const server = await serveSite({});
    await server.close();
    await withFolder(async (folder) => {
      const sink = collect();
      const { home, coverage } = await crawlSite(
        new URL(server.origin),
        testOptions(folder),
        sink,
        new AbortController().signal,
      );
      expect(home.failure).toMatchObject({ kind: 'refused-connection' });
      expect(coverage).toMatchObject({ pages: 0, complete: false });
    });
  });

  it('does not take a page of a server that says 200 to everything for a dead one unless it says “not found”', async () => {
    const crawled = await crawl({
      '/': page('/soft', '/real'),
      '/real': page(),
      '*': (_, response) => html(response, '<title>not found</title><body class="error-page">'),
    });
    expect(crawled.result.links.dead.map(({ url }) => url.slice(crawled.origin.length))).toEqual(['/soft']);
  });
});
