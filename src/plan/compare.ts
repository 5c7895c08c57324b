import type { Action, ActionWord, Plan, Reason } from './result.ts';
import { round } from './summary.ts';

export interface Change {
  readonly id: string;
  readonly name: string;
  readonly from: { readonly action: ActionWord; readonly into: string | null };
  readonly to: { readonly action: ActionWord; readonly into: string | null };
  /** The rules that decide before and after. */
  readonly because: readonly [before: Reason | null, after: Reason | null];
}

/** What two plans for one register do otherwise, and why. */
export interface Comparison {
  readonly from: string;
  readonly to: string;
  readonly changes: readonly Change[];
  /** Totals, after less before. */
  readonly difference: Readonly<
    Record<ActionWord | 'review' | 'staffSaved' | 'hoursSaved' | 'followersOrphaned', number>
  >;
}

export function compare(before: Plan, after: Plan, names: readonly [from: string, to: string]): Comparison {
  const pairs = (left: readonly Action[], right: readonly Action[]) => {
    const other = new Map(right.map((action) => [action.channel.id, action]));
    return left.flatMap((one) => {
      const two = other.get(one.channel.id);
      return two === undefined ? [] : [[one, two] as const];
    });
  };
  const changes = [...pairs(before.actions, after.actions), ...pairs(before.sites, after.sites)].flatMap(
    ([one, two]): Change[] => {
      const [from, to] = [stateOf(one), stateOf(two)];
      if (from.action === to.action && from.into === to.into) return [];
      const because = [one.reasons[0] ?? null, two.reasons[0] ?? null] as const;
      return [{ id: one.channel.id, name: one.channel.name, from, to, because }];
    },
  );
  const [a, b] = [before.summary, after.summary];
  return {
    from: names[0],
    to: names[1],
    changes,
    difference: {
      keep: b.keep - a.keep,
      merge: b.merge - a.merge,
      close: b.close - a.close,
      cancel: b.cancel - a.cancel,
      review: b.review - a.review,
      staffSaved: b.staffSaved - a.staffSaved,
      hoursSaved: round((b.hours?.saved ?? 0) - (a.hours?.saved ?? 0), 1),
      followersOrphaned: b.followersOrphaned - a.followersOrphaned,
    },
  };
}

function stateOf({ action, into }: Action): Change['from'] {
  return { action, into: into?.id ?? null };
}
