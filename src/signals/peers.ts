import { DAY, dayOf, type PlatformFigures } from '../model/index.ts';
import { median, spread } from './robust.ts';

/** Changes of one day, as shares of followers, in classes of half a percent from −30 % to +30 %. */
const CLASS = 0.005;
const CLASSES = 121;
/** Smaller accounts change by such shares by chance. */
const LEAST_FOLLOWERS = 50;
/** A change that many accounts of a platform have on one day is the platform's own (平台清理). */
const SWING = { change: 0.012, share: 0.3, accounts: 8 };
/** Accounts from which figures of a platform are drawn. */
const LEAST = { conversion: 12, growth: 20, made: 5 };
/** Days after registration in which an account grows faster than its peers. */
const YOUNG = 365;
/** Reads of a day that make a post a widely read one: so many, and so many times the account's other days. */
const WIDE = { reads: 1_000, times: 10 };

/** One account's days, oldest first; NaN where not told. */
export interface PeerDays {
  readonly length: number;
  at(index: number): number;
  followers(index: number): number;
  reads(index: number): number;
}

/** What is gathered of one platform; plain data, so that threads can put theirs together. */
export interface Platform {
  accounts: number;
  readonly days: Map<number, Int32Array>;
  readonly conversions: number[];
  readonly growths: number[];
  readonly made: number[];
}

/** Reads the accounts one by one and comes to what those of a platform have in common. */
export class PeerReducer {
  readonly #platforms = new Map<string, Platform>();

  /** `registered`: milliseconds; null where not known. `madeShare`: of its sampled profiles; null without a sample. */
  add(
    platform: string,
    days: PeerDays,
    { registered, madeShare }: { readonly registered: number | null; readonly madeShare: number | null },
  ): void {
    const state = this.#of(platform);
    state.accounts += 1;
    if (madeShare !== null) state.made.push(madeShare);
    changesInto(state.days, days);
    const isYoung = registered !== null && days.length > 0 && days.at(0) - registered < YOUNG * DAY;
    const growth = isYoung ? null : growthOf(days);
    if (growth !== null) state.growths.push(growth);
    const conversion = conversionOf(days);
    if (conversion !== null) state.conversions.push(Math.log(conversion));
  }

  /** All that was gathered. */
  get gathered(): ReadonlyMap<string, Platform> {
    return this.#platforms;
  }

  /** Adds what others gathered. The order of the parts changes nothing but the order of numbers of which medians are taken. */
  join(part: ReadonlyMap<string, Platform>): void {
    for (const [name, { accounts, days, conversions, growths, made }] of part) {
      const own = this.#of(name);
      own.accounts += accounts;
      for (const [at, classes] of days) {
        const sum = own.days.get(at) ?? new Int32Array(CLASSES);
        own.days.set(
          at,
          sum.map((count, index) => count + (classes[index] ?? 0)),
        );
      }
      for (const value of conversions) own.conversions.push(value);
      for (const value of growths) own.growths.push(value);
      for (const value of made) own.made.push(value);
    }
  }

  #of(platform: string): Platform {
    const known = this.#platforms.get(platform);
    if (known !== undefined) return known;
    const state: Platform = { accounts: 0, days: new Map(), conversions: [], growths: [], made: [] };
    this.#platforms.set(platform, state);
    return state;
  }

  figures(): ReadonlyMap<string, PlatformFigures> {
    return new Map([...this.#platforms].map(([name, state]) => [name, figuresOf(state)] as const));
  }
}

function figuresOf({ accounts, days, conversions, growths, made }: Platform): PlatformFigures {
  const high = (values: readonly number[], spreads: number) =>
    (median(values) ?? 0) + spreads * (spread(values) ?? 0);
  const swings = [...days].flatMap(([at, classes]) => {
    const change = swingOf(classes);
    return change === null ? [] : [{ day: dayOf(at), change }];
  });
  return {
    accounts,
    swings: swings.sort((a, b) => (a.day < b.day ? -1 : 1)),
    conversion: conversions.length < LEAST.conversion ? null : Math.exp(high(conversions, 2.5)),
    growth: growths.length < LEAST.growth ? null : Math.max(0.003, high(growths, 4)),
    madeShare: made.length < LEAST.made ? null : median(made),
  };
}

function changesInto(byDay: Map<number, Int32Array>, days: PeerDays): void {
  for (let index = 1; index < days.length; index += 1) {
    const before = days.followers(index - 1);
    const after = days.followers(index);
    if (!(before >= LEAST_FOLLOWERS) || Number.isNaN(after)) continue;
    const at = days.at(index);
    if (at - days.at(index - 1) !== DAY) continue;
    let classes = byDay.get(at);
    if (classes === undefined) {
      classes = new Int32Array(CLASSES);
      byDay.set(at, classes);
    }
    const half = (CLASSES - 1) / 2;
    const index1 = Math.max(-half, Math.min(half, Math.round((after / before - 1) / CLASS))) + half;
    classes[index1] = (classes[index1] ?? 0) + 1;
  }
}

/** Median change among the accounts that went the way of a day on which many did; null on an ordinary day. */
function swingOf(classes: Int32Array): number | null {
  const half = (CLASSES - 1) / 2;
  const all = classes.reduce((sum, one) => sum + one, 0);
  if (all < SWING.accounts) return null;
  const least = Math.ceil(SWING.change / CLASS);
  for (const sign of [-1, 1]) {
    let moved = 0;
    for (let step = least; step <= half; step += 1) moved += classes[half + sign * step] ?? 0;
    if (moved < SWING.share * all) continue;
    let left = moved / 2;
    for (let step = least; step <= half; step += 1) {
      left -= classes[half + sign * step] ?? 0;
      if (left <= 0) return sign * step * CLASS;
    }
  }
  return null;
}

/** Growth of the middle day, as a share of followers. */
function growthOf(days: PeerDays): number | null {
  const shares: number[] = [];
  for (let index = 1; index < days.length; index += 1) {
    const before = days.followers(index - 1);
    const gain = days.followers(index) - before;
    if (before >= LEAST_FOLLOWERS && days.at(index) - days.at(index - 1) === DAY && !Number.isNaN(gain))
      shares.push(gain / before);
  }
  return shares.length < 14 ? null : median(shares);
}

/** New followers for each read of the account's most read days, where those stand out. */
function conversionOf(days: PeerDays): number | null {
  let [best, total, told] = [-1, 0, 0];
  for (let index = 0; index < days.length; index += 1) {
    const reads = days.reads(index);
    if (Number.isNaN(reads)) continue;
    told += 1;
    total += reads;
    if (best < 0 || reads > days.reads(best)) best = index;
  }
  if (best < 1 || told < 14) return null;
  const most = days.reads(best);
  if (most < WIDE.reads || most < (WIDE.times * (total - most)) / (told - 1)) return null;
  const until = Math.min(days.length - 1, best + 3);
  const before = days.followers(best - 1);
  let reads = 0;
  for (let index = best; index <= until; index += 1) reads += days.reads(index) || 0;
  const gain = days.followers(until) - before;
  return gain > 0 && days.at(until) - days.at(best - 1) <= 5 * DAY ? gain / reads : null;
}
