import type { AccountRow } from '../model/index.ts';
import { Bodies } from './bodies.ts';
import { type Found, foundOf, placesOf } from './found.ts';
import { Imitations } from './imitation.ts';
import { type Match, Matcher } from './match.ts';
import { missing } from './missing.ts';
import { resemblance } from './names.ts';
import { Owners } from './owner.ts';
import * as say from './sentences.ts';
import {
  DISCOVERY_KINDS,
  type Discovery,
  type DiscoveryAids,
  type DiscoveryFinding,
  type DiscoveryInput,
  type DiscoveryKind,
  type DiscoveryTables,
  type Sighting,
} from './types.ts';

const CONFIDENCE = ['certain', 'likely', 'possible'] as const;

/**
 * Compares accounts that were found with the register (账号发现比对). Pure: the same rows give the same findings. Nothing is decided: every
 * finding says what was seen, where, and how sure it is; what nothing was seen of is told as such.
 */
export function compareFound(tables: DiscoveryTables, input: DiscoveryInput, aids: DiscoveryAids): Discovery {
  const found = foundOf(input.sightings, aids.names);
  const comparison = new Comparison(
    tables,
    aids,
    found.flatMap(({ name }) => name ?? []),
  );
  for (const one of found) comparison.take(one);
  const { findings, seen, touched } = comparison;
  const absent = missing(tables, input, { seen, touched, nameless: comparison.nameless }, aids);
  const all = [...findings, ...absent.findings].sort(
    (a, b) =>
      DISCOVERY_KINDS.indexOf(a.kind) - DISCOVERY_KINDS.indexOf(b.kind) ||
      CONFIDENCE.indexOf(a.confidence) - CONFIDENCE.indexOf(b.confidence) ||
      order(a.unit, b.unit) ||
      order(a.name, b.name),
  );
  const count = (kind: DiscoveryKind) => all.filter((one) => one.kind === kind).length;
  return {
    findings: all,
    counts: {
      'filed-not-found': count('filed-not-found'),
      'found-not-filed': count('found-not-filed'),
      'name-differs': count('name-differs'),
      'subject-differs': count('subject-differs'),
      'handle-differs': count('handle-differs'),
      imitation: count('imitation'),
    },
    found: found.length,
    matched: comparison.matched,
    elsewhere: comparison.elsewhere,
    unclear: comparison.unclear,
    unsaid: absent.unsaid,
  };
}

class Comparison {
  readonly findings: DiscoveryFinding[] = [];
  /** Filed accounts that were seen; those that may have been. */
  readonly seen = new Set<string>();
  readonly touched = new Set<string>();
  /** `unit\nplatform` where the body's site shows an account without a name: it may be any of its accounts there. */
  readonly nameless = new Set<string>();
  matched = 0;
  elsewhere = 0;
  unclear = 0;
  readonly #tables: DiscoveryTables;
  readonly #aids: DiscoveryAids;
  readonly #bodies: Bodies;
  readonly #matcher: Matcher;
  readonly #owners: Owners;
  readonly #imitations: Imitations;

  constructor(tables: DiscoveryTables, aids: DiscoveryAids, asked: readonly string[]) {
    const accounts = [...tables.accounts.values()];
    this.#tables = tables;
    this.#aids = aids;
    this.#bodies = new Bodies(tables.units, aids.names, aids.words);
    this.#matcher = new Matcher(accounts, this.#bodies, aids);
    this.#owners = new Owners(tables.units, this.#bodies, aids);
    this.#imitations = new Imitations(accounts, this.#bodies, this.#matcher, this.#owners, aids, asked);
  }

  take(found: Found): void {
    const homes = new Set(found.sightings.flatMap((one) => this.#home(one) ?? []));
    const match = this.#matcher.match(found, homes);
    const suspicion = this.#imitations.of(found, (account) => this.#isEndorsed(found, account));
    if (match === 'several' && suspicion === null) {
      this.matched++;
      for (const { id } of this.#matcher.ofName(found.platform ?? '', found.name ?? '')) this.touched.add(id);
      return;
    }
    if (
      match !== null &&
      match !== 'several' &&
      (match.by === 'id' || match.by === 'url' || suspicion === null)
    ) {
      if (match.by !== 'id' && match.by !== 'url' && this.#isNamesake(found, match.account)) this.unclear++;
      else this.#matched(found, match, homes);
      return;
    }
    if (suspicion !== null) {
      this.#put('imitation', found, suspicion.account, suspicion.confidence, say.imitation(found, suspicion));
      return;
    }
    this.#unfiled(found, homes);
  }

  /** The body on whose site, or in whose account's posts, something was seen. A search was seen nowhere. */
  #home({ subject, how }: Sighting): string | null {
    if (subject === null || how === 'search') return null;
    return (this.#tables.sites.get(subject) ?? this.#tables.accounts.get(subject))?.unit ?? null;
  }

  /** A body that has to do with the account shows what was found, on its site or in its posts. */
  #isEndorsed(found: Found, account: AccountRow): boolean {
    return found.sightings.some((one) => this.#bodies.related(this.#home(one), account.unit));
  }

  #matched(found: Found, { account, by }: Match, homes: ReadonlySet<string>): void {
    this.matched++;
    // An account that names itself in its posts was seen nowhere else.
    if (found.sightings.some(({ subject }) => subject !== account.id)) this.seen.add(account.id);
    const { names } = this.#aids;
    if (by === 'id' || by === 'url') this.#nameOf(found, account);
    if (by === 'name' && found.handle !== null) {
      const id = this.#matcher.idOf(found);
      const filed = id === null ? undefined : this.#matcher.idsOf(account).get(id.key);
      if (filed !== undefined && id !== null && filed !== id.id && id.key !== 'ticket') {
        const sure = this.#isEndorsed(found, account) ? 'likely' : 'possible';
        this.#put('handle-differs', found, account, sure, say.handleDiffers(found, account, filed));
      }
    }
    const subject = found.verifiedAs;
    if (subject !== null && !this.#imitations.isOwnSubject(subject, account)) {
      const filed = account.verifiedAs ?? this.#unitName(account.unit);
      if (filed !== null && names.plain(filed) !== names.plain(subject))
        this.#put(
          'subject-differs',
          found,
          account,
          account.verifiedAs === undefined ? 'possible' : 'likely',
          say.subjectDiffers(found, account, filed, subject),
        );
      return;
    }
    const other = this.#claimedBy(found, account, homes);
    if (other !== null)
      this.#put(
        'subject-differs',
        found,
        account,
        'possible',
        say.claimedBy(found, account, this.#unitName(account.unit), this.#unitName(other)),
      );
  }

  /** Another's account of the same name, which a search brought (实验小学): not the one filed. */
  #isNamesake(found: Found, account: AccountRow): boolean {
    if (found.sightings.some(({ how }) => how !== 'search')) return false;
    if (found.verifiedAs !== null) return !this.#imitations.isOwnSubject(found.verifiedAs, account);
    const id = this.#matcher.idOf(found);
    const filed = id === null ? undefined : this.#matcher.idsOf(account).get(id.key);
    return filed !== undefined && filed !== id?.id;
  }

  #nameOf(found: Found, account: AccountRow): void {
    const { names, alike } = this.#aids;
    const { name } = found;
    if (name === null || found.key === 'name') return;
    // Words of a link that name no place of the body describe it: 警民互动.
    const places = account.unit === null ? [] : this.#bodies.placesOf(account.unit);
    if (!found.exact && !places.some(({ short }) => names.plain(name).includes(names.plain(short)))) return;
    if (names.plain(name) === names.plain(account.name) || names.core(name) === names.core(account.name))
      return;
    // Called by its body's name, or by one that it bore before.
    if (this.#bodies.named(name).some((unit) => this.#bodies.related(unit, account.unit))) return;
    if (account.history !== undefined && names.plain(account.history).includes(names.plain(name))) return;
    const like = resemblance(name, account.name, names, alike);
    const times = found.sightings.reduce((sum, { pages }) => sum + (pages ?? 1), 0);
    this.#put(
      'name-differs',
      found,
      account,
      times > 1 && found.exact ? 'likely' : 'possible',
      say.nameDiffers(found, account, like),
    );
  }

  /** A body that calls the account its own, has its name in it, and has nothing to do with the one it is filed for. */
  #claimedBy(found: Found, account: AccountRow, homes: ReadonlySet<string>): string | null {
    if (account.unit === null) return null;
    const named = this.#bodies.named(account.name);
    for (const home of homes)
      if (
        named.includes(home) &&
        !named.includes(account.unit) &&
        !this.#bodies.related(home, account.unit)
      ) {
        const claims = found.sightings.some((one) => one.claim === 'own' && this.#home(one) === home);
        if (claims) return home;
      }
    return null;
  }

  #unfiled(found: Found, homes: ReadonlySet<string>): void {
    const { platform, name } = found;
    const hows = new Set(found.sightings.map(({ how }) => how));
    // What only a search found proves nothing about any body.
    if ([...hows].every((how) => how === 'search')) {
      this.unclear++;
      return;
    }
    const owner = this.#owners.of(found, (one) => this.#home(one));
    if (owner.whose === 'elsewhere') {
      this.elsewhere++;
      return;
    }
    if (name === null) {
      for (const home of homes) this.nameless.add(`${home}\n${platform}`);
      // It may be one that is filed without this id.
      const filed =
        owner.whose === 'unit' && platform !== null ? this.#matcher.ofUnit(platform, owner.unit) : [];
      if (filed.length > 0) {
        this.matched++;
        for (const { id } of filed) this.touched.add(id);
        return;
      }
    }
    const slip = name === null ? null : this.#slip(found, homes);
    if (slip !== null) {
      this.seen.add(slip.account.id);
      this.#put(
        'name-differs',
        found,
        slip.account,
        'possible',
        say.nameDiffers(found, slip.account, slip.like),
      );
      return;
    }
    if (owner.whose === 'unit') {
      const weak = [...hows].every((how) => how === 'text') && owner.by !== 'name';
      this.#put(
        'found-not-filed',
        found,
        null,
        weak ? 'possible' : owner.confidence,
        say.notFiled(found, this.#unitName(owner.unit), owner.by),
        owner.unit,
      );
      return;
    }
    // Named in a text, and nobody knows whose: any account may be.
    if ([...hows].every((how) => how === 'text') || name === null) this.unclear++;
    else this.#put('found-not-filed', found, null, 'possible', say.whoseUnknown(found));
  }

  /** A filed account of the body that shows it, of almost the name, with no other id. */
  #slip(found: Found, homes: ReadonlySet<string>) {
    const { name, platform } = found;
    if (name === null || platform === null || !found.exact) return null;
    const { names, alike, words } = this.#aids;
    const isSeries = (character: string) => character !== '' && words.series.includes(character);
    for (const home of homes)
      for (const account of this.#matcher.ofUnit(platform, home)) {
        const like = resemblance(name, account.name, names, alike);
        if (like !== null && like.how !== 'same' && !isSeries(like.one) && !isSeries(like.other))
          return { account, like };
      }
    return null;
  }

  #unitName(unit: string | null): string | null {
    return unit === null ? null : (this.#tables.units.get(unit)?.name ?? null);
  }

  #put(
    kind: DiscoveryKind,
    found: Found,
    account: AccountRow | null,
    confidence: DiscoveryFinding['confidence'],
    { because, todo }: say.Sentences,
    unit: string | null = account?.unit ?? null,
  ): void {
    const { platform, name, handle } = found;
    this.findings.push({
      kind,
      confidence,
      platform,
      unit,
      account: account?.id ?? null,
      name,
      handle,
      seen: placesOf(found),
      because,
      todo,
    });
  }
}

function order(a: string | null, b: string | null): number {
  const [one, other] = [a ?? '', b ?? ''];
  return one < other ? -1 : one > other ? 1 : 0;
}
