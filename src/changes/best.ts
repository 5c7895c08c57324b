/** The best `limit` entries under a total order of their keys (ascending): the same whatever the order they came in. */
export class Best<T> {
  readonly #limit: number;
  #entries: { readonly key: string; readonly value: T }[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(key: string, value: T): void {
    this.#entries.push({ key, value });
    if (this.#entries.length > this.#limit * 2 + 16) this.#entries = this.#sorted();
  }

  values(): T[] {
    return this.#sorted().map(({ value }) => value);
  }

  #sorted() {
    return this.#entries
      .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .slice(0, this.#limit);
  }
}
