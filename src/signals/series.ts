import { DAY, parseTime } from '../model/index.ts';
import { median, quantile, spread } from './robust.ts';

/** One day's figures of an account; null where they are not told. */
export interface FollowerDay {
  readonly day: string;
  readonly followers: number | null;
  readonly reads: number | null;
  /** Likes, shares and comments together. */
  readonly reactions: number | null;
  /** New followers (新增粉丝) as the platform tells them; absent or null where it does not. */
  readonly gained?: number | null;
}

/** From one known day to the next known one. */
export interface Step {
  readonly at: number;
  /** Days between the two; above 1 nobody saw on which of them the followers came. */
  readonly days: number;
  readonly before: number;
  readonly after: number;
  readonly gain: number;
}

/** A series as the tests read it: errors taken out, oldest first. */
export interface Series {
  readonly steps: readonly Step[];
  /** What an ordinary day brings, and how much ordinary days differ. */
  readonly usual: number;
  readonly scale: number;
  /** Days whose count was taken for an error of the data (zero, or away and back). */
  readonly errors: readonly string[];
}

interface Point {
  readonly at: number;
  readonly day: string;
  readonly followers: number;
  readonly gained: number | null;
}

/** Where most days may be bought: the share of days that are quieter than the one that says what is usual. */
const QUIET = 0.15;
/** Days that a wrong count may last before the old one is back. */
const ERROR_DAYS = 3;

/**
 * Null where fewer than `least` steps are known: they give no picture of what is usual. `growth` is the most that peers grow in a day, as
 * a share of followers: where the middle day brings more, most days may be bought, and a quiet day says what is usual.
 */
export function seriesOf(days: readonly FollowerDay[], least: number, growth: number): Series | null {
  const points: Point[] = [];
  for (const { day, followers, gained } of days) {
    const at = parseTime(day);
    if (at !== null && followers !== null) points.push({ at, day, followers, gained: gained ?? null });
  }
  points.sort((a, b) => a.at - b.at);
  const { kept, errors } = withoutErrors(points);
  const steps: Step[] = [];
  kept.forEach((point, index) => {
    const before = kept[index - 1];
    if (before === undefined || point.at === before.at) return;
    const span = Math.round((point.at - before.at) / DAY);
    const net = point.followers - before.followers;
    // What left may hide what came (补量): the platform's own count of new followers shows it, if it is one of this very day.
    const gain = span === 1 && point.gained !== null ? Math.max(net, point.gained) : net;
    steps.push({ at: point.at, days: span, before: before.followers, after: point.followers, gain });
  });
  const single = steps.filter((step) => step.days === 1).map((step) => step.gain);
  if (single.length < least) return null;
  const middle = median(single) ?? 0;
  const quiet = quantile(single, QUIET) ?? 0;
  const isFast = middle > Math.max(3, growth * (median(steps.map((step) => step.before)) ?? 0));
  const usual = isFast && quiet < 0.5 * middle ? quiet : middle;
  const near = usual === middle ? single : single.filter((gain) => gain < 0.5 * middle);
  const scale = Math.max(spread(near) ?? 0, 1, Math.sqrt(Math.abs(usual)), unitOf(kept));
  return { steps, usual, scale, errors };
}

/**
 * Leaves out zeros among other counts, and counts that go away and come back to the old one within a few days, unless the platform
 * tells of as many new followers.
 */
function withoutErrors(points: readonly Point[]): { kept: Point[]; errors: string[] } {
  const kept: Point[] = [];
  const errors: string[] = [];
  const some = points.some(({ followers }) => followers > 0);
  let index = 0;
  while (index < points.length) {
    const point = points[index];
    if (point === undefined) break;
    const last = kept.at(-1);
    const away = point.followers === 0 && some ? 1 : last === undefined ? 0 : awayFor(points, index, last);
    if (away === 0) kept.push(point);
    for (const wrong of points.slice(index, index + away)) errors.push(wrong.day);
    index += Math.max(1, away);
  }
  return { kept, errors };
}

function awayFor(points: readonly Point[], start: number, last: Point): number {
  const jump = (points[start]?.followers ?? 0) - last.followers;
  if (Math.abs(jump) <= Math.max(30, 0.05 * last.followers)) return 0;
  if ((points[start]?.gained ?? 0) >= 0.5 * jump && jump > 0) return 0;
  for (let length = 1; length <= ERROR_DAYS; length += 1) {
    const next = points[start + length];
    if (next === undefined) return 0;
    if (Math.abs(next.followers - last.followers) <= 0.08 * Math.abs(jump)) return length;
  }
  return 0;
}

/** Counts shown as “1.2万” come in steps: the unit in which they are shown; 0 where they are exact. */
function unitOf(points: readonly Point[]): number {
  const units = [10_000, 1_000, 100].filter((unit) =>
    points.every(({ followers }) => followers >= 5 * unit && followers % unit === 0),
  );
  return Math.max(0, ...units);
}

/** How many people read on a day, as far as anything tells it. */
export interface Attention {
  /** `none`: nothing tells how many read, so that growth without readers cannot be seen. */
  readonly source: 'reads' | 'posts' | 'reactions' | 'none';
  /**
   * Reads beyond the usual that may bring followers on a day: those of the day and, less and less, those of the days before.
   * `ordinary` are such as any of the account's posts gets, mostly by those who follow already; `wide` are those above that.
   */
  readonly beyond: (at: number) => { readonly ordinary: number; readonly wide: number };
  /** Reads of one day beyond the usual. */
  readonly over: (at: number) => number;
  /** Reads of all days together. */
  readonly total: number;
  /** Reads of these days beyond what the account's other days, by chance, lead to expect; 0 where other days are too few. */
  readonly lift: (from: number, to: number) => number;
  /** Reactions that came with the reads beyond the usual, as a share of those that the account's own days lead to expect; null where too few to say. */
  readonly echo: (from: number, to: number) => number | null;
}

/** Days before (and one after, for midnight) whose reads bring followers, with their weight. */
const LAGS: readonly (readonly [days: number, weight: number])[] = [
  [-1, 0.5],
  [0, 1],
  [1, 0.8],
  [2, 0.6],
  [3, 0.4],
];
/** Reads of a day above this many times those of a good day of the account come from further away. */
const WIDE = 3;
/** Of a crowd of readers from further away at least this share reacts; where not even a tenth of that did, the reads look bought. */
const CROWD = { reacts: 0.005, silent: 0.1, expected: 20 };
/** Of so many readers one reacts, where only reactions are told. */
const READERS_EACH = 50;
/** How the reads of one post fall on its days. */
const FADING = [0.6, 0.25, 0.1, 0.05];

export function attentionOf(
  days: readonly FollowerDay[],
  posts: readonly { readonly at: number; readonly reads: number }[],
): Attention {
  const told = days.filter(({ reads }) => reads !== null).length;
  const enough = told >= 0.5 * days.length && told > 0;
  const reads = new Map<number, number>();
  const reactions = new Map<number, number>();
  const zero = days[0] === undefined ? 0 : (parseTime(days[0].day) ?? 0);
  const slot = (at: number) => Math.floor((at - zero) / DAY);
  const untold: number[] = [];
  for (const day of days) {
    const at = slot(parseTime(day.day) ?? 0);
    if (enough && day.reads !== null) reads.set(at, day.reads);
    else untold.push(at);
    if (day.reactions !== null) reactions.set(at, day.reactions);
  }
  const source = enough ? 'reads' : posts.length > 0 ? 'posts' : sum(reactions) > 0 ? 'reactions' : 'none';
  const byPosts = new Map<number, number>();
  for (const post of posts)
    FADING.forEach((share, after) => {
      const at = slot(post.at) + after;
      byPosts.set(at, (byPosts.get(at) ?? 0) + share * post.reads);
    });
  // Where days are missing or a source tells only part, the other one fills in.
  for (const [at, count] of byPosts) if (count > (reads.get(at) ?? 0)) reads.set(at, count);
  if (source === 'reads') fillIn(reads, reactions, new Set(untold));
  if (source === 'reactions') for (const [at, count] of reactions) reads.set(at, READERS_EACH * count);
  const all = [...reads.values()];
  const usual = median(all) ?? 0;
  const over = (at: number) => Math.max(0, (reads.get(at) ?? 0) - usual);
  const most = WIDE * (quantile(all, 0.8) ?? 0);
  const readers = { over, reads, reactions };
  const reacted = median([...reactions.values()]) ?? 0;
  const unheard = new Set(
    source !== 'reads'
      ? []
      : [...reads.keys()].filter((at) => over(at) > most && isSilent(at, readers, reacted)),
  );
  return {
    source,
    total: sum(reads),
    over: (at) => over(slot(at)),
    beyond: (at) => {
      let [ordinary, wide] = [0, 0];
      for (const [lag, weight] of LAGS) {
        const count = over(slot(at) - lag);
        ordinary += weight * Math.min(count, most);
        if (!unheard.has(slot(at) - lag)) wide += weight * Math.max(0, count - most);
      }
      return { ordinary, wide };
    },
    lift: (from, to) => {
      let [inside, days, squares] = [0, 0, 0];
      for (const [at, count] of reads) {
        squares += count * count;
        if (at >= slot(from) && at <= slot(to))
          [inside, days, squares] = [inside + count, days + 1, squares - count * count];
      }
      const others = reads.size - days;
      if (others < 7) return 0;
      const elsewhere = (sum(reads) - inside) / others;
      // Weeks with a post or two more than usual are no crowd.
      const noise = Math.sqrt(Math.max(0, squares / others - elsewhere ** 2) * days * (1 + days / others));
      return Math.max(0, inside - days * elsewhere - noise);
    },
    echo: (from, to) => {
      let [read, reacted, allRead] = [0, 0, 0];
      for (let at = slot(from) - 3; at <= slot(to) + 2; at += 1) {
        read += over(at);
        allRead += reads.get(at) ?? 0;
        reacted += reactions.get(at) ?? 0;
      }
      // What the account's other readers do is what these should have done.
      const rate = (sum(reactions) - reacted) / Math.max(1, sum(reads) - allRead);
      const expected = rate * read;
      return source !== 'reads' || expected < 20 ? null : reacted / expected;
    },
  };
}

/**
 * Whether a crowd read on a day and hardly anybody reacted, then or on the two days after. Measured by what strangers do, not by what the
 * account's own readers do: those may be a circle in which everybody likes everything.
 */
function isSilent(day: number, { over, reads, reactions }: Readers, usual: number): boolean {
  if (!reactions.has(day)) return false;
  const expected = CROWD.reacts * over(day);
  if (expected < CROWD.expected) return false;
  let [reacted, read] = [0, 0];
  for (let at = day; at <= day + 2; at += 1) {
    reacted += reactions.get(at) ?? 0;
    read += reads.get(at) ?? 0;
  }
  // Where nobody ever reacts, or nobody tells, silence says nothing.
  const isLively = sum(reactions) - reacted >= CROWD.reacts * (sum(reads) - read) && sum(reactions) > reacted;
  return isLively && reacted - 3 * usual < CROWD.silent * expected;
}

interface Readers {
  readonly over: (at: number) => number;
  readonly reads: ReadonlyMap<number, number>;
  readonly reactions: ReadonlyMap<number, number>;
}

/** Days whose reads are not told: as many as it takes, among this account's readers, to react as often as was done. */
function fillIn(
  reads: Map<number, number>,
  reactions: ReadonlyMap<number, number>,
  untold: ReadonlySet<number>,
): void {
  let [read, reacted] = [0, 0];
  for (const [at, count] of reads)
    if (!untold.has(at)) [read, reacted] = [read + count, reacted + (reactions.get(at) ?? 0)];
  const each = reacted === 0 ? READERS_EACH : read / reacted;
  for (const at of untold) {
    const count = each * (reactions.get(at) ?? 0);
    if (count > (reads.get(at) ?? 0)) reads.set(at, count);
  }
}

function sum(values: ReadonlyMap<number, number>): number {
  let all = 0;
  for (const value of values.values()) all += value;
  return all;
}
