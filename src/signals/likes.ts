import { median, quantile, slope, spread } from './robust.ts';

/** Reads and likes of one post. */
export interface LikedPost {
  /** Milliseconds. */
  readonly at: number;
  readonly reads: number;
  readonly likes: number;
  /**
   * How much readier to like the first readers were than the later ones (natural logarithm of the ratio of likes per read, by snapshots); absent or null
   * where nobody looked early.
   */
  readonly early?: number | null;
}

/** Posts looked at, the newest: what is older is another story, and every pair of a run is compared. */
const NEWEST = 120;

/** Numbers of the test; the standard sets them. */
export interface LikesRule {
  /** Posts in a row that have to show it. */
  readonly posts: number;
  /** Least likes that look ordered, and least share of reads. */
  readonly least: number;
  readonly ratio: number;
  /** Most that likes may spread, as a share of their median. */
  readonly evenness: number;
  /** Least share of likes that does not depend on how many read. */
  readonly fixed: number;
}

/** A run of posts whose likes look like a head count (点赞数异常整齐). */
export interface EvenLikes {
  readonly from: number;
  readonly to: number;
  readonly posts: number;
  /** Posts out of which these were picked. */
  readonly of: number;
  readonly likes: number;
  /** Median share of readers who liked; the share of the account's other posts, null where there are too few. */
  readonly ratio: number;
  readonly elsewhere: number | null;
  /** Share of the likes that does not depend on reads (robust straight line through the posts). */
  readonly fixed: number;
  /** How much the likes differ, as a share of their median. */
  readonly spread: number;
  /** The posts that show it. */
  readonly members: readonly LikedPost[];
}

/**
 * Likes that the public gives grow with reads; likes by order are as many as the people ordered, whatever the post and however many
 * read it. Looks for the longest run of posts with much the same number of likes
 * while reads vary, most of which would be there if nobody had read. A single loved post, a vote, a
 * village where most readers like everything do not show this.
 */
export function evenLikes(posts: readonly LikedPost[], rule: LikesRule): EvenLikes | null {
  const ordered = newestOf(posts);
  let best: EvenLikes | null = null;
  for (let start = 0; start + rule.posts <= ordered.length; start += 1) {
    if (best !== null && (ordered[start]?.at ?? 0) <= best.to) continue;
    let end = start + rule.posts;
    let found = look(ordered, start, end, rule);
    if (found === null) continue;
    for (; end < ordered.length; end += 1) {
      const longer = look(ordered, start, end + 1, rule);
      if (longer === null) break;
      found = longer;
    }
    if (best === null || found.posts > best.posts) best = found;
  }
  return best;
}

/** The newest posts, in time. */
export function newestOf(posts: readonly LikedPost[]): readonly LikedPost[] {
  return [...posts].sort((a, b) => a.at - b.at || a.likes - b.likes || a.reads - b.reads).slice(-NEWEST);
}

/** Width of a normal distribution that holds eight in ten, in standard deviations. */
const EIGHT_IN_TEN = 2.56;
/** Standard errors beyond which chance is not believed; many runs of many accounts are looked at. */
const SURE = 4;
/** So few readers, of whom so few like, are a village: the same circle likes everything, as many as have time. Likes by order differ less. */
const VILLAGE = { reads: 300, likes: 60, evenness: 0.6 };

/** Whether the readers are so few that all know each other; then likes may differ by this part of what they may elsewhere. */
export function villageOf(posts: readonly LikedPost[]): number | null {
  const isFew =
    (median(posts.map(({ reads }) => reads)) ?? 0) < VILLAGE.reads &&
    (median(posts.map(({ likes }) => likes)) ?? 0) < VILLAGE.likes;
  return isFew ? VILLAGE.evenness : null;
}

export function shareOf({ reads, likes }: LikedPost): number {
  return likes / Math.max(1, reads);
}

/**
 * Whether counts differ less than they would if each reader decided by himself (Poisson; the index of dispersion against χ², by Wilson and
 * Hilferty 1931): nothing but an order or a machine does that, however small the share of readers.
 */
function isTooEven(counts: readonly number[]): boolean {
  const n = counts.length;
  const mean = counts.reduce((sum, one) => sum + one, 0) / n;
  const dispersion = counts.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1) / mean;
  const width = 2 / (9 * (n - 1));
  return dispersion < Math.max(0, 1 - width - SURE * Math.sqrt(width)) ** 3;
}

function look(posts: readonly LikedPost[], start: number, end: number, rule: LikesRule): EvenLikes | null {
  const run = posts.slice(start, end);
  const likes = run.map((post) => post.likes);
  const reads = run.map((post) => post.reads);
  const middle = median(likes) ?? 0;
  const low = quantile(likes, 0.1) ?? 0;
  if (middle < rule.least || low < 0.5 * middle) return null;
  const ratio = median(run.map(shareOf)) ?? 0;
  if (ratio < rule.ratio && !isTooEven(likes)) return null;
  const even = (spread(likes) ?? 0) / middle;
  const varied = (spread(reads) ?? 0) / Math.max(1, median(reads) ?? 1);
  const village = middle < VILLAGE.likes ? villageOf(run) : null;
  if (even > (village ?? 1) * rule.evenness || varied < 2 * even) return null;
  const perRead = Math.max(0, slope(run.map((post) => [post.reads, post.likes])) ?? 0);
  const fixed = (median(run.map((post) => post.likes - perRead * post.reads)) ?? 0) / middle;
  if (fixed < rule.fixed) return null;
  const others = [...posts.slice(0, start), ...posts.slice(end)];
  const elsewhere = others.length < 3 ? null : median(others.map(shareOf));
  const [first, last] = [run[0], run.at(-1)];
  return {
    from: first?.at ?? 0,
    to: last?.at ?? 0,
    posts: run.length,
    of: posts.length,
    likes: Math.round(middle),
    ratio,
    elsewhere,
    fixed,
    // Of a run that was picked out, the middle half is easily near by chance: eight in ten have to be.
    spread: Math.max(even, ((quantile(likes, 0.9) ?? 0) - low) / (EIGHT_IN_TEN * middle)),
    members: run,
  };
}
