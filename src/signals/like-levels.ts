import { type EvenLikes, type LikedPost, type LikesRule, shareOf } from './likes.ts';
import { median } from './robust.ts';

/** Width of a level of like counts, highest to lowest: of one among freely liked posts, and of two that are all there is. */
const WIDTH = { among: 1.35, two: 1.25 };
/** How many times what the account's readers give otherwise. */
const APART = 4;
/** How many times the likes of the other posts. */
const HIGHER = 2;
/** Share of all posts that lie so far above which have to be of the level: in a vote or a contest many do, and some of many are alike. */
const ALIKE = 0.75;
/** Two levels: share of all posts, least share of the lesser, and how far apart. */
const TWO = { share: 0.9, lesser: 0.2, apart: 1.4, posts: 1.5 };
/** Reads of a level differ by at least so many times what its likes do: else the same readers may like alike. */
const READS = 1.3;

/**
 * Orders may be given for some posts only (leaders' visits, the superior's posts, the month's end): a level of likes beyond what the account's
 * readers give otherwise, wherever its posts stand, and however many read them. The account's own other posts say what its readers do, so that no
 * share of reads is asked for.
 */
export function levelAmong(ordered: readonly LikedPost[], rule: LikesRule): EvenLikes | null {
  const shares = ordered.map(shareOf).sort((a, b) => a - b);
  const free = median(shares.slice(0, Math.ceil(shares.length / 2))) ?? 0;
  const beyond = ordered.map((post) => ({ post, more: post.likes - free * post.reads }));
  const apart = beyond.filter(
    ({ post, more }) => more >= Math.max(rule.least, (APART - 1) * Math.max(free, 0.001) * post.reads),
  );
  const level = densest(apart, ({ more }) => more, WIDTH.among, rule.least);
  const others = ordered.length - apart.length;
  if (level.length < Math.max(5, Math.ceil(0.6 * rule.posts), ALIKE * apart.length) || others < 5)
    return null;
  const above = new Set(apart.map(({ post }) => post));
  const rest = ordered.filter((post) => !above.has(post));
  const without = level.map(({ post, more }) => ({ ...post, likes: more }));
  // Where a circle likes everything, the share is high where few others read, but no more like.
  if (middleOf(without) < HIGHER * middleOf(rest)) return null;
  return evenOf(without, rule, median(rest.map(shareOf)) ?? 0);
}

/** Two tasks in turn: nearly all posts have about the one number of likes or the other, and nothing between, whoever reads. */
export function twoLevels(ordered: readonly LikedPost[], rule: LikesRule): EvenLikes | null {
  const count = ordered.length;
  if (count < TWO.posts * rule.posts || (median(ordered.map(shareOf)) ?? 0) < rule.ratio) return null;
  const one = densest(ordered, ({ likes }) => likes, WIDTH.two, rule.least);
  const rest = ordered.filter((post) => !one.includes(post));
  const two = densest(rest, ({ likes }) => likes, WIDTH.two, rule.least);
  const isAll = one.length + two.length >= TWO.share * count && two.length >= TWO.lesser * count;
  const [first, second] = [middleOf(one), middleOf(two)];
  if (!isAll || Math.max(first / second, second / first) < TWO.apart) return null;
  return evenOf(
    [...one, ...two.map((post) => ({ ...post, likes: (post.likes / second) * first }))],
    rule,
    null,
  );
}

function middleOf(posts: readonly LikedPost[]): number {
  return median(posts.map(({ likes }) => likes)) ?? 0;
}

/** The most posts whose numbers lie within one width. */
function densest<T>(
  posts: readonly T[],
  of: (post: T) => number,
  width: number,
  least: number,
): readonly T[] {
  const sorted = [...posts].sort((a, b) => of(a) - of(b));
  let [from, to] = [0, 0];
  for (let [start, end] = [0, 0]; end < sorted.length; end += 1) {
    const high = sorted[end];
    if (high === undefined) break;
    for (let low = sorted[start]; low !== undefined && of(high) > width * of(low); low = sorted[start])
      start += 1;
    const first = sorted[start];
    if (first !== undefined && of(first) >= least && end - start + 1 > to - from)
      [from, to] = [start, end + 1];
  }
  return sorted.slice(from, to);
}

/** What the posts of a level show; null where reads vary too little to say that likes do not follow them. */
function evenOf(posts: readonly LikedPost[], rule: LikesRule, elsewhere: number | null): EvenLikes | null {
  const even = differ(posts.map(({ likes }) => likes));
  if (even > rule.evenness || differ(posts.map(({ reads }) => reads)) < READS * even) return null;
  const times = posts.map(({ at }) => at);
  return {
    from: Math.min(...times),
    to: Math.max(...times),
    posts: posts.length,
    of: posts.length,
    likes: Math.round(middleOf(posts)),
    ratio: median(posts.map(shareOf)) ?? 0,
    elsewhere,
    fixed: 1,
    spread: even,
    members: posts,
  };
}

/** Standard deviation of logarithms: of few posts, a robust spread is easily small by chance. */
function differ(counts: readonly number[]): number {
  const logs = counts.map((count) => Math.log(Math.max(1, count)));
  const mean = logs.reduce((sum, one) => sum + one, 0) / Math.max(1, logs.length);
  return Math.sqrt(logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, logs.length - 1));
}
