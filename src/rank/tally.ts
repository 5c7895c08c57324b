import type { MessageRow, PostRow } from '../model/index.ts';
import type { Counts, WeiboPeriod, WeixinPeriod } from './formulas.ts';

/** Reads that WeChat shows for anything above 100,000 (10万+). */
export const CAPPED = 100_001;

/** What had to be left out or taken as zero, so that it can be said with the value. */
export interface Gaps {
  /** Posts left out of a WeChat index because their reads are not told. */
  withoutReads: number;
  /** Posts with a count other than reads that is not told; it counts as zero. */
  withoutCounts: number;
  /** Posts whose place in the push is not told; they count as headlines. */
  withoutPosition: number;
  /** Posts that do not say whether they are original; they count as not. */
  withoutOrigin: number;
  /** Posts with capped reads: the value is a lower bound. */
  capped: number;
  deleted: number;
  twice: number;
}

/** What one account did in one period. */
export class Tally {
  readonly #seen = new Set<string>();
  readonly gaps: Gaps = {
    withoutReads: 0,
    withoutCounts: 0,
    withoutPosition: 0,
    withoutOrigin: 0,
    capped: 0,
    deleted: 0,
    twice: 0,
  };
  /** Posts, and those with reads. */
  posts = 0;
  read = 0;
  answered = 0;
  readonly #total = zero();
  readonly #top = zero();
  readonly #most = zero();
  readonly #weibo = {
    originals: 0,
    shares: 0,
    comments: 0,
    originalShares: 0,
    originalComments: 0,
    likes: 0,
  };

  post(row: PostRow): void {
    if (this.#seen.has(row.id)) {
      this.gaps.twice += 1;
      return;
    }
    this.#seen.add(row.id);
    if (row.deleted === true) {
      this.gaps.deleted += 1;
      return;
    }
    this.posts += 1;
    this.#countWeibo(row);
    this.#countWeixin(row);
  }

  message({ reply }: MessageRow): void {
    if (reply !== null && reply !== undefined && reply.trim() !== '') this.answered += 1;
  }

  weixin(days: number): WeixinPeriod {
    return { days, posts: this.read, total: this.#total, top: this.#top, most: this.#most };
  }

  weibo(): WeiboPeriod {
    return { posts: this.posts, ...this.#weibo };
  }

  get reads(): number {
    return this.#total.reads;
  }

  #countWeixin(row: PostRow): void {
    if (row.reads === null || row.reads === undefined) {
      this.gaps.withoutReads += 1;
      return;
    }
    this.read += 1;
    if (row.reads >= CAPPED) this.gaps.capped += 1;
    if (row.position === null || row.position === undefined) this.gaps.withoutPosition += 1;
    const counts: Counts = {
      reads: row.reads,
      inView: row.inView ?? 0,
      likes: row.likes ?? 0,
      shares: row.shares ?? 0,
    };
    for (const key of KEYS) {
      this.#total[key] += counts[key];
      this.#most[key] = Math.max(this.#most[key], counts[key]);
      if ((row.position ?? 1) === 1) this.#top[key] += counts[key];
    }
  }

  #countWeibo({ original, shares, comments, likes, inView }: PostRow): void {
    if ([shares, likes].some(isAbsent) || (isAbsent(comments) && isAbsent(inView)))
      this.gaps.withoutCounts += 1;
    if (isAbsent(original)) this.gaps.withoutOrigin += 1;
    this.#weibo.shares += shares ?? 0;
    this.#weibo.comments += comments ?? 0;
    this.#weibo.likes += likes ?? 0;
    if (original !== true) return;
    this.#weibo.originals += 1;
    this.#weibo.originalShares += shares ?? 0;
    this.#weibo.originalComments += comments ?? 0;
  }
}

const KEYS = ['reads', 'inView', 'likes', 'shares'] as const;

function zero(): Record<(typeof KEYS)[number], number> {
  return { reads: 0, inView: 0, likes: 0, shares: 0 };
}

function isAbsent(value: unknown): boolean {
  return value === null || value === undefined;
}
