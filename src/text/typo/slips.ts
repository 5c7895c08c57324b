import { Automaton } from '../match/automaton.ts';
import type { LackingOne } from './indexes.ts';
import { child, type Lexicon, textOf, wordOf } from './lexicon.ts';
import { findPair, type Pairs } from './pairs.ts';

/** A slip of the hand, not of the ear or eye: something typed twice, or left out. */
export interface Slip {
  readonly start: number;
  readonly end: number;
  readonly kind: 'doubled' | 'missing';
  readonly suggest: string;
}

export interface SlipOptions {
  readonly lexicon: Lexicon;
  readonly pairs: Pairs;
  readonly lacking: LackingOne;
  /** What may well stand twice: 非常非常, 一个一个. */
  readonly twice: readonly string[];
}

const HAN_RUN = /\p{Script=Han}{3,}/gu;
/** A single character that is rarer than this (log-probability) is not a word that happens to follow. */
const OWN = -6.8;
/** The word that it follows has to be this frequent. */
const USUAL = -14;
const LONGEST = 5;

const NUMERAL = /[零〇一二两三四五六七八九十百千万亿]/;
const VERB_ENDING = /[了着过出]/;
const FUNCTION = /[的了和与及或等在为是对把被将从到由向以而并也都就要会能可应不未已]/;

/** Finds what is written twice (进一步步, 工作作, 进行进行) and long words that lack a character (中华人民和国). */
export function createSlipFinder({
  lexicon,
  pairs,
  twice,
  lacking,
}: SlipOptions): (text: string) => readonly Slip[] {
  const allowed = new Set(twice);
  const automaton = new Automaton(lacking.automaton);

  function doubledIn(run: string, offset: number, found: Slip[]): void {
    for (let at = 1; at < run.length; at++) {
      if (run[at] === run[at - 1]) {
        const before = doubledCharacter(run, at);
        if (before !== '')
          found.push({
            start: offset + at - before.length,
            end: offset + at + 1,
            kind: 'doubled',
            suggest: before,
          });
      }
      for (let length = 2; length <= LONGEST && at + length <= run.length; length++) {
        if (at < length || run[at] !== run[at - length]) continue;
        const piece = run.slice(at, at + length);
        if (!run.startsWith(piece, at - length) || !doubledWord(run, at, piece)) continue;
        found.push({
          start: offset + at - length,
          end: offset + at + length,
          kind: 'doubled',
          suggest: piece,
        });
      }
    }
  }

  /** The word whose last character stands again at `at` and belongs to no other word there; empty = it may. */
  function doubledCharacter(run: string, at: number): string {
    const own = run.charAt(at);
    const single = wordOf(lexicon, own);
    if (single >= 0 && (lexicon.logp[single] as number) > OWN) return '';
    const next = run[at + 1] ?? '';
    if (next === own || run[at - 2] === own || VERB_ENDING.test(next)) return '';
    if (beginsWord(run, at)) return '';
    // 火灾灾后: what follows has to stand without it.
    if (next !== '' && !FUNCTION.test(next) && !beginsWord(run, at + 1)) return '';
    for (let length = Math.min(LONGEST, at); length > 1; length--) {
      const before = run.slice(at - length, at);
      const word = wordOf(lexicon, before);
      if (word < 0) continue;
      if (
        (length === 2 && NUMERAL.test(before)) ||
        lexicon.isName[word] === 1 ||
        (lexicon.logp[word] as number) < USUAL
      )
        return '';
      // Of a word of two, 步步 may be what was meant; of 进一步 not.
      return findPair(pairs, word, single) >= 0 || (length === 2 && wordAround(run, at)) ? '' : before;
    }
    return '';
  }

  function beginsWord(run: string, at: number): boolean {
    let node = lexicon.roots[run.charCodeAt(at)] as number;
    for (let end = at + 1; node !== 0 && end < run.length; end++) {
      node = child(lexicon, node, run.charCodeAt(end));
      if (node !== 0 && (lexicon.wordAt[node] as number) >= 0) return true;
    }
    return false;
  }

  /** Whether a word holds both of two equal neighbours: 步步高. */
  function wordAround(run: string, at: number): boolean {
    for (let from = Math.max(0, at - 4); from < at; from++) {
      let node = lexicon.roots[run.charCodeAt(from)] as number;
      for (let end = from + 1; node !== 0 && end < run.length && end < from + 6; end++) {
        node = child(lexicon, node, run.charCodeAt(end));
        if (node !== 0 && end >= at && (lexicon.wordAt[node] as number) >= 0) return true;
      }
    }
    return false;
  }

  function doubledWord(run: string, at: number, piece: string): boolean {
    const word = wordOf(lexicon, piece);
    if (word < 0 || lexicon.isName[word] === 1 || (lexicon.logp[word] as number) < USUAL) return false;
    if (allowed.has(piece) || NUMERAL.test(piece) || findPair(pairs, word, word) >= 0 || /^(.)\1/.test(piece))
      return false;
    // 中国中国石油: the second begins a longer word; 生态文明建设建设: the first ends one.
    for (let length = piece.length + 1; length < piece.length + 5; length++)
      if (
        (at + length <= run.length && wordOf(lexicon, run.slice(at, at + length)) >= 0) ||
        (at - length >= 0 && wordOf(lexicon, run.slice(at - length, at)) >= 0)
      )
        return false;
    return run.slice(at - 2 * piece.length, at - piece.length) !== piece;
  }

  /** Whether a word of two or three characters stands across a place. */
  function joins(text: string, at: number): boolean {
    for (let from = at - 2; from < at; from++)
      for (let to = at + 1; to <= at + 2; to++)
        if (from >= 0 && to - from < 4 && wordOf(lexicon, text.slice(from, to)) >= 0) return true;
    return false;
  }

  return (text) => {
    const found: Slip[] = [];
    for (const { 0: run, index } of text.matchAll(HAN_RUN)) doubledIn(run, index, found);
    automaton.scan(text, (index, start, end) => {
      // 监管|信息系统, 政治局|委员: its ends may belong to words that run on.
      if (joins(text, start) || joins(text, end)) return;
      found.push({ start, end, kind: 'missing', suggest: textOf(lexicon, lacking.words[index] as number) });
    });
    return found;
  };
}
