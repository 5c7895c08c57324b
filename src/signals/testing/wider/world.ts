import { DAY, dayOf, HOUR, shanghai } from '../../../model/index.ts';
import type { FollowerInput } from '../../followers.ts';
import type { FollowerDay } from '../../series.ts';
import { type Chance, chance } from '../chance.ts';
import { sampled } from '../profiles.ts';

/**
 * A second kind of invented account, drawn otherwise than the first (`../followers.ts`): days of the week, posts that fade at different paces,
 * counts that scatter more than Poisson's, days told in other ways. What is learnt from the one has to hold in the other.
 */
export interface World {
  readonly c: Chance;
  readonly length: number;
  base: number;
  age: number;
  /** New followers of an ordinary day as a share of followers; for each read; reactions for each read. */
  rate: number;
  conversion: number;
  liking: number;
  readonly posts: { day: number; reads: number }[];
  /** Posts whose readers are among `reads` already. */
  readonly listed: { day: number; reads: number }[];
  /** By day: reads beside posts, followers beyond the ordinary, those who leave beyond it, further reactions, bought reads. */
  readonly reads: number[];
  readonly came: number[];
  readonly bought: number[];
  readonly lost: number[];
  readonly reactions: number[];
  readonly silent: number[];
  readonly spans: (readonly [number, number])[];
  readonly announcements: number[];
  readonly campaigns: number[];
  readonly missing: Set<number>;
  /** How the platform tells: reads by day, reactions, new followers, posts; the unit of counts; days on which the count stands still. */
  tells: { reads: boolean; reactions: boolean; gained: boolean; posts: boolean };
  unit: number;
  readonly stuck: Set<number>;
}

const START = Date.UTC(2022, 8, 5) - 8 * HOUR;
const PLATFORMS = ['weixin', 'weibo', 'douyin', 'toutiao'] as const;
/** Visitors of Monday to Sunday, beside the mean. */
const WEEK = [1.05, 1.1, 1.1, 1.05, 1.1, 0.85, 0.75];

export function worldOf(seed: number): World {
  const c = chance(seed * 15_485_863 + 101);
  const length = c.pick([45, 60, 90, 120]);
  const base = Math.max(80, Math.round(c.around(3_000, 1.5)));
  const zeros = () => Array<number>(length).fill(0);
  const often = c.between(0.1, 0.9);
  const perPost = base * c.between(0.03, 0.35);
  const sigma = c.between(0.5, 1);
  const posts: World['posts'] = [];
  for (let day = 0; day < length; day += 1)
    if (c.is(day % 7 >= 5 ? 0.4 * often : often))
      posts.push({ day, reads: Math.round(c.around(perPost, sigma)) });
  const missing = new Set<number>();
  const lost = c.is(0.5) ? 0 : c.between(0, 0.08);
  for (let day = 1; day < length; day += 1) if (c.is(lost)) missing.add(day);
  const reads = c.is(0.8);
  return {
    c,
    length,
    base,
    age: c.whole(400, 3_000),
    rate: c.around(0.0005, 0.8),
    conversion: c.around(0.004, 0.7),
    liking: c.around(0.012, 0.7),
    posts,
    listed: [],
    reads: zeros().map(() => c.poisson(base * 0.01)),
    came: zeros(),
    bought: zeros(),
    lost: zeros(),
    reactions: zeros(),
    silent: zeros(),
    spans: [],
    announcements: [],
    campaigns: [],
    missing,
    tells: { reads, reactions: !reads || c.is(0.85), gained: c.is(0.4), posts: c.is(0.6) },
    unit: 1,
    stuck: new Set(),
  };
}

/** What a collector sees of it. */
export function seenOf(w: World): { platform: string; input: FollowerInput } {
  const { c, length, base } = w;
  const reads = [...w.reads];
  for (const post of w.posts) {
    const fades = c.between(0.3, 0.6);
    let left = post.reads;
    for (let day = post.day; day < Math.min(length, post.day + 8); day += 1) {
      reads[day] = (reads[day] ?? 0) + left * (1 - fades);
      left *= fades;
    }
  }
  let followers = base;
  let [shown, upTo] = [base, 0];
  const days: FollowerDay[] = [];
  for (let at = 0; at < length; at += 1) {
    const read = reads[at] ?? 0;
    const usual =
      base * w.rate * (WEEK[at % 7] ?? 1) * c.around(1, 0.4) + read * w.conversion * c.around(1, 0.4);
    const came = c.poisson(usual) + Math.round((w.came[at] ?? 0) + (w.bought[at] ?? 0));
    const left = c.poisson(0.6 * base * w.rate) + Math.round(w.lost[at] ?? 0);
    const liked = c.poisson(read * w.liking * c.around(1, 0.35)) + Math.round(w.reactions[at] ?? 0);
    followers = Math.max(0, followers + came - left);
    upTo += came;
    if (!w.stuck.has(at)) shown = followers;
    if (w.missing.has(at)) continue;
    days.push({
      day: dayOf(START + at * DAY),
      followers: w.unit > 1 && shown >= 5 * w.unit ? Math.round(shown / w.unit) * w.unit : shown,
      reads: w.tells.reads ? Math.round(read + (w.silent[at] ?? 0)) : null,
      reactions: w.tells.reactions ? liked : null,
      gained: w.tells.gained && w.stuck.size === 0 ? upTo : null,
    });
    upTo = 0;
  }
  const date = (at: number) => shanghai(START + at * DAY + 10 * HOUR);
  return {
    platform: c.pick(PLATFORMS),
    input: {
      days,
      announcements: w.announcements.map(date),
      campaigns: w.campaigns.map(date),
      widelyRead: [],
      registered: dayOf(START - w.age * DAY),
      posts: w.tells.posts
        ? [...w.posts, ...w.listed].map(({ day, reads: of }) => ({
            at: START + day * DAY + 9 * HOUR,
            reads: Math.round(of),
          }))
        : [],
      platform: null,
      profiles: c.is(0.25) ? sampled(w, START) : [],
    },
  };
}

export const middle = ({ c, length }: World) => c.whole(Math.floor(length * 0.2), Math.floor(length * 0.75));
export const add = (list: number[], at: number, value: number) => {
  if (at >= 0 && at < list.length) list[at] = (list[at] ?? 0) + Math.max(0, value);
};
export const order = ({ c, base }: World) => Math.max(200, base * c.between(0.25, 1.5));

/** Bought followers on some days. */
export function bring(w: World, from: number, over: number, all: number, sigma = 0.05): void {
  for (let day = 0; day < over; day += 1) add(w.bought, from + day, (all / over) * w.c.around(1, sigma));
  w.spans.push([from, from + over - 1]);
}

/** A crowd of readers of one post over days, of whom some follow and some like. */
export function crowd(w: World, from: number, all: number, fades: number, each: number, lag = 0): void {
  let left = all;
  w.listed.push({ day: from, reads: all });
  for (let day = 0; day < 25; day += 1) {
    const today = left * (1 - fades) * w.c.around(1, 0.25);
    add(w.reads, from + day, today);
    add(w.came, from + day + lag, today * each * w.c.around(1, 0.25));
    left *= fades;
  }
}

/** Told only every few days: what came since the last time is told together. */
export function toldEvery(w: World, days: () => number): void {
  let next = 0;
  for (let at = 0; at < w.length; at += 1) {
    if (at < next) w.missing.add(at);
    else {
      w.missing.delete(at);
      next = at + days();
    }
  }
}
