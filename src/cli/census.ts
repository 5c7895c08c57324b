import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import {
  type Census,
  type CensusOptions,
  censusHtml,
  censusJson,
  censusText,
  takeCensus,
  writeCensusXlsx,
} from '../census/index.ts';
import { type Answer, parseAnswers, showUnused } from '../judge/index.ts';
import { InputError, type Language, messageOf, parseTime } from '../model/index.ts';
import { type CensusToolsOptions, createCensusTools } from './census-tools.ts';
import { exitCode, packageRoot, terminal } from './config.ts';
import { outputOf, put, putFile, writeWhole } from './output.ts';
import { PACK_OPTION, type PackFlags, packFiles, ROSTER_OPTION } from './pack-files.ts';
import { span } from './progress.ts';
import { discoveryAids, openRegister, registerAids } from './register.ts';
import { StatusLine } from './status-line.ts';

const FORMATS = ['text', 'json', 'xlsx', 'html'] as const;

interface Flags extends PackFlags {
  readonly asOf?: number;
  readonly standard: string;
  readonly format: (typeof FORMATS)[number];
  readonly out?: string;
  readonly skipBad?: boolean;
  readonly answers?: string;
  readonly lang: Language;
}

/** `xunjian census`: a verdict on every account and site of a register. Exit codes of INTERFACES. */
export const command = new Command('census')
  .description('普查名录中的全部账号和网站 / inspect every account and site in a register folder')
  .argument('<folder>', 'register folder: accounts.csv (or a workbook), posts.jsonl, collections.jsonl …')
  .option('--as-of <time>', 'instant that is judged, 2019-05-20 or 2019-05-20T10:00 (default: now)', instant)
  .option('--standard <id|file>', 'standard to judge by', 'cn-2019')
  .addOption(new Option('--format <format>', 'what is made').choices([...FORMATS]).default('text'))
  .option('--out <path>', 'file to write, or a folder for it (xlsx needs one)')
  .option('--skip-bad', 'use the rows that can be read and tell the rest')
  .option(...PACK_OPTION)
  .option(...ROSTER_OPTION)
  .option('--answers <file>', "people's decisions (YAML), by account or by finding")
  .addOption(new Option('--lang <lang>', 'language of text and workbook').choices(['zh', 'en']).default('zh'))
  .action(run);

async function run(folder: string, flags: Flags): Promise<void> {
  const { format, lang } = flags;
  const file = await outputOf('census', 'census', flags);
  const answers = flags.answers === undefined ? [] : await readAnswers(flags.answers);
  const options: CensusToolsOptions = {
    root: packageRoot,
    standard: flags.standard,
    packs: await packFiles(flags),
    answers: [...answers],
    // The page draws what suspicions rest on; tables need the reasons alone.
    findings: format === 'json' || format === 'html',
  };
  const asOf = flags.asOf ?? Date.now();
  const tools = createCensusTools(options);
  const line = new StatusLine(terminal().screen);
  const census = await takeCensus(folder, {
    ...tools,
    ...registerAids(tools.words),
    discovery: discoveryAids,
    asOf,
    skipBad: flags.skipBad === true,
    read: (where, how) => openRegister(where, { ...how, words: tools.words }, () => line.clear()),
    onProgress: progressOn(line, lang),
    tools: { module: new URL(`./census-tools${extname(import.meta.url)}`, import.meta.url).href, options },
  }).finally(() => line.clear());
  try {
    census.answers.forEach((use, at) => {
      const answer = answers[at];
      if (use !== 'used' && answer !== undefined)
        process.stderr.write(`xunjian: ${showUnused(answer, use, asOf)}\n`);
    });
    if (file === null) await put(process.stdout, pieces(census, flags));
    else
      await writeWhole('census', file, (part) =>
        format === 'xlsx' ? writeCensusXlsx(census, part, lang) : putFile(part, pieces(census, flags)),
      );
  } finally {
    census.close();
  }
  process.exitCode = codeOf(census);
}

/** Redraws a second; more flickers and costs. */
const EVERY_MS = 250;
const STAGES = {
  read: { zh: '读取名录', en: 'reading the register' },
  judge: { zh: '评判账号', en: 'judging accounts' },
} as const;

/** How far a long census is, with the time that is left of its stage. */
function progressOn(line: StatusLine, lang: Language): NonNullable<CensusOptions['onProgress']> {
  let drawn = 0;
  let began = { stage: '', at: 0 };
  return (stage, done, all) => {
    const now = Date.now();
    if (began.stage !== stage) began = { stage, at: now };
    if (now - drawn < EVERY_MS || all === 0) return;
    drawn = now;
    const share = Math.min(1, done / all);
    const left = span(((now - began.at) / 1000) * (1 / Math.max(share, 0.001) - 1));
    const percent = `${Math.floor(100 * share)}%`;
    line.show(
      lang === 'zh'
        ? `${STAGES[stage].zh} ${percent} · 约剩 ${left}`
        : `${STAGES[stage].en} ${percent} · ETA ${left}`,
    );
  };
}

/** Decisions about a whole register: each has to say whom it is about, or name a finding. */
async function readAnswers(file: string): Promise<readonly Answer[]> {
  const fail = (why: string, todo: string, cause?: unknown) =>
    new InputError({ what: 'answers', where: file, why, todo, cause });
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw fail(messageOf(error), 'give a YAML file of decisions', error);
  }
  const answers = parseAnswers(text, file);
  const loose = answers.find((one) => one.indicator !== undefined && one.subject === undefined);
  if (loose !== undefined)
    throw fail(
      `the answer to ${loose.indicator} does not say whom it is about`,
      'add `subject`, the id of the account or site, or answer by fingerprint',
    );
  return answers;
}

function pieces(census: Census, { format, lang, out }: Flags): Iterable<string> {
  if (format === 'json') return censusJson(census);
  if (format === 'html') return [censusHtml(census)];
  return censusText(census, { width: out === undefined ? terminal().width : 100, language: lang });
}

/** The worst of all accounts and sites. */
function codeOf({ summary: { accounts, sites } }: Census): number {
  if (accounts.unqualified + sites.unqualified > 0) return exitCode.unqualified;
  return accounts.undetermined + sites.undetermined > 0 ? exitCode.undetermined : exitCode.qualified;
}

function instant(text: string): number {
  const at = parseTime(text);
  if (at !== null) return at;
  throw new InvalidArgumentError(
    `${text} is no day or time; give one such as 2019-05-20 or 2019-05-20T10:00`,
  );
}
