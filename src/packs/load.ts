import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDivisions } from '../divisions/index.ts';
import { InputError } from '../model/index.ts';
import {
  compileLexicon,
  conflicts,
  createScanner,
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
  type Scanner,
} from '../text/index.ts';
import { idOf, kindOf, type PackFile, readText, wrongKind } from './files.ts';
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
  /** Where automatons of large packs are kept between runs; without it they are built anew. */
  readonly cache?: string;
}

export interface LoadedPacks {
  readonly scanner: Scanner;
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
    ...readPack(file),
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
  const folding = parseFolding(readFileSync(join(options.folder, 'folding.yaml'), 'utf8'));
  const plan = planLexicon(packs, folding, variantSource(packs, options.folder));
  const lexicon = compile(plan, options.cache);
  const further = rosters.length === 0 ? {} : { further: rosterCheck(rosters, options.folder) };
  return { scanner: createScanner(lexicon, further), packs, problems };
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

export function readPack(file: PackFile): ReadPack {
  const read = parsePack(file);
  return { ...read, pack: read.pack === null ? null : withDivisions(read.pack) };
}

function parsePack(file: PackFile): ReadPack {
  if (typeof file !== 'string') return parseTablePack(file.sheets, idOf(file.file));
  const kind = kindOf(file);
  if (kind === '.csv') return parseCsvPack(readText(file), file, idOf(file));
  if (kind === '.yaml' || kind === '.yml') return parseYamlPack(readText(file), file);
  throw wrongKind(file);
}

function compile(plan: Plan, cache: string | undefined): Lexicon {
  if (cache === undefined || plan.terms.length < WORTH_CACHING) return compileLexicon(plan);
  const file = join(cache, `automaton-${keyOf(plan)}.bin`);
  const kept = readCached(file);
  if (kept !== null) {
    try {
      return compileLexicon(plan, kept);
    } catch {
      // Of another version: built anew below.
    }
  }
  const lexicon = compileLexicon(plan);
  writeCached(cache, file, new Uint8Array(lexicon.automaton.buffer));
  return lexicon;
}

function keyOf({ terms, table }: Plan): string {
  const hash = createHash('sha256').update(new Uint8Array(table.buffer));
  hash.update(terms.join('\0'));
  return hash.digest('hex').slice(0, 32);
}

const DIGEST = 32;

/** The buffer behind its SHA-256: a torn file is not trusted. */
function readCached(file: string): SharedArrayBuffer | null {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    return null;
  }
  const body = bytes.subarray(DIGEST);
  if (!createHash('sha256').update(body).digest().equals(bytes.subarray(0, DIGEST))) return null;
  const shared = new SharedArrayBuffer(body.length);
  new Uint8Array(shared).set(body);
  return shared;
}

/** A cache that cannot be written costs time, not the result. */
function writeCached(folder: string, file: string, body: Uint8Array): void {
  try {
    mkdirSync(folder, { recursive: true });
    const own = Uint8Array.from(body);
    const part = `${file}.${process.pid}.part`;
    writeFileSync(part, Buffer.concat([createHash('sha256').update(own).digest(), own]));
    renameSync(part, file);
  } catch {}
}
