import type { Names } from '../register/index.ts';

/**
 * How one name resembles another: `same` in one spelling (width, signs, look-alike letters), `added` words that say nothing, `alike` in
 * all characters but one that sounds or looks alike, `inserted` one character more.
 */
export interface Resemblance {
  readonly how: 'same' | 'added' | 'alike' | 'inserted';
  /** Where they differ, and the characters there; −1 and empty where that is no one place. */
  readonly at: number;
  readonly one: string;
  readonly other: string;
}

const ALL_OVER = { at: -1, one: '', other: '' } as const;

export function resemblance(
  name: string,
  other: string,
  names: Names,
  alike: (a: string, b: string) => boolean,
): Resemblance | null {
  const [a, b] = [names.plain(name), names.plain(other)];
  if (a === b) return { how: 'same', ...ALL_OVER };
  if (names.core(name) === names.core(other)) return { how: 'added', ...ALL_OVER };
  const [left, right] = [[...a], [...b]];
  if (left.length === right.length) {
    const differing = left.flatMap((character, at) => (character === right[at] ? [] : [at]));
    const [at] = differing;
    if (at === undefined || differing.length !== 1) return null;
    const [one = '', two = ''] = [left[at], right[at]];
    return alike(one, two) ? { how: 'alike', at, one, other: two } : null;
  }
  if (left.length === right.length + 1) {
    const at = left.findIndex((character, index) => character !== right[index]);
    const without = [...left.slice(0, at), ...left.slice(at + 1)].join('');
    // A character doubled: 青岚公公安.
    return without === b && (left[at] === left[at - 1] || left[at] === left[at + 1])
      ? { how: 'inserted', at, one: left[at] ?? '', other: '' }
      : null;
  }
  return null;
}

/**
 * Names filed, by what a name that resembles one of them has in common with it: found without looking at each. Holds only what the
 * names that are asked for need: a register has hundreds of thousands.
 */
export class NameIndex<T> {
  readonly #byKey = new Map<string, { readonly name: string; readonly of: T }[]>();
  readonly #names: Names;
  readonly #least: number;

  constructor(
    entries: Iterable<readonly [name: string, of: T]>,
    asked: Iterable<string>,
    names: Names,
    least: number,
  ) {
    this.#names = names;
    this.#least = least;
    for (const name of asked) for (const key of this.#keys(name)) this.#byKey.set(key, []);
    if (this.#byKey.size === 0) return;
    for (const [name, of] of entries)
      for (const key of this.#keys(name)) this.#byKey.get(key)?.push({ name, of });
  }

  /** Names that may resemble this one, which has to be one that was asked for. */
  near(name: string): readonly { readonly name: string; readonly of: T }[] {
    const found = new Map<T, { readonly name: string; readonly of: T }>();
    for (const key of this.#keys(name)) for (const one of this.#byKey.get(key) ?? []) found.set(one.of, one);
    return [...found.values()];
  }

  /** The name, its core, and the name with one character left out at each place. */
  *#keys(name: string): Generator<string> {
    const characters = [...this.#names.plain(name)];
    if (characters.length < this.#least || characters.length > 40) return;
    yield characters.join('');
    yield `core ${this.#names.core(name)}`;
    for (let at = 0; at < characters.length; at++)
      yield [...characters.slice(0, at), ...characters.slice(at + 1)].join('');
  }
}
