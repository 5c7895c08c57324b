import type { AccountRow } from '../model/index.ts';
import type { Confidence } from '../register/index.ts';
import type { Bodies } from './bodies.ts';
import type { Found } from './found.ts';
import type { Matcher } from './match.ts';
import { NameIndex, type Resemblance, resemblance } from './names.ts';
import type { Owners } from './owner.ts';
import type { DiscoveryAids } from './types.ts';

/** An account that may imitate one of the register (疑似仿冒). */
export interface Suspicion {
  /** The account imitated; null where the name only sounds like an office. */
  readonly account: AccountRow | null;
  readonly how: Resemblance['how'] | 'official';
  readonly resemblance: Resemblance | null;
  readonly evidence: 'person' | 'company' | 'unverified' | 'other-id' | 'name-only';
  readonly confidence: Confidence;
}

/** Characters of a name without a place that few would have by chance. */
const DISTINCT = 6;

/**
 * Looks for accounts whose names imitate. A name that resembles is not enough: something has to say that it is another's account, and
 * sisters (places, numbers, directions) resemble each other by right. It only ever suspects.
 */
export class Imitations {
  readonly #index: NameIndex<AccountRow>;
  readonly #known = new Set<string>();
  readonly #bodies: Bodies;
  readonly #matcher: Matcher;
  readonly #owners: Owners;
  readonly #aids: DiscoveryAids;
  readonly #series: ReadonlySet<string>;

  /** `asked`: the names that will be looked at. */
  constructor(
    accounts: readonly AccountRow[],
    bodies: Bodies,
    matcher: Matcher,
    owners: Owners,
    aids: DiscoveryAids,
    asked: Iterable<string>,
  ) {
    const { names, words } = aids;
    this.#index = new NameIndex(
      accounts.map((one) => [one.name, one] as const),
      asked,
      names,
      words.limits.name,
    );
    for (const { name } of accounts) this.#known.add(names.plain(name));
    this.#bodies = bodies;
    this.#matcher = matcher;
    this.#owners = owners;
    this.#aids = aids;
    this.#series = new Set(words.series);
  }

  /** `endorsed`: a body of the register, or one related to the imitated, shows it as an account. */
  of(found: Found, isEndorsed: (account: AccountRow) => boolean): Suspicion | null {
    const { name, platform } = found;
    if (name === null) return null;
    const suspicions: Suspicion[] = [];
    for (const { of: account } of this.#index.near(name)) {
      if (platform !== null && platform !== account.platform && found.verified !== 'person') continue;
      const like = resemblance(name, account.name, this.#aids.names, this.#aids.alike);
      if (like === null || this.#isSister(name, like, account)) continue;
      const one = this.#suspect(found, account, like, isEndorsed(account));
      if (one !== null) suspicions.push(one);
    }
    const order: readonly Confidence[] = ['certain', 'likely', 'possible'];
    const [first] = suspicions.sort((a, b) => order.indexOf(a.confidence) - order.indexOf(b.confidence));
    if (first !== undefined) return first;
    // A person who calls himself an office: 青岚县公安局便民, verified as nobody's.
    return found.verified === 'person' && this.#owners.soundsOfficial(name)
      ? { account: null, how: 'official', resemblance: null, evidence: 'person', confidence: 'possible' }
      : null;
  }

  #suspect(found: Found, account: AccountRow, like: Resemblance, endorsed: boolean): Suspicion | null {
    const suspicion = (evidence: Suspicion['evidence'], confidence: Confidence): Suspicion => ({
      account,
      how: like.how,
      resemblance: like,
      evidence,
      confidence: endorsed ? 'possible' : confidence,
    });
    if (this.isSameAccount(found, account)) return null;
    // 实验小学, 清风驿站: accounts elsewhere are called so by right.
    const isOurs = this.#bodies.hasPlace(account.name);
    if (!isOurs && account.name.length < DISTINCT) return null;
    if (found.verified === 'person') return suspicion('person', isOurs ? 'likely' : 'possible');
    if (found.verifiedAs !== null) {
      if (this.isOwnSubject(found.verifiedAs, account) || !this.isCompany(found.verifiedAs)) return null;
      // Offices have companies run their accounts, and say so on their sites.
      if (endorsed || this.#isMedium(found.verifiedAs)) return null;
      return suspicion('company', isOurs && !this.#bodies.hasPlace(found.verifiedAs) ? 'likely' : 'possible');
    }
    if (!isOurs) return null;
    // Shown by the body itself: a slip of the pen or a second account, told as that.
    if (endorsed) return null;
    if (found.verified === 'none' && like.how !== 'added') return suspicion('unverified', 'likely');
    if (found.verified === 'none') return suspicion('unverified', 'possible');
    if (this.#hasOtherId(found, account)) return suspicion('other-id', 'possible');
    const looked = found.sightings.some(({ how }) => how === 'search');
    // Of what is only written, 官方 added or a sign between says nothing; a wrong character may be one.
    return looked && like.how !== 'same' ? suspicion('name-only', 'possible') : null;
  }

  /** Names that differ by right: sisters by number, direction or place, names that another account or body bears. */
  #isSister(name: string, like: Resemblance, account: AccountRow): boolean {
    const { names, divisions } = this.#aids;
    if (like.how === 'same' || like.how === 'added') return false;
    if (this.#known.has(names.plain(name)) || this.#bodies.named(name).length > 0) return true;
    if (this.#series.has(like.one) || this.#series.has(like.other)) return true;
    if (like.how === 'inserted') return false;
    // 清岚镇 beside 青岚镇: a real place of the name has accounts of its own.
    const plain = names.plain(name);
    const places = account.unit === null ? [] : this.#bodies.placesOf(account.unit);
    for (const { full, short } of places)
      for (const place of [full, short]) {
        const from = names.plain(account.name).indexOf(names.plain(place));
        if (from < 0 || like.at < from || like.at >= from + place.length) continue;
        const other = plain.slice(from, from + place.length);
        if (this.#bodies.places.has(other)) return true;
        if (divisions !== null && divisions.byName(other).length > 0) return true;
      }
    return false;
  }

  /** The id says that it is the very account. */
  isSameAccount(found: Found, account: AccountRow): boolean {
    const id = this.#matcher.idOf(found);
    return id !== null && this.#matcher.idsOf(account).get(id.key) === id.id;
  }

  #hasOtherId(found: Found, account: AccountRow): boolean {
    const id = this.#matcher.idOf(found);
    if (id === null || found.platform !== account.platform) return false;
    const own = this.#matcher.idsOf(account).get(id.key);
    return own !== undefined && own !== id.id;
  }

  /** Whether a verified subject is the body that an account is filed for, or one that has to do with it. */
  isOwnSubject(subject: string, account: AccountRow): boolean {
    const { names } = this.#aids;
    const plain = names.plain(subject);
    const said = [account.verifiedAs, account.operator, account.supervisor].flatMap((one) => one ?? []);
    if (said.some((one) => names.plain(one) === plain)) return true;
    if (account.unit === null) return false;
    const unit = this.#bodies.nameOf(account.unit);
    if (unit !== null && (plain.endsWith(names.plain(unit)) || names.plain(unit).endsWith(plain)))
      return true;
    return this.#bodies.named(subject).some((body) => this.#bodies.related(body, account.unit));
  }

  /** A local medium, which runs accounts of offices. */
  #isMedium(subject: string): boolean {
    return this.#bodies.hasPlace(subject) && this.#aids.words.media.some((word) => subject.includes(word));
  }

  isCompany(subject: string): boolean {
    return this.#aids.words.commercial.some((word) => subject.includes(word));
  }
}
