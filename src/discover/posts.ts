import type { Sighting } from '../discovery/index.ts';
import type { MentionReader } from '../mentions/index.ts';
import type { AccountRow, PostRow } from '../model/index.ts';
import type { Names } from '../register/index.ts';

/** Mentions kept at most: a register of a province has no more sister accounts. */
const MOST = 200_000;

/** Accounts that posts mention, each once for every account that names it. */
export class PostMentions {
  readonly #found = new Map<string, Sighting & { readonly subject: string; pages: number }>();
  readonly #posts = new Map<string, number>();
  readonly #accounts: ReadonlyMap<string, AccountRow>;
  readonly #reader: MentionReader;
  readonly #names: Names;

  constructor(accounts: ReadonlyMap<string, AccountRow>, reader: MentionReader, names: Names) {
    this.#accounts = accounts;
    this.#reader = reader;
    this.#names = names;
  }

  post({ account, id, url, title, text }: PostRow): void {
    this.#posts.set(account, (this.#posts.get(account) ?? 0) + 1);
    const own = this.#accounts.get(account);
    if (own === undefined) return;
    const { platform } = own;
    for (const one of this.#reader.post({ title: title ?? '', text: text ?? '', platform })) {
      // Naming oneself says nothing.
      if (
        one.name !== null &&
        one.platform === platform &&
        this.#names.plain(one.name) === this.#names.plain(own.name)
      )
        continue;
      const key = `${account}\n${one.platform}\n${one.key}\n${one.handle}\n${one.name}`;
      const known = this.#found.get(key);
      if (known !== undefined) known.pages++;
      else if (this.#found.size < MOST) {
        const { subject: verifiedAs, ...rest } = one;
        this.#found.set(key, {
          ...rest,
          verifiedAs,
          subject: account,
          page: url ?? id,
          pages: 1,
        });
      }
    }
  }

  sightings(): Sighting[] {
    return [...this.#found.values()].map((one) => ({
      ...one,
      of: this.#posts.get(one.subject) ?? one.pages,
    }));
  }
}
