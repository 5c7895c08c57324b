import {
  type AccountRow,
  type CollectionRow,
  dayOf,
  InterruptedError,
  messageOf,
  parseTime,
  shanghai,
  XunjianError,
} from '../../model/index.ts';
import { AccountStateError } from './errors.ts';
import type { Secrets } from './secrets.ts';
import {
  type AccountCollector,
  type End,
  type Found,
  type Run,
  type Source,
  WHAT,
  type What,
} from './types.ts';

export interface CollectOptions {
  readonly what: readonly What[];
  readonly secrets: Secrets;
  /** Something of ours broke: told, recorded as a failed collection, and the next account goes on. */
  readonly onBug?: (error: unknown) => void;
}

/**
 * Collects one account (采集一个账号). Rows come as the platform gives them; each source ends in records of which window was covered and
 * why not more, whatever happens: collected nothing is never posted nothing. Throws only when the person stops it.
 */
export async function* collectAccount(
  collector: AccountCollector,
  run: Run,
  options: CollectOptions,
): AsyncGenerator<Found> {
  let sources: ReturnType<AccountCollector['open']>;
  try {
    sources = collector.open(run);
  } catch (error) {
    for (const what of options.what)
      if (what !== 'account' && what !== 'use') yield failed(run, what, error, options);
    return;
  }
  for (const what of WHAT) {
    const source = sources[what];
    if (source !== undefined && options.what.includes(what))
      yield* collectSource(collector, what, source, run, options);
  }
}

async function* collectSource(
  collector: AccountCollector,
  what: What,
  source: Source,
  run: Run,
  options: CollectOptions,
): AsyncGenerator<Found> {
  const begun = run.clock();
  let reached: number | null = null;
  let last: number | null = null;
  let end: End | null = null;
  let fault: unknown = null;
  const steps = source();
  try {
    for (;;) {
      const next = await steps.next();
      if (next.done === true) {
        end = next.value;
        break;
      }
      yield* next.value.rows;
      last = next.value.to ?? last;
      const at = next.value.reached;
      if (typeof at === 'number') reached = reached === null ? at : Math.min(reached, at);
    }
  } catch (error) {
    fault = error;
  }
  // What came later than the first request may not be on the page that was read first.
  const skew = skewOf(run);
  const to = Math.min(run.until, begun + skew, end?.to ?? last ?? Number.POSITIVE_INFINITY);
  const name = what === 'posts' ? (collector.onlyShows ?? what) : what;
  if (what === 'use') yield* useRows(run, end, fault, begun + skew, options);
  else if (what === 'account') yield* accountRows(run, end, fault, begun + skew, options);
  else {
    if (fault instanceof AccountStateError) yield* accountRows(run, null, fault, begun + skew, options);
    yield* coverage(run, name, { reached, end, fault, to, skew }, options);
  }
  if (fault instanceof InterruptedError) throw fault;
}

interface Outcome {
  readonly reached: number | null;
  readonly end: End | null;
  readonly fault: unknown;
  readonly to: number;
  readonly skew: number;
}

/** What was covered, and what was not with the reason. */
function* coverage(run: Run, what: string, outcome: Outcome, options: CollectOptions): Generator<Found> {
  const { reached, end, fault, to, skew } = outcome;
  const { since } = run;
  const from =
    end === null || end.covers === 'reached' ? reached : end.covers === 'life' ? lifeOf(run) : since;
  const why = fault === null ? (end?.why ?? null) : reasonOf(fault, options);
  const covered = from !== null && from <= to;
  // Times are written to the second; cut up, a span never claims a post that was not read.
  if (covered)
    yield record(run, what, { from: Math.min(secondAfter(from), to), to, ok: true, error: null, skew });
  if (fault !== null && !(fault instanceof XunjianError)) options.onBug?.(fault);
  const missing = covered ? from : to;
  const wanted = Math.min(since, to);
  if (missing > wanted && (fault !== null || end?.covers === 'reached'))
    yield record(run, what, {
      from: wanted,
      to: missing,
      ok: false,
      error: why ?? 'the platform shows no older ones',
      skew,
    });
  else if (!covered)
    yield record(run, what, { from: wanted, to, ok: false, error: why ?? 'nothing could be read', skew });
}

function secondAfter(time: number): number {
  return Math.ceil(time / 1000) * 1000;
}

/** The list ended: there is nothing before its first post, so all of the account's life is known. */
function lifeOf({ since, account }: Run): number {
  const registered = account.registered === null ? null : parseTime(account.registered);
  return registered === null ? since : Math.min(since, registered);
}

/**
 * A test of use (可用性测试). One that broke off says nothing about the app, so it bears a name that nobody judges by.
 */
function* useRows(
  run: Run,
  end: End | null,
  fault: unknown,
  at: number,
  options: CollectOptions,
): Generator<Found> {
  const when = { from: at, to: at, skew: 0 };
  if (end?.usable !== undefined) {
    const { ok, why, notes } = end.usable;
    yield record(run, 'use', { ...when, ok, error: why }, notes);
    return;
  }
  if (fault !== null && !(fault instanceof XunjianError)) options.onBug?.(fault);
  const error = fault === null ? (end?.why ?? 'nothing could be tested') : reasonOf(fault, options);
  yield record(run, 'use-not-tested', { ...when, ok: false, error });
}

function* accountRows(
  run: Run,
  end: End | null,
  fault: unknown,
  at: number,
  options: CollectOptions,
): Generator<Found> {
  const { account } = run;
  const when = { from: at, to: at, skew: skewOf(run) };
  if (fault instanceof AccountStateError)
    yield record(
      run,
      'account',
      { ...when, ok: true, error: null },
      { state: fault.state, said: reasonOf(fault, options) },
    );
  else if (fault !== null)
    yield record(run, 'account', { ...when, ok: false, error: reasonOf(fault, options) });
  else if (end?.profile !== undefined) {
    const { name, handle, followers, verified, notes } = end.profile;
    const renamed = name !== null && name !== '' && !sameName(name, account.name);
    yield record(
      run,
      'account',
      { ...when, ok: true, error: null },
      {
        state: 'present',
        name,
        ...(renamed ? { renamedFrom: account.name } : {}),
        ...(handle === undefined ? {} : { handle }),
        ...(verified === undefined ? {} : { verified }),
        ...notes,
      },
    );
    if (typeof followers === 'number')
      yield { kind: 'metrics', row: { account: account.id, day: dayOf(at), followers } };
  }
}

/** Full or half width, case and spaces make no new name. */
function sameName(a: string, b: AccountRow['name']): boolean {
  const plain = (name: string) => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  return plain(a) === plain(b);
}

function failed(run: Run, what: What, error: unknown, options: CollectOptions): Found {
  if (!(error instanceof XunjianError)) options.onBug?.(error);
  const at = Math.min(run.until, run.clock());
  return record(run, what, {
    from: Math.min(run.since, at),
    to: at,
    ok: false,
    error: reasonOf(error, options),
    skew: 0,
  });
}

function record(
  { account }: Run,
  what: string,
  span: { from: number; to: number; ok: boolean; error: string | null; skew: number },
  more: Readonly<Record<string, unknown>> = {},
): Found {
  const row: CollectionRow = {
    subject: account.id,
    what,
    from: shanghai(span.from),
    to: shanghai(span.to),
    ok: span.ok,
    error: span.error,
    ...(span.skew === 0 ? {} : { clockAheadMs: Math.round(span.skew) }),
    ...more,
  };
  return { kind: 'collections', row };
}

function reasonOf(error: unknown, { secrets }: CollectOptions): string {
  return secrets.redact(messageOf(error)).slice(0, 500);
}

function skewOf({ api, credential }: Run): number {
  const { endpoint, url } = credential;
  const base = endpoint ?? url;
  return base === undefined || !URL.canParse(base) ? 0 : api.skew(base);
}
