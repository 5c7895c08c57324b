import { DAY, parseTime } from '../model/index.ts';
import { median, quantile } from './robust.ts';
import type { FollowerDay } from './series.ts';

/** How many people read on a day, as far as anything tells it. */
export interface Attention {
  /** `none`: nothing tells how many read, so that growth without readers cannot be seen. */
  readonly source: 'reads' | 'posts' | 'reactions' | 'none';
  /**
   * Reads beyond the usual that may bring followers on a day: those of the day and, less and less, those of the days before.
   * `ordinary` are such as any of the account's posts gets, mostly by those who follow already; `wide` are those above that.
   */
  readonly beyond: (at: number) => { readonly ordinary: number; readonly wide: number };
  /** The `wide` reads of the days that may bring followers on a day, with the weight of each. */
  readonly crowds: (
    at: number,
  ) => readonly { readonly lag: number; readonly weight: number; readonly reads: number }[];
  /** Reads of one day beyond the usual. */
  readonly over: (at: number) => number;
  /** Reads of all days together. */
  readonly total: number;
  /**
   * Reads of these days beyond what the account's other days, by chance, lead to expect (0 where other days are too few), and whether reactions
   * came with them; null where too few to say.
   */
  readonly lift: (from: number, to: number) => { readonly reads: number; readonly isHeard: boolean | null };
  /** Reactions of these days and the next beyond the usual, by chance, and beyond what further reads bring; 0 where they are not told. */
  readonly answers: (from: number, to: number) => number;
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
/** How many times the reactions of the less read half of days those of the other half are, where they follow reads. */
const FOLLOW = 1.3;
/** Of so many readers one reacts, where only reactions are told. */
const READERS_EACH = 50;
/** Share of the days that has to be told. */
const SEEN = 0.5;
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
  // Told now and then, the days say nothing of those between.
  const span = days.length === 0 ? 0 : slot(parseTime(days.at(-1)?.day ?? '') ?? 0) + 1;
  const isDense = (count: number) => count > 0 && count >= SEEN * span;
  const source =
    enough && isDense(told)
      ? 'reads'
      : posts.length > 0
        ? 'posts'
        : sum(reactions) > 0 && isDense(reactions.size)
          ? 'reactions'
          : 'none';
  const byPosts = new Map<number, number>();
  for (const post of posts)
    FADING.forEach((share, after) => {
      const at = slot(post.at) + after;
      byPosts.set(at, (byPosts.get(at) ?? 0) + share * post.reads);
    });
  // Where days are missing or a source tells only part, the other one fills in.
  for (const [at, count] of byPosts) if (count > (reads.get(at) ?? 0)) reads.set(at, count);
  // A video may be shown to many a week after it was published: reactions tell when it was.
  if (enough || (source === 'posts' && isDense(reactions.size))) fillIn(reads, reactions, new Set(untold));
  if (source === 'reactions') for (const [at, count] of reactions) reads.set(at, READERS_EACH * count);
  const all = [...reads.values()];
  const usual = median(all) ?? 0;
  const over = (at: number) => Math.max(0, (reads.get(at) ?? 0) - usual);
  const most = WIDE * (quantile(all, 0.8) ?? 0);
  const readers = { over, reads, reactions };
  const reacted = median([...reactions.values()]) ?? 0;
  const unheard = new Set(
    source !== 'reads' || !areReactionsOf(reads, reactions, most)
      ? []
      : [...reads.keys()].filter((at) => over(at) > most && isSilent(at, readers, reacted)),
  );
  const wideOn = (at: number) => (unheard.has(at) ? 0 : Math.max(0, over(at) - most));
  return {
    source,
    total: sum(reads),
    over: (at) => over(slot(at)),
    beyond: (at) => {
      let [ordinary, wide] = [0, 0];
      for (const [lag, weight] of LAGS) {
        ordinary += weight * Math.min(over(slot(at) - lag), most);
        wide += weight * wideOn(slot(at) - lag);
      }
      return { ordinary, wide };
    },
    crowds: (at) => LAGS.map(([lag, weight]) => ({ lag, weight, reads: wideOn(slot(at) - lag) })),
    lift: (from, to) => {
      const [first, last] = [slot(from), slot(to)];
      const [inside, others] = [totals(), totals()];
      for (const [at, count] of reads) {
        const part = at >= first && at <= last ? inside : others;
        part.days += 1;
        part.reads += count;
        part.squares += count * count;
        part.reactions += reactions.get(at) ?? 0;
      }
      if (others.days < 7) return { reads: 0, isHeard: null };
      const elsewhere = others.reads / others.days;
      const more = inside.reads - inside.days * elsewhere;
      // Weeks with a post or two more than usual are no crowd.
      const noise = Math.sqrt(
        Math.max(0, others.squares / others.days - elsewhere ** 2) *
          inside.days *
          (1 + inside.days / others.days),
      );
      const expected = (others.reactions / Math.max(1, others.reads)) * more;
      const reacted = inside.reactions - (inside.days * others.reactions) / others.days;
      return {
        reads: Math.max(0, more - noise),
        isHeard: source !== 'reads' || expected < 20 ? null : reacted >= 0.25 * expected,
      };
    },
    answers: (from, to) => {
      let [here, days, read] = [0, 0, 0];
      for (let at = slot(from); at <= slot(to) + 1; at += 1) {
        here += reactions.get(at) ?? 0;
        if (reactions.has(at)) days += 1;
        if (source === 'reads' || source === 'posts') read += over(at);
      }
      const each = (sum(reactions) - here) / Math.max(1, sum(reads) - read);
      const usually = (days * (sum(reactions) - here)) / Math.max(1, reactions.size - days);
      return Math.max(0, here - usually - 3 * Math.sqrt(usually + 1) - each * read);
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

/** Whether reactions tell of these readers: on days that more read, more react. Some sources count them elsewhere, or not day by day. */
function areReactionsOf(
  reads: ReadonlyMap<number, number>,
  reactions: ReadonlyMap<number, number>,
  most: number,
): boolean {
  const days = [...reads]
    .filter(([at, count]) => count <= most && reactions.has(at))
    .sort((a, b) => a[1] - b[1]);
  const half = Math.floor(days.length / 2);
  const reacted = (part: typeof days) => part.reduce((total, [at]) => total + (reactions.get(at) ?? 0), 0);
  return half >= 7 && reacted(days.slice(-half)) > FOLLOW * reacted(days.slice(0, half));
}

function totals(): { days: number; reads: number; squares: number; reactions: number } {
  return { days: 0, reads: 0, squares: 0, reactions: 0 };
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
  if (reacted === 0) [read, reacted] = [sum(reads), sum(reactions)];
  const each = reacted === 0 || read === 0 ? READERS_EACH : read / reacted;
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
