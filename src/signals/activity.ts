import {
  type AccountPost,
  type AccountPosts,
  type AccountSubject,
  DAY,
  parseTime,
  spanOf,
  withinDays,
} from '../model/index.ts';
import { covers, seenUntil } from './coverage.ts';

/**
 * How active an account is (更新情况):
 * - `active`: a post in the window
 * - `sleeping` (睡眠): silence in the whole window is proven, and it posted before, or it is not proven that it never did
 * - `zombie` (僵尸): registered and never posted, proven from the registration on
 * - `unknown`: neither a post nor silence in the whole window is proven
 * - null: not to be judged by posts (an app or mini program that publishes none)
 */
export type Activity = 'active' | 'sleeping' | 'zombie' | 'unknown';

export interface ActivityState {
  readonly activity: Activity | null;
  /**
   * What it rests on. `removed`: the posts in the window were taken down since. `misdated`: silent but for posts whose date is
   * missing or lies after the collection that found them. `young`: registered in the window and silent so far.
   */
  readonly basis:
    | 'posted'
    | 'removed'
    | 'silent'
    | 'misdated'
    | 'neverPosted'
    | 'young'
    | 'notCovered'
    | 'byUse';
  /** Newest post with a believable date up to the instant. */
  readonly latest: AccountPost | null;
}

/**
 * The 14-day rule (监测时间点前2周内无更新, NM-VETO-02a), exact: the window is `days` × 24 h up to `asOf`, both ends in it; a post
 * with a bare day counts with its last hour. Posts after `asOf` say nothing about the window.
 */
export function activityOf(
  subject: AccountSubject,
  posts: AccountPosts,
  asOf: number,
  days: number,
): ActivityState {
  const standing = posts.newest.filter((post) => isUpTo(post, asOf));
  const removed = posts.deleted.filter((post) => isUpTo(post, asOf));
  const latest = newestOf(standing) ?? newestOf(removed);
  const inWindow = (post: AccountPost) => withinDays(post.published, asOf, days);
  if (standing.some(inWindow)) return { activity: 'active', basis: 'posted', latest };
  if (removed.some(inWindow)) return { activity: 'active', basis: 'removed', latest: newestOf(removed) };
  const nothingKnown = latest === null && posts.undated === 0 && posts.later.length === 0;
  if (subject.byUse && nothingKnown) return { activity: null, basis: 'byUse', latest: null };
  const start = asOf - days * DAY;
  const registered = subject.registered === null ? null : parseTime(subject.registered);
  const from = registered !== null && registered > start && registered <= asOf ? registered : start;
  if (!covers(posts.runs, from, asOf)) return { activity: 'unknown', basis: 'notCovered', latest };
  if (posts.undated > 0 || hasMisdated(posts)) return { activity: 'sleeping', basis: 'misdated', latest };
  if (latest !== null) return { activity: 'sleeping', basis: 'silent', latest };
  const never = registered !== null && covers(posts.runs, Math.min(registered, asOf), asOf);
  if (never && from > start) return { activity: 'zombie', basis: 'young', latest };
  return never
    ? { activity: 'zombie', basis: 'neverPosted', latest }
    : { activity: 'sleeping', basis: 'silent', latest };
}

function isUpTo({ published }: AccountPost, asOf: number): boolean {
  const span = spanOf(published);
  return span !== null && span[0] <= asOf;
}

function newestOf(posts: readonly AccountPost[]): AccountPost | null {
  const last = (post: AccountPost) => spanOf(post.published)?.[1] ?? Number.NEGATIVE_INFINITY;
  return posts.reduce<AccountPost | null>(
    (newest, post) => (newest === null || last(post) > last(newest) ? post : newest),
    null,
  );
}

/** A post dated later than any collection that could have found it: its date is wrong, the true one may lie in the window. */
function hasMisdated({ later, runs }: AccountPosts): boolean {
  const until = seenUntil(runs);
  return until !== null && later.some((post) => (parseTime(post.published) ?? 0) > until);
}
