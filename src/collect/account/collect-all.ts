import { type AccountRow, type Bilingual, InterruptedError } from '../../model/index.ts';
import { type Resolve, resolveBySystem } from '../site/index.ts';
import { Api } from './api.ts';
import type { HttpClient } from './client.ts';
import { type Credentials, match } from './credentials.ts';
import { Limiters, type Sleep } from './limiter.ts';
import { collectAccount } from './run.ts';
import type { Secrets } from './secrets.ts';
import type { Memories, RegisterStore } from './store.ts';
import type { Tokens } from './tokens.ts';
import type { AccountCollector, Credential, Found, What } from './types.ts';

export interface CollectAllOptions {
  readonly accounts: readonly AccountRow[];
  readonly collectors: readonly AccountCollector[];
  readonly credentials: Credentials;
  /** The window, milliseconds. */
  readonly since: number;
  readonly until: number;
  readonly what: readonly What[];
  readonly allowPrivate: boolean;
  readonly client: HttpClient;
  readonly secrets: Secrets;
  readonly store: RegisterStore;
  readonly memories: Memories;
  readonly tokens: Tokens;
  readonly clock: () => number;
  readonly random: () => number;
  readonly sleep: Sleep;
  readonly resolve?: Resolve;
  readonly signal?: AbortSignal;
  readonly onStart?: (account: AccountRow, collector: AccountCollector) => void;
  readonly onDone?: (report: AccountReport) => void;
  /** Each row as it is kept. */
  readonly onFound?: (found: Found) => void;
  readonly onWait?: (ms: number, why: string) => void;
  readonly onBug?: (error: unknown) => void;
}

/** What became of one account. */
export interface AccountReport {
  readonly account: AccountRow;
  /** Null where nothing was tried; `skipped` says why. */
  readonly collector: AccountCollector | null;
  readonly skipped: Bilingual | null;
  /** Rows by file. */
  readonly rows: Readonly<Record<Found['kind'], number>>;
  /** The collection records, as written. */
  readonly records: readonly Extract<Found, { kind: 'collections' }>['row'][];
}

/** Quotas that are used at the same time. Accounts that share one go one after another. */
const AT_ONCE = 8;

interface Job {
  readonly account: AccountRow;
  readonly collector: AccountCollector;
  readonly credential: Credential;
}

/**
 * Collects many accounts: side by side across quotas, one by one within each. What was found is safe on the disk after each account;
 * the store still has to be closed. Throws an InterruptedError where the person stopped it, after keeping what there was.
 */
export async function collectAll(options: CollectAllOptions): Promise<AccountReport[]> {
  const reports: AccountReport[] = [];
  const lanes = new Map<string, Job[]>();
  const done = (report: AccountReport) => {
    reports.push(report);
    options.onDone?.(report);
  };
  for (const account of options.accounts) {
    const matched = match(account, options.credentials, options.collectors, options.allowPrivate);
    if (!matched.ok) {
      done({ account, collector: null, skipped: matched.why, rows: noRows(), records: [] });
      continue;
    }
    const { collector, credential } = matched;
    const key = `${collector.platform} ${collector.quota(credential)}`;
    lanes.set(key, [...(lanes.get(key) ?? []), { account, collector, credential }]);
  }
  const limiters = new Limiters(options.clock, options.sleep);
  const waiting = [...lanes];
  const work = async (): Promise<void> => {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift())
      for (const job of lane[1]) done(await collectJob(job, lane[0], limiters, options));
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(AT_ONCE, lanes.size) }, work));
  // Only when all have stopped may the store be closed.
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  return reports;
}

async function collectJob(
  { account, collector, credential }: Job,
  key: string,
  limiters: Limiters,
  options: CollectAllOptions,
): Promise<AccountReport> {
  const { client, secrets, clock, random, sleep, signal, store, memories, onWait, onBug } = options;
  if (signal?.aborted === true)
    throw new InterruptedError({ what: 'collect', where: account.id, why: 'stopped by the user' });
  options.onStart?.(account, collector);
  const api = new Api({
    client,
    limiter: limiters.of(key, collector.pace),
    secrets,
    clock,
    random,
    sleep,
    ...(signal === undefined ? {} : { signal }),
    ...(onWait === undefined ? {} : { onWait }),
  });
  const rows = noRows();
  const records: Extract<Found, { kind: 'collections' }>['row'][] = [];
  const run = {
    account,
    credential,
    since: options.since,
    until: options.until,
    api,
    memory: memories.of(account.id),
    tokens: options.tokens,
    clock,
    resolve: options.resolve ?? resolveBySystem,
  };
  try {
    const found = collectAccount(collector, run, {
      what: options.what,
      secrets,
      ...(onBug === undefined ? {} : { onBug }),
    });
    for await (const one of found) {
      store.add(one);
      options.onFound?.(one);
      rows[one.kind] += 1;
      if (one.kind === 'collections') records.push(one.row);
    }
  } finally {
    await store.flush();
    memories.save();
  }
  return { account, collector, skipped: null, rows, records };
}

function noRows(): Record<Found['kind'], number> {
  return { posts: 0, metrics: 0, followers: 0, messages: 0, collections: 0 };
}
