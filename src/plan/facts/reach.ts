import { DAY, dayOf, type MetricRow, type PostRow, spanOf } from '../../model/index.ts';

/** Days over which posts are counted and reads averaged. */
export const WINDOW_DAYS = 30;

export interface Figures {
  readonly followers: number | null;
  /** By daily figures; where there are none, by the reads of the posts of the window. */
  readonly readsPerDay: number | null;
  readonly posts: number;
}

interface State {
  day: string;
  followers: number | null;
  reads: number;
  days: number;
  posts: number;
  postReads: number;
  postsWithReads: number;
}

/** Daily figures and posts, in any order → followers, reads a day and posts of each account. */
export class Reach {
  readonly #states = new Map<string, State>();
  readonly #start: number;
  readonly #asOf: number;
  readonly #first: string;
  readonly #last: string;

  constructor(asOf: number) {
    this.#asOf = asOf;
    this.#start = asOf - WINDOW_DAYS * DAY;
    this.#first = dayOf(this.#start);
    // The day of the plan itself is not over yet.
    this.#last = dayOf(asOf - 1);
  }

  metric({ account, day, followers, reads }: MetricRow): void {
    if (day > this.#last) return;
    const state = this.#state(account);
    if (typeof followers === 'number' && day >= state.day) {
      state.day = day;
      state.followers = followers;
    }
    if (typeof reads === 'number' && day >= this.#first) {
      state.reads += reads;
      state.days += 1;
    }
  }

  post({ account, published, reads }: PostRow): void {
    const span = published === null ? null : spanOf(published);
    if (span === null || span[1] < this.#start || span[0] > this.#asOf) return;
    const state = this.#state(account);
    state.posts += 1;
    if (typeof reads !== 'number') return;
    state.postReads += reads;
    state.postsWithReads += 1;
  }

  of(account: string): Figures {
    const state = this.#states.get(account);
    if (state === undefined) return { followers: null, readsPerDay: null, posts: 0 };
    const { followers, reads, days, posts, postReads, postsWithReads } = state;
    const byPosts = postsWithReads === 0 ? null : postReads / WINDOW_DAYS;
    const readsPerDay = days === 0 ? byPosts : reads / days;
    return { followers, posts, readsPerDay: readsPerDay === null ? null : Math.round(readsPerDay * 10) / 10 };
  }

  #state(account: string): State {
    let state = this.#states.get(account);
    if (state === undefined) {
      state = { day: '', followers: null, reads: 0, days: 0, posts: 0, postReads: 0, postsWithReads: 0 };
      this.#states.set(account, state);
    }
    return state;
  }
}
