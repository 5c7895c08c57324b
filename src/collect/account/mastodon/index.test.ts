import { describe, expect, it } from 'vitest';
import { nextLink } from '../links.ts';
import { type Answer, collectFrom, NOW, type Platform, spans } from '../testing/harness.ts';
import { mastodon } from './index.ts';

const status = (id: number, day: string, more: object = {}) => ({
  id: String(id),
  created_at: `${day}T01:00:00.000Z`,
  content: `<p>嘟文${id}</p>`,
  url: `https://social.example/@office/${id}`,
  replies_count: 1,
  reblogs_count: 2,
  favourites_count: 3,
  reblog: null,
  ...more,
});
const server =
  (
    statuses: readonly ReturnType<typeof status>[],
    more: object = {},
    first?: () => Answer | undefined,
  ): Platform =>
  ({ path, query, origin }) => {
    const other = first?.();
    if (other !== undefined) return other;
    if (path === '/api/v1/accounts/lookup')
      return query.get('acct') === 'office'
        ? {
            json: {
              id: '7',
              acct: 'office',
              display_name: '甲县发布',
              followers_count: 40,
              statuses_count: statuses.length,
              created_at: '2018-02-03T00:00:00.000Z',
              ...more,
            },
          }
        : { status: 404, json: { error: 'Record not found' } };
    const max = Number(query.get('max_id') ?? Number.POSITIVE_INFINITY);
    const page = statuses.filter(({ id }) => Number(id) < max).slice(0, 2);
    const link = `<${origin}${path}?limit=40&max_id=${page.at(-1)?.id}>; rel="next", <${origin}${path}?min_id=9>; rel="prev"`;
    return { json: page, ...(page.length === 0 ? {} : { headers: { link } }) };
  };

describe('nextLink', () => {
  const base = 'https://a.example/x';
  it.each([
    ['<https://a.example/y?a=1,2>; rel="next"', 'https://a.example/y?a=1,2'],
    ['<y>; rel="prev", <z>; rel=next', 'https://a.example/z'],
    ['<https://b.example/y>; rel="next"', null],
    ['<y>; rel="nextdoor"', null],
    ['broken', null],
    [null, null],
  ])('%s', (header, next) => expect(nextLink(header, base)).toBe(next));
});

describe('mastodon', () => {
  const page = { path: '/@office' };
  it('reads posts by Link headers until the window is passed', async () => {
    const all = [
      status(5, '2019-05-19', { reblog: { content: '<p>转</p>', account: { acct: 'city@b.example' } } }),
      status(4, '2019-05-10'),
      status(3, '2019-04-01'),
      status(2, '2019-03-01'),
      status(1, '2019-02-01'),
    ];
    const { posts, metrics, collections } = await collectFrom(mastodon, server(all), page);
    expect(posts).toHaveLength(4);
    expect(posts[0]).toMatchObject({
      id: '5',
      text: '转',
      original: false,
      source: 'city@b.example',
      published: '2019-05-19T09:00:00+08:00',
    });
    expect(metrics).toEqual([{ account: 'a1', day: '2019-05-20', followers: 40 }]);
    expect(collections).toMatchObject([
      { what: 'account', registered: '2018-02-03', posts: 5 },
      { what: 'posts', ok: true },
    ]);
    expect(spans(collections, 'posts')).toEqual([`ok 2019-05-01T00:00 … ${NOW.slice(0, 16)}`]);
  });

  it('knows that an account without posts never posted', async () => {
    const { collections } = await collectFrom(mastodon, server([]), {
      ...page,
      account: { registered: '2018-02-03' },
    });
    expect(spans(collections, 'posts')).toEqual([`ok 2018-02-03T00:00 … ${NOW.slice(0, 16)}`]);
  });

  it('waits as the rate limit says, and gives up where that is too long', async () => {
    let calls = 0;
    const limited = (reset: string) => () => {
      calls += 1;
      return calls % 2 === 1
        ? { status: 429, json: {}, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset } }
        : undefined;
    };
    const short = await collectFrom(mastodon, server([], {}, limited('2019-05-20T02:00:30.000Z')), {
      ...page,
      what: ['account'],
    });
    expect(short.waits).toEqual([30_000]);
    expect(short.collections).toMatchObject([{ what: 'account', ok: true }]);
    calls = 0;
    const long = await collectFrom(mastodon, server([], {}, limited('2019-05-20T02:30:00.000Z')), {
      ...page,
      what: ['posts'],
    });
    expect(long.collections).toMatchObject([
      { what: 'posts', ok: false, error: expect.stringContaining('too many requests') },
    ]);
  });

  it.each([
    ['gone', { path: '/@other' }, {}, 'gone'],
    ['suspended', page, { suspended: true }, 'banned'],
  ])('states that an account is %s', async (_, where, more, state) => {
    const { collections } = await collectFrom(mastodon, server([], more), { ...where, what: ['posts'] });
    expect(collections).toMatchObject([
      { what: 'account', ok: true, state },
      { what: 'posts', ok: false },
    ]);
  });

  it('refuses an account of another server, of which this one knows a part', async () => {
    const { asked, collections } = await collectFrom(mastodon, server([]), {
      path: '/@office@b.example',
      what: ['posts'],
    });
    expect(asked).toEqual([]);
    expect(collections).toMatchObject([
      { ok: false, error: expect.stringContaining('on its own Mastodon server') },
    ]);
  });

  it('tells where a moved account went, and a new name', async () => {
    const { collections } = await collectFrom(
      mastodon,
      server([], {
        display_name: '甲县融媒',
        moved: { acct: 'new@b.example', url: 'https://b.example/@new' },
      }),
      { ...page, what: ['account'] },
    );
    expect(collections).toMatchObject([{ movedTo: 'https://b.example/@new', renamedFrom: '甲县发布' }]);
  });
});
