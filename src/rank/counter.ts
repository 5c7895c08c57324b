import type { AccountRow, Bilingual, CollectionRow, MessageRow, MetricRow, PostRow } from '../model/index.ts';
import type { Period } from './period.ts';

/** Value of an account by an index and what it is made of; a part that is not known is null. */
export interface Scored {
  readonly value: number;
  readonly parts: Readonly<Record<string, number | null>>;
}

/** Why an account has no value although it is there. */
export type Unscored = 'no-reads' | 'too-little-known';

/** What an index counts in one period: takes rows in any order, and scores at the end. */
export interface Counter {
  /** A post published in the period, at an instant. */
  post(row: PostRow, at: number): void;
  message(row: MessageRow): void;
  metric(row: MetricRow): void;
  /** Collections other than those of posts. */
  collection(row: CollectionRow): void;
  /** Posts of an account that count. */
  posts(account: string): number;
  /** Values of these accounts, all at once (some indices measure against the best); null where it cannot be computed. */
  score(accounts: readonly AccountRow[]): ReadonlyMap<string, Scored | null>;
  /** What the value rests on: gaps in the data, each with how many rows it concerns (`key 3`). */
  notes(account: AccountRow): readonly string[];
  /** How each part came about, one line each; empty where the formula says it all. */
  explain(account: AccountRow): readonly Bilingual[];
}

export interface Index {
  readonly id: string;
  readonly title: Bilingual;
  /** Where its numbers come from, and what is not sure about them. */
  readonly note: Bilingual;
  /** Whether accounts of a platform are ranked by it. */
  ranks(platform: string): boolean;
  readonly unscored: Unscored;
  counter(period: Period): Counter;
}
