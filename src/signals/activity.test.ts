import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccountPosts, type AccountSubject, DAY, parseTime, shanghai } from '../model/index.ts';
import { activityOf } from './activity.ts';
import { covers } from './coverage.ts';

const AS_OF = parseTime('2019-05-20T10:00:00+08:00') ?? 0;
const subject = (over: Partial<AccountSubject> = {}): AccountSubject => ({
  kind: 'account',
  id: 'a1',
  name: '甲县发布',
  url: null,
  platform: 'weixin',
  accountKind: 'subscription',
  byUse: false,
  status: 'active',
  registered: '2017-01-01',
  unit: null,
  ...over,
});
const post = (published: string) => ({ id: published, title: '', url: null, published, deletedAt: null });
const run = (from: string, to: string, ok = true) => ({ from, to, ok, error: null });
const ALL = run('2017-01-01', '2019-05-20T10:00:00+08:00');
const posts = (over: Partial<AccountPosts> = {}): AccountPosts => ({
  count: 0,
  newest: [],
  deleted: [],
  undated: 0,
  later: [],
  stopNotices: [],
  runs: [ALL],
  ...over,
});
const of = (over: Partial<AccountPosts>, who: Partial<AccountSubject> = {}) => {
  const { activity, basis } = activityOf(subject(who), posts(over), AS_OF, 14);
  return `${activity} ${basis}`;
};

describe('activity', () => {
  it.each([
    ['at the first instant of the window', '2019-05-06T10:00:00+08:00', 'active posted'],
    ['a second before it', '2019-05-06T09:59:59+08:00', 'sleeping silent'],
    ['inside it, in UTC', '2019-05-06T02:00:01Z', 'active posted'],
    ['before it, in UTC', '2019-05-06T01:59:59Z', 'sleeping silent'],
    ['inside it, without offset', '2019-05-06 10:10:00', 'active posted'],
    ['a bare day on its edge', '2019-05-06', 'active posted'],
    ['the day before', '2019-05-05', 'sleeping silent'],
  ])('a post %s', (_, published, expected) => {
    expect(of({ count: 1, newest: [post(published)] })).toBe(expected);
  });

  it.each<[string, Partial<AccountPosts>, Partial<AccountSubject>, string]>([
    ['never posted since registration', {}, {}, 'zombie neverPosted'],
    ['not seen since registration', { runs: [run('2019-05-01', '2019-05-21')] }, {}, 'sleeping silent'],
    ['registration not known', {}, { registered: null }, 'sleeping silent'],
    [
      'registered three days ago',
      { runs: [run('2019-05-17', '2019-05-21')] },
      { registered: '2019-05-17' },
      'zombie young',
    ],
    ['nothing collected', { runs: [] }, {}, 'unknown notCovered'],
    ['collection failed', { runs: [run('2017-01-01', '2019-05-21', false)] }, {}, 'unknown notCovered'],
    ['half the window seen', { runs: [run('2017-01-01', '2019-05-13')] }, {}, 'unknown notCovered'],
    [
      'a gap in the window',
      { runs: [run('2017-01-01', '2019-05-10'), run('2019-05-12', '2019-05-21')] },
      {},
      'unknown notCovered',
    ],
    [
      'runs that touch',
      { runs: [run('2019-05-12', '2019-05-21'), run('2017-01-01', '2019-05-12')] },
      {},
      'zombie neverPosted',
    ],
    ['a known post needs no proof', { runs: [], newest: [post('2019-05-19')] }, {}, 'active posted'],
    ['only a post without date', { undated: 1 }, {}, 'sleeping misdated'],
    ['a post dated after the collection', { later: [post('2019-05-25')] }, {}, 'sleeping misdated'],
    [
      'a post after the instant, collected later',
      { runs: [run('2017-01-01', '2019-05-30')], later: [post('2019-05-25')] },
      {},
      'zombie neverPosted',
    ],
    ['taken down again', { deleted: [post('2019-05-15')] }, {}, 'active removed'],
    ['an app that posts nothing', {}, { byUse: true }, 'null byUse'],
    ['an app that posts', { newest: [post('2019-05-19')] }, { byUse: true }, 'active posted'],
  ])('%s', (_, own, who, expected) => {
    expect(of(own, who)).toBe(expected);
  });

  it('a post more never makes an account less active', () => {
    const rank = { unknown: 0, zombie: 0, sleeping: 0, active: 1 } as const;
    const time = fc.integer({ min: AS_OF - 60 * DAY, max: AS_OF }).map(shanghai);
    fc.assert(
      fc.property(fc.array(time, { maxLength: 4 }), time, (times, more) => {
        const state = (list: readonly string[]) =>
          rank[activityOf(subject(), posts({ newest: list.map(post) }), AS_OF, 14).activity ?? 'unknown'];
        expect(state([...times, more])).toBeGreaterThanOrEqual(state(times));
      }),
    );
  });
});

describe('coverage', () => {
  it('does not depend on how a span is cut into runs or on their order', () => {
    const from = AS_OF - 14 * DAY;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 13 }), { maxLength: 5 }),
        fc.boolean(),
        (cuts, turned) => {
          const edges = [
            from,
            ...[...new Set(cuts)].sort((a, b) => a - b).map((day) => from + day * DAY),
            AS_OF,
          ];
          const runs = edges.slice(1).map((to, at) => run(shanghai(edges[at] ?? from), shanghai(to)));
          expect(covers(turned ? [...runs].reverse() : runs, from, AS_OF)).toBe(true);
          const [, ...rest] = runs;
          expect(covers(rest, from, AS_OF)).toBe(false);
        },
      ),
    );
  });
});
