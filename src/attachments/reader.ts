import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { InputError, LimitError } from '../model/index.ts';
import { type ReadFile, unreadOf } from './document.ts';
import { createImageReader, type ImageReader } from './image-reader.ts';
import {
  READ_LIMITS,
  type Reading,
  type ReadLimits,
  type ReadPart,
  type Unread,
  UnreadError,
} from './reading.ts';
import type { Request } from './worker.ts';

/** Reads files one after the other, in a thread that is replaced where a file broke it. */
export interface AttachmentReader {
  /** Never rejects for what the file is: what cannot be read is told in `unread`. */
  read(bytes: Uint8Array, contentType?: string): Promise<Reading>;
  close(): Promise<void>;
}

/** How often the memory of a reading is looked at, in milliseconds. */
const LOOK_MS = 100;
const MIB = 1024 * 1024;

/** Pictures of one file that are recognised at most: some seconds each. */
const PICTURES = 20;

/** `images` recognises the text of pictures and scanned pages; it stays the caller's to close. */
export function createAttachmentReader(
  given: Partial<ReadLimits> = {},
  images: ImageReader | null = null,
): AttachmentReader {
  const limits = { ...READ_LIMITS, ...given, pictures: images === null ? 0 : (given.pictures ?? PICTURES) };
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const end = async () => {
    const ending = worker;
    worker = null;
    await ending?.terminate();
  };
  const readNow = async (request: Request): Promise<Reading> => {
    worker ??= startWorker(limits);
    const answer = await ask(worker, request, limits);
    if (answer.broke) await end();
    return await recognised(answer.reading, images);
  };
  return {
    read(bytes, contentType) {
      const request = { bytes, ...(contentType === undefined ? {} : { contentType }) };
      const reading = last.then(() => readNow(request));
      last = reading.catch(() => {});
      return reading;
    },
    async close() {
      await last;
      await end();
    },
  };
}

/**
 * The text of a file: parts by line, those of archives under a line with their path. Rejects with one clear line where nothing of it
 * was read; `onUnread` hears of parts that were not.
 */
export async function extractText(
  bytes: Uint8Array,
  file: string,
  limits: Partial<ReadLimits> = {},
  onUnread?: (where: string, unread: Unread) => void,
): Promise<string> {
  const images = createImageReader();
  const reader = createAttachmentReader(limits, images);
  try {
    const { parts, unread } = await reader.read(bytes);
    const [first] = unread;
    if (parts.length === 0 && first !== undefined) {
      const where = first.path === '' ? file : `${file}/${first.path}`;
      const told = { what: 'read', where, why: first.why.en, todo: first.todo.en };
      throw first.reason === 'limit' ? new LimitError(told) : new InputError(told);
    }
    for (const one of unread) onUnread?.(one.path === '' ? file : `${file}/${one.path}`, one);
    return textOf(parts);
  } finally {
    await reader.close();
    await images.close();
  }
}

/** Adds what pictures say to what a file says. */
async function recognised(
  { parts, unread, pictures }: ReadFile,
  images: ImageReader | null,
): Promise<Reading> {
  if (images === null || pictures.length === 0) return { parts, unread };
  const [more, left]: [ReadPart[], Unread[]] = [[], []];
  for (const { path, place, bytes, beside } of pictures)
    try {
      const text = await images.read(bytes);
      if (text.trim() !== '') more.push({ path, place, text, recognised: true });
    } catch (error) {
      const one = unreadOf(path, error);
      if (beside !== true || one.reason !== 'pictures') left.push(one);
    }
  return { parts: [...parts, ...more], unread: [...unread, ...left] };
}

function textOf(parts: Reading['parts']): string {
  const pieces: string[] = [];
  let path = '';
  for (const part of parts) {
    if (part.path !== path) pieces.push(`── ${part.path} ──`);
    path = part.path;
    pieces.push(part.text);
  }
  return pieces.join('\n');
}

function startWorker(limits: ReadLimits): Worker {
  const worker = new Worker(new URL(`./worker${extname(import.meta.url)}`, import.meta.url), {
    workerData: limits,
    // What a library prints is no part of our output.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMiB },
  });
  // Told by `ask` while it reads; one that breaks while nobody asks is noticed at the next file.
  worker.on('error', () => {});
  // One that waits for work must not keep the program alive.
  worker.unref();
  return worker;
}

interface Answer {
  readonly reading: ReadFile;
  /** The thread cannot be used again. */
  readonly broke: boolean;
}

async function ask(worker: Worker, request: Request, limits: ReadLimits): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const failed = (error: UnreadError) => {
    const { reason, why, todo } = error;
    resolve({ broke: true, reading: { parts: [], unread: [{ path: '', reason, why, todo }], pictures: [] } });
  };
  const seconds = limits.timeMs / 1000;
  const timer = setTimeout(
    () =>
      failed(
        new UnreadError('limit', {
          zh: `读取超过 ${seconds} 秒`,
          en: `reading took longer than ${seconds} s`,
        }),
      ),
    limits.timeMs,
  );
  // The limit of the thread counts its heap only; unpacked bytes lie outside it.
  const before = process.memoryUsage.rss();
  const look = setInterval(() => {
    if (process.memoryUsage.rss() - before > 3 * limits.memoryMiB * MIB) failed(tooMuch(limits));
  }, LOOK_MS);
  const message = (reading: ReadFile) => resolve({ reading, broke: false });
  const error = (thrown: unknown) => failed(crashed(thrown, limits));
  const exit = () => failed(crashed(new Error('the reading thread ended without an answer'), limits));
  worker.once('message', message).once('error', error).once('exit', exit);
  try {
    worker.postMessage(request);
    return await promise;
  } finally {
    clearTimeout(timer);
    clearInterval(look);
    worker.off('message', message).off('error', error).off('exit', exit);
  }
}

function crashed(thrown: unknown, limits: ReadLimits): UnreadError {
  if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return tooMuch(limits);
  const why = thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown);
  return new UnreadError('broken', { zh: `读取时出错（${why}）`, en: `reading it failed (${why})` });
}

function tooMuch({ memoryMiB }: ReadLimits): UnreadError {
  return new UnreadError('limit', {
    zh: `需要内存超过 ${memoryMiB} MiB`,
    en: `needs more than ${memoryMiB} MiB`,
  });
}
