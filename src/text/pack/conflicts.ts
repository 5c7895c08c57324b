import type { Conditions, PackProblem, Place, ReadPack, Rule } from './schema.ts';

interface Denied {
  readonly pack: string;
  readonly rule: Rule;
  readonly when: Conditions | undefined;
  readonly place: () => Place;
}

/**
 * Rules that contradict each other, told with both places: a term that the same pack denies and allows under the same conditions,
 * and a suggestion that is itself denied. An office that allows a term of another pack silences it, which is no contradiction.
 */
export function conflicts(read: readonly ReadPack[]): PackProblem[] {
  const denied = new Map<string, Denied[]>();
  for (const { pack, place } of read)
    for (const rule of pack?.rules ?? [])
      for (const term of rule.terms) {
        const own = 'when' in term ? term.when : undefined;
        const one = {
          pack: pack?.id ?? '',
          rule,
          when: own ?? rule.when,
          place: () => place(rule.id, term.text),
        };
        const known = denied.get(term.text);
        if (known === undefined) denied.set(term.text, [one]);
        else known.push(one);
      }
  const found: PackProblem[] = [];
  const report = (word: string, at: Place, what: string, other: Place) =>
    found.push({
      ...other,
      message: `“${word}” is ${what} here and denied at ${at.file}:${at.line}:${at.column}`,
    });
  for (const { pack, place } of read) {
    for (const { text, rules } of pack?.allow ?? [])
      for (const one of denied.get(text) ?? [])
        if (one.pack === pack?.id && rules.some((scope) => covers(scope, one.rule.id)))
          report(text, one.place(), 'allowed', place(null, text));
    for (const rule of pack?.rules ?? []) {
      for (const text of rule.allow)
        for (const one of denied.get(text) ?? [])
          if (one.pack === pack?.id && one.rule.category === rule.category && alike(one.when, rule.when))
            report(text, one.place(), 'allowed', place(rule.id, text));
      for (const term of rule.terms) {
        const suggest = ('suggest' in term ? term.suggest : undefined) ?? rule.suggest;
        if (suggest === undefined) continue;
        const when = ('when' in term ? term.when : undefined) ?? rule.when;
        for (const one of denied.get(suggest) ?? [])
          if (one.when === undefined || alike(one.when, when))
            report(suggest, one.place(), 'suggested', place(rule.id, term.text));
      }
    }
  }
  return found;
}

function covers(scope: string, rule: string): boolean {
  return scope.endsWith('*') ? rule.startsWith(scope.slice(0, -1)) : scope === rule;
}

function alike(a: Conditions | undefined, b: Conditions | undefined): boolean {
  return JSON.stringify(a ?? {}) === JSON.stringify(b ?? {});
}
