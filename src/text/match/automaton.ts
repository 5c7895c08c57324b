import { BREAK, fold, SKIP } from './fold.ts';

/**
 * Aho–Corasick automaton (Aho & Corasick 1975) as a double array (Aoe 1989) over UTF-16 units in typed arrays. One buffer holds
 * all of it, so it is shared between workers, written to disk and loaded without being rebuilt.
 *
 * A state `s` goes by a unit of class `c` to `base[s] + c` where `check` of that cell is `s`; else along `fail`. Classes number the
 * units that occur in terms by falling frequency: a unit in no term is class 0 and leads back to the root at once.
 */
export class Automaton {
  /** The one buffer behind all arrays. */
  readonly buffer: SharedArrayBuffer | ArrayBuffer;
  readonly termCount: number;
  readonly #classOf: Uint16Array;
  /** Four numbers a cell, side by side because a step needs all of them: check, base, fail, first state with a hit. */
  readonly #cells: Int32Array;
  /** First term that ends in a state (−1: none), and the next state along `fail` in which any term ends (0: none). */
  readonly #term: Int32Array;
  readonly #link: Int32Array;
  /** Further terms that fold to the same string, as a chain. */
  readonly #same: Int32Array;
  /** Length of each term in folded units. */
  readonly #length: Int32Array;

  constructor(buffer: SharedArrayBuffer | ArrayBuffer) {
    const header = new Int32Array(buffer, 0, HEADER);
    const [magic, version, cells = 0, terms = 0] = header;
    if (magic !== MAGIC || version !== VERSION || buffer.byteLength !== sizeOf(cells, terms)) {
      throw new RangeError('not an automaton of this version');
    }
    this.buffer = buffer;
    this.termCount = terms;
    let at = HEADER * 4;
    const ints = (count: number) => {
      const view = new Int32Array(buffer, at, count);
      at += count * 4;
      return view;
    };
    this.#cells = ints(cells * 4);
    this.#term = ints(cells);
    this.#link = ints(cells);
    this.#same = ints(terms);
    this.#length = ints(terms);
    this.#classOf = new Uint16Array(buffer, at, 0x10000);
  }

  /**
   * Reports every occurrence of every term, overlapping ones too, in the order of their ends. `emit` gets the index of the
   * term and the UTF-16 offsets of the occurrence in the text as given; what was read over inside it counts as part of it.
   */
  scan(text: string, emit: (term: number, start: number, end: number) => void): void {
    const classOf = this.#classOf;
    const cells = this.#cells;
    const term = this.#term;
    const link = this.#link;
    let state = 0;
    for (let index = 0; index < text.length; index++) {
      const unit = classOf[text.charCodeAt(index)] as number;
      if (unit === SKIP) continue;
      if (unit === BREAK) {
        state = 0;
        continue;
      }
      let next = ((cells[(state << 2) + 1] as number) + unit) << 2;
      while (cells[next] !== state && state !== 0) {
        state = cells[(state << 2) + 2] as number;
        next = ((cells[(state << 2) + 1] as number) + unit) << 2;
      }
      if (cells[next] !== state) continue;
      state = next >> 2;
      for (let hit = cells[next + 3] as number; hit !== 0; hit = link[hit] as number) {
        this.#report(text, index, term[hit] as number, emit);
      }
    }
  }

  #report(
    text: string,
    last: number,
    first: number,
    emit: (term: number, start: number, end: number) => void,
  ): void {
    // Walk back over as many read units as the term has; all terms of one state have the same length.
    let left = this.#length[first] as number;
    let start = last + 1;
    while (left > 0) {
      start--;
      if (this.#classOf[text.charCodeAt(start)] !== SKIP) left--;
    }
    for (let term = first; term >= 0; term = this.#same[term] as number) emit(term, start, last + 1);
  }
}

const BROKEN = String.fromCharCode(BREAK);
const MAGIC = 0x584a4143;
const VERSION = 1;
const HEADER = 4;

function sizeOf(cells: number, terms: number): number {
  return HEADER * 4 + cells * 6 * 4 + terms * 2 * 4 + 0x10000 * 2;
}

/**
 * Builds the automaton of some terms. `table` is the folding (see fold.ts) that terms and texts are read by; a term that folds
 * to nothing never matches. Indexes in hits are those of `terms`.
 */
export function buildAutomaton(terms: readonly string[], table: Uint16Array): Automaton {
  // A unit that breaks every match cannot be part of one.
  const folded = terms.map((term) => fold(term, table)).map((term) => (term.includes(BROKEN) ? '' : term));
  const classes = classify(folded, table);
  const order = sortByClass(folded, classes.ofFolded);
  const trie = placeStates(folded, order, classes.ofFolded, classes.count);
  linkFailures(trie);
  const buffer = new SharedArrayBuffer(sizeOf(trie.cells, terms.length));
  new Int32Array(buffer, 0, HEADER).set([MAGIC, VERSION, trie.cells, terms.length]);
  let at = HEADER * 4;
  const put = (values: Int32Array) => {
    new Int32Array(buffer, at, values.length).set(values);
    at += values.length * 4;
  };
  put(interleave(trie));
  put(trie.term.subarray(0, trie.cells));
  put(trie.link.subarray(0, trie.cells));
  put(trie.same);
  put(Int32Array.from(folded, (term) => term.length));
  new Uint16Array(buffer, at, 0x10000).set(classes.ofWritten);
  return new Automaton(buffer);
}

function interleave(trie: Trie): Int32Array {
  const cells = new Int32Array(trie.cells * 4);
  for (let state = 0; state < trie.cells; state++) {
    cells[state * 4] = trie.check[state] as number;
    cells[state * 4 + 1] = trie.base[state] as number;
    cells[state * 4 + 2] = trie.fail[state] as number;
    cells[state * 4 + 3] = (trie.term[state] as number) >= 0 ? state : (trie.link[state] as number);
  }
  return cells;
}

interface Classes {
  readonly count: number;
  /** By folded unit. */
  readonly ofFolded: Uint16Array;
  /** By unit as written: the folding and the class in one look-up. */
  readonly ofWritten: Uint16Array;
}

/** Numbers the units of the terms by falling frequency, from 1: small numbers for frequent units keep the double array dense. */
function classify(folded: readonly string[], table: Uint16Array): Classes {
  const seen = new Uint32Array(0x10000);
  for (const term of folded) {
    for (let index = 0; index < term.length; index++) {
      const unit = term.charCodeAt(index);
      seen[unit] = (seen[unit] ?? 0) + 1;
    }
  }
  const units = Array.from(seen.keys()).filter((unit) => (seen[unit] ?? 0) > 0);
  units.sort((a, b) => (seen[b] ?? 0) - (seen[a] ?? 0));
  const ofFolded = new Uint16Array(0x10000);
  units.forEach((unit, index) => {
    ofFolded[unit] = index + 1;
  });
  const ofWritten = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    const counts = table[unit] ?? BREAK;
    ofWritten[unit] = counts === SKIP ? SKIP : (ofFolded[counts] ?? BREAK);
  }
  return { count: units.length, ofFolded, ofWritten };
}

function sortByClass(folded: readonly string[], classOf: Uint16Array): Int32Array {
  const keys = folded.map((term) => {
    let key = '';
    for (let index = 0; index < term.length; index++)
      key += String.fromCharCode(classOf[term.charCodeAt(index)] ?? 0);
    return key;
  });
  const order = Int32Array.from(keys.keys()).filter((index) => (keys[index] ?? '') !== '');
  return order.sort((a, b) => {
    const left = keys[a] ?? '';
    const right = keys[b] ?? '';
    return left < right ? -1 : left > right ? 1 : a - b;
  });
}

interface Trie {
  cells: number;
  base: Int32Array;
  check: Int32Array;
  fail: Int32Array;
  term: Int32Array;
  link: Int32Array;
  readonly same: Int32Array;
  /** States in breadth-first order. */
  readonly states: number[];
}

/** Cells of the double array that hold no state yet, as a doubly linked list: without it building is quadratic. */
class FreeCells {
  next: Int32Array;
  previous: Int32Array;
  size: number;
  constructor(size: number) {
    this.size = size;
    this.next = Int32Array.from({ length: size }, (_, index) => index + 1);
    this.previous = Int32Array.from({ length: size }, (_, index) => index - 1);
  }
  take(cell: number): void {
    const before = this.previous[cell] ?? -1;
    const after = this.next[cell] ?? this.size;
    if (before >= 0) this.next[before] = after;
    if (after < this.size) this.previous[after] = before;
  }
  grow(size: number): void {
    const next = new Int32Array(size);
    const previous = new Int32Array(size);
    next.set(this.next);
    previous.set(this.previous);
    for (let cell = this.size; cell < size; cell++) {
      next[cell] = cell + 1;
      previous[cell] = cell - 1;
    }
    this.next = next;
    this.previous = previous;
    this.size = size;
  }
}

/** After so many misfits the cells before the fit count as full for states with several children; lone children still fill them. */
const TRIES = 64;

function placeStates(
  folded: readonly string[],
  order: Int32Array,
  classOf: Uint16Array,
  classCount: number,
): Trie {
  const total = folded.reduce((sum, term) => sum + term.length, 0);
  let room = Math.max(1024, Math.ceil(total * 1.2) + classCount * 2 + 16);
  const trie: Trie = {
    cells: 0,
    base: new Int32Array(room),
    check: new Int32Array(room).fill(-1),
    fail: new Int32Array(room),
    term: new Int32Array(room).fill(-1),
    link: new Int32Array(room),
    same: new Int32Array(folded.length).fill(-1),
    states: [0],
  };
  const free = new FreeCells(room);
  free.take(0);
  let head = 1;
  let wide = 1;
  let end = 1;
  const ensure = (size: number) => {
    if (size <= room) return;
    const larger = Math.ceil(size * 1.5);
    const widen = (values: Int32Array, filler: number) => {
      const wide = new Int32Array(larger).fill(filler, values.length);
      wide.set(values);
      return wide;
    };
    trie.base = widen(trie.base, 0);
    trie.check = widen(trie.check, -1);
    trie.fail = widen(trie.fail, 0);
    trie.term = widen(trie.term, -1);
    trie.link = widen(trie.link, 0);
    free.grow(larger);
    room = larger;
  };
  // Each pending state owns a run of the sorted terms that share its path.
  const pending: { state: number; from: number; to: number; depth: number }[] = [
    { state: 0, from: 0, to: order.length, depth: 0 },
  ];
  for (let index = 0; index < pending.length; index++) {
    const { state, from, to, depth } = pending[index] as (typeof pending)[number];
    let at = from;
    while (at < to && (folded[order[at] as number] as string).length === depth) {
      trie.same[order[at] as number] = trie.term[state] as number;
      trie.term[state] = order[at] as number;
      at++;
    }
    const kinds: number[] = [];
    const starts: number[] = [];
    for (let row = at; row < to; row++) {
      const kind = classOf[(folded[order[row] as number] as string).charCodeAt(depth)] as number;
      if (kinds.at(-1) === kind) continue;
      kinds.push(kind);
      starts.push(row);
    }
    if (kinds.length === 0) continue;
    const base = findBase(kinds);
    trie.base[state] = base;
    kinds.forEach((kind, child) => {
      const cell = base + kind;
      trie.check[cell] = state;
      if (cell === head) head = free.next[cell] as number;
      if (cell === wide) wide = free.next[cell] as number;
      free.take(cell);
      if (cell >= end) end = cell + 1;
      trie.states.push(cell);
      pending.push({
        state: cell,
        from: starts[child] as number,
        to: starts[child + 1] ?? to,
        depth: depth + 1,
      });
    });
  }
  // `scan` looks at base + class for any class: the array has to reach that far.
  ensure(end + classCount + 1);
  trie.cells = end + classCount + 1;
  return trie;

  function findBase(kinds: readonly number[]): number {
    const first = kinds[0] as number;
    const single = kinds.length === 1;
    let tries = 0;
    for (let cell = single ? head : wide; ; cell = free.next[cell] as number, tries++) {
      ensure(cell + classCount + 2);
      const base = cell - first;
      if (base < 0 || !fits(base, kinds)) continue;
      if (!single && tries > TRIES) wide = cell;
      return base;
    }
  }

  function fits(base: number, kinds: readonly number[]): boolean {
    const { check } = trie;
    for (const kind of kinds) if (check[base + kind] !== -1 || base + kind === 0) return false;
    return true;
  }
}

/** Breadth first: where to go on when a state has no way out by a unit, and where the next shorter term ends. */
function linkFailures(trie: Trie): void {
  for (const state of trie.states) {
    if (state === 0) continue;
    const parent = trie.check[state] as number;
    const kind = state - (trie.base[parent] as number);
    let back = parent === 0 ? -1 : (trie.fail[parent] as number);
    let target = 0;
    while (back >= 0) {
      const next = (trie.base[back] as number) + kind;
      if (trie.check[next] === back) {
        target = next;
        break;
      }
      back = back === 0 ? -1 : (trie.fail[back] as number);
    }
    trie.fail[state] = target;
    trie.link[state] = (trie.term[target] as number) >= 0 ? target : (trie.link[target] as number);
  }
}
