import { Sign, type SignBits, WORD_LOG, WORD_UNITS } from './signs.ts';

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
/** Numbers to a word of units: the bits of each lane, then what each counted before this word. */
const WORD = 2 * LANES;

/**
 * Running counts of a text: letters and digits, those displayed, those that are words of links, sentence marks outside links. A bit
 * a unit and lane and a sum every 32 units: a count of any slice is four look-ups, and a page of 60 KB takes 25 KB.
 */
export class Counts {
  readonly #words: Int32Array;

  constructor(signs: SignBits, stretches: readonly Stretch[]) {
    const words = new Int32Array(signs.words * WORD);
    this.#words = words;
    let next = 0;
    let stretch = stretches[0];
    let [allLetters, allVisible, allLinked, allMarks] = [0, 0, 0, 0];
    for (let word = 0, at = 0; at < words.length; word++, at += WORD) {
      const from = word * WORD_UNITS;
      const to = Math.min(signs.size, from + WORD_UNITS);
      let shown = 0;
      let inLinks = 0;
      for (let start = from; start < to && stretch !== undefined; ) {
        const end = Math.min(to, stretch.end);
        const own = bitsBetween(start - from, end - from);
        if (!stretch.hidden) shown |= own;
        if (stretch.link) inLinks |= own;
        if (stretch.end <= to) stretch = stretches[++next];
        start = end;
      }
      const letters = signs.at(word, Sign.letter);
      const visible = letters & shown;
      const linked = letters & inLinks;
      const marks = signs.at(word, Sign.mark) & ~inLinks;
      words[at] = letters;
      words[at + Lane.visible] = visible;
      words[at + Lane.linked] = linked;
      words[at + Lane.marks] = marks;
      words[at + LANES] = allLetters;
      words[at + LANES + Lane.visible] = allVisible;
      words[at + LANES + Lane.linked] = allLinked;
      words[at + LANES + Lane.marks] = allMarks;
      const count = ones(letters);
      allLetters += count;
      // Most words are all on display, and all in a link or in none.
      allVisible += visible === letters ? count : ones(visible);
      allLinked += linked === letters ? count : ones(linked);
      allMarks += ones(marks);
    }
  }

  /** Count of a lane in the slice [from, to). */
  of(lane: Lane, from: number, to: number): number {
    return this.#before(lane, to) - this.#before(lane, from);
  }

  #before(lane: Lane, at: number): number {
    const word = (at >>> WORD_LOG) * WORD + lane;
    return (this.#words[word + LANES] ?? 0) + ones((this.#words[word] ?? 0) & ((1 << at) - 1));
  }
}

/** The bits from one place of a word to before another. */
function bitsBetween(from: number, to: number): number {
  return to - from === WORD_UNITS ? -1 : ((1 << (to - from)) - 1) << from;
}

/** How many bits of a number are set (Warren, Hacker's Delight 5-1). */
function ones(bits: number): number {
  if (bits === 0) return 0;
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
