import type { TextHit } from '../../model/index.ts';
import { literal } from '../../model/literal.ts';
import { blocksOf } from './blocks.ts';
import { type ChangeOptions, createChangeFinder } from './changes.ts';
import { SHAPE, SWAP } from './confusions.ts';
import type { Change } from './evidence.ts';
import type { LackingOne } from './indexes.ts';
import { type Judge, weigh } from './judge.ts';
import { createNameCheck, isCoined, type NameShapes } from './shapes.ts';
import { createSlipFinder, type Slip } from './slips.ts';

/** What the check needs besides the text; all of it is data (`packs/typo/`). */
export interface TypoModel extends ChangeOptions {
  /** How the evidence is weighed. */
  readonly judge: Judge;
  /** Least sum of the weighed evidence (log-odds) for a warning; where something may be a name; and where the same stands there again. */
  readonly threshold: number;
  readonly nameThreshold: number;
  readonly repeatThreshold: number;
  readonly shapes: NameShapes;
  readonly lacking: LackingOne;
  /** What may well stand twice: 非常非常. */
  readonly twice: readonly string[];
  /** Expressions in which nothing is changed: new words and abbreviations that the word list lacks. */
  readonly protect: readonly string[];
}

const HAN = /\p{Script=Han}/u;

interface Weighed extends Change {
  readonly odds: number;
}

/**
 * Wrong characters (错别字), by a noisy channel over words and pairs of words: where what stands there is improbable, and characters that
 * sound or look alike make it probable, they were meant. How sure that is follows from weighed evidence; only the sure ones are hits.
 */
export function createTypoCheck(model: TypoModel): (text: string) => readonly TextHit[] {
  const find = createChangeFinder(model);
  const isName = createNameCheck(model.shapes);
  const slips = createSlipFinder(model);
  const protect = model.protect.length === 0 ? null : new RegExp(model.protect.map(literal).join('|'), 'g');
  return (text) => {
    const found: TextHit[] = [];
    for (const { start, end, from, to } of blocksOf(text))
      for (const hit of inBlock(from === 0 && to === text.length ? text : text.slice(from, to)))
        if (hit.start + from >= start && hit.start + from < end)
          found.push(from === 0 ? hit : { ...hit, start: hit.start + from, end: hit.end + from });
    return found;
  };

  function inBlock(text: string): readonly TextHit[] {
    const sure = find(text)
      .map((change): Weighed => ({ ...change, odds: weigh(change.evidence, model.judge) }))
      .filter(
        (change) =>
          change.odds >= least(text, change) &&
          !(change.evidence.swap === 1 && change.evidence.cuts === 1) &&
          !isName(text, change, change.word) &&
          !isProtected(text, change, protect),
      );
    // What stands there again, spelt alike, is a name or a term, unless it can be neither; slips of typing do not repeat.
    const wrong = sure
      .filter(
        ({ start, end, odds }) =>
          (end - start > 1 && odds >= model.repeatThreshold) || !standsAgain(text, start, end),
      )
      .map((change) => changeHit(text, change));
    const slipped = slips(text)
      .filter((slip) => !isProtected(text, slip, protect))
      .map((slip) => slipHit(text, slip));
    if (slipped.length === 0) return wrong;
    // One place is one hit; where a slip explains it, nothing else has to.
    const others = wrong.filter(
      (one) => !slipped.some(({ start, end }) => start < one.end && end > one.start),
    );
    return [...others, ...slipped].sort((a, b) => a.start - b.start);
  }

  function least(text: string, change: Weighed): number {
    const doubtful =
      change.evidence.name === 1 ||
      change.evidence.swap === 1 ||
      change.evidence.cuts === 1 ||
      change.end - change.start === 1 ||
      standsAlone(text, change) ||
      isCoined(text, change);
    return doubtful ? model.nameThreshold : model.threshold;
  }
}

/** A word with at most one character beside it has no context to be wrong in. */
function standsAlone(text: string, { start, end }: Change): boolean {
  let beside = 0;
  for (let at = start - 1; beside < 2 && HAN.test(text.charAt(at)); at--) beside++;
  for (let at = end; beside < 2 && HAN.test(text.charAt(at)); at++) beside++;
  return beside < 2;
}

/** Of a single character its neighbours count, too: it may well stand elsewhere in words of its own. */
function standsAgain(text: string, start: number, end: number): boolean {
  if (end - start > 1) return occursTwice(text, text.slice(start, end));
  return (
    (start > 0 && occursTwice(text, text.slice(start - 1, end))) ||
    occursTwice(text, text.slice(start, end + 1))
  );
}

function occursTwice(text: string, piece: string): boolean {
  return piece.length > 1 && text.indexOf(piece, text.indexOf(piece) + 1) >= 0;
}

const REACH = 12;

function isProtected(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  protect: RegExp | null,
): boolean {
  if (protect === null) return false;
  const from = Math.max(0, start - REACH);
  for (const match of text.slice(from, end + REACH).matchAll(protect))
    if (from + match.index < end && from + match.index + match[0].length > start) return true;
  return false;
}

const KINDS: Readonly<Record<number, readonly [rule: string, what: string]>> = {
  [SHAPE]: ['typo.shape', '形近别字'],
  [SWAP]: ['typo.order', '错序'],
};

function changeHit(whole: string, { start, end, word, kind }: Weighed): TextHit {
  const [rule, what] = KINDS[kind] ?? ['typo.homophone', '同音别字'];
  const text = whole.slice(start, end);
  return hit(rule, whole, start, end, word, `“${text}”疑为“${word}”的${what}`);
}

function slipHit(whole: string, { start, end, kind, suggest }: Slip): TextHit {
  const text = whole.slice(start, end);
  return kind === 'doubled'
    ? hit('typo.doubled', whole, start, end, suggest, `“${text}”疑有重复`)
    : hit('typo.missing', whole, start, end, suggest, `“${text}”疑为“${suggest}”漏字`);
}

function hit(rule: string, whole: string, start: number, end: number, suggest: string, why: string): TextHit {
  const text = whole.slice(start, end);
  return { rule, pack: 'typo', category: 'typo', severity: 'warn', start, end, text, suggest, why };
}
