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
