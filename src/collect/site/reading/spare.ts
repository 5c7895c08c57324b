import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** A page's objects die young; a small nursery holds them. The old space bounds what one monstrous page may take. */
const LIMITS = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 1_024 };

/** A reading thread; `ahead` are modules that it loads before it is told what to read with. */
export function startReader(ahead: readonly string[]): Worker {
  // `.ts` here in the checkout, `.js` in the published package.
  const file = new URL(`./reader-worker${extname(import.meta.url)}`, import.meta.url);
  return new Worker(file, { workerData: ahead, resourceLimits: LIMITS });
}

/** The reader of the house, as workers load it. */
export const DEFAULT_READER = new URL(`./default-reader${extname(import.meta.url)}`, import.meta.url).href;

/**
 * A reading thread that is started before it is known what it has to look for: it loads its modules while this thread reads standards and
 * packs, which takes both a quarter of a second. Whoever starts one closes it; where a crawl took it, that does nothing.
 */
export class SpareReader {
  #worker: Worker | null;
  readonly #gone = () => {
    this.#worker = null;
  };

  /** `ahead` are the modules of the text hook, where they are known. */
  constructor(ahead: readonly string[] = []) {
    this.#worker = startReader([DEFAULT_READER, ...ahead]);
    this.#worker.once('error', this.#gone).once('exit', this.#gone).unref();
  }

  /** The thread, once; null where it was taken before or has died. */
  take(): Worker | null {
    const worker = this.#worker;
    this.#worker = null;
    worker?.off('error', this.#gone).off('exit', this.#gone).ref();
    return worker;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }
}
