import type { PageSketch } from '../model/index.ts';
import { eachWord, type Script } from './words.ts';

/** Hashes that a sketch keeps. Part of the format: sketches of another size are another method. */
const KEPT = 128;

/** Name of the method in `pages.jsonl.gz`. */
export const METHOD = `bottom-${KEPT} of bigrams and words, 32 bits/2`;

/** Characters of a text that are looked at: what stands behind them changes nothing of what it is about. */
const LOOKED_AT = 6_000;
const OPENING = 100;

/** What the sketch needs of a page. */
export interface SketchSurface {
  readonly title: string;
  /** Body of an article, all text of any other page. */
  readonly text: string;
  /** Where its own words begin; '' where that cannot be told. */
  readonly body: string;
}

/**
 * Sketches what a page is about: the k smallest hashes of its words (bottom-k). Since every page samples by the same hash, what two
 * pages share below a common bar is a uniform sample of what they share at all. A. Broder, On the resemblance and containment of
 * documents (SEQUENCES 1997); E. Cohen, H. Kaplan, Summarizing data using bottom-k sketches (PODC 2007).
 */
export function sketchPage({ title, text, body }: SketchSurface): PageSketch {
  const words = `${title}\n${text.slice(0, LOOKED_AT)}`;
  const bar = likelyBar(words.length);
  const few = sketched(words, bar);
  const { seen, scripts } = bar === ALL || few.seen.isFull() ? few : sketched(words, ALL);
  return {
    words: seen.estimate(),
    hashes: encode(seen.distinct()),
    scripts,
    opening: opening(body === '' ? text : body),
  };
}

const ALL = 0xffffffff;

/**
 * Below which hash the smallest of a text of so many characters lie, if a quarter of them begin words of their own: what lies above is
 * never sorted. Where fewer do (spaced scripts, repetitions), the text is gone through once more.
 */
function likelyBar(characters: number): number {
  return Math.min(ALL, Math.floor((ALL * 4 * KEPT) / characters));
}

/** The words of a text whose hashes do not lie above a bar, and all its words by script. */
function sketched(text: string, bar: number) {
  const seen = new Smallest(bar);
  const scripts = { han: 0, kana: 0, hangul: 0, latin: 0, other: 0 };
  // Words of one script stand together: they are counted as a run.
  let [run, own]: [number, Script] = [0, 'han'];
  eachWord(text, (hash, script) => {
    if (hash <= seen.bar) seen.add(hash);
    if (script !== own) {
      scripts[own] += run;
      [run, own] = [0, script];
    }
    run += 1;
  });
  scripts[own] += run;
  return { seen, scripts };
}

/**
 * Keeps the k smallest distinct hashes. What lies above the k-th is not even looked up: to know all words of a page in a table took a
 * tenth of the time that reading it takes.
 */
class Smallest {
  /** The smallest so far, ascending, and behind them what came since; it may repeat. */
  readonly #low = new Uint32Array(4 * KEPT);
  #filled = 0;
  /** Hashes above it are not among the smallest, or are not looked at. */
  bar: number;

  constructor(bar: number) {
    this.bar = bar;
  }

  /** Whether there are k: then what lies above the bar is not among them. */
  isFull(): boolean {
    this.#sortOut();
    return this.#filled === KEPT;
  }

  /** Takes a hash that is not above the bar. */
  add(hash: number): void {
    this.#low[this.#filled++] = hash;
    if (this.#filled === this.#low.length) this.#sortOut();
  }

  /** Ascending. */
  distinct(): Uint32Array {
    this.#sortOut();
    return this.#low.slice(0, this.#filled);
  }

  /**
   * How many distinct words there are: exact below k, above from how densely the smallest lie. Z. Bar-Yossef et al., Counting distinct
   * elements in a data stream (RANDOM 2002); unbiased with k − 1: K. Beyer et al. (SIGMOD 2007). Its standard error is 1/√(k − 2), 9 %.
   */
  estimate(): number {
    this.#sortOut();
    if (this.#filled < KEPT) return this.#filled;
    return Math.max(KEPT + 1, Math.round(((KEPT - 1) * 2 ** 32) / (this.bar + 1)));
  }

  #sortOut(): void {
    const sorted = this.#low.subarray(0, this.#filled).sort();
    let kept = 0;
    for (const hash of sorted) {
      if (kept === KEPT) break;
      if (kept === 0 || hash !== this.#low[kept - 1]) this.#low[kept++] = hash;
    }
    this.#filled = kept;
    if (kept === KEPT) this.bar = this.#low[KEPT - 1] ?? this.bar;
  }
}

/** The first words, on one line, cut between characters. */
function opening(text: string): string {
  const line = text
    .slice(0, OPENING * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= OPENING ? line : `${[...line.slice(0, OPENING)].slice(0, -1).join('')}…`;
}

function encode(hashes: Uint32Array): string {
  let bytes = '';
  for (const hash of hashes)
    bytes += String.fromCharCode(hash & 255, (hash >>> 8) & 255, (hash >>> 16) & 255, hash >>> 24);
  return btoa(bytes);
}

/** The hashes of a sketch. Throws where its text is no Base64. */
export function decode({ hashes }: PageSketch): Uint32Array {
  const bytes = atob(hashes);
  const out = new Uint32Array(bytes.length >>> 2);
  for (let i = 0; i < out.length; i++) {
    const at = i * 4;
    out[i] =
      bytes.charCodeAt(at) |
      (bytes.charCodeAt(at + 1) << 8) |
      (bytes.charCodeAt(at + 2) << 16) |
      (bytes.charCodeAt(at + 3) << 24);
  }
  return out;
}

/** A sketch as it is compared: ascending hashes, and how many words the page has in all. */
export interface Sample {
  readonly hashes: Uint32Array;
  readonly words: number;
}

/**
 * Share of the shorter page's words that the other has as well (overlap coefficient, Szymkiewicz–Simpson), estimated below the bar up
 * to which both samples are whole. Words that `skip` names do not count. Null where fewer than `least` words of either can be compared.
 */
export function overlap(a: Sample, b: Sample, least: number, skip: (hash: number) => boolean): number | null {
  const bar = Math.min(barOf(a), barOf(b));
  let [i, j, ownA, ownB, both] = [0, 0, 0, 0, 0];
  for (;;) {
    const x = a.hashes[i] ?? Number.POSITIVE_INFINITY;
    const y = b.hashes[j] ?? Number.POSITIVE_INFINITY;
    const next = Math.min(x, y);
    if (next > bar || next === Number.POSITIVE_INFINITY) break;
    if (x === next) i++;
    if (y === next) j++;
    if (skip(next)) continue;
    if (x === next) ownA++;
    if (y === next) ownB++;
    if (x === y) both++;
  }
  const shorter = Math.min(ownA, ownB);
  return shorter < least ? null : both / shorter;
}

/** A sample that holds all words is whole everywhere. */
function barOf({ hashes, words }: Sample): number {
  return words <= hashes.length ? Number.POSITIVE_INFINITY : (hashes.at(-1) ?? 0);
}

export function sameText(a: Sample, b: Sample): boolean {
  return (
    a.words === b.words &&
    a.hashes.length === b.hashes.length &&
    a.hashes.every((hash, at) => hash === b.hashes[at])
  );
}
