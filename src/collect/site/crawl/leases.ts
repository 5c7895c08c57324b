import type { UrlRow } from '../store.ts';
import type { CrawlRun } from './run.ts';
import type { Lane } from './scheduler.ts';

/** Rows fetched from the database beyond those that are under way. */
const READY = 24;

/** Which pages are handed out: the next ones of each host in order of need, none twice, none beyond the budget. */
export class Leases {
  readonly #run: CrawlRun;
  readonly #leased = new Set<number>();
  /** Home pages under way or read: the one asked for and where it redirects. */
  readonly #homes = new Set<number>();
  readonly #ready = new Map<number, UrlRow[]>();

  constructor(run: CrawlRun) {
    this.#run = run;
  }

  /** The next page of a host, leased until `end`; null where it has none now. */
  take(lane: Lane): UrlRow | null {
    const firstPass = this.#hasBudget();
    const ready = this.#readyOf(lane, firstPass);
    // The home page is read alone: it says what is needed next.
    const homeOpen = [...this.#leased].some((id) => this.#homes.has(id));
    const at = ready.findIndex(({ pass, depth }) => (firstPass || pass === 2) && (depth === 0 || !homeOpen));
    const row = at < 0 ? undefined : ready.splice(at, 1)[0];
    if (row === undefined) return null;
    this.#leased.add(row.id);
    if (row.depth === 0) this.#homes.add(row.id);
    return row;
  }

  /** Rows at hand, fetched anew where they are used up or something more urgent turned up. */
  #readyOf(lane: Lane, firstPass: boolean): UrlRow[] {
    const { store, frontier } = this.#run;
    const had = this.#ready.get(lane.id) ?? [];
    const last = had.at(-1);
    if (last !== undefined && frontier.mostUrgent >= last.prio) return had;
    const ready = store
      .next(lane.id, this.#leased.size + READY, firstPass ? 1 : 2)
      .filter(({ id }) => !this.#leased.has(id));
    frontier.mostUrgent = Number.POSITIVE_INFINITY;
    this.#ready.clear();
    this.#ready.set(lane.id, ready);
    return ready;
  }

  /** Written down, or given back unread. */
  end(id: number): void {
    this.#leased.delete(id);
  }

  /** What a stopped host still had to try again goes back to what was not seen. */
  release(lane: Lane): void {
    for (const { row } of lane.later.splice(0)) this.end(row.id);
  }

  hasRows(lane: Lane): boolean {
    return this.#run.store.next(lane.id, 1, this.#hasBudget() ? 1 : 2).length > 0;
  }

  /** Forgets rows at hand: their states have changed. */
  refresh(): void {
    this.#ready.clear();
  }

  /** Whether pages may be read that were not tried before; beyond the budget only second occasions are left: they read no new page. */
  #hasBudget(): boolean {
    return this.#run.tally.pages + this.#leased.size < this.#run.settings.maxPages;
  }
}
