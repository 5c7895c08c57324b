/**
 * Published influence indices, as arithmetic. `ln` of what is counted plus one, so that a zero counts nothing. Sources: facts §11
 * of the project's table of sources; every number that is not sure is said by the index that uses it (`indices.ts`).
 */

/** Reads, in-view (在看), likes, shares: of a period, of the headlines, or of one post. */
export interface Counts {
  readonly reads: number;
  readonly inView: number;
  readonly likes: number;
  readonly shares: number;
}

/** What a WeChat account did in a period. `top` are the headlines (头条), `most` the highest of one post, count by count. */
export interface WeixinPeriod {
  readonly days: number;
  readonly posts: number;
  readonly total: Counts;
  readonly top: Counts;
  readonly most: Counts;
}

const ln1 = (x: number) => Math.log(x + 1);

function per({ reads, inView, likes, shares }: Counts, by: number): Counts {
  return by === 0
    ? { reads: 0, inView: 0, likes: 0, shares: 0 }
    : { reads: reads / by, inView: inView / by, likes: likes / by, shares: shares / by };
}

export interface Dimensions {
  /** 整体、篇均、头条、峰值传播力. */
  readonly O: number;
  readonly A: number;
  readonly H: number;
  readonly P: number;
}

function dimensions(period: WeixinPeriod, of: (counts: Counts) => number): Dimensions {
  const { days, posts, total, top, most } = period;
  return { O: of(per(total, days)), A: of(per(total, posts)), H: of(per(top, days)), P: of(most) };
}

/** WCI V14.2: (0.6·O + 0.2·A + 0.1·H + 0.1·P)² × 1.2 × 10. */
export function wci142(period: WeixinPeriod): { readonly value: number; readonly parts: Dimensions } {
  const parts = dimensions(
    period,
    ({ reads, inView, likes, shares }) =>
      0.7 * ln1(reads) + 0.09 * ln1(10 * inView) + 0.06 * ln1(10 * likes) + 0.15 * ln1(10 * shares),
  );
  const { O, A, H, P } = parts;
  return { value: (0.6 * O + 0.2 * A + 0.1 * H + 0.1 * P) ** 2 * 12, parts };
}

/** WCI V13.0: (0.3·O + 0.3·A + 0.3·H + 0.1·P)² × 10 over reads and in-view. */
export function wci13(period: WeixinPeriod): { readonly value: number; readonly parts: Dimensions } {
  const parts = dimensions(period, ({ reads, inView }) => 0.85 * ln1(reads) + 0.15 * ln1(10 * inView));
  const { O, A, H, P } = parts;
  return { value: (0.3 * O + 0.3 * A + 0.3 * H + 0.1 * P) ** 2 * 10, parts };
}

/** WCI V2 to V11.3: {0.8·reads + 0.2·in-view}² × 10, each 0.40·ln total + 0.45·ln average + 0.15·ln highest. */
export function wciEarly({ posts, total, most }: WeixinPeriod): {
  readonly value: number;
  readonly parts: { readonly reads: number; readonly inView: number };
} {
  const one = (sum: number, high: number) =>
    0.4 * ln1(sum) + 0.45 * ln1(posts === 0 ? 0 : sum / posts) + 0.15 * ln1(high);
  const parts = { reads: one(total.reads, most.reads), inView: one(total.inView, most.inView) };
  return { value: (0.8 * parts.reads + 0.2 * parts.inView) ** 2 * 10, parts };
}

/** What a Weibo account did in a period: posts and originals, and what the public did with them. */
export interface WeiboPeriod {
  readonly posts: number;
  readonly originals: number;
  readonly shares: number;
  readonly comments: number;
  readonly originalShares: number;
  readonly originalComments: number;
  readonly likes: number;
}

interface Bci {
  readonly value: number;
  /** W1 activity (活跃度), W2 spread (传播度). */
  readonly parts: { readonly W1: number; readonly W2: number };
}

/** BCI: (0.2·W1 + 0.8·W2) × 160. */
export function bci(period: WeiboPeriod): Bci {
  const { posts, originals, shares, comments, originalShares, originalComments, likes } = period;
  const W1 = 0.3 * ln1(posts) + 0.7 * ln1(originals);
  const W2 =
    0.2 * ln1(shares) +
    0.2 * ln1(comments) +
    0.25 * ln1(originalShares) +
    0.25 * ln1(originalComments) +
    0.1 * ln1(likes);
  return { value: (0.2 * W1 + 0.8 * W2) * 160, parts: { W1, W2 } };
}

/** BCI in its simpler published form, without originals. */
export function bciSimple({ posts, shares, comments, likes }: WeiboPeriod): Bci {
  const W1 = ln1(posts);
  const W2 = 0.4 * ln1(shares) + 0.4 * ln1(comments) + 0.2 * ln1(likes);
  return { value: (0.2 * W1 + 0.8 * W2) * 160, parts: { W1, W2 } };
}

/** City ranking of government Weibo (竞争力指数): 0.30·spread + 0.35·service + 0.35·interaction, each 0 to 100. */
export function weiboCity({
  spread,
  service,
  interaction,
}: {
  readonly spread: number;
  readonly service: number;
  readonly interaction: number;
}): number {
  return 0.3 * spread + 0.35 * service + 0.35 * interaction;
}
