import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { csvLine } from './csv.ts';
import { RECORD_KINDS, type RecordKind, type Records } from './forms.ts';
import { type Register, readRegister } from './read.ts';

import { COLUMNS, OPTIONAL } from './tables.ts';
import type { RegisterWords, Table } from './words.ts';

/** Characters gathered before they are written. */
const BUFFER = 1 << 20;

interface AnyRow {
  readonly extra: Readonly<Record<string, string>>;
}

/**
 * Writes a register into another folder in its plain form (UTF-8 CSV with our own headers, JSONL), unknown columns and keys kept:
 * read again it is the same register. Files appear whole or not at all.
 */
export async function writeRegister(
  from: string,
  to: string,
  options: { readonly words: RegisterWords; readonly skipBad?: boolean },
): Promise<Register> {
  await mkdir(to, { recursive: true });
  const files = new Map<RecordKind, LineFile>();
  const open = (kind: RecordKind): LineFile => {
    const file = files.get(kind) ?? new LineFile(join(to, `${kind}.jsonl`));
    files.set(kind, file);
    return file;
  };
  const put =
    <K extends RecordKind>(kind: K) =>
    (row: Records[K]) =>
      open(kind).write(`${JSON.stringify(row)}\n`);
  const register = await readRegister(from, {
    ...options,
    sink: () => ({
      posts: put('posts'),
      metrics: put('metrics'),
      followers: put('followers'),
      messages: put('messages'),
      collections: put('collections'),
      probes: put('probes'),
      events: put('events'),
      links: put('links'),
      found: put('found'),
    }),
  }).catch((error: unknown) => {
    for (const file of files.values()) file.discard();
    throw error;
  });
  for (const kind of RECORD_KINDS) if (register.records[kind] !== null) open(kind).close();
  writeTable(to, 'units', [...register.units.values()]);
  writeTable(to, 'sites', [...register.sites.values()]);
  writeTable(to, 'accounts', [...register.accounts.values()]);
  return register;
}

function writeTable(to: string, table: Table, rows: readonly AnyRow[]): void {
  const used = new Set(rows.flatMap((row) => Object.keys(row)));
  const own: readonly string[] = COLUMNS[table].filter(
    (column) => !OPTIONAL.includes(column) || used.has(column),
  );
  const more = [...new Set(rows.flatMap((row) => Object.keys(row.extra)))].filter(
    (key) => !own.includes(key),
  );
  const file = new LineFile(join(to, `${table}.csv`));
  file.write(csvLine([...own, ...more]));
  for (const row of rows) {
    const cells = new Map<string, unknown>(Object.entries(row));
    file.write(
      csvLine([
        // A word that was not understood is kept beside the column that it stood in.
        ...own.map((column) => cellText(cells.get(column)) || (row.extra[column] ?? '')),
        ...more.map((key) => row.extra[key] ?? ''),
      ]),
    );
  }
  file.close();
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join(';') : String(value);
}

/** A file that is written beside its name and gets it when it is whole. Writes wait for the disk, so nothing piles up. */
class LineFile {
  readonly #path: string;
  readonly #file: number;
  #lines: string[] = [];
  #size = 0;

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(`${path}.part`, 'w');
  }

  write(text: string): void {
    this.#lines.push(text);
    this.#size += text.length;
    if (this.#size > BUFFER) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
    renameSync(`${this.#path}.part`, this.#path);
  }

  /** Leaves nothing behind. */
  discard(): void {
    closeSync(this.#file);
    rmSync(`${this.#path}.part`, { force: true });
  }

  #flush(): void {
    writeFileSync(this.#file, this.#lines.join(''));
    this.#lines = [];
    this.#size = 0;
  }
}
