import { BREAK } from './fold.ts';
import { collapse, fill, gather, makeScratch, type Scratch } from './scratch.ts';

type Emit = (term: number, start: number, end: number) => void;

/**
 * All terms as one trie in a double array (Aoe 1989) over UTF-16 units, in typed arrays. One buffer holds all of it, so it is shared
 * between workers, written to disk and loaded without being rebuilt.
 *
 * A text is read from every place on, not as by Aho and Corasick with one state carried along: the places do not wait for each
 * other, so the processor fetches what several of them need at once, and there are no failures to store. Two units decide almost
 * everywhere that nothing begins there. The price is a bound of text × longest term instead of the text alone; terms are short.
 *
 * - Classes number the units that occur in terms by falling frequency, from 1; a unit in no term is class 0 and ends every match.
 * - The root's children are the cells 1…K, one for each class; `roots` holds their bases side by side.
 * - A filter of bits tells which pairs of units begin a term, or are one unit twice. The places that pass are gathered without a branch.
 * - A base belongs to one state only, so a cell is known by its class (16 bits) and not by its parent.
 * - A state is two numbers, eight to a line of the cache:
 *
 *   | number | bits |
 *   |---|---|
 *   | 0 | 0–23 base, 24–31 mask: bit c & 7 is set where a child is of class c; or where its tail begins |
 *   | 1 | 0–15 class (0xffff: no state), 16 a term ends here, 17 others fold alike, 18 no children, 19 a tail, 20–31 of its first class the lower bits |
 * - From where only one term goes on, the rest of it is a tail: classes one after the other, as the text has them (Aoe's reduced trie). That
 *   is three states in four of many terms.
 */
export class Automaton {
  /** The one buffer behind all arrays. */
  readonly buffer: SharedArrayBuffer | ArrayBuffer;
  readonly termCount: number;
  /** Units of the longest term: what has to be known behind a place. */
  readonly longest: number;
  readonly #singles: boolean;
  readonly #filterShift: number;
  readonly #parts: Views;
  #scratch: Scratch | null = null;

  constructor(buffer: SharedArrayBuffer | ArrayBuffer) {
    const head = buffer.byteLength < HEADER * 4 ? null : new Int32Array(buffer, 0, HEADER);
    const [magic, version, cells = 0, terms = 0, classCount = 0, filterBits = 0, tails = 0] = head ?? [];
    const [singles = 0, longest = 0] = head?.subarray(7) ?? [];
    const size = { cells, terms, classCount, filterBits, tails };
    if (magic !== MAGIC || version !== VERSION || buffer.byteLength !== sizeOf(size)) {
      throw new RangeError('not an automaton of this version');
    }
    this.buffer = buffer;
    this.termCount = terms;
    this.longest = longest;
    this.#singles = singles !== 0;
    this.#filterShift = 32 - filterBits;
    this.#parts = views(buffer, size);
  }

  /** The class of every unit as written: 0 for those in no term, `SKIP` for what is read over. */
  get classes(): Uint16Array {
    return this.#parts.classOf;
  }

  /**
   * Reports every occurrence of every term, overlapping ones too, in the order of their starts. `emit` gets the index of the
   * term and the UTF-16 offsets of the occurrence in the text as given; what was read over inside it counts as part of it.
   * `repeats` is filled with the offsets of units that count as the one before them.
   */
  scan(text: string, emit: Emit, repeats: number[] | null = null): void {
    this.#read(text, 0, text.length, emit, repeats, false);
  }

  /** The same of a stretch of a text, with a unit that is written several times read once; its first place counts. */
  scanCollapsed(text: string, from: number, to: number, emit: Emit): void {
    this.#read(text, from, to, emit, null, true);
  }

  #read(
    text: string,
    from: number,
    to: number,
    emit: Emit,
    repeats: number[] | null,
    collapsed: boolean,
  ): void {
    const scratch = this.#scratch ?? makeScratch(this.longest);
    this.#scratch = null;
    const { classes, offsets } = scratch;
    const { classOf } = this.#parts;
    let filled = 0;
    for (let index = from; index < to; ) {
      const begin = filled;
      const stop = Math.min(to, index + classes.length - 2 - filled);
      filled = fill(scratch, filled, text, index, stop, classOf);
      index = stop;
      if (collapsed) filled = collapse(scratch, begin, filled);
      if (index < to && filled < classes.length - 2) continue;
      const ready = index < to ? filled - this.longest : filled;
      classes[filled] = BREAK;
      this.#places(scratch, ready, emit, repeats);
      classes.copyWithin(0, ready, filled);
      offsets.copyWithin(0, ready, filled);
      filled -= ready;
    }
    this.#scratch = scratch;
  }

  /** Looks at the first `ready` places; behind them stand as many units as any term needs, or the end. */
  #places(scratch: Scratch, ready: number, emit: Emit, repeats: number[] | null): void {
    const { classes, offsets, places } = scratch;
    const { states, roots, filter, termOf } = this.#parts;
    const passed = gather(scratch, ready, filter, this.#filterShift);
    if (this.#singles) this.#oneUnit(scratch, ready, emit);
    for (let index = 0; index < passed; index++) {
      const place = places[index] as number;
      let at = place + 1;
      let unit = classes[at] as number;
      if (unit === classes[place]) repeats?.push(offsets[at] as number);
      let cell = (roots[classes[place] as number] as number) + unit;
      let kind = states[(cell << 1) + 1] as number;
      while ((kind & CLASS) === unit) {
        if ((kind & OWN) !== 0) {
          const start = offsets[place] as number;
          const end = (offsets[at] as number) + 1;
          emit(termOf[cell] as number, start, end);
          if ((kind & ALIKE) !== 0) this.#alike(termOf[cell] as number, start, end, emit);
        }
        if ((kind & LEAF) !== 0) {
          if ((kind & TAIL) !== 0 && kind >>> NEXT === ((classes[at + 1] as number) & NEXT_BITS))
            this.#tail(scratch, place, at, cell, emit);
          break;
        }
        const head = states[cell << 1] as number;
        unit = classes[++at] as number;
        if (((head >>> (MASK_SHIFT + (unit & MASK_BITS))) & 1) === 0) break;
        cell = (head & CELL) + unit;
        kind = states[(cell << 1) + 1] as number;
      }
    }
  }

  /** The one term that goes on from a cell, if the text does. */
  #tail({ classes, offsets }: Scratch, place: number, last: number, cell: number, emit: Emit): void {
    const { states, tails, termOf } = this.#parts;
    let from = states[cell << 1] as number;
    let at = last + 1;
    let wanted = tails[from] as number;
    while (wanted !== BREAK) {
      if (classes[at] !== wanted) return;
      at++;
      wanted = tails[++from] as number;
    }
    const [start, end] = [offsets[place] as number, (offsets[at - 1] as number) + 1];
    emit(termOf[cell] as number, start, end);
    if (((states[(cell << 1) + 1] as number) & ALIKE) !== 0)
      this.#alike(termOf[cell] as number, start, end, emit);
  }

  /** Terms of one unit begin with no pair. */
  #oneUnit({ classes, offsets }: Scratch, ready: number, emit: Emit): void {
    const { states, termOf } = this.#parts;
    for (let place = 0; place < ready; place++) {
      const cell = classes[place] as number;
      const kind = states[(cell << 1) + 1] as number;
      if (cell === BREAK || (kind & OWN) === 0) continue;
      const start = offsets[place] as number;
      emit(termOf[cell] as number, start, start + 1);
      if ((kind & ALIKE) !== 0) this.#alike(termOf[cell] as number, start, start + 1, emit);
    }
  }

  #alike(first: number, start: number, end: number, emit: Emit): void {
    const { same } = this.#parts;
    for (let term = same[first] as number; term >= 0; term = same[term] as number) emit(term, start, end);
  }
}

const CELL = 0xffffff;
const MASK_SHIFT = 24;
const MASK_BITS = 7;
const CLASS = 0xffff;
const OWN = 1 << 16;
const ALIKE = 1 << 17;
const LEAF = 1 << 18;
const TAIL = 1 << 19;
/** The lower bits of a tail's first class stand above: most texts go on otherwise, and the tail need not be fetched. */
const NEXT = 20;
const NEXT_BITS = 0xfff;

/** Writes a state; its mask is added child by child with `markChild`. `term` −1: none ends here; `base` 0: no children; `tail` −1: none. */
export function packState(
  { states, termOf, tails }: Views,
  cell: number,
  state: {
    readonly base: number;
    readonly kind: number;
    readonly term: number;
    readonly tail: number;
    readonly alike: boolean;
  },
): void {
  states[cell << 1] = state.tail < 0 ? state.base : state.tail;
  states[(cell << 1) + 1] =
    state.kind |
    (state.tail >= 0
      ? TAIL | (((tails[state.tail] as number) & NEXT_BITS) << NEXT)
      : state.term < 0
        ? 0
        : OWN) |
    (state.term >= 0 && state.alike ? ALIKE : 0) |
    (state.base === 0 ? LEAF : 0);
  termOf[cell] = state.term;
}

/** Tells a state that it has a child of a class. */
export function markChild({ states }: Views, cell: number, kind: number): void {
  states[cell << 1] = (states[cell << 1] as number) | (1 << (MASK_SHIFT + (kind & MASK_BITS)));
}

const MAGIC = 0x584a4143;
const VERSION = 6;
const HEADER = 9;

interface Size {
  readonly cells: number;
  readonly terms: number;
  readonly classCount: number;
  readonly filterBits: number;
  /** Units of all tails. */
  readonly tails: number;
}

function sizeOf({ cells, terms, classCount, filterBits, tails }: Size): number {
  const ints = HEADER + cells * 3 + terms + 2 ** filterBits / 32 + (classCount + 1);
  return ints * 4 + (0x10000 + tails) * 2;
}

export interface Views {
  readonly states: Int32Array;
  readonly filter: Int32Array;
  /** Bases of the root's children, by class; that of class 0 leads nowhere. */
  readonly roots: Int32Array;
  /** First term that ends in a state. */
  readonly termOf: Int32Array;
  /** The next term that folds to the same string (−1: none). */
  readonly same: Int32Array;
  readonly classOf: Uint16Array;
  readonly tails: Uint16Array;
}

function views(buffer: SharedArrayBuffer | ArrayBuffer, size: Size): Views {
  let at = HEADER * 4;
  const ints = (count: number) => {
    const view = new Int32Array(buffer, at, count);
    at += count * 4;
    return view;
  };
  return {
    states: ints(size.cells * 2),
    filter: ints(2 ** size.filterBits / 32),
    roots: ints(size.classCount + 1),
    termOf: ints(size.cells),
    same: ints(size.terms),
    classOf: new Uint16Array(buffer, at, 0x10000),
    tails: new Uint16Array(buffer, at + 0x10000 * 2, size.tails),
  };
}

/** An empty buffer of the right size with its header, and its arrays to fill. */
export function allocate(
  head: Size & {
    readonly longest: number /** Whether any term is one unit long. */;
    readonly singles: boolean;
  },
): { readonly buffer: SharedArrayBuffer; readonly views: Views } {
  const { cells, terms, classCount, filterBits, tails, singles, longest } = head;
  if (cells > CELL)
    throw new RangeError(`the terms need ${cells} states, more than the ${CELL} of one automaton`);
  const buffer = new SharedArrayBuffer(sizeOf(head));
  new Int32Array(buffer, 0, HEADER).set([
    MAGIC,
    VERSION,
    cells,
    terms,
    classCount,
    filterBits,
    tails,
    Number(singles),
    longest,
  ]);
  const parts = views(buffer, head);
  for (let cell = 0; cell < cells; cell++) parts.states[(cell << 1) + 1] = CLASS;
  return { buffer, views: parts };
}
