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

/** After so many misfits the cells before the fit count as full for states with several children; lone children still fill them. */
const TRIES = 64;

/** Places the trie of some folded terms; `classCount` classes, `classOf` by folded unit. Empty terms are left out. */
export function placeTrie(folded: readonly string[], classOf: Uint16Array, classCount: number): Trie {
  const order = sortByClass(folded, classOf);
  const total = folded.reduce((sum, term) => sum + term.length, 0);
  let room = Math.max(1024, Math.ceil(total * 1.2) + classCount * 3 + 16);
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
  let level: Run[] = runsOfRoot();
  for (let depth = 1; level.length > 0; depth++) {
    const below: Run[] = [];
    for (const run of level) place(run, depth, below);
    level = below;
  }
  // `scan` looks at base + class for any class: the array has to reach that far, twice for the base that leads nowhere.
  ensure(end + classCount * 2 + 2);
  trie.cells = end + classCount * 2 + 2;
  return trie;

  function runsOfRoot(): Run[] {
    const runs: Run[] = [];
    for (let row = 0; row < order.length; row++) {
      const state = classOf[(folded[order[row] as number] as string).charCodeAt(0)] as number;
      const last = runs.at(-1);
      if (last?.state === state) last.to = row + 1;
      else runs.push({ state, from: row, to: row + 1 });
    }
    return runs;
  }

  function place({ state, from, to }: Run, depth: number, below: Run[]): void {
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
      below.push({ state: cell, from: starts[child] as number, to: starts[child + 1] ?? to });
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

interface Run {
  readonly state: number;
  readonly from: number;
  to: number;
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
