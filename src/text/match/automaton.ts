import { BREAK, SKIP } from './fold.ts';

/**
 * Aho–Corasick automaton (Aho & Corasick 1975) as a double array (Aoe 1989) over UTF-16 units in typed arrays. One buffer holds
 * all of it, so it is shared between workers, written to disk and loaded without being rebuilt.
 *
 * What a step over ordinary text touches is kept small, because speed here is the speed of the caches:
 * - Classes number the units that occur in terms by falling frequency, from 1; a unit in no term is class 0 and leads back to the root.
 * - The root's children are the cells 1…K, one for each class, so that “one unit read” needs no look-up.
 * - A filter of bits tells which pairs of units begin a term: for most pairs of a text none does, and nothing else is touched.
 * - `base` of a state is unique to it, so that `check` holds the class (16 bits) and not the parent.
 * - All else about a state stands in four numbers side by side, one line of the cache:
 *   `base` (marked where a term ends there; for a state without children `~` the state to go on from), `fail`, the term that ends in it
 *   (−1: none; −2−t: term t and others that fold alike), and `link`, the next state along `fail` in which a term ends (0: none),
 *   with the length of the own term in its upper bits (0: look it up).
 */
export class Automaton {
  /** The one buffer behind all arrays. */
  readonly buffer: SharedArrayBuffer | ArrayBuffer;
  readonly termCount: number;
  readonly #classCount: number;
  readonly #singles: boolean;
  readonly #classOf: Uint16Array;
  readonly #states: Int32Array;
  readonly #check: Uint16Array;
  readonly #filter: Int32Array;
  readonly #filterShift: number;
  /** Two numbers a term: its length in folded units, the next term that folds to the same string (−1: none). */
  readonly #terms: Int32Array;

  constructor(buffer: SharedArrayBuffer | ArrayBuffer) {
    const head = buffer.byteLength < HEADER * 4 ? null : new Int32Array(buffer, 0, HEADER);
    const [magic, version, cells = 0, terms = 0, classCount = 0, filterBits = 0, singles = 0] = head ?? [];
    if (magic !== MAGIC || version !== VERSION || buffer.byteLength !== sizeOf(cells, terms, filterBits)) {
      throw new RangeError('not an automaton of this version');
    }
    const parts = views(buffer, cells, terms, filterBits);
    this.buffer = buffer;
    this.termCount = terms;
    this.#classCount = classCount;
    this.#singles = singles !== 0;
    this.#filterShift = 32 - filterBits;
    this.#states = parts.states;
    this.#terms = parts.terms;
    this.#filter = parts.filter;
    this.#check = parts.check;
    this.#classOf = parts.classOf;
  }

  /**
   * Reports every occurrence of every term, overlapping ones too, in the order of their ends. `emit` gets the index of the
   * term and the UTF-16 offsets of the occurrence in the text as given; what was read over inside it counts as part of it.
   */
  scan(text: string, emit: (term: number, start: number, end: number) => void): void {
    const classOf = this.#classOf;
    const states = this.#states;
    const check = this.#check;
    const filter = this.#filter;
    const shift = this.#filterShift;
    const classCount = this.#classCount;
    const singles = this.#singles;
    let state = 0;
    let skipped = -1;
    for (let index = 0; index < text.length; index++) {
      const unit = classOf[text.charCodeAt(index)] as number;
      if (unit === SKIP) {
        skipped = index;
        continue;
      }
      if (unit === BREAK) {
        state = 0;
        continue;
      }
      let reached = 0;
      while (state > classCount) {
        const next = ((states[state << 2] as number) & BASE) + unit;
        if (check[next] === unit) {
          reached = next;
          break;
        }
        state = states[(state << 2) + 1] as number;
      }
      if (reached === 0) {
        const bit = pairBit(state, unit, shift);
        if ((((filter[bit >>> 5] as number) >>> (bit & 31)) & 1) !== 0) {
          const next = ((states[state << 2] as number) & BASE) + unit;
          if (check[next] === unit) reached = next;
        }
        if (reached === 0) {
          if (!singles) {
            state = unit;
            continue;
          }
          reached = unit;
        }
      }
      const found = states[reached << 2] as number;
      if (found >= 0 && found < ENDS) {
        state = reached;
        continue;
      }
      this.#report(text, index, skipped, reached, emit);
      state = found < 0 ? ~found : reached;
    }
  }

  #report(
    text: string,
    last: number,
    skipped: number,
    reached: number,
    emit: (term: number, start: number, end: number) => void,
  ): void {
    const states = this.#states;
    for (let state = reached; state !== 0; ) {
      const term = states[(state << 2) + 2] as number;
      const link = states[(state << 2) + 3] as number;
      state = link & LINK;
      if (term === -1) continue;
      const first = term < 0 ? -2 - term : term;
      const length = link >>> LENGTH_SHIFT || (this.#terms[first * 2] as number);
      let start = last + 1 - length;
      if (start <= skipped) start = this.#walkBack(text, last, length);
      emit(first, start, last + 1);
      if (term < 0) this.#reportAlike(first, start, last + 1, emit);
    }
  }

  #reportAlike(
    first: number,
    start: number,
    end: number,
    emit: (term: number, start: number, end: number) => void,
  ): void {
    const terms = this.#terms;
    for (let term = terms[first * 2 + 1] as number; term >= 0; term = terms[term * 2 + 1] as number)
      emit(term, start, end);
  }

  /** Where so many read units up to `last` begin, where some in between were read over. */
  #walkBack(text: string, last: number, length: number): number {
    let start = last + 1;
    for (let left = length; left > 0; ) {
      start--;
      if (this.#classOf[text.charCodeAt(start)] !== SKIP) left--;
    }
    return start;
  }
}

/** Bit of the filter for a pair of classes: multiplicative hashing (Knuth 6.4) by the upper bits. */
export function pairBit(first: number, second: number, shift: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> shift;
}

/** Marks a base whose state, or one along its `fail`, ends a term; the bits below are the base itself. */
export const ENDS = 0x40000000;
const BASE = ENDS - 1;

/** Bits of a link, and where the length of the own term stands above them. */
export const LINK = 0xffffff;
export const LENGTH_SHIFT = 24;
export const LONGEST_INLINE = 0xff;

const MAGIC = 0x584a4143;
const VERSION = 2;
const HEADER = 8;

function sizeOf(cells: number, terms: number, filterBits: number): number {
  return HEADER * 4 + cells * 16 + terms * 8 + 2 ** filterBits / 8 + cells * 2 + 0x10000 * 2;
}

export interface Views {
  readonly states: Int32Array;
  readonly terms: Int32Array;
  readonly filter: Int32Array;
  readonly check: Uint16Array;
  readonly classOf: Uint16Array;
}

function views(
  buffer: SharedArrayBuffer | ArrayBuffer,
  cells: number,
  terms: number,
  filterBits: number,
): Views {
  let at = HEADER * 4;
  const ints = (count: number) => {
    const view = new Int32Array(buffer, at, count);
    at += count * 4;
    return view;
  };
  const shorts = (count: number) => {
    const view = new Uint16Array(buffer, at, count);
    at += count * 2;
    return view;
  };
  return {
    states: ints(cells * 4),
    terms: ints(terms * 2),
    filter: ints(2 ** filterBits / 32),
    classOf: shorts(0x10000),
    check: shorts(cells),
  };
}

/** An empty buffer of the right size with its header, and its arrays to fill. */
export function allocate(head: {
  readonly cells: number;
  readonly terms: number;
  readonly classCount: number;
  readonly filterBits: number;
  /** Whether any term is one unit long. */
  readonly singles: boolean;
}): { readonly buffer: SharedArrayBuffer; readonly views: Views } {
  const { cells, terms, classCount, filterBits, singles } = head;
  if (cells > LINK)
    throw new RangeError(`the terms need ${cells} states, more than the ${LINK} of one automaton`);
  const buffer = new SharedArrayBuffer(sizeOf(cells, terms, filterBits));
  new Int32Array(buffer, 0, HEADER).set([
    MAGIC,
    VERSION,
    cells,
    terms,
    classCount,
    filterBits,
    Number(singles),
  ]);
  return { buffer, views: views(buffer, cells, terms, filterBits) };
}
