import type { TextHit } from '../../model/index.ts';
import type { Conditions } from '../pack/schema.ts';
import type { CompiledRule, Entry } from './compile.ts';

/** What a hit says: the same for every occurrence of a term. */
export interface Saying {
  readonly rule: number;
  /** What was found, for counting different ones. */
  readonly what: string;
  readonly when: readonly Conditions[];
  /** That of `when`. */
  readonly distinct: Conditions['distinct'];
  readonly words: boolean;
  /** A guess at what the writer meant: no word may run into it. */
  readonly guess: boolean;
  readonly severity: TextHit['severity'];
  readonly why: string;
  readonly suggest: string | null;
}

/** A span that a term or a detector points at, before context has its say. */
export interface Candidate {
  readonly says: Saying;
  readonly start: number;
  readonly end: number;
}

export interface AllowedSpan {
  readonly entry: Entry;
  readonly start: number;
  readonly end: number;
}

/** The longest allow-term wins over a shorter or equal deny-term inside it. */
export function withoutAllowed(
  candidates: readonly Candidate[],
  allowed: readonly AllowedSpan[],
  rules: readonly CompiledRule[],
): readonly Candidate[] {
  if (allowed.length === 0) return candidates;
  // Terms are short: an allowed span that holds a hit starts at most this far before it.
  const reach = allowed.reduce((longest, { start, end }) => Math.max(longest, end - start), 0);
  const byStart = [...allowed].sort((a, b) => a.start - b.start);
  return candidates.filter((candidate) => {
    const rule = rules[candidate.says.rule]?.rule.id ?? '';
    for (let i = lowerBound(byStart, candidate.start - reach); i < byStart.length; i++) {
      const span = byStart[i];
      if (span === undefined || span.start > candidate.start) return true;
      if (span.end < candidate.end) continue;
      const { entry } = span;
      if (entry.rule === candidate.says.rule || entry.scope.some((scope) => names(scope, rule))) return false;
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
export function together(candidates: readonly Candidate[]): readonly Candidate[] {
  const counted = candidates.filter(({ says }) => says.distinct !== undefined);
  if (counted.length === 0) return candidates;
  const lonely = new Set<Candidate>();
  for (const own of Map.groupBy(counted, ({ says }) => says.rule).values()) {
    own.sort((a, b) => a.start - b.start);
    for (const one of fewOf(own)) lonely.add(one);
  }
  return lonely.size === 0 ? candidates : candidates.filter((one) => !lonely.has(one));
}

/** Those around which too few different terms stand; a window moves along once, whatever its size. */
function fewOf(own: readonly Candidate[]): Candidate[] {
  const counts = new Map<string, number>();
  const few: Candidate[] = [];
  let from = 0;
  let to = 0;
  for (const one of own) {
    const { distinct } = one.says;
    if (distinct === undefined) continue;
    for (
      let other = own[to];
      other !== undefined && other.start <= one.start + distinct.within;
      other = own[++to]
    )
      counts.set(other.says.what, (counts.get(other.says.what) ?? 0) + 1);
    for (
      let other = own[from];
      other !== undefined && other.start < one.start - distinct.within;
      other = own[++from]
    ) {
      const left = (counts.get(other.says.what) ?? 0) - 1;
      if (left > 0) counts.set(other.says.what, left);
      else counts.delete(other.says.what);
    }
    if (counts.size < distinct.atLeast) few.push(one);
  }
  return few;
}

/** What each rule is about, for `longest`. */
export function mattersOf(rules: readonly CompiledRule[]): readonly string[] {
  return rules.map(({ pack, rule }) => `${pack} ${rule.category}`);
}

/** In order, without what stands inside a longer hit of the same category and pack: one place is one matter. `matters`: by rule. */
export function longest(candidates: readonly Candidate[], matters: readonly string[]): readonly Candidate[] {
  const kept: Candidate[] = [];
  const endOf = new Map<string, number>();
  for (const one of [...candidates].sort(
    (a, b) => a.start - b.start || b.end - a.end || a.says.rule - b.says.rule,
  )) {
    const key = matters[one.says.rule] ?? '';
    if ((endOf.get(key) ?? -1) >= one.end) continue;
    endOf.set(key, one.end);
    kept.push(one);
  }
  return kept;
}
