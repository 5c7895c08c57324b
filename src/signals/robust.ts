/** Median of numbers; null of none. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5);
}

/** Quantile by linear interpolation; null of no numbers. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (at - Math.floor(at));
}

/** Spread that a few outliers cannot move: 1.4826 × the median distance from the median (the σ of a normal distribution). */
export function spread(values: readonly number[]): number | null {
  const middle = median(values);
  if (middle === null) return null;
  const distance = median(values.map((value) => Math.abs(value - middle)));
  return distance === null ? null : 1.4826 * distance;
}

/** Slope of a straight line that outliers cannot move (Theil–Sen: median of the slopes of all pairs); null where x does not vary. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number | null {
  const slopes: number[] = [];
  points.forEach(([x1, y1], at) => {
    for (const [x2, y2] of points.slice(at + 1)) if (x1 !== x2) slopes.push((y2 - y1) / (x2 - x1));
  });
  return median(slopes);
}

/** Probability of log-odds (natural logarithm). */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** A piece of evidence: `odds` is its weight of evidence, the natural logarithm of a likelihood ratio; below zero it speaks against. */
export interface Weight<C extends string> {
  readonly code: C;
  readonly odds: number;
  /** Numbers of the sentence that explains it. */
  readonly values?: Readonly<Record<string, number | string>>;
}

/** Adds pieces of evidence to a prior (naive Bayes in log-odds); each weight is held within what one piece may say. */
export function weigh<C extends string>(prior: number, weights: readonly Weight<C>[]): number {
  return probabilityOf(weights.reduce((sum, { odds }) => sum + clamp(odds, -6, 5), prior));
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
