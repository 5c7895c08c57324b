import { Automaton, allocate, markChild, packState } from './automaton.ts';
import { BREAK, fold, SKIP } from './fold.ts';
import { pairBit } from './scratch.ts';
import { placeTrie, type Trie } from './trie.ts';

const BROKEN = String.fromCharCode(BREAK);
/** Bits of the filter per pair that begins a term: a fifth passes by chance, but a filter four times as large falls out of the nearest caches. */
const BITS_PER_PAIR = 4;
/** 8 KiB: few terms let almost nothing pass by chance, and it stays in the nearest cache. */
const FEWEST_BITS = 16;
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
  const filterBits = filterSize(trie, classes.count);
  const { buffer, views } = allocate({
    cells: trie.cells,
    terms: terms.length,
    classCount: classes.count,
    filterBits,
    tails: trie.tails.length,
    longest: folded.reduce((longest, term) => Math.max(longest, term.length), 0),
    singles: folded.some((term) => term.length === 1),
  });
  views.classOf.set(classes.ofWritten);
  views.same.set(trie.same);
  views.tails.set(trie.tails);
  // From the last place that any child has on, nothing is ever found: where classes without children lead.
  const dead = trie.cells - classes.count - 1;
  views.roots.fill(dead);
  for (const state of trie.states) {
    if (state === 0) continue;
    const kind = trie.check[state] as number;
    const base = trie.base[state] as number;
    const term = trie.term[state] as number;
    const parent = trie.parent[state] as number;
    const tail = trie.tail[state] as number;
    packState(views, state, { base, kind, term, tail, alike: term >= 0 && (trie.same[term] as number) >= 0 });
    if (state <= classes.count) {
      if (base !== 0) views.roots[state] = base;
      continue;
    }
    markChild(views, parent, kind);
    if (parent <= classes.count) pass(parent, kind);
  }
  for (let kind = 1; kind <= classes.count; kind++) pass(kind, kind);
  return new Automaton(buffer);

  function pass(first: number, second: number): void {
    const bit = pairBit(first, second, 32 - filterBits);
    views.filter[bit >>> 5] = (views.filter[bit >>> 5] as number) | (1 << (bit & 31));
  }
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
  const units: number[] = [];
  for (const term of folded) {
    for (let index = 0; index < term.length; index++) {
      const unit = term.charCodeAt(index);
      const before = seen[unit] as number;
      if (before === 0) units.push(unit);
      seen[unit] = before + 1;
    }
  }
  units.sort((a, b) => (seen[b] as number) - (seen[a] as number) || a - b);
  const ofFolded = new Uint16Array(0x10000);
  for (let index = 0; index < units.length; index++) ofFolded[units[index] as number] = index + 1;
  const ofWritten = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    const counts = table[unit] as number;
    ofWritten[unit] = counts === SKIP ? SKIP : (ofFolded[counts] as number);
  }
  return { count: units.length, ofFolded, ofWritten };
}
