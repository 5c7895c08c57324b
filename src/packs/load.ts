import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { InputError, messageOf } from '../model/index.ts';
import {
  compileLexicon,
  createScanner,
  type Lexicon,
  type Pack,
  type PackProblem,
  type Plan,
  parseCsvPack,
  parseFolding,
  parseYamlPack,
  planLexicon,
  type ReadPack,
  type Scanner,
} from '../text/index.ts';

export interface PackOptions {
  /** Folder `packs/` of the program. */
  readonly folder: string;
  /** An office's own packs, YAML or CSV, loaded after those that ship. */
  readonly extra?: readonly string[];
  /** Loads what is whole of a broken pack; its problems are told, not thrown. */
  readonly skipBad?: boolean;
  /** Where automatons of large packs are kept between runs; without it they are built anew. */
  readonly cache?: string;
}

/** All that a scanner is made of, as plain data that another thread takes over: reading packs again there would cost as much as 200 pages. */
export interface SharedLexicon {
  readonly plan: Plan;
  readonly automaton: SharedArrayBuffer | ArrayBuffer;
}

export interface LoadedPacks {
  readonly scanner: Scanner;
  readonly lexicon: SharedLexicon;
  readonly packs: readonly Pack[];
  readonly problems: readonly PackProblem[];
}

/** A pack larger than this is a mistake or an attack. */
const MAX_BYTES = 256 * 1024 * 1024;
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
    file,
    ...readPack(file),
  }));
  const problems = read.flatMap((one) => one.problems);
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
  const plan = planLexicon(packs, parseFolding(readFileSync(join(options.folder, 'folding.yaml'), 'utf8')));
  const compiled = compile(plan, options.cache);
  const lexicon = { plan, automaton: compiled.automaton.buffer };
  return { scanner: createScanner(compiled), lexicon, packs, problems };
}

export function readPack(file: string): ReadPack {
  let text: string;
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES) throw new Error(`has ${size} bytes, more than a pack may have (${MAX_BYTES})`);
    text = decode(readFileSync(file));
  } catch (error) {
    const missing = (error as { code?: unknown }).code === 'ENOENT';
    throw new InputError({
      what: 'pack',
      where: file,
      why: missing ? 'there is no such file' : messageOf(error),
      todo: 'give a pack in YAML or CSV',
      cause: error,
    });
  }
  const kind = extname(file).toLowerCase();
  if (kind === '.csv') return parseCsvPack(text, file, idOf(file));
  if (kind === '.yaml' || kind === '.yml') return parseYamlPack(text, file);
  throw new InputError({
    what: 'pack',
    where: file,
    why: `${kind || 'its name'} is no kind of pack`,
    todo: 'give .yaml, .yml or .csv',
  });
}

/** UTF-8, or GB18030 as spreadsheets in China save it. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function idOf(file: string): string {
  const name = basename(file, extname(file))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return name === '' ? `table-${createHash('sha256').update(file).digest('hex').slice(0, 8)}` : name;
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
