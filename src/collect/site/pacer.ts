export interface PaceOptions {
  /** Most connections to the host at once. */
  readonly connections: number;
  /** Milliseconds between the starts of two requests while all is well (the larger of our own and the site's crawl-delay). */
  readonly delayMs: number;
  /** Delay after a first fault where there was none, so that halving the rate has something to halve; more than 0. */
  readonly firstDelayMs: number;
  /**
   * Largest delay that faults lead to (never less than twice `delayMs`). A host that answers some addresses with 503 for ever is no
   * reason to crawl for hours; what it asks for by Retry-After it gets.
   */
  readonly maxDelayMs: number;
  /** Longest pause that a site may ask for; asked for more, its pages are left. */
  readonly maxPauseMs: number;
  readonly clock: () => number;
}

/** Successes that double the rate again right after the first fault. */
const SUCCESSES_TO_DOUBLE = 8;

/**
 * Pace of one host: additive increase, multiplicative decrease, as TCP does it (RFC 5681). A 429, a 503, a timeout or a reset
 * halves both the number of connections and the rate. Every full round of successes gives one connection back; every success adds
 * a constant to the *rate* (an eighth of what a first fault leaves), at most tripling it. So one fault in k requests settles at a
 * delay of about 8 · firstDelayMs / (k − 1), whatever it was before, and a few faults never add up to a standstill. Requests that
 * were under way when the rate was cut do not cut it again.
 */
export class Pacer {
  readonly #options: PaceOptions;
  #window: number;
  #delay: number;
  #inFlight = 0;
  #nextAt = 0;
  #cutAt = Number.NEGATIVE_INFINITY;
  /** Faults in a row, of any kind that slows down. */
  faults = 0;
  #faultyFrom = Number.POSITIVE_INFINITY;
  /** Refusals (firewall, captcha) in a row. */
  blocks = 0;

  constructor(options: PaceOptions) {
    this.#options = options;
    this.#window = options.connections;
    this.#delay = options.delayMs;
  }

  get inFlight(): number {
    return this.#inFlight;
  }
  get connections(): number {
    return Math.max(1, Math.floor(this.#window));
  }
  get delayMs(): number {
    return this.#delay;
  }

  /** Milliseconds until a request may start; 0 now, Infinity while all connections are busy. */
  waitMs(): number {
    if (this.#inFlight >= this.connections) return Number.POSITIVE_INFINITY;
    return Math.max(0, this.#nextAt - this.#options.clock());
  }

  start(): void {
    this.#inFlight += 1;
    const now = this.#options.clock();
    this.#nextAt = Math.max(this.#nextAt, now) + this.#delay;
  }

  success(): void {
    this.#inFlight -= 1;
    this.faults = 0;
    const { connections, delayMs } = this.#options;
    this.#window = Math.min(connections, this.#window + 1 / this.#window);
    if (this.#delay > delayMs) this.#delay = Math.max(delayMs, this.#faster());
  }

  /** The delay after one more success; none at all where next to nothing of it is left. */
  #faster(): number {
    const { firstDelayMs } = this.#options;
    const rate = 1 / this.#delay + 1 / (SUCCESSES_TO_DOUBLE * firstDelayMs);
    const delay = Math.max(this.#delay / 3, 1 / rate);
    return delay < firstDelayMs / 4 ? 0 : delay;
  }

  /** An answer that says nothing about load: 404, 500 (a broken page), a refused address. */
  neutral(): void {
    this.#inFlight -= 1;
    this.faults = 0;
  }

  /** Timeout, reset, 5xx, 429. `startedAt` is when the request was sent; `pauseMs` what the site asked for (Retry-After). */
  fault(startedAt: number, pauseMs: number | null): void {
    this.#inFlight -= 1;
    this.faults += 1;
    const now = this.#options.clock();
    if (this.faults === 1) this.#faultyFrom = now;
    if (startedAt >= this.#cutAt) {
      this.#window = Math.max(1, this.#window / 2);
      const { delayMs, firstDelayMs, maxDelayMs } = this.#options;
      const slower = Math.max(firstDelayMs, this.#delay * 2);
      this.#delay = Math.min(slower, Math.max(maxDelayMs, delayMs * 2));
      this.#cutAt = now;
    }
    this.#nextAt = Math.max(this.#nextAt, now + this.#delay);
    if (pauseMs !== null)
      this.#nextAt = Math.max(this.#nextAt, now + Math.min(pauseMs, this.#options.maxPauseMs));
  }

  /** How long nothing but faults has come, in milliseconds. */
  get faultyMs(): number {
    return this.faults === 0 ? 0 : Math.max(0, this.#options.clock() - this.#faultyFrom);
  }

  /** A further occasion for a host that was given up: so many faults count as seen already. */
  tryAgain(faults: number): void {
    this.faults = faults;
    this.#faultyFrom = this.#options.clock();
  }

  /** A page that is one: the host does not refuse us. */
  opened(): void {
    this.blocks = 0;
  }

  /** A firewall or captcha answered, which the status need not tell: slow down as for a fault. The request itself has ended. */
  wall(startedAt: number): void {
    this.#inFlight += 1;
    this.fault(startedAt, null);
    this.faults = 0;
    this.blocks += 1;
  }
}
