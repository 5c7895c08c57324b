import type { Worker } from 'node:worker_threads';
import { LocalError, messageOf } from '../../../model/index.ts';
import type { ReadAnswer, ReadingPlan, ReadTask } from './reader.ts';
import { type SpareReader, startReader } from './spare.ts';

/** A page that takes longer than this to read is given up, with its worker. */
const READ_MS = 30_000;
/** Tasks handed to a worker ahead, so that it never waits for the main thread. */
const AHEAD = 3;
const START_MS = 30_000;

interface Job {
  readonly task: ReadTask;
  readonly done: (answer: ReadAnswer) => void;
}

/** Worker threads that read pages. One page that crashes or hangs its worker costs that page only. */
export class ReaderPool {
  readonly #plan: ReadingPlan;
  readonly #slots: Slot[];
  readonly #waiting: Job[] = [];
  #nextId = 0;
  #fatal: Error | null = null;

  private constructor(plan: ReadingPlan, size: number) {
    this.#plan = plan;
    this.#slots = Array.from({ length: size }, () => new Slot(plan, (slot) => this.#feed(slot)));
  }

  /** `spare` is taken for the first of its threads. */
  static async start(plan: ReadingPlan, size: number, spare?: SpareReader): Promise<ReaderPool> {
    const pool = new ReaderPool(plan, size);
    try {
      await Promise.all(pool.#slots.map((slot, i) => slot.start(i === 0 ? spare : undefined)));
    } catch (error) {
      await pool.close();
      throw new LocalError({
        what: 'start',
        where: plan.reader,
        why: `the page reader does not load: ${messageOf(error)}`,
        cause: error,
      });
    }
    return pool;
  }

  /** Pages handed over and not read yet. */
  get backlog(): number {
    return this.#waiting.length + this.#slots.reduce((sum, slot) => sum + slot.load, 0);
  }
  get size(): number {
    return this.#slots.length;
  }

  read(page: Omit<ReadTask, 'id'>): Promise<ReadAnswer> {
    if (this.#fatal !== null) return Promise.reject(this.#fatal);
    this.#nextId += 1;
    const task: ReadTask = { ...page, id: this.#nextId };
    return new Promise((done) => {
      const slot = this.#slots.reduce((least, each) => (each.load < least.load ? each : least));
      if (slot.load < AHEAD) slot.give({ task, done });
      else this.#waiting.push({ task, done });
    });
  }

  #feed(slot: Slot): void {
    while (slot.load < AHEAD) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      slot.give(job);
    }
  }

  async close(): Promise<void> {
    this.#fatal = new LocalError({ what: 'read', where: this.#plan.reader, why: 'the readers are closed' });
    await Promise.all(this.#slots.map((slot) => slot.stop()));
  }
}

/** One worker with what it was given, oldest first. */
class Slot {
  readonly #plan: ReadingPlan;
  readonly #idle: (slot: Slot) => void;
  #jobs: Job[] = [];
  #worker: Worker | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(plan: ReadingPlan, idle: (slot: Slot) => void) {
    this.#plan = plan;
    this.#idle = idle;
  }

  get load(): number {
    return this.#jobs.length;
  }

  /** Resolves when the worker has loaded its modules. */
  start(spare?: SpareReader): Promise<void> {
    return new Promise((resolve, reject) => {
      const worker = spare?.take() ?? startReader([]);
      const late = setTimeout(() => reject(new Error(`it is not ready after ${START_MS} ms`)), START_MS);
      this.#worker = worker;
      worker.on('message', (answer: ReadAnswer) => {
        clearTimeout(late);
        if (answer.id === -1) return resolve();
        this.#answered(answer);
      });
      worker.on('error', (error) => {
        clearTimeout(late);
        reject(error);
        this.#lost(worker, messageOf(error));
      });
      worker.on('exit', () => this.#lost(worker, 'the reader stopped'));
      worker.postMessage(this.#plan);
    });
  }

  give(job: Job): void {
    this.#jobs.push(job);
    this.#watch();
    // The bytes are ours (see ReadTask), so they can move instead of being copied.
    const { body } = job.task;
    const whole = body.byteLength === body.buffer.byteLength && body.buffer instanceof ArrayBuffer;
    this.#worker?.postMessage(job.task, whole ? [body.buffer as ArrayBuffer] : []);
  }

  #answered(answer: ReadAnswer): void {
    const job = this.#jobs.shift();
    this.#unwatch();
    if (this.#jobs.length > 0) this.#watch();
    if (job !== undefined) job.done(answer);
    this.#idle(this);
  }

  /** The oldest page broke it; the others are given up with it, as their bytes went along. */
  #lost(worker: Worker, why: string): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#unwatch();
    const jobs = this.#jobs;
    this.#jobs = [];
    for (const { task, done } of jobs)
      done({ id: task.id, ok: false, bomb: false, why: `the page could not be read: ${why}` });
    if (this.#stopped) return;
    this.start().then(
      () => this.#idle(this),
      () => {},
    );
  }

  #watch(): void {
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      const worker = this.#worker;
      if (worker === null) return;
      this.#lost(worker, `longer than ${READ_MS} ms`);
      void worker.terminate();
    }, READ_MS);
  }

  #unwatch(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unwatch();
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}
