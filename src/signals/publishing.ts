import { type AccountPublishing, type PostRow, shanghai } from '../model/index.ts';

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
