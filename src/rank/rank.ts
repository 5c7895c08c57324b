import {
  type AccountRow,
  type CollectionRow,
  type CollectionRun,
  type MessageRow,
  type PostRow,
  parseTime,
  spanOf,
} from '../model/index.ts';
import { covers } from '../signals/index.ts';
import { INDICES, type Index, type IndexId, type Scored } from './indices.ts';
import { type Period, periodBefore, periodOf } from './period.ts';
import { type Gaps, Tally } from './tally.ts';

/** `xunjian.rank/1` of INTERFACES. */
export interface Ranking {
  readonly schema: 'xunjian.rank/1';
  readonly index: IndexId;
  readonly from: string;
  readonly to: string;
  /** Days by which totals are divided. */
  readonly days: number;
  /** The period that changes of rank refer to. */
  readonly before: { readonly from: string; readonly to: string };
  readonly note: Index['note'];
  readonly rows: readonly RankRow[];
  /** Accounts of the platform that could not be ranked, each with its reason. */
  readonly unranked: readonly { readonly account: string; readonly name: string; readonly why: Unranked }[];
}

/** Why an account has no rank. */
export type Unranked = 'no-reads' | 'not-collected' | 'cancelled' | 'not-opened';

export interface RankRow {
  /** Equal values share a rank, and the next one is left out (1, 2, 2, 4). */
  readonly rank: number;
  readonly account: string;
  readonly name: string;
  /** To five decimals. */
  readonly value: number;
  readonly parts: Readonly<Record<string, number>>;
  /** Ranks gained (+) or lost (−) against the period before; null where it had none then. */
  readonly change: number | null;
  /** What the value rests on: `small-sample`, `nothing-posted`, `not-fully-collected`, and the gaps in the data with how many posts they concern. */
  readonly notes: readonly string[];
}

export interface RankOptions {
  readonly index: IndexId;
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
  /** What a collection of posts is called (`packs/register-columns.yaml`). */
  readonly postCollections: readonly string[];
}

/** Fewer posts than this say little about an average. */
const SMALL = 3;

/** Rows of a register, in any order → a ranking by one index, with the change against the period before. */
export class Ranker {
  readonly #index: Index;
  readonly #id: IndexId;
  readonly #now: Period;
  readonly #before: Period;
  readonly #accounts: readonly AccountRow[];
  readonly #tallies: ReadonlyMap<string, { readonly now: Tally; readonly before: Tally }>;
  readonly #runs = new Map<string, CollectionRun[]>();
  readonly #postCollections: readonly string[];
  #seenBefore = false;

  constructor(accounts: Iterable<AccountRow>, options: RankOptions) {
    this.#postCollections = options.postCollections;
    this.#id = options.index;
    this.#index = INDICES[options.index];
    this.#now = periodOf(options.from, options.to);
    this.#before = periodBefore(this.#now);
    this.#accounts = [...accounts].filter(({ platform }) => platform === this.#index.platform);
    this.#tallies = new Map(this.#accounts.map(({ id }) => [id, { now: new Tally(), before: new Tally() }]));
  }

  post(row: PostRow): void {
    this.#tallyOf(row.account, row.published)?.post(row);
  }

  message(row: MessageRow): void {
    const answered = row.repliedAt ?? null;
    this.#tallyOf(row.subject, answered)?.message(row);
  }

  collection({ subject, what, from, to, ok, error }: CollectionRow): void {
    if (!this.#tallies.has(subject) || !this.#postCollections.includes(what.toLowerCase())) return;
    const runs = this.#runs.get(subject) ?? [];
    runs.push({ from, to, ok, error: error ?? null });
    this.#runs.set(subject, runs);
  }

  ranking(): Ranking {
    const { from, to, days } = this.#now;
    const scored = this.#score('now', this.#now);
    const before = this.#seenBefore
      ? ranksOf(this.#score('before', this.#before))
      : new Map<string, number>();
    const ranks = ranksOf(scored);
    const rows = this.#accounts.flatMap((account) => {
      const one = scored.get(account.id);
      const rank = ranks.get(account.id);
      if (one === null || one === undefined || rank === undefined) return [];
      const old = before.get(account.id);
      return [
        {
          rank,
          account: account.id,
          name: account.name,
          value: round(one.value),
          parts: Object.fromEntries(Object.entries(one.parts).map(([key, part]) => [key, round(part)])),
          change: old === undefined ? null : old - rank,
          notes: this.#notes(account),
        },
      ];
    });
    return {
      schema: 'xunjian.rank/1',
      index: this.#id,
      from,
      to,
      days,
      before: { from: this.#before.from, to: this.#before.to },
      note: this.#index.note,
      rows: rows.sort((a, b) => a.rank - b.rank || (a.account < b.account ? -1 : 1)),
      unranked: this.#accounts
        .filter(({ id }) => !ranks.has(id))
        .map((account) => ({ account: account.id, name: account.name, why: this.#whyNot(account) })),
    };
  }

  #whyNot({ id, status, registered }: AccountRow): Unranked {
    if ((this.#tallies.get(id)?.now.posts ?? 0) > 0) return 'no-reads';
    if (status === 'cancelled') return 'cancelled';
    return isOpen(registered, this.#now) ? 'not-collected' : 'not-opened';
  }

  /** Whether successful collections cover the part of a period in which the account was there. */
  #isSeen({ id, registered }: AccountRow, { start, end }: Period): boolean {
    const opened = registered === null ? start : (parseTime(registered) ?? start);
    return covers(this.#runs.get(id) ?? [], Math.max(start, Math.min(opened, end)), end + 1);
  }

  #tallyOf(account: string, date: string | null): Tally | null {
    const tallies = this.#tallies.get(account);
    const span = date === null ? null : spanOf(date);
    if (tallies === undefined || span === null) return null;
    const at = span[0];
    if (at >= this.#now.start && at <= this.#now.end) return tallies.now;
    if (at < this.#before.start || at > this.#before.end) return null;
    this.#seenBefore = true;
    return tallies.before;
  }

  /**
   * Scores of the accounts that were there in a period. Nothing posted is a zero only where it was looked for; a cancelled account
   * that posted nothing has no rank.
   */
  #score(which: 'now' | 'before', period: Period): ReadonlyMap<string, Scored | null> {
    const there = this.#accounts.filter((account) => {
      if ((this.#tallies.get(account.id)?.[which].posts ?? 0) > 0) return true;
      return (
        account.status !== 'cancelled' && isOpen(account.registered, period) && this.#isSeen(account, period)
      );
    });
    const tallies = there.flatMap(({ id }) => {
      const tally = this.#tallies.get(id)?.[which];
      return tally === undefined ? [] : [[id, tally] as const];
    });
    return this.#index.score(new Map(tallies), period);
  }

  #notes(account: AccountRow): string[] {
    const tally = this.#tallies.get(account.id)?.now;
    if (tally === undefined) return [];
    const size =
      tally.posts === 0 ? ['nothing-posted'] : tally.posts < SMALL ? [`small-sample ${tally.posts}`] : [];
    const gaps = this.#index.gaps
      .filter((gap) => tally.gaps[gap] > 0)
      .map((gap) => `${NOTE[gap]} ${tally.gaps[gap]}`);
    const seen = this.#isSeen(account, this.#now) ? [] : ['not-fully-collected'];
    return [...size, ...gaps, ...seen];
  }
}

const NOTE: Readonly<Record<keyof Gaps, string>> = {
  withoutReads: 'left-out-without-reads',
  withoutCounts: 'counted-as-zero',
  withoutPosition: 'taken-as-headline',
  withoutOrigin: 'taken-as-not-original',
  capped: 'capped-reads',
  deleted: 'left-out-deleted',
  twice: 'listed-twice',
};

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
