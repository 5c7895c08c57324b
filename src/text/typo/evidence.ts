import { isSurname } from '../detect/names.ts';
import { NEAR_SOUND, SAME_SOUND, SHAPE, SWAP } from './confusions.ts';
import type { ContextScorer } from './context.ts';
import type { Channel, Reading } from './decode.ts';
import { type Grams, knownShares } from './grams.ts';
import { textOf, wordOf } from './lexicon.ts';
import { findPair } from './pairs.ts';

/** What speaks for and against a change; the weights are data (`packs/typo/judge.json`), learnt by scripts/train-typo.ts. */
export const EVIDENCE = [
  'one',
  'gain',
  'near',
  'shape',
  'two',
  'single',
  'pair',
  'triple',
  'left',
  'right',
  'both',
  'real',
  'name',
  'place',
  'usual',
  'pieces',
  'others',
  'fits',
  'odd',
  'strange',
  'rare',
  'cuts',
  'swap',
  'unusual',
  'fit',
  'fitNow',
  'fitBefore',
  'around',
  'aroundNow',
  'aroundMean',
  'begins',
  'ends',
  'known2',
  'known3',
  'known4',
  'was2',
  'was3',
  'was4',
] as const;
export type Evidence = Readonly<Record<(typeof EVIDENCE)[number], number>>;

/** A word that may have been meant where something else stands. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly word: string;
  readonly evidence: Evidence;
  /** Characters that are changed, and the kind of the first (see confusions.ts). */
  readonly kind: number;
}

export interface EvidenceOptions extends Channel {
  /** Rows of characters that official texts have. */
  readonly grams: Grams;
}

/** Where two readings of a stretch differ: from and to (exclusive) in each; and the words on the two sides of the stretch. */
export interface Difference {
  readonly plain: readonly Reading[];
  readonly other: readonly Reading[];
  readonly difference: readonly [from: number, to: number, otherFrom: number, otherTo: number];
  readonly left: number;
  readonly right: number;
}

const NUMERAL = /[零〇一二两三四五六七八九十百千万亿第]/;
/** Logits that a change from or to a numeral has to gain. */
const OF_NUMERAL = 12;
/** What follows the name of a place or a firm. */
const PLACE =
  /^(?:省|市|县|区|旗|盟|镇|乡|村|屯|庄|街|路|巷|弄|社区|居民|湖|河|江|溪|岛|港|湾|山|岭|沟|桥|苑|园|站|机场|公司|集团|学校|小学|中学|医院)/;

/** The changed words of one difference, each with its evidence. */
export function createEvidence(
  { lexicon, pairs, alike, grams }: EvidenceOptions,
  context: ContextScorer,
): (run: string, difference: Difference) => readonly Change[] {
  return (run, { plain, other, difference: [from, to, otherFrom, otherTo], left, right }) => {
    const found: Change[] = [];
    const changed = other.slice(otherFrom, otherTo).filter(({ cost }) => cost !== 0);
    if (changed.length === 0) return [];
    const gain = (sum(other, otherFrom, otherTo + 1) - sum(plain, from, to + 1)) / changed.length;
    const pieces = (to - from - (otherTo - otherFrom)) / changed.length;
    const { strange, rare } = strangeness(plain, from, to, left, right);
    const odd = -sum(plain, from, to) / ((plain[to - 1] as Reading).end - (plain[from] as Reading).start);
    for (let index = otherFrom; index < otherTo; index++) {
      const reading = other[index] as Reading;
      if (reading.cost === 0) continue;
      const before = other[index - 1];
      const after = other[index + 1];
      const change = wordEvidence(run, reading, before?.word ?? left, after?.word ?? right);
      const { kinds, numeral, ...sides } = change;
      const word = textOf(lexicon, reading.word);
      const fit = context.rescore(reading.start, word);
      if (numeral && fit.gain < OF_NUMERAL) continue;
      const [known2 = 0, known3 = 0, known4 = 0] = knownAt(run, reading, word);
      const [was2 = 0, was3 = 0, was4 = 0] = knownAt(run, reading, run.slice(reading.start, reading.end));
      found.push({
        start: reading.start,
        end: reading.end,
        word,
        kind: kinds[0] ?? SAME_SOUND,
        evidence: {
          ...sides,
          one: 1,
          gain,
          near: kinds.includes(NEAR_SOUND) ? 1 : 0,
          shape: kinds.includes(SHAPE) ? 1 : 0,
          swap: kinds.includes(SWAP) ? 1 : 0,
          two: kinds.length > 1 ? 1 : 0,
          name: mayBeName(run, reading, before) ? 1 : 0,
          pieces,
          others: changed.length - 1,
          fits: (reading.score + (after?.score ?? -1.7)) / 4,
          odd,
          strange,
          rare,
          cuts: cutsWord(plain, from, to, reading) ? 1 : 0,
          unusual: unusual(run, reading),
          fit: within(fit.gain, 20) / 4,
          fitNow: within(fit.least, 10) / 4,
          fitBefore: within(fit.leastBefore, 10) / 4,
          around: within(fit.around, 10) / 4,
          aroundNow: within(fit.leastAround, 10) / 4,
          aroundMean: within(fit.meanAround, 10) / 4,
          begins: reading.start === 0 ? 1 : 0,
          ends: reading.end === run.length ? 1 : 0,
          known2,
          known3,
          known4,
          was2,
          was3,
          was4,
        },
      });
    }
    return found;
  };

  /** Shares of the rows of characters over what is changed that official texts have, with `word` in its place. */
  function knownAt(run: string, { start, end, word }: Reading, put: string): readonly number[] {
    const own = run.slice(start, end);
    const meant = textOf(lexicon, word);
    let first = 0;
    while (own[first] === meant[first]) first++;
    let last = end - start;
    while (own[last - 1] === meant[last - 1]) last--;
    const text = run.slice(0, start) + put + run.slice(end);
    return knownShares(grams, text, start + first, start + last, isHan);
  }

  /** Of what stands there: the share of neighbours that are never seen together, and how rare the rarest word is. */
  function strangeness(
    plain: readonly Reading[],
    from: number,
    to: number,
    left: number,
    right: number,
  ): { readonly strange: number; readonly rare: number } {
    let before = plain[from - 1]?.word ?? left;
    let unseen = 0;
    let rare = 0;
    for (let index = from; index <= to; index++) {
      const word = plain[index]?.word ?? right;
      if (findPair(pairs, before, word) < 0) unseen++;
      if (index < to) rare = Math.min(rare, word < 0 ? lexicon.floor : (lexicon.logp[word] as number));
      before = word;
    }
    return { strange: unseen / (to - from + 1), rare: -rare / 10 };
  }

  /** How rare the rarest character is that would be changed: slips of the hand bring usual ones, names bring rare ones. */
  function unusual(run: string, { start, end, word }: Reading): number {
    const meant = textOf(lexicon, word);
    let least = 0;
    for (let index = start; index < end; index++)
      if (run[index] !== meant[index - start]) {
        const own = lexicon.wordAt[lexicon.roots[run.charCodeAt(index)] as number] ?? -1;
        least = Math.min(least, own < 0 ? lexicon.floor : (lexicon.logp[own] as number));
      }
    return -least / 10;
  }

  function wordEvidence(run: string, { start, end, word }: Reading, before: number, after: number) {
    const own = run.slice(start, end);
    const meant = textOf(lexicon, word);
    const length = end - start;
    const kinds: number[] = [];
    let numeral = false;
    for (let index = 0; index < length; index++) {
      if (own[index] === meant[index]) continue;
      if (own[index] === meant[index + 1] && own[index + 1] === meant[index]) {
        kinds.push(SWAP);
        index++;
        continue;
      }
      // 一、七、十 and the like sound and look like much; a number is hardly a slip for a word.
      if (length < 4 && (NUMERAL.test(own.charAt(index)) || NUMERAL.test(meant.charAt(index))))
        numeral = true;
      const { codes, kinds: all } = alike.of(own.charCodeAt(index));
      kinds.push(all[codes.indexOf(meant.charCodeAt(index))] ?? SHAPE);
    }
    const left = before < lexicon.size && findPair(pairs, before, word) >= 0 ? 1 : 0;
    const right = after < lexicon.size && findPair(pairs, word, after) >= 0 ? 1 : 0;
    return {
      kinds,
      numeral,
      single: length === 1 ? 1 : 0,
      pair: length === 2 ? 1 : 0,
      triple: length === 3 ? 1 : 0,
      left,
      right,
      both: left * right,
      real: length > 1 && wordOf(lexicon, own) >= 0 ? 1 : 0,
      place: length < 3 && PLACE.test(run.slice(end, end + 2)) ? 1 : 0,
      usual: (lexicon.logp[word] as number) + 12,
    };
  }
}

function sum(readings: readonly Reading[], from: number, to: number): number {
  let total = 0;
  for (let index = from; index < Math.min(to, readings.length); index++)
    total += (readings[index] as Reading).score;
  return total;
}

function isHan(code: number): boolean {
  return code >= 0x3400 && code < 0xa000;
}

function within(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}

/** Whether a word that stands there runs on beyond the change: 外治 where 中医外 would be changed. */
function cutsWord(plain: readonly Reading[], from: number, to: number, { start, end }: Reading): boolean {
  for (let index = from; index < to; index++) {
    const one = plain[index] as Reading;
    if (
      one.end - one.start > 1 &&
      ((one.start < start && one.end > start) || (one.start < end && one.end > end))
    )
      return true;
  }
  return false;
}

/** A name has no right spelling: whether one may begin at the place, or directly before it. */
function mayBeName(run: string, { start, end }: Reading, before: Reading | undefined): boolean {
  if (end - start > 3) return false;
  return (
    isSurname(run.charAt(start)) ||
    (start > 0 &&
      isSurname(run.charAt(start - 1)) &&
      (before === undefined || before.end - before.start === 1))
  );
}
