/**
 * Folding (归一化) maps every UTF-16 unit to the unit it counts as, one to one, so that a text is matched without being rewritten
 * and offsets stay those of the text as given. Two values have a meaning of their own:
 * `BREAK` ends whatever is being matched; `SKIP` is read over (zero-width characters, symbols put between letters).
 */
export const BREAK = 0;
export const SKIP = 0xffff;

/** What a matcher may treat as the same. Each rule can ask for less: hits are checked against the text as written. */
export interface FoldOptions {
  /** Full-width forms as half-width (Ａ → A). */
  readonly width: boolean;
  readonly letterCase: boolean;
  /** Traditional and variant characters as simplified: pairs of single characters, given as data. */
  readonly variants: ReadonlyMap<string, string>;
  /** Look-alike digits and letters (Cyrillic а, ①, Ⅳ): pairs given as data. */
  readonly lookalikes: ReadonlyMap<string, string>;
  /** Zero-width and other invisible characters are read over. */
  readonly invisible: boolean;
  /** Spaces, punctuation and symbols put between the characters of a term are read over. */
  readonly inserted: boolean;
}

export const NO_FOLD: FoldOptions = {
  width: false,
  letterCase: false,
  variants: new Map(),
  lookalikes: new Map(),
  invisible: false,
  inserted: false,
};

/** Format characters and the fillers and variation selectors that print nothing either. */
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}\u115f\u1160\uffa0]|\u034f|\u17b4|\u17b5/u;
const INSERTED = /[\s\p{P}\p{S}]/u;

/** The table of one folding: index = UTF-16 unit, value = unit it counts as (or `SKIP`). Units of surrogate pairs stay as they are. */
export function foldTable(options: FoldOptions): Uint16Array {
  units ??= readUnits();
  const { flags, lower, same } = units;
  const alike = replaced(options.lookalikes, same);
  const plain = replaced(options.variants, same);
  const table = new Uint16Array(0x10000);
  for (let unit = 1; unit < 0xffff; unit++) {
    if (unit >= 0xd800 && unit <= 0xdfff) {
      table[unit] = unit;
      continue;
    }
    if (options.invisible && ((flags[unit] as number) & HIDDEN) !== 0) {
      table[unit] = SKIP;
      continue;
    }
    let folded = alike[unit] as number;
    if (options.width) {
      if (folded >= 0xff01 && folded <= 0xff5e) folded -= 0xfee0;
      else if (folded === 0x3000) folded = 0x20;
    }
    if (options.letterCase) folded = lower[folded] as number;
    folded = plain[folded] as number;
    table[unit] = options.inserted && ((flags[folded] as number) & SYMBOL) !== 0 ? SKIP : folded;
  }
  return table;
}

const HIDDEN = 1;
const SYMBOL = 2;

/** What Unicode says of every unit: the same for all tables, and slow to ask. */
interface Units {
  readonly flags: Uint8Array;
  readonly lower: Uint16Array;
  /** Every unit as itself. */
  readonly same: Uint16Array;
}

let units: Units | null = null;

function readUnits(): Units {
  const flags = new Uint8Array(0x10000);
  const same = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) same[unit] = unit;
  const lower = same.slice();
  for (let unit = 0; unit < 0x10000; unit++) {
    // Han and Hangul have neither case nor symbols; halves of pairs are nothing alone.
    if ((unit >= 0x3400 && unit <= 0x4dbf) || (unit >= 0x4e00 && unit <= 0x9fff)) continue;
    if (unit >= 0xac00 && unit <= 0xf8ff) continue;
    const written = String.fromCharCode(unit);
    flags[unit] = (INVISIBLE.test(written) ? HIDDEN : 0) | (INSERTED.test(written) ? SYMBOL : 0);
    const small = written.toLowerCase();
    if (small.length === 1) lower[unit] = small.charCodeAt(0);
  }
  return { flags, lower, same };
}

/** The single units that count as others, the rest as themselves. */
function replaced(pairs: ReadonlyMap<string, string>, same: Uint16Array): Uint16Array {
  if (pairs.size === 0) return same;
  const table = same.slice();
  for (const [from, to] of pairs)
    if (from.length === 1 && to.length === 1) table[from.charCodeAt(0)] = to.charCodeAt(0);
  return table;
}

/** A string as the table reads it: what is skipped is left out. */
export function fold(text: string, table: Uint16Array): string {
  let same = 0;
  while (same < text.length && table[text.charCodeAt(same)] === text.charCodeAt(same)) same++;
  // Most texts are as they count.
  if (same === text.length) return text;
  let folded = text.slice(0, same);
  for (let index = same; index < text.length; index++) {
    const unit = table[text.charCodeAt(index)] ?? BREAK;
    if (unit !== SKIP) folded += String.fromCharCode(unit);
  }
  return folded;
}
