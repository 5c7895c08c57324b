import type { AccountRow, MessageRow, PostRow } from '../model/index.ts';
import { spanOf } from '../model/index.ts';
import type { Counter, Index, Scored } from './counter.ts';
import { INDICES, type IndexId, type PublishedIndex } from './indices.ts';
import type { Period } from './period.ts';
import { type Gaps, Tally } from './tally.ts';

/** An index that others publish, ready to rank by. */
export function publishedIndex(id: IndexId): Index {
  const index: PublishedIndex = INDICES[id];
  return {
    id,
    title: index.title,
    note: index.note,
    ranks: (platform) => platform === index.platform,
    unscored: 'no-reads',
    counter: (period) => new PublishedCounter(index, period),
  };
}

class PublishedCounter implements Counter {
  readonly #index: PublishedIndex;
  readonly #period: Period;
  readonly #tallies = new Map<string, Tally>();

  constructor(index: PublishedIndex, period: Period) {
    this.#index = index;
    this.#period = period;
  }

  post(row: PostRow): void {
    this.#tallyOf(row.account).post(row);
  }

  /** A message counts when it is answered. */
  message(row: MessageRow): void {
    const span = row.repliedAt === null || row.repliedAt === undefined ? null : spanOf(row.repliedAt);
    if (span !== null && span[0] >= this.#period.start && span[0] <= this.#period.end)
      this.#tallyOf(row.subject).message(row);
  }

  metric(): void {}

  collection(): void {}

  posts(account: string): number {
    return this.#tallies.get(account)?.posts ?? 0;
  }

  score(accounts: readonly AccountRow[]): ReadonlyMap<string, Scored | null> {
    return this.#index.score(
      new Map(accounts.map(({ id }) => [id, this.#tallies.get(id) ?? new Tally()])),
      this.#period,
    );
  }

  notes({ id }: AccountRow): readonly string[] {
    const gaps = this.#tallies.get(id)?.gaps;
    if (gaps === undefined) return [];
    return this.#index.gaps.filter((gap) => gaps[gap] > 0).map((gap) => `${NOTE[gap]} ${gaps[gap]}`);
  }

  explain(): readonly [] {
    return [];
  }

  #tallyOf(account: string): Tally {
    let tally = this.#tallies.get(account);
    if (tally === undefined) {
      tally = new Tally();
      this.#tallies.set(account, tally);
    }
    return tally;
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
