/** Elasticity of likes to reads: where readers like as they like, from regulars to strangers; and where likes are ordered. */
const FREE_SLOPES = [0.2, 1.2] as const;
const ORDERED = { slope: 0.06, spread: 0.08 };

/** How much better an order explains that likes grow by this power of reads, found with an error `off`, than readers do (log likelihood ratio). */
export function slopeOdds(grows: number, off: number): number {
  return orderedSlope(grows, off) - freeSlope(grows, off);
}

/** Logarithm of the density of a slope found with an error `off`, where likes were ordered and readers added few. */
function orderedSlope(grows: number, off: number): number {
  const wide = Math.hypot(off, ORDERED.spread);
  return -0.5 * ((grows - ORDERED.slope) / wide) ** 2 - Math.log(wide * Math.sqrt(2 * Math.PI));
}

/** The same, where any elasticity of free likes is as likely as any other. */
function freeSlope(grows: number, off: number): number {
  const [low, high] = FREE_SLOPES;
  const inside = normal((high - grows) / off) - normal((low - grows) / off);
  return Math.log(Math.max(1e-6, inside) / (high - low));
}

/** Share of a normal distribution below z (logistic approximation, within 0.01: Bowling et al. 2009). */
function normal(z: number): number {
  return 1 / (1 + Math.exp(-0.07056 * z ** 3 - 1.5976 * z));
}
