import type { EarlierWords } from './limits.ts';
import type { Sample } from './sketch.ts';

/**
 * The usual words of a site at its earlier inspection: on how many pages each word of the sketches stood. What a page is about shows in
 * words between two bounds: those of the frame stand on most pages and say nothing, and those of one page alone are not the site's.
 */
export class UsualWords {
  readonly #limits: EarlierWords['limits'];
  /** By the hash as a signed number, which a map holds in half the room. */
  readonly #pages = new Map<number, number>();
  #count = 0;

  constructor(limits: EarlierWords['limits']) {
    this.#limits = limits;
  }

  add({ hashes }: Sample): void {
    this.#count += 1;
    for (const hash of hashes) this.#pages.set(hash | 0, this.#pagesWith(hash) + 1);
  }

  get pages(): number {
    return this.#count;
  }

  /** Whether enough pages were read to tell what is usual. */
  get enough(): boolean {
    return this.#count >= this.#limits.leastPages;
  }

  #pagesWith(hash: number): number {
    return this.#pages.get(hash | 0) ?? 0;
  }

  /** The word belongs to the frame of the pages. */
  readonly isFrame = (hash: number): boolean =>
    this.enough && this.#pagesWith(hash) > this.#limits.frameShare * this.#count;

  /**
   * Share of a page's words, without those of the frame, that are usual on the site. `own`: the page is one of those that were added,
   * and does not count for itself. Null where too few words are left.
   */
  familiar({ hashes }: Sample, own: boolean): number | null {
    const { usualPages, usualShare, leastShared } = this.#limits;
    const least = Math.max(usualPages, usualShare * this.#count) + (own ? 1 : 0);
    let words = 0;
    let usual = 0;
    for (const hash of hashes) {
      if (this.isFrame(hash)) continue;
      words += 1;
      if (this.#pagesWith(hash) >= least) usual += 1;
    }
    return words < leastShared ? null : usual / words;
  }
}

/** The middle of a list of numbers; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? null;
}
