import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import { LocalError, messageOf } from '../../model/index.ts';

const gzipInPool = promisify(gzip);

/** Uncompressed bytes that may wait for compression or disk before writers are asked to wait. */
const IN_FLIGHT_LIMIT = 8 * 1024 * 1024;
/**
 * Members compressed at once. The pool has four threads: one is left for names and files. Each takes 256 KB of working memory,
 * so that compressing all that waits at once would cost more than the waiting itself.
 */
const AT_ONCE = 3;
/** Compressed bytes gathered into one write. */
const WRITE_BATCH = 1024 * 1024;
/**
 * Measured on 30 real pages, MB per CPU second and size: 1: 77, 28.3 %; 2: 89, 27.7 %; 3: 91, 27.3 %; 4: 76, 26.2 %; 5: 69, 25.7 %;
 * 6: 62, 25.5 %. Level 3 is the fastest and costs 4 % of size.
 */
const LEVEL = 3;
/** Below this a trip to the thread pool costs more than compressing here (190 µs against 26 µs for 300 bytes). */
const SMALL = 2048;

interface Pending {
  readonly compressed: Promise<Uint8Array>;
  /** Bytes before compression, as they count against the limit until they are on disk. */
  readonly size: number;
}

/** Opens a file of gzip members. With `resumeAt`, what lies behind that offset is cut off; without, the file starts empty. */
export async function openMemberFile(path: string, resumeAt?: number): Promise<MemberFile> {
  let file: FileHandle | null = null;
  try {
    file = await open(path, resumeAt === undefined ? 'w' : 'r+');
    if (resumeAt !== undefined) await cutAt(file, path, resumeAt);
    return new MemberFile(file, path, resumeAt ?? 0);
  } catch (error) {
    await file?.close();
    if (error instanceof LocalError) throw error;
    throw cannotWrite(path, error);
  }
}

async function cutAt(file: FileHandle, path: string, offset: number): Promise<void> {
  const { size } = await file.stat();
  if (size < offset) {
    throw new LocalError({
      what: 'resume',
      where: path,
      why: `the file has ${size} bytes, the interrupted run had written ${offset}`,
      todo: 'start again without --resume, into another folder',
    });
  }
  await file.truncate(offset);
}

/**
 * Appends gzip members to a file: compressed in the thread pool, several at a time, written in the order of the calls. After a
 * failed write the file is cut back to its last whole member, and every later call fails with the same error.
 */
export class MemberFile {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #queue: Pending[] = [];
  readonly #tasks: { readonly member: Uint8Array; readonly done: PromiseWithResolvers<Uint8Array> }[] = [];
  #compressing = 0;
  readonly #roomWaiters: (() => void)[] = [];
  #inFlight = 0;
  /** End of the last whole member in the file. */
  #written: number;
  #failure: LocalError | null = null;
  #pump: Promise<void> | null = null;
  #closing: Promise<void> | null = null;

  constructor(file: FileHandle, path: string, offset: number) {
    this.#file = file;
    this.#path = path;
    this.#written = offset;
  }

  /** Queues one member whose content is the parts joined. Resolves when there is room for the next one. */
  async append(parts: readonly Uint8Array[]): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    if (this.#closing !== null)
      throw new LocalError({ what: 'write', where: this.#path, why: 'it is closed' });
    const member = Buffer.concat(parts);
    this.#inFlight += member.length;
    const done = Promise.withResolvers<Uint8Array>();
    done.promise.catch(() => {}); // the pump reports it
    this.#queue.push({ compressed: done.promise, size: member.length });
    this.#tasks.push({ member, done });
    this.#compressNext();
    this.#pump ??= this.#run();
    while (this.#inFlight > IN_FLIGHT_LIMIT && this.#failure === null) {
      await new Promise<void>((resume) => this.#roomWaiters.push(resume));
    }
    if (this.#failure !== null) throw this.#failure;
  }

  /** Waits for everything appended before, then for the disk itself. */
  async committed(): Promise<number> {
    while (this.#pump !== null) await this.#pump;
    if (this.#failure !== null) throw this.#failure;
    const offset = this.#written;
    try {
      await this.#file.datasync();
    } catch (error) {
      throw await this.#fail(error);
    }
    return offset;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    try {
      await this.committed();
    } finally {
      await this.#file.close();
    }
  }

  #compressNext(): void {
    while (this.#compressing < AT_ONCE) {
      const task = this.#tasks.shift();
      if (task === undefined) return;
      this.#compressing++;
      compress(task.member)
        .then(task.done.resolve, task.done.reject)
        .finally(() => {
          this.#compressing--;
          this.#compressNext();
        });
    }
  }

  async #run(): Promise<void> {
    try {
      while (this.#queue.length > 0) await this.#writeBatch();
    } catch (error) {
      await this.#fail(error);
    } finally {
      this.#pump = null;
    }
  }

  async #writeBatch(): Promise<void> {
    const batch: Uint8Array[] = [];
    let released = 0;
    for (let size = 0; size < WRITE_BATCH; ) {
      const next = this.#queue.shift();
      if (next === undefined) break;
      const member = await next.compressed;
      batch.push(member);
      size += member.length;
      released += next.size;
    }
    await this.#writeAll(Buffer.concat(batch));
    this.#inFlight -= released;
    this.#makeRoom();
  }

  async #writeAll(bytes: Buffer): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.#file.write(bytes, done, bytes.length - done, this.#written + done);
      done += bytesWritten;
    }
    this.#written += bytes.length;
  }

  async #fail(error: unknown): Promise<LocalError> {
    this.#failure ??= cannotWrite(this.#path, error);
    this.#queue.length = 0;
    for (const task of this.#tasks.splice(0)) task.done.reject(this.#failure);
    // What follows the last whole member is half a member: no reader could use it.
    await this.#file.truncate(this.#written).catch(() => {});
    this.#makeRoom();
    return this.#failure;
  }

  #makeRoom(): void {
    for (const resume of this.#roomWaiters.splice(0)) resume();
  }
}

async function compress(member: Uint8Array): Promise<Uint8Array> {
  if (member.length < SMALL) return gzipSync(member, { level: LEVEL, windowBits: 11, memLevel: 5 });
  return gzipInPool(member, { level: LEVEL });
}

function cannotWrite(path: string, error: unknown): LocalError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Record<string, readonly [why: string, todo: string]> = {
    ENOSPC: ['the disk is full', 'free some space, then continue with --resume'],
    EDQUOT: ['the disk quota is used up', 'free some space, then continue with --resume'],
    EFBIG: ['the file has reached the size limit', 'raise the limit, then continue with --resume'],
    EACCES: ['permission denied', 'choose a folder that you may write to'],
    EPERM: ['permission denied', 'choose a folder that you may write to'],
    EROFS: ['the file system is read-only', 'choose a folder that you may write to'],
    ENOENT: ['no such folder', 'create it first'],
    EISDIR: ['it is a folder', 'name a file'],
  };
  const [why, todo] = known[code] ?? [messageOf(error), 'check the disk'];
  return new LocalError({ what: 'write', where: path, why, todo, cause: error });
}
