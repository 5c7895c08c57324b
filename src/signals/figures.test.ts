import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, dayOf, parseTime } from '../model/index.ts';
import { type FollowerDay, growthOf } from './followers.ts';
import { evenLikes } from './likes.ts';
import { median, quantile, slope, spread } from './robust.ts';

const START = parseTime('2019-01-01') ?? 0;
const RULE = { least: 100, share: 0.08, spreads: 5, readsEach: 4, newDays: 120 };
const ACCOUNT = { registered: '2015-01-01', announcements: [] };

/** A series of days with the given gains and reads. */
function series(gains: readonly number[], reads: (day: number) => number = () => 50): FollowerDay[] {
  let followers = 2_000;
  return gains.map((gain, at) => {
    followers += gain;
    return { day: dayOf(START + at * DAY), followers, reads: reads(at), reactions: 2 };
  });
}
const calm = fc.array(fc.integer({ min: -2, max: 4 }), { minLength: 60, maxLength: 90 });

describe('growth', () => {
  it('suspects no calm account', () => {
    fc.assert(
      fc.property(calm, (gains) => {
        expect(growthOf(series(gains), ACCOUNT, RULE)).toEqual([]);
      }),
    );
  });
  it('finds a step wherever it lies, and reads that match explain it', () => {
    fc.assert(
      fc.property(calm, fc.integer({ min: 5, max: 50 }), (gains, at) => {
        const stepped = gains.map((gain, day) => (day === at ? 1_500 : gain));
        const found = growthOf(series(stepped), ACCOUNT, RULE);
        expect(found).toHaveLength(1);
        expect(found?.[0]).toMatchObject({ from: dayOf(START + at * DAY), because: null });
        const read = growthOf(
          series(stepped, (day) => (day === at ? 20_000 : 50)),
          ACCOUNT,
          RULE,
        );
        expect(read?.[0]?.because).toBe('read');
      }),
    );
  });
  it('does not depend on the order of days', () => {
    const days = series([...Array(40).fill(1), 900, ...Array(20).fill(1)]);
    expect(growthOf([...days].reverse(), ACCOUNT, RULE)).toEqual(growthOf(days, ACCOUNT, RULE));
  });
  it('says nothing about a purge by the platform, or about a few days', () => {
    expect(growthOf(series([...Array(40).fill(1), -900, ...Array(20).fill(1)]), ACCOUNT, RULE)).toEqual([]);
    expect(growthOf(series([1, 1, 900, 1]), ACCOUNT, RULE)).toBeNull();
  });
});

describe('likes', () => {
  const rule = { posts: 8, least: 20, ratio: 0.1, evenness: 0.2, fixed: 0.75 };
  const reads = fc.array(fc.integer({ min: 100, max: 2_000 }), { minLength: 8, maxLength: 40 });
  it('that are a share of the reads are no head count', () => {
    fc.assert(
      fc.property(reads, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (list, share) => {
        const posts = list.map((reads, at) => ({ at, reads, likes: Math.round(reads * share) }));
        expect(evenLikes(posts, rule)).toBeNull();
      }),
    );
  });
  it('that are the same for all posts are one, if reads vary', () => {
    const posts = Array.from({ length: 12 }, (_, at) => ({
      at,
      reads: 200 + ((at * 97) % 700),
      likes: 150 + (at % 3),
    }));
    expect(evenLikes(posts, rule)).toMatchObject({ posts: 12, likes: 151 });
    expect(evenLikes(posts.slice(0, 7), rule)).toBeNull();
  });
});

describe('robust statistics', () => {
  it('are not moved by an outlier', () => {
    const values = [1, 2, 3, 4, 5, 6, 7];
    expect(median([...values, 1e9])).toBe(4.5);
    expect(spread([...values, 1e9])).toBeLessThan(4);
    expect(quantile(values, 0)).toBe(1);
    expect(slope([...values.map((x) => [x, 3 * x + 1] as const), [8, 1e9]])).toBe(3);
    expect([
      median([]),
      spread([]),
      slope([
        [1, 1],
        [1, 2],
      ]),
    ]).toEqual([null, null, null]);
  });
});
