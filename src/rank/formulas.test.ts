import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bci, bciSimple, type WeixinPeriod, wci13, wci142, wciEarly, weiboCity } from './formulas.ts';

const VECTOR: WeixinPeriod = {
  days: 7,
  posts: 14,
  total: { reads: 14_000, inView: 70, likes: 140, shares: 210 },
  top: { reads: 9_800, inView: 49, likes: 98, shares: 147 },
  most: { reads: 3_000, inView: 15, likes: 30, shares: 45 },
};
const WEIBO = {
  posts: 20,
  originals: 12,
  shares: 300,
  comments: 150,
  originalShares: 250,
  originalComments: 120,
  likes: 900,
};
const NOTHING = { reads: 0, inView: 0, likes: 0, shares: 0 };

describe('published test vectors', () => {
  it('WCI 14.2', () => {
    const { value, parts } = wci142(VECTOR);
    expect(parts.O).toBeCloseTo(6.910607, 6);
    expect(parts.A).toBeCloseTo(6.219492, 6);
    expect(parts.H).toBeCloseTo(6.554805, 6);
    expect(parts.P).toBeCloseTo(7.315392, 6);
    expect(value).toBeCloseTo(551.17869, 5);
  });
  it('BCI', () => {
    const { value, parts } = bci(WEIBO);
    expect(parts.W1).toBeCloseTo(2.708821, 6);
    expect(parts.W2).toBeCloseTo(5.405539, 6);
    expect(value).toBeCloseTo(778.59133, 5);
  });
  it('BCI, simple form', () => expect(bciSimple({ ...WEIBO, likes: 900 }).value).toBeCloseTo(820.68323, 5));
  it('city ranking: weights add up to one', () => {
    expect(weiboCity({ spread: 100, service: 100, interaction: 100 })).toBeCloseTo(100, 10);
    expect(weiboCity({ spread: 90, service: 60, interaction: 80 })).toBeCloseTo(76, 10);
  });
});

describe('older WCI, by hand', () => {
  it('V13 over one post a day with 99 reads', () => {
    const counts = { ...NOTHING, reads: 99 };
    const { value } = wci13({ days: 1, posts: 1, total: counts, top: counts, most: counts });
    expect(value).toBeCloseTo((0.85 * Math.log(100)) ** 2 * 10, 8);
  });
  it('early over one post with 99 reads and 9 in view', () => {
    const counts = { ...NOTHING, reads: 99, inView: 9 };
    const { value } = wciEarly({ days: 1, posts: 1, total: counts, top: counts, most: counts });
    expect(value).toBeCloseTo((0.8 * Math.log(100) + 0.2 * Math.log(10)) ** 2 * 10, 8);
  });
});

describe('laws', () => {
  it('nothing posted is nothing', () => {
    const none = { days: 7, posts: 0, total: NOTHING, top: NOTHING, most: NOTHING };
    expect([wci142(none).value, wci13(none).value, wciEarly(none).value]).toEqual([0, 0, 0]);
  });
  it('more reads never rank lower', () => {
    const nat = fc.nat(1_000_000);
    fc.assert(
      fc.property(nat, nat, (reads, more) => {
        const of = (count: number) => ({
          ...VECTOR,
          total: { ...VECTOR.total, reads: VECTOR.total.reads + count },
        });
        for (const index of [wci142, wci13, wciEarly])
          expect(index(of(reads + more)).value).toBeGreaterThanOrEqual(index(of(reads)).value);
      }),
    );
  });
});
