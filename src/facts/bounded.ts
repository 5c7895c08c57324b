import { hash } from '../model/index.ts';

export { hash };

/**
 * Collections whose size does not grow with the site, and whose content does not depend on the order in which pages came:
 * what is kept is the best `limit` entries under a total order of the keys.
 */
export class Keep<T> {
  readonly #limit: number;
  readonly #order: (a: string, b: string) => number;
  readonly #map = new Map<string, T>();
  /** The worst key kept after the last trim: worse ones need not be stored. */
  #bar: string | null = null;

  /** `order` sorts the best key first and has to be total over keys. */
  constructor(limit: number, order: (a: string, b: string) => number = byHash) {
    this.#limit = limit;
    this.#order = order;
  }

  get(key: string): T | undefined {
    return this.#map.get(key);
  }

  has(key: string): boolean {
    return this.#map.has(key);
  }

  /** Stores `make(old)` under `key` unless better keys fill the place. `make` has to be commutative over its calls. */
  merge(key: string, make: (old: T | undefined) => T): void {
    if (this.#bar !== null && this.#order(key, this.#bar) > 0) return;
    this.#map.set(key, make(this.#map.get(key)));
    if (this.#map.size > this.#limit * 2 + 16) this.#trim();
  }

  #trim(): void {
    const keys = [...this.#map.keys()].sort(this.#order);
    for (const key of keys.slice(this.#limit)) this.#map.delete(key);
    this.#bar = keys[this.#limit - 1] ?? null;
  }

  /** Best first. */
  entries(): [string, T][] {
    return [...this.#map].sort(([a], [b]) => this.#order(a, b)).slice(0, this.#limit);
  }

  values(): T[] {
    return this.entries().map(([, value]) => value);
  }

  /** Fewer pages were kept than came. */
  get trimmed(): boolean {
    return this.#bar !== null || this.#map.size > this.#limit;
  }
}

/** A uniform sample that is the same for every order of arrival. */
export function byHash(a: string, b: string): number {
  return hash(a) - hash(b) || byText(a, b);
}

/** Code-unit order: the same on every machine, unlike `localeCompare`. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Short addresses first: the pages that matter stand high in a site. */
export function byShortness(a: string, b: string): number {
  return a.length - b.length || byText(a, b);
}

/** For keys that start with a sortable date: newest first. */
export function byNewest(a: string, b: string): number {
  return byText(b, a);
}

/** Counts by key, kept for the `limit` best keys under a uniform order. */
export class Tally {
  readonly #keep: Keep<number>;
  constructor(limit: number) {
    this.#keep = new Keep(limit);
  }
  add(key: string, n = 1): void {
    this.#keep.merge(key, (old) => (old ?? 0) + n);
  }
  get(key: string): number {
    return this.#keep.get(key) ?? 0;
  }
  /** Most frequent first. */
  entries(): [string, number][] {
    return this.#keep.entries().sort((a, b) => b[1] - a[1] || byText(a[0], b[0]));
  }
}
