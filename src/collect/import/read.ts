import { type AccountRow, InputError, type SiteRow, type UnitRow } from '../../model/index.ts';
import { BadRowsError, Problems, type RowProblem } from './problems.ts';
import { RECORD_KINDS, type RecordKind, type Records, readRecords } from './records.ts';
import { link } from './references.ts';
import { readSheets, type Sheet } from './sheets.ts';
import { readAccounts, readSites, readUnits } from './tables.ts';
import type { RegisterWords, Table } from './words.ts';

/** Takes the rows of the JSONL files, one by one, as they are read. What it built is void if reading throws in the end. */
export type RecordSink = { readonly [K in RecordKind]?: (row: Records[K]) => void };

export interface ReadRegisterOptions {
  readonly words: RegisterWords;
  /** Import what can be used and tell the rest; else nothing is imported unless all is read. */
  readonly skipBad?: boolean;
  readonly signal?: AbortSignal;
  /** Makes the sink once the tables are known. */
  readonly sink?: (tables: RegisterTables) => RecordSink;
}

export interface RegisterTables {
  readonly units: ReadonlyMap<string, UnitRow>;
  readonly sites: ReadonlyMap<string, SiteRow>;
  readonly accounts: ReadonlyMap<string, AccountRow>;
}

/** A register (名录) that was read. */
export interface Register extends RegisterTables {
  readonly folder: string;
  /** Rows used of each JSONL file; null where there is no such file. */
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
  const { words, skipBad = false, signal } = options;
  const problems = new Problems();
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
  const tables = link(
    {
      units: { file: units.file, rows: readUnits(units, words, problems) },
      sites: { file: sites.file, rows: readSites(sites, words, problems) },
      accounts: { file: accounts.file, rows: readAccounts(accounts, words, problems) },
    },
    problems,
  );
  const records = await readAll(folder, tables, problems, options.sink?.(tables) ?? {}, signal);
  if (problems.errors > 0 && !skipBad) throw new BadRowsError(folder, problems);
  const { kept, errors, notices } = problems;
  return { folder, ...tables, records, problems: kept, errors, notices };
}

async function readAll(
  folder: string,
  { accounts, sites }: RegisterTables,
  problems: Problems,
  sink: RecordSink,
  signal: AbortSignal | undefined,
): Promise<Record<RecordKind, number | null>> {
  const counts: Record<RecordKind, number | null> = {
    posts: null,
    metrics: null,
    followers: null,
    messages: null,
    collections: null,
    probes: null,
  };
  const isSubject = (id: string) => accounts.has(id) || sites.has(id);
  const read = async <K extends RecordKind>(kind: K) => {
    const take: ((row: Records[K]) => void) | undefined = sink[kind];
    const one = { problems, isSubject, ...(signal === undefined ? {} : { signal }) };
    counts[kind] = await readRecords(folder, kind, one, take ?? (() => {}));
  };
  for (const kind of RECORD_KINDS) await read(kind);
  return counts;
}
