import { extname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { Problems, type RecordsRead, type Share } from '../collect/import/index.ts';
import { LocalError, messageOf } from '../model/index.ts';
import type { GatheredAccounts } from '../signals/index.ts';
import type { Judged, JudgedAccount, ShardTables } from './shard.ts';

/** A module whose `createCensusTools(options)` makes the tools in each thread. `options` have to survive structured cloning. */
export interface ToolsModule {
  readonly module: string;
  readonly options: unknown;
}

/** What a thread is told at its start. */
export interface ShardTask {
  readonly folder: string;
  readonly asOf: number;
  readonly share: Share;
  readonly tables: ShardTables;
  readonly tools: ToolsModule;
}

/** What a thread says: that it lives, what it read, what it judged. */
export type ShardSays =
  | { readonly kind: 'alive' }
  | {
      readonly kind: 'read';
      readonly rows: RecordsRead['rows'];
      readonly kept: Problems['kept'];
      readonly errors: number;
      readonly notices: number;
      readonly gathered: GatheredAccounts;
    }
  | { readonly kind: 'judging'; readonly accounts: readonly JudgedAccount[] }
  | { readonly kind: 'judged'; readonly rest: Omit<Judged, 'accounts'> }
  | { readonly kind: 'failed'; readonly why: string };

export interface Threads {
  readonly read: Promise<readonly RecordsRead[]>;
  /** Lets them judge what they read, in the light of what all shares have in common; `own` is what share 0 gathered. */
  judge(own: GatheredAccounts, onJudged: (accounts: number) => void): Promise<readonly Judged[]>;
  /** What they gathered, in the order of their shares; when all have read. */
  gathered(): readonly GatheredAccounts[];
  close(): Promise<void>;
}

/** A thread that says nothing for so long hangs: it tells that it lives after each megabyte. */
const SILENT_MS = 300_000;

const LIMITS = { maxYoungGenerationSizeMb: 24 };
const GROWTH = { narrow: '--heap-growing-percent=15', own: '--heap-growing-percent=0' };

/**
 * Young objects die within a row; the old ones are what a census holds, and a collector that waits until they double needs twice the
 * memory. Has to be said before the tables are read: what their sheets leave behind is else swept only when the heap has grown past it.
 * Gives back the way to undo it.
 */
export function narrowHeap(): () => void {
  setFlagsFromString(GROWTH.narrow);
  return () => setFlagsFromString(GROWTH.own);
}

/** Starts threads that each read and judge one share of a register. */
export function startThreads(count: number, task: (index: number) => ShardTask): Threads {
  const threads = Array.from({ length: count }, (_, index) => new Thread(task(index)));
  const all = <T>(of: (thread: Thread) => Promise<T>) => Promise.all(threads.map(of));
  return {
    read: all((thread) => thread.read()),
    judge: (own, onJudged) => {
      const parts = [own, ...threads.map((thread) => thread.gathered())];
      return all((thread) => thread.judge(parts, onJudged));
    },
    gathered: () => threads.map((thread) => thread.gathered()),
    close: async () => {
      await all((thread) => thread.close());
    },
  };
}

class Thread {
  readonly #worker: Worker;
  readonly #folder: string;
  #gathered: GatheredAccounts | null = null;

  constructor(task: ShardTask) {
    // `.ts` here in the checkout, `.js` in the published package.
    const file = new URL(`./shard-worker${extname(import.meta.url)}`, import.meta.url);
    this.#folder = task.folder;
    // What it puts aside on disk is read on by this thread after it has ended.
    this.#worker = new Worker(file, { workerData: task, trackUnmanagedFds: false, resourceLimits: LIMITS });
  }

  async read(): Promise<RecordsRead> {
    const said = await this.#next('read');
    this.#gathered = said.gathered;
    const problems = new Problems();
    problems.kept.push(...said.kept);
    problems.errors = said.errors;
    problems.notices = said.notices;
    return { rows: said.rows, problems };
  }

  gathered(): GatheredAccounts {
    if (this.#gathered !== null) return this.#gathered;
    throw new Error('a thread was asked what it gathered before it had read');
  }

  async judge(parts: readonly GatheredAccounts[], onJudged: (accounts: number) => void): Promise<Judged> {
    const accounts: JudgedAccount[] = [];
    const gather = (said: ShardSays) => {
      if (said.kind !== 'judging') return;
      accounts.push(...said.accounts);
      onJudged(said.accounts.length);
    };
    this.#worker.on('message', gather);
    const next = this.#next('judged');
    this.#worker.postMessage(parts);
    const { rest } = await next;
    return { ...rest, accounts };
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #next<K extends ShardSays['kind']>(kind: K): Promise<Extract<ShardSays, { kind: K }>> {
    return new Promise((done, fail) => {
      const worker = this.#worker;
      const settle = (act: () => void) => {
        clearTimeout(timer);
        worker.off('message', onMessage);
        worker.off('error', onError);
        worker.off('exit', onExit);
        act();
      };
      const lost = (why: string, cause?: unknown) =>
        settle(() =>
          fail(
            new LocalError({
              what: 'census',
              where: this.#folder,
              why: `a thread ${why}`,
              todo: 'run it again; if it happens again, report it',
              cause,
            }),
          ),
        );
      const onMessage = (said: ShardSays) => {
        timer.refresh();
        if (said.kind === 'failed') lost(`failed: ${said.why}`);
        else if (said.kind === kind) settle(() => done(said as Extract<ShardSays, { kind: K }>));
      };
      const onError = (error: unknown) => lost(`broke: ${messageOf(error)}`, error);
      const onExit = () => lost('ended before its work was done');
      const timer = setTimeout(() => lost(`said nothing for ${SILENT_MS / 1000} s`), SILENT_MS);
      worker.on('message', onMessage);
      worker.on('error', onError);
      worker.on('exit', onExit);
    });
  }
}
