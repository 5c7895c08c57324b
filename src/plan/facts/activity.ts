import {
  type AccountPost,
  type AccountPosts,
  type AccountRow,
  type CollectionRow,
  type CollectionRun,
  type PostRow,
  spanOf,
} from '../../model/index.ts';
import { type AccountWords, activityOf } from '../../signals/index.ts';
import type { ActivityWord } from '../policy/schema.ts';

/** Platforms whose accounts are judged by use. */
const BY_USE: readonly string[] = ['app', 'mini-program'];

/** What decides the activity of one account: dates alone. Made when the first row about it comes. */
interface Dates {
  /** Newest post that stands, newest that was taken down before the day of the plan, newest of later ones; null where none. */
  newest: string | null;
  deleted: string | null;
  later: string | null;
  undated: number;
  runs: readonly CollectionRun[];
}

const NO_RUNS: readonly CollectionRun[] = [];

/**
 * Rows in any order → how active each account is, by the rule of `signals` (`activityOf`). Unlike its `AccountReducer`, which keeps
 * posts and figures for findings, this keeps three dates an account: a plan is made for 300,000 at once.
 */
export class Activities {
  readonly #dates = new Map<string, Dates>();
  readonly #words: Pick<AccountWords, 'collections'>;
  readonly #asOf: number;

  constructor(words: Pick<AccountWords, 'collections'>, asOf: number) {
    this.#words = words;
    this.#asOf = asOf;
  }

  post(row: PostRow): void {
    const dates = this.#of(row.account);
    const { published } = row;
    const span = published === null ? null : spanOf(published);
    if (published === null || span === null) dates.undated += 1;
    else if (span[0] > this.#asOf) dates.later = newer(dates.later, published);
    else if (this.#isGone(row)) dates.deleted = newer(dates.deleted, published);
    else dates.newest = newer(dates.newest, published);
  }

  collection({ subject, what, from, to, ok, error }: CollectionRow): void {
    if (!this.#words.collections.posts.includes(what.toLowerCase())) return;
    const dates = this.#of(subject);
    dates.runs = [...dates.runs, { from, to, ok, error: error ?? null }];
  }

  of(
    account: AccountRow,
    days: number,
  ): { readonly activity: ActivityWord; readonly lastPost: string | null } {
    const { newest, deleted, later, undated, runs } = this.#dates.get(account.id) ?? NOTHING;
    const posts: AccountPosts = {
      count: 0,
      newest: asPost(newest),
      deleted: asPost(deleted),
      later: asPost(later),
      undated,
      stopNotices: [],
      runs: [...runs],
    };
    const subject = {
      kind: 'account' as const,
      id: account.id,
      name: account.name,
      url: null,
      platform: account.platform,
      accountKind: account.kind,
      byUse: BY_USE.includes(account.platform),
      status: account.status,
      registered: account.registered,
      unit: null,
    };
    const { activity, latest } = activityOf(subject, posts, this.#asOf, days);
    return { activity: activity ?? 'byUse', lastPost: latest?.published ?? null };
  }

  #isGone({ deleted, deletedAt }: PostRow): boolean {
    const span = deletedAt === null || deletedAt === undefined ? null : spanOf(deletedAt);
    return span === null ? deleted === true : span[1] <= this.#asOf;
  }

  #of(id: string): Dates {
    let dates = this.#dates.get(id);
    if (dates === undefined) {
      dates = { newest: null, deleted: null, later: null, undated: 0, runs: NO_RUNS };
      this.#dates.set(id, dates);
    }
    return dates;
  }
}

const NOTHING: Dates = { newest: null, deleted: null, later: null, undated: 0, runs: NO_RUNS };

/** The date that may mean the later instant. */
function newer(known: string | null, date: string): string {
  if (known === null) return date;
  return (spanOf(date)?.[1] ?? 0) > (spanOf(known)?.[1] ?? 0) ? date : known;
}

function asPost(published: string | null): AccountPost[] {
  return published === null ? [] : [{ id: '', title: '', url: null, published, deletedAt: null }];
}
