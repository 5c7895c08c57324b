import { letterOf } from './letters.ts';

/** A stretch of a page's text, up to `end`: whether it is displayed, and whether it is the words of a link. */
export interface Stretch {
  readonly end: number;
  readonly hidden: boolean;
  readonly link: boolean;
}

/** What is counted, by the place of its eight bits in a packed count. */
export const Lane = { letters: 0, visible: 8, linked: 16, marks: 24 } as const;
export type Lane = (typeof Lane)[keyof typeof Lane];

/** Units to a block: no lane counts further than this, so that eight bits hold it. */
const BLOCK_BITS = 7;
const BLOCK = 1 << BLOCK_BITS;
const LANES = 4;

/** Marks that end or part sentences (。，；、！？): prose has them, menus do not. */
function isMark(code: number): boolean {
  return (
    code === 0xff0c ||
    code === 0x3002 ||
    code === 0x3001 ||
    code === 0xff1b ||
    code === 0xff01 ||
    code === 0xff1f
  );
}

/**
 * Running counts of a text: letters and digits, those displayed, those that are words of links, sentence marks outside links. Four
 * bytes a unit count from the start of its block, and a total stands at the start of every block: written in one pass, a count of
 * any slice is four look-ups, and a page of 60 KB takes 70 KB.
 */
export class Counts {
  readonly #packed: Uint32Array;
  readonly #totals: Uint32Array;

  constructor(text: string, stretches: readonly Stretch[]) {
    const packed = new Uint32Array(text.length + 1);
    this.#packed = packed;
    this.#totals = new Uint32Array(LANES * ((text.length >> BLOCK_BITS) + 1));
    let sum = 0;
    let at = 0;
    for (const { end, hidden, link } of stretches) {
      const letter = 1 | (hidden ? 0 : 1 << Lane.visible) | (link ? 1 << Lane.linked : 0);
      const mark = link ? 0 : 1 << Lane.marks;
      for (; at < end; at++) {
        if ((at & (BLOCK - 1)) === 0) sum = this.#close(at, sum);
        packed[at] = sum;
        const code = text.charCodeAt(at);
        if (letterOf(code) === 1) sum += letter;
        else if (mark !== 0 && isMark(code)) sum += mark;
      }
    }
    if ((at & (BLOCK - 1)) === 0) sum = this.#close(at, sum);
    packed[at] = sum;
  }

  /** Adds a full block to the totals; the next one begins at 0. */
  #close(at: number, sum: number): 0 {
    const to = (at >> BLOCK_BITS) * LANES;
    if (to === 0) return 0;
    const totals = this.#totals;
    for (let lane = 0; lane < LANES; lane++)
      totals[to + lane] = (totals[to + lane - LANES] ?? 0) + ((sum >>> (lane * 8)) & 0xff);
    return 0;
  }

  /** Count of a lane in the slice [from, to). */
  of(lane: Lane, from: number, to: number): number {
    return this.#before(lane, to) - this.#before(lane, from);
  }

  #before(lane: Lane, at: number): number {
    const total = this.#totals[(at >> BLOCK_BITS) * LANES + (lane >> 3)] ?? 0;
    return total + (((this.#packed[at] ?? 0) >>> lane) & 0xff);
  }
}
