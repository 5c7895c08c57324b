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
  readonly likes: number;
  /** Median share of readers who liked; the share of the account's other posts, null where there are too few. */
  readonly ratio: number;
  readonly elsewhere: number | null;
  /** Share of the likes that does not depend on reads (robust straight line through the posts). */
  readonly fixed: number;
  /** How much the likes differ, as a share of their median. */
  readonly spread: number;
}

/**
 * Likes that the public gives grow with reads; likes by order are as many as the people ordered, whatever the post and however many
 * read it. Looks for the longest run of posts with much the same number of likes
 * while reads vary, most of which would be there if nobody had read. A single loved post, a vote, a
 * village where most readers like everything do not show this.
 */
export function evenLikes(posts: readonly LikedPost[], rule: LikesRule): EvenLikes | null {
  const ordered = [...posts]
    .sort((a, b) => a.at - b.at || a.likes - b.likes || a.reads - b.reads)
    .slice(-NEWEST);
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
  return best ?? evenAmong(ordered, rule);
}

/** Width of a group of like counts: highest to lowest. */
const GROUP = 1.35;
/** How many times the share of readers who like the other posts. */
const APART = 4;
/** So few readers, of whom so few like, are a village: the same circle likes everything, as many as have time. Likes by order differ less. */
const VILLAGE = { reads: 300, likes: 60, evenness: 0.6 };

/** Whether the readers are so few that all know each other; then likes may differ by this part of what they may elsewhere. */
export function villageOf(posts: readonly LikedPost[]): number | null {
  const isFew =
    (median(posts.map(({ reads }) => reads)) ?? 0) < VILLAGE.reads &&
    (median(posts.map(({ likes }) => likes)) ?? 0) < VILLAGE.likes;
  return isFew ? VILLAGE.evenness : null;
}

/**
 * Orders may be given for some posts only (leaders' visits, campaigns): a group of posts with much the same likes, far above what the account's
 * other posts get of their readers, wherever they stand. Without that distance a group would only be what was picked out.
 */
function evenAmong(ordered: readonly LikedPost[], rule: LikesRule): EvenLikes | null {
  const sorted = [...ordered].sort((a, b) => a.likes - b.likes);
  const need = Math.max(5, Math.ceil(0.6 * rule.posts));
  let group: readonly LikedPost[] = [];
  for (let [start, end] = [0, 0]; end < sorted.length; end += 1) {
    while ((sorted[end]?.likes ?? 0) > GROUP * (sorted[start]?.likes ?? 0)) start += 1;
    if ((sorted[start]?.likes ?? 0) >= rule.least && end - start + 1 > group.length)
      group = sorted.slice(start, end + 1);
  }
  const others = ordered.filter((post) => !group.includes(post));
  if (group.length < need || others.length < 5) return null;
  const found = look(group, 0, group.length, rule);
  const elsewhere = median(others.map(shareOf)) ?? 0;
  const least = APART * Math.max(elsewhere, 0.001);
  if (found === null || found.ratio < least) return null;
  // In a vote or a contest many posts lie so far above, and some of many are alike: all of them have to be.
  const apart = ordered.filter((post) => post.likes >= rule.least && shareOf(post) >= least);
  if (look(apart, 0, apart.length, rule) === null) return null;
  const times = group.map(({ at }) => at);
  return { ...found, from: Math.min(...times), to: Math.max(...times), elsewhere };
}

function shareOf({ reads, likes }: LikedPost): number {
  return likes / Math.max(1, reads);
}

function look(posts: readonly LikedPost[], start: number, end: number, rule: LikesRule): EvenLikes | null {
  const run = posts.slice(start, end);
  const likes = run.map((post) => post.likes);
  const reads = run.map((post) => post.reads);
  const middle = median(likes) ?? 0;
  const low = quantile(likes, 0.1) ?? 0;
  if (middle < rule.least || low < 0.5 * middle) return null;
  const ratio = median(run.map(shareOf)) ?? 0;
  if (ratio < rule.ratio) return null;
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
    likes: Math.round(middle),
    ratio,
    elsewhere,
    fixed,
    spread: even,
  };
}
