import { type Detected, type Detector, type Params, wordsOf } from './types.ts';
import type { Watch } from './watch.ts';

/** Where a name of a province or city may end. */
const ENDS = '省区市州盟';
const LONGEST = 12;
const SHORTEST = 3;

/** The division table by names. */
interface Table {
  readonly places: ReadonlyMap<string, readonly Place[]>;
  /** The last two units of names of provinces and cities, and the first two of all: almost every candidate fails at one of them. */
  readonly tails: ReadonlySet<number>;
  readonly heads: ReadonlySet<number>;
}

interface Place {
  readonly code: string;
  /** Codes of what lies in it begin so. */
  readonly prefix: string;
}

/**
 * Two names of divisions in a row of which the second does not lie in the first (行政区划隶属关系有误): 江苏省杭州市. `divisions` are rows
 * “code name” of the division table (GB/T 2260), which a caller may give lazily: they are looked at when the first candidate comes.
 * `generic` are names that everybody uses as words (城区, 新区). A name that the table does not have is unknown, not wrong.
 */
export function divisionPaths(params: Params, watch: Watch): Detector {
  const generic = new Set(wordsOf(params, 'generic'));
  const asker = watch.words(ENDS);
  let table: Table | null = null;
  return (text, _context, look) => {
    const found: Detected[] = [];
    for (const index of look().places(asker)) {
      const next = text.charCodeAt(index + 1);
      if (!(next >= 0x4e00 && next <= 0x9fa5) || !ENDS.includes(text.charAt(index))) continue;
      table ??= tableOf(wordsOf(params, 'divisions'));
      if (!table.tails.has(pairAt(text, index - 1)) || !table.heads.has(pairAt(text, index + 1))) continue;
      const upper = endingAt(text, index + 1, table.places);
      if (upper === null) continue;
      const lower = startingAt(text, index + 1, table.places, generic);
      if (lower === null || isWithin(lower.places, upper.places)) continue;
      const start = index + 1 - upper.name.length;
      const end = index + 1 + lower.name.length;
      found.push({ start, end, why: `“${lower.name}”不属于“${upper.name}”` });
    }
    return found;
  };
}

interface Named {
  readonly name: string;
  readonly places: readonly Place[];
}

/** The longest name of a province or city that ends at an offset. */
function endingAt(text: string, end: number, table: ReadonlyMap<string, readonly Place[]>): Named | null {
  for (let length = Math.min(LONGEST, end); length >= SHORTEST; length--) {
    const name = text.slice(end - length, end);
    const places = table.get(name)?.filter(({ prefix }) => prefix.length < 6) ?? [];
    if (places.length > 0) return { name, places };
  }
  return null;
}

/** The longest name of a city or county that starts at an offset; a longer word that begins alike is none. */
function startingAt(
  text: string,
  start: number,
  table: ReadonlyMap<string, readonly Place[]>,
  generic: ReadonlySet<string>,
): Named | null {
  for (let length = LONGEST; length >= SHORTEST; length--) {
    const name = text.slice(start, start + length);
    const places = table.get(name) ?? [];
    if (places.length === 0 || name.length < length) continue;
    return generic.has(name) ? null : { name, places };
  }
  return null;
}

function isWithin(lower: readonly Place[], upper: readonly Place[]): boolean {
  return lower.some(({ code }) => upper.some((one) => one.code !== code && code.startsWith(one.prefix)));
}

function tableOf(rows: readonly string[]): Table {
  const places = new Map<string, Place[]>();
  const tails = new Set<number>();
  const heads = new Set<number>();
  for (const row of rows) {
    const [code = '', name = ''] = row.split(' ');
    const prefix = code.endsWith('0000') ? code.slice(0, 2) : code.endsWith('00') ? code.slice(0, 4) : code;
    if (prefix.length < 6) tails.add(pairAt(name, name.length - 2));
    heads.add(pairAt(name, 0));
    const known = places.get(name);
    if (known === undefined) places.set(name, [{ code, prefix }]);
    else known.push({ code, prefix });
  }
  return { places, tails, heads };
}

/** Two units of a text as one number. */
function pairAt(text: string, at: number): number {
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
}
