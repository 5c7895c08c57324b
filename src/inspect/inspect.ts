import { readFile } from 'node:fs/promises';
import { sha256OfFile } from '../collect/archive/index.ts';
import { hostOf } from '../facts/index.ts';
import { type Answer, judge, showUnused, type Unused } from '../judge/index.ts';
import { InterruptedError, messageOf, type Progress, parseTime, SiteFacts, Verdict } from '../model/index.ts';
import { renderHtml } from '../report/index.ts';
import { compareWith } from './earlier/compare.ts';
import { checkFits, type EarlierInspection, openEarlier } from './earlier/open.ts';
import { collectLive } from './live.ts';
import type { InspectHooks, Inspection, InspectOptions } from './options.ts';
import { FILES, type OutputFolder, openOutput } from './output.ts';
import { withSection } from './probe/entries.ts';
import { type ProbeRow, probesOf, readProbeLog } from './probe/probe-log.ts';
import { collectSaved } from './saved.ts';
import { type Target, targetOf } from './target.ts';

/**
 * Inspects one website: collects it, reduces it to facts, judges the facts and leaves verdict, facts, report and evidence in one
 * folder. What cannot be collected is told, never guessed. Throws errors of one clear line; what was collected stays for `resume`.
 */
export async function inspectSite(
  target: string,
  options: InspectOptions,
  hooks: InspectHooks,
): Promise<Inspection> {
  const what = await targetOf(target);
  const rows = options.probes === undefined ? null : await readProbeLog(options.probes);
  const earlier =
    options.earlier === undefined ? null : await earlierOf(options.earlier.folder, what, options, hooks);
  const folder = await openOutput(options.out, target, { resume: options.resume, now: hooks.clock() });
  const collected = await collectOrLeave(what, target, options, hooks, folder);
  const { records } = collected;
  const own = rows === null ? collected.facts : withProbes(collected.facts, rows, options);
  const facts = sound(SiteFacts, await compared(own, earlier, what, options, hooks, folder), 'facts');
  hooks.onStage?.('judge');
  const verdict = sound(
    Verdict,
    judge(facts, options.standard, judgeOptions(facts, options, hooks)),
    'verdict',
  );
  hooks.onStage?.('report');
  const html = renderHtml(verdict, {
    language: options.language,
    hosts: facts.subject.hosts,
    images: await imagesOf(verdict, folder),
    generator: `${options.collector.name} ${options.collector.version}`,
    ...(await evidenceOf(records, folder)),
  });
  await folder.write(FILES.facts, `${JSON.stringify(facts, null, 1)}\n`);
  await folder.write(FILES.report, html);
  // Last: a folder that holds a verdict is a finished inspection.
  await folder.write(FILES.verdict, `${JSON.stringify(verdict, null, 1)}\n`);
  await folder.finish();
  return { verdict, facts, out: options.out, html };
}

/** The earlier inspection; of a live site it is known before anything is fetched that it fits. */
async function earlierOf(
  folder: string,
  what: Target,
  options: InspectOptions,
  { clock }: InspectHooks,
): Promise<EarlierInspection> {
  const earlier = await openEarlier(folder, options.out);
  if (what.kind === 'live') checkFits(earlier, { hosts: [hostOf(what.url)], idCode: null, at: clock() });
  return earlier;
}

/** The facts with what changed since the earlier inspection, where there is one. */
async function compared(
  facts: SiteFacts,
  earlier: EarlierInspection | null,
  what: Target,
  options: InspectOptions,
  hooks: InspectHooks,
  folder: OutputFolder,
): Promise<SiteFacts> {
  if (earlier === null || options.earlier === undefined) return facts;
  hooks.onStage?.('compare');
  try {
    const { hosts, idCode } = facts.subject;
    if (what.kind !== 'live')
      checkFits(earlier, { hosts, idCode, at: parseTime(facts.collectedAt) ?? hooks.clock() });
    return await compareWith(earlier, facts, options.earlier.words, options, hooks, folder);
  } catch (error) {
    // Saved material is read again in a moment; what a crawl collected stays for `--resume`.
    if (what.kind !== 'live') await folder.abandon();
    throw error;
  }
}

/** Collects; where it ends in an error before the first page, the folder is left as it was. */
async function collectOrLeave(
  what: Target,
  target: string,
  options: InspectOptions,
  hooks: InspectHooks,
  folder: OutputFolder,
): Promise<Collection> {
  let pages = 0;
  const onProgress = (progress: Progress) => {
    pages = progress.done;
    hooks.onProgress?.(progress);
  };
  try {
    return await collect(what, options, { ...hooks, onProgress }, folder);
  } catch (error) {
    const stopped = hooks.signal.aborted;
    if (pages === 0 && !folder.resumed && !stopped) await folder.abandon();
    if (!stopped || error instanceof InterruptedError) throw error;
    throw new InterruptedError({ what: 'inspect', where: target, why: 'interrupted', cause: error });
  }
}

interface Collection {
  readonly facts: SiteFacts;
  /** Records in the evidence file; null where none is written. */
  readonly records: number | null;
}

async function collect(
  target: Target,
  options: InspectOptions,
  hooks: InspectHooks,
  folder: OutputFolder,
): Promise<Collection> {
  if (target.kind === 'live') {
    const { facts, records, warnings } = await collectLive(target.url, options, hooks, folder);
    for (const warning of warnings) hooks.onWarning?.(warning);
    return { facts, records };
  }
  hooks.onStage?.('collect');
  const { reducer, rest, warnings, readAttachments } = await collectSaved(
    target.path,
    target.kind,
    options,
    hooks,
    folder,
  );
  for (const warning of warnings) hooks.onWarning?.(warning);
  hooks.onStage?.('attachments');
  return { facts: await readAttachments(reducer.finish(rest)), records: null };
}

/** Imported probes stand beside our own; both count, each from its vantage. */
function withProbes(facts: SiteFacts, rows: readonly ProbeRow[], options: InspectOptions): SiteFacts {
  const imported = probesOf(rows, facts.subject, options.probes ?? '');
  const { probes } = facts.sections;
  const own = probes.status === 'ok' ? probes.value.probes : [];
  const all = [...own, ...imported].sort((a, b) => (parseTime(a.at) ?? 0) - (parseTime(b.at) ?? 0));
  return withSection(facts, 'probes', { status: 'ok', value: { probes: all } });
}

function judgeOptions(facts: SiteFacts, options: InspectOptions, hooks: InspectHooks) {
  const asOf = options.asOf ?? parseTime(facts.collectedAt) ?? hooks.clock();
  return {
    asOf,
    unused: (answer: Answer, why: Unused) => {
      const told = showUnused(answer, why, asOf);
      hooks.onWarning?.({ zh: told, en: told });
    },
    ...(options.answers === undefined ? {} : { answers: options.answers }),
  };
}

/** Checks what is to be written against the model: a wrong shape is our bug and must not reach a reader. */
function sound<T>(schema: { parse(value: unknown): T }, value: unknown, name: string): T {
  try {
    return schema.parse(value);
  } catch (error) {
    throw new Error(`${name} do not fit their schema: ${messageOf(error)}`, { cause: error });
  }
}

async function imagesOf(verdict: Verdict, folder: OutputFolder): Promise<Map<string, string>> {
  const images = new Map<string, string>();
  for (const evidence of verdict.findings.flatMap((finding) => finding.evidence)) {
    if (evidence.type !== 'screenshot' || images.has(evidence.file)) continue;
    const bytes = await readFile(folder.path(evidence.file)).catch(() => null);
    if (bytes !== null) images.set(evidence.file, `data:image/png;base64,${bytes.toString('base64')}`);
  }
  return images;
}

async function evidenceOf(records: number | null, folder: OutputFolder) {
  if (records === null) return {};
  return {
    evidence: { file: FILES.evidence, sha256: await sha256OfFile(folder.path(FILES.evidence)), records },
  };
}
