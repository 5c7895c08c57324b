import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type FailureKind, InputError, LocalError, messageOf } from '../../model/index.ts';
import { codeOf } from './net/error-code.ts';
import type { SkipReason } from './traps.ts';

/** What has become of an address. Stored as numbers: never change one. */
export const State = {
  /** A page to read. */
  queued: 0,
  /** Read, or a file that is there. */
  done: 1,
  /** Failed for good. */
  failed: 2,
  /** Leads to another address (`target`). */
  redirect: 3,
  /** A file of the site, looked at for existence only. */
  file: 4,
  external: 5,
  /** Not followed, with a reason. */
  skipped: 6,
  /** Failed once; waits for its second occasion. */
  deferred: 7,
  /** Checked: opens. */
  alive: 8,
  /** Not to be called dead or alive: blocked, refused by robots.txt, our own fault. */
  unknown: 9,
} as const;
export type State = (typeof State)[keyof typeof State];

export interface UrlRow {
  readonly id: number;
  readonly url: string;
  readonly host: number;
  readonly prio: number;
  readonly depth: number;
  readonly referrer: number;
  readonly text: string | null;
  readonly tries: number;
  /** 2 on the second occasion. */
  readonly pass: number;
  /** Address that redirected here and that the visit is known by; 0 where there is none. */
  readonly asked: number;
  readonly hops: number;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS url (
  id INTEGER PRIMARY KEY, url TEXT NOT NULL, host INTEGER NOT NULL, state INTEGER NOT NULL, prio REAL NOT NULL,
  depth INTEGER NOT NULL, referrer INTEGER NOT NULL, text TEXT, tries INTEGER NOT NULL DEFAULT 0, pass INTEGER NOT NULL DEFAULT 1,
  asked INTEGER NOT NULL DEFAULT 0, hops INTEGER NOT NULL DEFAULT 0, target INTEGER NOT NULL DEFAULT 0,
  flags INTEGER NOT NULL DEFAULT 0, status INTEGER, kind TEXT, why TEXT, at INTEGER);
CREATE INDEX IF NOT EXISTS queue ON url(host, prio) WHERE state = 0;
CREATE INDEX IF NOT EXISTS failing ON url(state) WHERE state IN (2, 7);
CREATE TABLE IF NOT EXISTS host (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, scope INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
`;

/** node:sqlite is stable in what is used here but still announces itself as experimental; a library should not print that. */
function openDatabase(path: string): DatabaseSync {
  const emit = process.emitWarning;
  process.emitWarning = () => {};
  try {
    const { DatabaseSync: Database } = process.getBuiltinModule('node:sqlite');
    return new Database(path);
  } finally {
    process.emitWarning = emit;
  }
}

/** Turns faults of the disk into one clear line. */
export function diskFault(error: unknown, where: string): Error {
  const code = codeOf(error) ?? '';
  const text = messageOf(error);
  const parts = { what: 'write', where, cause: error };
  if (code === 'ENOSPC' || /database or disk is full/i.test(text)) {
    return new LocalError({
      ...parts,
      why: 'the disk is full',
      todo: 'make room, then run again with --resume',
    });
  }
  if (/EACCES|EROFS|EPERM|ENOTDIR|EEXIST|unable to open|readonly/i.test(`${code} ${text}`)) {
    return new InputError({
      ...parts,
      why: `it cannot be written (${code || text})`,
      todo: 'choose another folder',
    });
  }
  if (/malformed|not a database|corrupt/i.test(text)) {
    return new InputError({
      ...parts,
      why: 'the state of the earlier run is damaged',
      todo: 'run again without --resume',
    });
  }
  return error instanceof Error ? error : new Error(text);
}

/**
 * The crawl's memory on disk (`crawl.sqlite`): one row an address. Writes gather in one open transaction that `commit` closes
 * together with the offsets of the journal and the archive, so that after a kill all three agree.
 */
export class CrawlStore {
  readonly path: string;
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #urls = new Map<number, string>();
  #open = false;

  constructor(workdir: string) {
    this.path = join(workdir, 'crawl.sqlite');
    try {
      mkdirSync(workdir, { recursive: true });
      this.#db = openDatabase(this.path);
      this.#db.exec(
        'PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY',
      );
      this.#db.exec(SCHEMA);
    } catch (error) {
      throw diskFault(error, this.path);
    }
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  run(sql: string, ...values: (string | number | null)[]): void {
    try {
      if (!this.#open) {
        this.#db.exec('BEGIN');
        this.#open = true;
      }
      this.#prepare(sql).run(...values);
    } catch (error) {
      throw diskFault(error, this.path);
    }
  }

  all(sql: string, ...values: (string | number | null)[]): Record<string, unknown>[] {
    return this.#prepare(sql).all(...values);
  }

  /** Rows one by one, for what may be large. */
  each(sql: string, ...values: (string | number | null)[]): Iterable<Record<string, unknown>> {
    return this.#prepare(sql).iterate(...values);
  }

  number(sql: string, ...values: (string | number | null)[]): number {
    const row = this.#prepare(sql).get(...values);
    const value = row === undefined ? 0 : Object.values(row)[0];
    return typeof value === 'number' ? value : 0;
  }

  meta(key: string): string | null {
    const row = this.#prepare('SELECT value FROM meta WHERE key = ?').get(key);
    return typeof row?.value === 'string' ? row.value : null;
  }

  setMeta(key: string, value: string): void {
    this.run('INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)', key, value);
  }

  commit(): void {
    if (!this.#open) return;
    try {
      this.#db.exec('COMMIT');
      this.#open = false;
    } catch (error) {
      throw diskFault(error, this.path);
    }
  }

  insert(id: number, row: NewUrl): void {
    this.run(
      'INSERT INTO url(id, url, host, state, prio, depth, referrer, text, asked, hops, flags, why) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)',
      id,
      row.url,
      row.host,
      row.state,
      row.prio,
      row.depth,
      row.referrer,
      row.text,
      row.asked ?? 0,
      row.hops ?? 0,
      row.flags ?? 0,
      row.reason ?? null,
    );
  }

  /** The next pages of a host in order of need. */
  next(host: number, limit: number, pass: 1 | 2): UrlRow[] {
    return this.all(
      `SELECT ${ROW} FROM url WHERE state = 0 AND host = ? AND pass >= ? ORDER BY prio LIMIT ?`,
      host,
      pass,
      limit,
    ).map(urlRow);
  }

  settle(id: number, state: State, outcome: Partial<Settlement> = {}): void {
    this.run(
      'UPDATE url SET state = ?, status = ?, kind = ?, why = ?, tries = tries + 1, at = ?, target = ? WHERE id = ?',
      state,
      outcome.status ?? null,
      outcome.kind ?? null,
      outcome.why ?? null,
      outcome.at ?? null,
      outcome.target ?? 0,
      id,
    );
  }

  urlOf(id: number): string | null {
    const known = this.#urls.get(id);
    if (known !== undefined) return known;
    const row = this.#prepare('SELECT url FROM url WHERE id = ?').get(id);
    if (typeof row?.url !== 'string') return null;
    // The same lists refer to page after page.
    if (this.#urls.size >= 512) this.#urls.clear();
    this.#urls.set(id, row.url);
    return row.url;
  }

  close(): void {
    // What is not committed did not happen: the next run does it again.
    try {
      if (this.#open) this.#db.exec('ROLLBACK');
    } catch {
      // On a full disk the database has rolled back already; the fault itself is on its way to the caller.
    }
    this.#open = false;
    this.#statements.clear();
    this.#db.close();
  }
}

/** Columns of a UrlRow. */
export const ROW = 'id, url, host, prio, depth, referrer, text, tries, pass, asked, hops';

export interface NewUrl {
  readonly url: string;
  readonly host: number;
  readonly state: State;
  readonly prio: number;
  readonly depth: number;
  readonly referrer: number;
  readonly text: string | null;
  readonly asked?: number;
  readonly hops?: number;
  readonly flags?: number;
  readonly reason?: SkipReason | null;
}

/** Bits of `flags`. */
export const Flag = { attachment: 2, checked: 4, rendered: 8 } as const;

export interface Settlement {
  readonly status: number | null;
  readonly kind: FailureKind | null;
  readonly why: string | null;
  readonly at: number;
  readonly target: number;
}

export function urlRow(row: Record<string, unknown>): UrlRow {
  return {
    id: Number(row.id),
    url: String(row.url),
    host: Number(row.host),
    prio: Number(row.prio),
    depth: Number(row.depth),
    referrer: Number(row.referrer),
    text: typeof row.text === 'string' ? row.text : null,
    tries: Number(row.tries),
    pass: Number(row.pass),
    asked: Number(row.asked),
    hops: Number(row.hops),
  };
}
