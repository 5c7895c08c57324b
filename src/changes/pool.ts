/** Numbers to a chunk: 4 MB. */
const CHUNK = 1 << 20;

/** Keeps many short lists of 32-bit numbers side by side: a typed array of its own would cost each of them as much again. */
export class Pool {
  #chunk = new Uint32Array(0);
  #used = 0;

  /** A copy of the list that lives in the pool. */
  keep(list: Uint32Array): Uint32Array {
    if (this.#used + list.length > this.#chunk.length) {
      this.#chunk = new Uint32Array(Math.max(CHUNK, list.length));
      this.#used = 0;
    }
    const kept = this.#chunk.subarray(this.#used, this.#used + list.length);
    kept.set(list);
    this.#used += list.length;
    return kept;
  }
}
