import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalError, messageOf } from '../model/index.ts';

/** Bytes that stay in memory; what is longer lies on disk, since the verdicts of a whole country are some gigabytes. */
const IN_MEMORY = 16 << 20;
const BLOCK = 1 << 20;

/** Texts put aside, ready to be handed to another thread of this process. */
export interface Spooled {
  /** Where each text ends, in bytes from the start of the first. */
  readonly ends: Float64Array;
  readonly bytes: Uint8Array;
  /** An open file of this process that holds `bytes` and more; null where all is in `bytes`. */
  readonly file: number | null;
}

/** Puts texts aside one after another. The file has no name, so nothing is left behind whatever happens. */
export class Spool {
  #ends: number[] = [];
  #blocks: Buffer[] = [];
  #block = Buffer.allocUnsafe(BLOCK);
  #used = 0;
  #total = 0;
  #file: number | null = null;
  readonly #inMemory: number;

  constructor(inMemory = IN_MEMORY) {
    this.#inMemory = inMemory;
  }

  put(text: string): void {
    const size = Buffer.byteLength(text);
    if (this.#used + size > this.#block.length) this.#turn(size);
    this.#used += this.#block.write(text, this.#used);
    this.#total += size;
    this.#ends.push(this.#total);
  }

  seal(): Spooled {
    this.#turn(0);
    const ends = Float64Array.from(this.#ends);
    this.#ends = [];
    const bytes = Uint8Array.from(this.#file === null ? Buffer.concat(this.#blocks) : []);
    this.#blocks = [];
    return { ends, bytes, file: this.#file };
  }

  #turn(size: number): void {
    const full = this.#block.subarray(0, this.#used);
    this.#used = 0;
    if (this.#file === null && this.#total <= this.#inMemory) {
      this.#blocks.push(full);
      this.#block = Buffer.allocUnsafe(Math.max(BLOCK, size));
      return;
    }
    if (this.#file === null) {
      this.#file = openNameless();
      for (const block of this.#blocks) writeAll(this.#file, block);
      this.#blocks = [];
    }
    writeAll(this.#file, full);
    if (size > this.#block.length) this.#block = Buffer.allocUnsafe(size);
  }
}

/** Reads texts that were put aside, by their number; cheap in order. */
export class SpoolReader {
  readonly #spooled: Spooled;
  #window: Buffer = Buffer.alloc(0);
  #from = 0;

  constructor(spooled: Spooled) {
    this.#spooled = spooled;
    if (spooled.file === null)
      this.#window = Buffer.from(spooled.bytes.buffer, spooled.bytes.byteOffset, spooled.bytes.byteLength);
  }

  read(at: number): string {
    const { ends } = this.#spooled;
    const start = at === 0 ? 0 : (ends[at - 1] ?? 0);
    const end = ends[at];
    if (end === undefined) throw new RangeError(`there is no text ${at}`);
    if (start < this.#from || end > this.#from + this.#window.length) this.#move(start, end);
    return this.#window.toString('utf8', start - this.#from, end - this.#from);
  }

  close(): void {
    if (this.#spooled.file !== null) closeSync(this.#spooled.file);
  }

  #move(start: number, end: number): void {
    const { file, ends } = this.#spooled;
    if (file === null) return;
    const size = Math.min(Math.max(BLOCK, end - start), (ends.at(-1) ?? 0) - start);
    const window = Buffer.allocUnsafe(size);
    for (let read = 0; read < size; ) {
      const more = readSync(file, window, read, size - read, start + read);
      if (more === 0) throw new RangeError('the file of verdicts is shorter than it was');
      read += more;
    }
    this.#window = window;
    this.#from = start;
  }
}

function openNameless(): number {
  const path = join(tmpdir(), `xunjian-${randomUUID()}`);
  try {
    const file = openSync(path, 'wx+', 0o600);
    rmSync(path, { force: true });
    return file;
  } catch (error) {
    throw new LocalError({
      what: 'census',
      where: path,
      why: `verdicts cannot be put aside (${messageOf(error)})`,
      todo: 'make room there, or set TMPDIR to another disk',
      cause: error,
    });
  }
}

function writeAll(file: number, bytes: Buffer): void {
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  } catch (error) {
    throw new LocalError({
      what: 'census',
      where: tmpdir(),
      why: `verdicts cannot be put aside (${messageOf(error)})`,
      todo: 'make room there, or set TMPDIR to another disk',
      cause: error,
    });
  }
}
