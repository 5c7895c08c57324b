/**
 * The choice that a plan is, as arithmetic (docs/planning.md): every item is kept, goes into one that is kept, or is closed; of
 * some only so many may be kept; the sum of values is to be as great as possible. Values are whole numbers, so that sums are exact.
 */
export interface Item {
  readonly id: string;
  /** Value of keeping it; null: it cannot be kept. */
  readonly keep: number | null;
  /** Value of closing it; null: it cannot be closed. */
  readonly close: number | null;
  /** Successors it may go into, by group; the value is that of the group plus the `merit` of the one that takes it. */
  readonly into: readonly { readonly group: number; readonly value: number }[];
  /** What it is worth to go into this one rather than into another of the same group. */
  readonly merit: number;
}

export interface Limit {
  readonly id: string;
  readonly most: number;
  /** Indices of items. */
  readonly members: readonly number[];
}

export interface Problem {
  readonly items: readonly Item[];
  /** Groups of possible successors: indices of items, shared between the items that may go into them. */
  readonly groups: readonly (readonly number[])[];
  readonly limits: readonly Limit[];
}

export type Choice =
  | { readonly kind: 'keep' }
  | { readonly kind: 'merge'; readonly into: number }
  | { readonly kind: 'close' }
  /** Nothing that is allowed is possible. */
  | { readonly kind: 'none' };

export interface Solution {
  /** One for each item. */
  readonly choices: readonly Choice[];
  /** Sum of the values of what was chosen. */
  readonly value: number;
  /** False where the search was cut short: the plan is sound, but a better one may exist. */
  readonly proven: boolean;
}

/** Best way for an item that is not kept, given what is kept. Of equal ones the one whose successor has the lesser id. */
export function elsewhere(
  { items, groups }: Problem,
  index: number,
  isKept: (index: number) => boolean,
): { readonly choice: Choice; readonly value: number } {
  const item = items[index];
  let choice: Choice = { kind: 'none' };
  let value = Number.NEGATIVE_INFINITY;
  let name = '';
  if (item === undefined) return { choice, value };
  if (item.close !== null) {
    choice = { kind: 'close' };
    value = item.close;
  }
  for (const { group, value: base } of item.into)
    for (const to of groups[group] ?? []) {
      const target = items[to];
      if (to === index || target === undefined || !isKept(to)) continue;
      const worth = base + target.merit;
      const equal = worth === value && choice.kind === 'merge' && target.id < name;
      if (worth < value || (worth === value && !equal)) continue;
      choice = { kind: 'merge', into: to };
      value = worth;
      name = target.id;
    }
  return { choice, value };
}
