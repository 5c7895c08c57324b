/**
 * Address fingerprint → id, in typed arrays: 12 bytes an entry at most half full, so that what was seen costs no database
 * look-up and a site of a million addresses some 50 MB. Ids start at 1.
 */
export class FingerprintTable {
  #mask: number;
  #high: Uint32Array;
  #low: Uint32Array;
  #ids: Uint32Array;
  #size = 0;

  constructor(capacity = 1 << 14) {
    this.#mask = capacity - 1;
    this.#high = new Uint32Array(capacity);
    this.#low = new Uint32Array(capacity);
    this.#ids = new Uint32Array(capacity);
  }

  get size(): number {
    return this.#size;
  }

  /** Id of a fingerprint; 0 where it is new. */
  get(high: number, low: number): number {
    return this.#ids[this.#slot(high, low)] ?? 0;
  }

  set(high: number, low: number, id: number): void {
    const slot = this.#slot(high, low);
    if (this.#ids[slot] === 0) this.#size += 1;
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#ids[slot] = id;
    if (this.#size * 2 > this.#mask) this.#grow();
  }

  #slot(high: number, low: number): number {
    let slot = (high ^ Math.imul(low, 0x9e3779b1)) & this.#mask;
    while (this.#ids[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) {
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }

  #grow(): void {
    const [high, low, ids] = [this.#high, this.#low, this.#ids];
    const capacity = ids.length * 2;
    this.#mask = capacity - 1;
    this.#high = new Uint32Array(capacity);
    this.#low = new Uint32Array(capacity);
    this.#ids = new Uint32Array(capacity);
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] ?? 0;
      if (id === 0) continue;
      const slot = this.#slot(high[i] ?? 0, low[i] ?? 0);
      this.#high[slot] = high[i] ?? 0;
      this.#low[slot] = low[i] ?? 0;
      this.#ids[slot] = id;
    }
  }
}
