import type { Divisions } from '../divisions/index.ts';
import type { UnitRow } from '../model/index.ts';
import type { Confidence } from '../register/index.ts';
import type { Bodies } from './bodies.ts';
import type { Found } from './found.ts';
import type { DiscoveryAids, Sighting } from './types.ts';

/** Whose account one is that is not filed. */
export type Owner =
  | {
      readonly whose: 'unit';
      readonly unit: string;
      readonly confidence: Confidence;
      readonly by: 'name' | 'claim' | 'frame';
    }
  /** Of central media, or of a body elsewhere. */
  | { readonly whose: 'elsewhere' }
  | { readonly whose: 'unknown' };

const UNKNOWN: Owner = { whose: 'unknown' };
const ELSEWHERE: Owner = { whose: 'elsewhere' };

export class Owners {
  readonly #bodies: Bodies;
  readonly #aids: DiscoveryAids;
  readonly #elsewhere: readonly string[];
  /** Codes of the register's divisions, without zeros at the end. */
  readonly #regions: ReadonlySet<string>;
  readonly #official: readonly string[];

  constructor(units: ReadonlyMap<string, UnitRow>, bodies: Bodies, aids: DiscoveryAids) {
    const { names, words } = aids;
    this.#bodies = bodies;
    this.#aids = aids;
    this.#elsewhere = words.elsewhere.map((name) => names.plain(name));
    this.#official = words.official;
    this.#regions = new Set(
      [...units.values()].flatMap(({ region }) => (region === null ? [] : [trimmed(region)])),
    );
  }

  /** `home`: the body on whose site or in whose posts it was seen. */
  of(found: Found, home: (sighting: Sighting) => string | null): Owner {
    const { name } = found;
    const { names } = this.#aids;
    if (name !== null) {
      const body = this.#byName(name, found, home);
      if (body !== null) return body;
      if (this.isElsewhere(name)) return ELSEWHERE;
    }
    for (const one of found.sightings) {
      const unit = home(one);
      if (unit !== null && one.claim === 'own')
        return { whose: 'unit', unit, confidence: 'likely', by: 'claim' };
    }
    const frame = found.sightings.find((one) => this.#isFrame(one) && home(one) !== null);
    const unit = frame === undefined ? null : home(frame);
    if (unit === null) return UNKNOWN;
    // Sites show accounts of their friends as well: one that has a name is the body's own only where the name has its place.
    const mine =
      name === null ||
      this.#bodies.placesOf(unit).some(({ short }) => names.plain(name).includes(names.plain(short)));
    return mine ? { whose: 'unit', unit, confidence: 'possible', by: 'frame' } : UNKNOWN;
  }

  /** Whether the name is that of a medium or body that is none of the register's. */
  isElsewhere(name: string): boolean {
    const { names, divisions } = this.#aids;
    const [plain, core] = [names.plain(name), names.core(name)];
    if (this.#elsewhere.some((word) => plain.startsWith(word) || core.startsWith(word))) return true;
    return divisions !== null && this.#isForeign(core, divisions);
  }

  /** Whether a name sounds like an office of a place of the register. */
  soundsOfficial(name: string): boolean {
    const plain = this.#aids.names.plain(name);
    return this.#official.some((word) => plain.includes(word)) && this.#bodies.beginsWithPlace(plain);
  }

  #byName(name: string, found: Found, home: (sighting: Sighting) => string | null): Owner | null {
    const homes = new Set(found.sightings.flatMap((one) => home(one) ?? []));
    const choose = (units: readonly string[], confidence: Confidence, anywhere: boolean): Owner | null => {
      const own = units.filter((unit) => homes.has(unit));
      const near =
        own.length > 0
          ? own
          : units.filter((unit) => [...homes].some((one) => this.#bodies.related(one, unit)));
      const [unit, ...more] = near.length > 0 || !anywhere ? near : units;
      return unit === undefined || more.length > 0 ? null : { whose: 'unit', unit, confidence, by: 'name' };
    };
    // A place alone (青岚在线) is what portals of companies are called as well: somebody has to show it as an account.
    if (this.#isPlaceAlone(name)) {
      const isShown = found.sightings.some(({ how, claim }) => how !== 'text' || claim === 'own');
      return isShown ? choose(this.#bodies.named(name), 'possible', false) : null;
    }
    return (
      choose(this.#bodies.named(name), 'likely', !this.#bodies.isBare(name)) ??
      (this.isElsewhere(name) ? null : choose(this.#bodies.within(name), 'possible', true))
    );
  }

  #isPlaceAlone(name: string): boolean {
    const { names } = this.#aids;
    const [plain, core] = [names.plain(name), names.core(name)];
    return this.#bodies.places.has(core) && !this.#official.some((word) => plain.includes(word));
  }

  /** What most pages of a site show belongs to it, or to its friends. */
  #isFrame({ how, pages, of }: Sighting): boolean {
    if (how === 'text' || how === 'search' || pages == null || of == null || of === 0) return false;
    return pages >= Math.max(of > 1 ? 2 : 1, this.#aids.words.limits.frame * of);
  }

  /** A division that lies in none of the register's: elsewhere, or above all of them. */
  #isForeign(name: string, divisions: Divisions): boolean {
    if (this.#regions.size === 0) return false;
    if (this.#bodies.beginsWithPlace(name)) return false;
    const chains = divisions.leading(name).map((chain) => chain.at(-1));
    const short = [4, 3, 2].flatMap((length) => {
      const rest = name.slice(length);
      return this.#official.some((word) => rest.startsWith(word))
        ? divisions.byName(name.slice(0, length))
        : [];
    });
    const found = [...chains, ...short].filter((one) => one !== undefined);
    return found.length > 0 && !found.some(({ code }) => this.#isWithin(trimmed(code)));
  }

  /** A division of the register, or one inside it. */
  #isWithin(code: string): boolean {
    return [2, 4, 6].some((length) => code.length >= length && this.#regions.has(code.slice(0, length)));
  }
}

/** 430100 → 4301. */
function trimmed(code: string): string {
  return code.slice(0, 6).replace(/(?:00){1,2}$/, '');
}
