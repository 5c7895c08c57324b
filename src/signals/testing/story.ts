import type { Chance } from './chance.ts';

/** What befalls an invented account: the parts of which the styles are made. */
export interface Story {
  readonly c: Chance;
  readonly length: number;
  base: number;
  /** By day: reads, and followers that come or go beyond the ordinary. */
  readonly reads: number[];
  readonly bought: number[];
  readonly honest: number[];
  readonly lost: number[];
  readonly missing: Set<number>;
  readonly likes: number[];
  /** Days whose reads the platform does not tell. */
  readonly untold: Set<number>;
  /** Reads that were bought: nobody reacts. */
  readonly silent: number[];
  readonly spans: (readonly [number, number])[];
  readonly announcements: number[];
  readonly campaigns: number[];
  age: number;
  rate: number;
}

export const mid = ({ c, length }: Story) => c.whole(Math.floor(length * 0.2), Math.floor(length * 0.8));
export const put = (list: number[], at: number, value: number) => {
  if (at >= 0 && at < list.length) list[at] = (list[at] ?? 0) + Math.round(value);
};
export const amount = ({ c, base }: Story) => Math.max(200, base * c.between(0.3, 1.6));

export function viral(s: Story, at: number, late = 0): number {
  const { c, base } = s;
  const all = Math.max(3_000, base * c.between(1, 12));
  const conversion = c.between(0.01, 0.13);
  [0.5, 0.25, 0.12, 0.08, 0.05].forEach((share, after) => {
    put(s.reads, at + after, all * share);
    put(s.honest, at + after + late, all * share * conversion * c.around(1, 0.25));
  });
  put(s.likes, at, all * c.between(0.02, 0.12));
  for (let day = at + 5; day < s.length; day += 1)
    put(s.lost, day, all * conversion * c.between(0.002, 0.008));
  return all;
}

export function buy(s: Story, at: number, count: number, over = 1): void {
  for (let day = 0; day < over; day += 1) put(s.bought, at + day, count / over);
  s.spans.push([at, at + over - 1]);
}

export function drip(s: Story, from: number, over: number, all: number, sigma: number): void {
  for (let day = 0; day < over; day += 1) put(s.bought, from + day, (all / over) * s.c.around(1, sigma));
  s.spans.push([from, from + over - 1]);
}

export function hide(s: Story, from: number, count: number): void {
  for (let day = from; day < from + count; day += 1) s.missing.add(day);
}
