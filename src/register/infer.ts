import type { Division, Divisions } from '../divisions/index.ts';
import type { Bilingual, SiteRow, UnitLevel, UnitRow } from '../model/index.ts';

/** A cell that a sheet left empty and that follows from others. */
export interface Inferred {
  readonly unit: string;
  readonly field: 'level' | 'region' | 'parent';
  readonly value: string;
  readonly because: Bilingual;
}

/** Two things in a register that cannot both be so. The register stands as it is; a person looks. */
export interface Contradiction {
  readonly kind: 'unit' | 'site';
  readonly id: string;
  readonly field: 'level' | 'region' | 'parent' | 'idcode';
  readonly value: string;
  readonly why: Bilingual;
}

export interface UnitsInferred {
  /** Every unit, with what follows filled in; what the sheet says stays. */
  readonly units: ReadonlyMap<string, UnitRow>;
  readonly inferred: readonly Inferred[];
  readonly contradictions: readonly Contradiction[];
}

const DEPTH: Readonly<Record<UnitLevel, number>> = {
  national: 0,
  province: 1,
  city: 2,
  county: 3,
  township: 4,
  village: 5,
};
/** Endings of names of bodies that tell a level below the county. */
const VILLAGE =
  /(村|社区)(村民委员会|居民委员会|村委会|居委会|党支部|党总支|党委)?$|(村民|居民)委员会$|[村居]委会$/;
const TOWNSHIP = /(镇|乡|苏木|街道)(人民政府|政府|办事处|党工委|党委)?$|街道办$/;
const GOVERNMENT = /(人民政府|管理委员会|管委会)$/;

/**
 * Fills in levels, division codes and parents that a sheet leaves out, where they follow from names and codes, and tells what
 * contradicts itself. Codes that the table does not have (newer ones, development zones) are no contradiction.
 */
export function inferUnits(rows: ReadonlyMap<string, UnitRow>, divisions: Divisions): UnitsInferred {
  const inferred: Inferred[] = [];
  const contradictions: Contradiction[] = [];
  const units = new Map<string, UnitRow>();
  for (const row of rows.values()) {
    const { region, level } = row;
    const place = region === null ? null : divisions.byCode(region);
    if (region !== null && !/^(\d{6}|\d{9}|\d{12})$/.test(region)) contradictions.push(notACode(row, region));
    const chains = region !== null && level !== null ? [] : divisions.leading(row.name);
    const [only] = chains;
    const named = chains.length === 1 ? (only?.at(-1) ?? null) : null;
    const own = { ...row };
    if (region === null && named !== null) {
      own.region = named.code;
      inferred.push({
        unit: row.id,
        field: 'region',
        value: named.code,
        because: {
          zh: `名称以“${pathName(divisions, named)}”开头`,
          en: `the name begins with ${named.name}`,
        },
      });
    }
    if (level === null) {
      const found = levelOf(row, place ?? named);
      if (found !== null) {
        own.level = found.level;
        inferred.push({ unit: row.id, field: 'level', value: found.level, because: found.because });
      }
    } else if (place !== null && DEPTH[level] < DEPTH[place.level])
      contradictions.push(levelTooHigh(row, level, place));
    units.set(row.id, own);
  }
  const governments = governmentsOf(units);
  for (const unit of units.values()) {
    if (unit.parent === null) {
      const parent = parentOf(unit, governments, divisions);
      if (parent === null) continue;
      units.set(unit.id, { ...unit, parent: parent.id });
      inferred.push({
        unit: unit.id,
        field: 'parent',
        value: parent.id,
        because: {
          zh: `区划代码 ${unit.region} 属于${parent.name}`,
          en: `the division code ${unit.region} belongs to ${parent.name}`,
        },
      });
    } else {
      const above = units.get(unit.parent);
      if (above !== undefined && !fits(unit, above, divisions)) contradictions.push(elsewhere(unit, above));
    }
  }
  return { units, inferred, contradictions };
}

/** The first six digits of a site's identification code (标识码) are the division of its body. */
export function contradictingIdCodes(
  sites: ReadonlyMap<string, SiteRow>,
  units: ReadonlyMap<string, UnitRow>,
  divisions: Divisions,
): readonly Contradiction[] {
  return [...sites.values()].flatMap((site): Contradiction[] => {
    const code = site.idcode?.slice(0, 6) ?? '';
    const place = /^\d{10}$/.test(site.idcode ?? '') ? divisions.byCode(code) : null;
    const region = site.unit === null ? null : (units.get(site.unit)?.region ?? null);
    const filed = region === null ? null : divisions.byCode(region.slice(0, 6));
    if (place === null || filed === null || place.code === filed.code) return [];
    if (isWithin(divisions, filed.code, place.code) || isWithin(divisions, place.code, filed.code)) return [];
    return [
      {
        kind: 'site',
        id: site.id,
        field: 'idcode',
        value: site.idcode ?? '',
        why: {
          zh: `标识码前六位指${pathName(divisions, place)}，主办单位登记在${pathName(divisions, filed)}`,
          en: `the first six digits mean ${place.name}, but its body is filed in ${filed.name}`,
        },
      },
    ];
  });
}

function levelOf(
  { name, region }: UnitRow,
  place: Division | null,
): { readonly level: UnitLevel; readonly because: Bilingual } | null {
  if (region !== null && /^\d{12}$/.test(region) && !region.endsWith('000'))
    return {
      level: 'village',
      because: { zh: `区划代码 ${region} 为村级`, en: `${region} is the code of a village` },
    };
  const ending = VILLAGE.test(name) ? 'village' : TOWNSHIP.test(name) ? 'township' : null;
  if (ending !== null)
    return {
      level: ending,
      because: {
        zh: `名称“${name}”是${ending === 'village' ? '村（社区）' : '乡镇（街道）'}的名称`,
        en: `“${name}” is the name of a ${ending}`,
      },
    };
  if (place === null) return null;
  return {
    level: place.level,
    because: { zh: `${place.name}（${place.code}）`, en: `${place.name} (${place.code})` },
  };
}

/** Governments by the code of their division; null where several bear it. */
function governmentsOf(units: ReadonlyMap<string, UnitRow>): ReadonlyMap<string, UnitRow | null> {
  const governments = new Map<string, UnitRow | null>();
  for (const unit of units.values()) {
    if (unit.region === null || !GOVERNMENT.test(unit.name) || unit.level === 'village') continue;
    const key = `${unit.region} ${unit.level === 'township' ? 'township' : ''}`;
    governments.set(key, governments.has(key) ? null : unit);
  }
  return governments;
}

/** Departments hang on the government of their division, governments and townships on that above. */
function parentOf(
  unit: UnitRow,
  governments: ReadonlyMap<string, UnitRow | null>,
  divisions: Divisions,
): UnitRow | null {
  if (unit.region === null || unit.level === null || unit.level === 'national') return null;
  const same = governments.get(`${unit.region} `) ?? null;
  if (same !== null && same.id !== unit.id) return same;
  for (const { code } of divisions.path(unit.region).slice(0, -1).reverse()) {
    const above = governments.get(`${code} `) ?? null;
    if (above !== null && above.id !== unit.id) return above;
  }
  return null;
}

/** A body lies in the division of the one above it. Unknown codes fit. */
function fits(unit: UnitRow, above: UnitRow, divisions: Divisions): boolean {
  const [own, other] = [unit.region, above.region].map((code) =>
    code === null ? null : divisions.byCode(code),
  );
  if (own === null || other === null || own === undefined || other === undefined) return true;
  if (above.level === 'national') return true;
  return (
    own.code === other.code ||
    isWithin(divisions, own.code, other.code) ||
    isWithin(divisions, other.code, own.code)
  );
}

function isWithin(divisions: Divisions, code: string, above: string): boolean {
  return divisions.path(code).some((one) => one.code === above);
}

function pathName(divisions: Divisions, { code }: Division): string {
  return divisions
    .path(code)
    .map(({ name }) => name)
    .join('');
}

function notACode({ id }: UnitRow, region: string): Contradiction {
  return {
    kind: 'unit',
    id,
    field: 'region',
    value: region,
    why: { zh: '行政区划代码应为6位、9位或12位数字', en: 'a division code has 6, 9 or 12 digits' },
  };
}

function levelTooHigh({ id }: UnitRow, level: UnitLevel, place: Division): Contradiction {
  return {
    kind: 'unit',
    id,
    field: 'level',
    value: level,
    why: {
      zh: `登记的层级高于区划代码所指的${place.name}（${place.code}）`,
      en: `the level is above that of ${place.name} (${place.code}), which the code means`,
    },
  };
}

function elsewhere({ id, region, parent }: UnitRow, above: UnitRow): Contradiction {
  return {
    kind: 'unit',
    id,
    field: 'parent',
    value: parent ?? '',
    why: {
      zh: `区划代码 ${region} 不在上级单位${above.name}（${above.region}）辖区内`,
      en: `the division code ${region} does not lie in that of ${above.name} (${above.region})`,
    },
  };
}
