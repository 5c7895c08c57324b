/** A trie placed in a double array: the child of `state` by class `c` is `base[state] + c`, where `check` of that cell is `c`. */
export interface Trie {
  cells: number;
  /** 0: no children (and the root, whose children are the cells 1…K). Any other value belongs to one state only. */
  base: Int32Array;
  check: Uint16Array;
  parent: Int32Array;
  /** First term that ends in a state, −1 where none does. */
  term: Int32Array;
  /** Next term that folds to the same string. */
  readonly same: Int32Array;
  /** States in breadth-first order, the root first. */
  readonly states: number[];
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

/** Places the trie of some folded terms; `classCount` classes, `classOf` by folded unit. Empty terms are left out. */
export function placeTrie(folded: readonly string[], classOf: Uint16Array, classCount: number): Trie {
  const { order, classes, from: begins } = sortByClass(folded, classOf, classCount);
  let room = Math.max(1024, Math.ceil(classes.length * 1.2) + classCount * 3 + 16);
  const trie: Trie = {
    cells: 0,
    base: new Int32Array(room),
    check: new Uint16Array(room),
    parent: new Int32Array(room).fill(-1),
    term: new Int32Array(room).fill(-1),
    same: new Int32Array(folded.length).fill(-1),
    states: [0],
  };
  let used = new Uint8Array(room);
  const free = new FreeCells(room);
  // Root and its children, one for every class whether a term begins with it or not.
  for (let cell = 0; cell <= classCount; cell++) {
    free.take(cell);
    trie.check[cell] = cell;
    trie.parent[cell] = cell === 0 ? -1 : 0;
    if (cell > 0) trie.states.push(cell);
  }
  used[0] = 1;
  let head = classCount + 1;
  let wide = classCount + 1;
  let end = classCount + 1;

  // Each pending state owns a run of the sorted terms that share its path.
  let level = runsOfRoot();
  const kinds: number[] = [];
  const starts: number[] = [];
  for (let depth = 1; level.length > 0; depth++) {
    const below: number[] = [];
    for (let at = 0; at < level.length; at += RUN)
      place(level[at] as number, level[at + 1] as number, level[at + 2] as number, depth, below);
    level = below;
  }
  // `scan` looks at base + class for any class: the array has to reach that far, twice for the base that leads nowhere.
  ensure(end + classCount * 2 + 2);
  trie.cells = end + classCount * 2 + 2;
  return trie;

  function runsOfRoot(): number[] {
    const runs: number[] = [];
    for (let row = 0; row < order.length; row++) {
      const state = classes[begins[row] as number] as number;
      if (runs.length > 0 && runs[runs.length - RUN] === state) runs[runs.length - 1] = row + 1;
      else runs.push(state, row, row + 1);
    }
    return runs;
  }

  function place(state: number, from: number, to: number, depth: number, below: number[]): void {
    let at = from;
    while (at < to && (begins[at + 1] as number) - (begins[at] as number) === depth) {
      trie.same[order[at] as number] = trie.term[state] as number;
      trie.term[state] = order[at] as number;
      at++;
    }
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
      trie.states.push(cell);
      below.push(
        cell,
        starts[child] as number,
        child + 1 < starts.length ? (starts[child + 1] as number) : to,
      );
    }
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

/** The classes of all terms one after the other, in the order of the terms by class: read from front to back. */
interface Sorted {
  /** Place in the order → term. */
  readonly order: Int32Array;
  readonly classes: Uint16Array;
  /** Where the classes of a term begin; one more than there are terms. */
  readonly from: Int32Array;
}

/** Sorts by the first class (counting), then each run by the rest; empty terms are left out. */
function sortByClass(folded: readonly string[], classOf: Uint16Array, classCount: number): Sorted {
  const total = folded.reduce((sum, term) => sum + term.length, 0);
  const written = flatten(folded, folded.keys(), total, classOf);
  const begins = new Int32Array(classCount + 2);
  for (let term = 0; term < folded.length; term++)
    if (written.from[term] !== written.from[term + 1]) {
      const next = (written.classes[written.from[term] as number] as number) + 1;
      begins[next] = (begins[next] as number) + 1;
    }
  for (let kind = 1; kind < begins.length; kind++)
    begins[kind] = (begins[kind] as number) + (begins[kind - 1] as number);
  const order = new Int32Array(begins[classCount + 1] as number);
  const next = begins.slice();
  for (let term = 0; term < folded.length; term++)
    if (written.from[term] !== written.from[term + 1]) {
      const kind = written.classes[written.from[term] as number] as number;
      const at = next[kind] as number;
      order[at] = term;
      next[kind] = at + 1;
    }
  const { classes, from } = written;
  const compare = (a: number, b: number): number => {
    let left = (from[a] as number) + 1;
    let right = (from[b] as number) + 1;
    const stop = from[a + 1] as number;
    const end = from[b + 1] as number;
    for (; left < stop && right < end; left++, right++)
      if (classes[left] !== classes[right]) return (classes[left] as number) - (classes[right] as number);
    return left < stop ? 1 : right < end ? -1 : a - b;
  };
  for (let kind = 0; kind <= classCount; kind++) {
    const [low, high] = [begins[kind] as number, begins[kind + 1] as number];
    if (high - low > 1) order.subarray(low, high).sort(compare);
  }
  return { order, ...flatten(folded, order, total, classOf) };
}

function flatten(
  folded: readonly string[],
  order: Iterable<number>,
  total: number,
  classOf: Uint16Array,
): { readonly classes: Uint16Array; readonly from: Int32Array } {
  const classes = new Uint16Array(total);
  const from = new Int32Array(folded.length + 1);
  let at = 0;
  let place = 0;
  for (const term of order) {
    const text = folded[term] as string;
    for (let index = 0; index < text.length; index++)
      classes[at++] = classOf[text.charCodeAt(index)] as number;
    from[++place] = at;
  }
  return { classes, from };
}
