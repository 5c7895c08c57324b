import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { dayOf, InputError, messageOf, parseTime, type TextHit } from '../model/index.ts';
import { loadPacks, loadTypoCheck } from '../packs/index.ts';
import { createDismissed } from '../text/index.ts';
import { renderHits } from './check-text-view.ts';
import { cacheFolder, packageRoot, terminal } from './config.ts';
import { readDismissals } from './dismissals.ts';
import { documentText } from './document.ts';

interface Flags {
  readonly format: 'json' | 'text';
  readonly jsonl?: boolean;
  readonly pack?: readonly string[];
  readonly skipBad?: boolean;
  readonly asOf?: string;
  readonly region?: string;
  readonly dismissed?: string;
  readonly typos: boolean;
}

export const command = new Command('check-text')
  .description('检查文本内容 / content hits of texts: misstatements, secrets, privacy, harm, adverts, typos')
  .argument('[file...]', 'text, DOCX, PDF or XLSX files; - or nothing reads standard input')
  .addOption(new Option('--format <format>', 'what is printed').choices(['json', 'text']))
  .option('--jsonl', 'one JSON document per line, with a "file" key')
  .option('--pack <file...>', 'further term packs (YAML or CSV)')
  .option('--skip-bad', 'load what is whole of a broken pack')
  .option(
    '--as-of <date>',
    'day that the texts are of; terms that are right until a day go by it (default: today)',
  )
  .option('--region <code>', 'division code of the body that publishes')
  .option('--no-typos', 'leave out the check for characters that sound right and are wrong')
  .option('--dismissed <file>', 'hits that were dismissed (YAML)')
  .action(run);

async function run(given: string[], flags: Flags): Promise<void> {
  const files = given.length === 0 ? ['-'] : given;
  if (files.length > 1 && flags.jsonl !== true && flags.format === 'json')
    throw new InputError({
      what: 'check-text',
      where: files[1] ?? '',
      why: 'one file at a time makes one JSON document',
      todo: 'add --jsonl for many files',
    });
  const date = flags.asOf === undefined ? dayOf(Date.now()) : dayFrom(flags.asOf);
  const { scanner, problems } = loadPacks({
    folder: resolve(packageRoot, 'packs'),
    ...cached(),
    ...(flags.pack === undefined ? {} : { extra: flags.pack }),
    ...(flags.skipBad === undefined ? {} : { skipBad: flags.skipBad }),
  });
  for (const { file, line, column, message } of problems)
    process.stderr.write(`xunjian: pack ${file}:${line}:${column}: ${message}; left out\n`);
  const dismissed =
    flags.dismissed === undefined
      ? () => false
      : createDismissed(await readDismissals(flags.dismissed), dayOf(Date.now()));
  const { colour, width } = terminal();
  const format = flags.format ?? (flags.jsonl !== true && process.stdout.isTTY === true ? 'text' : 'json');
  const typos = flags.typos ? loadTypoCheck(resolve(packageRoot, 'packs')) : () => [];
  for (const file of files) {
    const text = await textOf(file);
    if (flags.typos && text.length > TYPO_CHARACTERS)
      process.stderr.write(
        `xunjian: check-text ${file}: only the first ${TYPO_CHARACTERS} characters were checked for homophones; split the file to check all\n`,
      );
    const found = scanner.scan(text, { date, region: flags.region ?? null });
    const hits = merged(found, typos(text.slice(0, TYPO_CHARACTERS))).filter(
      (hit) => !dismissed(hit, text, file),
    );
    await print(
      flags.jsonl === true
        ? jsonLine(file, hits)
        : format === 'json'
          ? json(hits)
          : renderHits(file, text, hits, { colour, width }),
    );
  }
}

/** Characters that the check for homophones reads at most: it is a thousand times slower than the scan for terms. */
const TYPO_CHARACTERS = 1_000_000;

/** In the order of their starts; where a term says what is wrong, a homophone has nothing to add. */
function merged(found: readonly TextHit[], typos: readonly TextHit[]): readonly TextHit[] {
  const rest: TextHit[] = [];
  let next = 0;
  for (const typo of typos) {
    while (next < found.length && (found[next]?.end ?? 0) <= typo.start) next++;
    if ((found[next]?.start ?? Number.POSITIVE_INFINITY) >= typo.end) rest.push(typo);
  }
  return [...found, ...rest].sort((a, b) => a.start - b.start || a.end - b.end);
}

function json(hits: readonly TextHit[]): string {
  return `${JSON.stringify({ hits }, null, 2)}\n`;
}

function jsonLine(file: string, hits: readonly TextHit[]): string {
  return `${JSON.stringify({ file, hits })}\n`;
}

function print(text: string): Promise<void> {
  return new Promise((done) => process.stdout.write(text, () => done()));
}

function dayFrom(text: string): string {
  const at = parseTime(text);
  if (at !== null) return dayOf(at);
  throw new InputError({
    what: 'check-text',
    where: `--as-of ${text}`,
    why: 'it is no day or time',
    todo: 'give one such as 2019-05-20',
  });
}

/** More than this is no text that somebody wrote. */
const MAX_BYTES = 512 * 1024 * 1024;

async function textOf(file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = file === '-' ? await standardInput() : await readFile(file);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError({
      what: 'check-text',
      where: file,
      why: reason(error),
      todo: 'give a text, DOCX, PDF or XLSX file',
      cause: error,
    });
  }
  if (bytes.length > MAX_BYTES) throw tooLarge(file, bytes.length);
  return documentText(bytes, file);
}

async function standardInput(): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of process.stdin) {
    parts.push(part);
    length += part.length;
    if (length > MAX_BYTES) throw tooLarge('-', length);
  }
  return Buffer.concat(parts);
}

function tooLarge(file: string, length: number): InputError {
  return new InputError({
    what: 'check-text',
    where: file,
    why: `has ${length} bytes or more; at most ${MAX_BYTES} are read`,
    todo: 'split it',
  });
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EISDIR') return 'is a folder';
  if (code === 'EACCES') return 'may not be read';
  return messageOf(error);
}

function cached(): { readonly cache?: string } {
  const cache = cacheFolder();
  return cache === undefined ? {} : { cache };
}
