const SLOTS = 64;

/**
 * What was made of the last few texts. Pages give the same few values of attributes to hundreds of elements: those are found by
 * length and letters, without a hash of the whole.
 */
export class Recent<T> {
  readonly #make: (text: string) => T;
  readonly #texts: (string | undefined)[] = new Array<string | undefined>(SLOTS);
  readonly #made: (T | undefined)[] = new Array<T | undefined>(SLOTS);

  constructor(make: (text: string) => T) {
    this.#make = make;
  }

  of(text: string): T {
    const size = text.length;
    const slot = (size * 37 + text.charCodeAt(0) * 5 + text.charCodeAt(size - 1)) & (SLOTS - 1);
    const known = this.#made[slot];
    if (known !== undefined && this.#texts[slot] === text) return known;
    const made = this.#make(text);
    this.#texts[slot] = text;
    this.#made[slot] = made;
    return made;
  }
}
