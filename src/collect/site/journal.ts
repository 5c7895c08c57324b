import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompressSync } from 'node:zlib';
import { InputError } from '../../model/index.ts';
import { diskFault } from './store.ts';

const compress = promisify(zstdCompress);

export interface JournalOffsets {
  readonly visits: number;
  readonly edges: number;
}

/**
 * What finished pages gave, beside the database: `visits` holds what went into the sink (frames of zstd over lines of JSON), so
 * that a resumed run can hand it over again; `edges` holds who links to whom (32-bit numbers: page, count, links). Both only
 * grow; what lies behind the committed offsets is cut off when a run resumes.
 */
export class Journal {
  readonly #visits: FileHandle;
  readonly #edges: FileHandle;
  readonly #workdir: string;
  #visitsAt: number;
  #edgesAt: number;
  /** Lines that wait, as UTF-8 in a buffer of its own that grows: joining strings first would copy all of them once more. */
  #text = Buffer.allocUnsafeSlow(1 << 20);
  #used = 0;
  #links: Uint32Array[] = [];

  private constructor(workdir: string, visits: FileHandle, edges: FileHandle, at: JournalOffsets) {
    this.#workdir = workdir;
    this.#visits = visits;
    this.#edges = edges;
    this.#visitsAt = at.visits;
    this.#edgesAt = at.edges;
  }

  static async open(workdir: string, at: JournalOffsets): Promise<Journal> {
    try {
      const visits = await openAt(join(workdir, 'visits.journal'), at.visits);
      const edges = await openAt(join(workdir, 'edges.journal'), at.edges);
      return new Journal(workdir, visits, edges, at);
    } catch (error) {
      throw diskFault(error, workdir);
    }
  }

  /** Bytes that wait to be written. */
  get waiting(): number {
    return this.#used;
  }

  /** One line, given in parts. */
  line(...parts: readonly string[]): void {
    let most = 1;
    for (const part of parts) most += part.length * 3;
    if (this.#used + most > this.#text.length) this.#grow(this.#used + most);
    for (const part of parts) this.#used += this.#text.write(part, this.#used, 'utf8');
    this.#text[this.#used] = 10;
    this.#used += 1;
  }

  #grow(least: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(least, this.#text.length * 2));
    this.#text.copy(larger, 0, 0, this.#used);
    this.#text = larger;
  }

  /** Links of one page: ids of their targets times 4, with the bits of the link (1 embedded, 2 attachment). */
  links(page: number, edges: readonly number[]): void {
    const block = new Uint32Array(edges.length + 2);
    block[0] = page;
    block[1] = edges.length;
    block.set(edges, 2);
    this.#links.push(block);
  }

  /** Writes what waits; the offsets up to which all is in the files then. */
  async flush(): Promise<JournalOffsets> {
    const links = this.#links;
    const text = this.#text.subarray(0, this.#used);
    this.#links = [];
    try {
      if (text.length > 0) {
        const packed = await compress(text, {
          params: { [constants.ZSTD_c_compressionLevel]: 1 },
        });
        // Nobody adds lines while a flush is under way (`checkpoint` is awaited), so the buffer is free again.
        this.#used = 0;
        const head = Buffer.alloc(4);
        head.writeUInt32LE(packed.length);
        await writeAll(this.#visits, Buffer.concat([head, packed]), this.#visitsAt);
        this.#visitsAt += 4 + packed.length;
      }
      if (links.length > 0) {
        const bytes = Buffer.concat(links.map((block) => Buffer.from(block.buffer)));
        await writeAll(this.#edges, bytes, this.#edgesAt);
        this.#edgesAt += bytes.length;
      }
    } catch (error) {
      throw diskFault(error, this.#workdir);
    }
    return { visits: this.#visitsAt, edges: this.#edgesAt };
  }

  /** Every line up to the last flush, frame by frame. */
  async *frames(): AsyncGenerator<string[]> {
    const head = Buffer.alloc(4);
    for (let at = 0; at < this.#visitsAt; ) {
      await readAll(this.#visits, head, at);
      const packed = Buffer.alloc(head.readUInt32LE());
      await readAll(this.#visits, packed, at + 4);
      const lines = zstdDecompressSync(packed).toString('utf8').split('\n');
      lines.pop();
      yield lines;
      at += 4 + packed.length;
    }
  }

  /**
   * Every page with its links, in the order in which pages finished. `edges` is lent: it holds until the next page is asked for.
   * One block serves for the whole file: a new one for each part of it would gather outside the heap until the collector runs.
   */
  async *pages(): AsyncGenerator<{ page: number; edges: Uint32Array }> {
    let words = new Uint32Array(1 << 17);
    let held = 0;
    for (let at = 0; at < this.#edgesAt; ) {
      // A page with more links than the block has room for.
      if (held === words.length) words = enlarged(words);
      const room = Buffer.from(
        words.buffer,
        held * 4,
        Math.min((words.length - held) * 4, this.#edgesAt - at),
      );
      await readAll(this.#edges, room, at);
      at += room.length;
      const end = held + (room.length >> 2);
      let from = 0;
      while (from + 2 <= end) {
        const count = words[from + 1] ?? 0;
        if (from + 2 + count > end) break;
        yield { page: words[from] ?? 0, edges: words.subarray(from + 2, from + 2 + count) };
        from += 2 + count;
      }
      words.copyWithin(0, from, end);
      held = end - from;
    }
  }

  async close(): Promise<void> {
    await this.#visits.close();
    await this.#edges.close();
  }
}

function enlarged(words: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(words.length * 2);
  larger.set(words);
  return larger;
}

async function openAt(path: string, size: number): Promise<FileHandle> {
  // 'a+' would ignore positions; 'r+' needs the file to be there.
  const file = await open(path, 'r+').catch(() => open(path, 'w+'));
  const { size: had } = await file.stat();
  if (had < size) {
    await file.close();
    throw new InputError({
      what: 'resume',
      where: path,
      why: `it is shorter (${had} bytes) than the earlier run left it (${size})`,
      todo: 'run again without --resume',
    });
  }
  await file.truncate(size);
  return file;
}

async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  }
}

async function readAll(file: FileHandle, into: Buffer, at: number): Promise<void> {
  for (let done = 0; done < into.length; ) {
    const { bytesRead } = await file.read(into, done, into.length - done, at + done);
    if (bytesRead === 0)
      throw new InputError({ what: 'resume', where: 'journal', why: 'it ends inside a record' });
    done += bytesRead;
  }
}
