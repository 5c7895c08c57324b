/** Looks that spare short texts a pattern: what they let pass, the pattern decides. */

const SIZE = 4096;

/** Whether a text may hold one of some words of two or more characters: it has the first two of one, one after the other. */
export class Beginnings {
  readonly #first = new Uint32Array(SIZE);
  readonly #second = new Uint32Array(SIZE);

  constructor(words: readonly string[]) {
    for (const [i, word] of words.entries()) {
      add(this.#first, word.charCodeAt(0), 1 << i);
      add(this.#second, word.charCodeAt(1), 1 << i);
    }
  }

  mayBeIn(text: string): boolean {
    let before = 0;
    for (let i = 0; i < text.length; i++) {
      const place = text.charCodeAt(i) & (SIZE - 1);
      if ((before & (this.#second[place] ?? 0)) !== 0) return true;
      before = this.#first[place] ?? 0;
    }
    return false;
  }
}

/** Adds the bit of a word to a character; characters with the same low bits, and words with the same number of 32, share theirs. */
function add(table: Uint32Array, code: number, bit: number): void {
  const place = code & (SIZE - 1);
  table[place] = (table[place] ?? 0) | bit;
}

/** A pattern for the beginning of a text (`^…`). Beyond ASCII and white space, it begins with none but characters that it is written in. */
export class Opening {
  readonly #pattern: RegExp;
  readonly #may = new Uint8Array(0x10000);

  constructor(pattern: RegExp) {
    this.#pattern = pattern;
    this.#may.fill(1, 0, 0x80);
    for (let code = 0x80; code < 0x10000; code++)
      if (/\s/.test(String.fromCharCode(code))) this.#may[code] = 1;
    for (let i = 0; i < pattern.source.length; i++) this.#may[pattern.source.charCodeAt(i)] = 1;
  }

  test(text: string): boolean {
    return text !== '' && this.#may[text.charCodeAt(0)] === 1 && this.#pattern.test(text);
  }
}
