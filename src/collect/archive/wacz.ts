import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { z } from 'zod';
import { InputError, messageOf, XunjianError } from '../../model/index.ts';
import type { Damage } from './records.ts';
import { type OpenFile, openFile, part, pieces, type Slice } from './slice.ts';

/** Entries listed at most, and bytes that packed entries may unpack to: a zip bomb is refused. */
const MAX_ENTRIES = 100_000;
const MAX_UNPACKED = 64 * 1024 ** 3;
const MAX_RATIO = 1100;
const MAX_PACKAGE = 16 * 1024 * 1024;

const DataPackage = z.object({
  resources: z.array(
    z.object({ path: z.string(), hash: z.string().optional(), bytes: z.number().optional() }),
  ),
});

export interface Wacz {
  readonly archives: readonly Slice[];
  close(): Promise<void>;
}

/**
 * Opens a WACZ (zip with `archive/*.warc.gz` and `datapackage.json`). Names inside never become paths on disk. Digests that the
 * package states are checked; what does not fit is reported as damage at the entry's offset.
 */
export async function openWacz(file: OpenFile, onDamage: (damage: Damage) => void): Promise<Wacz> {
  let zip: ZipFile;
  try {
    zip = await openPromise(file.name, { lazyEntries: true, autoClose: false });
  } catch (error) {
    const why = `the zip cannot be read (${messageOf(error)})`;
    throw new InputError({ what: 'open', where: file.name, why, todo: 'download it again', cause: error });
  }
  const opened = new OpenWacz(file, zip, onDamage);
  try {
    return { archives: await opened.archives(), close: () => opened.close() };
  } catch (error) {
    await opened.close();
    if (error instanceof XunjianError) throw error;
    const why = `the zip is broken (${messageOf(error)})`;
    throw new InputError({ what: 'open', where: file.name, why, cause: error });
  }
}

class OpenWacz {
  readonly #file: OpenFile;
  readonly #zip: ZipFile;
  readonly #onDamage: (damage: Damage) => void;
  readonly #opened: OpenFile[] = [];
  #folder: string | null = null;

  constructor(file: OpenFile, zip: ZipFile, onDamage: (damage: Damage) => void) {
    this.#file = file;
    this.#zip = zip;
    this.#onDamage = onDamage;
  }

  async archives(): Promise<Slice[]> {
    const entries = await this.#entries();
    const stated = await this.#stated(entries);
    const archives: Slice[] = [];
    for (const [name, entry] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (!/^archive\/.*\.(?:warc|arc)(?:\.gz)?$/i.test(name)) continue;
      try {
        const slice = await this.#slice(entry);
        archives.push(slice);
        await this.#check(entry, slice, stated.get(name));
      } catch (error) {
        if (error instanceof XunjianError) throw error;
        this.#damage(entry, `${name} cannot be read (${messageOf(error)})`);
      }
    }
    if (archives.length === 0) {
      throw new InputError({
        what: 'open',
        where: this.#file.name,
        why: 'the zip holds no archive/*.warc.gz, so it is no WACZ',
      });
    }
    return archives;
  }

  async close(): Promise<void> {
    this.#zip.close();
    for (const file of this.#opened) await file.close();
    if (this.#folder !== null) await rm(this.#folder, { recursive: true, force: true });
  }

  async #entries(): Promise<Map<string, Entry>> {
    const entries = new Map<string, Entry>();
    for await (const entry of this.#zip.eachEntry()) {
      if (entries.size >= MAX_ENTRIES) throw this.#refused(`more than ${MAX_ENTRIES} entries`);
      entries.set(entry.fileName, entry);
    }
    return entries;
  }

  async #stated(entries: ReadonlyMap<string, Entry>): Promise<Map<string, string>> {
    const entry = entries.get('datapackage.json');
    const hashes = new Map<string, string>();
    if (entry === undefined || entry.uncompressedSize > MAX_PACKAGE) return hashes;
    try {
      const text: Buffer[] = [];
      for await (const bytes of await this.#zip.openReadStreamPromise(entry)) text.push(bytes);
      const { resources } = DataPackage.parse(JSON.parse(Buffer.concat(text).toString('utf8')));
      for (const { path, hash } of resources) if (hash !== undefined) hashes.set(path, hash);
    } catch {
      this.#damage(entry, 'datapackage.json cannot be read; its digests were not checked');
    }
    return hashes;
  }

  /** Stored entries are read where they lie; packed ones (against the WACZ specification) are unpacked into a temporary file. */
  async #slice(entry: Entry): Promise<Slice> {
    if (entry.isEncrypted()) throw new Error('it is encrypted');
    const name = `${this.#file.name}!${entry.fileName}`;
    if (entry.compressionMethod === 0) {
      const { fileDataStart } = await this.#zip.readLocalFileHeaderPromise(entry, { minimal: true });
      return part(this.#file, name, fileDataStart, entry.compressedSize);
    }
    if (
      entry.uncompressedSize > MAX_UNPACKED ||
      entry.uncompressedSize > entry.compressedSize * MAX_RATIO + 1024
    ) {
      throw this.#refused(`${entry.fileName} would unpack to ${entry.uncompressedSize} bytes`);
    }
    return { ...(await this.#unpack(entry)), name, modified: this.#file.modified };
  }

  async #unpack(entry: Entry): Promise<OpenFile> {
    this.#folder ??= await mkdtemp(join(tmpdir(), 'xunjian-wacz-'));
    const path = join(this.#folder, String(this.#opened.length));
    const bound = limited(entry.uncompressedSize);
    await pipeline(await this.#zip.openReadStreamPromise(entry), bound, createWriteStream(path));
    const file = await openFile(path);
    this.#opened.push(file);
    return file;
  }

  async #check(entry: Entry, slice: Slice, stated: string | undefined): Promise<void> {
    const m = /^sha256:([0-9a-f]{64})$/i.exec(stated ?? '');
    if (m === null) return;
    const hash = createHash('sha256');
    for await (const bytes of pieces(slice, 0, 1024 * 1024)) hash.update(bytes);
    if (hash.digest('hex') !== m[1]?.toLowerCase()) {
      this.#damage(entry, `${entry.fileName} is not what datapackage.json says: its digest differs`);
    }
  }

  #damage(entry: Entry, why: string): void {
    this.#onDamage({ file: this.#file.name, offset: entry.relativeOffsetOfLocalHeader, why });
  }

  #refused(why: string): InputError {
    return new InputError({
      what: 'open',
      where: this.#file.name,
      why,
      todo: 'unpack it by hand and check it',
    });
  }
}

/** Passes on no more bytes than the directory of the zip promised. */
function limited(size: number): Transform {
  let seen = 0;
  return new Transform({
    transform(bytes: Buffer, _encoding, done) {
      seen += bytes.length;
      if (seen > size) done(new Error('it unpacks to more than it says'));
      else done(null, bytes);
    },
  });
}
