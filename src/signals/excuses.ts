import { DAY, type PlatformFigures, parseTime } from '../model/index.ts';
import type { Series } from './series.ts';
import type { Stretch } from './stretches.ts';

/** What the account itself tells that explains growth. */
export interface Told {
  /** Dates of posts that announce a merger of accounts, that ask to follow, and of those shown as 10万+. */
  readonly announcements: readonly string[];
  readonly campaigns: readonly string[];
  readonly widelyRead: readonly string[];
  readonly registered: string | null;
}

/** Days before and after a step in which an announcement of a merger explains it, and how long the moving in may last. */
const ANNOUNCED = { before: 15, after: 5, lasts: 7 };
/** Followers of an account that goes may be moved in batches, or come by themselves, most of them at first: for so long. */
const MOVING = { days: 30, atFirst: 0.6 };
/** What is gone and comes back: least share of the followers, days until it does, and days that it takes. */
const BACK = { share: 0.05, within: 10, over: 2 };
/** Days after registration in which whole offices are asked to follow: nothing then is unusual. */
const OPENING = 30;

/**
 * Stretches that an announced merger explains: followers moved at once, or that come by themselves, most of them at first; and the smaller
 * batches that are moved after them.
 */
export function movedIn(
  all: readonly Stretch[],
  series: Series,
  { announcements }: Pick<Told, 'announcements'>,
): ReadonlySet<Stretch> {
  const moved = new Set<Stretch>();
  if (announcements.length === 0) return moved;
  let first: Stretch | null = null;
  for (const stretch of all) {
    const { from, to, excess } = stretch;
    const isShort = to - from < ANNOUNCED.lasts * DAY;
    const isFirst =
      isNear(announcements, from, ANNOUNCED.before, ANNOUNCED.after) &&
      (isShort || atFirst(series, stretch) >= MOVING.atFirst);
    const isNext = first !== null && from - first.to <= MOVING.days * DAY && excess <= first.excess;
    if (isFirst || isNext) moved.add(stretch);
    if (isFirst) first = stretch;
  }
  return moved;
}

/** Share of what a stretch brought that came in its first half. */
function atFirst({ steps, usual }: Series, { from, to }: Stretch): number {
  let [first, all] = [0, 0];
  for (const step of steps) {
    if (step.at < from || step.at > to) continue;
    const over = Math.max(0, step.gain - step.days * usual);
    all += over;
    if (step.at <= from + (to - from) / 2) first += over;
  }
  return first / Math.max(1, all);
}

/**
 * Followers that were gone at once, from this account and not from all of its platform, and are back at once within days: a count that
 * was wrong, an account certified anew, or a platform that took back what it had done.
 */
export function isGivenBack(
  { from, excess, days }: Stretch,
  { steps }: Series,
  platform: PlatformFigures | null,
): boolean {
  if (days > BACK.over) return false;
  const swings = new Set(platform?.swings.map(({ day }) => parseTime(day) ?? 0));
  return steps.some(({ at, before, after }) => {
    const gone = before - after;
    const isFall = gone >= BACK.share * before && !swings.has(at);
    return (
      isFall && at < from && from - at <= BACK.within * DAY && excess <= 1.03 * gone && excess >= 0.7 * gone
    );
  });
}

/** The first weeks of an account, posts that more than 100,000 read. */
export function isExcused(
  { from, to }: Stretch,
  { widelyRead, registered }: Pick<Told, 'widelyRead' | 'registered'>,
): boolean {
  if (to - from < ANNOUNCED.lasts * DAY && isNear(widelyRead, from, 4, 1)) return true;
  const opened = registered === null ? null : parseTime(registered);
  return opened !== null && to - opened < OPENING * DAY;
}

function isNear(dates: readonly string[], at: number, before: number, after: number): boolean {
  return dates.some((date) => {
    const day = parseTime(date.slice(0, 10));
    return day !== null && day >= at - before * DAY && day <= at + after * DAY;
  });
}

/** A post asked to follow, shortly before it began or while it lasted. */
export function isAsked({ from, to }: Stretch, { campaigns }: Pick<Told, 'campaigns'>): boolean {
  return isNear(campaigns, from, 5, 2 + (to - from) / DAY);
}
