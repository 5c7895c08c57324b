import { type AccountRow, InputError, type SiteRow, type UnitRow } from '../../model/index.ts';
import { RECORD_KINDS, type RecordKind } from './forms.ts';
import { BadRowsError, Problems, type RowProblem } from './problems.ts';
import { type RecordSink, type RecordsRead, readRecords } from './records.ts';
import { link } from './references.ts';
import { type Share, subjectsOf, WHOLE } from './share.ts';
import { readSheets, type Sheet } from './sheets.ts';
import { readAccounts, readSites, readUnits } from './tables.ts';
import type { RegisterWords, Table } from './words.ts';

export interface ReadRegisterOptions {
  readonly words: RegisterWords;
  /** Import what can be used and tell the rest; else nothing is imported unless all is read. */
  readonly skipBad?: boolean;
  /** JSONL files that are read; absent = all. Others may be gigabytes that nobody asks for: what is wrong with them is not told. */
  readonly only?: readonly RecordKind[];
  readonly signal?: AbortSignal;
  /** Makes the sink once the tables are known. */
  readonly sink?: (tables: RegisterTables) => RecordSink;
  /**
   * Other threads that read along: `sink` gets the rows of share 0 only, and what they read is put together with it. Started once
   * the tables are known.
   */
  readonly others?: (tables: RegisterTables) => {
    readonly count: number;
    readonly read: Promise<readonly RecordsRead[]>;
  };
  /** Told of bytes of JSONL read by this thread. */
  readonly progress?: (bytes: number) => void;
}

export interface RegisterTables {
  readonly units: ReadonlyMap<string, UnitRow>;
  readonly sites: ReadonlyMap<string, SiteRow>;
  readonly accounts: ReadonlyMap<string, AccountRow>;
}

/** A register (名录) that was read. */
export interface Register extends RegisterTables {
  readonly folder: string;
  /** Rows used of each JSONL file; null where there is no such file, or it was not read. */
  readonly records: Readonly<Record<RecordKind, number | null>>;
  /** Rows left out (only with `skipBad`), and what was noticed. The first thousand of both. */
  readonly problems: readonly RowProblem[];
  readonly errors: number;
  readonly notices: number;
}

/**
 * Reads a register folder (INTERFACES): tables from CSV or one workbook, then the JSONL files as streams. Throws a `BadRowsError`
 * with every bad row where there is one and `skipBad` is not set: nothing counts as imported then.
 */
export async function readRegister(folder: string, options: ReadRegisterOptions): Promise<Register> {
  const { skipBad = false, signal } = options;
  const problems = new Problems();
  const tables = await readTables(folder, options.words, problems);
  const sink = options.sink?.(tables) ?? {};
  const others = options.others?.(tables) ?? null;
  const share: Share = others === null ? WHOLE : { index: 0, count: others.count };
  const own = readRecords(
    folder,
    {
      subjects: subjectsOf(tables, share),
      share,
      ...(signal === undefined ? {} : { signal }),
      ...(options.only === undefined ? {} : { only: options.only }),
      ...(options.progress === undefined ? {} : { progress: options.progress }),
    },
    sink,
  );
  const [first, more] = await Promise.all([own, others?.read ?? []]);
  const records = together(problems, [first, ...more]);
  if (problems.errors > 0 && !skipBad) throw new BadRowsError(folder, problems);
  const { kept, errors, notices } = problems;
  return { folder, ...tables, records, problems: kept, errors, notices };
}

/** On its own, so that the cells of the sheets are let go before millions of rows are read. */
async function readTables(folder: string, words: RegisterWords, problems: Problems): Promise<RegisterTables> {
  const sheets = await readSheets(folder, words, problems);
  const of = (table: Table): Sheet =>
    sheets.find((sheet) => sheet.table === table) ?? { table, file: `${table}.csv`, rows: [] };
  if (!sheets.some((sheet) => sheet.table !== 'units'))
    throw new InputError({
      what: 'register',
      where: folder,
      why: 'holds no accounts and no sites',
      todo: 'give a folder with accounts.csv, sites.csv, or a workbook with such sheets',
    });
  const [units, sites, accounts] = [of('units'), of('sites'), of('accounts')];
  return link(
    {
      units: { file: units.file, rows: readUnits(units, words, problems) },
      sites: { file: sites.file, rows: readSites(sites, words, problems) },
      accounts: { file: accounts.file, rows: readAccounts(accounts, words, problems) },
    },
    problems,
  );
}

/** Puts together what the threads read: problems in the order of files and lines, as one thread would have told them. */
function together(problems: Problems, parts: readonly RecordsRead[]): Record<RecordKind, number | null> {
  problems.add(
    parts.map((part) => part.problems),
    RECORD_KINDS.map((kind) => `${kind}.jsonl`),
  );
  const sum = (kind: RecordKind) => {
    const told = parts.flatMap(({ rows }) => rows[kind] ?? []);
    return told.length === 0 ? null : told.reduce((total, one) => total + one, 0);
  };
  return {
    posts: sum('posts'),
    metrics: sum('metrics'),
    followers: sum('followers'),
    messages: sum('messages'),
    collections: sum('collections'),
    probes: sum('probes'),
    events: sum('events'),
    links: sum('links'),
    found: sum('found'),
  };
}
