import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { discover, discoveryJson, showDiscovery, writeDiscoveryXlsx } from '../discover/index.ts';
import { InputError, InterruptedError, type Language } from '../model/index.ts';
import { loadAccountWords } from '../packs/index.ts';
import { exitCode, packageRoot, terminal } from './config.ts';
import { outputOf, put, putFile, writeWhole } from './output.ts';
import { discoveryAids, openRegister, registerAids, registerWords } from './register.ts';

const FORMATS = ['text', 'json', 'xlsx'] as const;
/** Pictures decoded of one archive. */
const MAX_CODES = 200;

interface Flags {
  readonly siteResults?: readonly string[];
  readonly qr: number;
  readonly format: (typeof FORMATS)[number];
  readonly out?: string;
  readonly save?: boolean;
  readonly skipBad?: boolean;
  readonly lang: Language;
}

/** `xunjian discover`: exit code 0 where nothing is to be looked into, 3 where something is. */
export const command = new Command('discover')
  .description('发现账号并与名录比对 / find official accounts and compare them with a register')
  .argument('<folder>', 'register folder')
  .option(
    '--site-results <path...>',
    '--out folders of inspect (or a folder of them), web archives, folders of saved pages',
  )
  .option('--qr <n>', 'pictures that may be codes to decode at most of one archive', number, MAX_CODES)
  .addOption(new Option('--format <format>', 'what is made').choices([...FORMATS]).default('text'))
  .option('--out <path>', 'file to write, or a folder for it (xlsx needs one)')
  .option('--save', 'keep what was found in found.jsonl of the register, where census shows it')
  .option('--skip-bad', 'use the rows that can be read and tell the rest')
  .addOption(new Option('--lang <lang>', 'language of text and workbook').choices(['zh', 'en']).default('zh'))
  .action(run);

async function run(folder: string, flags: Flags): Promise<void> {
  const { format, lang } = flags;
  const file = await outputOf('discover', 'discovery', flags);
  const stop = new AbortController();
  const interrupt = () =>
    stop.abort(new InterruptedError({ what: 'discover', where: folder, why: 'interrupted' }));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const words = registerWords();
    const found = await discover(folder, {
      words,
      accounts: loadAccountWords(resolve(packageRoot, 'packs')),
      aids: { ...registerAids(words), ...discoveryAids() },
      sources: flags.siteResults ?? [],
      maxCodes: flags.qr,
      skipBad: flags.skipBad === true,
      signal: stop.signal,
      read: openRegister,
    });
    const asOf = Date.now();
    const width = file === null ? terminal().width : 100;
    const pieces =
      format === 'json'
        ? [discoveryJson(found, asOf)]
        : showDiscovery(found, { asOf, language: lang, width });
    if (file === null) await put(process.stdout, pieces);
    else
      await writeWhole('discover', file, (part) =>
        format === 'xlsx' ? writeDiscoveryXlsx(found, part, lang) : putFile(part, pieces),
      );
    if (flags.save === true)
      await writeWhole('discover', join(resolve(folder), 'found.jsonl'), (part) =>
        putFile(part, lines(found.rows)),
      );
    process.exitCode = found.discovery.findings.length > 0 ? exitCode.undetermined : exitCode.qualified;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

function* lines(rows: readonly unknown[]): Generator<string> {
  for (const row of rows) yield `${JSON.stringify(row)}\n`;
}

function number(text: string): number {
  const n = Number(text);
  if (Number.isInteger(n) && n >= 0 && n <= 100_000) return n;
  throw new InputError({
    what: 'discover',
    where: `--qr ${text}`,
    why: 'it is no such number',
    todo: 'give one from 0 to 100000',
  });
}
