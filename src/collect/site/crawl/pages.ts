import {
  type FailedVisit,
  type FailureKind,
  type FileVisit,
  InterruptedError,
  LocalError,
  TransientError,
} from '../../../model/index.ts';
import type { Fault } from '../net/faults.ts';
import type { Fetched } from '../net/fetcher.ts';
import { header, mediaType, retryAfter } from '../net/headers.ts';
import type { ReadPage } from '../reading/reader.ts';
import type { ReaderPool } from '../reading/reader-pool.ts';
import { State, type UrlRow } from '../store.ts';
import { normalizeUrl } from '../url.ts';
import { isHtml, obstacleKind, refusalKind } from './answers.ts';
import { Leases } from './leases.ts';
import { type CrawlRun, checkpoint, keep, laneOf, pause } from './run.ts';
import { type Lane, Scheduler } from './scheduler.ts';
import { failureOf, isPage, refreshOf, visitOf } from './visit.ts';
import { type Finished, writeDown } from './write.ts';

const CHECKPOINT_MS = 500;
/** Pages a worker may lie behind the network: enough to keep it busy, few enough to keep their bytes out of memory. */
const AHEAD = 6;
/** Bytes of journal that wait at most: a buffer of this size stays in memory. */
const CHECKPOINT_BYTES = 2_000_000;
/** Faults of our own in a row after which the run stops instead of blaming page after page. */
const MAX_LOCAL_FAULTS = 5;
/** A host counts as gone before `maxFaults` too, where so many faults and nothing else came for so long. */
const GONE_FAULTS = 8;
const GONE_MS = 30_000;
/** Faults in a row that end the further occasion of a host that was given up. */
const LAST_CHANCES = 3;
const MAX_THROTTLES = 6;
/** Kinds that a later try may mend. */
const TRANSIENT: ReadonlySet<FailureKind> = new Set([
  'dns',
  'refused-connection',
  'timeout',
  'reset',
  'tls',
  'http-5xx',
  'too-slow',
  'local-fault',
]);

/** Reads the pages of a site in order of need, until the budget is spent or nothing is left. */
export class PagePhase {
  readonly #run: CrawlRun;
  readonly #readers: ReaderPool;
  readonly #scheduler: Scheduler;
  readonly #leases: Leases;
  readonly #finished: Finished[] = [];
  readonly #throttles = new Map<number, number>();
  #open: readonly Lane[] = [];
  #draining: Promise<void> | null = null;
  #lastCheckpoint: number;
  #lastProgress = 0;
  #localFaults = 0;
  #renders = 0;

  constructor(run: CrawlRun, readers: ReaderPool) {
    this.#run = run;
    this.#readers = readers;
    this.#leases = new Leases(run);
    this.#lastCheckpoint = run.clock();
    this.#scheduler = new Scheduler({
      lanes: () => this.#lanes(),
      take: (lane) => this.#leases.take(lane),
      visit: (lane, row) => this.#visit(lane, row),
      hasRoom: () => this.#hasRoom(),
      settle: () => this.#settle(),
      clock: run.clock,
      signal: run.signal,
      maxInFlight: 64,
    });
  }

  async run(): Promise<void> {
    await this.#scheduler.run();
    if (this.#run.signal.aborted) {
      throw new InterruptedError({
        what: 'crawl',
        where: this.#run.target,
        why: 'stopped',
        todo: 'run again with --resume to go on',
      });
    }
  }

  #lanes(): readonly Lane[] {
    const hosts = this.#run.frontier.scopeHosts();
    if (hosts.length !== this.#open.length) this.#open = hosts.map(({ name }) => laneOf(this.#run, name));
    return this.#open;
  }

  #hasRoom(): boolean {
    const ahead = this.#readers.backlog + this.#finished.length;
    return ahead < 4 + this.#readers.size * AHEAD;
  }

  async #visit(lane: Lane, row: UrlRow): Promise<void> {
    const { fetcher, clock, signal } = this.#run;
    const startedAt = clock();
    const result = await fetcher.fetch(row.url, {
      follow: false,
      decode: false,
      signal,
      keep: (status, headers) =>
        isHtml(mediaType(header(headers, 'content-type'))) !== 'no' || status >= 400 ? 'all' : 'none',
    });
    if (signal.aborted) {
      this.#leases.end(row.id);
      return lane.pacer.neutral();
    }
    for (const exchange of result.ok ? result.fetched.chain : result.chain) await keep(this.#run, exchange);
    if (!result.ok) {
      return this.#faulted(lane, row, result.fault, startedAt, null);
    }
    this.#localFaults = 0;
    await this.#answered(lane, row, result.fetched, startedAt);
  }

  async #answered(lane: Lane, row: UrlRow, fetched: Fetched, startedAt: number): Promise<void> {
    const { status, location } = fetched;
    if (status === 429 || (status === 503 && header(fetched.headers, 'retry-after') !== null)) {
      await keep(this.#run, fetched.exchange);
      return this.#throttled(lane, row, fetched, startedAt);
    }
    if (location !== null) {
      lane.pacer.success();
      await keep(this.#run, fetched.exchange);
      const to = normalizeUrl(location);
      if (to !== null && to !== row.url)
        return this.#finish({ type: 'redirect', row, to, at: fetched.at, status });
      return this.#fail(row, 'redirect-loop', 'it redirects to itself', fetched, false);
    }
    if (status >= 200 && status < 300) {
      lane.pacer.success();
      if (isPage(this.#run, fetched)) return this.#read(lane, row, fetched, startedAt);
      await keep(this.#run, fetched.exchange);
      const length = Number(header(fetched.headers, 'content-length') ?? fetched.body.length);
      const visit: FileVisit = {
        url: row.url,
        status,
        at: fetched.at,
        contentType: mediaType(fetched.contentType),
        bytes: Number.isFinite(length) ? length : fetched.body.length,
      };
      return this.#finish({ type: 'file', row, visit });
    }
    await this.#refused(lane, row, fetched, startedAt);
  }

  /** 4xx and 5xx: an absent page, a wall in front of it, or a server in trouble. */
  async #refused(lane: Lane, row: UrlRow, fetched: Fetched, startedAt: number): Promise<void> {
    const { status } = fetched;
    await keep(this.#run, fetched.exchange);
    const refusal = refusalKind(status);
    const looked = refusal === null && status < 500 ? null : await this.#look(row, fetched);
    const obstacle = looked === null ? null : obstacleKind(looked.facts.obstacle);
    const kind = obstacle ?? refusal;
    if (kind !== null) {
      lane.pacer.neutral();
      lane.pacer.wall(startedAt);
      this.#stopWhereBlocked(lane);
      return this.#fail(row, kind, `HTTP ${status}${quoteOf(looked)}`, fetched, kind === 'blocked');
    }
    if (status >= 500) {
      return this.#faulted(
        lane,
        row,
        {
          kind: 'http-5xx',
          error: new TransientError({ what: 'fetch', where: row.url, why: `HTTP ${status}` }),
        },
        startedAt,
        status,
      );
    }
    lane.pacer.neutral();
    this.#fail(row, 'http-4xx', `HTTP ${status}`, fetched, status === 404 || status === 410);
  }

  /** Reads what an error answer shows, to tell a wall from an error. Null where it cannot be read. Its bytes move to the reader. */
  async #look(row: UrlRow, fetched: Fetched): Promise<ReadPage | null> {
    if (!isPage(this.#run, fetched)) return null;
    const answer = await this.#readers.read({
      url: row.url,
      contentType: fetched.contentType,
      contentEncoding: header(fetched.headers, 'content-encoding'),
      body: fetched.body,
    });
    return answer.ok ? (JSON.parse(answer.json) as ReadPage) : null;
  }

  async #read(lane: Lane, row: UrlRow, fetched: Fetched, startedAt: number): Promise<void> {
    const record = await keep(this.#run, fetched.exchange);
    // The archive has its copy: the bytes themselves move on to the reader, and nobody looks at them here any more.
    const answer = await this.#readers.read({
      url: fetched.url,
      contentType: fetched.contentType,
      contentEncoding: header(fetched.headers, 'content-encoding'),
      body: fetched.body,
    });
    if (!answer.ok) {
      if (answer.bomb) return this.#fail(row, 'bomb', answer.why, fetched, false);
      return this.#fail(row, 'local-fault', answer.why, fetched, true);
    }
    const read = JSON.parse(answer.json) as ReadPage;
    const refresh = refreshOf(this.#run, row, read);
    if (refresh !== null)
      return this.#finish({ type: 'redirect', row, to: refresh, at: fetched.at, status: fetched.status });
    const wall = obstacleKind(read.facts.obstacle);
    if (wall !== null) {
      lane.pacer.wall(startedAt);
      this.#stopWhereBlocked(lane);
    } else lane.pacer.opened();
    const page = { read, json: answer.json, links: answer.links, rendered: false };
    const shown = read.facts.needsScript && wall === null ? ((await this.#render(row)) ?? page) : page;
    this.#finish({
      type: 'page',
      row,
      visit: visitOf(this.#run, row, fetched, record, answer.bytes, shown.rendered),
      read: shown.read,
      json: shown.json,
      links: shown.links,
      failure: failureOf(row, fetched, shown.read),
    });
  }

  async #render(row: UrlRow) {
    const { renderer, archive } = this.#run.options;
    if (renderer === undefined || this.#renders >= this.#run.settings.maxRenders) return null;
    this.#renders += 1;
    let html: string | null = null;
    try {
      html = (await renderer.render(row.url, this.#run.signal))?.html ?? null;
    } catch (error) {
      // No picture of a page is no fault of the page: it stays as it was read, marked as needing script.
      if (error instanceof LocalError) this.#renders = this.#run.settings.maxRenders;
    }
    if (html === null) return null;
    const body = Buffer.from(html, 'utf8');
    const contentType = 'text/html; charset=utf-8';
    await archive?.writeResource(`urn:rendered:${row.url}`, contentType, body, this.#run.clock());
    const answer = await this.#readers.read({
      url: row.url,
      contentType,
      contentEncoding: null,
      body: new Uint8Array(body),
    });
    if (!answer.ok) return null;
    return {
      read: JSON.parse(answer.json) as ReadPage,
      json: answer.json,
      links: answer.links,
      rendered: true,
    };
  }

  #stopWhereBlocked(lane: Lane): void {
    if (lane.pacer.blocks >= this.#run.settings.maxBlocks) lane.stopped = 'host-stopped';
  }

  #throttled(lane: Lane, row: UrlRow, fetched: Fetched, startedAt: number): void {
    const now = this.#run.clock();
    const asked = retryAfter(header(fetched.headers, 'retry-after'), now);
    lane.pacer.fault(startedAt, asked);
    const count = (this.#throttles.get(row.id) ?? 0) + 1;
    this.#throttles.set(row.id, count);
    const tooLong = asked !== null && asked > this.#run.settings.maxPauseMs;
    if (tooLong || count > MAX_THROTTLES) {
      this.#throttles.delete(row.id);
      const why = tooLong
        ? `the site asks to wait ${Math.round(asked / 1000)} s`
        : `HTTP ${fetched.status} each time`;
      this.#fail(row, 'throttled', why, fetched, !tooLong);
      return;
    }
    lane.later.push({ row, at: now });
  }

  /** No answer, or a server in trouble: another try soon, then a second occasion at the end. */
  #faulted(lane: Lane, row: UrlRow, fault: Fault, startedAt: number, status: number | null): void {
    const { kind, error } = fault;
    const { settings, clock, random } = this.#run;
    if (error instanceof LocalError && kind === 'local-fault') {
      lane.pacer.neutral();
      this.#localFaults += 1;
      if (this.#localFaults >= MAX_LOCAL_FAULTS || row.depth === 0) throw error;
    } else if (TRANSIENT.has(kind) && status !== 500) lane.pacer.fault(startedAt, null);
    else lane.pacer.neutral();
    const { faults, faultyMs } = lane.pacer;
    if (faults >= settings.maxFaults || (faults >= GONE_FAULTS && faultyMs >= GONE_MS))
      lane.stopped = 'host-stopped';
    const tries = row.tries + 1;
    // A name that does not exist now does not exist in a second either; a timeout has cost its time already, an endless body all of it.
    const most = kind === 'too-slow' ? 1 : kind === 'timeout' ? 2 : settings.tries;
    const allowed = Math.min(most, settings.tries);
    const retry =
      TRANSIENT.has(kind) && error.retry !== 'never'
        ? tries < allowed
        : kind === 'http-5xx' && tries < allowed;
    if (retry && lane.stopped === null) {
      const wait = settings.backoffMs * 2 ** (tries - 1) * (0.75 + random() / 2);
      lane.later.push({ row: { ...row, tries }, at: clock() + wait });
      return;
    }
    const visit: FailedVisit = { url: row.url, kind, why: error.why, at: startedAt, status };
    this.#finish({ type: 'failed', row, visit, again: TRANSIENT.has(kind) });
  }

  #fail(row: UrlRow, kind: FailureKind, why: string, fetched: Fetched, again: boolean): void {
    this.#finish({
      type: 'failed',
      row,
      visit: { url: row.url, kind, why, at: fetched.at, status: fetched.status },
      again,
    });
  }

  #finish(finished: Finished): void {
    this.#finished.push(finished);
    this.#draining ??= this.#drain().catch((error: unknown) => this.#scheduler.fail(error));
  }

  /** Writes down what finished, one by one, so that a checkpoint always stands between two pages. */
  async #drain(): Promise<void> {
    for (let next = this.#finished.shift(); next !== undefined; next = this.#finished.shift()) {
      await writeDown(this.#run, next);
      this.#leases.end(next.row.id);
      const now = this.#run.clock();
      if (now - this.#lastCheckpoint >= CHECKPOINT_MS || this.#run.journal.waiting > CHECKPOINT_BYTES) {
        await checkpoint(this.#run);
        this.#lastCheckpoint = now;
      }
      this.#progress(next.row.url, now);
    }
    // At once, not a turn later: what finishes from now on needs a drain of its own.
    this.#draining = null;
    this.#scheduler.pump();
  }

  /** Nothing is under way: write all down; then give what failed its second occasion. True where there is more to do. */
  async #settle(): Promise<boolean> {
    const { store, settings, signal, lanes, clock } = this.#run;
    while (this.#finished.length > 0 || this.#draining !== null) await (this.#draining ?? pause(1, signal));
    // What was written down made room for further requests: nothing is settled yet.
    if (this.#scheduler.inFlight > 0) return true;
    await checkpoint(this.#run);
    this.#lastCheckpoint = clock();
    if (signal.aborted) return false;
    for (const lane of lanes.values()) if (lane.stopped !== null) this.#leases.release(lane);
    const open = [...lanes.values()].filter((lane) => lane.stopped === null);
    if (open.some((lane) => lane.later.length > 0)) return true;
    if (open.some((lane) => this.#leases.hasRows(lane))) return true;
    const failedAt = store.number('SELECT max(at) FROM url WHERE state = ?', State.deferred);
    if (failedAt === 0) return false;
    await pause(failedAt + settings.secondTryAfterMs - clock(), signal);
    if (signal.aborted) return false;
    // A host that was given up as gone gets one more chance too; one that refused us does not.
    for (const lane of lanes.values()) {
      if (lane.pacer.blocks < settings.maxBlocks) {
        lane.pacer.tryAgain(lane.stopped === null ? 0 : Math.max(0, settings.maxFaults - LAST_CHANCES));
        lane.stopped = null;
      }
    }
    const count = store.number('SELECT count(*) FROM url WHERE state = ?', State.deferred);
    store.run('UPDATE url SET state = ?, pass = 2 WHERE state = ?', State.queued, State.deferred);
    this.#run.frontier.queuedPages += count;
    this.#leases.refresh();
    return count > 0;
  }

  #progress(url: string, now: number): void {
    const { options, tally, frontier } = this.#run;
    if (options.onProgress === undefined || now - this.#lastProgress < 200) return;
    this.#lastProgress = now;
    options.onProgress({
      done: tally.pages,
      queued: frontier.queuedPages,
      failed: tally.failed,
      bytes: tally.bytes,
      url,
    });
  }
}

function quoteOf(looked: ReadPage | null): string {
  const quote = looked?.facts.obstacle?.quote;
  return quote === undefined ? '' : `: ${quote}`;
}
