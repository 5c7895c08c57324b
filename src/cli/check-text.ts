import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { Unread } from '../attachments/index.ts';
import { dayOf, InputError, type Language, parseTime, type TextHit } from '../model/index.ts';
import { loadPacks, loadTypoCheck } from '../packs/index.ts';
import { createDismissed, type ScannedWindow } from '../text/index.ts';
import { type HitPrinter, jsonHits } from './check-text-view.ts';
import { cached, cacheFolder, packageRoot, terminal } from './config.ts';
import { readDismissals } from './dismissals.ts';
import { put } from './output.ts';
import { PACK_OPTION, type PackFlags, packFiles, ROSTER_OPTION } from './pack-files.ts';
import { textPieces } from './text-input.ts';

interface Flags extends PackFlags {
  readonly format?: 'json' | 'text' | 'html';
  readonly out?: string;
  readonly lang: Language;
  readonly jsonl?: boolean;
  readonly skipBad?: boolean;
  readonly asOf?: string;
  readonly region?: string;
  readonly dismissed?: string;
  readonly typos: boolean;
}

export const command = new Command('check-text')
  .description('检查文本内容 / content hits of texts: misstatements, secrets, privacy, harm, adverts, typos')
  .argument('[file...]', 'text, PDF, OFD, Office or ZIP files; - or nothing reads standard input')
  .addOption(new Option('--format <format>', 'what is printed').choices(['json', 'text', 'html']))
  .option('--out <file>', 'write the HTML report there; a person confirms or dismisses each hit in it')
  .addOption(new Option('--lang <lang>', 'language of the HTML report').choices(['zh', 'en']).default('zh'))
  .option('--jsonl', 'one JSON document per line, with a "file" key')
  .option(...PACK_OPTION)
  .option(...ROSTER_OPTION)
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
  if (flags.out !== undefined && flags.format !== 'html')
    throw new InputError({
      what: 'check-text',
      where: `--out ${flags.out}`,
      why: 'only a report is written to a file',
      todo: 'add --format html',
    });
  const date = flags.asOf === undefined ? dayOf(Date.now()) : dayFrom(flags.asOf);
  const { scanner, problems } = loadPacks({
    folder: resolve(packageRoot, 'packs'),
    ...cached(),
    ...(await packFiles(flags)),
    ...(flags.skipBad === undefined ? {} : { skipBad: flags.skipBad }),
  });
  for (const { file, line, column, message } of problems)
    process.stderr.write(`xunjian: pack ${file}:${line}:${column}: ${message}; left out\n`);
  const dismissed =
    flags.dismissed === undefined
      ? () => false
      : createDismissed(await readDismissals(flags.dismissed), dayOf(Date.now()));
  const { colour } = terminal();
  const format = flags.format ?? (flags.jsonl !== true && process.stdout.isTTY === true ? 'text' : 'json');
  const typos = flags.typos ? loadTypoCheck(resolve(packageRoot, 'packs'), cacheFolder()) : () => [];
  // What only a report or a terminal needs is loaded for them only: most runs are checks of one small file.
  const report =
    format === 'html'
      ? new (await import('./check-text-report.ts')).HitsCollector({ files, date, language: flags.lang })
      : null;
  const textHits = format === 'text' ? (await import('./check-text-terminal.ts')).textHits : null;
  const printer = (file: string): HitPrinter =>
    report?.printer(file) ??
    (flags.jsonl !== true && textHits !== null
      ? textHits(file, { colour })
      : jsonHits(flags.jsonl === true ? file : null));
  const unread = (where: string, one: Unread): void => {
    process.stderr.write(`xunjian: read ${where}: ${one.why.en}, so not checked; ${one.todo.en}\n`);
    report?.unread(where, one);
  };
  for (const file of files) {
    const out = printer(file);
    for await (const window of scanner.stream(textPieces(file, unread), {
      date,
      region: flags.region ?? null,
    })) {
      const hits = merged(window.hits, typosOf(window, typos)).filter(
        (hit) => !dismissed(locally(hit, window.from), window.text, file),
      );
      await print(out.add(window, hits));
    }
    await print(out.end());
  }
  await report?.write(flags.out, print);
}

/** Units beside a window that its words may need. */
const TYPO_MARGIN = 64;

function typosOf(
  { text, from, core: [start, end] }: ScannedWindow,
  typos: (text: string) => readonly TextHit[],
): readonly TextHit[] {
  const low = Math.max(from, start - TYPO_MARGIN);
  return typos(text.slice(low - from, end + TYPO_MARGIN - from))
    .map((hit) => locally(hit, -low))
    .filter((hit) => hit.start >= start && hit.start < end);
}

function locally(hit: TextHit, from: number): TextHit {
  return from === 0 ? hit : { ...hit, start: hit.start - from, end: hit.end - from };
}

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

function print(text: string): Promise<void> {
  return text === '' ? Promise.resolve() : put(process.stdout, [text]);
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
