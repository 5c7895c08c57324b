import { unitsOf } from './units.ts';

/**
 * Which pairs of neighbouring characters a text holds. One pass answers for many words whether it is worth while to look for them: a
 * `false` is certain, a `true` is likely. Capital and small letters of ASCII are alike.
 */
export class Pairs {
  readonly #held: Int32Array;
  readonly #shift: number;

  /** From bits that were set by `slot`. */
  constructor(held: Int32Array) {
    this.#held = held;
    this.#shift = Pairs.shiftOf(held);
  }

  /** Of all of a text, or of some slices of it. */
  static of(text: string, slices: readonly Slice[] = [{ c0: 0, c1: text.length }]): Pairs {
    let size = 0;
    for (const { c0, c1 } of slices) size += c1 - c0;
    const held = Pairs.room(size);
    if (size > 1) {
      const units = unitsOf(text);
      for (const { c0, c1 } of slices) take(held, units, c0, c1);
    }
    return new Pairs(held);
  }

  /** Four bits and more for each pair of a text, 16 KB at most. */
  static room(size: number): Int32Array {
    const bits = Math.min(MOST_BITS, Math.max(LEAST_BITS, 34 - Math.clz32(size)));
    return new Int32Array(1 << (bits - 5));
  }

  static shiftOf(held: Int32Array): number {
    return Math.clz32(held.length) - 4;
  }

  /** The bit of a pair of folded units: multiplicative hashing (Knuth 6.4) by the upper bits. */
  static slot(before: number, code: number, shift: number): number {
    return Math.imul((before << 16) | code, SPREAD) >>> shift;
  }

  /** False where the word is certainly not in the text, in whatever case. A single character is always said to be there. */
  mayHold(word: string): boolean {
    let before = word.length === 0 ? 0 : foldedUnit(word.charCodeAt(0));
    for (let at = 1; at < word.length; at++) {
      const code = foldedUnit(word.charCodeAt(at));
      const slot = Pairs.slot(before, code, this.#shift);
      if ((((this.#held[slot >>> 5] ?? 0) >>> (slot & 31)) & 1) === 0) return false;
      before = code;
    }
    return true;
  }

  mayHoldAny(words: readonly string[]): boolean {
    for (const word of words) if (this.mayHold(word)) return true;
    return false;
  }
}

/** From, to. */
interface Slice {
  readonly c0: number;
  readonly c1: number;
}

const LEAST_BITS = 10;
const MOST_BITS = 17;
const SPREAD = 0x9e3779b1;

function take(held: Int32Array, units: Uint16Array, from: number, to: number): void {
  if (to - from < 2) return;
  const shift = Pairs.shiftOf(held);
  let before = foldedUnit(units[from] ?? 0);
  for (let at = from + 1; at < to; at++) {
    const code = foldedUnit(units[at] ?? 0);
    const slot = Pairs.slot(before, code, shift);
    held[slot >>> 5] = (held[slot >>> 5] ?? 0) | (1 << slot);
    before = code;
  }
}

/** Small letters; the two signs that patterns with `iu` take for `k` and `s` count as these. */
function foldedUnit(code: number): number {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
  return code === 0x212a ? 0x6b : code === 0x017f ? 0x73 : code;
}

/** A pattern together with words of which every match of it has one: tried only where the text may hold one of them. */
export class Signs {
  readonly #pattern: RegExp;
  readonly #words: readonly string[];

  /** `words`: default the pattern's own alternatives, where it is nothing but words. */
  constructor(pattern: RegExp, words: readonly string[] = pattern.source.split('|')) {
    this.#pattern = pattern;
    this.#words = words;
  }

  test(text: string, pairs: Pairs): boolean {
    return pairs.mayHoldAny(this.#words) && this.#pattern.test(text);
  }
}
