import { DAY, HOUR } from '../model/index.ts';
import { clamp, probabilityOf, type Weight } from './robust.ts';

/** What a platform shows of a follower; null or absent = not told. */
export interface Profile {
  readonly posts?: number | null | undefined;
  readonly followers?: number | null | undefined;
  readonly following?: number | null | undefined;
  readonly avatar?: boolean | null | undefined;
  readonly verified?: boolean | null | undefined;
  /** Days from its creation to the day it followed (or was seen). */
  readonly age?: number | null | undefined;
  /** Comments that a post of its own gets on average. */
  readonly comments?: number | null | undefined;
}

/**
 * How much a profile looks made for sale (僵尸粉), 0 to 1, from what is known of such accounts: they say nothing, follow many and are
 * followed by few, have no picture, and are young when they follow. Each trait adds its weight of evidence (log-odds); traits that are not told
 * add nothing. The weights are set by knowledge, not fitted: that they rank real labelled profiles is measured, not trained.
 */
export function profileScore(profile: Profile): number {
  const { posts, followers, following, avatar, verified, age, comments } = profile;
  let odds = -1;
  if (isTold(posts)) odds += clamp(1.2 - 0.5 * Math.log(1 + posts), -1.2, 1.2);
  if (isTold(followers) && isTold(following)) {
    odds += clamp(0.9 * (Math.log((following + 5) / (followers + 5)) - 1), -1, 2);
    odds += clamp(0.4 * Math.log((following + 1) / 200), 0, 0.8);
  }
  if (isTold(age)) odds += clamp(1.5 - 0.6 * Math.log(1 + Math.max(0, age) / 15), -1, 1.5);
  if (isTold(comments)) odds += clamp(0.5 - 2 * comments, -0.8, 0.5);
  if (avatar === false) odds += 0.8;
  if (avatar === true) odds -= 0.1;
  if (verified === true) odds -= 3;
  return probabilityOf(odds);
}

function isTold(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** A sampled follower: when it followed, when it was made (milliseconds; null = not told), and its score. */
export interface SampledProfile {
  readonly followedAt: number | null;
  readonly created: number | null;
  readonly score: number;
}

export type ProfileCode =
  | 'profiles'
  | 'profilesThen'
  | 'profilesFine'
  | 'madeTogether'
  | 'cameTogether'
  | 'atNight'
  | 'inOrder';

/** Fewer profiles than this say nothing. */
const LEAST = 15;
const LEAST_THEN = 6;
/** Share of profiles that look made for sale among the followers of any account, where peers do not tell. */
const ORDINARY = 0.15;
/** Days in which a batch of accounts is made. */
const BATCH = 21 * DAY;
/** Days over which an order is delivered. */
const DELIVERY = 45 * DAY;

/**
 * What the sample says of the whole account (`spans` empty), and of those who came in the given days. `ordinary` is the share of
 * such profiles among the followers of its peers: zombies follow everybody, unasked.
 */
export function profileEvidence(
  sample: readonly SampledProfile[],
  spans: readonly (readonly [from: number, to: number])[],
  ordinary: number | null,
): readonly Weight<ProfileCode>[] {
  if (sample.length < LEAST) return [];
  const base = clamp(ordinary ?? ORDINARY, 0.05, 0.6);
  const weights: Weight<ProfileCode>[] = [];
  const bad = sample.filter(({ score }) => score >= 0.5);
  weights.push({
    code: 'profiles',
    odds: clamp(binomialOdds(bad.length, sample.length, base, clamp(2.2 * base, 0.35, 0.9)), -1, 2.5),
    values: { count: bad.length, of: sample.length, share: percent(bad.length / sample.length) },
  });
  const made = densest(
    sample.flatMap(({ created }) => created ?? []),
    BATCH,
  ).count;
  if (made >= Math.max(8, 0.25 * sample.length))
    weights.push({
      code: 'madeTogether',
      odds: clamp(6 * (made / sample.length - 0.15), 0.5, 2.5),
      values: { count: made, of: sample.length },
    });
  const came = cameTogether(sample, bad);
  if (came !== null) weights.push(came);
  const then = sample.filter(({ followedAt }) => isWithin(followedAt, spans));
  if (then.length < LEAST_THEN) return weights;
  const badThen = then.filter(({ score }) => score >= 0.5).length;
  const share = badThen / then.length;
  const odds = clamp(binomialOdds(badThen, then.length, base, clamp(3 * base, 0.5, 0.9)), -4, 4);
  weights.push({
    code: odds > 0 ? 'profilesThen' : 'profilesFine',
    odds,
    values: { count: badThen, of: then.length, share: percent(share) },
  });
  const timed = then.filter(({ followedAt }) => hasHour(followedAt));
  const night = timed.filter(({ followedAt }) => hourOf(followedAt) < 5).length;
  if (timed.length >= LEAST_THEN && night / timed.length > 0.6)
    weights.push({ code: 'atNight', odds: 1, values: { count: night, of: timed.length } });
  const order = rankTogether(then);
  if (order > 0.8) weights.push({ code: 'inOrder', odds: 1.5, values: { of: then.length } });
  return weights;
}

/** Zombies that follow unasked come over the years, as others do; bought ones come at one time. */
function cameTogether(
  sample: readonly SampledProfile[],
  bad: readonly SampledProfile[],
): Weight<ProfileCode> | null {
  const { count, from } = densest(
    bad.flatMap(({ followedAt }) => followedAt ?? []),
    DELIVERY,
  );
  if (count < 8) return null;
  const good = sample.filter(({ score }) => score < 0.5);
  const others = good.filter(({ followedAt }) => isWithin(followedAt, [[from, from + DELIVERY]])).length;
  const more = count / bad.length - others / Math.max(1, good.length);
  const odds = clamp(4 * more - 0.8, 0, 2.5);
  return odds === 0 ? null : { code: 'cameTogether', odds, values: { count, of: bad.length } };
}

/** Half the log-likelihood ratio: scores of one sample are not independent of each other. */
function binomialOdds(hits: number, of: number, base: number, other: number): number {
  return 0.5 * (hits * Math.log(other / base) + (of - hits) * Math.log((1 - other) / (1 - base)));
}

function percent(share: number): number {
  return Math.round(100 * share);
}

function isWithin(at: number | null, spans: readonly (readonly [from: number, to: number])[]): boolean {
  return at !== null && spans.some(([from, to]) => at >= from && at < to);
}

/** Most values that lie within one width, and where it begins. */
function densest(
  values: readonly number[],
  width: number,
): { readonly count: number; readonly from: number } {
  const sorted = [...values].sort((a, b) => a - b);
  let [count, from, start] = [0, 0, 0];
  sorted.forEach((value, end) => {
    while (value - (sorted[start] ?? value) > width) start += 1;
    if (end - start + 1 <= count) return;
    count = end - start + 1;
    from = sorted[start] ?? 0;
  });
  return { count, from };
}

/** Hour in Asia/Shanghai. */
function hourOf(at: number | null): number {
  return Math.floor((((at ?? 0) / HOUR) % 24) + 8) % 24;
}

/** A bare day reads as its midnight; it tells no hour. */
function hasHour(at: number | null): boolean {
  return at !== null && (at + 8 * HOUR) % DAY !== 0;
}

/** Whether those who were made one after the other followed one after the other (Spearman's rank correlation; 0 where too few tell). */
function rankTogether(sample: readonly SampledProfile[]): number {
  const told = sample.flatMap(({ followedAt, created }) =>
    followedAt === null || created === null ? [] : [{ followedAt, created }],
  );
  const n = told.length;
  if (n < 10) return 0;
  const rank = (of: (one: (typeof told)[number]) => number) => {
    const sorted = told.map(of).sort((a, b) => a - b);
    return told.map((one) => (sorted.indexOf(of(one)) + sorted.lastIndexOf(of(one))) / 2);
  };
  const a = rank(({ followedAt }) => followedAt);
  const b = rank(({ created }) => created);
  const mean = (n - 1) / 2;
  let [both, left, right] = [0, 0, 0];
  a.forEach((value, at) => {
    const [x, y] = [value - mean, (b[at] ?? 0) - mean];
    both += x * y;
    left += x * x;
    right += y * y;
  });
  return left === 0 || right === 0 ? 0 : both / Math.sqrt(left * right);
}
