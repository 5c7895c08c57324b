import { DAY, parseTime } from '../model/index.ts';
import { median, spread } from './robust.ts';

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
  /** Far more days than from one telling to the next otherwise: anything may have happened meanwhile. */
  readonly isGap: boolean;
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

/** Where most days may be bought, the quiet ones say what is usual: those below this part of the middle one, if they are such a share of all. */
const QUIET = { part: 0.5, share: 0.08 };
/** Between quiet and busy days, as parts of the middle one, hardly any lie, beside the quiet ones, where days are of two kinds; where few come, chance alone fills it. */
const VALLEY = { from: 0.3, to: 0.7, share: 0.25, least: 10 };
/** Quiet days that change with busy ones less than half as often as by chance stand together: before a purchase, and behind it. */
const TOGETHER = 0.5;
/** Days that a wrong count may last before the old one is back. */
const ERROR_DAYS = 3;
/** Days from one telling to the next: daily, or as seldom as weekly; most of the time has to be told like that, in so many steps. */
const PACES = [1, 2, 4, 7];
const TOLD = { share: 0.6, steps: 5 };
/**
 * An account on which so many follow or leave on the middle day that moves at all does not stand still for so many days in a row and then makes so
 * many times a move, if it hardly ever stands still otherwise: a count that does was not told anew.
 */
const STILL = { moves: 5, days: 3, madeUp: 2, alone: 0.1 };

/**
 * Null where fewer than `least` days are told at one pace: they give no picture of what is usual. `growth` is the most that peers grow in a day, as
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
  const steps = stepsOf(withoutStale(kept));
  const pace = paceOf(steps, least);
  if (pace === null) return null;
  const told = steps.some(({ days: over }) => over > pace)
    ? steps.map((step) => (step.days > pace ? { ...step, isGap: true } : step))
    : steps;
  const regular = told.filter((step) => !step.isGap);
  const gains = regular.map(({ gain, days: over }) => gain / over);
  const middle = median(gains) ?? 0;
  const isFast = middle > Math.max(3, growth * (median(steps.map((step) => step.before)) ?? 0));
  const quiet = isFast ? gains.filter((gain) => gain < QUIET.part * middle) : [];
  const areQuietUsual = quiet.length >= QUIET.share * gains.length && areTwoKinds(gains, middle);
  const usual = areQuietUsual ? (median(quiet) ?? 0) : middle;
  // Days scatter by themselves, weeks less than seven times as much.
  const left = regular.flatMap(({ gain, days: over }) =>
    !areQuietUsual || gain < QUIET.part * middle * over ? [(gain - usual * over) / Math.sqrt(over)] : [],
  );
  const scale = Math.max(spread(left) ?? 0, 1, Math.sqrt(Math.abs(usual)), unitOf(kept));
  return { steps: told, usual, scale: pace === 1 ? scale : scale * (1 + 3 / regular.length), errors };
}

function stepsOf(points: readonly Point[]): Step[] {
  const steps: Step[] = [];
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (before === undefined || point.at === before.at) return;
    const days = Math.round((point.at - before.at) / DAY);
    const net = point.followers - before.followers;
    // What left may hide what came (补量): the platform's own count of new followers shows it, if it is one of this very day.
    const gain = days === 1 && point.gained !== null ? Math.max(net, point.gained) : net;
    const { at, followers: after } = point;
    steps.push({ at, days, before: before.followers, after, gain, isGap: false });
  });
  return steps;
}

/** Most days from one telling to the next that are still the account's own pace; null where too little is told at any. */
function paceOf(steps: readonly Step[], least: number): number | null {
  const all = steps.reduce((sum, { days }) => sum + days, 0);
  let first: number | null = null;
  for (const pace of PACES) {
    let [covered, count] = [0, 0];
    for (const { days } of steps) if (days <= pace) [covered, count] = [covered + days, count + 1];
    if (covered < least || count < TOLD.steps) continue;
    if (covered >= TOLD.share * all) return pace;
    first ??= pace;
  }
  return first;
}

/** Whether a count stands still for so many days in a row at all, before a large move. */
function hasRun(points: readonly Point[]): boolean {
  let zeros = 0;
  let before = points[0]?.followers ?? 0;
  for (const { followers } of points) {
    const move = Math.abs(followers - before);
    if (zeros >= STILL.days && move >= STILL.madeUp * STILL.moves) return true;
    zeros = move === 0 ? zeros + 1 : 0;
    before = followers;
  }
  return false;
}

/**
 * Counts that a source repeats for days while the account is one on which somebody comes or goes every day, and then makes up for: the first of them
 * alone.
 */
function withoutStale(points: readonly Point[]): readonly Point[] {
  if (!hasRun(points) || unitOf(points) > 0) return points;
  const moves = points
    .slice(1)
    .map(({ followers }, at) => Math.abs(followers - (points[at]?.followers ?? 0)));
  const typical = median(moves.filter((move) => move > 0)) ?? 0;
  if (typical < STILL.moves) return points;
  let [zeros, alone] = [0, 0];
  const stale = new Set<number>();
  moves.forEach((move, at) => {
    if (move === 0 && (points[at + 1]?.gained ?? 0) === 0) {
      zeros += 1;
      return;
    }
    // The move at this place leads from the point of its number to the next.
    if (zeros >= STILL.days && move >= STILL.madeUp * typical)
      for (let back = 0; back < zeros; back += 1) stale.add(at - back);
    else alone += zeros;
    zeros = 0;
  });
  return alone > STILL.alone * (moves.length - stale.size)
    ? points
    : points.filter((_, at) => !stale.has(at));
}

/**
 * Whether days are of two kinds, quiet and busy ones: the quiet stand together (few runs: Wald and Wolfowitz 1940), or hardly any day lies
 * between both. Days of one kind only scatter.
 */
function areTwoKinds(gains: readonly number[], middle: number): boolean {
  let [below, runs, between] = [0, 1, 0];
  const isQuiet = (gain: number) => gain < QUIET.part * middle;
  gains.forEach((gain, at) => {
    if (isQuiet(gain)) below += 1;
    if (gain > VALLEY.from * middle && gain < VALLEY.to * middle) between += 1;
    if (at > 0 && isQuiet(gain) !== isQuiet(gains[at - 1] ?? 0)) runs += 1;
  });
  const byChance = 1 + (2 * below * (gains.length - below)) / gains.length;
  return runs < TOGETHER * byChance || (middle >= VALLEY.least && between < VALLEY.share * below);
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
