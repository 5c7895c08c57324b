import type { TextHit } from '../../model/index.ts';
import { isSurname } from '../detect/names.ts';
import { type Change, type ChangeOptions, createChangeFinder, EVIDENCE, type Evidence } from './changes.ts';
import { SHAPE } from './confusions.ts';

/** What the check needs besides the text; all of it is data (`packs/typo/`). */
export interface TypoModel extends ChangeOptions {
  /** Weights of the evidence (logistic regression). */
  readonly weights: Evidence;
  /** Least sum of the weighed evidence (log-odds) for a warning; where something may be a name; and where the same stands there again. */
  readonly threshold: number;
  readonly nameThreshold: number;
  readonly repeatThreshold: number;
  /** Expressions in which nothing is changed: new words and abbreviations that the word list lacks. */
  readonly protect: readonly string[];
}

interface Weighed extends Change {
  readonly odds: number;
}

/**
 * Wrong characters (错别字), by a noisy channel over words and pairs of words: where what stands there is improbable, and characters that
 * sound or look alike make it probable, they were meant. How sure that is follows from weighed evidence; only the sure ones are hits.
 */
export function createTypoCheck(model: TypoModel): (text: string) => readonly TextHit[] {
  const find = createChangeFinder(model);
  const protect = model.protect.length === 0 ? null : new RegExp(model.protect.map(escaped).join('|'), 'g');
  return (text) => {
    const sure = find(text)
      .map((change): Weighed => ({ ...change, odds: weigh(change.evidence, model.weights) }))
      .filter(
        (change) =>
          change.odds >= (change.evidence.name === 1 ? model.nameThreshold : model.threshold) &&
          !standsAsName(text, change) &&
          !isProtected(text, change, protect),
      );
    const counts = new Map<string, number>();
    for (const { start, end } of sure)
      counts.set(text.slice(start, end), (counts.get(text.slice(start, end)) ?? 0) + 1);
    // What stands there again, spelt alike, is a name or a term, unless it can be neither; slips of typing do not repeat.
    return sure
      .filter(
        ({ start, end, odds }) =>
          counts.get(text.slice(start, end)) === 1 || (end - start > 1 && odds >= model.repeatThreshold),
      )
      .map((change) => toHit(text, change));
  };
}

export function weigh(evidence: Evidence, weights: Evidence): number {
  return EVIDENCE.reduce((total, kind) => total + evidence[kind] * weights[kind], 0);
}

/** Two to four characters between signs, the first a surname: 、张某某、 in a list of names. */
function standsAsName(text: string, { start, end }: Change): boolean {
  let from = start;
  while (from > 0 && start - from < 5 && /\p{Script=Han}/u.test(text.charAt(from - 1))) from--;
  let to = end;
  while (to < text.length && to - from < 5 && /\p{Script=Han}/u.test(text.charAt(to))) to++;
  return to - from < 4 && isSurname(text.charAt(from));
}

const REACH = 12;

function isProtected(text: string, { start, end }: Change, protect: RegExp | null): boolean {
  if (protect === null) return false;
  const from = Math.max(0, start - REACH);
  for (const match of text.slice(from, end + REACH).matchAll(protect))
    if (from + match.index < end && from + match.index + match[0].length > start) return true;
  return false;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function toHit(whole: string, { start, end, word, kind }: Weighed): TextHit {
  const text = whole.slice(start, end);
  return {
    rule: kind === SHAPE ? 'typo.shape' : 'typo.homophone',
    pack: 'typo',
    category: 'typo',
    severity: 'warn',
    start,
    end,
    text,
    suggest: word,
    why: `“${text}”疑为“${word}”的${kind === SHAPE ? '形近' : '同音'}别字`,
  };
}
