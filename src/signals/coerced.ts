import { DAY } from '../model/index.ts';
import { slopeOdds } from './elasticity.ts';
import { levelAmong, twoLevels } from './like-levels.ts';
import { type EvenLikes, evenLikes, type LikedPost, type LikesRule, newestOf, villageOf } from './likes.ts';
import { clamp, median, quantile, slope, spread, type Weight, weigh } from './robust.ts';

/** What other accounts get: those of the platform whose posts are read as often, and those of the same system (条线). */
export interface LikePeers {
  /** Median share of readers who like, and its spread in natural logarithms; null where too few peers are known. */
  readonly ratio: number | null;
  readonly spread: number | null;
  /** Accounts under the same parent body whose posts all get much the same number of likes as this one's. */
  readonly sisters: number;
}

export interface LikesInput {
  readonly posts: readonly LikedPost[];
  readonly peers: LikePeers | null;
  /** People of the body, where the register tells; null otherwise. */
  readonly staff: number | null;
}

export type LikesCode =
  | 'headcount'
  | 'independent'
  | 'follows'
  | 'ratio'
  | 'early'
  | 'withReads'
  | 'sisters'
  | 'over'
  | 'staff'
  | 'quota'
  | 'apart';

/** Likes given by order (疑似强制点赞), as far as numbers show them. */
export interface CoercedLikes {
  readonly probability: number;
  readonly weights: readonly Weight<LikesCode>[];
  readonly even: EvenLikes | null;
  /** Median likes, reads and share of readers who like, over the posts looked at. */
  readonly likes: number;
  readonly ratio: number;
  readonly from: number;
  readonly to: number;
  readonly posts: number;
}

/** Log-odds before any evidence. */
const PRIOR = -3;
/** Share of readers who like, where peers tell nothing. */
const TYPICAL = 0.02;
/** Posts with early counts from which something is said, and likes below which one is not looked at. */
const LEAST_EARLY = 5;
/** Readers from which on not everybody likes everything of themselves. */
const EVERYBODY = 200;
/** From this share of so many readers on, nearly all of them like every post, as no public does; `more` is what that adds at `all`. */
const NEARLY = { from: 0.3, all: 0.6, reads: 300, more: 1.3, days: 28 };
/** So many times the least share of reads is more than a circle of regular readers gives. */
const MANY = 1.5;
/** Most that first readers who like more readily say where subscribers would do so. */
const SUBSCRIBERS = 0.8;
/**
 * A run of less than this share of the posts (of a village's), whose readers like no more than those of the others do, comes by chance, where the
 * likes of all posts together differ by more than so many times what a run may.
 */
const BY_CHANCE = { share: 0.4, village: 0.75, times: 2, differ: 1.4 };
/** Likes that differ by more (natural logarithm) are nobody's head count. */
const SAME = 0.45;
/** How much posts of an account differ in how they are liked, at the least, beyond chance (natural logarithm). */
const DIFFER = 0.25;
/** A run of less than this share of all posts, of whose readers so many times as many like, is something else than the others. */
const MOST = 0.7;
const OTHERWISE = 2;
/** Likes that orders are given in (任务数). */
const QUOTAS = [30, 50, 60, 80, 100, 120, 150, 200, 300, 400, 500, 600, 800, 1_000, 2_000, 5_000];

/**
 * Likes by order are as many as the people ordered, come before the readers do, and come alike to all accounts of a system. None of
 * these is proof; each adds its weight of evidence. Null where too few posts are known.
 */
export function coercedLikes({ posts: all, peers, staff }: LikesInput, rule: LikesRule): CoercedLikes | null {
  // Nobody likes what nobody opened: such reads are not told.
  const posts = all.filter(({ reads, likes }) => reads > 0 || likes === 0);
  if (posts.length < rule.posts) return null;
  const likes = posts.map((post) => post.likes);
  const middle = median(likes) ?? 0;
  const liked = likes.filter((count) => count >= rule.least).length;
  // Too few posts with enough likes to be even: most accounts.
  const even = liked < Math.min(5, rule.posts / 2) ? null : alike(posts, rule);
  const ratio = median(posts.map((post) => post.likes / Math.max(1, post.reads))) ?? 0;
  const times = posts.map(({ at }) => at);
  const about = {
    even,
    likes: Math.round(middle),
    ratio,
    from: Math.min(...times),
    to: Math.max(...times),
    posts: posts.length,
  };
  // Quiet accounts: too few likes for an order to be seen in.
  if (middle < rule.least && even === null) return { ...about, probability: 0, weights: [] };
  const weights = [
    ...ofEven(even, staff),
    ...ofIndependence(even, posts, rule),
    ...ofRatio(posts, ratio, peers),
    ...ofEarly(
      even === null ? posts : even.members,
      villageOf(posts) === null && (even !== null || ratio >= MANY * rule.ratio),
    ),
    ...ofSisters(peers),
    ...ofOver(posts),
  ].sort((a, b) => Math.abs(b.odds) - Math.abs(a.odds));
  return { ...about, probability: weigh(PRIOR, weights), weights };
}

/** Posts whose likes look like a head count, whichever shows it best: a run of them, a level among others, or two levels. */
function alike(posts: readonly LikedPost[], rule: LikesRule): EvenLikes | null {
  const run = evenLikes(posts, rule);
  const ordered = newestOf(posts);
  const found = [
    run === null || isByChance(run, posts, rule) ? null : run,
    levelAmong(ordered, rule),
    twoLevels(ordered, rule),
  ];
  return found.reduce((best, one) =>
    one !== null && (best === null || oddsOf(one) > oddsOf(best)) ? one : best,
  );
}

/** Weight of likes that lie so near to each other, less what it takes to find a run among many posts. */
function oddsOf(even: EvenLikes): number {
  return 1.5 + 0.25 * even.posts * tightness(even) - Math.log(even.of / even.posts);
}

function ofEven(even: EvenLikes | null, staff: number | null): Weight<LikesCode>[] {
  if (even === null) return [];
  const found: Weight<LikesCode>[] = [
    {
      code: 'headcount',
      odds: clamp(oddsOf(even), 0.8, 4.5),
      values: { posts: even.posts, likes: even.likes },
    },
  ];
  if (even.elsewhere !== null && even.ratio > 4 * even.elsewhere)
    found.push({
      code: 'apart',
      odds: 0.6,
      values: { ratio: percent(even.ratio), elsewhere: percent(even.elsewhere) },
    });
  if (staff !== null && staff >= 10 && Math.abs(even.likes / staff - 1) <= 0.15)
    found.push({ code: 'staff', odds: 1, values: { staff, likes: even.likes } });
  const { members } = even;
  const quota = QUOTAS.find(
    (goal) =>
      members.filter(({ likes }) => likes >= goal && likes <= 1.12 * goal).length >= 0.7 * members.length,
  );
  if (quota !== undefined) found.push({ code: 'quota', odds: 0.7, values: { quota } });
  return found;
}

function isByChance(
  { posts, ratio, elsewhere }: EvenLikes,
  all: readonly LikedPost[],
  { evenness }: LikesRule,
): boolean {
  const likes = all.map((post) => post.likes);
  const differ = (spread(likes) ?? 0) / Math.max(1, median(likes) ?? 1);
  const village = villageOf(all);
  const share = village === null ? BY_CHANCE.share : BY_CHANCE.village;
  return (
    posts < share * all.length &&
    elsewhere !== null &&
    ratio < BY_CHANCE.times * elsewhere &&
    differ > BY_CHANCE.differ * (village ?? 1) * evenness
  );
}

/**
 * How much better an order explains that likes lie so near to each other than posts that people like more and less do, for each post: the
 * logarithm of the ratio of two normal likelihoods, the one as wide as found, the other as people at least differ, and as chance does.
 */
function tightness({ spread: even, likes }: EvenLikes): number {
  const free = Math.sqrt(DIFFER ** 2 + 1 / Math.max(1, likes));
  const ratio = Math.max(0.02, even) / free;
  return ratio >= 1 ? 0 : -Math.log(ratio) - 0.5 * (1 - ratio ** 2);
}

/**
 * Likes of readers grow with reads: as many times as they (an elasticity of 1), or, where regular readers like most of all, a fifth as much at least.
 * Likes by order stay where they are. In a village the same few like everything, whoever else reads it: there it says less.
 */
function ofIndependence(
  even: EvenLikes | null,
  all: readonly LikedPost[],
  rule: LikesRule,
): Weight<LikesCode>[] {
  // Of posts that are all alike in what readers like, a run is a part that was picked out because it is flat.
  const isPart =
    even !== null &&
    even.elsewhere !== null &&
    even.posts < MOST * all.length &&
    even.ratio >= OTHERWISE * even.elsewhere;
  const posts = isPart ? even.members : all;
  const logs = posts
    .filter(({ reads }) => reads > 0)
    .map(({ reads, likes }) => [Math.log(reads), Math.log(likes + 0.5)] as const);
  // Where likes are not alike, only whether they are all but the same on every post is of interest.
  if (even === null && (spread(logs.map(([, y]) => y)) ?? 0) > SAME) return [];
  const readSpread = spread(logs.map(([x]) => x)) ?? 0;
  const middle = median(posts.map(({ likes }) => likes)) ?? 0;
  if (
    logs.length < 5 ||
    (even === null && logs.length < rule.posts) ||
    middle < rule.least ||
    readSpread < 0.25
  )
    return [];
  const grows = slope(logs) ?? 1;
  const left = spread(logs.map(([x, y]) => y - grows * x)) ?? 0;
  const off = Math.max(0.04, left / (readSpread * Math.sqrt(logs.length)));
  const most = villageOf(posts) === null ? 2 : 1;
  const odds = clamp(0.5 * slopeOdds(grows, off), -most, most);
  if (odds > 0 ? left > SAME : even === null) return [];
  const values = { slope: Math.round(100 * grows) / 100 };
  return Math.abs(odds) < 0.1 ? [] : [{ code: odds > 0 ? 'independent' : 'follows', odds, values }];
}

/** The share of readers who like, drawn towards that of peers as far as there are few readers (beta-binomial). */
function ofRatio(posts: readonly LikedPost[], ratio: number, peers: LikePeers | null): Weight<LikesCode>[] {
  const typical = peers?.ratio ?? TYPICAL;
  const reads = median(posts.map((post) => post.reads)) ?? 0;
  if (reads < 30) return [];
  const drawn = (ratio * reads + typical * 30) / (reads + 30);
  const z = Math.log(drawn / typical) / clamp(peers?.spread ?? 0.8, 0.5, 0.9);
  // Where everybody knows everybody, everybody likes; of hundreds of readers, post after post, not every third does.
  const isEverybody = reads >= EVERYBODY && drawn > NEARLY.from;
  const nearly = clamp((drawn - NEARLY.from) / (NEARLY.all - NEARLY.from), 0, 1);
  const least = isEverybody ? 2 + (reads >= NEARLY.reads && isAlways(posts) ? NEARLY.more * nearly : 0) : 0;
  const odds = clamp(0.9 * (z - 1.8), least, isEverybody ? 2 + NEARLY.more : reads >= 100 ? 1.5 : 0.6);
  return odds <= 0
    ? []
    : [{ code: 'ratio', odds, values: { ratio: percent(ratio), peers: percent(typical) } }];
}

/** Every post, for longer than a vote or a contest lasts. */
function isAlways(posts: readonly LikedPost[]): boolean {
  const times = posts.map(({ at }) => at);
  const low =
    quantile(
      posts.map(({ reads, likes }) => likes / Math.max(1, reads)),
      0.1,
    ) ?? 0;
  return low >= NEARLY.from && Math.max(...times) - Math.min(...times) >= NEARLY.days * DAY;
}

/**
 * People who are told to like come at once. So do subscribers, who like more readily than those to whom a post is forwarded later: without a head
 * count and with an ordinary share of likes, or in a village (`isTold` false), that is all it says.
 */
function ofEarly(posts: readonly LikedPost[], isTold: boolean): Weight<LikesCode>[] {
  const told = posts.flatMap(({ early }) => early ?? []);
  if (told.length < LEAST_EARLY) return [];
  const middle = median(told) ?? 0;
  const ahead = told.filter((one) => one > 0.2).length;
  const values = { posts: told.length, ahead, times: Math.round(10 * Math.exp(middle)) / 10 };
  if (ahead >= 0.7 * told.length && middle > 0.4)
    return [{ code: 'early', odds: clamp(2.4 * (middle - 0.2), 0.5, isTold ? 4 : SUBSCRIBERS), values }];
  return Math.abs(middle) < 0.25 ? [{ code: 'withReads', odds: -1.2, values }] : [];
}

function ofSisters(peers: LikePeers | null): Weight<LikesCode>[] {
  const sisters = peers?.sisters ?? 0;
  return sisters < 2
    ? []
    : [{ code: 'sisters', odds: clamp(0.7 + 0.4 * sisters, 1.5, 3), values: { sisters } }];
}

/** Nobody likes what nobody opened, and of many who opened it never all like. */
function ofOver(posts: readonly LikedPost[]): Weight<LikesCode>[] {
  const isOver = ({ reads, likes }: LikedPost) =>
    (reads >= 20 && likes > 1.02 * reads) || (reads >= EVERYBODY / 2 && likes >= 0.95 * reads);
  const over = posts.filter(isOver).length;
  return over < Math.max(3, 0.2 * posts.length)
    ? []
    : [{ code: 'over', odds: 2, values: { over, posts: posts.length } }];
}

function percent(share: number): number {
  return Math.round(1_000 * share) / 10;
}
