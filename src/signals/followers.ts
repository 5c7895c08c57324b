import { DAY, dayOf, parseTime } from '../model/index.ts';
import { median, spread } from './robust.ts';

/** One day's figures of an account; null where they are not told. */
export interface FollowerDay {
  readonly day: string;
  readonly followers: number | null;
  readonly reads: number | null;
  /** Likes, shares and comments together. */
  readonly reactions: number | null;
}

/** A stretch of days in which far more followers came than usual (涨粉异常). */
export interface Growth {
  readonly from: string;
  readonly to: string;
  /** Followers before it, and how many came beyond the usual. */
  readonly base: number;
  readonly excess: number;
  /** Reads beyond the usual in the same days and those next to them; null where reads are not told. */
  readonly reads: number | null;
  /** What explains it; null where nothing in the data does. */
  readonly because: 'read' | 'announced' | 'new-account' | null;
}

/** Numbers of the test; the standard sets them. */
export interface GrowthRule {
  /** Least followers beyond the usual, and least share of those before, that are worth a question. */
  readonly least: number;
  readonly share: number;
  /** How many spreads above the usual a day has to lie. */
  readonly spreads: number;
  /** Reads beyond the usual for each new follower that explain them: of so many readers at most one follows. */
  readonly readsEach: number;
  /** Days after registration in which growth is natural. */
  readonly newDays: number;
}

/** Days of reads to either side that may explain growth; days before and after in which an announcement does. */
const NEAR = 2;
const ANNOUNCED = { before: 15, after: 5, lasts: 7 };
/** Quiet or missing days that do not end a stretch. */
const BRIDGE = 2;
/** Fewer days than this give no picture of what is usual. */
const LEAST_DAYS = 21;

/**
 * Stretches of growth, each with what explains it. What is usual is the median, so that a month of bought followers in four does
 * not count as usual. Growth over missing days is left out: nobody saw when it came. Whoever follows has read something, so honest
 * growth comes with at least as many reads more than usual; a merger of accounts says so in a post.
 */
export function growthOf(
  days: readonly FollowerDay[],
  account: { readonly registered: string | null; readonly announcements: readonly string[] },
  rule: GrowthRule,
): readonly Growth[] | null {
  const known = [...days].sort((a, b) => (a.day < b.day ? -1 : 1));
  const steps = stepsOf(known);
  if (steps.length < LEAST_DAYS) return null;
  const gains = steps.map((step) => step.gain);
  const usual = median(gains) ?? 0;
  const scale = Math.max(spread(gains) ?? 0, 1, Math.sqrt(Math.abs(usual)));
  return stretchesOf(steps, (step) => step.gain - usual > Math.max(rule.spreads * scale, step.before * 0.002))
    .map((stretch): Growth => {
      const [first, last] = [stretch[0], stretch.at(-1)];
      const [start, end] = [first?.at ?? 0, last?.at ?? 0];
      const near = known.filter(({ day }) => isBetween(day, start - NEAR * DAY, end + NEAR * DAY));
      const reads = beyondUsual(known, near, (one) => one.reads);
      const reactions = beyondUsual(known, near, (one) => one.reactions) ?? 0;
      const excess = Math.round(stretch.reduce((sum, { gain }) => sum + Math.max(0, gain - usual), 0));
      const announced = account.announcements.some((date) =>
        isBetween(date.slice(0, 10), start - ANNOUNCED.before * DAY, start + ANNOUNCED.after * DAY),
      );
      const sudden = end - start < ANNOUNCED.lasts * DAY;
      const registered = account.registered === null ? null : parseTime(account.registered);
      const young = registered !== null && start - registered < rule.newDays * DAY;
      // Without reads, reactions stand for them: of some fifty readers one reacts.
      const read =
        reads === null ? reactions * 50 >= excess * rule.readsEach : reads >= excess * rule.readsEach;
      return {
        from: dayOf(start),
        to: dayOf(end),
        base: first?.before ?? 0,
        excess,
        reads,
        because: announced && sudden ? 'announced' : read ? 'read' : young ? 'new-account' : null,
      };
    })
    .filter(({ excess, base }) => excess >= rule.least && excess >= rule.share * base);
}

/** A figure summed over some days, less what the other days lead to expect; null where it is not told. */
function beyondUsual(
  all: readonly FollowerDay[],
  some: readonly FollowerDay[],
  of: (day: FollowerDay) => number | null,
): number | null {
  const told = some.flatMap((day) => of(day) ?? []);
  const others = all.filter((day) => !some.includes(day)).flatMap((day) => of(day) ?? []);
  if (told.length === 0 || others.length === 0) return null;
  const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0);
  return sum(told) - (told.length * sum(others)) / others.length;
}

interface Step {
  readonly at: number;
  readonly before: number;
  readonly gain: number;
}

/** Gains from one known day to the next day. */
function stepsOf(days: readonly FollowerDay[]): readonly Step[] {
  const steps: Step[] = [];
  let last: { readonly at: number; readonly followers: number } | null = null;
  for (const { day, followers } of days) {
    const at = parseTime(day);
    if (at === null || followers === null) continue;
    if (last !== null && at - last.at === DAY)
      steps.push({ at, before: last.followers, gain: followers - last.followers });
    last = { at, followers };
  }
  return steps;
}

function stretchesOf(steps: readonly Step[], stands: (step: Step) => boolean): readonly Step[][] {
  const stretches: Step[][] = [];
  for (const step of steps) {
    if (!stands(step)) continue;
    const open = stretches.at(-1);
    const before = open?.at(-1);
    if (open !== undefined && before !== undefined && step.at - before.at <= (BRIDGE + 1) * DAY)
      open.push(step);
    else stretches.push([step]);
  }
  return stretches;
}

function isBetween(day: string, from: number, to: number): boolean {
  const at = parseTime(day);
  return at !== null && at >= from && at <= to;
}
