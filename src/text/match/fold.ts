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
  const table = new Uint16Array(0x10000);
  for (let unit = 1; unit < 0xffff; unit++) table[unit] = unit;
  // All but these stay as they are, and that is almost all.
  const apply = (unit: number) => {
    table[unit] = foldUnit(unit, options);
  };
  for (const pairs of [options.lookalikes, options.variants])
    for (const from of pairs.keys()) if (from.length === 1) apply(from.charCodeAt(0));
  if (options.width) for (let unit = 0xff01; unit <= 0xff5e; unit++) apply(unit);
  if (options.width) apply(0x3000);
  if (options.letterCase) for (const unit of upper()) apply(unit);
  if (options.invisible) for (const unit of invisible()) apply(unit);
  if (options.inserted) for (const unit of inserted()) apply(unit);
  return table;
}

function isUpper(written: string): boolean {
  const lower = written.toLowerCase();
  return lower !== written && lower.length === 1;
}

/** Which units a test holds for; found out when it is first asked. Ideographs, Hangul and surrogates pass none of the tests here. */
function unitsWhere(holds: (written: string) => boolean): () => readonly number[] {
  let units: number[] | null = null;
  return () => {
    if (units !== null) return units;
    units = [];
    for (let unit = 1; unit < 0xffff; unit++) {
      if (unit === 0x3400) unit = 0x4dc0;
      else if (unit === 0x4e00) unit = 0xa000;
      else if (unit === 0xac00) unit = 0xe000;
      if (holds(String.fromCharCode(unit))) units.push(unit);
    }
    return units;
  };
}

const upper = unitsWhere(isUpper);
const invisible = unitsWhere((written) => INVISIBLE.test(written));
const inserted = unitsWhere((written) => INSERTED.test(written));

function foldUnit(unit: number, options: FoldOptions): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return unit;
  const written = String.fromCharCode(unit);
  if (options.invisible && INVISIBLE.test(written)) return SKIP;
  const alike = options.lookalikes.get(written);
  let folded = alike !== undefined && alike.length === 1 ? alike.charCodeAt(0) : unit;
  if (options.width) {
    if (folded >= 0xff01 && folded <= 0xff5e) folded -= 0xfee0;
    else if (folded === 0x3000) folded = 0x20;
  }
  if (options.letterCase) {
    const lower = String.fromCharCode(folded).toLowerCase();
    if (lower.length === 1) folded = lower.charCodeAt(0);
  }
  const plain = options.variants.get(String.fromCharCode(folded));
  if (plain !== undefined && plain.length === 1) folded = plain.charCodeAt(0);
  if (options.inserted && INSERTED.test(String.fromCharCode(folded))) return SKIP;
  return folded;
}

/** A string as the table reads it: what is skipped is left out. */
export function fold(text: string, table: Uint16Array): string {
  let folded = '';
  for (let index = 0; index < text.length; index++) {
    const unit = table[text.charCodeAt(index)] ?? BREAK;
    if (unit !== SKIP) folded += String.fromCharCode(unit);
  }
  return folded;
}
