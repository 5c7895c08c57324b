import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { FILES, type InspectHooks, inspectSite } from '../inspect/index.ts';
import { InputError, InterruptedError, type Language, messageOf, type Verdict } from '../model/index.ts';
import { RESULT, range, table } from '../report/index.ts';
import { type SampleCounty, type SampleSite, sampleSiteIds, startSampleCounty } from '../sample/index.ts';
import { exitCode, terminal } from './config.ts';
import { type DemoRow, demoIndex, firstReason } from './demo-index.ts';
import { optionsOf } from './inspect.ts';
import { ProgressLine } from './progress.ts';

interface Flags {
  readonly port: number;
  readonly out: string;
  readonly site?: readonly string[];
  readonly lang: Language;
  readonly browser?: boolean;
  readonly keep?: boolean;
}

/** More than the largest sample site has. */
const MAX_PAGES = 400;

const SAY = {
  serving: {
    zh: (county: string, n: number) =>
      `示例县“${county}”（内容均为虚构）已在本机启动，共${n}个网站，逐个检查：`,
    en: (county: string, n: number) =>
      `The sample county ${county} (all invented) is served on this machine: ${n} sites, inspected one by one.`,
  },
  site: { zh: '网站', en: 'Site' },
  result: { zh: '结论', en: 'Result' },
  score: { zh: '得分', en: 'Score' },
  reason: { zh: '首要原因', en: 'First reason' },
  report: { zh: '报告', en: 'Report' },
  seconds: { zh: '秒', en: 's' },
  open: {
    zh: (file: string) => `全部报告已生成，请用浏览器打开：${file}`,
    en: (file: string) => `All reports are ready; open in a browser: ${file}`,
  },
  kept: {
    zh: '网站继续运行，可用浏览器查看；按 Ctrl-C 结束。',
    en: 'The sites go on running, to be looked at in a browser; Ctrl-C ends them.',
  },
} as const;

export const command = new Command('demo')
  .description(
    '演示：在本机启动一个虚构的示例县并逐站检查 / serve an invented county on loopback and inspect every site',
  )
  .option('--port <n>', 'first port on 127.0.0.1, one per site (0: any free ones)', portNumber, 0)
  .option('--out <dir>', 'folder for the reports', 'demo')
  .addOption(new Option('--site <id...>', 'only these sites').choices(sampleSiteIds()))
  .option('--browser', 'render pages that need script (needs Chromium)')
  .option('--keep', 'go on serving the sites afterwards')
  .addOption(new Option('--lang <lang>', 'language').choices(['zh', 'en']).default('zh'))
  .action(run);

async function run(flags: Flags): Promise<void> {
  const stop = new AbortController();
  const interrupt = () =>
    stop.abort(new InterruptedError({ what: 'demo', where: flags.out, why: 'interrupted' }));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const startedAt = Date.now();
  const county = await startSampleCounty({
    asOf: startedAt,
    port: flags.port,
    ...(flags.site === undefined ? {} : { only: flags.site }),
  });
  try {
    print(SAY.serving[flags.lang](county.name, county.sites.length));
    const rows = await inspectAll(county, flags, startedAt, stop.signal);
    const index = join(flags.out, 'index.html');
    await write(index, demoIndex(rows, county.name, flags.lang));
    print('');
    for (const line of summary(rows, flags)) print(line);
    print(`\n${SAY.open[flags.lang](resolve(index))}`);
    if (flags.keep === true) await keep(county, flags.lang, stop.signal);
    // The demonstration itself went well, whatever the verdicts are.
    process.exitCode = exitCode.qualified;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await county.close();
  }
}

/** Each run has a folder of its own, so that no finished inspection is overwritten. */
async function inspectAll(
  county: SampleCounty,
  flags: Flags,
  startedAt: number,
  signal: AbortSignal,
): Promise<DemoRow[]> {
  const time = new Date(startedAt + 8 * 3_600_000).toISOString().slice(0, 19).replace(/\D/g, '');
  const folder = join(flags.out, `${time.slice(0, 8)}-${time.slice(8)}`);
  const rows: DemoRow[] = [];
  for (const [i, site] of county.sites.entries()) {
    signal.throwIfAborted();
    const begun = Date.now();
    const { verdict, out } = await inspectOne(site, folder, flags, signal);
    rows.push({ site, verdict, report: relative(flags.out, join(out, FILES.report)).replaceAll('\\', '/') });
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    print(
      `  [${i + 1}/${county.sites.length}] ${site.name}  ${site.url}  ${RESULT[verdict.result][flags.lang]}  ${seconds}${SAY.seconds[flags.lang]}`,
    );
  }
  return rows;
}

async function inspectOne(
  site: SampleSite,
  folder: string,
  flags: Flags,
  signal: AbortSignal,
): Promise<{ verdict: Verdict; out: string }> {
  const { screen } = terminal();
  const line = new ProgressLine(screen, flags.lang, MAX_PAGES, Date.now);
  const probes = join(folder, 'probes', `${site.id}.jsonl`);
  await write(probes, site.probes.map((probe) => `${JSON.stringify(probe)}\n`).join(''));
  const options = optionsOf(
    site.url,
    {
      standard: 'cn-2019',
      maxPages: MAX_PAGES,
      attachments: 10,
      qr: 10,
      out: join(folder, site.id),
      format: 'text',
      allowPrivate: true,
      role: site.role,
      services: site.services,
      probes,
      lang: flags.lang,
      delay: 0,
      ...(flags.browser === true ? { browser: true } : {}),
    },
    Date.now(),
  );
  const hooks: InspectHooks = {
    clock: Date.now,
    signal,
    onProgress: (progress) => line.progress(progress),
    onStage: (stage) => line.stage(stage),
    onWarning: (warning) => line.say(`xunjian: ${warning[flags.lang]}`),
  };
  try {
    return await inspectSite(site.url, options, hooks);
  } finally {
    line.clear();
  }
}

function summary(rows: readonly DemoRow[], flags: Flags): string[] {
  const { lang } = flags;
  return table(
    [
      { head: SAY.site[lang] },
      { head: SAY.result[lang] },
      { head: SAY.score[lang], align: 'right' },
      { head: SAY.reason[lang], flexible: true },
      { head: SAY.report[lang] },
    ],
    rows.map(({ site, verdict, report }) => [
      site.name,
      RESULT[verdict.result][lang],
      verdict.score === null ? '—' : range(verdict.score.min, verdict.score.max),
      firstReason(verdict, lang),
      join(flags.out, report),
    ]),
    Math.max(terminal().width, 120),
  );
}

/** Serves on until the person ends it. */
async function keep(county: SampleCounty, lang: Language, signal: AbortSignal): Promise<void> {
  for (const site of county.sites) print(`  ${site.url}  ${site.name}`);
  print(SAY.kept[lang]);
  if (!signal.aborted)
    await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
}

async function write(file: string, text: string): Promise<void> {
  try {
    await mkdir(resolve(file, '..'), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    throw new InputError({
      what: 'write',
      where: file,
      why: messageOf(error),
      todo: 'give an --out that can be written to',
      cause: error,
    });
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function portNumber(text: string): number {
  const n = Number(text);
  // Eight servers stand on consecutive ports.
  if (!Number.isInteger(n) || n < 0 || n > 65_500)
    throw new InvalidArgumentError(`${text} is no port; give 0 or a number from 1024 to 65500`);
  return n;
}
