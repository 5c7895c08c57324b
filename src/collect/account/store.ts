import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { InputError, messageOf } from '../../model/index.ts';
import { decodeText, linesOf } from '../import/index.ts';
import type { Memory, Stored } from './types.ts';

type Row = Readonly<Record<string, unknown>>;

/** The keys that make a row the same one when it is collected again. */
const KEYS: { readonly [K in Stored['kind']]: readonly string[] } = {
  posts: ['account', 'id'],
  metrics: ['account', 'day'],
  followers: ['account', 'follower'],
  messages: ['subject', 'id'],
  collections: ['subject', 'what', 'from', 'to', 'ok', 'error', 'state'],
  links: ['account', 'post', 'url'],
};
const KINDS = Object.keys(KEYS) as readonly Stored['kind'][];

/** Rows that are merged at once; they are held in memory. */
const BATCH = 200_000;
const BUFFER = 1 << 20;
const LF = Buffer.from('\n');

/** Hidden names: a register is read without them. */
const JOURNAL = '.collect.jsonl';
const LOCK = '.collect.lock';
const MEMORY = '.collect-state.json';

/**
 * The JSONL files of a register folder, as collecting adds to them. Rows go to a journal first (flushed to the disk after each
 * account) and from there into files that are written anew beside the old ones and renamed: whenever the process dies, nothing
 * that was collected is lost and no file is half written. A row that is known already takes the new values and keeps what the new
 * one does not say, so collecting again changes nothing twice.
 */
export class RegisterStore {
  readonly #folder: string;
  readonly #journal: string;
  #file: number | null = null;
  #rows = 0;
  readonly #counts: Record<Stored['kind'], number> = {
    posts: 0,
    metrics: 0,
    followers: 0,
    messages: 0,
    collections: 0,
    links: 0,
  };

  private constructor(folder: string) {
    this.#folder = folder;
    this.#journal = join(folder, JOURNAL);
  }

  /** Opens a folder for one process at a time, and brings in what an interrupted run left in the journal. */
  static async open(folder: string, pid: number, isAlive: (pid: number) => boolean): Promise<RegisterStore> {
    try {
      mkdirSync(folder, { recursive: true });
      lock(join(folder, LOCK), pid, isAlive);
    } catch (error) {
      if (error instanceof InputError) throw error;
      throw new InputError({
        what: 'collect',
        where: folder,
        why: messageOf(error),
        todo: 'give another --out',
        cause: error,
      });
    }
    const store = new RegisterStore(folder);
    if (existsSync(store.#journal)) await store.merge();
    return store;
  }

  /** Rows written into each file, new or renewed. */
  get counts(): Readonly<Record<Stored['kind'], number>> {
    return this.#counts;
  }

  add(found: Stored): void {
    this.#file ??= openSync(this.#journal, 'a', 0o644);
    writeSync(this.#file, `${JSON.stringify(found)}\n`);
    this.#rows += 1;
  }

  /** Makes sure that what was added survives the machine, and merges where much has gathered. */
  async flush(): Promise<void> {
    if (this.#file !== null) fsyncSync(this.#file);
    if (this.#rows >= BATCH) await this.merge();
  }

  /** Brings the journal into the files. Done again after a crash, it changes nothing twice. */
  async merge(): Promise<void> {
    if (this.#file !== null) {
      fsyncSync(this.#file);
      closeSync(this.#file);
      this.#file = null;
    }
    if (!existsSync(this.#journal)) return;
    const rows = await readJournal(this.#journal);
    for (const kind of KINDS) {
      const fresh = rows[kind];
      if (fresh.size > 0)
        this.#counts[kind] += await mergeFile(join(this.#folder, `${kind}.jsonl`), kind, fresh);
    }
    rmSync(this.#journal);
    this.#rows = 0;
  }

  async close(): Promise<void> {
    await this.merge();
    rmSync(join(this.#folder, LOCK), { force: true });
  }
}

function lock(path: string, pid: number, isAlive: (pid: number) => boolean): void {
  if (existsSync(path)) {
    const owner = Number(readFileSync(path, 'utf8'));
    if (owner !== pid && Number.isInteger(owner) && owner > 0 && isAlive(owner))
      throw new InputError({
        what: 'collect',
        where: path,
        why: `process ${owner} is collecting into this folder`,
        todo: 'wait for it, or give another --out',
      });
    rmSync(path, { force: true });
  }
  try {
    writeFileSync(path, String(pid), { flag: 'wx' });
  } catch (error) {
    throw new InputError({
      what: 'collect',
      where: path,
      why: messageOf(error),
      todo: 'try again',
      cause: error,
    });
  }
}

async function readJournal(path: string): Promise<Record<Stored['kind'], Map<string, Row>>> {
  const rows = {
    posts: new Map<string, Row>(),
    metrics: new Map<string, Row>(),
    followers: new Map<string, Row>(),
    messages: new Map<string, Row>(),
    collections: new Map<string, Row>(),
    links: new Map<string, Row>(),
  };
  for await (const { bytes } of linesOf(createReadStream(path, { highWaterMark: BUFFER }))) {
    const line = parseRow(bytes);
    const kind = KINDS.find((one) => one === line?.kind);
    const row = line?.row;
    // The last line of a journal may be cut: its write was never acknowledged.
    if (kind === undefined || typeof row !== 'object' || row === null) continue;
    const key = keyOf(kind, row as Row);
    rows[kind].set(key, mergeRow(rows[kind].get(key), row as Row));
  }
  return rows;
}

/** Writes one file anew, line by line; lines that are none of ours stay as they are, byte for byte. */
async function mergeFile(path: string, kind: Stored['kind'], fresh: Map<string, Row>): Promise<number> {
  const count = fresh.size;
  const out = new PartFile(`${path}.part`);
  try {
    if (existsSync(path))
      for await (const { bytes, tooLong } of linesOf(createReadStream(path, { highWaterMark: BUFFER }))) {
        if (tooLong)
          throw new InputError({
            what: 'collect',
            where: path,
            why: 'a line is too long',
            todo: 'mend the file',
          });
        const known = parseRow(bytes);
        const key = known === null ? null : keyOf(kind, known);
        const row = key === null ? undefined : fresh.get(key);
        if (key === null || known === null || row === undefined) out.write(bytes, LF);
        else {
          out.write(Buffer.from(JSON.stringify(mergeRow(known, row))), LF);
          fresh.delete(key);
        }
      }
    for (const row of fresh.values()) out.write(Buffer.from(JSON.stringify(row)), LF);
    out.close();
  } catch (error) {
    out.abandon();
    throw error;
  }
  renameSync(`${path}.part`, path);
  return count;
}

function parseRow(bytes: Buffer): Row | null {
  try {
    const value: unknown = JSON.parse(decodeText(bytes) ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : null;
  } catch {
    return null;
  }
}

function keyOf(kind: Stored['kind'], row: Row): string {
  return JSON.stringify(KEYS[kind].map((key) => row[key] ?? null).map(String));
}

function mergeRow(old: Row | undefined, fresh: Row): Row {
  const told = Object.entries(fresh).filter(([key, value]) =>
    value !== null && value !== undefined ? true : old?.[key] === undefined,
  );
  return { ...old, ...Object.fromEntries(told) };
}

class PartFile {
  readonly #path: string;
  readonly #file: number;
  #parts: Uint8Array[] = [];
  #size = 0;

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'w');
  }

  write(...parts: readonly Uint8Array[]): void {
    for (const part of parts) {
      this.#parts.push(part);
      this.#size += part.length;
    }
    if (this.#size > BUFFER) this.#put();
  }

  close(): void {
    this.#put();
    fsyncSync(this.#file);
    closeSync(this.#file);
  }

  abandon(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }

  #put(): void {
    writeFileSync(this.#file, Buffer.concat(this.#parts));
    this.#parts = [];
    this.#size = 0;
  }
}

/** What collectors remember of each account between runs. A file that cannot be read is forgotten: it only saves requests. */
export class Memories {
  readonly #path: string;
  readonly #all: Record<string, Record<string, unknown>>;
  #changed = false;

  constructor(folder: string) {
    this.#path = join(folder, MEMORY);
    const known = existsSync(this.#path) ? parseRow(readFileSync(this.#path)) : null;
    this.#all = { ...(known as Record<string, Record<string, unknown>> | null) };
  }

  of(account: string): Memory {
    return {
      get: (key) => this.#all[account]?.[key],
      set: (key, value) => {
        this.#all[account] = { ...this.#all[account], [key]: value };
        this.#changed = true;
      },
    };
  }

  save(): void {
    if (!this.#changed) return;
    writeFileSync(`${this.#path}.part`, JSON.stringify(this.#all));
    renameSync(`${this.#path}.part`, this.#path);
    this.#changed = false;
  }
}
