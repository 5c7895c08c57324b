import { AccountRow, SiteRow, UnitRow } from '../../model/index.ts';
import { countCell, dayCell } from './cells.ts';
import type { Problems } from './problems.ts';
import type { Sheet } from './sheets.ts';
import type { RegisterWords, Table } from './words.ts';

/** Columns of each table, in the order in which they are written. */
export const COLUMNS = {
  units: ['id', 'name', 'level', 'kind', 'region', 'parent', 'creditCode', 'contact', 'phone'],
  sites: ['id', 'unit', 'name', 'url', 'idcode', 'status', 'opened'],
  accounts: [
    'id',
    'unit',
    'platform',
    'kind',
    'name',
    'handle',
    'registered',
    'verified',
    'status',
    'followers',
    'functions',
    'staff',
    'url',
    'supervisor',
    'operator',
    'verifiedAs',
    'contact',
    'phone',
    'filed',
    'stopped',
    'history',
  ],
} as const satisfies Record<Table, readonly string[]>;

/** Columns that are written only where a row has them. */
export const OPTIONAL: readonly string[] = [
  'creditCode',
  'supervisor',
  'operator',
  'verifiedAs',
  'contact',
  'phone',
  'filed',
  'stopped',
  'history',
];

const NEEDED = {
  units: ['id', 'name'],
  sites: ['id', 'name'],
  accounts: ['id', 'platform', 'name'],
} as const satisfies Record<Table, readonly string[]>;

/** Sheets have a title, a note, a date above their header: it is looked for this far down. */
const HEADER_WITHIN = 10;

export interface Read<T> {
  readonly line: number;
  readonly row: T;
}

/** A row's cells by column, and what no column knows by its header. */
class Cells {
  readonly #cells: ReadonlyMap<string, string>;
  readonly extra: Record<string, string>;
  readonly #faults: string[];
  readonly #notices: string[];

  constructor(
    cells: ReadonlyMap<string, string>,
    extra: Record<string, string>,
    faults: string[],
    notices: string[],
  ) {
    this.#cells = cells;
    this.extra = extra;
    this.#faults = faults;
    this.#notices = notices;
  }

  text(column: string): string | null {
    return this.#cells.get(column) || null;
  }

  /** A cell that has to be of a form; a fault of the row where it is not. */
  read<T>(column: string, form: (cell: string) => T | null, what: string): T | null {
    const cell = this.text(column);
    const value = cell === null ? null : form(cell);
    if (cell !== null && value === null) this.#faults.push(`${column}: “${cell}” is ${what}`);
    return value;
  }

  /** A cell in words: one that is not known is said and kept, and the row is used without it. */
  word<T>(column: string, meaning: (cell: string) => T | null): T | null {
    const cell = this.text(column);
    const value = cell === null ? null : meaning(cell);
    if (cell !== null && value === null) {
      this.#notices.push(`${column}: “${cell}” is not known; it is kept, and taken as not stated`);
      this.extra[column] = cell;
    }
    return value;
  }

  /** Cells that the sheet may leave out altogether; a row has the key only where there is something. */
  optional<K extends string>(...columns: readonly K[]): { [P in K]?: string } {
    const found: { [P in K]?: string } = {};
    for (const column of columns) {
      const cell = this.text(column);
      if (cell !== null) found[column] = cell;
    }
    return found;
  }

  optionalDay<K extends string>(...columns: readonly K[]): { [P in K]?: string } {
    const found: { [P in K]?: string } = {};
    for (const column of columns) {
      const day = this.read(column, dayCell, 'no date');
      if (day !== null) found[column] = day;
    }
    return found;
  }

  /** The column beside this one, to either side, whose cell holds by a test: what stood here has shifted. */
  beside(column: string, holds: (cell: string) => boolean): string | null {
    const columns = [...this.#cells.keys()];
    const at = columns.indexOf(column);
    return (
      [columns[at - 1], columns[at + 1]].find(
        (one) => one !== undefined && one !== 'kind' && holds(this.text(one) ?? ''),
      ) ?? null
    );
  }

  fault(text: string): void {
    this.#faults.push(text);
  }

  notice(text: string): void {
    this.#notices.push(text);
  }
}

export function readUnits(sheet: Sheet, words: RegisterWords, problems: Problems): Read<UnitRow>[] {
  return readTable(sheet, words, problems, (cells) =>
    UnitRow.safeParse({
      id: cells.text('id') ?? '',
      name: cells.text('name') ?? '',
      level: cells.word('level', words.level),
      kind: known(cells.text('kind'), words.unitKind),
      region: cells.text('region'),
      parent: cells.text('parent'),
      ...cells.optional('creditCode', 'contact', 'phone'),
      extra: cells.extra,
    }),
  );
}

export function readSites(sheet: Sheet, words: RegisterWords, problems: Problems): Read<SiteRow>[] {
  return readTable(sheet, words, problems, (cells) =>
    SiteRow.safeParse({
      id: cells.text('id') ?? '',
      unit: cells.text('unit'),
      name: cells.text('name') ?? '',
      url: cells.text('url'),
      idcode: cells.text('idcode'),
      status: known(cells.text('status'), words.status),
      opened: cells.read('opened', dayCell, 'no date'),
      extra: cells.extra,
    }),
  );
}

export function readAccounts(sheet: Sheet, words: RegisterWords, problems: Problems): Read<AccountRow>[] {
  return readTable(sheet, words, problems, (cells) =>
    AccountRow.safeParse({
      id: cells.text('id') ?? '',
      unit: cells.text('unit'),
      platform: platformOf(cells, words),
      kind: known(cells.text('kind'), words.accountKind),
      name: cells.text('name') ?? '',
      handle: cells.text('handle'),
      registered: cells.read('registered', dayCell, 'no date'),
      verified: cells.word('verified', words.truth),
      status: cells.word('status', words.status),
      followers: cells.read('followers', countCell, 'no number'),
      functions: (cells.text('functions') ?? '')
        .split(/[;；、，]/)
        .map((one) => one.trim())
        .filter((one) => one !== ''),
      staff: cells.read('staff', countCell, 'no number'),
      url: cells.text('url'),
      ...cells.optional('supervisor', 'operator', 'verifiedAs', 'contact', 'phone', 'history'),
      ...cells.optionalDay('filed', 'stopped'),
      extra: cells.extra,
    }),
  );
}

/** A platform that is not known is no error: there are new ones every year. It is said, and the sheet's word is kept. */
function platformOf(cells: Cells, words: RegisterWords): string {
  const cell = cells.text('platform') ?? '';
  const platform = words.platform(cell);
  const shifted =
    platform === null && cell !== ''
      ? cells.beside('platform', (one) => words.platform(one) !== null && one !== '')
      : null;
  if (shifted !== null)
    cells.fault(
      `platform: “${cell}” is not known, and “${cells.text(shifted)}” stands under ${shifted}; the columns have shifted`,
    );
  else if (platform === null && cell !== '')
    cells.notice(`platform: “${cell}” is not known; it is kept as it stands`);
  return platform ?? cell;
}

function known(cell: string | null, meaning: (cell: string) => string | null): string | null {
  return cell === null ? null : (meaning(cell) ?? cell);
}

type Parsed<T> =
  | { success: true; data: T }
  | { success: false; error: { issues: readonly { path: PropertyKey[]; message: string }[] } };

function readTable<T extends { readonly id: string }>(
  { table, file, rows }: Sheet,
  words: RegisterWords,
  problems: Problems,
  parse: (cells: Cells) => Parsed<T>,
): Read<T>[] {
  const header = headerOf(table, rows, words);
  if (header === null) {
    if (rows.length > 0) problems.error(file, rows[0]?.line ?? 1, missing(table, NEEDED[table], words));
    return [];
  }
  const absent = NEEDED[table].filter((column) => !header.columns.includes(column));
  if (absent.length > 0) {
    problems.error(file, header.line, missing(table, absent, words));
    return [];
  }
  const read: Read<T>[] = [];
  const shared = new Shared();
  const lines = new Map<string, number>();
  for (const { line, cells } of rows) {
    if (line <= header.line) continue;
    const no = whyNoRow(cells, header, words);
    if (no !== null) {
      problems.notice(file, line, no);
      continue;
    }
    const faults: string[] = [];
    const notices: string[] = [];
    const over = cells.slice(header.columns.length).findIndex((cell) => cell.trim() !== '');
    if (over >= 0)
      faults.push(
        `has ${cells.length} cells where the header has ${header.columns.length}; a column may have shifted`,
      );
    const parsed = parse(cellsOf(header, cells, faults, notices));
    if (!parsed.success)
      for (const issue of parsed.error.issues) faults.push(shownIssue(issue.path.join('.'), issue.message));
    const first = parsed.success ? lines.get(parsed.data.id) : undefined;
    if (parsed.success && first !== undefined)
      faults.push(`the id ${parsed.data.id} is already used in line ${first}`);
    if (faults.length > 0 || !parsed.success) {
      problems.error(file, line, faults.join('; '));
      continue;
    }
    for (const notice of notices) problems.notice(file, line, notice);
    lines.set(parsed.data.id, line);
    read.push({ line, row: shared.row(parsed.data) });
  }
  return read;
}

/** Holds once what hundreds of thousands of rows say alike: days, lists of functions, words, no further columns. */
class Shared {
  readonly #texts = new Map<string, string>();
  readonly #lists = new Map<string, readonly string[]>();
  readonly #nothing: Readonly<Record<string, string>> = Object.freeze({});

  row<T extends object>(row: T): T {
    const own = Object.entries(row).map(([key, value]) => [key, this.#value(value)]);
    return Object.assign(row, Object.fromEntries(own));
  }

  #value(value: unknown): unknown {
    if (typeof value === 'string')
      return value.length > LONGEST_SHARED ? ownText(value) : once(this.#texts, value, value);
    if (Array.isArray(value)) return once(this.#lists, value.join('\0'), value);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    return entries.length === 0
      ? this.#nothing
      : Object.fromEntries(entries.map(([key, one]) => [key, this.#value(one)]));
  }
}

/** A text that stands for itself: as a piece of the file it was cut from it would keep all of the file in memory. */
function ownText(text: string): string {
  return String(JSON.parse(JSON.stringify(text)));
}

/** Longer cells are seldom alike; nor is it worth holding more different ones than this. */
const LONGEST_SHARED = 12;
const MOST_SHARED = 20_000;

function once<V>(known: Map<string, V>, key: string, value: V): V {
  const old = known.get(key);
  if (old !== undefined) return old;
  if (known.size < MOST_SHARED) known.set(key, value);
  return value;
}

/** Why a line of a sheet is no row of it: a sum or note below the rows, the header once more on the next printed page. */
function whyNoRow(cells: readonly string[], header: Header, words: RegisterWords): string | null {
  const first = cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
  if (words.isNoRow(first)) return `“${first.slice(0, 20)}” begins a sum or a note; it was not read as a row`;
  const again = trimEnd(cells.map((cell) => cell.trim()));
  return again.length === header.cells.length && again.every((cell, at) => cell === header.cells[at])
    ? 'is the header once more; it was not read as a row'
    : null;
}

function shownIssue(path: string, message: string): string {
  return /too small/i.test(message) ? `${path} is empty` : `${path}: ${message}`;
}

interface Header {
  readonly line: number;
  readonly cells: readonly string[];
  /** Column that each cell is; a header that is none of ours stands for itself, with `=` before it. */
  readonly columns: readonly string[];
}

/** The row among the first few that names the most columns, two at least. */
function headerOf(table: Table, rows: Sheet['rows'], words: RegisterWords): Header | null {
  let best: Header | null = null;
  let most = 1;
  for (const { line, cells } of rows.slice(0, HEADER_WITHIN)) {
    const columns = columnsOf(table, cells, words);
    const found = columns.filter((column) => !column.startsWith('=')).length;
    const own = trimEnd(cells.map((cell) => cell.trim()));
    if (found > most) [best, most] = [{ line, cells: own, columns }, found];
  }
  return best;
}

/** Two headers may mean the same column (单位, 主办单位): the one in our own word has it, else the first; the other is kept as extra. */
function columnsOf(table: Table, cells: readonly string[], words: RegisterWords): string[] {
  const headers = trimEnd(cells.map((cell) => cell.trim()));
  const meant = headers.map((header) => words.column(table, header));
  const taken = new Set<string>();
  return headers.map((header, at) => {
    const column = meant[at] ?? null;
    const own = headers.findIndex((one, other) => one === column && meant[other] === column);
    if (column === null || taken.has(column) || (own >= 0 && own !== at))
      return `=${header === '' ? `列${at + 1}` : header}`;
    taken.add(column);
    return column;
  });
}

function trimEnd(cells: readonly string[]): readonly string[] {
  let end = cells.length;
  while (end > 0 && cells[end - 1] === '') end -= 1;
  return cells.slice(0, end);
}

function cellsOf({ columns }: Header, cells: readonly string[], faults: string[], notices: string[]): Cells {
  const known = new Map<string, string>();
  const extra: Record<string, string> = {};
  columns.forEach((column, at) => {
    const cell = (cells[at] ?? '').trim();
    const broken = column.startsWith('=') ? null : brokenCell(column, cell);
    if (broken !== null) faults.push(broken);
    if (!column.startsWith('=')) known.set(column, cell);
    else if (cell !== '') extra[column.slice(1)] = cell;
  });
  return new Cells(known, extra, faults, notices);
}

/** What spreadsheets make of cells: an error of a formula, a long number of which only the first digits are left. */
function brokenCell(column: string, cell: string): string | null {
  if (/^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/.test(cell))
    return `${column}: “${cell}” is an error of a formula`;
  return NUMBERS.includes(column) && /^\d(\.\d+)?E\+\d{2,}$/i.test(cell)
    ? `${column}: “${cell}” has lost digits; make the column text and fill it in again`
    : null;
}

/** Columns whose long numbers are names, not amounts. */
const NUMBERS: readonly string[] = [
  'id',
  'unit',
  'parent',
  'handle',
  'idcode',
  'region',
  'phone',
  'creditCode',
];

function missing(table: Table, columns: readonly string[], words: RegisterWords): string {
  const names = columns.map((column) => `${column} (${words.headers(table, column).slice(1, 4).join('、')})`);
  return `no header with the columns ${names.join(', ')} was found in the first ${HEADER_WITHIN} rows`;
}
