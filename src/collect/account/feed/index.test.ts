import { describe, expect, it } from 'vitest';
import { type Answer, collectFrom, spans } from '../testing/harness.ts';
import { feedDate } from './dates.ts';
import { feed } from './index.ts';

const rss = (items: string, channel = '') => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>甲县发布</title><link>https://a.example/</link><description/>${channel}${items}</channel></rss>`;
const item = (id: string, date: string, more = '') =>
  `<item><guid isPermaLink="false">${id}</guid><title>通知${id}</title><link>https://a.example/${id}</link><pubDate>${date}</pubDate>${more}</item>`;
const xml = (text: string, headers: Record<string, string> = {}): Answer => ({
  text,
  headers: { 'content-type': 'application/rss+xml', ...headers },
});

describe('feedDate', () => {
  it.each([
    ['Mon, 20 May 2019 01:00:00 GMT', '2019-05-20T09:00:00+08:00'],
    ['Mon, 20 May 2019 09:00:00 +0800', '2019-05-20T09:00:00+08:00'],
    ['20 May 2019 09:00', '2019-05-20T09:00:00+08:00'],
    ['Mon, 20 May 2019 09:00:00 CST', '2019-05-20T09:00:00+08:00'],
    ['2019-05-20T01:00:00Z', '2019-05-20T09:00:00+08:00'],
    ['2019-05-20 09:00:00', '2019-05-20T09:00:00+08:00'],
    ['2019-05-20', '2019-05-20'],
    ['昨天', null],
    [undefined, null],
  ])('%s', (text, date) => expect(feedDate(text)).toBe(date));
});

describe('feed', () => {
  it('reads RSS and covers from the oldest entry that it shows, no further', async () => {
    const { posts, collections } = await collectFrom(feed, () =>
      xml(
        rss(
          item(
            '2',
            'Sun, 19 May 2019 08:00:00 +0800',
            '<content:encoded><![CDATA[<p>汛期<b>将至</b></p><script>x()</script>]]></content:encoded>',
          ) + item('1', 'Fri, 10 May 2019 08:00:00 +0800'),
        ),
      ),
    );
    expect(posts).toMatchObject([
      {
        account: 'a1',
        id: '2',
        published: '2019-05-19T08:00:00+08:00',
        title: '通知2',
        text: '汛期将至',
        url: 'https://a.example/2',
        via: 'feed',
      },
      { id: '1' },
    ]);
    expect(spans(collections, 'posts')).toEqual([
      'ok 2019-05-10T08:00 … 2019-05-20T10:00',
      'failed 2019-05-01T00:00 … 2019-05-10T08:00',
    ]);
  });

  it('covers the window where an entry lies before it; a pinned old entry on top proves nothing', async () => {
    const old = item('0', 'Sun, 01 Jan 2017 08:00:00 +0800');
    const fresh = item('2', 'Sun, 19 May 2019 08:00:00 +0800') + item('1', 'Fri, 10 May 2019 08:00:00 +0800');
    const below = await collectFrom(feed, () => xml(rss(fresh + old)));
    expect(spans(below.collections, 'posts')).toEqual(['ok 2019-05-01T00:00 … 2019-05-20T10:00']);
    const pinned = await collectFrom(feed, () => xml(rss(old + fresh)));
    expect(pinned.posts).toHaveLength(3);
    expect(spans(pinned.collections, 'posts')[0]).toBe('ok 2019-05-10T08:00 … 2019-05-20T10:00');
  });

  it.each([
    ['empty', rss('')],
    ['undated', rss('<item><title>通知</title><link>https://a.example/1</link></item>')],
    [
      'unordered',
      rss(
        item('1', 'Fri, 10 May 2019 08:00:00 +0800') +
          item('2', 'Sun, 19 May 2019 08:00:00 +0800') +
          item('3', 'Fri, 03 May 2019 08:00:00 +0800') +
          item('4', 'Sat, 18 May 2019 08:00:00 +0800') +
          item('5', 'Sat, 04 May 2019 08:00:00 +0800') +
          item('6', 'Sun, 05 May 2019 08:00:00 +0800'),
      ),
    ],
  ])('proves nothing by a feed that is %s', async (_, text) => {
    const { collections } = await collectFrom(feed, () => xml(text));
    expect(spans(collections, 'posts')).toEqual(['failed 2019-05-01T00:00 … 2019-05-20T10:00']);
  });

  it('follows RFC 5005 pages of an Atom feed to their end, and knows then that there is nothing older', async () => {
    const atom = (entries: string, links: string) =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>甲</title><id>urn:a</id><updated>2019-05-19T00:00:00Z</updated>${links}${entries}</feed>`;
    const entry = (n: number) =>
      `<entry><id>urn:${n}</id><title>公告${n}</title><updated>2019-05-1${n}T00:00:00Z</updated><link href="https://a.example/${n}"/></entry>`;
    const { posts, collections, asked } = await collectFrom(
      feed,
      ({ path }) =>
        path === '/a.xml'
          ? xml(atom(entry(9) + entry(8), '<link rel="next" href="b.xml"/>'))
          : xml(atom(entry(7), '')),
      { path: '/a.xml', account: { registered: '2019-02-01' } },
    );
    expect(posts.map(({ id }) => id)).toEqual(['urn:9', 'urn:8', 'urn:7']);
    expect(asked).toEqual(['GET /a.xml', 'GET /b.xml']);
    expect(spans(collections, 'posts')).toEqual(['ok 2019-02-01T00:00 … 2019-05-20T10:00']);
  });

  it('reads JSON Feed', async () => {
    const { posts } = await collectFrom(feed, () => ({
      json: {
        version: 'https://jsonfeed.org/version/1.1',
        title: '甲',
        items: [
          { id: 'j1', title: '标题', content_text: '正文', date_published: '2019-05-19T08:00:00+08:00' },
        ],
      },
    }));
    expect(posts).toMatchObject([
      { id: 'j1', title: '标题', text: '正文', published: '2019-05-19T08:00:00+08:00' },
    ]);
  });

  it('asks again only whether it changed, and an unchanged feed proves silence since', async () => {
    const seen: string[] = [];
    const { posts, collections } = await collectFrom(
      feed,
      ({ headers }) => {
        seen.push(String(headers['if-none-match'] ?? ''));
        return headers['if-none-match'] === '"v1"'
          ? { status: 304, text: '' }
          : xml(rss(item('1', 'Fri, 10 May 2019 08:00:00 +0800')), { etag: '"v1"' });
      },
      { times: 2 },
    );
    expect(seen).toEqual(['', '"v1"']);
    expect(posts).toHaveLength(1);
    expect(spans(collections, 'posts')).toEqual([
      'ok 2019-05-10T08:00 … 2019-05-20T10:00',
      'failed 2019-05-01T00:00 … 2019-05-10T08:00',
      'ok 2019-05-10T08:00 … 2019-05-20T10:00',
      'failed 2019-05-01T00:00 … 2019-05-10T08:00',
    ]);
  });

  it('tells how old the copy of a gateway is', async () => {
    const text = rss(
      item('1', 'Fri, 10 May 2019 08:00:00 +0800'),
      '<generator>RSSHub</generator><lastBuildDate>Sun, 19 May 2019 00:00:00 GMT</lastBuildDate>',
    );
    const { collections } = await collectFrom(feed, () => xml(text));
    expect(spans(collections, 'posts')[0]).toBe('ok 2019-05-10T08:00 … 2019-05-19T08:00');
    const cached = await collectFrom(feed, () =>
      xml(rss(item('1', 'Fri, 10 May 2019 08:00:00 +0800')), { age: '3600' }),
    );
    expect(spans(cached.collections, 'posts')[0]).toBe('ok 2019-05-10T08:00 … 2019-05-20T09:00');
  });

  it.each([
    ['a page', 200, '<html><body>登录</body></html>', /is no feed/, 0],
    ['a feed that is gone', 410, 'gone', /HTTP 410/, 0],
    ['a server that is down', 502, 'bad gateway', /HTTP 502/, 3],
  ])('records %s as a failed collection', async (_, status, text, error, waits) => {
    const outcome = await collectFrom(feed, () => ({ status, text }));
    expect(outcome.collections).toMatchObject([{ subject: 'a1', what: 'posts', ok: false }]);
    expect(outcome.collections[0]?.error).toMatch(error);
    expect(outcome.waits).toHaveLength(waits);
  });
});
