import type { Conditions, Rule } from './schema.ts';

interface Contradiction {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What no schema can say: rules that contradict themselves or can never hit. */
export function contradictions(rule: Rule): Contradiction[] {
  const found: Contradiction[] = [];
  const report = (path: readonly PropertyKey[], message: string) => found.push({ path, message });
  if (rule.terms.length === 0 && rule.detector === undefined)
    report([], `the rule ${rule.id} has neither terms nor a detector`);
  const allowed = new Set(rule.allow);
  const seen = new Set<string>();
  rule.terms.forEach((term, index) => {
    const path = ['terms', index];
    if (!/[\p{L}\p{N}]/u.test(term.text)) report(path, `the term “${term.text}” has no letter or digit`);
    if (term.text.includes('\0')) report(path, 'a term must not hold the character U+0000');
    if (allowed.has(term.text)) report(path, `“${term.text}” is both a term and allowed`);
    if (seen.has(term.text)) report(path, `the term “${term.text}” is there twice`);
    seen.add(term.text);
    if ('when' in term && term.when !== undefined) dates(term.when, [...path, 'when'], report);
  });
  if (rule.when !== undefined) dates(rule.when, ['when'], report);
  return found;
}

function dates(
  { datedAfter, datedBefore }: Conditions,
  path: readonly PropertyKey[],
  report: (path: readonly PropertyKey[], message: string) => void,
): void {
  if (datedAfter !== undefined && datedBefore !== undefined && datedAfter >= datedBefore)
    report([...path, 'datedBefore'], `no text can be dated after ${datedAfter} and before ${datedBefore}`);
}
