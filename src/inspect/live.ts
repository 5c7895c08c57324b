import { createWarcWriter, type ExchangeArchive } from '../collect/archive/index.ts';
import {
  type CrawlResult,
  crawlSite,
  createFetcher,
  declaredUserAgent,
  type Fetcher,
  readCheckpoint,
} from '../collect/site/index.ts';
import { createSiteReducer, hostOf, type SiteReducer } from '../facts/index.ts';
import { AccountsSeen, createMentionReader } from '../mentions/index.ts';
import {
  InputError,
  LocalError,
  PermanentError,
  type SiteFacts,
  TransientError,
  utc,
} from '../model/index.ts';
import { decodeLive } from './accounts/live.ts';
import { Candidates } from './attachments/candidates.ts';
import { readLiveAttachments } from './attachments/live.ts';
import { type Browsing, openBrowsing } from './browsing.ts';
import type { Collected } from './collected.ts';
import { tracesFor } from './earlier/traces.ts';
import { counting, recordsBefore } from './evidence.ts';
import type { InspectHooks, InspectOptions } from './options.ts';
import { FILES, type OutputFolder } from './output.ts';
import { lookForCloaking } from './probe/cloaking.ts';
import { openChannels, openOutlinks, openServices, probeOnce, withSection } from './probe/entries.ts';
import { checkIpv6 } from './probe/ipv6.ts';
import { createOpener, type Opener } from './probe/opener.ts';
import { trySearch } from './probe/search.ts';
import { systemIpv6 } from './probe/system.ts';
import { reducerOptions } from './subject.ts';
import { NOT_RENDERED, OFFLINE } from './unavailable.ts';

export interface LiveResult {
  readonly facts: SiteFacts;
  /** Records in the evidence file. */
  readonly records: number;
  readonly warnings: Collected['warnings'];
}

/**
 * Collects a live site: crawl, then the questions that only asking answers (search, forms, channels, IPv6, availability), then the
 * browser. Every exchange goes into the evidence.
 */
export async function collectLive(
  url: string,
  options: InspectOptions,
  hooks: InspectHooks,
  folder: OutputFolder,
): Promise<LiveResult> {
  const checkpoint = options.resume ? readCheckpoint(folder.work) : null;
  const earlier =
    checkpoint === null ? 0 : await recordsBefore(folder.path(FILES.evidence), checkpoint.archiveBytes);
  const writer = await createWarcWriter(folder.path(FILES.evidence), {
    software: `${options.collector.name}/${options.collector.version}`,
    clock: hooks.clock,
    description: `inspection of ${url}`,
    ...(options.contact === undefined ? {} : { operator: options.contact }),
    ...(checkpoint === null ? {} : { resumeAt: checkpoint.archiveBytes }),
  });
  const { archive, records } = counting(writer);
  let browsing: Browsing | null = null;
  try {
    browsing = options.browser === null ? null : await openBrowsing(options.browser, options, hooks, folder);
    const crawled = await crawl(url, options, hooks, folder, archive, browsing);
    refuseUnreached(url, crawled.result, options);
    const asked = await ask(url, crawled, options, hooks, archive, browsing);
    return { ...asked, records: earlier + records() };
  } finally {
    await browsing?.close();
    await archive.close();
  }
}

interface Crawled {
  readonly reducer: SiteReducer;
  readonly result: CrawlResult;
  readonly candidates: Candidates;
  /** Accounts that pages mention; null where nobody looks. */
  readonly seen: AccountsSeen | null;
}

async function crawl(
  url: string,
  options: InspectOptions,
  hooks: InspectHooks,
  folder: OutputFolder,
  archive: ExchangeArchive,
  browsing: Browsing | null,
): Promise<Crawled> {
  hooks.onStage?.('collect');
  const host = hostOf(url);
  const twin = host.startsWith('www.') ? host.slice(4) : `www.${host}`;
  const reducer = createSiteReducer(reducerOptions(url, [host, twin], options));
  const candidates = new Candidates();
  const { scan, accounts } = options;
  const seen = accounts === undefined ? null : new AccountsSeen(createMentionReader(accounts).address);
  const traces = tracesFor(folder, [host, twin]);
  try {
    const result = await crawlSite(
      new URL(url),
      {
        workdir: folder.work,
        resume: options.resume,
        maxPages: options.maxPages,
        sketch: true,
        allowPrivate: options.allowPrivate,
        archive,
        clock: hooks.clock,
        ...(options.userAgent === undefined ? {} : { userAgent: options.userAgent }),
        ...(options.contact === undefined ? {} : { contact: options.contact }),
        ...(options.robotsOverride === undefined ? {} : { ignoreRobots: options.robotsOverride }),
        ...(options.delayMs === undefined ? {} : { delayMs: options.delayMs }),
        ...(options.concurrency === undefined ? {} : { connections: options.concurrency }),
        ...(scan === undefined ? {} : { scan: { module: scan.module, options: scan.options } }),
        ...(accounts === undefined ? {} : { accounts }),
        ...(hooks.spare === undefined ? {} : { spare: hooks.spare }),
        ...(hooks.resolve === undefined ? {} : { resolve: hooks.resolve }),
        ...(hooks.onProgress === undefined ? {} : { onProgress: hooks.onProgress }),
        ...(browsing?.renderer === undefined || browsing.renderer === null
          ? {}
          : { renderer: browsing.renderer }),
      },
      {
        page: (visit) => {
          candidates.page(visit);
          if (visit.facts.accounts !== undefined) seen?.page(visit.finalUrl, visit.facts.accounts);
          reducer.add(visit);
          return traces.page(visit);
        },
        failed: (visit) => {
          reducer.failed(visit);
          return traces.failed(visit);
        },
        moved: (visit) => {
          reducer.moved(visit);
          return traces.moved(visit);
        },
      },
      hooks.signal,
    );
    await traces.finish();
    return { reducer, result, candidates, seen };
  } finally {
    traces.close();
  }
}

/** A site that cannot be reached at all gets no verdict from one visit; a probe log of a week may prove it. */
function refuseUnreached(url: string, { home, hosts, coverage }: CrawlResult, options: InspectOptions): void {
  const { failure } = home;
  if (failure === null || coverage.pages > 0 || options.probes !== undefined) return;
  if (URL.canParse(home.url) && !hosts.includes(new URL(home.url).host))
    throw new InputError({
      what: 'inspect',
      where: url,
      why: `the home page leads to another site, ${home.url}`,
      todo: 'inspect that address',
    });
  const parts = { what: 'inspect', where: home.url, why: failure.why };
  switch (failure.kind) {
    case 'dns':
      throw new PermanentError({ ...parts, todo: 'check the address; nothing is proven about the site' });
    case 'refused-connection':
    case 'timeout':
    case 'reset':
    case 'tls':
    case 'too-slow':
      throw new TransientError({
        ...parts,
        todo: 'check the address and try again later; one visit proves no outage',
      });
    case 'local-fault':
      throw new LocalError({ ...parts, todo: 'check the network of this machine' });
    case 'refused-address':
      throw new InputError({
        ...parts,
        todo: 'add --allow-private if the site is meant to be on a private address',
      });
    case 'robots':
      throw new InputError({ ...parts, todo: 'an inspector may override it with --robots-override REASON' });
    default:
  }
}

async function ask(
  url: string,
  { reducer, result, candidates, seen }: Crawled,
  options: InspectOptions,
  hooks: InspectHooks,
  archive: ExchangeArchive,
  browsing: Browsing | null,
): Promise<Omit<LiveResult, 'records'>> {
  hooks.onStage?.('probe');
  const home = result.home.url;
  const rest = {
    home: home === '' ? url : home,
    hosts: result.hosts,
    collectedAt: result.coverage.to,
    collector: options.collector,
    coverage: result.coverage,
    sections: { ...OFFLINE, render: NOT_RENDERED, links: { status: 'ok' as const, value: result.links } },
  };
  let facts = reducer.finish(rest);
  const { fetcher, open } = asking(userAgentOf(options), options, hooks, archive);
  try {
    const { services, interaction, content } = facts.sections;
    if (services.status === 'ok')
      facts = withSection(facts, 'services', {
        status: 'ok',
        value: await openServices(services.value, open, result.attachments),
      });
    if (interaction.status === 'ok')
      facts = withSection(facts, 'interaction', {
        status: 'ok',
        value: await openChannels(interaction.value, open),
      });
    if (content.status === 'ok') {
      const states = new Map(result.outlinks.map((outlink) => [outlink.host, outlink.state]));
      const outlinks = content.value.outlinks.map((one) => ({
        ...one,
        state: states.get(one.host) ?? one.state,
      }));
      facts = withSection(facts, 'content', {
        status: 'ok',
        value: await openOutlinks({ ...content.value, outlinks }, open, options.vocabulary),
      });
    }
    const search = await trySearch(reducer.searchForm(), facts, open, options.vocabulary);
    facts = withSection(facts, 'search', { status: 'ok', value: search });
    const ipv6 = await checkIpv6(rest.home, hooks.ipv6 ?? systemIpv6(options, hooks));
    facts = withSection(facts, 'ipv6', { status: 'ok', value: ipv6 });
    facts = await cloaking(facts, rest.home, open, options, hooks, archive);
    const probe = await probeOnce(rest.home, open, 'xunjian');
    facts = withSection(facts, 'probes', { status: 'ok', value: { probes: [probe] } });
    hooks.onStage?.('attachments');
    facts = await readLiveAttachments(facts, candidates, result, open, options);
    if (seen !== null) {
      await decodeLive(seen, result, open, options.maxCodes);
      facts = withSection(facts, 'accounts', { status: 'ok', value: seen.result() });
    }
  } finally {
    await fetcher.close();
  }
  const render = await (browsing === null ? Promise.resolve(null) : browsing.look(facts));
  if (render !== null) facts = withSection(facts, 'render', render);
  if (browsing !== null) facts = await browsing.show(facts);
  const at = utc(hooks.clock());
  return {
    facts: { ...facts, collectedAt: at, coverage: { ...facts.coverage, to: at } },
    warnings: browsing?.warnings ?? [],
  };
}

function userAgentOf({ userAgent, contact }: InspectOptions): string {
  return userAgent ?? declaredUserAgent(contact);
}

/** What asks single questions of the site, under a name. */
function asking(
  userAgent: string,
  { allowPrivate, delayMs }: InspectOptions,
  { clock, resolve, signal }: InspectHooks,
  archive: ExchangeArchive,
): { readonly fetcher: Fetcher; readonly open: Opener } {
  const fetcher = createFetcher({
    userAgent,
    allowPrivate,
    clock,
    ...(resolve === undefined ? {} : { resolve }),
  });
  const pause = delayMs ?? (allowPrivate ? 0 : 200);
  return { fetcher, open: createOpener({ fetcher, archive, clock, signal, delayMs: pause }) };
}

/** Whether search engines are shown another page: the home page and the newest article, asked for in the name of one beside our own. */
async function cloaking(
  facts: SiteFacts,
  home: string,
  visitor: Opener,
  options: InspectOptions,
  hooks: InspectHooks,
  archive: ExchangeArchive,
): Promise<SiteFacts> {
  const { content, articles } = facts.sections;
  if (content.status !== 'ok') return facts;
  const [article] = articles.status === 'ok' ? articles.value : [];
  const name = `${userAgentOf(options)} (compatible; ${options.vocabulary.spider})`;
  const { fetcher, open: searcher } = asking(name, options, hooks, archive);
  try {
    const pages = [...(article === undefined ? [] : [article.url]), home];
    const openers = { visitor, searcher };
    const value = await lookForCloaking(content.value, pages, openers, options.scan?.text);
    return withSection(facts, 'content', { status: 'ok', value });
  } finally {
    await fetcher.close();
  }
}
