import {
  Automaton,
  allocate,
  ENDS,
  LENGTH_SHIFT,
  LINK,
  LONGEST_INLINE,
  pairBit,
  type Views,
} from './automaton.ts';
import { BREAK, fold, SKIP } from './fold.ts';
import { placeTrie, type Trie } from './trie.ts';

const BROKEN = String.fromCharCode(BREAK);
/** Bits of the filter per pair that begins a term: one pair in sixteen passes by chance. */
const BITS_PER_PAIR = 16;
const FEWEST_BITS = 10;
/** 512 KiB: beyond that the filter costs more than it spares. */
const MOST_BITS = 22;

/**
 * Builds the automaton of some terms. `table` is the folding (see fold.ts) that terms and texts are read by; a term that folds
 * to nothing never matches. Indexes in hits are those of `terms`.
 */
export function buildAutomaton(terms: readonly string[], table: Uint16Array): Automaton {
  // A unit that breaks every match cannot be part of one.
  const folded = terms.map((term) => fold(term, table)).map((term) => (term.includes(BROKEN) ? '' : term));
  const classes = classify(folded, table);
  const trie = placeTrie(folded, classes.ofFolded, classes.count);
  const fail = linkFailures(trie);
  const filterBits = filterSize(trie, classes.count);
  const { buffer, views } = allocate({
    cells: trie.cells,
    terms: terms.length,
    classCount: classes.count,
    filterBits,
    singles: folded.some((term) => term.length === 1),
  });
  views.check.set(trie.check.subarray(0, trie.cells));
  views.classOf.set(classes.ofWritten);
  for (let term = 0; term < terms.length; term++) {
    views.terms[term * 2] = folded[term]?.length ?? 0;
    views.terms[term * 2 + 1] = trie.same[term] as number;
  }
  fillStates(trie, fail, classes.count, views);
  for (const state of trie.states) {
    const parent = trie.parent[state] as number;
    if (parent === 0 || parent > classes.count || state <= classes.count) continue;
    const bit = pairBit(parent, state - (trie.base[parent] as number), 32 - filterBits);
    views.filter[bit >>> 5] = (views.filter[bit >>> 5] as number) | (1 << (bit & 31));
  }
  return new Automaton(buffer);
}

function filterSize(trie: Trie, classCount: number): number {
  let pairs = 0;
  for (const state of trie.states)
    if (state > classCount && (trie.parent[state] as number) <= classCount) pairs++;
  const wanted = Math.ceil(Math.log2(Math.max(1, pairs * BITS_PER_PAIR)));
  return Math.min(MOST_BITS, Math.max(FEWEST_BITS, wanted));
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

/** Breadth first: where to go on when a state has no way out by a unit. */
function linkFailures(trie: Trie): Int32Array {
  const fail = new Int32Array(trie.cells);
  for (const state of trie.states) {
    const parent = trie.parent[state] as number;
    if (state === 0 || parent === 0) continue;
    const kind = state - (trie.base[parent] as number);
    let back = fail[parent] as number;
    for (;;) {
      const next = childOf(trie, back, kind);
      if (next !== 0) {
        fail[state] = next;
        break;
      }
      if (back === 0) break;
      back = fail[back] as number;
    }
  }
  return fail;
}

/** The state that a state goes to by a class; 0 where there is none. */
function childOf(trie: Trie, state: number, kind: number): number {
  const base = trie.base[state] as number;
  if (state !== 0 && base === 0) return 0;
  return trie.check[base + kind] === kind ? base + kind : 0;
}

/** The four numbers of each state, in breadth-first order because ends are known of shorter ones first. */
function fillStates(trie: Trie, fail: Int32Array, classCount: number, { states, terms }: Views): void {
  // From the last place that any child has on, nothing is ever found: the base of states without children.
  const dead = trie.cells - classCount - 1;
  for (let state = 0; state <= classCount; state++) states.set([dead, 0, -1, 0], state << 2);
  const childless = (state: number) => state > classCount && (trie.base[state] as number) === 0;
  for (const state of trie.states) {
    if (state === 0) continue;
    const back = fail[state] as number;
    let onward = back;
    while (childless(onward)) onward = fail[onward] as number;
    const term = trie.term[state] as number;
    const backTerm = back === 0 ? -1 : (trie.term[back] as number);
    const link = backTerm >= 0 ? back : back === 0 ? 0 : linkOf(states, back);
    const length = term < 0 ? 0 : (terms[term * 2] as number);
    const alike = term >= 0 && (terms[term * 2 + 1] as number) >= 0;
    const at = state << 2;
    const mark = term >= 0 || link > 0 ? ENDS : 0;
    states[at] = childless(state) ? ~onward : ((trie.base[state] as number) || dead) | mark;
    states[at + 1] = onward;
    states[at + 2] = alike ? -2 - term : term;
    states[at + 3] = link | ((length <= LONGEST_INLINE ? length : 0) << LENGTH_SHIFT);
  }
}

function linkOf(states: Int32Array, state: number): number {
  return (states[(state << 2) + 3] as number) & LINK;
}
