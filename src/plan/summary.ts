import type { Channel } from './facts/channel.ts';
import { type Action, type ActionWord, needsSetUp } from './result.ts';

export type Counts = Readonly<Record<ActionWord | 'total' | 'review', number>>;

/** A function that would have no place, and whose account that holds up. */
export interface LostFunction {
  readonly account: string;
  readonly function: string;
  readonly name: string;
}

/** Totals of a plan. */
export interface Summary extends Counts {
  /** Accounts that were cancelled before; counted in `cancel`. */
  readonly done: number;
  readonly byPlatform: Readonly<Record<string, Counts>>;
  /** By level of the body; `unknown` where it is not known. */
  readonly byLevel: Readonly<Record<string, Counts>>;
  readonly sites: Counts;
  /** People who run the accounts, as filed; `notStated` accounts say nothing. */
  readonly staff: { readonly before: number; readonly after: number; readonly notStated: number };
  readonly staffSaved: number;
  /**
   * Estimated hours a month: posts of the last 30 days × the policy's hours a post, of accounts whose posts are known; of
   * `notKnown` nothing was collected. null where that is true of all.
   */
  readonly hours: {
    readonly before: number;
    readonly after: number;
    readonly saved: number;
    readonly notKnown: number;
  } | null;
  /** Share of daily reads whose account is kept; null where no reads are known. */
  readonly readsKept: number | null;
  /** Share whose account goes into another. */
  readonly readsMoved: number | null;
  readonly followersKept: number;
  readonly followersMoved: number;
  /** Followers of accounts that close without a successor. */
  readonly followersOrphaned: number;
  readonly functions: { readonly kept: number; readonly moved: number; readonly toSetUp: number };
  /** Functions that would have no place: their accounts are not closed until there is one. */
  readonly functionsLost: readonly LostFunction[];
}

export function summaryOf(
  actions: readonly Action[],
  sites: readonly Action[],
  hoursPerPost: number,
): Summary {
  const sum = (list: readonly Action[], of: (channel: Channel) => number) =>
    list.reduce((total, { channel }) => total + of(channel), 0);
  const by = (word: ActionWord) => actions.filter(({ action }) => action === word);
  const [kept, merged] = [by('keep'), by('merge')];
  const gone = [...by('close'), ...by('cancel').filter(({ done }) => !done)];
  const running = actions.filter(({ done }) => !done);
  const reads = ({ readsPerDay }: Channel) => readsPerDay ?? 0;
  const followers = (channel: Channel) => channel.followers ?? 0;
  const staff = (channel: Channel) => channel.staff ?? 0;
  const allReads = sum(running, reads);
  const share = (list: readonly Action[]) => (allReads === 0 ? null : round(sum(list, reads) / allReads, 4));
  const hours = (list: readonly Action[]) => round(hoursPerPost * sum(list, ({ posts }) => posts ?? 0), 1);
  const notKnown = running.filter(({ channel }) => channel.posts === null).length;
  const services = (list: readonly Action[]) =>
    sum(list, ({ functions }) => functions.filter(({ general }) => !general).length);
  const [before, after] = [sum(running, staff), sum(kept, staff)];
  return {
    ...countsOf(actions),
    done: actions.length - running.length,
    byPlatform: grouped(actions, ({ platform }) => platform),
    byLevel: grouped(actions, ({ body }) => body?.level ?? 'unknown'),
    sites: countsOf(sites),
    staff: { before, after, notStated: running.filter(({ channel }) => channel.staff === null).length },
    staffSaved: round(before - after, 2),
    hours:
      notKnown === running.length
        ? null
        : {
            before: hours(running),
            after: hours(kept),
            saved: round(hours(running) - hours(kept), 1),
            notKnown,
          },
    readsKept: share(kept),
    readsMoved: share(merged),
    followersKept: sum(kept, followers),
    followersMoved: sum(merged, followers),
    followersOrphaned: sum(gone, followers),
    functions: {
      kept: services(kept),
      moved: merged.reduce((total, { functions }) => total + functions.length, 0),
      toSetUp: actions.reduce(
        (total, { functions }) => total + functions.filter((home) => needsSetUp(home)).length,
        0,
      ),
    },
    functionsLost: actions.flatMap(lostBy),
  };
}

/** What holds an account up, and what is only filed and nobody would take over. */
function lostBy({ channel, functions, isHeld }: Action): LostFunction[] {
  const lost = (list: readonly { readonly id: string; readonly name: { readonly zh: string } }[]) =>
    list.map(({ id, name }) => ({ account: channel.id, function: id, name: name.zh }));
  if (isHeld) return lost(channel.functions.filter(({ general }) => !general));
  return lost(functions.flatMap((home) => (home.channel === null ? [home.function] : [])));
}

export function countsOf(actions: readonly Action[]): Counts {
  const counts: Record<ActionWord | 'total' | 'review', number> = {
    total: actions.length,
    keep: 0,
    merge: 0,
    close: 0,
    cancel: 0,
    review: 0,
  };
  for (const { action, review } of actions) {
    counts[action] += 1;
    if (review) counts.review += 1;
  }
  return counts;
}

function grouped(actions: readonly Action[], key: (channel: Channel) => string): Record<string, Counts> {
  const groups = Map.groupBy(actions, ({ channel }) => key(channel));
  return Object.fromEntries([...groups].map(([name, list]) => [name, countsOf(list)]));
}

export function round(value: number, digits: number): number {
  const unit = 10 ** digits;
  return Math.round(value * unit) / unit;
}
