import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CollectionFailure,
  type CollectionSink,
  type FailedVisit,
  type FileVisit,
  InputError,
  LocalError,
  type MovedVisit,
  type PageVisit,
  utc,
} from '../../../model/index.ts';
import type { Exchange, Kept } from '../../archive/index.ts';
import { Frontier } from '../frontier.ts';
import { Journal, type JournalOffsets } from '../journal.ts';
import { literalAddress } from '../net/address.ts';
import { createFetcher, type Fetcher } from '../net/fetcher.ts';
import { type CrawlOptions, CrawlSettings } from '../options.ts';
import { loadWanted, WantedWords } from '../order.ts';
import { Pacer } from '../pacer.ts';
import { ROBOTS_BYTES, RobotsRules } from '../robots.ts';
import { CrawlStore, diskFault, State } from '../store.ts';
import { TRAP_LIMITS } from '../traps.ts';
import { hostOf, normalizeUrl } from '../url.ts';
import type { Lane } from './scheduler.ts';

/** What a run of a crawl stands on: settings, state on disk, the way out. */
export interface CrawlRun {
  readonly settings: CrawlSettings;
  readonly options: CrawlOptions;
  readonly target: string;
  readonly userAgent: string;
  readonly store: CrawlStore;
  readonly journal: Journal;
  readonly frontier: Frontier;
  readonly fetcher: Fetcher;
  readonly sink: CollectionSink;
  readonly signal: AbortSignal;
  readonly clock: () => number;
  readonly random: () => number;
  readonly lanes: Map<string, Lane>;
  readonly robots: Map<string, RobotsRules>;
  /** What kept robots.txt of a host from being read. */
  readonly robotsFaults: Map<string, CollectionFailure>;
  /** Figures of this run. */
  readonly tally: { pages: number; failed: number; bytes: number; fetched: number; from: number };
}

/** A line of the journal: what the sink was given. */
export type JournalLine =
  | {
      readonly t: 'page';
      readonly v: Omit<PageVisit, 'facts' | 'hits'>;
      readonly r: Pick<PageVisit, 'facts' | 'hits'>;
    }
  | { readonly t: 'file'; readonly v: FileVisit }
  | { readonly t: 'failed'; readonly v: FailedVisit }
  | { readonly t: 'moved'; readonly v: MovedVisit };

/** Where an earlier run got to: bytes of the archive that belong to it. Null where there is nothing to resume. */
export function readCheckpoint(
  workdir: string,
): { readonly target: string; readonly archiveBytes: number } | null {
  if (!existsSync(join(workdir, 'crawl.sqlite'))) return null;
  const store = new CrawlStore(workdir);
  try {
    const target = store.meta('target');
    if (target === null) return null;
    return { target, archiveBytes: Number(store.meta('archive') ?? 0) };
  } finally {
    store.close();
  }
}

export function packageVersion(): string {
  const file = new URL('../../../../package.json', import.meta.url);
  const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const version = typeof found === 'object' && found !== null && 'version' in found ? found.version : null;
  return typeof version === 'string' ? version : '0';
}

/** `xunjian/0.1.0 (+contact)`: a site's keeper can see who comes and whom to write to. */
export function declaredUserAgent(contact?: string): string {
  return `xunjian/${packageVersion()}${contact === undefined ? '' : ` (+${contact})`}`;
}

export async function openRun(
  target: URL,
  options: CrawlOptions,
  sink: CollectionSink,
  signal: AbortSignal,
): Promise<CrawlRun> {
  const settings = settingsOf(options);
  const start = normalizeUrl(target.href);
  if (start === null)
    throw new InputError({
      what: 'inspect',
      where: target.href,
      why: `the scheme ${target.protocol} is not http or https`,
    });
  const { workdir } = settings;
  if (!settings.resume) forget(workdir);
  const store = new CrawlStore(workdir);
  const clock = options.clock ?? Date.now;
  let journal: Journal | null = null;
  try {
    const earlier = store.meta('target');
    if (earlier !== null && earlier !== start)
      throw new InputError({
        what: 'resume',
        where: workdir,
        why: `the earlier run there inspected ${earlier}`,
        todo: 'choose another folder, or run without --resume',
      });
    journal = await Journal.open(workdir, offsetsOf(store));
    const userAgent = settings.userAgent ?? declaredUserAgent(settings.contact);
    const robots = new Map<string, RobotsRules>();
    const frontier = new Frontier({
      store,
      traps: { ...TRAP_LIMITS, ...options.traps },
      wanted: new WantedWords(settings.wanted ?? loadWanted()),
      maxAddresses: settings.maxAddresses,
      allowed: (host, url) => settings.ignoreRobots !== undefined || (robots.get(host)?.allows(url) ?? true),
    });
    const fetcher = createFetcher({
      userAgent,
      allowPrivate: settings.allowPrivate,
      connections: 16,
      clock,
      ...(options.limits === undefined ? {} : { limits: options.limits }),
      ...(options.resolve === undefined ? {} : { resolve: options.resolve }),
      ...(options.controlNames === undefined ? {} : { controlNames: options.controlNames }),
    });
    const from = Number(store.meta('from') ?? clock());
    if (earlier === null) {
      store.setMeta('target', start);
      store.setMeta('from', String(from));
    }
    return {
      settings,
      options,
      target: start,
      userAgent,
      store,
      journal,
      frontier,
      fetcher,
      sink,
      signal,
      clock,
      random: options.random ?? Math.random,
      lanes: new Map(),
      robots,
      robotsFaults: new Map(),
      tally: {
        pages: store.number('SELECT count(*) FROM url WHERE state = ?', State.done),
        failed: store.number('SELECT count(*) FROM url WHERE state = ?', State.failed),
        bytes: 0,
        fetched: 0,
        from,
      },
    };
  } catch (error) {
    await journal?.close();
    store.close();
    throw error;
  }
}

const STATE_FILES = [
  'crawl.sqlite',
  'crawl.sqlite-wal',
  'crawl.sqlite-shm',
  'visits.journal',
  'edges.journal',
];

/** Takes away what an earlier run left. */
function forget(workdir: string): void {
  try {
    for (const name of STATE_FILES) rmSync(join(workdir, name), { force: true });
  } catch (error) {
    throw diskFault(error, workdir);
  }
}

function settingsOf(options: CrawlOptions): CrawlSettings {
  const known = Object.keys(CrawlSettings.shape);
  const given = Object.fromEntries(
    Object.entries(options).filter(([key, value]) => known.includes(key) && value !== undefined),
  );
  const parsed = CrawlSettings.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new InputError({
    what: 'crawl',
    where: issue?.path.join('.') ?? 'options',
    why: issue?.message ?? 'the options are not valid',
  });
}

function offsetsOf(store: CrawlStore): JournalOffsets {
  return { visits: Number(store.meta('visits') ?? 0), edges: Number(store.meta('edges') ?? 0) };
}

/** The lane of a host, with manners by what it is: the loopback of a test needs none. */
export function laneOf(run: CrawlRun, name: string): Lane {
  const known = run.lanes.get(name);
  if (known !== undefined) return known;
  const { settings } = run;
  const { id, scope } = run.frontier.host(name);
  const local = settings.allowPrivate && isLoopback(name);
  const crawlDelay = settings.ignoreRobots === undefined ? (run.robots.get(name)?.crawlDelayMs ?? 0) : 0;
  const lane: Lane = {
    id,
    name,
    later: [],
    stopped: null,
    pacer: new Pacer({
      connections: scope ? (settings.connections ?? (local ? 12 : 4)) : local ? 4 : 1,
      delayMs: Math.max(settings.delayMs ?? (local ? 0 : scope ? 100 : 500), crawlDelay),
      firstDelayMs: local ? 10 : 125,
      maxDelayMs: local ? 250 : 5_000,
      maxPauseMs: settings.maxPauseMs,
      clock: run.clock,
    }),
  };
  run.lanes.set(name, lane);
  return lane;
}

function isLoopback(host: string): boolean {
  const bare = host.replace(/:\d+$/, '');
  return bare === 'localhost' || bare.startsWith('127.') || literalAddress(bare) === '::1';
}

/** Takes a host into the site: its robots.txt is read first. `scheme` is that of the address that led there. */
export async function openHost(run: CrawlRun, url: string): Promise<void> {
  const name = hostOf(url);
  run.frontier.host(name, true);
  if (run.robots.has(name)) return;
  const address = new URL('/robots.txt', url).href;
  run.robots.set(name, await readRobots(run, address));
}

async function readRobots(run: CrawlRun, address: string): Promise<RobotsRules> {
  const name = hostOf(address);
  for (let attempt = 1; ; attempt++) {
    const result = await run.fetcher.fetch(address, { signal: run.signal, accept: 'text/plain,*/*;q=0.5' });
    for (const exchange of result.ok ? result.fetched.chain : result.chain) await keep(run, exchange);
    if (result.ok) {
      await keep(run, result.fetched.exchange);
      const { status, decoded } = result.fetched;
      if (status >= 200 && status < 300) {
        const text = new TextDecoder().decode(decoded.subarray(0, ROBOTS_BYTES));
        // A home page served for every address is no robots.txt.
        if (/^\s*</.test(text)) return RobotsRules.none();
        return RobotsRules.parse(address, text, 'xunjian');
      }
      if (status < 500) return RobotsRules.none();
    } else if (result.fault.kind === 'redirect-loop' || result.fault.kind === 'too-large') {
      return RobotsRules.none();
    }
    const { error, kind } = result.ok ? { error: null, kind: 'robots' as const } : result.fault;
    if (error instanceof LocalError) throw error;
    const final = attempt >= run.settings.tries || (error !== null && error.retry === 'never');
    if (final || run.signal.aborted) {
      run.robotsFaults.set(name, {
        url: address,
        kind,
        why:
          error?.why ??
          `robots.txt answered ${result.ok ? result.fetched.status : ''}: nothing may be read then (RFC 9309)`,
        at: utc(run.clock()),
        status: result.ok ? result.fetched.status : null,
      });
      return RobotsRules.unreachable();
    }
    await pause(run.settings.backoffMs * 2 ** (attempt - 1), run.signal);
  }
}

/** Keeps an exchange as evidence, where there is an archive. */
export async function keep(run: CrawlRun, exchange: Exchange): Promise<Kept | null> {
  run.tally.fetched += 1;
  run.tally.bytes += exchange.response.body.length;
  return (await run.options.archive?.write(exchange)) ?? null;
}

export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || ms <= 0) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}

/** Hands the sink again what the earlier run gave it. */
export async function replay(run: CrawlRun): Promise<number> {
  let count = 0;
  for await (const lines of run.journal.frames()) {
    for (const text of lines) {
      const line = JSON.parse(text) as JournalLine;
      if (line.t === 'page') await run.sink.page({ ...line.v, ...line.r });
      else if (line.t === 'file') await run.sink.file?.(line.v);
      else if (line.t === 'moved') await run.sink.moved?.(line.v);
      else await run.sink.failed?.(line.v);
      count += 1;
    }
  }
  return count;
}

/**
 * Makes all that finished so far durable, in the order in which a kill does no harm: archive and journal first, then the
 * database with the offsets of both.
 */
export async function checkpoint(run: CrawlRun): Promise<void> {
  const [offsets, archived] = await Promise.all([run.journal.flush(), run.options.archive?.committed() ?? 0]);
  run.store.setMeta('visits', String(offsets.visits));
  run.store.setMeta('edges', String(offsets.edges));
  run.store.setMeta('archive', String(archived));
  run.store.commit();
}

export async function closeRun(run: CrawlRun): Promise<void> {
  await run.fetcher.close();
  await run.journal.close();
  run.store.close();
}
