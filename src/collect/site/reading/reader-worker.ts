import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
// Straight from their files: a reading thread must not load the schemas.
import { detached } from '../../../model/detached.ts';
import { messageOf } from '../../../model/errors.ts';
import { hashHalves } from '../../../model/hash.ts';
import { decodeBody } from '../net/body.ts';
import { FaultError } from '../net/faults.ts';
import { normalizeUrl } from '../url.ts';
import type { ReadAnswer, Reader, ReaderModule, ReadingPlan, ReadTask } from './reader.ts';

/** Runs in a worker thread: bytes of a page → its facts as JSON and the fingerprints of its links. */
const port = parentPort;
if (port === null) throw new Error('reader-worker runs in a worker thread only');

/** Navigation repeats on every page: most addresses were normalised before. Bounded; emptied when full. */
const known = new Map<string, readonly [number, number]>();
const KNOWN_MAX = 8_000;
const NONE = [0, 0] as const;

function fingerprintOf(url: string): readonly [number, number] {
  const before = known.get(url);
  if (before !== undefined) return before;
  const normal = normalizeUrl(url);
  const print = normal === null ? NONE : hashHalves(normal);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(detached(url), print);
  return print;
}

function answer(task: ReadTask, read: Reader, { decodedBytes }: ReadingPlan): ReadAnswer {
  const bytes = decodeBody(task.body, task.contentEncoding, decodedBytes, task.url);
  const { facts, hits } = read(bytes, { url: task.url, contentType: task.contentType });
  const links = new Uint32Array(facts.links.length * 2);
  facts.links.forEach(({ url }, i) => {
    const [high, low] = fingerprintOf(url);
    links[i * 2] = high;
    links[i * 2 + 1] = low;
  });
  return { id: task.id, ok: true, json: JSON.stringify({ facts, hits }), links, bytes: bytes.length };
}

async function readerOf({ reader, readerOptions }: ReadingPlan): Promise<Reader> {
  const loaded = (await import(reader)) as ReaderModule;
  return loaded.createReader(readerOptions);
}

function work(out: MessagePort, task: ReadTask, read: Reader, plan: ReadingPlan): void {
  let result: ReadAnswer;
  try {
    result = answer(task, read, plan);
  } catch (error) {
    const bomb = error instanceof FaultError && error.fault.kind === 'bomb';
    result = { id: task.id, ok: false, bomb, why: messageOf(error) };
  }
  // Freed now: left to the collector, pages gather outside the heap.
  if (task.body.buffer instanceof ArrayBuffer) task.body.buffer.transfer(0);
  out.postMessage(result, result.ok ? [result.links.buffer as ArrayBuffer] : []);
}

// First comes the plan, then pages; those that come before the reader is made wait for it.
port.once('message', (plan: ReadingPlan) => {
  const made = readerOf(plan);
  port.on('message', (task: ReadTask) => void made.then((read) => work(port, task, read, plan)));
  void made.then(() =>
    port.postMessage({ id: -1, ok: false, bomb: false, why: 'ready' } satisfies ReadAnswer),
  );
});
// What is sure to be needed is loaded meanwhile. What cannot be loaded is told by the plan that names it.
for (const module of workerData as readonly string[]) void import(module).catch(() => {});
