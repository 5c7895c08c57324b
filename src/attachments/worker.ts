import { parentPort, workerData } from 'node:worker_threads';
import { readDocument } from './document.ts';
import type { ReadLimits } from './reading.ts';

/** What the thread is asked; it answers with a `Reading`. */
export interface Request {
  readonly bytes: Uint8Array;
  readonly contentType?: string;
}

const limits = workerData as ReadLimits;

parentPort?.on('message', async ({ bytes, contentType }: Request) => {
  parentPort?.postMessage(await readDocument(bytes, limits, contentType));
});
