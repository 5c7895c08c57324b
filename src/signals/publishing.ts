import {
  type AccountFiling,
  type AccountPublishing,
  type AccountRow,
  type PostRow,
  shanghai,
} from '../model/index.ts';

/** Posts whose making is kept. */
const KEPT = 120;

/** How the newest posts of one account were made. Two numbers a post, for there are millions. */
export class PublishingTally {
  /** Time; 1 original, 0 repost, -1 not told. */
  readonly #posts: number[] = [];

  add({ original }: PostRow, at: number): void {
    this.#posts.push(at, original === true ? 1 : original === false ? 0 : -1);
    if (this.#posts.length >= 4 * KEPT) this.#posts.splice(0, this.#posts.length, ...this.#newest().flat());
  }

  posts(): AccountPublishing['posts'] {
    return this.#newest().map(([at, kind]) => ({
      at: shanghai(at),
      original: kind < 0 ? null : kind === 1,
    }));
  }

  /** Oldest first, whatever the order of the file was. */
  #newest(): (readonly [at: number, kind: number])[] {
    return Array.from(
      { length: this.#posts.length / 2 },
      (_, n) => [this.#posts[2 * n] ?? 0, this.#posts[2 * n + 1] ?? -1] as const,
    )
      .sort((a, b) => a[0] - b[0] || a[1] - b[1])
      .slice(-KEPT);
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
