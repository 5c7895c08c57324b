import { InputError, type UnitLevel, type UnitRow } from '../../model/index.ts';
import type { Management } from '../policy/schema.ts';
import type { PlanningWords } from '../words.ts';

/** A body (单位) as a plan sees it. */
export interface Body {
  readonly id: string;
  readonly name: string;
  readonly level: UnitLevel | null;
  readonly kind: string | null;
  readonly management: Management | null;
  readonly region: string | null;
  readonly parent: Body | null;
  readonly residents: number | null;
  /** What of this is read off its name and not stated in the register. */
  readonly inferred: readonly ('level' | 'kind' | 'management')[];
}

const GOVERNMENT = 'government';

/** Units of a register → bodies with their parents; what a sheet leaves out is read off the name and said so. */
export class Bodies {
  readonly #bodies = new Map<string, Body>();
  /** Governments by level and division code, for bodies whose line leads to no government. */
  readonly #byRegion = new Map<string, Body[]>();

  constructor(units: ReadonlyMap<string, UnitRow>, words: PlanningWords) {
    // Parents first, without recursion: chains may be long.
    for (const start of units.values()) {
      const chain: UnitRow[] = [];
      const on = new Set<string>();
      for (let at: UnitRow | undefined = start; at !== undefined && !this.#bodies.has(at.id); ) {
        if (on.has(at.id))
          throw new InputError({
            what: 'register',
            where: at.id,
            why: `is its own superior: ${[...on, at.id].join(' → ')}`,
            todo: 'mend the column parent',
          });
        on.add(at.id);
        chain.push(at);
        at = at.parent === null ? undefined : units.get(at.parent);
      }
      for (const row of chain.reverse()) {
        const parent = row.parent === null ? null : (this.#bodies.get(row.parent) ?? null);
        this.#bodies.set(row.id, bodyOf(row, parent, words));
      }
    }
    for (const body of this.#bodies.values()) {
      if (body.kind !== GOVERNMENT || body.region === null || body.level === null) continue;
      if (!LEVELS.includes(body.level)) continue;
      const key = `${body.level} ${body.region}`;
      this.#byRegion.set(key, [...(this.#byRegion.get(key) ?? []), body]);
    }
  }

  get(id: string | null): Body | null {
    return id === null ? null : (this.#bodies.get(id) ?? null);
  }

  all(): IterableIterator<Body> {
    return this.#bodies.values();
  }

  /**
   * The nearest government of such a level, the body itself included: up the line of parents, else by division code (a body under
   * its ministry's own line has no government above it). null where there is none, or more than one.
   */
  government(body: Body, levels: readonly UnitLevel[] | null): Body | null {
    const fits = ({ kind, level }: Body) =>
      kind === GOVERNMENT && (levels === null || (level !== null && levels.includes(level)));
    for (let at: Body | null = body; at !== null; at = at.parent) if (fits(at)) return at;
    if (body.region === null) return null;
    for (const level of levels ?? LEVELS) {
      const found = this.#byRegion.get(`${level} ${body.region}`) ?? [];
      if (found.length === 1) return found[0] ?? null;
    }
    return null;
  }
}

/** From near to far. */
const LEVELS: readonly UnitLevel[] = ['county', 'city', 'province', 'national'];

function bodyOf(row: UnitRow, parent: Body | null, words: PlanningWords): Body {
  const inferred: ('level' | 'kind' | 'management')[] = [];
  const guess = <T>(
    what: 'level' | 'kind' | 'management',
    stated: T | null,
    from: () => T | null,
  ): T | null => {
    if (stated !== null) return stated;
    const found = from();
    if (found !== null) inferred.push(what);
    return found;
  };
  const ends = (list: readonly string[]) => list.some((end) => row.name.endsWith(end));
  return {
    id: row.id,
    name: row.name,
    region: row.region,
    parent,
    level: guess('level', row.level, () => words.levels.find((one) => ends(one.ends))?.level ?? null),
    kind: guess('kind', row.kind, () => words.kinds.find((one) => ends(one.ends))?.kind ?? null),
    management: guess('management', statedManagement(row, words), () =>
      words.verticalNames.some((name) => row.name.includes(name)) ? 'vertical' : null,
    ),
    residents: residentsOf(row, words),
    inferred,
  };
}

function cell(row: UnitRow, headers: readonly string[]): string | null {
  for (const [header, value] of Object.entries(row.extra))
    if (headers.includes(header.normalize('NFKC').trim().toLowerCase()))
      return value.normalize('NFKC').trim();
  return null;
}

function statedManagement(row: UnitRow, { columns, management }: PlanningWords): Management | null {
  const said = cell(row, columns.management)?.toLowerCase();
  if (said === undefined) return null;
  if (management.vertical.includes(said)) return 'vertical';
  return management.local.includes(said) ? 'local' : null;
}

/** 53,000 · 5.3万 */
function residentsOf(row: UnitRow, { columns }: PlanningWords): number | null {
  const said = cell(row, columns.residents);
  const found = said === null ? null : /^([\d,]+(?:\.\d+)?)(万)?人?$/.exec(said);
  if (found === null) return null;
  const value = Number(found[1]?.replaceAll(',', '')) * (found[2] === undefined ? 1 : 10_000);
  return Number.isFinite(value) && value > 0 ? value : null;
}
