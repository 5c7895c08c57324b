import { BREAK } from './fold.ts';
import { shared, sortByClass } from './sorted.ts';

/**
 * A trie placed in a double array: the child of `state` by class `c` is `base[state] + c`, where `check` of that cell is `c`. Where only one
 * term goes on, what is left of it is not placed but written down as a tail.
 */
export interface Trie {
  cells: number;
  /** 0: no children (and the root, whose children are the cells 1…K). Any other value belongs to one state only. */
  base: Int32Array;
  check: Uint16Array;
  parent: Int32Array;
  /** First term that ends in a state, or by its tail; −1 where none does. */
  term: Int32Array;
  /** Next term that folds to the same string. */
  readonly same: Int32Array;
  /** Where in `tails` the tail of a state begins; −1 where it has none. A state with a tail has no children, and no term ends in it. */
  tail: Int32Array;
  /** Tails one after the other, each ended by a `BREAK`, which no term has. */
  readonly tails: Uint16Array;
  /** States in breadth-first order, the root first. */
  readonly states: Int32Array;
}

/** Cells of the double array that hold no state yet, as a doubly linked list: without it building is quadratic. */
class FreeCells {
  next: Int32Array;
  previous: Int32Array;
  size: number;
  constructor(size: number) {
    this.size = size;
    this.next = new Int32Array(size);
    this.previous = new Int32Array(size);
    for (let cell = 0; cell < size; cell++) {
      this.next[cell] = cell + 1;
      this.previous[cell] = cell - 1;
    }
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

/** A run of sorted terms that share a path: the state of the path, the first row, the last + 1. */
const RUN = 3;
/** After so many misfits the cells before the fit count as full for states with several children; lone children still fill them. */
const TRIES = 64;
/** No tail begins before the second unit: the filter wants to know it. */
const LEAST_DEPTH = 2;

/** Places the trie of some folded terms; `classCount` classes, `classOf` by folded unit. Empty terms are left out. */
export function placeTrie(folded: readonly string[], classOf: Uint16Array, classCount: number): Trie {
  const { order, classes, from: begins } = sortByClass(folded, classOf, classCount);
  const { states: stateCount, tails: tailUnits } = sizesOf(order.length, classes, begins);
  const states = new Int32Array(stateCount + classCount + 1);
  const tails = new Uint16Array(tailUnits);
  let room = Math.max(1024, Math.ceil(stateCount * 1.2) + classCount * 3 + 16);
  const trie: Trie = {
    cells: 0,
    base: new Int32Array(room),
    check: new Uint16Array(room),
    parent: new Int32Array(room).fill(-1),
    term: new Int32Array(room).fill(-1),
    same: new Int32Array(folded.length).fill(-1),
    tail: new Int32Array(room).fill(-1),
    tails,
    states,
  };
  let used = new Uint8Array(room);
  const free = new FreeCells(room);
  // Root and its children, one for every class whether a term begins with it or not.
  for (let cell = 0; cell <= classCount; cell++) {
    free.take(cell);
    trie.check[cell] = cell;
    trie.parent[cell] = cell === 0 ? -1 : 0;
    states[cell] = cell;
  }
  let placed = classCount + 1;
  let written = 0;
  used[0] = 1;
  let head = classCount + 1;
  let wide = classCount + 1;
  let end = classCount + 1;

  // Each pending state owns a run of the sorted terms that share its path.
  let level = runsOfRoot();
  const below = new Int32Array(RUN * order.length);
  let pending = 0;
  const kinds: number[] = [];
  const starts: number[] = [];
  for (let depth = 1; level.length > 0; depth++) {
    pending = 0;
    for (let at = 0; at < level.length; at += RUN)
      place(level[at] as number, level[at + 1] as number, level[at + 2] as number, depth);
    level = below.slice(0, pending);
  }
  // `scan` looks at base + class for any class: the array has to reach that far, twice for the base that leads nowhere.
  ensure(end + classCount * 2 + 2);
  trie.cells = end + classCount * 2 + 2;
  return { ...trie, states: states.subarray(0, placed), tails: tails.subarray(0, written) };

  function runsOfRoot(): Int32Array {
    const runs: number[] = [];
    for (let row = 0; row < order.length; row++) {
      const state = classes[begins[row] as number] as number;
      if (runs.length > 0 && runs[runs.length - RUN] === state) runs[runs.length - 1] = row + 1;
      else runs.push(state, row, row + 1);
    }
    return Int32Array.from(runs);
  }

  function place(state: number, from: number, to: number, depth: number): void {
    if (depth >= LEAST_DEPTH && isOneTerm(from, to, depth)) {
      const begin = (begins[from] as number) + depth;
      const stop = begins[from + 1] as number;
      trie.tail[state] = written;
      for (let at = begin; at < stop; at++) tails[written++] = classes[at] as number;
      tails[written++] = BREAK;
      for (let at = from; at < to; at++) endHere(state, at);
      return;
    }
    let at = from;
    while (at < to && (begins[at + 1] as number) - (begins[at] as number) === depth) endHere(state, at++);
    kinds.length = 0;
    starts.length = 0;
    let last = -1;
    for (let row = at; row < to; row++) {
      const kind = classes[(begins[row] as number) + depth] as number;
      if (last === kind) continue;
      last = kind;
      kinds.push(kind);
      starts.push(row);
    }
    if (kinds.length === 0) return;
    const base = findBase(kinds);
    trie.base[state] = base;
    used[base] = 1;
    for (let child = 0; child < kinds.length; child++) {
      const kind = kinds[child] as number;
      const cell = base + kind;
      trie.check[cell] = kind;
      trie.parent[cell] = state;
      if (cell === head) head = free.next[cell] as number;
      if (cell === wide) wide = free.next[cell] as number;
      free.take(cell);
      if (cell >= end) end = cell + 1;
      states[placed++] = cell;
      below[pending++] = cell;
      below[pending++] = starts[child] as number;
      below[pending++] = child + 1 < starts.length ? (starts[child + 1] as number) : to;
    }
  }

  /** Rows are sorted: where the first and the last are the same, all are. */
  function isOneTerm(from: number, to: number, depth: number): boolean {
    const length = (begins[from + 1] as number) - (begins[from] as number);
    if (length <= depth) return false;
    if (to - from === 1) return true;
    return (
      length === (begins[to] as number) - (begins[to - 1] as number) &&
      shared(classes, begins, from, to - 1) === length
    );
  }

  function endHere(state: number, row: number): void {
    const term = order[row] as number;
    trie.same[term] = trie.term[state] as number;
    trie.term[state] = term;
  }

  function findBase(kinds: readonly number[]): number {
    const first = kinds[0] as number;
    const single = kinds.length === 1;
    let tries = 0;
    for (let cell = single ? head : wide; ; cell = free.next[cell] as number, tries++) {
      ensure(cell + classCount + 2);
      const base = cell - first;
      if (base <= 0 || used[base] === 1 || !fits(base, kinds)) continue;
      if (!single && tries > TRIES) wide = cell;
      return base;
    }
  }

  function fits(base: number, kinds: readonly number[]): boolean {
    const { parent } = trie;
    for (const kind of kinds) if (parent[base + kind] !== -1) return false;
    return true;
  }

  function ensure(size: number): void {
    if (size <= room) return;
    const larger = Math.ceil(size * 1.5);
    const widen = (values: Int32Array, filler: number) => {
      const wider = new Int32Array(larger).fill(filler, values.length);
      wider.set(values);
      return wider;
    };
    trie.base = widen(trie.base, 0);
    trie.parent = widen(trie.parent, -1);
    trie.term = widen(trie.term, -1);
    trie.tail = widen(trie.tail, -1);
    const check = new Uint16Array(larger);
    check.set(trie.check);
    trie.check = check;
    const flags = new Uint8Array(larger);
    flags.set(used);
    used = flags;
    free.grow(larger);
    room = larger;
  }
}

/** How many states below the root's children, and units of tails with what ends them, sorted terms take at most. */
function sizesOf(rows: number, classes: Uint16Array, begins: Int32Array): { states: number; tails: number } {
  let [states, tails] = [0, 0];
  let before = 0;
  for (let row = 0; row < rows; row++) {
    const length = (begins[row + 1] as number) - (begins[row] as number);
    const after = row + 1 < rows ? shared(classes, begins, row, row + 1) : 0;
    // The same term again: the last of them counts.
    if (after === length && (begins[row + 2] as number) - (begins[row + 1] as number) === length) continue;
    // Placed as far as it shares its path with a neighbour, and one unit further.
    const depth = Math.min(length, Math.max(before, after, LEAST_DEPTH - 1) + 1);
    states += Math.max(0, depth - Math.max(1, before));
    tails += length - depth + 1;
    before = after;
  }
  return { states, tails };
}
