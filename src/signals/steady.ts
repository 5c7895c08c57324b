import type { Attention } from './attention.ts';
import { clamp, median, quantile, spread } from './robust.ts';
import type { Series, Step } from './series.ts';
import type { Stretch } from './stretches.ts';

/** Days of even growth that make a drip out of what otherwise would pass for the account's usual. */
const STEADY_DAYS = 14;
/** Days beside it that tell what came otherwise, and how many times as many have to come. */
const OUTSIDE = { days: 5, times: 3 };
/** How much the days of an order differ beyond chance, as a share; and what no count is too small to be called even. */
const BOT = 0.15;
const EVEN_AT_MOST = 0.3;

/**
 * A drip that lasts most of the time or all of it is its own usual. It shows by what no honest growth has together: more followers than the
 * readers could bring, more even from day to day than people come by themselves, and either faster than nearly all peers or begun, or ended, at once.
 */
export function steadyOf(
  { steps }: Series,
  attention: Attention,
  conversion: number,
  most: number,
): Stretch | null {
  const single = steps.filter((step) => step.days === 1);
  const { part, others } = busiest(single);
  const [first, last] = [part[0], part.at(-1)];
  const gains = part.map((step) => step.gain);
  const middle = median(gains) ?? 0;
  if (first === undefined || last === undefined || part.length < STEADY_DAYS || middle < 5) return null;
  const before = others.length < OUTSIDE.days ? 0 : Math.max(0, median(others.map((step) => step.gain)) ?? 0);
  const hasEdge = others.length >= OUTSIDE.days && middle >= OUTSIDE.times * (before + 1);
  const usual = hasEdge ? before : 0;
  const total = gains.reduce((sum, one) => sum + one - usual, 0);
  const growth = middle / Math.max(1, median(part.map((step) => step.before)) ?? 1);
  const variation = (spread(gains) ?? 0) / middle;
  const even = clamp(Math.sqrt(1 / middle + BOT ** 2), BOT, EVEN_AT_MOST);
  if ((growth < most && !hasEdge) || variation >= even) return null;
  const reads = hasEdge ? attention.lift(first.at, last.at).reads : attention.total;
  const explained = 0.5 * conversion * reads;
  if (total < 2 * explained) return null;
  return {
    from: first.at,
    to: last.at,
    kind: 'steady',
    base: first.before,
    excess: Math.round(total),
    explained: Math.round(explained),
    inStep: null,
    days: part.length,
    told: part.length,
    variation,
  };
}

/** The days in a row that stand out most, all together, from half-way between the quiet and the busy ones; and all others. */
function busiest(steps: readonly Step[]): {
  readonly part: readonly Step[];
  readonly others: readonly Step[];
} {
  const gains = steps.map((step) => step.gain);
  const [quiet, busy] = [quantile(gains, 0.05) ?? 0, quantile(gains, 0.6) ?? 0];
  let best = { from: 0, to: -1, sum: 0 };
  let [from, sum] = [0, 0];
  gains.forEach((gain, at) => {
    if (sum <= 0) [from, sum] = [at, 0];
    sum += gain - (quiet + busy) / 2;
    if (sum > best.sum) best = { from, to: at, sum };
  });
  const isInside = (_: Step, at: number) => at >= best.from && at <= best.to;
  return { part: steps.filter(isInside), others: steps.filter((step, at) => !isInside(step, at)) };
}
