import type { AccountRow, SiteRow, UnitRow } from '../../model/index.ts';
import type { Problems } from './problems.ts';
import type { Read } from './tables.ts';

interface Tables {
  readonly units: { readonly file: string; readonly rows: readonly Read<UnitRow>[] };
  readonly sites: { readonly file: string; readonly rows: readonly Read<SiteRow>[] };
  readonly accounts: { readonly file: string; readonly rows: readonly Read<AccountRow>[] };
}

export interface Linked {
  readonly units: ReadonlyMap<string, UnitRow>;
  readonly sites: ReadonlyMap<string, SiteRow>;
  readonly accounts: ReadonlyMap<string, AccountRow>;
}

/**
 * Joins the tables: parents, and the unit of each site and account, by id or by a name that only one unit bears. A reference that
 * leads nowhere, and a circle of parents, make their rows unusable, and so the rows that hang on them; each is said with its reason.
 */
export function link(tables: Tables, problems: Problems): Linked {
  const units = linkUnits(tables.units, problems);
  const find = finder([...units.values()]);
  const own = <T extends { readonly id: string; readonly unit: string | null }>(
    { file, rows }: { readonly file: string; readonly rows: readonly Read<T>[] },
    withUnit: (row: T, unit: string) => T,
  ): Map<string, T> => {
    const kept = new Map<string, T>();
    for (const { line, row } of rows) {
      const unit = row.unit === null ? null : find(row.unit);
      if (row.unit !== null && unit === null)
        problems.error(file, line, `unit: there is no unit ${row.unit}`);
      else kept.set(row.id, unit === null ? row : withUnit(row, unit));
    }
    return kept;
  };
  return {
    units,
    sites: own(tables.sites, (row, unit) => ({ ...row, unit })),
    accounts: own(tables.accounts, (row, unit) => ({ ...row, unit })),
  };
}

function linkUnits({ file, rows }: Tables['units'], problems: Problems): Map<string, UnitRow> {
  const find = finder(rows.map(({ row }) => row));
  const linked = rows.map(({ line, row }) => ({
    line,
    row: row.parent === null ? row : { ...row, parent: find(row.parent) ?? row.parent },
  }));
  const kept = new Map(linked.map((one) => [one.row.id, one]));
  const drop = (id: string, why: string) => {
    const one = kept.get(id);
    if (one === undefined) return;
    problems.error(file, one.line, why);
    kept.delete(id);
  };
  for (const circle of circlesOf(kept))
    for (const id of circle) drop(id, `parent: goes in a circle: ${[...circle, circle[0]].join(' → ')}`);
  // A unit whose parent was refused hangs in the air; so do those below it.
  for (let before = -1; before !== kept.size; ) {
    before = kept.size;
    for (const { row } of [...kept.values()])
      if (row.parent !== null && !kept.has(row.parent))
        drop(row.id, `parent: there is no unit ${row.parent}${refused(row.parent, rows)}`);
  }
  return new Map([...kept].map(([id, { row }]) => [id, row]));
}

function refused(id: string, rows: readonly Read<UnitRow>[]): string {
  return rows.some(({ row }) => row.id === id) ? ' that could be used' : '';
}

/** Circles of parents, each once. Every unit is walked over once. */
function circlesOf(units: ReadonlyMap<string, { readonly row: UnitRow }>): string[][] {
  const done = new Set<string>();
  const circles: string[][] = [];
  for (const start of units.keys()) {
    const path: string[] = [];
    const on = new Set<string>();
    let at: string | null = start;
    while (at !== null && units.has(at) && !done.has(at) && !on.has(at)) {
      path.push(at);
      on.add(at);
      at = units.get(at)?.row.parent ?? null;
    }
    if (at !== null && on.has(at)) circles.push(path.slice(path.indexOf(at)));
    for (const id of path) done.add(id);
  }
  return circles;
}

/** Id of a unit by its id, or by its name where only one bears it. */
function finder(units: readonly UnitRow[]): (text: string) => string | null {
  const ids = new Map(units.map(({ id }) => [id, id]));
  const names = Map.groupBy(units, (unit) => unit.name);
  return (text) => {
    // The very text of the unit: hundreds of thousands of accounts name it.
    const id = ids.get(text);
    if (id !== undefined) return id;
    const named = names.get(text);
    return named?.length === 1 ? (named[0]?.id ?? null) : null;
  };
}
