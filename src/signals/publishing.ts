import {
  type AccountFiling,
  type AccountPublishing,
  type AccountRow,
  type PostRow,
  shanghai,
} from '../model/index.ts';

/** Posts whose making is kept. */
const KEPT = 120;

/** How the newest posts of one account were made. One number a post, for there are millions: three times its time and its kind. */
export class PublishingTally {
  readonly #posts: number[] = [];

  add({ original }: PostRow, at: number): void {
    this.#posts.push(3 * at + (original === true ? 2 : original === false ? 1 : 0));
    if (this.#posts.length >= 2 * KEPT) this.#posts.splice(0, this.#posts.length, ...this.#newest());
  }

  posts(): AccountPublishing['posts'] {
    return this.#newest().map((post) => {
      const kind = ((post % 3) + 3) % 3;
      return { at: shanghai((post - kind) / 3), original: kind === 0 ? null : kind === 2 };
    });
  }

  /** Oldest first, whatever the order of the file was. */
  #newest(): readonly number[] {
    return this.#posts.toSorted((a, b) => a - b).slice(-KEPT);
  }
}

/** A repost that names no source (未注明来源). */
export function isUnsourced({ original, source }: PostRow): boolean {
  return original === false && (source ?? '').trim() === '';
}

/** What one account is told of another of the same body. */
export type Sibling = Pick<AccountRow, 'id' | 'unit' | 'platform' | 'kind' | 'name' | 'status'>;

/** Accounts in use by body, so that each can be told its siblings. */
export function accountsByUnit(accounts: Iterable<Sibling>): ReadonlyMap<string, readonly Sibling[]> {
  const byUnit = new Map<string, Sibling[]>();
  for (const account of accounts) {
    if (account.unit === null || account.status === 'cancelled' || account.status === 'stopped') continue;
    const own = byUnit.get(account.unit);
    if (own === undefined) byUnit.set(account.unit, [account]);
    else own.push(account);
  }
  return byUnit;
}

/** What is filed of one account (备案信息). */
export function filingOf(account: AccountRow, ofUnit: readonly Sibling[]): AccountFiling {
  return {
    verified: account.verified,
    siblings: ofUnit
      .filter(({ id }) => id !== account.id)
      .map(({ id, name, platform, kind }) => ({ id, name, platform, accountKind: kind }))
      .sort((a, b) => order(a.platform, b.platform) || order(a.id, b.id)),
  };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
