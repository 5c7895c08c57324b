import { DAY, type PlatformFigures, parseTime } from '../model/index.ts';
import type { Attention } from './attention.ts';
import { clamp, median, quantile } from './robust.ts';
import type { Series, Step } from './series.ts';

/** Followers that readers may have brought on a day. */
export interface Brought {
  readonly atMost: number;
  /** By the rate at which readers of the days around follow, where those tell enough. */
  readonly inStep: number | null;
}

/** Days around a widely read post whose readers and followers are compared. */
const SHADOW = 8;
/** How many times more readily the readers of one day follow than those of the days around. */
const DIFFER = 4;
/** An account of so few followers is a village's: who scans its code at a meeting opens one post at most, and many do. */
const VILLAGE = 500;
/** The days around tell where they bring down what readers may have brought to this part of what they might elsewhere. */
const TELLS = 0.5;

/** What readers, and what the platform gave back to everybody, explain of the growth from one telling to the next (阅读可解释的增粉). */
export function readersOf(
  series: Series,
  attention: Attention,
  conversion: number,
  platform: PlatformFigures | null,
): (step: Step) => Brought {
  const swings = new Map(platform?.swings.map(({ day, change }) => [parseTime(day) ?? 0, change] as const));
  const own = ownConversion(series, attention, conversion);
  return (step) => {
    const isVillage = step.before < VILLAGE;
    // Where no more came than on any other day, nothing is to be explained.
    const isPlain = step.gain <= step.days * series.usual + series.scale;
    let atMost = 0;
    let inStep: number | null = null;
    for (let at = step.at - (step.days - 1) * DAY; at <= step.at; at += DAY) {
      const { ordinary, wide } = attention.beyond(at);
      const others = own * ordinary + 1.3 * Math.max(0, (swings.get(at) ?? 0) * step.before);
      // Who comes to a village's meeting is not who reads on other days: those tell nothing.
      const crowd =
        wide === 0 || isPlain
          ? NOBODY
          : isVillage
            ? { atMost: wide, inStep: null }
            : broughtOn(at, series, attention, conversion);
      atMost += others + crowd.atMost;
      if (crowd.inStep !== null) inStep = (inStep ?? 0) + others + crowd.inStep;
    }
    return { atMost, inStep };
  };
}

const NOBODY: Brought = { atMost: 0, inStep: null };

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
  return reads < 20
    ? Number.POSITIVE_INFINITY
    : (Math.max(
        0,
        middle((day) => day.gain),
      ) +
        2 * chance) /
        reads;
}

/**
 * Followers that the readers of widely read posts may have brought on a day: each so many days after reading, at a rate that no other day around
 * contradicts. Where as many read three days before and hardly anybody followed, readers do not follow three days later. So a purchase on a day of
 * such a post, or in its shadow, stands out; its neighbours may be part of it and say nothing.
 */
function broughtOn(at: number, { steps, usual, scale }: Series, attention: Attention, most: number): Brought {
  const others: { readonly at: number; readonly came: number }[] = [];
  for (const step of steps) {
    const apart = Math.abs(step.at - at);
    if (apart > 1.5 * DAY && apart <= SHADOW * DAY && step.days === 1)
      others.push({ at: step.at, came: Math.max(0, step.gain - usual) });
  }
  // Published in the evening, a post is read and followed a day apart: the days beside count as well.
  const nearby = others.map(({ came }, index) =>
    Math.max(came, others[index - 1]?.came ?? 0, others[index + 1]?.came ?? 0),
  );
  const bounds = nearby.map((came) => DIFFER * (came + 2 * Math.sqrt(came) + 2 * scale));
  const rate = (lag: number) => {
    let least = most;
    others.forEach((other, index) => {
      const readers = attention.over(other.at - lag * DAY);
      const bound = bounds[index] ?? 0;
      if (bound < least * readers) least = bound / readers;
    });
    return least;
  };
  let [atMost, untold, beyond] = [0, 0, 0];
  for (const { lag, weight, reads } of attention.crowds(at)) {
    if (reads === 0) continue;
    atMost += weight * reads * rate(lag);
    untold += weight * reads * most;
    beyond += weight * reads;
  }
  let [came, read] = [0, 0];
  for (const other of others) {
    came += other.came;
    read += attention.over(other.at);
  }
  return { atMost, inStep: atMost < TELLS * untold ? (beyond * came) / Math.max(1, read) : null };
}
