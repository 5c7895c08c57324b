import { collectArchive } from '../collect/archive/index.ts';
import { createSiteReducer, type SiteReducer } from '../facts/index.ts';
import { AccountsSeen, createMentionReader } from '../mentions/index.ts';
import { type PageVisit, parseTime, utc } from '../model/index.ts';
import { decodeSaved } from './accounts/saved.ts';
import { Candidates } from './attachments/candidates.ts';
import { HeldFiles, readSavedAttachments } from './attachments/saved.ts';
import type { Collected } from './collected.ts';
import { type TraceWriter, tracesFor } from './earlier/traces.ts';
import type { InspectHooks, InspectOptions } from './options.ts';
import type { OutputFolder } from './output.ts';
import { withSection } from './probe/entries.ts';
import { reducerOptions } from './subject.ts';
import { OFFLINE } from './unavailable.ts';

/** Collects a web archive or a folder of saved pages. Sections that need the network say so. */
export async function collectSaved(
  path: string,
  kind: 'archive' | 'folder',
  options: InspectOptions,
  hooks: InspectHooks,
  folder: OutputFolder,
): Promise<Collected> {
  const now = options.asOf ?? hooks.clock();
  // The age of a saved file is that of the copy, not of the visit: it must not make true dates look like future ones.
  const timed = (visit: PageVisit): PageVisit =>
    kind === 'folder' || visit.at <= 0 ? { ...visit, at: now, serverDate: null, lastModified: null } : visit;
  let reducer: SiteReducer | null = null;
  // Every visit is of the one site that the archive is about: the first one names its host.
  const reducerFor = (url: string) => {
    const home = new URL('/', url);
    const twin = home.host.startsWith('www.') ? home.host.slice(4) : `www.${home.host}`;
    reducer ??= createSiteReducer(reducerOptions(home.href, [home.host, twin], options));
    return reducer;
  };
  const candidates = new Candidates();
  const held = new HeldFiles();
  const { scan, accounts } = options;
  const mentions = accounts === undefined ? null : createMentionReader(accounts);
  const seen = mentions === null ? null : new AccountsSeen(mentions.address);
  const open: { traces: TraceWriter | null } = { traces: null };
  const collecting = async () => {
    const collected = await collectArchive(
      path,
      {
        sketch: true,
        onSite: ({ hosts }) => {
          open.traces = tracesFor(folder, hosts);
        },
        ...(scan === undefined ? {} : { scan: { module: scan.module, options: scan.options } }),
        ...(mentions === null ? {} : { mentions }),
        ...(hooks.onProgress === undefined ? {} : { onProgress: hooks.onProgress }),
      },
      {
        page: (visit) => {
          candidates.page(visit);
          if (visit.facts.accounts !== undefined) seen?.page(visit.finalUrl, visit.facts.accounts);
          reducerFor(visit.url).add(timed(visit));
          return open.traces?.page(timed(visit));
        },
        file: (visit) => {
          held.file(visit);
          candidates.file(visit);
        },
        failed: (visit) => {
          reducerFor(visit.url).failed(visit);
          return open.traces?.failed(visit);
        },
        moved: (visit) => {
          reducerFor(visit.url).moved(visit);
          return open.traces?.moved(visit);
        },
      },
      hooks.signal,
    );
    await open.traces?.finish();
    return collected;
  };
  const result = await collecting().finally(() => open.traces?.close());
  const { coverage } = result;
  const told = kind === 'folder' && options.asOf !== undefined;
  const end = kind === 'folder' || (parseTime(coverage.to) ?? 0) <= 0 ? now : (parseTime(coverage.to) ?? now);
  return {
    reducer: reducerFor(result.home.url),
    rest: {
      collectedAt: utc(end),
      home: result.home.url,
      hosts: result.hosts,
      collector: options.collector,
      coverage: { ...coverage, to: utc(end), ...(told ? { timeTold: true } : {}) },
      sections: {
        ...OFFLINE,
        links: result.coverage.pages > 0 ? { status: 'ok', value: result.links } : OFFLINE.links,
      },
    },
    home: result.home,
    attachments: [],
    readAttachments: async (facts) => {
      const read = await readSavedAttachments(facts, { path, kind }, candidates, held, options, hooks.signal);
      if (seen === null) return read;
      await decodeSaved(seen, { path, kind }, result.hosts, options.maxCodes, hooks.signal);
      return withSection(read, 'accounts', { status: 'ok', value: seen.result() });
    },
    warnings: result.report.damage.slice(0, 20).map(({ file, offset, why }) => ({
      zh: `${file} 第 ${offset} 字节处损坏：${why}`,
      en: `${file} is broken at byte ${offset}: ${why}`,
    })),
  };
}
