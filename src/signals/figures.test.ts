import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, dayOf, parseTime } from '../model/index.ts';
import { boughtFollowers, type FollowerInput } from './followers.ts';
import { evenLikes } from './likes.ts';
import { profileScore } from './profiles.ts';
import { median, quantile, slope, spread } from './robust.ts';
import type { FollowerDay } from './series.ts';

const START = parseTime('2019-01-01') ?? 0;
const RULE = { least: 100, share: 0.08, spreads: 5, readsEach: 4, newDays: 120 };

function input(days: readonly FollowerDay[], more: Partial<FollowerInput> = {}): FollowerInput {
  return {
    days,
    announcements: [],
    campaigns: [],
    widelyRead: [],
    registered: '2015-01-01',
    posts: [],
    platform: null,
    profiles: [],
    ...more,
  };
}

/** A series of days with the given gains and reads. */
function series(gains: readonly number[], reads: (day: number) => number = () => 50): FollowerDay[] {
  let followers = 2_000;
  return gains.map((gain, at) => {
    followers += gain;
    return { day: dayOf(START + at * DAY), followers, reads: reads(at), reactions: 2 };
  });
}
const calm = fc.array(fc.integer({ min: -2, max: 4 }), { minLength: 60, maxLength: 90 });
const probability = (days: readonly FollowerDay[], more: Partial<FollowerInput> = {}) =>
  boughtFollowers(input(days, more), RULE)?.probability;

describe('followers', () => {
  it('suspects no calm account', () => {
    fc.assert(
      fc.property(calm, (gains) => {
        expect(probability(series(gains))).toBe(0);
      }),
    );
  });
  it('finds a step wherever it lies, and reads that match explain it', () => {
    fc.assert(
      fc.property(calm, fc.integer({ min: 5, max: 50 }), (gains, at) => {
        const stepped = gains.map((gain, day) => (day === at ? 1_500 : gain));
        const found = boughtFollowers(input(series(stepped)), RULE);
        expect(found?.probability).toBeGreaterThan(0.8);
        expect(found?.stretches[0]).toMatchObject({ from: START + at * DAY, kind: 'step' });
        expect(probability(series(stepped, (day) => (day === at ? 20_000 : 50)))).toBe(0);
      }),
    );
  });
  it('takes reads for bought with the followers to which nobody reacts, where readers otherwise do', () => {
    const gains = Array.from({ length: 60 }, (_, day) => (day === 30 ? 1_500 : day % 3));
    const crowd = (reactions: (reads: number) => number) =>
      series(gains, (day) => (day === 30 ? 20_000 : day % 2 === 0 ? 60 : 180)).map((day) => ({
        ...day,
        reactions: reactions(day.reads ?? 0),
      }));
    expect(probability(crowd((reads) => reads / 30))).toBe(0);
    expect(probability(crowd((reads) => Math.min(reads, 180) / 30))).toBeGreaterThan(0.8);
    // Reactions that never follow reads are counted elsewhere, and say nothing of readers.
    expect(probability(crowd(() => 3))).toBe(0);
  });
  it('begins a stretch on the first day that counts', () => {
    // Enough ones and threes in four weeks to be more than noise, right before the step and after it.
    const gains = Array.from({ length: 60 }, (_, day) => (day > 3 && day < 30 && day % 2 === 0 ? 3 : 0));
    const stepped = gains.map((gain, day) => (day === 5 ? 1_500 : gain));
    expect(boughtFollowers(input(series(stepped)), RULE)?.stretches[0]).toMatchObject({
      from: START + 5 * DAY,
      kind: 'step',
    });
  });
  const stepped = [...Array(40).fill(1), 900, ...Array(20).fill(1)];
  it('does not depend on the order of days', () => {
    const days = series(stepped);
    expect(boughtFollowers(input([...days].reverse()), RULE)).toEqual(boughtFollowers(input(days), RULE));
  });
  it.each([
    ['a clean-up by the platform', series(stepped.map((gain) => (gain === 900 ? -900 : gain))), {}],
    ['an announced merger', series(stepped), { announcements: ['2019-02-08'] }],
    ['a post that over 100,000 read', series(stepped), { widelyRead: ['2019-02-10T08:00:00+08:00'] }],
    ['the first weeks of an account', series(stepped), { registered: '2019-01-20' }],
    [
      'a day on which the platform gave back to everybody',
      series(stepped),
      {
        platform: {
          accounts: 50,
          swings: [{ day: '2019-02-10', change: 0.4 }],
          conversion: null,
          growth: null,
          madeShare: null,
        },
      },
    ],
    [
      'an error of the data',
      series(Array(60).fill(1)).map((day, at) => (at === 30 ? { ...day, followers: 9_000 } : day)),
      {},
    ],
    ['a zero', series(Array(60).fill(1)).map((day, at) => (at === 30 ? { ...day, followers: 0 } : day)), {}],
    [
      'counts shown in hundreds',
      series(Array(60).fill(7)).map((day) => ({
        ...day,
        followers: Math.floor((day.followers ?? 0) / 100) * 100,
      })),
      {},
    ],
  ])('says nothing about %s', (_, days, more) => {
    expect(probability(days, more)).toBeLessThan(0.3);
  });
  it('looks behind missing days only where the growth is large', () => {
    const gone = (gains: readonly number[]) => series(gains).filter((_, at) => at < 38 || at > 44);
    expect(probability(gone(stepped.map((gain) => (gain === 900 ? 500 : gain))))).toBe(0);
    expect(
      boughtFollowers(input(gone(stepped.map((gain) => (gain === 900 ? 5_000 : gain)))), RULE)?.stretches[0]
        ?.kind,
    ).toBe('gap');
  });
  it('needs some days, or a sample', () => {
    expect(boughtFollowers(input(series([1, 1, 900, 1])), RULE)).toBeNull();
  });
});

describe('profiles', () => {
  it('score higher the fewer posts and the more one-sided they are', () => {
    const count = fc.integer({ min: 0, max: 5_000 });
    fc.assert(
      fc.property(
        count,
        count,
        count,
        fc.integer({ min: 1, max: 500 }),
        (posts, followers, following, more) => {
          const score = profileScore({ posts, followers, following });
          expect(profileScore({ posts: posts + more, followers, following })).toBeLessThanOrEqual(score);
          expect(profileScore({ posts, followers, following: following + more })).toBeGreaterThanOrEqual(
            score,
          );
          expect(profileScore({ posts, followers, following, verified: true })).toBeLessThan(score);
          expect(profileScore({ posts, followers, following, avatar: false })).toBeGreaterThan(score);
        },
      ),
    );
  });
  it('that tell nothing are in doubt', () => {
    expect(profileScore({})).toBeLessThan(0.5);
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
