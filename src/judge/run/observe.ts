import {
  type Bilingual,
  type Decision,
  type Evidence,
  type FindingState,
  messageOf,
  type SectionName,
  type SectionValue,
  type Unavailable,
} from '../../model/index.ts';
import type { AccountContext, CheckContext, Facts, OutcomeSpec, Result, Value } from '../indicator.ts';
import type { Rule } from '../load/index.ts';
import { fingerprint } from './fingerprint.ts';
import { unprovenSilence } from './silence.ts';

/** What one rule came to in one matter, before and after a person's answer; points come later. */
export interface Observation {
  readonly rule: Rule;
  readonly state: FindingState;
  readonly outcome: string;
  readonly key: string | null;
  readonly count: number;
  readonly pieces: readonly string[] | null;
  readonly values: Readonly<Record<string, Value>>;
  readonly summary: Bilingual;
  readonly advice: Bilingual | null;
  readonly evidence: readonly Evidence[];
  readonly fingerprint: string;
  readonly decision: Decision | null;
}

/** Outcomes that the runner itself comes to, for every indicator. */
export const OWN_OUTCOMES = ['notCollected', 'checkBroke', 'noServices'] as const;
type OwnOutcome = (typeof OWN_OUTCOMES)[number];

/** Runs one rule. It always comes to something: what could not be collected or checked is inconclusive, never a fail. */
export function observe(rule: Rule, facts: Facts, asOf: number, skipGroup: string | null): Observation[] {
  const own = (outcome: OwnOutcome, state: FindingState, summary: Bilingual, advice: Bilingual | null) => [
    ownObservation(rule, facts, outcome, state, summary, advice),
  ];
  if (skipGroup !== null && rule.entry.group === skipGroup)
    return own(
      'noServices',
      'notApplicable',
      { zh: '该单位没有对外服务职能，不检查本项', en: 'The body has no services to the public; not checked' },
      null,
    );
  const sections: Record<string, unknown> = {};
  for (const name of rule.indicator.needs) {
    const section = sectionOf(facts, name);
    if (section.status === 'unavailable')
      return own('notCollected', 'inconclusive', section.why, section.todo);
    sections[name] = section.value;
  }
  try {
    const results = rule.indicator.check(sections, rule.params, context(rule, facts, asOf));
    if (results.length === 0) throw new Error('the check came to no result');
    return merge(results.map((result) => observation(rule, facts, asOf, result)));
  } catch (error) {
    // A bug of ours is no fault of the site.
    return own('checkBroke', 'inconclusive', ...broken(rule, messageOf(error)));
  }
}

function broken(rule: Rule, why: string): [Bilingual, Bilingual] {
  return [
    {
      zh: `检查程序（${rule.indicator.id}）出错，本项未能得出结论：${why}`,
      en: `The check ${rule.indicator.id} broke, so nothing is concluded: ${why}`,
    },
    {
      zh: '这是检查程序的缺陷，与网站无关；请将本结论和 facts.json 一并反馈给开发者。',
      en: 'This is a defect of the program, not of the site; report it together with facts.json.',
    },
  ];
}

type AnySection = { readonly status: 'ok'; readonly value: unknown } | Unavailable;

function sectionOf(facts: Facts, name: string): AnySection {
  const sections: Readonly<Record<string, AnySection | undefined>> = facts.sections;
  const section = sections[name];
  if (section === undefined) throw new Error(`facts of a ${facts.subject.kind} have no section ${name}`);
  return section;
}

function context(rule: Rule, facts: Facts, asOf: number): CheckContext | AccountContext {
  if (facts.schema === 'xunjian.account-facts/1') return { asOf, subject: facts.subject };
  const also = <K extends SectionName>(name: K): SectionValue<K> | null => {
    if (!rule.indicator.also?.includes(name)) throw new Error(`${name} is not declared in also`);
    const section = sectionOf(facts, name);
    return section.status === 'ok' ? (section.value as SectionValue<K>) : null;
  };
  return { asOf, subject: facts.subject, coverage: facts.coverage, also };
}

function observation(rule: Rule, facts: Facts, asOf: number, result: Result<string>): Observation {
  const spec = rule.indicator.outcomes[result.outcome];
  if (spec === undefined) throw new Error(`undeclared outcome ${result.outcome}`);
  const key = result.key ?? null;
  const count = result.pieces?.length ?? result.count ?? 1;
  const values = { ...result.values, count: result.values?.count ?? count };
  const unproven = spec.silence === true && 'coverage' in facts ? unprovenSilence(facts, asOf) : null;
  return {
    rule,
    state: unproven === null ? stateOf(rule, result.outcome, spec) : 'inconclusive',
    outcome: result.outcome,
    key,
    count,
    pieces: result.pieces ?? null,
    values,
    summary: unproven === null ? fill(spec.says, values) : added(fill(spec.says, values), unproven.why),
    advice: unproven === null ? adviceOf(spec, values) : unproven.todo,
    evidence: result.evidence,
    fingerprint: fingerprint(rule.indicator.id, facts.subject.id, result.outcome, key),
    decision: null,
  };
}

/** What an outcome is before anybody answered: an accusation (or a claim to bonus points) waits unless a machine may decide. */
function stateOf(rule: Rule, outcome: string, spec: OutcomeSpec): FindingState {
  if (rule.entry.automation === 'machine') return spec.state;
  const claims =
    rule.part === 'bonus' && spec.state === 'pass' && typeof rule.entry.outcomes[outcome] === 'object';
  const accuses = rule.part !== 'bonus' && spec.state === 'fail';
  return claims || accuses ? 'suspected' : spec.state;
}

export function adviceOf(spec: OutcomeSpec, values: Readonly<Record<string, Value>>): Bilingual | null {
  return 'advice' in spec ? fill(spec.advice, values) : null;
}

/** `{name}` → its value, in both languages; a value that is not known shows as a dash. */
export function fill(says: Bilingual, values: Readonly<Record<string, Value>>): Bilingual {
  const put = (language: 'zh' | 'en') =>
    says[language].replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? '—';
      return typeof value === 'object' ? value[language] : String(value);
    });
  return { zh: put('zh'), en: put('en') };
}

function added(summary: Bilingual, why: Bilingual): Bilingual {
  return { zh: `${summary.zh}（${why.zh}）`, en: `${summary.en} (${why.en})` };
}

function ownObservation(
  rule: Rule,
  facts: Facts,
  outcome: OwnOutcome,
  state: FindingState,
  summary: Bilingual,
  advice: Bilingual | null,
): Observation {
  return {
    rule,
    state,
    outcome,
    key: null,
    count: 1,
    pieces: null,
    values: {},
    summary,
    advice,
    evidence: [],
    fingerprint: fingerprint(rule.indicator.id, facts.subject.id, outcome, null),
    decision: null,
  };
}

/** One matter is one finding, however often a check names it; and findings stand in one order whatever the facts' order was. */
function merge(observations: readonly Observation[]): Observation[] {
  const byPrint = new Map<string, Observation>();
  for (const one of observations) {
    const old = byPrint.get(one.fingerprint);
    byPrint.set(one.fingerprint, old === undefined ? one : joined(old, one));
  }
  return [...byPrint.values()].sort((a, b) =>
    a.outcome === b.outcome ? order(a.key ?? '', b.key ?? '') : order(a.outcome, b.outcome),
  );
}

function joined(a: Observation, b: Observation): Observation {
  const pieces = a.pieces === null || b.pieces === null ? null : [...new Set([...a.pieces, ...b.pieces])];
  const count = pieces?.length ?? a.count + b.count;
  return { ...a, pieces, count, evidence: [...a.evidence, ...b.evidence] };
}

/** By code unit: the same on every machine, whatever its locale. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
