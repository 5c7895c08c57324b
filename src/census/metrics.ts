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

interface State {
  day: string;
  followers: number | null;
  reads: number;
  days: number;
}

/** Daily figures (metrics), in any order → followers and daily reads of each account. */
export class ReachReducer {
  readonly #states = new Map<string, State>();
  readonly #first: string;
  readonly #last: string;

  constructor(asOf: number) {
    // The day of the check itself is not over yet, so it is left out of the average unless the check is at its very start.
    this.#last = dayOf(asOf - 1);
    this.#first = dayOf(asOf - READ_DAYS * DAY);
  }

  metric({ account, day, followers, reads }: MetricRow): void {
    if (day > this.#last) return;
    const state = this.#states.get(account) ?? { day: '', followers: null, reads: 0, days: 0 };
    if (followers !== null && followers !== undefined && day >= state.day) {
      state.day = day;
      state.followers = followers;
    }
    if (reads !== null && reads !== undefined && day >= this.#first) {
      state.reads += reads;
      state.days += 1;
    }
    this.#states.set(account, state);
  }

  reach(account: string): Reach {
    const state = this.#states.get(account);
    if (state === undefined) return { followers: null, readsPerDay: null };
    const readsPerDay = state.days === 0 ? null : Math.round((state.reads / state.days) * 10) / 10;
    return { followers: state.followers, readsPerDay };
  }
}
