/** Seeded chance for invented scenarios (mulberry32): the same seed tells the same story. */
export interface Chance {
  /** 0 ≤ x < 1. */
  unit(): number;
  between(low: number, high: number): number;
  whole(low: number, high: number): number;
  is(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  normal(): number;
  /** exp(normal) around a median. */
  around(median: number, sigma: number): number;
  poisson(mean: number): number;
}

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
  return {
    unit,
    normal,
    between: (low, high) => low + (high - low) * unit(),
    whole: (low, high) => low + Math.floor((high - low + 1) * unit()),
    is: (probability) => unit() < probability,
    pick: (list) => list[Math.floor(unit() * list.length)] ?? list[0],
    around: (median, sigma) => median * Math.exp(sigma * normal()),
    poisson: (mean) => {
      if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      let [product, count] = [unit(), 0];
      for (const limit = Math.exp(-mean); product > limit; count += 1) product *= unit();
      return count;
    },
  };
}
