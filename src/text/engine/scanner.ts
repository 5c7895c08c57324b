import type { TextHit } from '../../model/index.ts';
import { type Detector, detectorOf } from '../detect/index.ts';
import { fold } from '../match/fold.ts';
import type { Conditions } from '../pack/schema.ts';
import { type CompiledRule, confirmSpan, type Entry, type Lexicon } from './compile.ts';
import { holds, type TextContext } from './context.ts';
import { createStraddleCheck } from './words.ts';

export interface Scanner {
  /** Names of the packs. */
  readonly packs: readonly string[];
  /** Hits in the order of their starts; offsets in UTF-16 units of the text as given. */
  scan(text: string, context?: TextContext): readonly TextHit[];
}

/** A span that a term or a detector points at, before context has its say. */
interface Candidate {
  readonly rule: number;
  readonly start: number;
  readonly end: number;
  /** What was found, for counting different ones. */
  readonly what: string;
  readonly when: readonly Conditions[];
  readonly words: boolean;
  readonly severity: TextHit['severity'];
  readonly why: string;
  readonly suggest: string | null;
}

interface AllowedSpan {
  readonly entry: Entry;
  readonly start: number;
  readonly end: number;
}

export function createScanner(lexicon: Lexicon): Scanner {
  const { automaton, entries, rules } = lexicon;
  const straddles = createStraddleCheck();
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
    const standing = withoutAllowed(candidates, allowed, rules)
      .filter(({ when, start, end }) => when.every((one) => holds(one, text, start, end, context)))
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

/** The longest allow-term wins over a shorter or equal deny-term inside it. */
function withoutAllowed(
  candidates: readonly Candidate[],
  allowed: readonly AllowedSpan[],
  rules: readonly CompiledRule[],
): readonly Candidate[] {
  if (allowed.length === 0) return candidates;
  // Terms are short: an allowed span that holds a hit starts at most this far before it.
  const reach = allowed.reduce((longest, { start, end }) => Math.max(longest, end - start), 0);
  const byStart = [...allowed].sort((a, b) => a.start - b.start);
  return candidates.filter((candidate) => {
    const rule = rules[candidate.rule]?.rule.id ?? '';
    for (let i = lowerBound(byStart, candidate.start - reach); i < byStart.length; i++) {
      const span = byStart[i];
      if (span === undefined || span.start > candidate.start) return true;
      if (span.end < candidate.end) continue;
      const { entry } = span;
      if (entry.rule === candidate.rule || entry.scope.some((scope) => names(scope, rule))) return false;
    }
    return true;
  });
}

function lowerBound(spans: readonly AllowedSpan[], start: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function names(scope: string, rule: string): boolean {
  return scope.endsWith('*') ? rule.startsWith(scope.slice(0, -1)) : scope === rule;
}

/** Words that are innocent alone count where enough different ones stand together. */
function together(candidates: readonly Candidate[]): readonly Candidate[] {
  if (!candidates.some((one) => distinctOf(one) !== undefined)) return candidates;
  const lonely = new Set<Candidate>();
  for (const own of Map.groupBy(candidates, ({ rule }) => rule).values()) {
    own.sort((a, b) => a.start - b.start);
    for (const one of fewOf(own)) lonely.add(one);
  }
  return candidates.filter((one) => !lonely.has(one));
}

function distinctOf({ when }: Candidate): Conditions['distinct'] {
  return when.find(({ distinct }) => distinct !== undefined)?.distinct;
}

/** Those around which too few different terms stand; a window moves along once, whatever its size. */
function fewOf(own: readonly Candidate[]): Candidate[] {
  const counts = new Map<string, number>();
  const few: Candidate[] = [];
  let from = 0;
  let to = 0;
  for (const one of own) {
    const distinct = distinctOf(one);
    if (distinct === undefined) continue;
    for (
      let other = own[to];
      other !== undefined && other.start <= one.start + distinct.within;
      other = own[++to]
    )
      counts.set(other.what, (counts.get(other.what) ?? 0) + 1);
    for (
      let other = own[from];
      other !== undefined && other.start < one.start - distinct.within;
      other = own[++from]
    ) {
      const left = (counts.get(other.what) ?? 0) - 1;
      if (left > 0) counts.set(other.what, left);
      else counts.delete(other.what);
    }
    if (counts.size < distinct.atLeast) few.push(one);
  }
  return few;
}

/** In order, without what stands inside a longer hit of the same category and pack: one place is one matter. */
function longest(candidates: readonly Candidate[], rules: readonly CompiledRule[]): readonly Candidate[] {
  const kept: Candidate[] = [];
  const endOf = new Map<string, number>();
  for (const one of [...candidates].sort((a, b) => a.start - b.start || b.end - a.end || a.rule - b.rule)) {
    const compiled = rules[one.rule];
    const key = `${compiled?.pack} ${compiled?.rule.category}`;
    if ((endOf.get(key) ?? -1) >= one.end) continue;
    endOf.set(key, one.end);
    kept.push(one);
  }
  return kept;
}

function toHit(one: Candidate, rules: readonly CompiledRule[], text: string): TextHit {
  const compiled = rules[one.rule];
  const shown = text.slice(one.start, one.end);
  const fill = (sentence: string) =>
    sentence.replaceAll('{term}', one.what).replaceAll('{suggest}', one.suggest ?? '');
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

const RUN = /([\p{L}\p{N}])(?:[^\S\n]?\1)+/gu;
/** Longer than any term: what a run can be part of. */
const REACH = 100;

/**
 * Characters written several times (赌赌博博): the neighbourhood of each run is read once more with runs as one character. Runs are
 * rare, so this costs little; rules that do not ask for it refuse the span when it is confirmed.
 */
function scanRepeated(
  text: string,
  { automaton, entries }: Lexicon,
  take: (index: number, start: number, end: number) => void,
): void {
  const windows: { from: number; to: number }[] = [];
  for (const run of text.matchAll(RUN)) {
    const from = Math.max(0, run.index - REACH);
    const to = Math.min(text.length, run.index + run[0].length + REACH);
    const last = windows.at(-1);
    if (last !== undefined && last.to >= from) last.to = to;
    else windows.push({ from, to });
  }
  for (const { from, to } of windows) {
    const offsets: number[] = [];
    const units: string[] = [];
    for (let index = from; index < to; index++) {
      const unit = text[index] ?? '';
      if (unit === units.at(-1)) {
        offsets[offsets.length - 1] = index;
        continue;
      }
      units.push(unit);
      offsets.push(index);
    }
    const plain = units.join('');
    automaton.scan(plain, (index, start, end) => {
      const entry = entries[index];
      if (entry === undefined || !entry.fold.names.has('repeated')) return;
      const last = offsets[end - 1] ?? 0;
      let first = offsets[start] ?? 0;
      while (first > from && text[first - 1] === text[first]) first--;
      if (last + 1 - first !== end - start && fold(text.slice(first, last + 1), entry.fold.table) !== '')
        take(index, first, last + 1);
    });
  }
}
