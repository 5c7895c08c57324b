import { type Alike, SAME_SOUND, SWAP } from './confusions.ts';
import type { ContextNet, ContextScorer } from './context.ts';
import type { Seconds } from './indexes.ts';
import { child, type Lexicon } from './lexicon.ts';
import { logPair, type Pairs } from './pairs.ts';

export interface Channel {
  readonly lexicon: Lexicon;
  readonly pairs: Pairs;
  readonly alike: Alike;
  readonly seconds: Seconds;
  /** What each kind of confusion costs (natural logarithm). */
  readonly costs: readonly number[];
  readonly context: ContextNet;
  /** Share of what the neighbours say for a character that its cost goes down by. */
  readonly pull: number;
}

/** A word of the most probable reading of a run. */
export interface Reading {
  readonly start: number;
  readonly end: number;
  /** Place of the word in the list; -1 for a character that is no word. */
  readonly word: number;
  /** Log-probability of the word after the one before, costs not counted. */
  readonly score: number;
  /** What its changes cost, 0 = it stands there so; less than 0 where the neighbours ask for them. */
  readonly cost: number;
}

/** A stretch of text and the words on its two sides. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
}

export type Decoder = (text: string, stretch: Stretch, suspect: Uint8Array | null) => readonly Reading[];

/** Paths so much worse than the best to the same place are not followed. */
const BEAM = 7;
/** Rarer characters are not proposed as words of their own (log-probability). */
const RARE_SINGLE = -8.5;
/** Nor are rarer words of two. */
const RARE_PAIR = -15;
/** The neighbours of a change say no more than so much for or against it (logits). */
const LIMIT = 12;
/** A name is proposed only where it costs less than this: where its neighbours ask for it. */
const NAME_COST = 1;
/** Log-probability of the edge or a number as the last word, where the pair is not known. */
const CLOSE = -1.7;

/**
 * The most probable reading of a stretch under the words and pairs of words (Viterbi). Where `suspect` marks a character, it may stand
 * for one that sounds or looks alike, at a cost (noisy channel): one of them in a word, or two neighbours that sound alike.
 */
export function createDecoder(
  { lexicon, pairs, alike, costs, seconds, pull }: Channel,
  context: ContextScorer,
): Decoder {
  const { roots, wordAt, logp, floor, isName, labels, parents, childFrom, childTo } = lexicon;
  const knownSingles = new Map<number, Singles>();
  const soundIndex = indexBySound(lexicon, alike);
  let room = 0;
  let words = new Int32Array(0);
  let scores = new Float64Array(0);
  let starts = new Int32Array(0);
  let before = new Int32Array(0);
  let sameEnd = new Int32Array(0);
  let costOf = new Float64Array(0);
  let heads = new Int32Array(0);
  let best = new Float64Array(0);
  let count = 0;
  let text = '';
  let to = 0;
  let base = 0;
  let marks: Uint8Array | null = null;

  function grow(): void {
    room = Math.max(4096, room * 2);
    words = copied(words, new Int32Array(room));
    scores = copied(scores, new Float64Array(room));
    starts = copied(starts, new Int32Array(room));
    before = copied(before, new Int32Array(room));
    sameEnd = copied(sameEnd, new Int32Array(room));
    costOf = copied(costOf, new Float64Array(room));
  }

  function push(
    word: number,
    score: number,
    start: number,
    end: number,
    previous: number,
    cost: number,
  ): void {
    if (count === room) grow();
    words[count] = word;
    scores[count] = score;
    starts[count] = start;
    before[count] = previous;
    costOf[count] = cost;
    sameEnd[count] = heads[end - base] as number;
    heads[end - base] = count++;
    if (score > (best[end - base] as number)) best[end - base] = score;
  }

  /** A word from `start` to `end`, after the best word that ends where it starts. */
  function arc(start: number, end: number, word: number, cost: number): void {
    const own = word < 0 ? floor : (logp[word] as number);
    let top = Number.NEGATIVE_INFINITY;
    let from = -1;
    const least = (best[start - base] as number) - BEAM;
    for (let at = heads[start - base] as number; at >= 0; at = sameEnd[at] as number) {
      const score = scores[at] as number;
      if (score < least) continue;
      const sum = score + logPair(pairs, words[at] as number, word, own);
      if (sum > top) {
        top = sum;
        from = at;
      }
    }
    if (from >= 0 && top - cost > (best[end - base] as number) - BEAM)
      push(word, top - cost, start, end, from, cost);
  }

  /** What it costs that another character was meant at a place: less where it fits better between its neighbours. */
  function costOfChange(at: number, code: number, kind: number): number {
    const gain = context.logit(at, code) - context.own(at);
    const cost = (costs[kind] as number) - pull * Math.max(-LIMIT, Math.min(LIMIT, gain));
    return cost === 0 ? Number.EPSILON : cost;
  }

  /** Words that begin at `start`, from a node reached at `at` on; at most one character of each is changed. */
  function walk(start: number, at: number, node: number, cost: number): void {
    const word = wordAt[node] as number;
    if (word >= 0 && (cost === 0 || proposable(word, at - start, cost))) arc(start, at, word, cost);
    if (at === to) return;
    const code = text.charCodeAt(at);
    const exact = child(lexicon, node, code);
    if (exact !== 0) walk(start, at + 1, exact, cost);
    if (cost !== 0 || marks === null || marks[at] === 0) return;
    if (at + 1 < to && at > start) swapped(start, at, node);
    const { codes, kinds } = alike.of(code);
    const last = childTo[node] as number;
    for (let next = childFrom[node] as number, index = 0; next < last && index < codes.length; ) {
      const label = labels[next] as number;
      const other = codes[index] as number;
      if (label === other) walk(start, at + 1, next, costOfChange(at, other, kinds[index] as number));
      if (label <= other) next++;
      if (other <= label) index++;
    }
  }

  /** Words that go on with the next two characters in the other order. */
  function swapped(start: number, at: number, node: number): void {
    const first = text.charCodeAt(at);
    const second = text.charCodeAt(at + 1);
    if (first === second) return;
    const one = at === start ? (roots[second] as number) : child(lexicon, node, second);
    const two = one === 0 ? 0 : child(lexicon, one, first);
    if (two !== 0) walk(start, at + 2, two, costs[SWAP] as number);
  }

  /** Words that begin at `start` with another character than stands there. */
  function changedFirst(start: number): void {
    const code = text.charCodeAt(start);
    const { words: alone, kinds: aloneKinds, codes: aloneCodes } = singles(code);
    for (let index = 0; index < alone.length; index++)
      arc(
        start,
        start + 1,
        alone[index] as number,
        costOfChange(start, aloneCodes[index] as number, aloneKinds[index] as number),
      );
    if (start + 1 === to) return;
    const { codes, kinds } = alike.of(code);
    const { from, nodes, firsts } = seconds;
    const label = text.charCodeAt(start + 1);
    const last = from[label + 1] as number;
    for (let at = from[label] as number, index = 0; at < last && index < codes.length; ) {
      const first = firsts[at] as number;
      const other = codes[index] as number;
      if (first === other)
        walk(start, start + 2, nodes[at] as number, costOfChange(start, other, kinds[index] as number));
      if (first <= other) at++;
      if (other <= first) index++;
    }
  }

  function proposable(word: number, length: number, cost: number): boolean {
    if (isName[word] === 1) return cost < NAME_COST;
    if (length > 2) return true;
    return (logp[word] as number) > (length === 1 ? RARE_SINGLE : RARE_PAIR);
  }

  /** The frequent ones among the characters that may have been meant, as words of their own. */
  function singles(code: number): Singles {
    const known = knownSingles.get(code);
    if (known !== undefined) return known;
    const { codes, kinds } = alike.of(code);
    const found: Singles = { words: [], kinds: [], codes: [] };
    codes.forEach((other, index) => {
      const word = wordAt[roots[other] as number] as number;
      if (word < 0 || !proposable(word, 1, NAME_COST)) return;
      found.words.push(word);
      found.kinds.push(kinds[index] as number);
      found.codes.push(other);
    });
    knownSingles.set(code, found);
    return found;
  }

  /** Words of two characters, both of which only sound alike: 不熟 for 部署. */
  function homophones(start: number): void {
    const first = text.charCodeAt(start);
    const second = text.charCodeAt(start + 1);
    for (const word of soundIndex(alike.sound[first] as number, alike.sound[second] as number)) {
      const node = lexicon.nodeOf[word] as number;
      const meantSecond = labels[node] as number;
      const meantFirst = labels[parents[node] as number] as number;
      if (meantSecond === second || meantFirst === first || isName[word] === 1) continue;
      const cost =
        costOfChange(start, meantFirst, SAME_SOUND) + costOfChange(start + 1, meantSecond, SAME_SOUND);
      arc(start, start + 2, word, cost);
    }
  }

  return (whole, stretch, suspect) => {
    text = whole;
    base = stretch.from;
    to = stretch.to;
    marks = suspect;
    count = 0;
    const length = to - base + 1;
    if (heads.length < length) {
      heads = new Int32Array(length * 2);
      best = new Float64Array(length * 2);
    }
    heads.fill(-1, 0, length);
    best.fill(Number.NEGATIVE_INFINITY, 0, length);
    push(stretch.left, 0, base, base, -1, 0);
    for (let start = base; start < to; start++) {
      if ((heads[start - base] as number) < 0) continue;
      const node = roots[text.charCodeAt(start)] as number;
      if (node === 0 || wordAt[node] === -1) arc(start, start + 1, -1, 0);
      if (node !== 0) walk(start, start + 1, node, 0);
      if (marks === null || marks[start] === 0) continue;
      changedFirst(start);
      if (start + 1 === to || marks[start + 1] === 0) continue;
      homophones(start);
      swapped(start, start, 0);
    }
    let last = -1;
    let top = Number.NEGATIVE_INFINITY;
    for (let at = heads[to - base] as number; at >= 0; at = sameEnd[at] as number) {
      const own = stretch.right < logp.length ? (logp[stretch.right] ?? floor) : CLOSE;
      const sum = (scores[at] as number) + logPair(pairs, words[at] as number, stretch.right, own);
      if (sum > top) {
        top = sum;
        last = at;
      }
    }
    const found: Reading[] = [];
    for (let at = last, end = to; at >= 0 && (before[at] as number) >= 0; at = before[at] as number) {
      const start = starts[at] as number;
      const cost = costOf[at] as number;
      const score = (scores[at] as number) + cost - (scores[before[at] as number] as number);
      found.push({ start, end, word: words[at] as number, score, cost });
      end = start;
    }
    return found.reverse();
  };
}

function copied<T extends Int32Array | Float64Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}

interface Singles {
  readonly words: number[];
  readonly kinds: number[];
  readonly codes: number[];
}

const NONE: readonly number[] = [];
/** More than there are classes of sounds. */
const SOUNDS = 0x1000;

/** Words of two characters by the classes of their sounds; made when first asked for. */
function indexBySound(
  { nodeOf, labels, parents }: Lexicon,
  alike: Alike,
): (first: number, second: number) => readonly number[] {
  let index: Map<number, number[]> | null = null;
  return (first, second) => {
    if (first === 0 || second === 0) return NONE;
    if (index === null) {
      const { sound } = alike;
      index = new Map();
      for (let word = 0; word < nodeOf.length; word++) {
        const node = nodeOf[word] as number;
        const parent = parents[node] as number;
        if (parent === 0 || parents[parent] !== 0) continue;
        const key =
          (sound[labels[parent] as number] as number) * SOUNDS + (sound[labels[node] as number] as number);
        const same = index.get(key);
        if (same === undefined) index.set(key, [word]);
        else same.push(word);
      }
    }
    return index.get(first * SOUNDS + second) ?? NONE;
  };
}
