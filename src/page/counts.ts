/** A stretch of a page's text, up to `end`: whether it is displayed, and whether it is the words of a link. */
export interface Stretch {
  readonly end: number;
  readonly hidden: boolean;
  readonly link: boolean;
}

/** What is counted. */
export const Lane = { letters: 0, visible: 1, linked: 2, marks: 3 } as const;
export type Lane = (typeof Lane)[keyof typeof Lane];

const LANES = 4;
/** Units of text to a word, as a power of two: each has a bit in every lane. */
export const UNITS = 5;
/** Numbers to a word: the bits of each lane, then what each counted before this word. */
export const WORD = 2 * LANES;

/**
 * Running counts of a text: letters and digits, those displayed, those that are words of links, sentence marks outside links. A bit
 * a unit and lane and a sum every 32 units: a count of any slice is four look-ups, and a page of 60 KB takes 25 KB.
 */
export class Counts {
  readonly #words: Uint32Array;

  /** From the bits of all lanes; the sums are made here. */
  constructor(words: Uint32Array) {
    this.#words = words;
    for (let at = WORD; at < words.length; at += WORD)
      for (let lane = 0; lane < LANES; lane++)
        words[at + LANES + lane] = (words[at - LANES + lane] ?? 0) + ones(words[at - WORD + lane] ?? 0);
  }

  /** Words for a text of so many units; the last may have no unit. */
  static room(size: number): Uint32Array {
    return new Uint32Array(((size >>> UNITS) + 1) * WORD);
  }

  /** Count of a lane in the slice [from, to). */
  of(lane: Lane, from: number, to: number): number {
    return this.#before(lane, to) - this.#before(lane, from);
  }

  #before(lane: Lane, at: number): number {
    const word = (at >>> UNITS) * WORD + lane;
    return (this.#words[word + LANES] ?? 0) + ones((this.#words[word] ?? 0) & ((1 << at) - 1));
  }
}

/** How many bits of a number are set (Warren, Hacker's Delight 5-1). */
function ones(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
