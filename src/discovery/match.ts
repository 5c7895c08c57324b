import type { AccountRow } from '../model/index.ts';
import { type Names, plainHandle, plainUrl } from '../register/index.ts';
import type { Bodies } from './bodies.ts';
import type { Found } from './found.ts';
import type { DiscoveryAids } from './types.ts';

/** An account of the register that a found one is, and by what. */
export interface Match {
  readonly account: AccountRow;
  readonly by: 'id' | 'url' | 'name' | 'body';
}

/** Ids of an account by their kind. */
export type Ids = ReadonlyMap<string, string>;

const LONG = 8;

/** Finds the account of the register that was found. */
export class Matcher {
  readonly #ids = new Map<string, AccountRow[]>();
  readonly #urls = new Map<string, AccountRow[]>();
  readonly #byName = new Map<string, AccountRow[]>();
  readonly #byUnit = new Map<string, AccountRow[]>();
  readonly #names: Names;
  readonly #bodies: Bodies;
  readonly #aids: DiscoveryAids;

  constructor(accounts: Iterable<AccountRow>, bodies: Bodies, aids: DiscoveryAids) {
    this.#names = aids.names;
    this.#bodies = bodies;
    this.#aids = aids;
    const put = (map: Map<string, AccountRow[]>, key: string, account: AccountRow) => {
      const own = map.get(key);
      if (own === undefined) map.set(key, [account]);
      else own.push(account);
    };
    for (const account of accounts) {
      const { platform, unit } = account;
      // Long ids are the same whatever kind of id the sheet calls them.
      for (const [key, id] of this.idsOf(account))
        put(this.#ids, `${platform}\n${id.length < LONG ? key : ''}\n${id}`, account);
      const url = plainUrl(account.url);
      if (url !== null) put(this.#urls, `${platform}\n${url}`, account);
      put(this.#byName, `${platform}\n${this.#names.plain(account.name)}`, account);
      if (unit !== null) put(this.#byUnit, `${platform}\n${unit}`, account);
    }
  }

  /** Ids of a filed account: what its handle and address tell. */
  idsOf({ platform, handle, url }: AccountRow): Ids {
    const ids = new Map<string, string>();
    const plain = plainHandle(handle);
    if (plain !== null) {
      ids.set(this.#keyOf(platform, handle?.normalize('NFKC').trim().replace(/^@/, '') ?? ''), plain);
    }
    const address = url === null ? null : this.#aids.address(/^https?:/i.test(url) ? url : `https://${url}`);
    if (address !== null && address.platform === platform)
      ids.set(address.key, plainHandle(address.id) ?? '');
    return ids;
  }

  /** The id of a found account and its kind; null where it has none, or nobody knows its platform. */
  idOf({ platform, key, handle }: Found): { readonly key: string; readonly id: string } | null {
    const id = plainHandle(handle);
    if (id === null || handle === null || platform === null) return null;
    return { key: key === null || key === 'alias' ? this.#keyOf(platform, handle) : key, id };
  }

  /** Filed accounts of a body on a platform. */
  ofUnit(platform: string, unit: string): readonly AccountRow[] {
    return this.#byUnit.get(`${platform}\n${unit}`) ?? [];
  }

  ofName(platform: string, name: string): readonly AccountRow[] {
    return this.#byName.get(`${platform}\n${this.#names.plain(name)}`) ?? [];
  }

  /**
   * The filed account, or null. `homes`: bodies on whose sites it was seen; of several of one name the one that belongs there.
   * `several`: there are more than one and nothing tells which.
   */
  match(found: Found, homes: ReadonlySet<string>): Match | 'several' | null {
    const { platform, name } = found;
    if (platform === null) return null;
    const id = this.idOf(found);
    const [same] =
      id === null ? [] : (this.#ids.get(`${platform}\n${id.id.length < LONG ? id.key : ''}\n${id.id}`) ?? []);
    if (same !== undefined) return { account: same, by: 'id' };
    const url = plainUrl(found.url);
    const [linked] = url === null ? [] : (this.#urls.get(`${platform}\n${url}`) ?? []);
    if (linked !== undefined) return { account: linked, by: 'url' };
    if (name === null) return null;
    const named = this.#one(this.ofName(platform, name), homes);
    if (named !== null) return named === 'several' ? named : { account: named, by: 'name' };
    return this.#byBody(platform, name, homes);
  }

  /** Called by its body's name, or its own without words that say nothing: the only account of that body there. */
  #byBody(platform: string, name: string, homes: ReadonlySet<string>): Match | 'several' | null {
    const core = this.#names.core(name);
    for (const unit of homes) {
      const own = this.ofUnit(platform, unit);
      const alike = own.filter((one) => this.#names.core(one.name) === core);
      const one = this.#one(alike, homes);
      if (one !== null) return one === 'several' ? one : { account: one, by: 'body' };
    }
    const [unit, ...more] = this.#bodies.named(name);
    if (unit === undefined || more.length > 0) return null;
    const [only, ...rest] = this.ofUnit(platform, unit);
    return only !== undefined && rest.length === 0 && this.#names.plain(this.#bodyOf(unit)) === core
      ? { account: only, by: 'body' }
      : null;
  }

  #bodyOf(unit: string): string {
    return this.#bodies.nameOf(unit) ?? '';
  }

  #one(accounts: readonly AccountRow[], homes: ReadonlySet<string>): AccountRow | 'several' | null {
    const [first, ...more] = accounts;
    if (first === undefined) return null;
    if (more.length === 0) return first;
    const own = accounts.filter(({ unit }) => unit !== null && homes.has(unit));
    const near =
      own.length > 0
        ? own
        : accounts.filter(({ unit }) => [...homes].some((home) => this.#bodies.related(home, unit)));
    const inUse = near.filter(({ status }) => status === null || status === 'active');
    const [one, ...others] = inUse.length > 0 ? inUse : near;
    return one !== undefined && others.length === 0 ? one : 'several';
  }

  #keyOf(platform: string, handle: string): string {
    for (const { platform: own, begins, form, key } of this.#aids.words.handleKeys) {
      if (own !== platform || (begins !== undefined && !handle.startsWith(begins))) continue;
      if (
        form === 'digits' ? /^\d+$/.test(handle) : form === 'word' ? /^[A-Za-z][\w.-]*$/.test(handle) : true
      )
        return key;
    }
    return 'handle';
  }
}
