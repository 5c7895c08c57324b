import { type FileHandle, open } from 'node:fs/promises';
import { LocalError, messageOf } from '../../model/index.ts';
import { Compressor } from './compressor.ts';

/** Uncompressed bytes that may wait for compression or disk before writers are asked to wait. */
const IN_FLIGHT_LIMIT = 8 * 1024 * 1024;
/** Members compressed at once. The pool has four threads: one is left for names and files. */
const AT_ONCE = 3;
/** Compressed bytes gathered into one write. */
const WRITE_BATCH = 1024 * 1024;
/**
 * Uncompressed bytes that gather before a write begins, unless somebody asks for what is on disk: each write is a trip to the thread
 * pool, 0.25 ms of CPU, and pages come one by one. Less than may be in flight, or writers would wait for ever.
 */
const WRITE_FROM = 1024 * 1024;

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
  readonly #tasks: {
    readonly member: Buffer<ArrayBuffer>;
    readonly done: PromiseWithResolvers<Uint8Array>;
  }[] = [];
  readonly #idle = Array.from({ length: AT_ONCE }, () => new Compressor());
  readonly #roomWaiters: (() => void)[] = [];
  #inFlight = 0;
  /** Uncompressed bytes in the queue. */
  #gathered = 0;
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
    this.#gathered += member.length;
    const done = Promise.withResolvers<Uint8Array>();
    done.promise.catch(() => {}); // the pump reports it
    this.#queue.push({ compressed: done.promise, size: member.length });
    this.#tasks.push({ member, done });
    this.#compressNext();
    if (this.#gathered >= WRITE_FROM) this.#pump ??= this.#run();
    while (this.#inFlight > IN_FLIGHT_LIMIT && this.#failure === null) {
      await new Promise<void>((resume) => this.#roomWaiters.push(resume));
    }
    if (this.#failure !== null) throw this.#failure;
  }

  /** Waits for everything appended before, then for the disk itself. */
  async committed(): Promise<number> {
    if (this.#queue.length > 0) this.#pump ??= this.#run();
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
      for (const compressor of this.#idle) compressor.close();
      await this.#file.close();
    }
  }

  #compressNext(): void {
    while (this.#tasks.length > 0) {
      const compressor = this.#idle.pop();
      if (compressor === undefined) return;
      const task = this.#tasks.shift();
      if (task === undefined) return void this.#idle.push(compressor);
      compressor
        .compress(task.member)
        .then(task.done.resolve, task.done.reject)
        .finally(() => {
          giveBack(task.member);
          this.#idle.push(compressor);
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
      this.#gathered -= next.size;
    }
    await this.#writeAll(batch);
    for (const member of batch) giveBack(member);
    this.#inFlight -= released;
    this.#makeRoom();
  }

  async #writeAll(batch: readonly Uint8Array[]): Promise<void> {
    const size = batch.reduce((sum, member) => sum + member.length, 0);
    let { bytesWritten: done } = await this.#file.writev(batch, this.#written);
    if (done < size) {
      const rest = Buffer.concat(batch);
      while (done < size) {
        const { bytesWritten } = await this.#file.write(rest, done, size - done, this.#written + done);
        done += bytesWritten;
      }
    }
    this.#written += size;
  }

  async #fail(error: unknown): Promise<LocalError> {
    this.#failure ??= cannotWrite(this.#path, error);
    this.#queue.length = 0;
    this.#gathered = 0;
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

/**
 * Frees a buffer of our own now (it is empty afterwards). Left to the collector, pages gather outside the heap by the hundred and
 * make it collect everything. Small ones share their memory with others.
 */
function giveBack({ byteLength, buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength && !buffer.detached)
    buffer.transfer(0);
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
