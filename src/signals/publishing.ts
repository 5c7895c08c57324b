import { type AccountPublishing, type PostRow, shanghai } from '../model/index.ts';

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
