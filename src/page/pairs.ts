/**
 * Which pairs of neighbouring characters a text holds. One pass answers for many words whether it is worth while to look for them: a
 * `false` is certain, a `true` is likely. Capital and small letters of ASCII are alike.
 */
export class Pairs {
  readonly #held: Uint32Array;
  readonly #shift: number;

  /** Of all of a text, or of some slices of it. */
  constructor(text: string, slices: readonly Slice[] = [{ c0: 0, c1: text.length }]) {
    let size = 0;
    for (const { c0, c1 } of slices) size += c1 - c0;
    const bits = Math.min(MOST_BITS, Math.max(LEAST_BITS, 34 - Math.clz32(size)));
    this.#shift = 32 - bits;
    this.#held = new Uint32Array(1 << (bits - 5));
    for (const { c0, c1 } of slices) this.#take(text, c0, c1);
  }

  #take(text: string, from: number, to: number): void {
    if (to - from < 2) return;
    const held = this.#held;
    const shift = this.#shift;
    let before = plain(text.charCodeAt(from));
    for (let at = from + 1; at < to; at++) {
      const code = plain(text.charCodeAt(at));
      const slot = Math.imul((before << 16) | code, SPREAD) >>> shift;
      held[slot >>> 5] = (held[slot >>> 5] ?? 0) | (1 << (slot & 31));
      before = code;
    }
  }

  /** False where the word is certainly not in the text, in whatever case. A single character is always said to be there. */
  mayHold(word: string): boolean {
    let before = word.length === 0 ? 0 : plain(word.charCodeAt(0));
    for (let at = 1; at < word.length; at++) {
      const code = plain(word.charCodeAt(at));
      const slot = Math.imul((before << 16) | code, SPREAD) >>> this.#shift;
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

/** Four bits and more for each pair of a text, 16 KB at most. */
const LEAST_BITS = 10;
const MOST_BITS = 17;
/** Multiplicative hashing (Knuth 6.4) by the upper bits. */
const SPREAD = 0x9e3779b1;

/** Small letters; the two signs that patterns with `iu` take for `k` and `s` count as these. */
function plain(code: number): number {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
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
