import { type CollectionSink, InterruptedError } from '../../../model/index.ts';
import type { CrawlOptions, CrawlResult } from '../options.ts';
import { Tier } from '../order.ts';
import { ReaderPool } from '../reading/reader-pool.ts';
import { DEFAULT_READER } from '../reading/spare.ts';
import { hostOf } from '../url.ts';
import { coverageOf, linkFactsOf, noteUnseen } from './account.ts';
import { CheckPhase } from './check.ts';
import { homeOf } from './home.ts';
import { PagePhase } from './pages.ts';
import { type CrawlRun, checkpoint, closeRun, openHost, openRun, replay } from './run.ts';
import { addSitemaps } from './sitemaps.ts';

/**
 * Crawls one website (全站采集): reads its pages in the order in which indicators need them, hands each to the sink, keeps every
 * exchange in the archive, then looks whether the remaining links open. All state is in `workdir`: after a stop or a kill the
 * same call with `resume` goes on, handing the sink first what it had before.
 *
 * Faults of the site end up in the result. It throws InputError for options and folders that cannot be used, LocalError where our
 * own side fails (no network, a full disk), and InterruptedError where `signal` says stop; all of them leave a resumable state.
 */
export async function crawlSite(
  target: URL,
  options: CrawlOptions,
  sink: CollectionSink,
  signal: AbortSignal,
): Promise<CrawlResult> {
  // Faults inside end the requests under way as well.
  const own = new AbortController();
  const both = AbortSignal.any([signal, own.signal]);
  const run = await openRun(target, options, sink, both);
  const starting = startReaders(run);
  // Told below, once robots.txt, home page and sitemaps are in.
  starting.catch(() => {});
  try {
    if (run.settings.resume) await replay(run);
    await openSite(run);
    const readers = await starting;
    await new PagePhase(run, readers).run();
    if (run.store.meta('unseen') === null) noteUnseen(run);
    await new CheckPhase(run, readers).run();
    if (signal.aborted) throw interrupted(run);
    const { links, outlinks, attachments } = await linkFactsOf(run);
    return {
      coverage: coverageOf(run),
      links,
      outlinks,
      attachments,
      hosts: run.frontier.scopeHosts().map(({ name }) => name),
      home: homeOf(run),
      allows: (url) =>
        run.settings.ignoreRobots !== undefined || (run.robots.get(hostOf(url))?.allows(url) ?? false),
      fetched: run.tally.fetched,
    };
  } catch (error) {
    own.abort();
    throw error;
  } finally {
    await starting.then(
      (readers) => readers.close(),
      () => {},
    );
    await closeRun(run);
  }
}

function startReaders({ settings, options, fetcher }: CrawlRun): Promise<ReaderPool> {
  const { scan, accounts, sketch } = settings;
  const plan = {
    reader: settings.reader ?? DEFAULT_READER,
    readerOptions: settings.readerOptions ?? { scan, accounts, sketch },
    decodedBytes: fetcher.limits.decodedBytes,
  };
  return ReaderPool.start(plan, settings.workers, options.spare);
}

/** Scope, robots.txt, home page and sitemaps. */
async function openSite(run: CrawlRun): Promise<void> {
  const { settings, frontier, store, target } = run;
  const scheme = new URL(target).protocol;
  await openHost(run, target);
  // Hosts of an earlier run (a home page that had moved) and those that were named.
  const names = new Set([...frontier.scopeHosts().map(({ name }) => name), ...(settings.hosts ?? [])]);
  for (const name of names)
    if (URL.canParse(`${scheme}//${name}/`)) await openHost(run, `${scheme}//${name}/`);
  frontier.add(target, { tier: Tier.home, depth: 0, group: 0, referrer: 0, text: null });
  if (settings.sitemaps && store.meta('sitemaps') === null && !run.signal.aborted) {
    await addSitemaps(run, target);
    store.setMeta('sitemaps', 'added');
  }
  if (run.signal.aborted) throw interrupted(run);
  await checkpoint(run);
}

function interrupted(run: CrawlRun): InterruptedError {
  return new InterruptedError({
    what: 'crawl',
    where: run.target,
    why: 'stopped',
    todo: 'run again with --resume to go on',
  });
}
