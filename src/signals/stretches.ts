import { DAY, type PlatformFigures, parseTime } from '../model/index.ts';
import type { Attention } from './attention.ts';
import { clamp, median, quantile, spread } from './robust.ts';
import type { Series, Step } from './series.ts';

/** A stretch of days in which more followers came than the usual and the readers explain (涨粉异常). */
export interface Stretch {
  /** Milliseconds of its first and last day. */
  readonly from: number;
  readonly to: number;
  readonly kind: 'step' | 'drip' | 'burst' | 'gap' | 'steady';
  /** Followers before it. */
  readonly base: number;
  /** How many came beyond the usual, and how many of those the readers may explain at most. */
  readonly excess: number;
  readonly explained: number;
  readonly days: number;
  /** How many times it was told meanwhile. */
  readonly told: number;
  /** Robust spread of its days as a share of their median; null where they are too few. */
  readonly variation: number | null;
}

export interface StretchRule {
  readonly least: number;
  readonly spreads: number;
  /** Followers that one further read may bring at most, where peers tell nothing. */
  readonly conversion: number;
  /** Until this instant the account is young: it grows, and only what stands out of the days around is looked at. */
  readonly youngUntil: number;
}

/** Widths of the windows that are looked through: a step in one day, a drip over weeks. */
const WIDTHS = [1, 3, 7, 14, 28];
/** Quiet or missing days that do not end a stretch. */
const BRIDGE = 2;
/** A day at an end of a stretch belongs to it if it brought at least this share of what its best day brought. */
const EDGE = 0.02;
/** Days around a widely read post whose readers and followers are compared. */
const SHADOW = 8;
/** How many times more readily the readers of one day follow than those of the days around. */
const DIFFER = 3;
/** An account of so few followers is a village's: who scans its code at a meeting opens one post at most, and many do. */
const VILLAGE = 500;
/** Growth a day that needs no explanation, where peers tell nothing. */
const GROWTH = 0.006;
/** Growth a day that few accounts exceed. */
export function growthLimit(platform: PlatformFigures | null): number {
  return platform?.growth ?? GROWTH;
}

/** Days of even growth that make a drip out of what otherwise would pass for the account's usual. */
const STEADY_DAYS = 14;
/** Days beside it that tell what came otherwise, and how many times as many have to come. */
const OUTSIDE = { days: 5, times: 3 };
/** How much the days of an order differ beyond chance, as a share; and what no count is too small to be called even. */
const BOT = 0.15;
const EVEN_AT_MOST = 0.3;
/** A gap hides growth of any kind; only this much, as a share of the followers before it, is worth a question. */
const GAP_SHARE = 0.8;

export function stretchesOf(
  series: Series,
  attention: Attention,
  rule: StretchRule,
  platform: PlatformFigures | null,
): readonly Stretch[] {
  const { steps, scale } = series;
  const usual = usualOf(series, rule.youngUntil);
  const conversion = clamp(platform?.conversion ?? rule.conversion, 0.05, rule.conversion);
  const swings = new Map(platform?.swings.map(({ day, change }) => [parseTime(day) ?? 0, change] as const));
  const own = ownConversion(series, attention, conversion);
  const explains = (step: Step) => {
    const most = step.before < VILLAGE ? 1 : conversion;
    let sum = 0;
    for (let at = step.at - (step.days - 1) * DAY; at <= step.at; at += DAY) {
      const { ordinary, wide } = attention.beyond(at);
      sum += own * ordinary + (wide === 0 ? 0 : broughtOn(at, series, attention, most));
      sum += 1.3 * Math.max(0, (swings.get(at) ?? 0) * step.before);
    }
    return sum;
  };
  const rest = steps.map((step) => step.gain - step.days * usual(step) - explains(step));
  const marks = markedBy(steps, rest, scale, rule.spreads);
  const found = groupsOf(steps, marks).map((group) => stretchOf(trimmed(group, usual), usual, explains));
  const gaps = steps.flatMap((step, at) =>
    step.isGap && (rest[at] ?? 0) > Math.max(GAP_SHARE * step.before, rule.spreads * scale * step.days)
      ? [{ ...stretchOf([step], usual, explains), kind: 'gap' as const }]
      : [],
  );
  const isYoung = (steps[0]?.at ?? 0) < rule.youngUntil;
  const steady =
    found.length > 0 || isYoung ? null : steadyOf(series, attention, conversion, growthLimit(platform));
  return [...found, ...gaps, ...(steady === null ? [] : [steady])].sort((a, b) => a.from - b.from);
}

/** What an ordinary day brings; while an account is young, what the days around bring. */
function usualOf({ steps, usual }: Series, youngUntil: number): (step: Step) => number {
  const local = new Map<Step, number>();
  steps.forEach((step, at) => {
    if (step.at >= youngUntil) return;
    const around = steps.slice(Math.max(0, at - 5), at + 6).filter((one) => one !== step && !one.isGap);
    local.set(
      step,
      Math.max(
        usual,
        2 *
          (quantile(
            around.map((one) => one.gain / one.days),
            0.6,
          ) ?? 0),
      ),
    );
  });
  return (step) => local.get(step) ?? usual;
}

/**
 * Followers that an ordinary read brings at most, by the account's own days: three times what two days in five stay below, so that weeks of
 * bought followers do not pass for readers won; and where those are most of the days, three times what more come on days with more readers.
 */
function ownConversion({ steps, usual, scale }: Series, attention: Attention, most: number): number {
  const days = steps.flatMap((step) => {
    const { ordinary, wide } = attention.beyond(step.at);
    return step.days > 1 || wide > 0 ? [] : [{ gain: step.gain, ordinary }];
  });
  const ratios = days.flatMap(({ gain, ordinary }) => (ordinary < 20 ? [] : [(gain - usual) / ordinary]));
  const least = Math.min(0.02, most);
  const ratio = 3 * (quantile(ratios, 0.4) ?? 0);
  return ratio <= least ? least : clamp(Math.min(ratio, 3 * moreWith(days, scale)), least, most);
}

/** How many more followers come for each further read, on the better read half of days beside the other, with what chance may hide of it. */
function moreWith(
  days: readonly { readonly gain: number; readonly ordinary: number }[],
  scale: number,
): number {
  const sorted = [...days].sort((a, b) => a.ordinary - b.ordinary);
  const half = Math.floor(sorted.length / 2);
  if (half < 5) return Number.POSITIVE_INFINITY;
  const middle = (of: (day: (typeof days)[number]) => number) =>
    (median(sorted.slice(-half).map(of)) ?? 0) - (median(sorted.slice(0, half).map(of)) ?? 0);
  const reads = middle((day) => day.ordinary);
  // A median of n days strays by 1.25/√n of their spread, the difference of two by √2 of that.
  const chance = (1.77 * scale) / Math.sqrt(half);
  return reads < 20 ? Number.POSITIVE_INFINITY : (Math.max(0, middle((day) => day.gain)) + 2 * chance) / reads;
}

/**
 * Followers that the readers of widely read posts may have brought on a day: each so many days after reading, at a rate that no other day around
 * contradicts. Where as many read three days before and hardly anybody followed, readers do not follow three days later. So a purchase on a day of
 * such a post, or in its shadow, stands out; its neighbours may be part of it and say nothing.
 */
function broughtOn(at: number, { steps, usual, scale }: Series, attention: Attention, most: number): number {
  const others = steps.filter((step) => {
    const apart = Math.abs(step.at - at);
    return apart > 1.5 * DAY && apart <= SHADOW * DAY && step.days === 1;
  });
  const rate = (lag: number) => {
    let least = most;
    for (const { at: day, gain } of others) {
      const readers = attention.over(day - lag * DAY);
      const came = Math.max(0, gain - usual);
      const atMost = DIFFER * (came + 2 * Math.sqrt(came) + 2 * scale);
      if (atMost < least * readers) least = atMost / readers;
    }
    return least;
  };
  return attention
    .crowds(at)
    .reduce((sum, { lag, weight, reads }) => sum + (reads === 0 ? 0 : weight * reads * rate(lag)), 0);
}

/** Steps that lie in a window whose sum is beyond noise. A step that stands alone is taken out before wider windows are looked at. */
function markedBy(
  steps: readonly Step[],
  rest: readonly number[],
  scale: number,
  spreads: number,
): ReadonlySet<number> {
  const marks = new Set<number>();
  const left = steps.map((step, at) => (step.isGap ? 0 : (rest[at] ?? 0)));
  for (const width of WIDTHS) {
    let [sum, days] = [0, 0];
    const hits: (readonly [start: number, end: number, mean: number])[] = [];
    for (let end = 0; end < left.length; end += 1) {
      sum += left[end] ?? 0;
      days += steps[end]?.days ?? 1;
      const start = end - width + 1;
      if (start < 0) continue;
      const floor = (width === 1 ? 0.002 : 0.01) * (steps[start]?.before ?? 0);
      if (sum > Math.max(spreads * scale * Math.sqrt(days), floor)) hits.push([start, end, sum / width]);
      sum -= left[start] ?? 0;
      days -= steps[start]?.days ?? 1;
    }
    for (const [start, end, mean] of hits)
      for (let at = start; at <= end; at += 1)
        if ((left[at] ?? 0) > 0.5 * mean && steps[at]?.isGap === false) marks.add(at);
    for (const at of marks) left[at] = 0;
  }
  return marks;
}

function groupsOf(steps: readonly Step[], marks: ReadonlySet<number>): readonly Step[][] {
  const groups: Step[][] = [];
  steps.forEach((step, at) => {
    if (!marks.has(at)) return;
    const open = groups.at(-1);
    const last = open?.at(-1);
    if (open !== undefined && last !== undefined && step.at - last.at <= (BRIDGE + step.days) * DAY) open.push(step);
    else groups.push([step]);
  });
  return groups;
}

/** Without the days at both ends that only noise put beside it: a stretch begins on the first day that counts. */
function trimmed(group: readonly Step[], usual: (step: Step) => number): readonly Step[] {
  const over = group.map((step) => step.gain - step.days * usual(step));
  const least = EDGE * Math.max(...over);
  const counts = (gain: number) => gain >= least;
  return group.slice(over.findIndex(counts), over.findLastIndex(counts) + 1);
}

function stretchOf(
  group: readonly Step[],
  usual: (step: Step) => number,
  explains: (step: Step) => number,
): Stretch {
  const [first, last] = [group[0], group.at(-1)];
  const over = group.map((step) => Math.max(0, step.gain - step.days * usual(step)));
  const excess = Math.round(over.reduce((sum, one) => sum + one, 0));
  const explained = Math.round(
    group.reduce((sum, step, at) => sum + Math.min(over[at] ?? 0, explains(step)), 0),
  );
  const aDay = over.map((one, at) => one / (group[at]?.days ?? 1));
  const middle = median(aDay) ?? 0;
  const days = group.reduce((sum, step) => sum + step.days, 0);
  return {
    from: (first?.at ?? 0) - ((first?.days ?? 1) - 1) * DAY,
    to: last?.at ?? 0,
    kind: days <= 2 ? 'step' : days >= 6 ? 'drip' : 'burst',
    base: first?.before ?? 0,
    excess,
    explained,
    days,
    told: group.length,
    variation: group.length < 5 || middle <= 0 ? null : (spread(aDay) ?? 0) / middle,
  };
}

/**
 * A drip that lasts most of the time or all of it is its own usual. It shows by what no honest growth has together: more followers than the
 * readers could bring, more even from day to day than people come by themselves, and either faster than nearly all peers or begun, or ended, at once.
 */
function steadyOf({ steps }: Series, attention: Attention, conversion: number, most: number): Stretch | null {
  const single = steps.filter((step) => step.days === 1);
  const { part, others } = busiest(single);
  const [first, last] = [part[0], part.at(-1)];
  const gains = part.map((step) => step.gain);
  const middle = median(gains) ?? 0;
  if (first === undefined || last === undefined || part.length < STEADY_DAYS || middle < 5) return null;
  const before = others.length < OUTSIDE.days ? 0 : Math.max(0, median(others.map((step) => step.gain)) ?? 0);
  const hasEdge = others.length >= OUTSIDE.days && middle >= OUTSIDE.times * (before + 1);
  const usual = hasEdge ? before : 0;
  const total = gains.reduce((sum, one) => sum + one - usual, 0);
  const growth = middle / Math.max(1, median(part.map((step) => step.before)) ?? 1);
  const variation = (spread(gains) ?? 0) / middle;
  const even = clamp(Math.sqrt(1 / middle + BOT ** 2), BOT, EVEN_AT_MOST);
  const reads = hasEdge ? attention.lift(first.at, last.at).reads : attention.total;
  const explained = 0.5 * conversion * reads;
  if ((growth < most && !hasEdge) || variation >= even || total < 2 * explained) return null;
  return {
    from: first.at,
    to: last.at,
    kind: 'steady',
    base: first.before,
    excess: Math.round(total),
    explained: Math.round(explained),
    days: part.length,
    told: part.length,
    variation,
  };
}

/** The days in a row that stand out most, all together, from half-way between the quiet and the busy ones; and all others. */
function busiest(steps: readonly Step[]): { readonly part: readonly Step[]; readonly others: readonly Step[] } {
  const gains = steps.map((step) => step.gain);
  const [quiet, busy] = [quantile(gains, 0.05) ?? 0, quantile(gains, 0.6) ?? 0];
  let best = { from: 0, to: -1, sum: 0 };
  let [from, sum] = [0, 0];
  gains.forEach((gain, at) => {
    if (sum <= 0) [from, sum] = [at, 0];
    sum += gain - (quiet + busy) / 2;
    if (sum > best.sum) best = { from, to: at, sum };
  });
  const isInside = (_: Step, at: number) => at >= best.from && at <= best.to;
  return { part: steps.filter(isInside), others: steps.filter((step, at) => !isInside(step, at)) };
}
