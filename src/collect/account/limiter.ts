import type { QuotaError } from './errors.ts';

/** How fast a platform may be asked, by one credential. */
export interface Pace {
  /** Milliseconds between the starts of two calls. */
  readonly gapMs: number;
}

export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/**
 * The lease on one quota (平台配额): all accounts that share a credential share one of these. It spaces calls, makes everybody wait
 * after “too fast”, and refuses at once when the quota of the day is spent, so that a hundred accounts do not ask in vain.
 */
export class Limiter {
  readonly #pace: Pace;
  readonly #clock: () => number;
  readonly #sleep: Sleep;
  #nextAt = Number.NEGATIVE_INFINITY;
  #spent: QuotaError | null = null;

  constructor(pace: Pace, clock: () => number, sleep: Sleep) {
    this.#pace = pace;
    this.#clock = clock;
    this.#sleep = sleep;
  }

  /** Waits for the turn of one call. Throws the error that said that the quota is spent, until that is over. */
  async take(signal?: AbortSignal): Promise<void> {
    const now = this.#clock();
    if (this.#spent !== null && now < this.#spent.until) throw this.#spent;
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + this.#pace.gapMs;
    if (at > now) await this.#sleep(at - now, signal);
  }

  pause(ms: number): void {
    this.#nextAt = Math.max(this.#nextAt, this.#clock() + ms);
  }

  exhaust(error: QuotaError): void {
    this.#spent = error;
  }
}

/** One limiter for each quota of this process. */
export class Limiters {
  readonly #all = new Map<string, Limiter>();
  readonly #clock: () => number;
  readonly #sleep: Sleep;

  constructor(clock: () => number, sleep: Sleep) {
    this.#clock = clock;
    this.#sleep = sleep;
  }

  of(key: string, pace: Pace): Limiter {
    const known = this.#all.get(key) ?? new Limiter(pace, this.#clock, this.#sleep);
    this.#all.set(key, known);
    return known;
  }
}
