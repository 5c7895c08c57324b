import type {
  AccountRow,
  Bilingual,
  CollectionRow,
  MessageRow,
  MetricRow,
  PostRow,
} from '../../model/index.ts';
import type { Counter, Index, Scored } from '../counter.ts';
import type { Period } from '../period.ts';
import { CAPPED } from '../tally.ts';
import { explainParts } from './explain.ts';
import { indexValue, type PartValues, partsOf, reachOf } from './parts.ts';
import { type IndexFile, PARTS } from './schema.ts';
import { type ServiceReaders, ServiceTally } from './tally.ts';

export { checkIndex, indexIds, openIndex } from './load.ts';
export type { IndexFile } from './schema.ts';
export type { ServiceReaders } from './tally.ts';

/** The open index of service by a file of `standards/indices`, ready to rank by (docs/indices.md). */
export function serviceIndex(file: IndexFile, readers: ServiceReaders): Index {
  const { id, title, notes, leaveOut } = file;
  return {
    id,
    title,
    note: { zh: notes.map(({ zh }) => zh).join(''), en: notes.map(({ en }) => en).join(' ') },
    ranks: (platform) => !leaveOut.includes(platform),
    unscored: 'too-little-known',
    counter: (period) => new ServiceCounter(file, period, readers),
  };
}

class ServiceCounter implements Counter {
  readonly #index: IndexFile;
  readonly #period: Period;
  readonly #readers: ServiceReaders;
  readonly #tallies = new Map<string, ServiceTally>();

  constructor(index: IndexFile, period: Period, readers: ServiceReaders) {
    this.#index = index;
    this.#period = period;
    this.#readers = readers;
  }

  post(row: PostRow, at: number): void {
    this.#tallyOf(row.account).post(row, at);
  }

  message(row: MessageRow): void {
    this.#tallyOf(row.subject).message(row);
  }

  metric(row: MetricRow): void {
    this.#tallyOf(row.account).metric(row);
  }

  collection(row: CollectionRow): void {
    if (this.#readers.useCollections.includes(row.what.toLowerCase())) this.#tallyOf(row.subject).use(row);
  }

  posts(account: string): number {
    return this.#tallies.get(account)?.posts ?? 0;
  }

  score(accounts: readonly AccountRow[]): ReadonlyMap<string, Scored | null> {
    return new Map(accounts.map((account) => [account.id, this.#scored(account)]));
  }

  #scored(account: AccountRow): Scored | null {
    const tally = this.#tallyOf(account.id);
    const parts = this.#partsOf(account);
    const value = indexValue(parts, this.#index);
    if (value === null) return null;
    const reach = reachOf(tally, account.followers);
    return {
      value,
      parts: {
        ...Object.fromEntries(PARTS.map((name) => [name, shown(parts, name)])),
        posts: tally.posts,
        useful: tally.useful,
        reposts: tally.reposts,
        medianReads: reach?.median ?? null,
        followers: tally.followers ?? account.followers,
        due: tally.due,
        answeredInTime: tally.answered('inTime'),
        unanswered: tally.answered('none'),
        weeks: tally.weeks,
      },
    };
  }

  notes(account: AccountRow): readonly string[] {
    const tally = this.#tallyOf(account.id);
    const parts = this.#partsOf(account);
    const { reach } = this.#index.parts;
    const by = tally.followers ?? account.followers;
    const counts: readonly (readonly [string, number])[] = [
      ['left-out-without-words', tally.wordless],
      ['left-out-without-reads', tally.useful - tally.reads.length],
      ['capped-reads', tally.reads.filter((reads) => reads >= CAPPED).length],
      ['left-out-deleted', tally.deleted],
      ['listed-twice', tally.twice],
      ['answers-undated', tally.answersUndated],
      ['left-out-messages-undated', tally.messagesUndated],
      ['holidays-unknown', tally.holidaysUnknown],
    ];
    return [
      ...PARTS.flatMap((name) => {
        const part = parts[name];
        return 'missing' in part ? [`unknown-${name}`] : [];
      }),
      ...counts.flatMap(([key, count]) => (count > 0 ? [`${key} ${count}`] : [])),
      ...(tally.followers === null && account.followers !== null ? ['followers-as-filed'] : []),
      ...(by !== null && by < reach.followersFloor.value ? ['few-followers'] : []),
    ];
  }

  explain(account: AccountRow): readonly Bilingual[] {
    const tally = this.#tallyOf(account.id);
    return explainParts(tally, this.#partsOf(account), this.#index, this.#period, account.followers);
  }

  #partsOf({ id, platform, followers }: AccountRow): PartValues {
    return partsOf(this.#tallyOf(id), this.#index, this.#period, { platform, filed: followers });
  }

  #tallyOf(account: string): ServiceTally {
    let tally = this.#tallies.get(account);
    if (tally === undefined) {
      tally = new ServiceTally(this.#index, this.#period, this.#readers);
      this.#tallies.set(account, tally);
    }
    return tally;
  }
}

function shown(parts: PartValues, name: (typeof PARTS)[number]): number | null {
  const part = parts[name];
  return 'missing' in part ? null : 100 * part.value;
}
