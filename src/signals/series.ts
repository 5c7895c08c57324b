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
