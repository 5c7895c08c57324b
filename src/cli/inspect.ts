import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { SpareReader } from '../collect/site/index.ts';
import { SiteVocabulary } from '../facts/index.ts';
import {
  FILES,
  type InspectHooks,
  type InspectOptions,
  inspectSite,
  openStandard,
  targetOf,
} from '../inspect/index.ts';
import { type Answer, parseAnswers } from '../judge/index.ts';
import {
  dayOf,
  InputError,
  InterruptedError,
  type Language,
  messageOf,
  parseTime,
  type Verdict,
} from '../model/index.ts';
import {
  loadAccountWords,
  loadEarlierWords,
  loadReplyWords,
  loadWords,
  PAGE_SCANNER,
  pageScan,
} from '../packs/index.ts';
import { renderText } from '../report/index.ts';
import { createReplyReader } from '../signals/index.ts';
import { browserSearch, cached, cacheFolder, exitCode, packageRoot, terminal, version } from './config.ts';
import { put } from './output.ts';
import { PACK_OPTION, type PackFlags, packFiles, ROSTER_OPTION } from './pack-files.ts';
import { ProgressLine } from './progress.ts';

/** What the command line gives, after parsing. */
export interface Flags extends PackFlags {
  readonly standard: string;
  readonly asOf?: number;
  readonly maxPages: number;
  readonly attachments: number;
  readonly ocr?: boolean;
  readonly qr: number;
  readonly out?: string;
  readonly format: 'text' | 'json' | 'html';
  readonly browser?: boolean;
  readonly resume?: boolean;
  readonly allowPrivate?: boolean;
  readonly answers?: string;
  readonly role?: 'portal' | 'department' | 'other';
  readonly services: boolean;
  readonly robotsOverride?: string;
  readonly userAgent?: string;
  readonly contact?: string;
  readonly probes?: string;
  readonly earlier?: string;
  readonly lang: Language;
  readonly delay?: number;
  readonly concurrency?: number;
}

/** 300 pages, spent in the order that indicators need, give a sound verdict on a portal of any size in a few minutes. */
const MAX_PAGES = 300;
const MAX_ATTACHMENTS = 40;
/** The frame of a site shows a few codes, an article now and then one. */
const MAX_CODES = 20;

export const command = new Command('inspect')
  .description('检查一个政府网站，给出有证据的结论 / inspect one government website: a verdict with evidence')
  .argument('<target>', 'URL, web archive (.warc, .warc.gz, .arc, .wacz) or folder of saved pages')
  .option('--standard <id|file>', 'standard to judge by: an id of `xunjian standards`, or a file', 'cn-2019')
  .option(
    '--as-of <time>',
    'instant that is judged, 2019-05-20 or 2019-05-20T10:00 (default: end of collection)',
    instant,
  )
  .option(
    '--max-pages <n>',
    'pages to read at most, in the order that indicators need them',
    count('--max-pages', 1),
    MAX_PAGES,
  )
  .option(
    '--attachments <n>',
    'attachments to read and scan at most, the newest first; 0 reads none',
    count('--attachments', 0),
    MAX_ATTACHMENTS,
  )
  .option(
    '--qr <n>',
    'pictures that may be codes of accounts (二维码) to fetch and decode at most; 0: none',
    count('--qr', 0),
    MAX_CODES,
  )
  .option('--ocr', 'recognise text in pictures and scanned PDFs among them (npm install @gutenye/ocr-node)')
  .option(
    '--out <dir>',
    'folder for verdict, facts, report and evidence (default: out/<host>-<yyyymmdd-hhmm>)',
  )
  .addOption(
    new Option('--format <format>', 'what is printed').choices(['text', 'json', 'html']).default('text'),
  )
  .option('--browser', 'render pages that need script, take screenshots (needs Chromium)')
  .option('--resume', 'continue an interrupted inspection in --out')
  .option('--allow-private', 'let loopback and private addresses be inspected')
  .option('--answers <file>', "people's decisions (YAML)")
  .option(...PACK_OPTION)
  .option(...ROSTER_OPTION)
  .addOption(new Option('--role <role>', 'kind of site').choices(['portal', 'department', 'other']))
  .option('--no-services', 'the body serves no public: services are not checked')
  .option('--robots-override <reason>', 'do not obey robots.txt; the reason is recorded')
  .option('--user-agent <text>', 'how to introduce ourselves')
  .option('--contact <text>', 'address or phone of the inspector, told to the site')
  .option(
    '--earlier <dir>',
    'output folder of an earlier inspection of the site: pages that became something else, what got better or worse',
  )
  .option('--probes <file>', 'availability probes (probes.jsonl)')
  .addOption(new Option('--lang <lang>', 'language').choices(['zh', 'en']).default('zh'))
  .option('--delay <ms>', 'pause between two requests to a host', count('--delay', 0))
  .option('--concurrency <n>', 'connections to one host at once', count('--concurrency', 1, 64))
  .action(run);

async function run(target: string, flags: Flags): Promise<void> {
  const spare = await spareReader(target);
  try {
    await inspect(target, flags, spare);
  } finally {
    await spare?.close();
  }
}

/** The thread that will read the pages of a live site: it loads while standards and packs are read here. Its owner closes it. */
export async function spareReader(target: string): Promise<SpareReader | undefined> {
  const { kind } = await targetOf(target);
  return kind === 'live' ? new SpareReader([PAGE_SCANNER]) : undefined;
}

async function inspect(target: string, flags: Flags, spare: SpareReader | undefined): Promise<void> {
  const clock = Date.now;
  const options = optionsOf(target, flags, clock(), await packFiles(flags));
  const { screen, colour, width } = terminal();
  const line = new ProgressLine(screen, flags.lang, flags.maxPages, clock);
  const stop = new AbortController();
  const interrupt = () => {
    line.clear();
    stop.abort(new InterruptedError({ what: 'inspect', where: target, why: 'interrupted' }));
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const hooks: InspectHooks = {
    clock,
    signal: stop.signal,
    onProgress: (progress) => line.progress(progress),
    onStage: (stage) => line.stage(stage),
    onWarning: (warning) => line.say(`xunjian: ${warning[flags.lang]}`),
    ...(spare === undefined ? {} : { spare }),
  };
  try {
    const { verdict, out, html } = await inspectSite(target, options, hooks);
    line.clear();
    await print(verdict, html, flags, { colour, width, report: resolve(out, FILES.report) });
    process.exitCode = exitCode[verdict.result];
  } catch (error) {
    line.clear();
    throw stop.signal.aborted ? interrupted(target, options.out) : error;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

function interrupted(target: string, out: string): InterruptedError {
  const again = process.argv.slice(2).filter((word) => word !== '--resume');
  const command = [
    'xunjian',
    ...again,
    ...(again.some((word) => /^--out(=|$)/.test(word)) ? [] : ['--out', out]),
    '--resume',
  ];
  return new InterruptedError({
    what: 'inspect',
    where: target,
    why: `interrupted; the evidence so far is kept in ${out}`,
    todo: `continue with: ${command.map(quoted).join(' ')}`,
  });
}

function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Options of an inspection with this program's defaults; `demo` inspects with the same. */
export function optionsOf(
  target: string,
  flags: Flags,
  now: number,
  packs: Awaited<ReturnType<typeof packFiles>> = {},
): InspectOptions {
  const optional = {
    asOf: flags.asOf,
    robotsOverride: flags.robotsOverride,
    userAgent: flags.userAgent,
    contact: flags.contact,
    probes: flags.probes,
    delayMs: flags.delay,
    concurrency: flags.concurrency,
    answers: flags.answers === undefined ? undefined : readAnswers(flags.answers),
    earlier:
      flags.earlier === undefined
        ? undefined
        : { folder: flags.earlier, words: loadEarlierWords(resolve(packageRoot, 'packs')) },
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  const folder = resolve(packageRoot, 'packs');
  const cache = cacheFolder();
  return {
    ...given,
    out: flags.out ?? defaultOut(target, now),
    standard: openStandard(flags.standard, resolve(packageRoot, 'standards'), cache),
    vocabulary: loadWords(resolve(folder, 'site-vocabulary.yaml'), SiteVocabulary, cache),
    replies: createReplyReader(loadReplyWords(folder, cache)),
    scan: pageScan({ folder, ...packs, ...cached() }),
    maxPages: flags.maxPages,
    maxAttachments: flags.attachments,
    accounts: loadAccountWords(folder, cache),
    maxCodes: flags.qr,
    ocr: flags.ocr ?? false,
    browser: flags.browser === true ? browserSearch() : null,
    resume: flags.resume ?? false,
    allowPrivate: flags.allowPrivate ?? false,
    role: flags.role ?? null,
    services: flags.services ? null : false,
    language: flags.lang,
    collector: { name: 'xunjian', version: version() },
  };
}

function readAnswers(file: string): readonly Answer[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const missing = (error as { code?: unknown }).code === 'ENOENT';
    throw new InputError({
      what: 'answers',
      where: file,
      why: missing ? 'there is no such file' : messageOf(error),
      todo: 'give a YAML file of decisions',
      cause: error,
    });
  }
  return parseAnswers(text, file);
}

/** `out/www.example.gov.cn-20190520-1000`, by the clock of Asia/Shanghai like all that people read. */
function defaultOut(target: string, now: number): string {
  const host = URL.canParse(target)
    ? new URL(target).host
    : (target.split('/').filter(Boolean).at(-1) ?? 'site');
  const name = host.replace(/[^\p{L}\p{N}.-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '') || 'site';
  const time = new Date(now + 8 * 3_600_000).toISOString().slice(11, 16).replace(':', '');
  return `out/${name}-${dayOf(now).replaceAll('-', '')}-${time}`;
}

async function print(
  verdict: Verdict,
  html: string,
  flags: Flags,
  { colour, width, report }: { readonly colour: boolean; readonly width: number; readonly report: string },
): Promise<void> {
  const text = {
    json: () => `${JSON.stringify(verdict, null, 2)}\n`,
    html: () => html,
    text: () => {
      const shown = renderText(verdict, { width, colour, language: flags.lang, report });
      return shown.endsWith('\n') ? shown : `${shown}\n`;
    },
  }[flags.format]();
  await put(process.stdout, [text]);
}

function instant(text: string): number {
  const at = parseTime(text);
  if (at !== null) return at;
  const todo = 'give one such as 2019-05-20 or 2019-05-20T10:00';
  throw new InputError({ what: 'inspect', where: `--as-of ${text}`, why: 'it is no day or time', todo });
}

function count(option: string, least: number, most = 10_000_000): (text: string) => number {
  return (text) => {
    const n = Number(text);
    if (Number.isInteger(n) && n >= least && n <= most) return n;
    const todo = `give one from ${least} to ${most}`;
    throw new InputError({ what: 'inspect', where: `${option} ${text}`, why: 'it is no such number', todo });
  };
}
