import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { pictureHead } from './picture.ts';
import type { Answer } from './worker.ts';

/** Why nobody could look into a picture. */
export type CodeTrouble = 'format' | 'limit' | 'broken';

/** Texts of the codes in a picture (none where it shows none), or why it was not read. */
export type CodeReading =
  | { readonly status: 'read'; readonly codes: readonly string[] }
  | { readonly status: 'unread'; readonly reason: CodeTrouble; readonly why: string };

/** Decodes codes (二维码) in pictures, one after the other, in a thread that is replaced where a picture broke it. */
export interface CodeReader {
  /** Never rejects for what the picture is. */
  read(bytes: Uint8Array): Promise<CodeReading>;
  close(): Promise<void>;
}

export interface CodeLimits {
  readonly bytes: number;
  readonly pixels: number;
  /** Of one picture. */
  readonly timeMs: number;
}

/** A code on a page is a few hundred pixels wide; a poster with one in its corner some thousands. */
export const CODE_LIMITS: CodeLimits = { bytes: 8 * 1024 * 1024, pixels: 24_000_000, timeMs: 5_000 };
const MEMORY_MIB = 256;

export function createCodeReader(given: Partial<CodeLimits> = {}): CodeReader {
  const limits = { ...CODE_LIMITS, ...given };
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const end = async () => {
    const ending = worker;
    worker = null;
    await ending?.terminate();
  };
  const readNow = async (bytes: Uint8Array): Promise<CodeReading> => {
    const refused = refuse(bytes, limits);
    if (refused !== null) return refused;
    worker ??= startWorker();
    const reading = await ask(worker, bytes, limits);
    if (reading.broke) await end();
    return reading.reading;
  };
  return {
    read(bytes) {
      const reading = last.then(() => readNow(bytes));
      last = reading.catch(() => {});
      return reading;
    },
    async close() {
      await last;
      await end();
    },
  };
}

function refuse(bytes: Uint8Array, { bytes: most, pixels }: CodeLimits): CodeReading | null {
  const unread = (reason: CodeTrouble, why: string): CodeReading => ({ status: 'unread', reason, why });
  if (bytes.length > most) return unread('limit', `has ${bytes.length} bytes, more than ${most}`);
  const { format, width, height } = pictureHead(bytes);
  if (format === 'webp' || format === 'svg' || format === 'other')
    return unread(
      'format',
      format === 'other' ? 'is no picture that is known' : `is ${format}, which is not read`,
    );
  if (width === null || height === null || width === 0 || height === 0)
    return unread('broken', 'does not tell its size');
  if (width * height > pixels) return unread('limit', `has ${width} × ${height} pixels, more than ${pixels}`);
  return null;
}

function startWorker(): Worker {
  const worker = new Worker(new URL(`./worker${extname(import.meta.url)}`, import.meta.url), {
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB },
  });
  // Told by `ask` while it reads.
  worker.on('error', () => {});
  worker.unref();
  return worker;
}

async function ask(
  worker: Worker,
  bytes: Uint8Array,
  { timeMs }: CodeLimits,
): Promise<{ readonly reading: CodeReading; readonly broke: boolean }> {
  const { promise, resolve } = Promise.withResolvers<{ reading: CodeReading; broke: boolean }>();
  const fail = (reason: CodeTrouble, why: string, broke: boolean) =>
    resolve({ reading: { status: 'unread', reason, why }, broke });
  const timer = setTimeout(() => fail('limit', `took longer than ${timeMs / 1000} s`, true), timeMs);
  const message = (answer: Answer) => {
    if (answer.ok) resolve({ reading: { status: 'read', codes: answer.codes }, broke: false });
    else fail('broken', answer.why, false);
  };
  const error = (thrown: Error) => fail('broken', thrown.message, true);
  const exit = () => fail('broken', 'the reading thread ended', true);
  worker.once('message', message).once('error', error).once('exit', exit);
  try {
    worker.postMessage(bytes);
    return await promise;
  } finally {
    clearTimeout(timer);
    worker.off('message', message).off('error', error).off('exit', exit);
  }
}
