import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slopeOdds } from './elasticity.ts';

describe('how likes grow with reads', () => {
  it.each([
    ['not at all', 0.02, 0.05, 1],
    ['a little, with readers besides', 0.12, 0.04, 1],
    ['as regulars and strangers do', 0.35, 0.05, -1],
    ['as fast as reads', 1, 0.1, -1],
    ['too uncertain to say', 0.2, 0.5, 0],
  ])('%s', (_, grows, off, sign) => {
    expect(Math.sign(Math.round(slopeOdds(grows, off)))).toBe(sign);
  });
  it('never speaks for an order more the faster likes grow, within what orders and readers show', () => {
    const slope = fc.double({ min: 0.06, max: 0.9, noNaN: true });
    const off = fc.double({ min: 0.04, max: 0.3, noNaN: true });
    fc.assert(
      fc.property(slope, slope, off, (one, other, error) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        expect(slopeOdds(high, error)).toBeLessThanOrEqual(slopeOdds(low, error) + 1e-9);
      }),
    );
  });
});
