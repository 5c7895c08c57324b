import { isSurname } from '../detect/names.ts';
import { NEAR_SOUND, SAME_SOUND, SHAPE, SWAP } from './confusions.ts';
import { createContextScorer } from './context.ts';
import { type Channel, createDecoder, type Reading, type Stretch } from './decode.ts';
import { type Grams, knownShares } from './grams.ts';
import { textOf, wordOf } from './lexicon.ts';
import { EDGE, findPair, NUMBER } from './pairs.ts';

/** What speaks for and against a change; the weights are data (`packs/typo/typo.yaml`), learnt by scripts/train-typo.ts. */
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

export interface ChangeOptions extends Channel {
  /** How improbable a word of one, two, three and more characters is before its characters are doubted (−natural logarithm). */
  readonly doubt: readonly number[];
  /** And how improbable before it is asked whether they fit between their neighbours. */
  readonly suspect: readonly number[];
  /** How badly a character has to fit between its neighbours to be doubted, and how much better another has to (logits). */
  readonly unfit: readonly [own: number, better: number];
  readonly grams: Grams;
}

/** Characters to either side of a doubted one that are read again with it. */
const AROUND = 5;
/** Longer runs are cut into pieces: the neighbourhood of a character is all that counts. */
const PIECE = 160;
const HAN_RUN = /\p{Script=Han}{2,}/gu;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;
const NUMERAL = /[零〇一二两三四五六七八九十百千万亿第]/;
/** A character that fits so well between its neighbours is not doubted (logit). */
const WELL = 4;
/** Logits that a change from or to a numeral has to gain. */
const OF_NUMERAL = 12;
/** What follows the name of a place or a firm. */
const PLACE =
  /^(?:省|市|县|区|旗|盟|镇|乡|村|屯|庄|街|路|巷|弄|社区|居民|湖|河|江|溪|岛|港|湾|山|岭|沟|桥|苑|园|站|机场|公司|集团|学校|小学|中学|医院)/;

/** Finds in a text what may be wrong characters; every change comes with its evidence, the judgement is the caller's. */
export function createChangeFinder(options: ChangeOptions): (text: string) => readonly Change[] {
  const { lexicon, pairs, alike, doubt, suspect, unfit, grams } = options;
  const context = createContextScorer(options.context);
  const decode = createDecoder(options, context);
  const side = (character: string) => lexicon.size + (WORD_CHARACTER.test(character) ? NUMBER : EDGE);

  function inRun(run: string, left: number, right: number): readonly Change[] {
    const read = decode(run, { from: 0, to: run.length, left, right }, null);
    const marks = doubted(run, read);
    if (marks === null) return [];
    const found: Change[] = [];
    for (const [first, last] of stretches(read, marks)) {
      const stretch: Stretch = {
        from: (read[first] as Reading).start,
        to: (read[last] as Reading).end,
        left: first === 0 ? left : (read[first - 1] as Reading).word,
        right: last === read.length - 1 ? right : (read[last + 1] as Reading).word,
      };
      found.push(...compare(run, read.slice(first, last + 1), decode(run, stretch, marks), stretch));
    }
    return found;
  }

  /**
   * Characters of improbable words, and of the short word before one (it may be the wrong one of the two), unless their neighbours speak
   * for them; and of words that are less improbable those that do not fit between their neighbours, where another does.
   */
  function doubted(run: string, read: readonly Reading[]): Uint8Array | null {
    const marks = new Uint8Array(run.length);
    let any = false;
    for (let index = 0; index < read.length; index++) {
      const { start, end, score } = read[index] as Reading;
      const kind = Math.min(end - start, doubt.length) - 1;
      if (-score <= (suspect[kind] as number)) continue;
      const before = read[index - 1];
      const from = before !== undefined && before.end - before.start === 1 ? before.start : start;
      const improbable = -score > (doubt[kind] as number);
      for (let at = from; at < end; at++) {
        if (marks[at] === 1) continue;
        const own = context.own(at);
        if (own > (improbable ? WELL : unfit[0])) continue;
        if (!improbable && !betterThan(run.charCodeAt(at), at, own + unfit[1])) continue;
        marks[at] = 1;
        any = true;
      }
    }
    return any ? marks : null;
  }

  /** Whether a character like the one at a place fits there with so high a logit. */
  function betterThan(code: number, at: number, least: number): boolean {
    for (const other of alike.of(code).codes) if (context.logit(at, other) > least) return true;
    return false;
  }

  /** From the first to the last word of each stretch around doubted characters. */
  function stretches(read: readonly Reading[], marks: Uint8Array): readonly (readonly [number, number])[] {
    const found: [number, number][] = [];
    read.forEach(({ start, end }, index) => {
      if (!marked(marks, start, end)) return;
      let first = index;
      while (first > 0 && start - (read[first] as Reading).start < AROUND) first--;
      let last = index;
      while (last < read.length - 1 && (read[last] as Reading).end - end < AROUND) last++;
      const before = found.at(-1);
      if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
      else found.push([first, last]);
    });
    return found;
  }

  /** The changed words of a reading, against the reading of what stands there. */
  function compare(
    run: string,
    plain: readonly Reading[],
    other: readonly Reading[],
    { left, right }: Stretch,
  ): readonly Change[] {
    const found: Change[] = [];
    for (const [from, to, otherFrom, otherTo] of differences(plain, other)) {
      const changed = other.slice(otherFrom, otherTo).filter(({ cost }) => cost !== 0);
      if (changed.length === 0) continue;
      const gain = (sum(other, otherFrom, otherTo + 1) - sum(plain, from, to + 1)) / changed.length;
      const pieces = (to - from - (otherTo - otherFrom)) / changed.length;
      const { strange, rare } = strangeness(plain, from, to, left, right);
      const odd = -sum(plain, from, to) / ((plain[to - 1] as Reading).end - (plain[from] as Reading).start);
      for (let index = otherFrom; index < otherTo; index++) {
        const reading = other[index] as Reading;
        if (reading.cost === 0) continue;
        const before = other[index - 1];
        const after = other[index + 1];
        const change = judgeable(run, reading, before?.word ?? left, after?.word ?? right);
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
    }
    return found;
  }

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

  function judgeable(run: string, { start, end, word }: Reading, before: number, after: number) {
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

  return (text) => {
    const found: Change[] = [];
    for (const { 0: run, index } of text.matchAll(HAN_RUN))
      for (let from = 0; from < run.length; from += PIECE) {
        const piece = run.slice(from, from + PIECE);
        const at = index + from;
        context.load(text, at, at + piece.length);
        for (const change of inRun(piece, side(text.charAt(at - 1)), side(text.charAt(at + piece.length))))
          found.push({ ...change, start: change.start + at, end: change.end + at });
      }
    return found;
  };
}

function marked(marks: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (marks[at] === 1) return true;
  return false;
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

/** Where two readings of one stretch differ: from and to (exclusive) in each; both sides begin and end at the same characters. */
function differences(
  a: readonly Reading[],
  b: readonly Reading[],
): readonly (readonly [number, number, number, number])[] {
  const found: [number, number, number, number][] = [];
  let i = 0;
  let j = 0;
  let open: [number, number] | null = null;
  while (i < a.length && j < b.length) {
    const one = a[i] as Reading;
    const two = b[j] as Reading;
    if (one.start === two.start && one.end === two.end && two.cost === 0) {
      if (open !== null) found.push([open[0], i, open[1], j]);
      open = null;
      i++;
      j++;
      continue;
    }
    open ??= [i, j];
    let endA = one.end;
    let endB = two.end;
    i++;
    j++;
    while (endA !== endB)
      if (endA < endB) endA = (a[i++] as Reading).end;
      else endB = (b[j++] as Reading).end;
  }
  if (open !== null) found.push([open[0], i, open[1], j]);
  return found;
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
