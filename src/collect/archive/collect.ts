import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { sketchPage } from '../../changes/index.ts';
import type { MentionReader } from '../../mentions/index.ts';
import {
  type CollectionFailure,
  type CollectionSink,
  type Coverage,
  type FailureKind,
  InterruptedError,
  type LinkFacts,
  type PageFacts,
  type Progress,
  type ScanHit,
  utc,
} from '../../model/index.ts';
import { decodeHtml, type ReadOptions, readPage, withSelectors } from '../../page/index.ts';
import type { ArchivedExchange, ArchiveReport, ReadLimits } from './exchanges.ts';
import { openFolder } from './folder.ts';
import { header } from './http-message.ts';
import { type Arrival, bare, LinkGraph } from './link-graph.ts';
import { type Archive, openArchive } from './open.ts';
import { chooseSite, faultOf, heldAs, isPage, type Site, type Survey, survey } from './survey.ts';

export type PageScanner = (facts: PageFacts) => ScanHit[];

export interface CollectArchiveOptions {
  /** Address or host of the site to look at; default the one the archive is about. */
  readonly site?: string;
  /** Address that a folder of saved pages stands for. */
  readonly base?: string;
  readonly limits?: Partial<ReadLimits>;
  /** The text hook: URL of a module that exports `createPageScanner(options)`. */
  readonly scan?: { readonly module: string; readonly options: unknown };
  /** Reads pages for mentions of accounts. */
  readonly mentions?: MentionReader;
  /** Sketches what each page is about, for comparison with other inspections. */
  readonly sketch?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  /** Told once, before the sink gets anything: the home page and the hosts of the site that the archive is about. */
  readonly onSite?: (site: { readonly home: string; readonly hosts: readonly string[] }) => void;
}

export interface CollectedArchive {
  readonly coverage: Coverage;
  readonly links: LinkFacts;
  readonly outlinks: readonly {
    readonly host: string;
    readonly links: number;
    readonly embeds: number;
    readonly from: string;
    readonly state: 'unchecked';
  }[];
  readonly hosts: readonly string[];
  readonly home: { readonly url: string; readonly failure: CollectionFailure | null };
  /** What was broken or left out, by offset. */
  readonly report: ArchiveReport;
}

const FAILURES_NAMED = 200;
const ScannerModule = z.object({
  createPageScanner: z.custom<(options: unknown) => PageScanner | Promise<PageScanner>>(
    (value) => typeof value === 'function',
  ),
});

/**
 * Collects a site from an archive (WARC, ARC, WACZ) or a folder of saved pages, as a crawl would from the network. The archive is
 * read three times — which addresses it holds, how their pages link, and the pages themselves for the sink — so that depths and
 * dead links are known without holding pages in memory. Of several captures of an address the last one counts.
 */
export async function collectArchive(
  path: string,
  options: CollectArchiveOptions,
  sink: CollectionSink,
  signal: AbortSignal,
): Promise<CollectedArchive> {
  const source = (await isFolder(path)) ? 'folder' : 'archive';
  const open = () =>
    source === 'folder'
      ? openFolder(path, options.base === undefined ? {} : { base: options.base })
      : openArchive(path, options.limits);
  const check = () => {
    if (signal.aborted) throw new InterruptedError({ what: 'read', where: path, why: 'interrupted' });
  };
  const first = await reading(open, (archive) => survey(archive, check));
  const site = chooseSite(path, first.result, options.site);
  options.onSite?.(site);
  const pages = new PageReader(first.result, site, await loadScanner(options.scan), options);
  const graph = new LinkGraph(
    site.home,
    (url) => site.hosts.includes(new URL(url).host),
    (url) => heldAs(url, first.result.answers),
  );
  await reading(open, async (archive) => {
    for await (const exchange of archive) {
      check();
      const page = pages.read(exchange);
      if (page !== null) graph.add(page.url, page.facts);
    }
  });
  const delivery = new Delivery(sink, first, graph.arrivals(first.result.answers), options.onProgress);
  await reading(open, async (archive) => {
    for await (const exchange of archive) {
      check();
      await delivery.hand(exchange, pages);
    }
  });
  delivery.addDamage(first.report);
  const missing = graph.missing(first.result.answers);
  return {
    coverage: delivery.coverage(source, missing, first.report),
    links: graph.links(first.result.answers),
    outlinks: graph.outlinks(),
    hosts: site.hosts,
    home: { url: site.home, failure: delivery.failureOf(site.home) },
    report: first.report,
  };
}

async function isFolder(path: string): Promise<boolean> {
  // What cannot be looked at is reported by the one that opens it.
  return stat(path).then(
    (about) => about.isDirectory(),
    () => false,
  );
}

async function reading<T>(
  open: () => Promise<Archive>,
  use: (archive: Archive) => Promise<T>,
): Promise<{ result: T; report: ArchiveReport }> {
  const archive = await open();
  try {
    return { result: await use(archive), report: archive.report };
  } finally {
    await archive.close();
  }
}

async function loadScanner(scan: CollectArchiveOptions['scan']): Promise<PageScanner | null> {
  if (scan === undefined) return null;
  const { createPageScanner } = ScannerModule.parse(await import(scan.module));
  return await createPageScanner(scan.options);
}

/** Reads the pages of one site out of exchanges: the last whole capture of each address. */
class PageReader {
  readonly #survey: Survey;
  readonly #site: Site;
  readonly scanner: PageScanner | null;
  readonly #reading: Pick<ReadOptions, 'mentions' | 'sketch'>;

  constructor(
    survey: Survey,
    site: Site,
    scanner: PageScanner | null,
    { mentions, sketch = false }: Pick<CollectArchiveOptions, 'mentions' | 'sketch'>,
  ) {
    this.#survey = survey;
    this.#site = site;
    this.scanner = scanner;
    this.#reading = {
      ...(mentions === undefined ? {} : { mentions: mentions.page }),
      ...(sketch ? { sketch: sketchPage } : {}),
    };
  }

  /** Address of an exchange of this site that is the last for its address; null for any other. */
  ours(exchange: ArchivedExchange): string | null {
    const url = bare(exchange.url);
    if (url === null || !this.#site.hosts.includes(new URL(url).host)) return null;
    return this.#survey.answers.get(url)?.at === exchange.at ? url : null;
  }

  /** Whether the page does nothing but send the visitor on: an answer like a redirect, no page to judge. */
  sendsOn(url: string): boolean {
    return (this.#survey.answers.get(url)?.location ?? null) !== null;
  }

  read(exchange: ArchivedExchange): { url: string; facts: PageFacts; html: string } | null {
    const url = this.ours(exchange);
    if (url === null || this.sendsOn(url) || !isPage(exchange) || faultOf(exchange) !== null) return null;
    const { text, charset } = decodeHtml(exchange.body, { contentType: exchange.contentType });
    return {
      url,
      facts: readPage(text, { url, charset, ...this.#reading }),
      html: text,
    };
  }
}

/** Hands pages, files and failures to the sink, once for each address, and keeps the account. */
class Delivery {
  readonly #sink: CollectionSink;
  readonly #survey: Survey;
  readonly #arrival: (url: string) => Arrival;
  readonly #onProgress: ((progress: Progress) => void) | undefined;
  readonly #delivered = new Set<string>();
  readonly #failures: CollectionFailure[] = [];
  readonly #counts: Partial<Record<FailureKind, number>> = {};
  readonly #failed = new Map<string, CollectionFailure>();
  #pages = 0;
  #needsScript = 0;
  #bytes = 0;

  constructor(
    sink: CollectionSink,
    { result }: { readonly result: Survey },
    arrival: (url: string) => Arrival,
    onProgress: ((progress: Progress) => void) | undefined,
  ) {
    this.#sink = sink;
    this.#survey = result;
    this.#arrival = arrival;
    this.#onProgress = onProgress;
  }

  async hand(exchange: ArchivedExchange, pages: PageReader): Promise<void> {
    const url = pages.ours(exchange);
    if (url === null || this.#delivered.has(url)) return;
    this.#delivered.add(url);
    this.#bytes += exchange.body.length;
    const { status, at, contentType } = exchange;
    if (status >= 400)
      return await this.#fail(url, status >= 500 ? 'http-5xx' : 'http-4xx', `HTTP ${status}`, at, status);
    const to = this.#survey.answers.get(url)?.location ?? null;
    if (to !== null) await this.#sink.moved?.({ url, to, at });
    if (status >= 300 || to !== null) return;
    const fault = faultOf(exchange);
    if (fault !== null) return await this.#fail(url, 'broken-record', fault, at, status);
    const page = pages.read(exchange);
    if (page === null) {
      await this.#sink.file?.({ url, status, at, contentType, bytes: exchange.body.length });
      return;
    }
    const hits = withSelectors(page.html, page.url, pages.scanner?.(page.facts) ?? []);
    await this.#sink.page(this.#visit(exchange, page, hits));
    this.#pages++;
    if (page.facts.needsScript) this.#needsScript++;
    this.#onProgress?.({
      done: this.#pages,
      queued: Math.max(0, this.#survey.answers.size - this.#delivered.size),
      failed: this.#failures.length,
      bytes: this.#bytes,
      url,
    });
  }

  #visit(
    exchange: ArchivedExchange,
    { url, facts }: { url: string; facts: PageFacts },
    hits: readonly ScanHit[],
  ) {
    const { status, at, record, digest, body, headers } = exchange;
    return {
      url,
      finalUrl: url,
      status,
      at,
      ms: null,
      serverDate: dateOf(header(headers, 'date')),
      lastModified: dateOf(header(headers, 'last-modified')),
      ...this.#arrival(url),
      bytes: body.length,
      record,
      digest,
      rendered: false,
      facts,
      hits,
    };
  }

  async #fail(url: string, kind: FailureKind, why: string, at: number, status: number | null): Promise<void> {
    this.#note({ url, kind, why, at: utc(at), status });
    await this.#sink.failed?.({ url, kind, why, at, status });
  }

  #note(failure: CollectionFailure): void {
    this.#counts[failure.kind] = (this.#counts[failure.kind] ?? 0) + 1;
    if (this.#failures.length < FAILURES_NAMED) this.#failures.push(failure);
    this.#failed.set(failure.url, failure);
  }

  /** Damage stands in the account like any page that could not be read, named by file and offset. */
  addDamage({ damage }: ArchiveReport): void {
    const at = utc(this.#survey.to ?? 0);
    for (const { file, offset, why } of damage) {
      this.#note({ url: `${file}#${offset}`, kind: 'broken-record', why, at, status: null });
    }
  }

  failureOf(url: string): CollectionFailure | null {
    return this.#failed.get(url) ?? null;
  }

  coverage(
    source: 'archive' | 'folder',
    missing: { readonly count: number; readonly examples: string[] },
    { skipped, damage, software }: ArchiveReport,
  ): Coverage {
    const unseen = [
      { reason: 'not in the archive', count: missing.count, examples: missing.examples },
      {
        reason: 'in the archive, left out',
        count: skipped.length,
        examples: skipped
          .slice(0, 10)
          .map(({ file, offset, url, why }) => `${url ?? `${file}#${offset}`}: ${why}`),
      },
    ].filter(({ count }) => count > 0);
    return {
      source,
      from: utc(this.#survey.from ?? 0),
      to: utc(this.#survey.to ?? 0),
      pages: this.#pages,
      complete: unseen.length === 0 && damage.length === 0 && this.#failures.length === 0,
      unseen,
      failures: this.#failures,
      failureCounts: this.#counts,
      needsScript: this.#needsScript,
      rendered: 0,
      override: null,
      userAgent: software ?? '',
    };
  }
}

/** An HTTP date (RFC 9110 §5.6.7) in milliseconds; null where it is none. */
function dateOf(text: string | null): number | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : time;
}
