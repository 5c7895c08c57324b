/** Levels of GB/T 2260 and, below the county, GB/T 10114. */
export type DivisionLevel = 'province' | 'city' | 'county' | 'township';

/** An administrative division (行政区划). */
export interface Division {
  /** Six digits (GB/T 2260); nine for a township (GB/T 10114). */
  readonly code: string;
  readonly name: string;
  readonly level: DivisionLevel;
  /** Code of the division above it; null for a province. */
  readonly parent: string | null;
}

/** A row of the table that codes are read from: six digits, and three more for a township. */
export interface DivisionEntry {
  readonly code: string;
  readonly name: string;
}

/**
 * Divisions by code and by name. The table holds codes that were in force at different times, side by side (a county that became a
 * district has both), and no development zones: a code that is not in it is unknown, not wrong.
 */
export interface Divisions {
  /** Provinces, cities and counties. */
  upper(): readonly Division[];
  /** Two, four, six, nine or twelve digits, zeros at the end or not; null where the table does not have it. */
  byCode(code: string): Division | null;
  /**
   * All that bear the name: in full (长沙市), or without its last word where that is two characters or more (长沙, 内蒙古). Townships by
   * their full name only, for their short ones are everyday words.
   */
  byName(name: string): readonly Division[];
  /** From the province down to the division itself. */
  path(code: string): readonly Division[];
  /** The divisions that a name begins with, each inside the one before (湖南省长沙市岳麓区教育局 → three); where several fit, all chains. */
  leading(text: string): readonly (readonly Division[])[];
}

/** Rows that stand for “the rest” and are no divisions: 市辖区, 县, 自治区直辖县级行政区划. */
const NOT_ONE = /^(市辖区|县)$|行政区划$/;
const TAILS = [
  '特别行政区',
  '维吾尔自治区',
  '壮族自治区',
  '回族自治区',
  '自治区',
  '自治州',
  '自治县',
  '自治旗',
  '地区',
  '林区',
  '新区',
  '省',
  '市',
  '区',
  '县',
  '旗',
  '盟',
  '州',
];
/** Longest name that is looked for at the beginning of a text. */
const LONGEST = 15;

/** `townships` is asked for at the first question that needs it: there are ten times as many. */
export function divisionsOf(
  entries: readonly DivisionEntry[],
  townships: () => readonly DivisionEntry[],
): Divisions {
  const upper = new Map<string, Division>();
  const names = new Map<string, Division[]>();
  const known = new Set(entries.filter(({ name }) => !NOT_ONE.test(name)).map(({ code }) => code));
  for (const { code, name } of entries) {
    if (NOT_ONE.test(name)) continue;
    const division: Division = { code, name, level: levelOf(code), parent: parentOf(code, known) };
    upper.set(code, division);
    for (const one of [name, ...shortOf(name)]) push(names, one, division);
  }
  let lower: ReturnType<typeof lowerOf> | null = null;
  const below = () => {
    lower ??= lowerOf(townships());
    return lower;
  };
  const byCode = (text: string): Division | null => {
    const code = standard(text);
    if (code === null) return null;
    return code.length === 6 ? (upper.get(code) ?? null) : (below().codes.get(code) ?? null);
  };
  const byName = (name: string): readonly Division[] => {
    const found = names.get(name);
    if (found !== undefined) return found;
    return name.length < 2 ? [] : (below().names.get(name) ?? []);
  };
  const path = (code: string): readonly Division[] => {
    const chain: Division[] = [];
    for (let at = byCode(code); at !== null; at = at.parent === null ? null : byCode(at.parent))
      chain.unshift(at);
    return chain;
  };
  /** Chains below `above` that the text begins with; the longest name first. */
  const chains = (text: string, above: Division | null): readonly (readonly Division[])[] => {
    for (let length = Math.min(LONGEST, text.length); length >= 2; length--) {
      const head = text.slice(0, length);
      // A short name is only believed where the rest goes on with a division inside it (湖南长沙市…).
      const fit = (names.get(head) ?? []).filter((one) => above === null || isWithin(one, above, path));
      const full = fit.filter(({ name }) => name === head);
      const further = (list: readonly Division[]) =>
        list.flatMap((one) => chains(text.slice(length), one).map((chain) => [one, ...chain]));
      if (full.length > 0) {
        const longer = further(full);
        return longer.length > 0 ? longer : full.map((one) => [one]);
      }
      const longer = further(fit);
      if (longer.length > 0) return longer;
    }
    return [];
  };
  return { upper: () => [...upper.values()], byCode, byName, path, leading: (text) => chains(text, null) };
}

function isWithin(one: Division, above: Division, path: (code: string) => readonly Division[]): boolean {
  return one.code !== above.code && path(one.code).some(({ code }) => code === above.code);
}

function lowerOf(entries: readonly DivisionEntry[]): {
  readonly codes: ReadonlyMap<string, Division>;
  readonly names: ReadonlyMap<string, Division[]>;
} {
  const codes = new Map<string, Division>();
  const names = new Map<string, Division[]>();
  for (const { code, name } of entries) {
    const division: Division = { code, name, level: 'township', parent: code.slice(0, 6) };
    codes.set(code, division);
    push(names, name, division);
  }
  return { codes, names };
}

/** A code in its own length: zeros that only fill are taken off or put on. Null where it is none. */
function standard(text: string): string | null {
  if (!/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(text)) return null;
  const six = text.padEnd(6, '0').slice(0, 6);
  const rest = text.slice(6, 9);
  return rest === '' || rest === '000' ? six : six + rest;
}

function levelOf(code: string): DivisionLevel {
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'city' : 'county';
}

/** Counties right under a province (省直辖县级, districts of 直辖市) have no city above them. */
function parentOf(code: string, known: ReadonlySet<string>): string | null {
  if (code.endsWith('0000')) return null;
  const city = `${code.slice(0, 4)}00`;
  return city !== code && known.has(city) ? city : `${code.slice(0, 2)}0000`;
}

function shortOf(name: string): readonly string[] {
  const tail = TAILS.find((one) => name.endsWith(one));
  const short = tail === undefined ? '' : name.slice(0, -tail.length);
  return short.length >= 2 ? [short] : [];
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
