import type { TextHit } from '../../model/index.ts';
import { type Detector, detectorOf } from '../detect/index.ts';
import { type CompiledRule, confirmSpan, type Entry, type Lexicon } from './compile.ts';
import { holds, type TextContext } from './context.ts';
import { createNearCheck } from './neighbours.ts';
import { scanRepeated } from './repeated.ts';
import { type AllowedSpan, type Candidate, longest, together, withoutAllowed } from './settle.ts';
import { createStraddleCheck } from './words.ts';

export interface Scanner {
  /** Names of the packs. */
  readonly packs: readonly string[];
  /** Hits in the order of their starts; offsets in UTF-16 units of the text as given. */
  scan(text: string, context?: TextContext): readonly TextHit[];
}

export function createScanner(lexicon: Lexicon): Scanner {
  const { automaton, entries, rules } = lexicon;
  const straddles = createStraddleCheck();
  const nearCheck = createNearCheck();
  const detectors = rules.flatMap(({ rule }, index) =>
    rule.detector === undefined ? [] : [{ index, detect: detectorOf(rule.detector, rule.params) }],
  );
  const repeated = rules.some(({ fold: set }) => set.names.has('repeated'));

  function find(text: string, context: TextContext): readonly TextHit[] {
    const candidates: Candidate[] = [];
    const allowed: AllowedSpan[] = [];
    const take = (index: number, start: number, end: number) => {
      const entry = entries[index];
      const span = entry === undefined ? null : confirmSpan(text, entry, start, end);
      if (entry === undefined || span === null) return;
      if (entry.kind === 'allow') allowed.push({ entry, start: span[0], end: span[1] });
      else candidates.push(fromTerm(entry, rules, span));
    };
    automaton.scan(text, take);
    if (repeated) scanRepeated(text, lexicon, take);
    for (const { index, detect } of detectors)
      for (const one of fromDetector(index, detect, rules, text, context)) candidates.push(one);
    if (candidates.length === 0) return [];
    const near = nearCheck(text);
    const standing = withoutAllowed(candidates, allowed, rules)
      .filter(({ when, start, end }) => when.every((one) => holds(one, text, start, end, context, near)))
      .filter(({ words, start, end }) => !words || !straddles(text, start, end));
    return longest(together(standing), rules).map((one) => toHit(one, rules, text));
  }

  return { packs: lexicon.packs, scan: (text, context = {}) => find(text, context) };
}

function fromTerm(
  { rule: index, term }: Entry,
  rules: readonly CompiledRule[],
  [start, end]: readonly [number, number],
): Candidate {
  const rule = rules[index]?.rule;
  const own = 'when' in term && term.when !== undefined ? [term.when] : [];
  return {
    rule: index,
    start,
    end,
    what: term.text,
    when: rule?.when === undefined ? own : [rule.when, ...own],
    words: ('words' in term ? term.words : undefined) ?? rule?.words ?? false,
    severity: ('severity' in term ? term.severity : undefined) ?? rule?.severity ?? 'warn',
    why: ('why' in term ? term.why : undefined) ?? rule?.why ?? '',
    suggest: ('suggest' in term ? term.suggest : undefined) ?? rule?.suggest ?? null,
  };
}

function fromDetector(
  index: number,
  detect: Detector,
  rules: readonly CompiledRule[],
  text: string,
  context: TextContext,
): Candidate[] {
  const rule = rules[index]?.rule;
  if (rule === undefined) return [];
  return detect(text, context).map(({ start, end, why, suggest }) => ({
    rule: index,
    start,
    end,
    what: text.slice(start, end),
    when: rule.when === undefined ? [] : [rule.when],
    words: rule.words,
    severity: rule.severity,
    why: why ?? rule.why,
    suggest: suggest ?? rule.suggest ?? null,
  }));
}

function toHit(one: Candidate, rules: readonly CompiledRule[], text: string): TextHit {
  const compiled = rules[one.rule];
  const shown = text.slice(one.start, one.end);
  const fill = (sentence: string) =>
    !sentence.includes('{')
      ? sentence
      : sentence.replaceAll('{term}', one.what).replaceAll('{suggest}', one.suggest ?? '');
  return {
    rule: compiled?.rule.id ?? '',
    pack: compiled?.pack ?? '',
    category: compiled?.rule.category ?? 'misstatement',
    severity: one.severity,
    start: one.start,
    end: one.end,
    text: shown,
    suggest: one.suggest === null ? null : fill(one.suggest),
    why: fill(one.why),
  };
}
