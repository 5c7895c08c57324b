/** Posts at the top of a list that may be pinned there (置顶) without being marked. */
const PINNED_AT_MOST = 3;

/**
 * Proof by order: how far back a list that is shown newest first has been read. Where posts turn up out of order, the order proves
 * nothing any more, and only the end of the list does.
 */
export class Descent {
  #last: number | null = null;
  #ordered = true;
  #first = true;

  /** Times of one page, in its order; null = undated. Pinned posts that the platform marks are left out by the caller. */
  page(times: readonly (number | null)[]): void {
    let known = times.filter((time) => time !== null);
    if (known.length < times.length) this.#ordered = false;
    if (this.#first) known = withoutPinned(known);
    this.#first = false;
    for (const time of known) {
      if (this.#last !== null && time > this.#last) this.#ordered = false;
      this.#last = this.#last === null ? time : Math.min(time, this.#last);
    }
  }

  /** The instant from which on all is read; null where nothing is proven. */
  get reached(): number | null {
    return this.#ordered ? this.#last : null;
  }

  /** Whether all since an instant has been read. */
  passed(since: number): boolean {
    return this.reached !== null && this.reached < since;
  }
}

function withoutPinned(times: readonly number[]): number[] {
  let start = 0;
  while (start < PINNED_AT_MOST && start + 1 < times.length) {
    const newest = Math.max(...times.slice(start + 1));
    if ((times[start] ?? newest) >= newest) break;
    start += 1;
  }
  return times.slice(start);
}
