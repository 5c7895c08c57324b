import {
  ASKED,
  BLOCK,
  CLOSES_P,
  IMPLIED,
  PHRASES,
  RAW,
  SPECIAL,
  TABLE_SCOPE,
  TABLE_TAGS,
  VOID,
} from './tree-rules.ts';

/** What the tree builder asks of a tag, as bits of `TagName.flags`. */
export const Tag = {
  block: 1,
  void: 2,
  raw: 4,
  special: 8,
  tableScope: 16,
  table: 32,
  closesParagraph: 64,
  /** `<div/>` opens a div; an element that is none of HTML's may close itself. */
  html: 128,
  /** Its words are those of a link or of a choice. */
  link: 256,
  cell: 512,
} as const;

/** A tag's name with its rules looked up once, so that building the tree compares numbers and pointers only. */
export class TagName {
  /** Lower-case. */
  readonly name: string;
  /** Place in `TAGS`; 0 for all tags without rules. */
  readonly id: number;
  readonly flags: number;
  /** Open elements that a start tag of it closes, and those it does not look beyond; by `id`, null where none. */
  readonly closes: Uint8Array | null;
  readonly border: Uint8Array | null;

  constructor(name: string, id: number, flags: number, closes: Uint8Array | null, border: Uint8Array | null) {
    this.name = name;
    this.id = id;
    this.flags = flags;
    this.closes = closes;
    this.border = border;
  }
}

/**
 * Names found by the stretch of source that spells them, in any case: what is known costs no string and no hash of one. A table of
 * open addresses; `T` is what a name stands for.
 */
export class NameTable<T> {
  readonly #names: string[];
  readonly #values: T[];
  readonly #mask: number;
  readonly #none: T;

  constructor(entries: readonly (readonly [string, T])[], none: T) {
    const size = 4 << Math.ceil(Math.log2(entries.length + 1));
    this.#mask = size - 1;
    this.#none = none;
    this.#names = Array.from({ length: size }, () => '');
    this.#values = Array.from({ length: size }, () => none);
    for (const [name, value] of entries) {
      let slot = hashOf(toUnits(name), 0, name.length) & this.#mask;
      while (this.#names[slot] !== '') slot = (slot + 1) & this.#mask;
      this.#names[slot] = name;
      this.#values[slot] = value;
    }
  }

  /** What the units of a source from `from` to `to` stand for; `none` where they are no name of the table. */
  find(source: Units, from: number, to: number): T {
    for (let slot = hashOf(source, from, to) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const name = this.#names[slot] ?? '';
      if (name === '') return this.#none;
      if (name.length === to - from && spells(source, from, name)) return this.#values[slot] ?? this.#none;
    }
  }
}

type Units = Uint16Array;

/** Units of a text of its own. */
export function toUnits(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}

function hashOf(source: Units, from: number, to: number): number {
  let hash = 0;
  for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + ((source[at] ?? 0) | 0x20)) | 0;
  return hash ^ (hash >>> 9);
}

function spells(source: Units, from: number, name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const code = source[from + i] ?? 0;
    if (code !== name.charCodeAt(i) && !(code >= 65 && code <= 90 && code + 32 === name.charCodeAt(i)))
      return false;
  }
  return true;
}

/** Every tag that some rule names, with the other frequent ones. */
const TAGS = [
  ...new Set([
    ...BLOCK,
    ...VOID,
    ...RAW,
    ...SPECIAL,
    ...TABLE_SCOPE,
    ...TABLE_TAGS,
    ...PHRASES,
    ...ASKED,
    ...borders(),
  ]),
];
const IDS = new Map(TAGS.map((name, i) => [name, i + 1]));

/** One more than the largest `TagName.id`. */
export const TAG_IDS = TAGS.length + 1;

function borders(): string[] {
  return [...IMPLIED].flatMap(([tag, { closes, border }]) => [tag, ...closes, ...border]);
}

function flagsOf(name: string): number {
  let flags = 0;
  if (BLOCK.has(name)) flags |= Tag.block;
  if (VOID.has(name)) flags |= Tag.void;
  if (RAW.has(name)) flags |= Tag.raw;
  if (SPECIAL.has(name)) flags |= Tag.special;
  if (TABLE_SCOPE.has(name)) flags |= Tag.tableScope;
  if (TABLE_TAGS.has(name)) flags |= Tag.table;
  if (CLOSES_P.has(name)) flags |= Tag.closesParagraph;
  if (BLOCK.has(name) || SPECIAL.has(name) || RAW.has(name) || PHRASES.has(name)) flags |= Tag.html;
  if (name === 'a' || name === 'select') flags |= Tag.link;
  if (name === 'td' || name === 'th') flags |= Tag.cell;
  return flags;
}

function idsOf(names: ReadonlySet<string> | undefined): Uint8Array | null {
  if (names === undefined) return null;
  const ids = new Uint8Array(TAG_IDS);
  for (const name of names) ids[IDS.get(name) ?? 0] = 1;
  return ids;
}

function tagName(name: string): TagName {
  const rule = IMPLIED.get(name);
  return new TagName(name, IDS.get(name) ?? 0, flagsOf(name), idsOf(rule?.closes), idsOf(rule?.border));
}

const NO_TAG = new TagName('', 0, 0, null, null);
const BY_NAME = new NameTable(
  TAGS.map((name) => [name, tagName(name)] as const),
  NO_TAG,
);

/** The tag that a stretch of source spells. */
export function tagAt(source: string, units: Uint16Array, from: number, to: number): TagName {
  const known = BY_NAME.find(units, from, to);
  if (known !== NO_TAG) return known;
  const name = source.slice(from, to).toLowerCase();
  // Letters outside ASCII may become one of its own (the Kelvin sign).
  const again = BY_NAME.find(toUnits(name), 0, name.length);
  return again === NO_TAG ? new TagName(name, 0, 0, null, null) : again;
}

/** `TagName.id` of a lower-case name; 0 where it has no rules. */
export function tagId(name: string): number {
  return IDS.get(name) ?? 0;
}
