import { DAY, type PlatformFigures } from '../model/index.ts';
import type { Attention } from './attention.ts';
import { type Brought, readersOf } from './readers.ts';
import { clamp, median, quantile, spread } from './robust.ts';
import type { Series, Step } from './series.ts';
import { steadyOf } from './steady.ts';

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
  /** Of those, how many the readers of widely read posts bring at the rate of the days around; null where those do not tell. */
  readonly inStep: number | null;
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
/** Growth a day that needs no explanation, where peers tell nothing. */
const GROWTH = 0.006;
/** Growth a day that few accounts exceed. */
export function growthLimit(platform: PlatformFigures | null): number {
  return platform?.growth ?? GROWTH;
}

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
  const brought = readersOf(series, attention, conversion, platform);
  const rest = steps.map((step) => step.gain - step.days * usual(step) - brought(step).atMost);
  const marks = markedBy(steps, rest, scale, rule.spreads);
  const found = groupsOf(steps, marks).map((group) => stretchOf(trimmed(group, usual), usual, brought));
  const gaps = steps.flatMap((step, at) =>
    step.isGap && (rest[at] ?? 0) > Math.max(GAP_SHARE * step.before, rule.spreads * scale * step.days)
      ? [{ ...stretchOf([step], usual, brought), kind: 'gap' as const }]
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
    if (open !== undefined && last !== undefined && step.at - last.at <= (BRIDGE + step.days) * DAY)
      open.push(step);
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
  brought: (step: Step) => Brought,
): Stretch {
  const [first, last] = [group[0], group.at(-1)];
  const over = group.map((step) => Math.max(0, step.gain - step.days * usual(step)));
  const excess = Math.round(over.reduce((sum, one) => sum + one, 0));
  const readers = group.map(brought);
  const explained = Math.round(
    readers.reduce((sum, { atMost }, at) => sum + Math.min(over[at] ?? 0, atMost), 0),
  );
  const inStep = readers.every((one) => one.inStep === null)
    ? null
    : readers.reduce((sum, one) => sum + (one.inStep ?? one.atMost), 0);
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
    inStep,
    days,
    told: group.length,
    variation: group.length < 5 || middle <= 0 ? null : (spread(aDay) ?? 0) / middle,
  };
}
