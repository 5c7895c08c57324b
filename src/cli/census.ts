import { createWriteStream } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { Command, InvalidArgumentError, Option } from 'commander';
import {
  type Census,
  censusHtml,
  censusJson,
  censusText,
  takeCensus,
  writeCensusXlsx,
} from '../census/index.ts';
import { openStandard } from '../inspect/index.ts';
import { InputError, type Language, messageOf, parseTime } from '../model/index.ts';
import { loadPacks, loadReplyWords } from '../packs/index.ts';
import { createReplyReader } from '../signals/index.ts';
import { exitCode, packageRoot, terminal } from './config.ts';
import { openRegister, registerWords } from './register.ts';

const FORMATS = ['text', 'json', 'xlsx', 'html'] as const;

interface Flags {
  readonly asOf?: number;
  readonly standard: string;
  readonly format: (typeof FORMATS)[number];
  readonly out?: string;
  readonly skipBad?: boolean;
  readonly pack?: readonly string[];
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
  .option('--pack <file...>', 'further term packs (YAML or CSV)')
  .addOption(new Option('--lang <lang>', 'language of text and workbook').choices(['zh', 'en']).default('zh'))
  .action(run);

async function run(folder: string, flags: Flags): Promise<void> {
  const { format, lang } = flags;
  const file = flags.out === undefined ? null : await fileFor(flags.out, format);
  if (format === 'xlsx' && file === null)
    throw new InputError({
      what: 'census',
      where: '--format xlsx',
      why: 'a workbook is a file',
      todo: 'say where by --out census.xlsx',
    });
  const standard = openStandard(flags.standard, resolve(packageRoot, 'standards'));
  const { scanner } = loadPacks({
    folder: resolve(packageRoot, 'packs'),
    ...(flags.pack === undefined ? {} : { extra: flags.pack }),
  });
  const census = await takeCensus(folder, {
    words: registerWords(),
    standard,
    asOf: flags.asOf ?? Date.now(),
    scanner,
    replies: createReplyReader(loadReplyWords(resolve(packageRoot, 'packs'))),
    skipBad: flags.skipBad === true,
    read: openRegister,
  });
  if (file === null) await put(process.stdout, pieces(census, flags));
  else
    await writeWhole(file, (part) =>
      format === 'xlsx' ? writeCensusXlsx(census, part, lang) : putFile(part, pieces(census, flags)),
    );
  process.exitCode = codeOf(census);
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

/** A folder gets `census.<format>`; a file is taken as it is. */
async function fileFor(out: string, format: Flags['format']): Promise<string> {
  const path = resolve(out);
  const found = await stat(path).catch(() => null);
  const isFolder = found?.isDirectory() === true || out.endsWith('/');
  return isFolder ? join(path, `census.${format === 'text' ? 'txt' : format}`) : path;
}

/** A file that appears whole or not at all. */
async function writeWhole(file: string, write: (part: string) => Promise<void>): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await write(`${file}.part`);
    await rename(`${file}.part`, file);
  } catch (error) {
    throw new InputError({
      what: 'census',
      where: file,
      why: messageOf(error),
      todo: 'give another --out',
      cause: error,
    });
  }
}

async function putFile(file: string, parts: Iterable<string>): Promise<void> {
  const stream = createWriteStream(file);
  const closed = new Promise<void>((done, fail) => {
    stream.on('close', done);
    stream.on('error', fail);
  });
  await Promise.race([put(stream, parts), closed]);
  stream.end();
  await closed;
}

/** Waits where the reader is slower than we are, and stops where it has gone (`census … | head`). */
async function put(stream: Writable, parts: Iterable<string>): Promise<void> {
  let gone: Error | null = null;
  const onError = (error: Error) => {
    gone = error;
  };
  stream.on('error', onError);
  for (const part of parts) {
    if (gone !== null) break;
    if (!stream.write(part)) await drained(stream);
  }
  if (gone === null) await new Promise<void>((done) => stream.write('', () => done()));
  stream.off('error', gone === null ? onError : () => {});
  if (gone !== null && !isClosedPipe(gone)) throw gone;
}

async function drained(stream: Writable): Promise<void> {
  await new Promise<void>((done) => {
    const settle = () => {
      stream.off('drain', settle);
      stream.off('error', settle);
      done();
    };
    stream.on('drain', settle);
    stream.on('error', settle);
  });
}

function isClosedPipe(error: Error): boolean {
  return 'code' in error && error.code === 'EPIPE';
}

function instant(text: string): number {
  const at = parseTime(text);
  if (at !== null) return at;
  throw new InvalidArgumentError(
    `${text} is no day or time; give one such as 2019-05-20 or 2019-05-20T10:00`,
  );
}
