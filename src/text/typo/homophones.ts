import type { TextHit } from '../../model/index.ts';
import { isSurname } from '../detect/names.ts';
import { cut, type Words } from './words.ts';

/** What the check needs besides the text; all of it is data (`packs/typo/`). */
export interface TypoModel {
  readonly words: Words;
  /** Characters that sound alike: groups of one syllable without its tone. */
  readonly groups: readonly string[];
  /** Expressions in which nothing is changed: new words and abbreviations that the word list lacks. */
  readonly protect: readonly string[];
  /** How much more probable the text has to become (natural logarithm) before a character counts as wrong. */
  readonly threshold: number;
  /** The same where a word of two characters is proposed: chance makes many of those. */
  readonly pairThreshold: number;
}

/** Longer runs are cut into pieces: the neighbourhood of a character is all that counts. */
const PIECE = 120;
/** Characters to either side of the one that is tried. */
const AROUND = 7;
const HAN_RUN = /\p{Script=Han}{2,}/gu;

interface Change {
  readonly start: number;
  readonly end: number;
  readonly word: string;
  readonly gain: number;
}

/**
 * Characters that sound right and are wrong (同音别字), by a noisy channel over word frequencies: where a character stands alone because
 * its neighbourhood falls apart into single characters, and one that sounds alike makes a word of it, the word was meant. Only words of
 * two characters and more are proposed; what stands in a word already is left alone.
 */
export function createTypoCheck(model: TypoModel): (text: string) => readonly TextHit[] {
  const alike = new Map<string, string>();
  for (const group of model.groups)
    for (const character of group)
      alike.set(character, (alike.get(character) ?? '') + group.replaceAll(character, ''));
  const protect = new Map(model.words.logp);
  const longest = model.protect.reduce((most, word) => Math.max(most, word.length), model.words.longest);
  // As frequent as frequent words: the cut prefers it whole.
  for (const word of model.protect) protect.set(word, Math.max(protect.get(word) ?? -9, -9));
  const words: Words = { ...model.words, logp: protect, longest };
  return (text) => {
    const hits: TextHit[] = [];
    for (const run of text.matchAll(HAN_RUN))
      for (let from = 0; from < run[0].length; from += PIECE) {
        const piece = run[0].slice(from, from + PIECE);
        for (const change of changes(piece, words, alike, model))
          hits.push(toHit(change, piece, run.index + from));
      }
    return onceOnly(hits);
  };
}

function changes(
  piece: string,
  words: Words,
  alike: ReadonlyMap<string, string>,
  { threshold, pairThreshold }: TypoModel,
): readonly Change[] {
  const { ends } = cut(piece, words);
  const found: Change[] = [];
  let start = 0;
  ends.forEach((end, index) => {
    const alone = end - start === 1;
    const candidates = alone ? alike.get(piece.charAt(start)) : undefined;
    if (candidates !== undefined) {
      const change = bestChange(piece, start, window(ends, index, piece.length), candidates, words);
      if (
        change !== null &&
        change.gain > (change.word.length === 2 ? pairThreshold : threshold) &&
        !inName(piece, change.start, change.end)
      )
        found.push(change);
    }
    start = end;
  });
  return found.filter(
    (one) => !found.some((other) => other !== one && overlap(one, other) && other.gain > one.gain),
  );
}

/** A name has no right spelling: where one may begin at or directly before the place, nothing is said. */
function inName(piece: string, start: number, end: number): boolean {
  if (end - start > 3) return false;
  return isSurname(piece.charAt(start)) || (start > 0 && isSurname(piece.charAt(start - 1)));
}

/** What stands there again, spelt alike, is a name or a term; slips of typing do not repeat. */
function onceOnly(hits: readonly TextHit[]): readonly TextHit[] {
  const counts = new Map<string, number>();
  for (const { text: own } of hits) counts.set(own, (counts.get(own) ?? 0) + 1);
  return hits.filter(({ text: own }) => counts.get(own) === 1);
}

/** From the beginning of one word to the end of another, about so far to either side. */
function window(ends: readonly number[], index: number, length: number): readonly [from: number, to: number] {
  const at = index === 0 ? 0 : (ends[index - 1] as number);
  let first = index;
  while (first > 0 && at - (ends[first - 1] as number) < AROUND) first--;
  let last = index;
  while (last < ends.length - 1 && (ends[last] as number) - at <= AROUND) last++;
  return [first === 0 ? 0 : (ends[first - 1] as number), ends[last] ?? length];
}

function bestChange(
  piece: string,
  at: number,
  [from, to]: readonly [number, number],
  candidates: string,
  words: Words,
): Change | null {
  const before = piece.slice(from, at);
  const after = piece.slice(at + 1, to);
  const now = cut(piece.slice(from, to), words).score;
  let best: Change | null = null;
  for (const candidate of candidates) {
    const text = before + candidate + after;
    const { score, ends } = cut(text, words);
    if (best !== null && score - now <= best.gain) continue;
    const own = ends.findIndex((end) => end > at - from);
    const start = own <= 0 ? 0 : (ends[own - 1] as number);
    const end = ends[own] ?? text.length;
    if (end - start < 2) continue;
    best = { start: from + start, end: from + end, word: text.slice(start, end), gain: score - now };
  }
  return best;
}

function overlap(a: Change, b: Change): boolean {
  return a.start < b.end && b.start < a.end;
}

function toHit({ start, end, word }: Change, piece: string, offset: number): TextHit {
  const text = piece.slice(start, end);
  return {
    rule: 'typo.homophone',
    pack: 'typo',
    category: 'typo',
    severity: 'warn',
    start: offset + start,
    end: offset + end,
    text,
    suggest: word,
    why: `“${text}”疑为“${word}”的同音别字`,
  };
}
