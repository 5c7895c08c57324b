import type { AccountRow, UnitRow } from '../model/index.ts';
import { type Names, plainHandle, plainUrl } from './names.ts';

/**
 * Why accounts are probably one (疑似重复登记):
 * - `handle`: the same platform and the platform's own id
 * - `url`: the same address
 * - `name`: one body has two of the same name on the same platform
 * - `moved`: the same, but one of them is stopped or cancelled and the other in use: it moved (迁移、换号)
 * - `variant`: names that differ by words that say nothing (官方、发布、微), width or traditional characters
 * - `units`: the same name on the same platform, filed by a body and the one above it, or under the same verified subject
 */
export type DuplicateReason = 'handle' | 'url' | 'name' | 'moved' | 'variant' | 'units';

export type Confidence = 'certain' | 'likely' | 'possible';

/** Accounts that are probably one; a person decides, nothing is merged. */
export interface DuplicateGroup {
  /** Ids in the order of the register, two at least. */
  readonly accounts: readonly string[];
  /** The strongest first. */
  readonly reasons: readonly DuplicateReason[];
  readonly confidence: Confidence;
  /** What they share: the id, the address, the name. */
  readonly shared: string;
  /** They are filed by different bodies. */
  readonly acrossUnits: boolean;
}

const CONFIDENCE: Readonly<Record<DuplicateReason, Confidence>> = {
  handle: 'certain',
  url: 'certain',
  name: 'likely',
  moved: 'likely',
  units: 'possible',
  variant: 'possible',
};
const ORDER: readonly DuplicateReason[] = ['handle', 'url', 'moved', 'name', 'units', 'variant'];
/** Shorter names are shared by chance. */
const LEAST_NAME = 3;
/** An address or id that so many share is a portal's or a slip of the sheet, not one account. */
const MOST_SHARED = 20;

/** Finds accounts that are probably one. Every account is looked at once for each rule. */
export function duplicatesOf(
  accounts: ReadonlyMap<string, AccountRow>,
  units: ReadonlyMap<string, UnitRow>,
  names: Names,
): readonly DuplicateGroup[] {
  const all = [...accounts.values()];
  const found = new Map<
    string,
    { readonly ids: readonly string[]; shared: string; reasons: DuplicateReason[] }
  >();
  const put = (reason: DuplicateReason, shared: string, group: readonly AccountRow[]) => {
    const ids = group.map(({ id }) => id);
    const key = JSON.stringify(ids);
    const old = found.get(key);
    if (old === undefined) found.set(key, { ids, shared, reasons: [reason] });
    else old.reasons.push(reason);
  };
  const grouped = (
    reason: DuplicateReason,
    keyOf: (account: AccountRow) => readonly [string, string] | null,
  ) => {
    const groups = new Map<string, { readonly shared: string; readonly rows: AccountRow[] }>();
    for (const account of all) {
      const key = keyOf(account);
      if (key === null) continue;
      const [where, shared] = key;
      const own = groups.get(`${where}\0${shared}`);
      if (own === undefined) groups.set(`${where}\0${shared}`, { shared, rows: [account] });
      else own.rows.push(account);
    }
    for (const { shared, rows } of groups.values())
      if (rows.length > 1 && rows.length <= MOST_SHARED) put(reason, shared, rows);
  };

  grouped('handle', ({ platform, handle }) => {
    const plain = plainHandle(handle);
    return plain === null ? null : [platform, plain];
  });
  grouped('url', ({ platform, url }) => {
    const plain = plainUrl(url);
    return plain === null ? null : [platform, plain];
  });
  const ofUnit = (spelling: (name: string) => string) => (account: AccountRow) =>
    account.unit === null
      ? null
      : ([`${account.platform}\0${account.unit}`, spelling(account.name)] as const);
  grouped(
    'name',
    ofUnit((name) => names.plain(name)),
  );
  grouped(
    'variant',
    ofUnit((name) => names.core(name)),
  );
  for (const group of acrossUnits(all, units, names)) put('units', group.shared, group.rows);

  const groups = [...found.values()].map(({ ids, shared, reasons }): DuplicateGroup => {
    const rows = ids.flatMap((id) => accounts.get(id) ?? []);
    const said =
      reasons.includes('name') && hasMoved(rows)
        ? reasons.map((one) => (one === 'name' ? 'moved' : one))
        : reasons;
    const inOrder = ORDER.filter((one) => said.includes(one));
    return {
      accounts: ids,
      // Whoever shares the whole name shares its core as well: that adds nothing.
      reasons: inOrder.length > 1 ? inOrder.filter((one) => one !== 'variant') : inOrder,
      confidence: CONFIDENCE[inOrder[0] ?? 'variant'],
      shared,
      acrossUnits: new Set(rows.map(({ unit }) => unit)).size > 1,
    };
  });
  return withoutParts(groups);
}

/** One of them ended, another is in use. */
function hasMoved(rows: readonly AccountRow[]): boolean {
  const ended = rows.filter(({ status }) => status === 'stopped' || status === 'cancelled').length;
  return ended > 0 && ended < rows.length;
}

/** The same name on one platform under different bodies that belong together: one above the other, or one verified subject. */
function acrossUnits(
  all: readonly AccountRow[],
  units: ReadonlyMap<string, UnitRow>,
  names: Names,
): readonly { readonly shared: string; readonly rows: readonly AccountRow[] }[] {
  const named = Map.groupBy(all, ({ platform, name }) => `${platform}\0${names.plain(name)}`);
  return [...named].flatMap(([key, rows]) => {
    const shared = key.slice(key.indexOf('\0') + 1);
    if (rows.length < 2 || rows.length > MOST_SHARED || shared.length < LEAST_NAME) return [];
    const related = rows.filter((row) =>
      rows.some((other) => other !== row && belongTogether(row, other, units)),
    );
    return related.length < 2 ? [] : [{ shared, rows: related }];
  });
}

function belongTogether(a: AccountRow, b: AccountRow, units: ReadonlyMap<string, UnitRow>): boolean {
  if (a.unit === b.unit) return false;
  if (a.verifiedAs !== undefined && a.verifiedAs === b.verifiedAs) return true;
  if (a.unit === null || b.unit === null) return true;
  const [one, other] = [units.get(a.unit), units.get(b.unit)];
  if (one === undefined || other === undefined) return false;
  return (
    one.parent === other.id || other.parent === one.id || (one.parent !== null && one.parent === other.parent)
  );
}

/** Without groups that say less about accounts which a stronger group already holds together. */
function withoutParts(groups: readonly DuplicateGroup[]): readonly DuplicateGroup[] {
  const rank = ({ reasons }: DuplicateGroup) => ORDER.indexOf(reasons[0] ?? 'variant');
  const held = new Map<string, DuplicateGroup[]>();
  const kept: DuplicateGroup[] = [];
  for (const group of [...groups].sort((a, b) => rank(a) - rank(b))) {
    const [first = ''] = group.accounts;
    const larger = (held.get(first) ?? []).some((other) =>
      group.accounts.every((id) => other.accounts.includes(id)),
    );
    if (larger) continue;
    kept.push(group);
    for (const id of group.accounts) held.set(id, [...(held.get(id) ?? []), group]);
  }
  return kept;
}
