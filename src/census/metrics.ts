import { DAY, dayOf, type MetricRow } from '../model/index.ts';

/** Days over which daily reads are averaged. */
export const READ_DAYS = 30;

/** Followers and reads of one account as the daily figures tell them. */
export interface Reach {
  /** Newest count of followers known up to the check; null where none is told. */
  readonly followers: number | null;
  /** Reads a day over the last 30 days, averaged over the days that tell them; null where none does. */
  readonly readsPerDay: number | null;
}

/** Numbers kept of each account: newest day with followers (as a day of the series, −1 = none), followers, reads, days with reads. */
const WIDTH = 4;

/** Daily figures (metrics), in any order → followers and daily reads of each account. Packed: there are hundreds of thousands. */
export class ReachReducer {
  readonly #owners = new Map<string, number>();
  #numbers = new Float64Array(WIDTH * 64);
  readonly #first: string;
  readonly #last: string;

  constructor(asOf: number) {
    // The day of the check itself is not over yet, so it is left out of the average unless the check is at its very start.
    this.#last = dayOf(asOf - 1);
    this.#first = dayOf(asOf - READ_DAYS * DAY);
  }

  metric({ account, day, followers, reads }: MetricRow): void {
    if (day > this.#last) return;
    const at = this.#placeOf(account);
    const numbers = this.#numbers;
    if (followers !== null && followers !== undefined) {
      const on = numberOf(day);
      if (on >= (numbers[at] ?? -1)) {
        numbers[at] = on;
        numbers[at + 1] = followers;
      }
    }
    if (reads !== null && reads !== undefined && day >= this.#first) {
      numbers[at + 2] = (numbers[at + 2] ?? 0) + reads;
      numbers[at + 3] = (numbers[at + 3] ?? 0) + 1;
    }
  }

  reach(account: string): Reach {
    const owner = this.#owners.get(account);
    if (owner === undefined) return { followers: null, readsPerDay: null };
    const [on = -1, followers = 0, reads = 0, days = 0] = this.#numbers.subarray(
      owner * WIDTH,
      owner * WIDTH + WIDTH,
    );
    const readsPerDay = days === 0 ? null : Math.round((reads / days) * 10) / 10;
    return { followers: on < 0 ? null : followers, readsPerDay };
  }

  #placeOf(account: string): number {
    const known = this.#owners.get(account);
    if (known !== undefined) return known * WIDTH;
    const owner = this.#owners.size;
    this.#owners.set(account, owner);
    const at = owner * WIDTH;
    if (at + WIDTH > this.#numbers.length) {
      const grown = new Float64Array(2 * this.#numbers.length);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[at] = -1;
    return at;
  }
}

/** A day as a number that grows with it: 20190520. */
function numberOf(day: string): number {
  return Number(day.slice(0, 4)) * 10_000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10));
}
