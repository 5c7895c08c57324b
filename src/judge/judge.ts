import {
  type AccountFacts,
  type AccountVerdict,
  dayOf,
  type Finding,
  InputError,
  type SiteFacts,
  shanghai,
  type Verdict,
} from '../model/index.ts';
import { type Answer, applyAnswers, type OnUnused } from './answers/index.ts';
import type { Rule, Standard } from './load/index.ts';
import { type Observation, observe } from './run/observe.ts';
import { withoutDoubles } from './run/yield.ts';
import { shown } from './score/arithmetic.ts';
import { because, type Outcome } from './score/because.ts';
import { comparedWithEarlier } from './score/earlier.ts';
import { penal } from './score/penal.ts';
import { isOpen, isVeto, type Line, ledgerLine, lineOf, pointsOf, sourceOf } from './score/points.ts';
import { resultOf, scoreOf, type Total, totalOf } from './score/score.ts';

export interface JudgeOptions {
  /** The instant that is judged, in milliseconds. */
  readonly asOf: number;
  readonly answers?: readonly Answer[];
  /** Told of every answer that changes nothing. */
  readonly unused?: OnUnused;
}

/**
 * Judges one site by one standard (检查结论): runs every indicator over the facts, lets people's answers in, and does the arithmetic of
 * the scoring law. Pure: the same facts, standard and answers give the same verdict, today and next year.
 */
export function judge(facts: SiteFacts, standard: Standard, options: JudgeOptions): Verdict {
  const { asOf, answers = [], unused = () => {} } = options;
  const { law } = standard;
  const { role } = facts.subject;
  const scored = law.scores.includes(role ?? 'portal');
  const noServices = facts.subject.services === false && law.noServices !== undefined;
  const rules = standard.rules.filter(
    (rule) => rule.indicator.subject === 'site' && (rule.part === 'veto' || scored),
  );
  const skip = noServices ? (law.noServices?.skipGroup ?? null) : null;
  const machine = rules.flatMap((rule) => observe(rule, facts, asOf, skip));
  const seen = withoutDoubles(applyAnswers(machine, answers, facts.subject.id, asOf, unused));
  const vetoes = seen.filter(isVeto);
  // 出现任一单项否决情形的，不再评其他指标 (ENG-02).
  const observations = vetoes.length > 0 ? seen.filter((one) => one.rule.part === 'veto') : seen;
  const lines = linesOf(rules, observations);
  const total = vetoes.length > 0 || !scored ? null : totalOf(lines, law, noServices);
  const result = conclude(observations, vetoes, total, standard);
  const inForce = wasInForce(standard, asOf);
  const outcome: Outcome = { result, vetoes, observations, total, law, role, inForce };
  const ledger = lines.map(ledgerLine);
  const earlier = comparedWithEarlier(facts, ledger, standard);
  return {
    schema: 'xunjian.verdict/1',
    subject: {
      kind: facts.subject.kind,
      id: facts.subject.id,
      name: facts.subject.name,
      url: facts.subject.url,
    },
    standard: { id: standard.id, version: standard.version, title: standard.title },
    asOf: shanghai(asOf),
    result,
    because: because(outcome),
    score: total === null ? null : scoreOf(total, lines),
    penal: penal(outcome, lines, noServices),
    findings: inOrder(rules, observations).map(finding),
    ledger,
    collection: collectionOf(facts),
    ...(earlier === undefined ? {} : { earlier }),
    ...(facts.sections.accounts.status === 'ok' ? { accounts: facts.sections.accounts.value } : {}),
  };
}

/**
 * Judges one official account (政务新媒体). The national standard has single vetoes for accounts and nothing else (ENG-07); a local one
 * may deduct and add points as for websites, and the same law then applies. As pure as `judge`.
 */
export function judgeAccount(
  facts: AccountFacts,
  standard: Standard,
  { asOf, answers = [], unused = () => {} }: JudgeOptions,
): AccountVerdict {
  const { law } = standard;
  const rules = standard.rules.filter((rule) => rule.indicator.subject === 'account');
  if (rules.length === 0)
    throw new InputError({
      what: 'judge',
      where: facts.subject.id,
      why: `the standard ${standard.id} says nothing about accounts`,
      todo: 'choose one that does, such as cn-2019',
    });
  const scored = rules.some((rule) => rule.part === 'deduction');
  const machine = rules.flatMap((rule) => observe(rule, facts, asOf, null));
  const seen = applyAnswers(machine, answers, facts.subject.id, asOf, unused);
  const vetoes = seen.filter(isVeto);
  const observations = vetoes.length > 0 ? seen.filter((one) => one.rule.part === 'veto') : seen;
  const lines = linesOf(rules, observations);
  const total = vetoes.length > 0 || !scored ? null : totalOf(lines, law, false);
  const result = conclude(observations, vetoes, total, standard);
  const inForce = wasInForce(standard, asOf);
  const outcome: Outcome = { result, vetoes, observations, total, law, role: 'account', inForce };
  const { kind, id, name, url } = facts.subject;
  return {
    schema: 'xunjian.verdict/1',
    subject: { kind, id, name, url },
    standard: { id: standard.id, version: standard.version, title: standard.title },
    asOf: shanghai(asOf),
    result,
    because: because(outcome),
    score: total === null ? null : scoreOf(total, lines),
    penal: penal(outcome, lines, false),
    findings: inOrder(rules, observations).map(finding),
    ledger: lines.filter((line) => line.rule.part !== 'veto').map(ledgerLine),
  };
}

/** Old facts may be judged under a new standard and the other way round; the result is then no ground for a penalty. */
function wasInForce({ effective: { from, to } }: Standard, asOf: number): boolean {
  const day = dayOf(asOf);
  return from <= day && (to === null || day <= to);
}

/** Any veto decides; any open veto leaves everything open; otherwise the score's range does. */
function conclude(
  observations: readonly Observation[],
  vetoes: readonly Observation[],
  total: Total | null,
  { law }: Standard,
): Verdict['result'] {
  if (vetoes.length > 0) return 'unqualified';
  if (observations.some((one) => one.rule.part === 'veto' && isOpen(one))) return 'undetermined';
  return total === null ? 'qualified' : resultOf(total, law);
}

function linesOf(rules: readonly Rule[], observations: readonly Observation[]): Line[] {
  return rules.flatMap((rule) => {
    const own = observations.filter((one) => one.rule === rule);
    return own.length === 0 ? [] : [lineOf(rule, own)];
  });
}

function inOrder(rules: readonly Rule[], observations: readonly Observation[]): Observation[] {
  return rules.flatMap((rule) => observations.filter((one) => one.rule === rule));
}

function finding(one: Observation): Finding {
  const { rule } = one;
  const most = shown(pointsOf(one).max);
  const question = openQuestion(one);
  return {
    indicator: rule.indicator.id,
    code: rule.entry.code,
    title: rule.indicator.title,
    part: rule.part,
    group: rule.group,
    state: one.state,
    outcome: one.outcome,
    summary: question === undefined ? one.summary : noted(one),
    count: one.count,
    points: most === 0 || rule.part === 'bonus' ? most : -most,
    clause: rule.entry.clause,
    ...sourceOf(one),
    automation: rule.entry.automation,
    advice: one.advice,
    fingerprint: one.fingerprint,
    evidence: [...one.evidence],
    decision: one.decision,
    ...(question === undefined ? {} : { question }),
  };
}

/** What a person still has to say: about what is suspected, and about every entry that no machine can pass on its own. */
function openQuestion({ rule, state, decision }: Observation) {
  if (decision !== null) return undefined;
  const person = rule.entry.automation !== 'machine' && (state === 'inconclusive' || state === 'pass');
  if (state === 'suspected') return rule.indicator.question ?? IS_IT_SO;
  return person ? rule.indicator.question : undefined;
}

const IS_IT_SO = { zh: '以上情形经核实是否属实？', en: 'Is this so, on a closer look?' };

/** A pass that no person has looked at says so: seeing nothing is not knowing that there is nothing. */
function noted({ summary, state }: Observation): Finding['summary'] {
  if (state !== 'pass') return summary;
  return { zh: `${summary.zh}（未经人工认定）`, en: `${summary.en} (not decided by a person)` };
}

function collectionOf({ coverage }: SiteFacts): Verdict['collection'] {
  const { pages, failures, complete, from, to, source, unseen } = coverage;
  const { failureCounts, needsScript, rendered, override, userAgent } = coverage;
  return {
    pages,
    failures,
    complete,
    from,
    to,
    source,
    unseen,
    failureCounts,
    needsScript,
    rendered,
    override,
    userAgent,
  };
}
