import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDivisions } from '../divisions/index.ts';
import { InputError } from '../model/index.ts';
import {
  compileLexicon,
  conflicts,
  createScanner,
  type Folding,
  type Lexicon,
  type Pack,
  type PackProblem,
  type Plan,
  parseCsvPack,
  parseFolding,
  parseTablePack,
  parseYamlPack,
  planLexicon,
  type ReadPack,
  type ReadRoster,
  type Scanner,
} from '../text/index.ts';
import { idOf, kindOf, type PackFile, readText, wrongKind } from './files.ts';
import { kept, keyOf, readKept, writeKept } from './kept.ts';
import { readRoster, rosterCheck } from './roster.ts';
import { variantSource } from './variants.ts';

export interface PackOptions {
  /** Folder `packs/` of the program. */
  readonly folder: string;
  /** An office's own packs in YAML, CSV or XLSX, loaded after those that ship. */
  readonly extra?: readonly PackFile[];
  /** Rosters of leaders (领导名录) in YAML, CSV or XLSX. */
  readonly roster?: readonly PackFile[];
  /** Loads what is whole of a broken pack; its problems are told, not thrown. */
  readonly skipBad?: boolean;
  /** Where packs that were read, and automatons of large ones, are kept between runs; without it all is made anew. */
  readonly cache?: string;
}

/** All that a scanner is made of, as plain data that another thread takes over: reading packs again there would cost as much as 200 pages. */
export interface SharedLexicon {
  readonly plan: Omit<Plan, 'isWord'>;
  readonly automaton: SharedArrayBuffer | ArrayBuffer;
  /** Whether the rules ask for words; a test is no data, so it is made anew. */
  readonly words: boolean;
}

export interface LoadedPacks {
  readonly scanner: Scanner;
  readonly lexicon: SharedLexicon;
  readonly packs: readonly Pack[];
  readonly problems: readonly PackProblem[];
}

/** Below this, building is faster than looking for a file. */
const WORTH_CACHING = 20_000;

/** Files of the packs that ship, in order of their names. */
export function shippedPacks(folder: string): readonly string[] {
  return readdirSync(join(folder, 'terms'))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, 'terms', name));
}

/** Reads packs and makes the scanner of all. Throws InputError with place and reason unless `skipBad`. */
export function loadPacks(options: PackOptions): LoadedPacks {
  const read = [...shippedPacks(options.folder), ...(options.extra ?? [])].map((file) => ({
    file: typeof file === 'string' ? file : file.file,
    ...readPack(file, options.cache),
  }));
  const rosters = (options.roster ?? []).map(readRoster);
  const problems = [...read, ...rosters].flatMap((one) => one.problems);
  const packs: Pack[] = [];
  for (const { pack, file } of read) {
    if (pack === null) continue;
    if (packs.some(({ id }) => id === pack.id)) {
      problems.push({
        file,
        line: 1,
        column: 1,
        message: `a pack ${pack.id} is loaded already; give this one another id`,
      });
      continue;
    }
    packs.push(pack);
  }
  problems.push(...conflicts(read));
  const [first] = problems;
  if (first !== undefined && options.skipBad !== true) {
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    throw new InputError({
      what: 'pack',
      where: `${first.file}:${first.line}:${first.column}`,
      why: `${first.message}${more}`,
      todo: 'mend it, or load the rest with --skip-bad',
    });
  }
  const folding = foldingOf(readFileSync(join(options.folder, 'folding.yaml'), 'utf8'), options.cache);
  const source = variantSource(packs, options.folder);
  const { isWord, ...plan } = planLexicon(packs, folding, source);
  const compiled = compile({ ...plan, isWord }, options.cache);
  const lexicon = { plan, automaton: compiled.automaton.buffer, words: source !== undefined };
  return { scanner: createScanner(compiled, further(rosters, options.folder)), lexicon, packs, problems };
}

function further(rosters: readonly ReadRoster[], folder: string) {
  return rosters.length === 0 ? {} : { further: rosterCheck(rosters, folder) };
}

/** Gives the table of divisions to the rules that compare with it; read when the first text has a candidate. */
function withDivisions(pack: Pack): Pack {
  if (!pack.rules.some(({ detector }) => detector === 'division-path')) return pack;
  const rules = pack.rules.map((rule) => {
    if (rule.detector !== 'division-path' || rule.params.divisions !== undefined) return rule;
    const { params } = rule;
    return {
      ...rule,
      params: Object.defineProperty({ ...params }, 'divisions', {
        enumerable: true,
        get: () =>
          loadDivisions()
            .upper()
            .map(({ code, name }) => `${code} ${name}`),
      }),
    };
  });
  return { ...pack, rules };
}

function foldingOf(text: string, cache: string | undefined): Folding {
  return kept(cache, 'folding', text, () => parseFolding(text)) ?? parseFolding(text);
}

/** Reads one pack, or takes it over from `cache`, the folder of what was read before. */
export function readPack(file: PackFile, cache?: string): ReadPack {
  const read =
    typeof file === 'string' ? readFile(file, cache) : parseTablePack(file.sheets, idOf(file.file));
  return { ...read, pack: read.pack === null ? null : withDivisions(read.pack) };
}

function readFile(file: string, cache: string | undefined): ReadPack {
  const kind = kindOf(file);
  const parse = kind === '.csv' ? parseCsv : kind === '.yaml' || kind === '.yml' ? parseYamlPack : null;
  if (parse === null) throw wrongKind(file);
  const text = readText(file);
  // Faults are told by their places, so a pack that has any is read anew each time.
  let read: ReadPack | null = null;
  const pack = kept(cache, 'pack', `${file}\0${text}`, () => {
    read = parse(text, file);
    return read.problems.length === 0 ? read.pack : null;
  });
  if (read !== null) return read;
  return { pack, problems: [], place: (rule, word) => parse(text, file).place(rule, word) };
}

function parseCsv(text: string, file: string): ReadPack {
  return parseCsvPack(text, file, idOf(file));
}

function compile(plan: Plan, cache: string | undefined): Lexicon {
  if (cache === undefined || plan.terms.length < WORTH_CACHING) return compileLexicon(plan);
  const key = keyOf(new Uint8Array(plan.table.buffer), plan.terms.join('\0'));
  const file = join(cache, `automaton-${key}.bin`);
  const found = readKept(file);
  if (found !== null) {
    try {
      return compileLexicon(plan, found.buffer);
    } catch {
      // Of another version: built anew below.
    }
  }
  const lexicon = compileLexicon(plan);
  writeKept(cache, file, Uint8Array.from(new Uint8Array(lexicon.automaton.buffer)));
  return lexicon;
}
