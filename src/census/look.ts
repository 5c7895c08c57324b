import type { RegisterTables } from '../collect/import/index.ts';
import type { Divisions } from '../divisions/index.ts';
import {
  type Contradiction,
  contradictingIdCodes,
  type DuplicateGroup,
  duplicatesOf,
  type Inferred,
  inferUnits,
  type Names,
} from '../register/index.ts';

/** What the tables of a register say about themselves. */
export interface Look {
  /** The tables with what was filled in; what is written back is what was read. */
  readonly tables: RegisterTables;
  /** Accounts that are probably one, the surest first. Nothing is merged. */
  readonly duplicates: readonly DuplicateGroup[];
  /** What the sheet left empty and follows from the rest; the census counts by it. */
  readonly inferred: readonly Inferred[];
  readonly contradictions: readonly Contradiction[];
}

export function lookAt(
  tables: RegisterTables,
  { divisions, names }: { readonly divisions?: Divisions; readonly names?: Names },
): Look {
  const filled = divisions === undefined ? null : inferUnits(tables.units, divisions);
  const units = filled?.units ?? tables.units;
  return {
    tables: { ...tables, units },
    duplicates: names === undefined ? [] : duplicatesOf(tables.accounts, units, names),
    inferred: filled?.inferred ?? [],
    contradictions:
      divisions === undefined
        ? []
        : [...(filled?.contradictions ?? []), ...contradictingIdCodes(tables.sites, units, divisions)],
  };
}
