import { join } from 'node:path';
import { Comparison, columnsGone, type EarlierWords, homeGone, type SiteNames } from '../../changes/index.ts';
import { collectArchive } from '../../collect/archive/index.ts';
import { bareHost, hostOf, pageKey } from '../../facts/index.ts';
import { judge, type Standard } from '../../judge/index.ts';
import {
  type DateDoubt,
  type EarlierFacts,
  type EarlierVerdict,
  parseTime,
  type SiteFacts,
  type TraceLine,
  type Verdict,
} from '../../model/index.ts';
import type { InspectHooks, InspectOptions } from '../options.ts';
import { FILES, type OutputFolder } from '../output.ts';
import { withSection } from '../probe/entries.ts';
import type { EarlierInspection } from './open.ts';
import { readTraces, TraceWriter } from './traces.ts';

/** Adds to the facts of this inspection what changed since an earlier one. The traces of this one have to be written by now. */
export async function compareWith(
  earlier: EarlierInspection,
  facts: SiteFacts,
  words: EarlierWords,
  options: InspectOptions,
  hooks: InspectHooks,
  folder: OutputFolder,
): Promise<SiteFacts> {
  const site = namesOf(earlier.facts, facts);
  const traces = earlier.traces ?? (await tracesOfEvidence(earlier, options, hooks, folder));
  const comparison = new Comparison(words, site);
  for await (const line of linesOf(traces)) comparison.earlier(line);
  for await (const line of linesOf(folder.path(FILES.pages))) comparison.now(line);
  for await (const line of linesOf(traces)) comparison.recall(line);
  const value: EarlierFacts = {
    collectedAt: earlier.facts.collectedAt,
    pages: earlier.facts.coverage.pages,
    verdict: verdictOf(earlier, options.standard),
    ...comparison.finish(),
    homeGone: homeGone(earlier.facts, facts),
    columnsGone: columnsGone(earlier.facts, facts, site),
  };
  return withDoubts(withSection(facts, 'earlier', { status: 'ok', value }), value);
}

async function* linesOf(file: string | null): AsyncGenerator<TraceLine> {
  if (file !== null) yield* readTraces(file);
}

/** The site's own hosts, then and now, are one site: a page keeps its name when the site moves to another of them. */
function namesOf(then: SiteFacts, now: SiteFacts): SiteNames {
  const hosts = [...new Set([...then.subject.hosts, ...now.subject.hosts, hostOf(then.subject.url)])];
  const own = new Set(hosts.map(bareHost));
  return {
    hosts,
    hostOf,
    home: then.subject.url,
    nameOf: (url) => {
      const key = pageKey(url);
      const host = hostOf(url);
      return own.has(bareHost(host)) ? key.slice(host.length) : key;
    },
  };
}

/** An older version of the program left no traces: they are made from the evidence, into the work folder. */
async function tracesOfEvidence(
  { evidence, facts }: EarlierInspection,
  { scan }: InspectOptions,
  { signal }: InspectHooks,
  folder: OutputFolder,
): Promise<string | null> {
  if (evidence === null) return null;
  const file = join(folder.work, 'earlier.jsonl.gz');
  const traces = new TraceWriter(file, `${file}.part`, facts.subject.hosts);
  try {
    await collectArchive(
      evidence,
      {
        sketch: true,
        site: facts.subject.url,
        ...(scan === undefined ? {} : { scan: { module: scan.module, options: scan.options } }),
      },
      {
        page: (visit) => traces.page(visit),
        failed: (visit) => traces.failed(visit),
        moved: (visit) => traces.moved(visit),
      },
      signal,
    );
    await traces.finish();
  } finally {
    traces.close();
  }
  return file;
}

/** What it concluded; where it was judged by another standard, its facts are judged by this one. */
function verdictOf({ verdict, facts }: EarlierInspection, standard: Standard): EarlierVerdict {
  const own = verdict?.standard;
  const rejudged = verdict === null || own?.id !== standard.id || own.version !== standard.version;
  const asOf = parseTime(verdict?.asOf ?? facts.collectedAt) ?? 0;
  return briefly(rejudged ? judge(facts, standard, { asOf }) : verdict, rejudged);
}

function briefly({ standard, asOf, result, score, ledger }: Verdict, rejudged: boolean): EarlierVerdict {
  return {
    standard: { id: standard.id, version: standard.version },
    asOf,
    result,
    score: score === null ? null : { min: score.min, max: score.max },
    rejudged,
    lines: ledger.map(({ code, part, state, points }) => ({ code, part, state, points })),
  };
}

/** New dates over old texts are leads to forged ones, unless the publishing system gave them to all. */
function withDoubts(facts: SiteFacts, { redated }: EarlierFacts): SiteFacts {
  const { dateDoubts } = facts.sections;
  if (dateDoubts.status !== 'ok' || redated.bulk || redated.count === 0) return facts;
  const moved = redated.examples.map(
    ({ url, title, before, now }): DateDoubt => ({
      url,
      title,
      printed: now,
      kind: 'date-moved',
      other: before,
    }),
  );
  return withSection(facts, 'dateDoubts', { status: 'ok', value: [...moved, ...dateDoubts.value] });
}
