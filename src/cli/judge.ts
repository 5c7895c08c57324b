import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Answer, Standard, Unused } from '../judge/index.ts';
import {
  InputError,
  type Language,
  messageOf,
  parseTime,
  type SiteFacts,
  type Verdict,
} from '../model/index.ts';
import { exitCode, packageRoot, terminal } from './config.ts';
import { put } from './output.ts';

interface Flags {
  readonly standard: string;
  readonly asOf?: number;
  readonly answers?: string;
  readonly format: 'text' | 'json';
  readonly jsonl?: boolean;
  readonly lang: Language;
}

/** `xunjian judge`: stored facts judged again, under any standard. Exit codes of INTERFACES; the worst of many files. */
export const command = new Command('judge')
  .description('按任一指标体系重新评判已存的事实 / judge stored facts again, under any standard')
  .argument('<facts...>', 'facts.json of inspections, or the folders that hold them')
  .option('--standard <id|file>', 'standard to judge by: an id of `xunjian standards`, or a file', 'cn-2019')
  .option(
    '--as-of <time>',
    'instant that is judged, 2019-05-20 or 2019-05-20T10:00 (default: end of collection)',
    instant,
  )
  .option('--answers <file>', "people's decisions (YAML)")
  .addOption(new Option('--format <format>', 'what is printed').choices(['text', 'json']).default('text'))
  .option('--jsonl', 'one JSON document per line')
  .addOption(new Option('--lang <lang>', 'language').choices(['zh', 'en']).default('zh'))
  .action(run);

/** What has been said about each answer so far: one that some file used is not worth a warning. */
type Unspent = Map<Answer, { readonly why: Unused; readonly asOf: number; readonly times: number }>;

async function run(files: readonly string[], flags: Flags): Promise<void> {
  const { openStandard } = await import('../inspect/index.ts');
  const standard = openStandard(flags.standard, resolve(packageRoot, 'standards'));
  const answers = flags.answers === undefined ? [] : await readAnswers(flags.answers, files.length);
  const unspent: Unspent = new Map();
  const verdicts: Verdict[] = [];
  let broken = 0;
  for (const file of files) {
    try {
      const verdict = await judgeFile(file, standard, answers, flags, unspent);
      if (flags.jsonl === true) await print(`${JSON.stringify(verdict)}\n`);
      else if (flags.format === 'text') await printText(verdict, flags);
      verdicts.push(verdict);
    } catch (error) {
      if (files.length === 1 || !(error instanceof InputError)) throw error;
      // One bad file of many is told and does not stop the others.
      broken += 1;
      process.stderr.write(`xunjian: ${messageOf(error)}\n`);
    }
  }
  if (flags.jsonl !== true && flags.format === 'json')
    await print(`${JSON.stringify(files.length === 1 ? verdicts[0] : verdicts, null, 2)}\n`);
  await warn(unspent, files.length - broken);
  process.exitCode = broken > 0 ? exitCode.couldNotRun : worst(verdicts);
}

async function judgeFile(
  file: string,
  standard: Standard,
  answers: readonly Answer[],
  flags: Flags,
  unspent: Unspent,
): Promise<Verdict> {
  const { judge } = await import('../judge/index.ts');
  const facts = await readFacts(file);
  const asOf = flags.asOf ?? parseTime(facts.collectedAt) ?? 0;
  const unused = (answer: Answer, why: Unused) =>
    unspent.set(answer, { why, asOf, times: (unspent.get(answer)?.times ?? 0) + 1 });
  return judge(facts, standard, { asOf, answers, unused });
}

async function readFacts(path: string): Promise<SiteFacts> {
  const { SiteFacts } = await import('../model/index.ts');
  const file = await factsFile(path);
  const text = await readText(file, 'judge', 'give the facts.json of an inspection');
  const fail = (why: string, cause: unknown) =>
    new InputError({ what: 'judge', where: file, why, todo: 'give the facts.json of an inspection', cause });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw fail(`is no JSON (${messageOf(error)})`, error);
  }
  const parsed = SiteFacts.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw fail(`is no facts file: ${issue?.path.join('.') || 'it'}: ${issue?.message}`, parsed.error);
}

/** An inspection's folder stands for the facts in it. */
async function factsFile(path: string): Promise<string> {
  const folder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return folder ? join(path, 'facts.json') : path;
}

async function readAnswers(file: string, subjects: number): Promise<readonly Answer[]> {
  const { parseAnswers } = await import('../judge/index.ts');
  const text = await readText(file, 'answers', 'give a YAML file of decisions');
  const answers = parseAnswers(text, file);
  const loose = answers.find((one) => one.indicator !== undefined && one.subject === undefined);
  if (subjects > 1 && loose !== undefined)
    throw new InputError({
      what: 'answers',
      where: file,
      why: `the answer to ${loose.indicator} does not say whom it is about, and ${subjects} sites are judged`,
      todo: 'add `subject`, or answer by fingerprint',
    });
  return answers;
}

async function readText(file: string, what: string, todo: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const why = code === 'ENOENT' ? 'there is no such file' : messageOf(error);
    throw new InputError({ what, where: file, why, todo, cause: error });
  }
}

async function printText(verdict: Verdict, { lang }: Flags): Promise<void> {
  const { renderText } = await import('../report/index.ts');
  const { colour, width } = terminal();
  await print(renderText(verdict, { width, colour, language: lang }));
}

function print(text: string): Promise<void> {
  return put(process.stdout, [text]);
}

async function warn(unspent: Unspent, judged: number): Promise<void> {
  const { showUnused } = await import('../judge/index.ts');
  for (const [answer, { why, asOf, times }] of unspent)
    if (times >= judged) process.stderr.write(`xunjian: ${showUnused(answer, why, asOf)}\n`);
}

function worst(verdicts: readonly Verdict[]): number {
  const results = new Set(verdicts.map((verdict) => verdict.result));
  for (const result of ['unqualified', 'undetermined'] as const)
    if (results.has(result)) return exitCode[result];
  return exitCode.qualified;
}

function instant(text: string): number {
  const at = parseTime(text);
  if (at !== null) return at;
  throw new InvalidArgumentError(
    `${text} is no day or time; give one such as 2019-05-20 or 2019-05-20T10:00`,
  );
}
