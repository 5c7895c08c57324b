import { type FailureKind, LocalError } from '../../../model/index.ts';
import { createFetcher, type Fetched, type Fetcher } from '../net/fetcher.ts';
import { header, mediaType, retryAfter } from '../net/headers.ts';
import type { ReadPage } from '../reading/reader.ts';
import type { ReaderPool } from '../reading/reader-pool.ts';
import { Flag, ROW, State, type UrlRow, urlRow } from '../store.ts';
import { hostOf, looksLikeFile } from '../url.ts';
import { isDead, refusalKind } from './answers.ts';
import { type CrawlRun, checkpoint, keep, laneOf, pause } from './run.ts';
import { type Lane, Scheduler } from './scheduler.ts';

interface Finding {
  readonly status: number | null;
  readonly kind: FailureKind;
  readonly why: string;
}

/** Rows whose answers are looked at to tell a missing page that says 200; bounded, as each costs a request and a reading. */
const MAX_SOFT = 200;
const CHECKPOINT_ROWS = 200;
/** Documents: where a page comes in their place, they are not there, but what the page says decides. */
const DOCUMENT = /\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|ceb|zip|rar|7z)$/i;

/** Looks whether the links that were not read as pages open: those of the home page first, then attachments, then the rest. */
export class CheckPhase {
  readonly #run: CrawlRun;
  readonly #readers: ReaderPool;
  readonly #fetcher: Fetcher;
  readonly #scheduler: Scheduler;
  readonly #queues = new Map<number, UrlRow[]>();
  readonly #lanes = new Map<number, Lane>();
  readonly #throttles = new Map<number, number>();
  #second: UrlRow[] = [];
  #done = 0;

  constructor(run: CrawlRun, readers: ReaderPool) {
    this.#run = run;
    this.#readers = readers;
    const { options, settings, userAgent, clock } = run;
    this.#fetcher = createFetcher({
      userAgent,
      allowPrivate: settings.allowPrivate,
      clock,
      connections: 12,
      // A link check wants a status: a host that keeps us waiting longer proves nothing either way.
      limits: { connectMs: 10_000, totalMs: 20_000, ...options.limits },
      ...(options.resolve === undefined ? {} : { resolve: options.resolve }),
      ...(options.controlNames === undefined ? {} : { controlNames: options.controlNames }),
    });
    this.#scheduler = new Scheduler({
      lanes: () => [...this.#lanes.values()],
      take: (lane) => this.#queues.get(lane.id)?.shift() ?? null,
      visit: (lane, row) => this.#visit(lane, row),
      hasRoom: () => true,
      settle: () => this.#settle(),
      clock,
      signal: run.signal,
      maxInFlight: 32,
    });
  }

  async run(): Promise<void> {
    try {
      if (this.#run.settings.checkLinks !== 'off') {
        await this.#queueAll();
        await this.#scheduler.run();
      }
      if (!this.#run.signal.aborted) await this.#confirmSoft();
      await checkpoint(this.#run);
    } finally {
      await this.#fetcher.close();
    }
  }

  async #queueAll(): Promise<void> {
    const { store, settings } = this.#run;
    const { internal, external } = settings.checkBudget;
    const outside = settings.checkLinks === 'all' ? external : 0;
    const order = [
      ...(await this.#linksOfHome()),
      ...store
        .all(
          `SELECT ${ROW} FROM url WHERE state = ? ORDER BY flags & ${Flag.attachment} DESC, id LIMIT ?`,
          State.file,
          internal,
        )
        .map(urlRow),
      ...store
        .all(
          `SELECT ${ROW} FROM url WHERE state IN (?, ?) ORDER BY id LIMIT ?`,
          State.queued,
          State.deferred,
          internal,
        )
        .map(urlRow),
      ...store
        .all(`SELECT ${ROW} FROM url WHERE state = ? ORDER BY id LIMIT ?`, State.external, outside)
        .map(urlRow),
    ];
    const taken = new Set<number>();
    const left = { internal, external: outside };
    for (const row of order) {
      if (taken.has(row.id)) continue;
      taken.add(row.id);
      const { scope } = this.#run.frontier.host(hostOf(row.url));
      const side = scope ? 'internal' : 'external';
      if (left[side] <= 0) continue;
      left[side] -= 1;
      if (scope && !this.#allowed(row.url)) this.#settleRow(row, State.unknown, null);
      else this.#enqueue(row);
    }
  }

  #allowed(url: string): boolean {
    return (
      this.#run.settings.ignoreRobots !== undefined ||
      (this.#run.robots.get(hostOf(url))?.allows(url) ?? true)
    );
  }

  #enqueue(row: UrlRow): void {
    const lane = laneOf(this.#run, hostOf(row.url));
    if (!this.#lanes.has(lane.id)) {
      // A host that refused us while pages were read is not asked again.
      if (lane.pacer.blocks < this.#run.settings.maxBlocks) lane.stopped = null;
      lane.pacer.faults = 0;
      this.#lanes.set(lane.id, lane);
    }
    const queue = this.#queues.get(lane.id);
    if (queue === undefined) this.#queues.set(lane.id, [row]);
    else queue.push(row);
  }

  /** What the home page links to and nobody looked at yet. */
  async #linksOfHome(): Promise<UrlRow[]> {
    const { store, journal } = this.#run;
    const homes = new Set(
      store.all('SELECT id FROM url WHERE depth = 0 AND state = ?', State.done).map(({ id }) => Number(id)),
    );
    const rows: UrlRow[] = [];
    for await (const { page, edges } of journal.pages()) {
      if (!homes.delete(page)) continue;
      for (const id of new Set([...edges].map((edge) => edge >>> 2))) {
        const found = store.all(
          `SELECT ${ROW} FROM url WHERE id = ? AND state IN (?, ?, ?, ?)`,
          id,
          State.file,
          State.external,
          State.queued,
          State.deferred,
        );
        rows.push(...found.map(urlRow));
      }
      if (homes.size === 0) break;
    }
    return rows;
  }

  async #visit(lane: Lane, row: UrlRow): Promise<void> {
    // HEAD is a hint: what it says opens, opens; what it says fails is asked again by GET, as many servers know no HEAD.
    if (row.tries === 0 && (await this.#ask(lane, row, 'HEAD')) !== 'unsure') return;
    if (this.#run.signal.aborted) return;
    if (row.tries === 0) lane.pacer.start();
    await this.#ask(lane, row, 'GET');
  }

  async #ask(lane: Lane, row: UrlRow, method: 'HEAD' | 'GET'): Promise<'settled' | 'unsure'> {
    const { run, clock } = { run: this.#run, clock: this.#run.clock };
    const startedAt = clock();
    const result = await this.#fetcher.fetch(row.url, {
      method,
      signal: run.signal,
      decode: false,
      keep: (status) => (status >= 400 ? 'all' : 'none'),
    });
    if (run.signal.aborted) {
      lane.pacer.neutral();
      return 'settled';
    }
    for (const exchange of result.ok ? result.fetched.chain : result.chain) await keep(run, exchange);
    if (result.ok) {
      await keep(run, result.fetched.exchange);
      return this.#answered(lane, row, method, result.fetched, startedAt);
    }
    const { kind, error } = result.fault;
    if (error instanceof LocalError) {
      // Our own network: nothing more is learnt from this host now, and nothing is said about it.
      lane.pacer.neutral();
      lane.stopped = 'host-stopped';
      this.#settleRow(row, State.unknown, { kind, why: error.why, status: null });
      return 'settled';
    }
    if (isDead(kind, null)) {
      lane.pacer.neutral();
      this.#failedOnce(row, { kind, why: error.why, status: null });
      return 'settled';
    }
    if (kind === 'refused-address' || kind === 'redirect-loop') lane.pacer.neutral();
    else lane.pacer.fault(startedAt, null);
    if (lane.pacer.faults >= 3) lane.stopped = 'host-stopped';
    if (method === 'HEAD' && lane.stopped === null && kind !== 'refused-address') return 'unsure';
    this.#settleRow(row, State.unknown, { kind, why: error.why, status: null });
    return 'settled';
  }

  #answered(
    lane: Lane,
    row: UrlRow,
    method: 'HEAD' | 'GET',
    fetched: Fetched,
    startedAt: number,
  ): 'settled' | 'unsure' {
    const { status } = fetched;
    if (status < 400) {
      lane.pacer.success();
      const page = mediaType(fetched.contentType) === 'text/html' && DOCUMENT.test(row.url);
      if (page && method === 'HEAD') return 'unsure';
      this.#settleRow(
        row,
        page ? State.unknown : State.alive,
        page ? { status, kind: 'http-4xx', why: 'a page answers in place of the file' } : null,
        status,
      );
      return 'settled';
    }
    if (status === 429 || status === 503) {
      lane.pacer.fault(startedAt, retryAfter(header(fetched.headers, 'retry-after'), this.#run.clock()));
      const count = (this.#throttles.get(row.id) ?? 0) + 1;
      this.#throttles.set(row.id, count);
      if (count <= 2) lane.later.push({ row, at: this.#run.clock() });
      else if (status === 503) this.#failedOnce(row, { status, kind: 'http-5xx', why: 'HTTP 503' });
      else this.#settleRow(row, State.unknown, { status, kind: 'throttled', why: 'HTTP 429' });
      return 'settled';
    }
    lane.pacer.neutral();
    if (method === 'HEAD') return 'unsure';
    const refusal = refusalKind(status);
    const finding: Finding = {
      status,
      kind: refusal ?? (status >= 500 ? 'http-5xx' : 'http-4xx'),
      why: `HTTP ${status}`,
    };
    if (isDead(finding.kind, status)) this.#failedOnce(row, finding);
    else this.#settleRow(row, State.unknown, finding);
    return 'settled';
  }

  /** Dead only on the second occasion. */
  #failedOnce(row: UrlRow, finding: Finding): void {
    const second = row.tries > 0;
    this.#settleRow(row, second ? State.failed : State.deferred, finding);
    if (!second) this.#second.push({ ...row, tries: row.tries + 1 });
  }

  #settleRow(row: UrlRow, state: State, finding: Finding | null, status: number | null = null): void {
    const { store, clock, options, tally } = this.#run;
    store.settle(row.id, state, {
      status: finding?.status ?? status,
      kind: finding?.kind ?? null,
      why: finding?.why ?? null,
      at: clock(),
    });
    store.run('UPDATE url SET flags = flags | ? WHERE id = ?', Flag.checked, row.id);
    this.#done += 1;
    if (this.#done % CHECKPOINT_ROWS === 0) {
      checkpoint(this.#run).catch((error: unknown) => this.#scheduler.fail(error));
      const queued = [...this.#queues.values()].reduce((sum, queue) => sum + queue.length, 0);
      options.onProgress?.({
        done: tally.pages,
        queued,
        failed: tally.failed,
        bytes: tally.bytes,
        url: row.url,
      });
    }
  }

  async #settle(): Promise<boolean> {
    const { settings, signal } = this.#run;
    await checkpoint(this.#run);
    const second = this.#second;
    this.#second = [];
    if (second.length === 0 || signal.aborted) return false;
    await pause(settings.secondTryAfterMs, signal);
    for (const row of second) this.#enqueue(row);
    return true;
  }

  /**
   * Pages that say “not found” with status 200 (soft 404): dead only where they say so again now, and the host says the same of an
   * address that surely does not exist.
   */
  async #confirmSoft(): Promise<void> {
    const { store, signal, random } = this.#run;
    const rows = store
      .all(
        `SELECT ${ROW} FROM url WHERE state = ? AND kind = 'http-4xx' AND status < 300 LIMIT ?`,
        State.failed,
        MAX_SOFT,
      )
      .map(urlRow);
    const hosts = new Map<string, boolean>();
    for (const row of rows) {
      if (signal.aborted) return;
      const origin = new URL(row.url).origin;
      if (!hosts.has(origin)) {
        const made = `${origin}/${Math.floor(random() * 1e9).toString(36)}-${Math.floor(random() * 1e9).toString(36)}.html`;
        hosts.set(origin, await this.#saysNotFound(made));
      }
      if (hosts.get(origin) !== true || !(await this.#saysNotFound(row.url))) continue;
      this.#settleRow(row, State.failed, {
        status: 404,
        kind: 'http-4xx',
        why: 'the server answers 200 with the page it shows for addresses that do not exist',
      });
    }
  }

  async #saysNotFound(url: string): Promise<boolean> {
    const result = await this.#fetcher.fetch(url, { signal: this.#run.signal });
    if (!result.ok) return false;
    const { fetched } = result;
    await keep(this.#run, fetched.exchange);
    if (fetched.status === 404) return true;
    if (fetched.status >= 300 || looksLikeFile(url)) return false;
    const body = new Uint8Array(fetched.decoded);
    const answer = await this.#readers.read({
      url,
      contentType: fetched.contentType,
      contentEncoding: null,
      body,
    });
    if (!answer.ok) return false;
    return (JSON.parse(answer.json) as ReadPage).facts.obstacle?.kind === 'error-page';
  }
}
