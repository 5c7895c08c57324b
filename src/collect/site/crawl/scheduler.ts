import type { Pacer } from '../pacer.ts';
import type { UrlRow } from '../store.ts';

/** One host under way: its pace, and rows that wait for a further try. */
export interface Lane {
  readonly id: number;
  readonly name: string;
  readonly pacer: Pacer;
  readonly later: { readonly row: UrlRow; readonly at: number }[];
  /** Why nothing more is asked of this host; null while it is asked. */
  stopped: 'host-stopped' | null;
}

export interface Work {
  readonly lanes: () => readonly Lane[];
  /** The next row of a lane; null where it has none now. */
  readonly take: (lane: Lane) => UrlRow | null;
  readonly visit: (lane: Lane, row: UrlRow) => Promise<void>;
  /** Whether one more request may start: readers keep up, budget is left. */
  readonly hasRoom: () => boolean;
  /** Called when nothing is under way and nothing could start: settles what waits; true where that may have brought new rows. */
  readonly settle: () => Promise<boolean>;
  readonly clock: () => number;
  readonly signal: AbortSignal;
  readonly maxInFlight: number;
}

/** Starts requests lane by lane as their paces allow, until there is nothing left to do, or the signal says stop. */
export class Scheduler {
  readonly #work: Work;
  #inFlight = 0;
  #timer: NodeJS.Timeout | null = null;
  #turn = 0;
  #settling = false;
  #startedMeanwhile = false;
  #resolve: () => void = () => {};
  #reject: (error: unknown) => void = () => {};
  #over = false;

  constructor(work: Work) {
    this.#work = work;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  run(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      this.pump();
    });
  }

  /** Ends the run with an error once; requests under way are left to the signal. */
  fail(error: unknown): void {
    this.#over = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#reject(error);
  }

  pump(): void {
    if (this.#over) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    try {
      this.#startAll();
    } catch (error) {
      this.fail(error);
    }
  }

  #startAll(): void {
    const { lanes, signal, hasRoom, maxInFlight } = this.#work;
    let soonest = Number.POSITIVE_INFINITY;
    if (!signal.aborted) {
      const all = lanes();
      // Lanes take turns, so that no host waits for another's long queue.
      this.#turn += 1;
      for (let i = 0; i < all.length; i++) {
        const lane = all[(i + this.#turn) % all.length];
        if (lane === undefined) continue;
        while (this.#inFlight < maxInFlight && hasRoom()) {
          const wait = this.#startOne(lane);
          if (wait === 0) continue;
          soonest = Math.min(soonest, wait);
          break;
        }
      }
    }
    if (this.#inFlight > 0 && soonest === Number.POSITIVE_INFINITY) return;
    if (soonest < Number.POSITIVE_INFINITY) {
      this.#timer = setTimeout(() => this.pump(), Math.max(1, soonest));
      return;
    }
    if (!this.#settling) void this.#settle();
  }

  /** 0 where a request started, else milliseconds until one may; Infinity where there is nothing to start. */
  #startOne(lane: Lane): number {
    if (lane.stopped !== null) return Number.POSITIVE_INFINITY;
    const wait = lane.pacer.waitMs();
    if (wait === Number.POSITIVE_INFINITY) return wait;
    const now = this.#work.clock();
    const due = lane.later.findIndex(({ at }) => at <= now);
    if (wait > 0) return this.#peek(lane, wait);
    const row = due >= 0 ? (lane.later.splice(due, 1)[0]?.row ?? null) : this.#work.take(lane);
    if (row === null) {
      const next = Math.min(...lane.later.map(({ at }) => at));
      return next === Number.POSITIVE_INFINITY ? next : Math.max(1, next - now);
    }
    this.#start(lane, row);
    return 0;
  }

  /** A lane that has to pause: it waits only where it has something to ask for. */
  #peek(lane: Lane, wait: number): number {
    if (lane.later.length > 0) return wait;
    const row = this.#work.take(lane);
    if (row === null) return Number.POSITIVE_INFINITY;
    lane.later.push({ row, at: 0 });
    return wait;
  }

  #start(lane: Lane, row: UrlRow): void {
    this.#inFlight += 1;
    this.#startedMeanwhile = true;
    lane.pacer.start();
    this.#work.visit(lane, row).then(
      () => {
        this.#inFlight -= 1;
        this.pump();
      },
      (error: unknown) => {
        this.#inFlight -= 1;
        this.fail(error);
      },
    );
  }

  async #settle(): Promise<void> {
    this.#settling = true;
    this.#startedMeanwhile = false;
    try {
      const more = await this.#work.settle();
      this.#settling = false;
      if (this.#over) return;
      // Room that settling made may have let requests start, even end meanwhile: then nothing is settled yet.
      if ((more || this.#startedMeanwhile) && !this.#work.signal.aborted) return this.pump();
      this.#over = true;
      this.#resolve();
    } catch (error) {
      this.#settling = false;
      this.fail(error);
    }
  }
}
