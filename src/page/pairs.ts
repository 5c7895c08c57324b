import { unitsOf } from './units.ts';

/** Tells of many words whether it is worth while to look for them in a text: a `false` is certain, a `true` is likely. */
export interface Holding {
  mayHold(word: string): boolean;
}

/**
 * Which pairs of neighbouring characters a text holds, found in one pass. Capital and small letters of ASCII are alike. A single
 * character is always said to be there.
 */
export class Pairs implements Holding {
  readonly #held: Int32Array;
  readonly #shift: number;

  /** From bits that were set by `slot`. */
  constructor(held: Int32Array) {
    this.#held = held;
    this.#shift = shiftOf(held);
  }

  static of(text: string): Pairs {
    const held = roomFor(text.length);
    const units = unitsOf(text);
    const shift = shiftOf(held);
    let before = foldedUnit(units[0] ?? 0);
    for (let at = 1; at < text.length; at++) {
      const code = foldedUnit(units[at] ?? 0);
      note(held, Pairs.slot(before, code, shift));
      before = code;
    }
    return new Pairs(held);
  }

  /** The bit of a pair of folded units. */
  static slot(before: number, code: number, shift: number): number {
    return spread((before << 16) | code, shift);
  }

  mayHold(word: string): boolean {
    let before = word.length === 0 ? 0 : foldedUnit(word.charCodeAt(0));
    for (let at = 1; at < word.length; at++) {
      const code = foldedUnit(word.charCodeAt(at));
      if (!isNoted(this.#held, Pairs.slot(before, code, this.#shift))) return false;
      before = code;
    }
    return true;
  }
}

/**
 * The same of three characters in a row, for code: it has few different letters, and nearly every pair of them. Words of less than
 * three characters are always said to be there.
 */
export class Triples implements Holding {
  readonly #held: Int32Array;
  readonly #shift: number;

  /** Of slices of about so many units together, none of which is taken in yet. */
  constructor(size: number) {
    this.#held = roomFor(size);
    this.#shift = shiftOf(this.#held);
  }

  static of(text: string): Triples {
    const triples = new Triples(text.length);
    triples.take(unitsOf(text), 0, text.length);
    return triples;
  }

  /** Takes in a slice of a text. */
  take(units: Uint16Array, from: number, to: number): void {
    const held = this.#held;
    const shift = this.#shift;
    let first = foldedUnit(units[from] ?? 0);
    let second = foldedUnit(units[from + 1] ?? 0);
    for (let at = from + 2; at < to; at++) {
      const third = foldedUnit(units[at] ?? 0);
      note(held, tripleSlot(first, second, third, shift));
      first = second;
      second = third;
    }
  }

  mayHold(word: string): boolean {
    let first = foldedUnit(word.charCodeAt(0));
    let second = foldedUnit(word.charCodeAt(1));
    for (let at = 2; at < word.length; at++) {
      const third = foldedUnit(word.charCodeAt(at));
      if (!isNoted(this.#held, tripleSlot(first, second, third, this.#shift))) return false;
      first = second;
      second = third;
    }
    return true;
  }
}

function tripleSlot(first: number, second: number, third: number, shift: number): number {
  return spread((first << 20) ^ (second << 10) ^ third, shift);
}

const LEAST_BITS = 10;
const MOST_BITS = 17;

/** Bits, at least four for each unit of a text, 16 KB at most. */
export function roomFor(size: number): Int32Array {
  const bits = Math.min(MOST_BITS, Math.max(LEAST_BITS, 34 - Math.clz32(size)));
  return new Int32Array(1 << (bits - 5));
}

export function shiftOf(held: Int32Array): number {
  return Math.clz32(held.length) - 4;
}

/** Multiplicative hashing (Knuth 6.4) by the upper bits. */
function spread(key: number, shift: number): number {
  return Math.imul(key, 0x9e3779b1) >>> shift;
}

export function note(held: Int32Array, slot: number): void {
  held[slot >>> 5] = (held[slot >>> 5] ?? 0) | (1 << slot);
}

function isNoted(held: Int32Array, slot: number): boolean {
  return (((held[slot >>> 5] ?? 0) >>> slot) & 1) === 1;
}

/** Small letters; the two signs that patterns with `iu` take for `k` and `s` count as these. */
function foldedUnit(code: number): number {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
  return code === 0x212a ? 0x6b : code === 0x017f ? 0x73 : code;
}

export function mayHoldAny(held: Holding, words: readonly string[]): boolean {
  for (const word of words) if (held.mayHold(word)) return true;
  return false;
}

/** White space that the text of a page may have between two words. */
const SPACES = [' ', '\n', '\t'];

/** Words of a pattern such as `尾\s?页`. */
export function spaced(first: string, second: string): string[] {
  return ['', ...SPACES].map((space) => `${first}${space}${second}`);
}

/** Words of a pattern such as `共\s?\d`. */
export function numbered(word: string): string[] {
  return [...SPACES, ...'0123456789'].map((next) => `${word}${next}`);
}

/** A pattern together with words of which every match of it has one: tried only where the text holds one of them. */
export class Signs {
  readonly #pattern: RegExp;
  readonly #words: readonly string[];

  /** `words`: default the pattern's own alternatives, where it is nothing but words. */
  constructor(pattern: RegExp, words: readonly string[] = pattern.source.split('|')) {
    this.#pattern = pattern;
    this.#words = words;
  }

  /** Whether it is worth while to look for it. */
  mayBeIn(held: Holding): boolean {
    return mayHoldAny(held, this.#words);
  }

  test(text: string, held: Holding): boolean {
    return this.#isIn(text, held) && this.#pattern.test(text);
  }

  exec(text: string, held: Holding): RegExpExecArray | null {
    return this.#isIn(text, held) ? this.#pattern.exec(text) : null;
  }

  /** All matches of a pattern that has the flag `g`. */
  matchAll(text: string, held: Holding): Iterable<RegExpExecArray> {
    return this.#isIn(text, held) ? text.matchAll(this.#pattern) : [];
  }

  /** To look for a word costs a tenth of what a pattern of many does; it tells nothing where case is ignored. */
  #isIn(text: string, held: Holding): boolean {
    if (this.#pattern.ignoreCase) return this.mayBeIn(held);
    for (const word of this.#words) if (held.mayHold(word) && text.includes(word)) return true;
    return false;
  }
}
