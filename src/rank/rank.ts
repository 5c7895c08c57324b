import {
  type AccountRow,
  type Bilingual,
  type CollectionRow,
  type CollectionRun,
  type MessageRow,
  type MetricRow,
  type PostRow,
  parseTime,
  spanOf,
} from '../model/index.ts';
import { covers } from '../signals/index.ts';
import type { Counter, Index, Scored, Unscored } from './counter.ts';
import { type Period, periodBefore, periodOf } from './period.ts';

/** `xunjian.rank/1` of INTERFACES. */
export interface Ranking {
  readonly schema: 'xunjian.rank/1';
  readonly index: string;
  readonly title: Bilingual;
  readonly from: string;
  readonly to: string;
  /** Days by which totals are divided. */
  readonly days: number;
  /** The period that changes of rank refer to. */
  readonly before: { readonly from: string; readonly to: string };
  readonly note: Bilingual;
  readonly rows: readonly RankRow[];
  /** Accounts of the platform that could not be ranked, each with its reason. */
  readonly unranked: readonly { readonly account: string; readonly name: string; readonly why: Unranked }[];
}

/** Why an account has no rank. */
export type Unranked = Unscored | 'not-collected' | 'cancelled' | 'not-opened';

export interface RankRow {
  /** Equal values share a rank, and the next one is left out (1, 2, 2, 4). */
  readonly rank: number;
  readonly account: string;
  readonly name: string;
  /** To five decimals. */
  readonly value: number;
  /** null: not known. */
  readonly parts: Readonly<Record<string, number | null>>;
  /** Ranks gained (+) or lost (−) against the period before; null where it had none then. */
  readonly change: number | null;
  /** What the value rests on: `small-sample`, `nothing-posted`, `not-fully-collected`, and the gaps in the data with how many posts they concern. */
  readonly notes: readonly string[];
  /** How each part came about; absent where the published formula says it all. */
  readonly why?: readonly Bilingual[];
}

export interface RankOptions {
  readonly index: Index;
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
  /** What a collection of posts is called (`packs/register-columns.yaml`). */
  readonly postCollections: readonly string[];
  /** Ranks accounts of this platform alone; absent = all that the index ranks. */
  readonly platform?: string;
  /** What is suspected of an account (`suspected-followers`); it is said, and changes no rank: a person decides. */
  readonly suspected?: (account: string) => readonly string[];
}

/** Fewer posts than this say little about an average. */
const SMALL = 3;

/** Rows of a register, in any order → a ranking by one index, with the change against the period before. */
export class Ranker {
  readonly #index: Index;
  readonly #now: Period;
  readonly #before: Period;
  readonly #accounts: readonly AccountRow[];
  readonly #ids: ReadonlySet<string>;
  readonly #counters: { readonly now: Counter; readonly before: Counter };
  readonly #runs = new Map<string, CollectionRun[]>();
  readonly #postCollections: readonly string[];
  readonly #suspected: (account: string) => readonly string[];
  #seenBefore = false;

  constructor(accounts: Iterable<AccountRow>, options: RankOptions) {
    const { index, platform } = options;
    this.#postCollections = options.postCollections;
    this.#suspected = options.suspected ?? (() => []);
    this.#index = index;
    this.#now = periodOf(options.from, options.to);
    this.#before = periodBefore(this.#now);
    this.#accounts = [...accounts].filter(
      (account) => index.ranks(account.platform) && (platform === undefined || account.platform === platform),
    );
    this.#ids = new Set(this.#accounts.map(({ id }) => id));
    this.#counters = { now: index.counter(this.#now), before: index.counter(this.#before) };
  }

  post(row: PostRow): void {
    const span = row.published === null || !this.#ids.has(row.account) ? null : spanOf(row.published);
    if (span === null) return;
    const at = span[0];
    if (at >= this.#now.start && at <= this.#now.end) this.#counters.now.post(row, at);
    else if (at >= this.#before.start && at <= this.#before.end) {
      this.#seenBefore = true;
      this.#counters.before.post(row, at);
    }
  }

  message(row: MessageRow): void {
    if (!this.#ids.has(row.subject)) return;
    this.#counters.now.message(row);
    this.#counters.before.message(row);
  }

  metric(row: MetricRow): void {
    if (!this.#ids.has(row.account)) return;
    this.#counters.now.metric(row);
    this.#counters.before.metric(row);
  }

  collection(row: CollectionRow): void {
    const { subject, what, from, to, ok, error } = row;
    if (!this.#ids.has(subject)) return;
    if (!this.#postCollections.includes(what.toLowerCase())) {
      this.#counters.now.collection(row);
      this.#counters.before.collection(row);
      return;
    }
    const runs = this.#runs.get(subject) ?? [];
    runs.push({ from, to, ok, error: error ?? null });
    this.#runs.set(subject, runs);
  }

  ranking(): Ranking {
    const { from, to, days } = this.#now;
    const scored = this.#score(this.#counters.now, this.#now);
    const before = this.#seenBefore
      ? ranksOf(this.#score(this.#counters.before, this.#before))
      : new Map<string, number>();
    const ranks = ranksOf(scored);
    const rows = this.#accounts.flatMap((account): RankRow[] => {
      const one = scored.get(account.id);
      const rank = ranks.get(account.id);
      if (one === null || one === undefined || rank === undefined) return [];
      const old = before.get(account.id);
      const why = this.#counters.now.explain(account);
      return [
        {
          rank,
          account: account.id,
          name: account.name,
          value: round(one.value),
          parts: Object.fromEntries(
            Object.entries(one.parts).map(([key, part]) => [key, part === null ? null : round(part)]),
          ),
          change: old === undefined ? null : old - rank,
          notes: this.#notes(account),
          ...(why.length === 0 ? {} : { why }),
        },
      ];
    });
    return {
      schema: 'xunjian.rank/1',
      index: this.#index.id,
      title: this.#index.title,
      from,
      to,
      days,
      before: { from: this.#before.from, to: this.#before.to },
      note: this.#index.note,
      rows: rows.sort((a, b) => a.rank - b.rank || (a.account < b.account ? -1 : 1)),
      unranked: this.#accounts
        .filter(({ id }) => !ranks.has(id))
        .map((account) => ({
          account: account.id,
          name: account.name,
          why: this.#whyNot(account, scored.has(account.id)),
        })),
    };
  }

  #whyNot({ status, registered }: AccountRow, isThere: boolean): Unranked {
    if (isThere) return this.#index.unscored;
    if (status === 'cancelled') return 'cancelled';
    return isOpen(registered, this.#now) ? 'not-collected' : 'not-opened';
  }

  /** Whether successful collections cover the part of a period in which the account was there. */
  #isSeen({ id, registered }: AccountRow, { start, end }: Period): boolean {
    const opened = registered === null ? start : (parseTime(registered) ?? start);
    return covers(this.#runs.get(id) ?? [], Math.max(start, Math.min(opened, end)), end + 1);
  }

  /**
   * Scores of the accounts that were there in a period. Nothing posted is a zero only where it was looked for; a cancelled account
   * that posted nothing has no rank.
   */
  #score(counter: Counter, period: Period): ReadonlyMap<string, Scored | null> {
    return counter.score(
      this.#accounts.filter(
        (account) =>
          counter.posts(account.id) > 0 ||
          (account.status !== 'cancelled' &&
            isOpen(account.registered, period) &&
            this.#isSeen(account, period)),
      ),
    );
  }

  #notes(account: AccountRow): string[] {
    const { now } = this.#counters;
    const posts = now.posts(account.id);
    const size = posts === 0 ? ['nothing-posted'] : posts < SMALL ? [`small-sample ${posts}`] : [];
    const seen = this.#isSeen(account, this.#now) ? [] : ['not-fully-collected'];
    return [...size, ...now.notes(account), ...seen, ...this.#suspected(account.id)];
  }
}

function isOpen(registered: string | null, period: Period): boolean {
  const opened = registered === null ? null : parseTime(registered);
  return opened === null || opened <= period.end;
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}

/** Competition ranking over the values as shown. */
function ranksOf(scored: ReadonlyMap<string, Scored | null>): ReadonlyMap<string, number> {
  const values = [...scored]
    .flatMap(([id, one]) => (one === null ? [] : [{ id, value: round(one.value) }]))
    .sort((a, b) => b.value - a.value);
  const ranks = new Map<string, number>();
  let rank = 0;
  let last: number | null = null;
  values.forEach(({ id, value }, at) => {
    if (value !== last) rank = at + 1;
    last = value;
    ranks.set(id, rank);
  });
  return ranks;
}
