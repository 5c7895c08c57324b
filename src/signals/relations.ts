import type { AccountFiling, AccountRow, SiteRow } from '../model/index.ts';

type Sibling = AccountFiling['siblings'][number];

/** A channel that may take over another's functions. */
export interface Successor {
  readonly name: string;
  readonly inUse: boolean;
  readonly functions: readonly string[];
}

/** How the channels of a register stand to each other. Plain data, so that it can be handed to threads. */
export interface Relations {
  /** By account: the others of its body on the same platform that are in use. Accounts that have none are left out. */
  readonly siblings: ReadonlyMap<string, readonly Sibling[]>;
  /** By id: channels that a step of the life cycle may name. */
  readonly channels: ReadonlyMap<string, Successor>;
}

/**
 * Relations of all accounts and sites of a register. `named`: ids that steps of the life cycle name; absent = all, which costs memory
 * in large registers.
 */
export function relationsOf(
  accounts: Iterable<AccountRow>,
  sites: Iterable<SiteRow> = [],
  named?: ReadonlySet<string>,
): Relations {
  const groups = new Map<string, AccountRow[]>();
  const channels = new Map<string, Successor>();
  for (const account of accounts) {
    const { id, name, unit, platform, status, functions } = account;
    const inUse = status !== 'cancelled' && status !== 'stopped';
    if (named === undefined || named.has(id)) channels.set(id, { name, inUse, functions });
    if (unit === null || !inUse) continue;
    const key = `${platform}\0${unit}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [account]);
    else group.push(account);
  }
  for (const { id, name, status } of sites)
    if (named === undefined || named.has(id))
      channels.set(id, { name, inUse: status === null || status === 'active', functions: [] });
  return { siblings: siblingsOf(groups.values()), channels };
}

function siblingsOf(groups: Iterable<readonly AccountRow[]>): ReadonlyMap<string, readonly Sibling[]> {
  const siblings = new Map<string, readonly Sibling[]>();
  for (const group of groups) {
    if (group.length < 2) continue;
    const all = group
      .map(({ id, name, platform, kind }) => ({ id, name, platform, accountKind: kind }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const { id } of all)
      siblings.set(
        id,
        all.filter((other) => other.id !== id),
      );
  }
  return siblings;
}

/** What is filed of one account (备案信息). */
export function filingOf({ id, verified }: AccountRow, { siblings }: Relations): AccountFiling {
  return { verified, siblings: [...(siblings.get(id) ?? [])] };
}
