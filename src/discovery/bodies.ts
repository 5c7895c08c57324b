import type { UnitRow } from '../model/index.ts';
import type { Names } from '../register/index.ts';
import type { DiscoveryWords } from './words.ts';

/** A name of a division at the beginning of a body's: 青岚县, 城东街道. */
const PLACE =
  /^(\p{Script=Han}{2,8}?)(?:特别行政区|自治区|自治州|自治县|地区|街道|新区|省|市|区|县|旗|镇|乡|苏木)(?=\p{Script=Han}{2})/u;
const PLACE_ALONE =
  /^(\p{Script=Han}{2,8}?)(?:自治区|自治州|自治县|街道|社区|新区|省|市|区|县|旗|镇|乡|村|苏木)$/u;
/** A body within a body: 公安局|城东派出所. */
const INNER = /^.{2,10}?局(?=\p{Script=Han}{3,})/u;

const LONGEST_PLACE = 12;

/** What is known of a place of the register: 青岚县 and 青岚. */
interface Place {
  readonly full: string;
  readonly short: string;
}

/**
 * The bodies of a register by what people call them (单位简称): 青岚县卫生健康局 is 青岚卫健 as well. Forms that several bodies share
 * name none of them alone.
 */
export class Bodies {
  readonly #byForm = new Map<string, string[]>();
  /** Forms without a place: 人民医院, 实验小学, which bodies elsewhere are called as well. */
  readonly #bare = new Set<string>();
  readonly #placesOf = new Map<string, readonly Place[]>();
  readonly #names: Names;
  readonly #words: DiscoveryWords;
  readonly #endings: readonly string[];
  readonly #places = new Set<string>();
  readonly #units: ReadonlyMap<string, UnitRow>;

  constructor(units: ReadonlyMap<string, UnitRow>, names: Names, words: DiscoveryWords) {
    this.#units = units;
    this.#names = names;
    this.#words = words;
    this.#endings = [...words.endings].sort((a, b) => b.length - a.length);
    for (const unit of units.values()) {
      const { forms, bare } = this.#formsOf(unit);
      for (const form of bare) this.#bare.add(names.plain(form));
      for (const form of forms) {
        const plain = names.plain(form);
        const own = this.#byForm.get(plain);
        if (own === undefined) this.#byForm.set(plain, [unit.id]);
        else if (!own.includes(unit.id)) own.push(unit.id);
      }
    }
  }

  nameOf(unit: string): string | null {
    return this.#units.get(unit)?.name ?? null;
  }

  /** Places that bodies of the register have in their names, in full and short. */
  get places(): ReadonlySet<string> {
    return this.#places;
  }

  /** Places in the name of a body, the innermost last. */
  placesOf(unit: string): readonly Place[] {
    return this.#placesOf.get(unit) ?? [];
  }

  /** The bodies that a name of an account is the name of. */
  named(name: string): readonly string[] {
    return this.#byForm.get(this.#names.plain(name)) ?? this.#byForm.get(this.#names.core(name)) ?? [];
  }

  /** The name says nothing of a place: bodies elsewhere may be called the same. */
  isBare(name: string): boolean {
    return this.#bare.has(this.#names.plain(name)) || this.#bare.has(this.#names.core(name));
  }

  /** A place of the register stands in the name. */
  hasPlace(name: string): boolean {
    const plain = this.#names.plain(name);
    for (let from = 0; from + 2 <= plain.length; from++)
      if (this.beginsWithPlace(plain.slice(from))) return true;
    return false;
  }

  /** A name in one spelling begins with a place of the register. */
  beginsWithPlace(plain: string): boolean {
    for (let length = 2; length <= Math.min(LONGEST_PLACE, plain.length); length++)
      if (this.#places.has(plain.slice(0, length))) return true;
    return false;
  }

  /** The bodies whose name with its place, four characters of it at least, stands in the name of an account: the longest. */
  within(name: string): readonly string[] {
    const core = this.#names.core(name);
    for (let length = core.length - 1; length >= 4; length--)
      for (let from = 0; from + length <= core.length; from++) {
        const form = core.slice(from, from + length);
        const found = this.#byForm.get(form);
        if (found !== undefined && !this.#bare.has(form)) return found;
      }
    return [];
  }

  /** Whether two bodies are one, one above the other, or have the same above them. */
  related(a: string | null, b: string | null): boolean {
    if (a === null || b === null) return false;
    if (a === b) return true;
    const [over, other] = [this.#above(a), this.#above(b)];
    if (over.includes(b) || other.includes(a)) return true;
    return over[0] !== undefined && over[0] === other[0];
  }

  #above(unit: string): readonly string[] {
    const chain: string[] = [];
    for (let at = this.#units.get(unit)?.parent ?? null; at !== null && chain.length < 12; )
      if (chain.includes(at)) break;
      else {
        chain.push(at);
        at = this.#units.get(at)?.parent ?? null;
      }
    return chain;
  }

  #formsOf({ id, name }: UnitRow): {
    readonly forms: ReadonlySet<string>;
    readonly bare: ReadonlySet<string>;
  } {
    const forms = new Set<string>([name]);
    const bare = new Set<string>();
    const places: Place[] = [];
    let rest = name;
    for (let match = PLACE.exec(rest); match !== null && places.length < 5; match = PLACE.exec(rest)) {
      const place = { full: match[0], short: match[1] ?? match[0] };
      places.push(place);
      rest = rest.slice(match[0].length);
    }
    this.#placesOf.set(id, places);
    for (const { full, short } of places) for (const one of [full, short]) this.#places.add(one);
    const place = places.at(-1);
    const shorts = this.#shortForms(rest);
    if (place !== undefined) {
      // A government is called by its place alone; so is whatever manages one.
      if (shorts.has('')) for (const one of [place.full, place.short]) forms.add(one);
      for (const short of [rest, ...shorts])
        if (short !== '') for (const one of [place.full, place.short]) forms.add(one + short);
    }
    const alone = PLACE_ALONE.exec(rest);
    if (alone !== null) {
      forms.add(rest);
      if (place !== undefined) bare.add(rest);
      if (place !== undefined) forms.add(place.short + (alone[1] ?? ''));
      this.#places.add(rest);
    }
    // What a school or hospital is called does not need its place.
    for (const short of shorts)
      if (short.length >= 4) {
        forms.add(short);
        if (place !== undefined) bare.add(short);
      }
    return { forms, bare };
  }

  /** 公安局城东派出所 → 公安局城东, 城东派出所, 公安城东派出所 …; '' for what is the place itself. */
  #shortForms(rest: string): ReadonlySet<string> {
    const forms = new Set<string>([rest]);
    const inner = INNER.exec(rest);
    if (inner !== null) {
      const tail = rest.slice(inner[0].length);
      forms.add(tail);
      forms.add(inner[0].slice(0, -1) + tail);
    }
    for (const one of [...forms])
      for (const [long, short] of Object.entries(this.#words.short))
        if (one.includes(long)) for (const word of short) forms.add(one.replace(long, word));
    for (const one of [...forms]) {
      const ending = this.#endings.find((word) => one.endsWith(word));
      if (ending !== undefined) {
        const bare = one.slice(0, -ending.length);
        if (bare !== '' || one === rest) forms.add(bare);
      }
    }
    return forms;
  }
}
