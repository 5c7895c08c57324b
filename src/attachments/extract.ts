import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { InputError, LimitError } from '../model/index.ts';

export interface ExtractLimits {
  /** Milliseconds for one file. */
  readonly timeMs: number;
  /** Heap of the thread, MiB. */
  readonly memoryMiB: number;
  /** Bytes of all parts together after unpacking: a bomb ends here. */
  readonly unpackedBytes: number;
  /** Characters of text. */
  readonly characters: number;
}

const LIMITS: ExtractLimits = {
  timeMs: 60_000,
  memoryMiB: 512,
  unpackedBytes: 256 * 1024 * 1024,
  characters: 50_000_000,
};

/** What the thread answers. */
export type Extracted =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: string; readonly limit: boolean };

/**
 * The text of a DOCX, XLSX or PDF file, paragraph by paragraph, cells parted by tabs. Rejects with one clear line: what the file is,
 * why it could not be read.
 */
export async function extractText(
  bytes: Uint8Array,
  file: string,
  limits: Partial<ExtractLimits> = {},
): Promise<string> {
  const all = { ...LIMITS, ...limits };
  const worker = new Worker(new URL(`./extract-worker${extname(import.meta.url)}`, import.meta.url), {
    workerData: { bytes, limits: all },
    // What a library prints is no part of our output.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: all.memoryMiB },
  });
  const { promise, resolve } = Promise.withResolvers<Extracted>();
  const timer = setTimeout(
    () => resolve({ ok: false, limit: true, why: `reading took longer than ${all.timeMs / 1000} s` }),
    all.timeMs,
  );
  worker.once('message', (answer: Extracted) => resolve(answer));
  worker.once('error', (error) => {
    const memory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    resolve({
      ok: false,
      limit: memory,
      why: memory ? `needs more than ${all.memoryMiB} MiB` : error.message,
    });
  });
  worker.once('exit', () =>
    resolve({ ok: false, limit: false, why: 'the reading thread ended without an answer' }),
  );
  try {
    const answer = await promise;
    if (answer.ok) return answer.text;
    const parts = { what: 'read', where: file, why: answer.why };
    throw answer.limit
      ? new LimitError({ ...parts, todo: 'split the file' })
      : new InputError({ ...parts, todo: 'open it in its program and save it again, without a password' });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
