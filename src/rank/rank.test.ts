import { describe, expect, it } from 'vitest';
import type { AccountRow, PostRow } from '../model/index.ts';
import { wci142 } from './formulas.ts';
import { type IndexId, publishedIndex, Ranker } from './index.ts';
import { periodBefore, periodNamed, periodOf } from './period.ts';

const account = (id: string, over: Partial<AccountRow> = {}): AccountRow => ({
  id,
  unit: null,
  platform: 'weixin',
  kind: null,
  name: `${id}发布`,
  handle: null,
  registered: '2017-01-01',
  verified: null,
  status: 'active',
  followers: null,
  functions: [],
  staff: null,
  url: null,
  extra: {},
  ...over,
});
let serial = 0;
const post = (account: string, published: string, over: Partial<PostRow> = {}): PostRow => {
  serial += 1;
  return {
    account,
    id: `p${serial}`,
    published,
    reads: 100,
    inView: 1,
    likes: 2,
    shares: 3,
    position: 1,
    ...over,
  };
};
const seen = (subject: string, from = '2017-01-01', to = '2019-06-01') => ({
  subject,
  what: 'posts',
  from,
  to,
  ok: true,
});
function rank(
  accounts: readonly AccountRow[],
  posts: readonly PostRow[],
  { index = 'wci-14.2' as IndexId, from = '2019-05-13', to = '2019-05-19', collect = true } = {},
) {
  const ranker = new Ranker(accounts, { index: publishedIndex(index), from, to, postCollections: ['posts'] });
  for (const row of posts) ranker.post(row);
  if (collect) for (const { id } of accounts) ranker.collection(seen(id));
  return ranker.ranking();
}

describe('periods', () => {
  it.each([
    ['2019-05-13', '2019-05-19', 7, '2019-05-06', '2019-05-12'],
    ['2019-05-01', '2019-05-31', 30, '2019-04-01', '2019-04-30'],
    ['2019-02-01', '2019-02-28', 30, '2019-01-01', '2019-01-31'],
    ['2019-01-01', '2019-03-31', 90, '2018-10-01', '2018-12-31'],
    ['2019-01-01', '2019-12-31', 365, '2018-01-01', '2018-12-31'],
    ['2019-05-02', '2019-05-31', 30, '2019-04-02', '2019-05-01'],
    ['2019-03-01', '2019-03-01', 1, '2019-02-28', '2019-02-28'],
  ])('%s to %s divides by %i, after %s to %s', (from, to, days, first, last) => {
    const period = periodOf(from, to);
    expect(period.days).toBe(days);
    expect(periodBefore(period)).toMatchObject({ from: first, to: last });
  });
  it.each([
    ['2019-05-19', '2019-05-13', /ends before it begins; exchange/],
    ['2019-05-19T10:00', '2019-05-20', /give days such as/],
    ['2019-02-30', '2019-03-01', /give days such as/],
  ])('%s to %s is no period', (from, to, expected) => expect(() => periodOf(from, to)).toThrow(expected));
  it.each([
    ['2019-W01', '2018-12-31', '2019-01-06'],
    ['2019-W20', '2019-05-13', '2019-05-19'],
    ['2020-W53', '2020-12-28', '2021-01-03'],
    ['2020-02', '2020-02-01', '2020-02-29'],
    ['2019-Q4', '2019-10-01', '2019-12-31'],
    ['2019', '2019-01-01', '2019-12-31'],
  ])('%s is %s to %s', (name, from, to) => expect(periodNamed(name)).toMatchObject({ from, to }));
  it.each([
    ['2019-W53', /has no week 53/],
    ['2019-W00', /has no week/],
    ['2019-13', /names no period; give/],
    ['may', /names no period/],
  ])('%s is refused', (name, expected) => expect(() => periodNamed(name)).toThrow(expected));
});

describe('ranking', () => {
  it('takes posts of both end days in Asia/Shanghai, and no others', () => {
    const { rows } = rank(
      [account('a')],
      [
        post('a', '2019-05-12T16:00:00Z'),
        post('a', '2019-05-19T23:59:59+08:00'),
        post('a', '2019-05-19'),
        post('a', '2019-05-12T23:59:59+08:00'),
        post('a', '2019-05-20T00:00:00+08:00'),
      ],
    );
    const counts = (n: number) => ({ reads: 100 * n, inView: n, likes: 2 * n, shares: 3 * n });
    const { value } = wci142({ days: 7, posts: 3, total: counts(3), top: counts(3), most: counts(1) });
    expect(rows[0]).toMatchObject({ rank: 1, account: 'a', parts: { posts: 3, reads: 300 }, notes: [] });
    expect(rows[0]?.value).toBeCloseTo(value, 4);
  });
  it('gives equal values one rank and says what it moved', () => {
    const { rows } = rank(
      [account('a'), account('b'), account('c'), account('d')],
      [
        ...['a', 'b', 'd'].map((id) => post(id, '2019-05-15', { reads: id === 'd' ? 5 : 50 })),
        post('c', '2019-05-15', { reads: 900 }),
        post('a', '2019-05-08', { reads: 70 }),
        post('b', '2019-05-08', { reads: 80 }),
        post('c', '2019-05-08', { reads: 60 }),
      ],
    );
    expect(rows.map(({ rank, account, change }) => [rank, account, change])).toEqual([
      [1, 'c', 2],
      [2, 'a', 0],
      [2, 'b', -1],
      [4, 'd', 0],
    ]);
  });
  it('ranks only accounts of the platform', () => {
    const { rows } = rank(
      [account('a'), account('b', { platform: 'weibo' })],
      [post('a', '2019-05-15'), post('b', '2019-05-15')],
    );
    expect(rows.map((row) => row.account)).toEqual(['a']);
  });
  it('says what is missing, capped, doubled, deleted or few', () => {
    const twice = post('a', '2019-05-15');
    const { rows } = rank(
      [account('a')],
      [
        twice,
        twice,
        post('a', '2019-05-15', { reads: null }),
        post('a', '2019-05-16', { reads: 100_001, inView: null, comments: null, position: null }),
        post('a', '2019-05-17', { deleted: true }),
      ],
    );
    expect(rows[0]?.notes).toEqual([
      'left-out-without-reads 1',
      'counted-as-zero 1',
      'taken-as-headline 1',
      'capped-reads 1',
      'left-out-deleted 1',
      'listed-twice 1',
    ]);
    expect(rows[0]?.parts).toMatchObject({ posts: 2, reads: 100_101 });
    expect(rank([account('a')], [post('a', '2019-05-15')]).rows[0]?.notes).toEqual(['small-sample 1']);
  });
  it('never takes not collected for nothing posted', () => {
    const silent = [
      account('a'),
      account('b', { status: 'cancelled' }),
      account('c', { registered: '2019-06-01' }),
    ];
    const looked = rank(silent, []);
    expect(looked.rows).toEqual([
      expect.objectContaining({ account: 'a', value: 0, notes: ['nothing-posted'], change: null }),
    ]);
    expect(looked.unranked).toEqual([
      { account: 'b', name: 'b发布', why: 'cancelled' },
      { account: 'c', name: 'c发布', why: 'not-opened' },
    ]);
    const blind = rank([account('a'), account('d')], [post('d', '2019-05-14', { reads: null })], {
      collect: false,
    });
    expect(blind.rows).toEqual([]);
    expect(blind.unranked.map(({ account, why }) => [account, why])).toEqual([
      ['a', 'not-collected'],
      ['d', 'no-reads'],
    ]);
  });
  it('measures the city ranking against the best of the register', () => {
    const weibo = (id: string) => account(id, { platform: 'weibo' });
    const ranker = new Ranker([weibo('a'), weibo('b')], {
      index: publishedIndex('weibo-city'),
      from: '2019-05-13',
      to: '2019-05-19',
      postCollections: ['posts'],
    });
    ranker.post(post('a', '2019-05-15', { reads: 999, comments: 5, likes: 4 }));
    ranker.post(post('b', '2019-05-15', { reads: 99, comments: 5, likes: 4 }));
    ranker.message({
      subject: 'a',
      id: 'm1',
      received: '2019-05-14',
      repliedAt: '2019-05-15',
      reply: '已办结',
    });
    ranker.message({ subject: 'b', id: 'm2', received: '2019-05-14', repliedAt: '2019-05-15', reply: ' ' });
    const { rows } = ranker.ranking();
    expect(rows[0]).toMatchObject({ account: 'a', value: 100 });
    expect(rows[1]?.parts).toMatchObject({ spread: 66.66667, service: 0, interaction: 100 });
  });
});
