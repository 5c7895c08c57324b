import { type Bilingual, DAY, type Decision, dayOf, parseTime } from '../../model/index.ts';
import type { OutcomeSpec } from '../indicator.ts';
import { fingerprint, normaliseKey } from '../run/fingerprint.ts';
import { adviceOf, fill, type Observation } from '../run/observe.ts';
import type { Answer } from './parse.ts';

/** Why an answer changed nothing. */
export type Unused = 'no such finding' | 'expired' | 'nothing to decide' | 'no such outcome';
export type OnUnused = (answer: Answer, why: Unused) => void;

/**
 * Feeds people's decisions into the observations. Of several about one matter the latest holds. An answer that changes nothing is
 * told through `unused` and is no error: findings come and go from one inspection to the next.
 */
export function applyAnswers(
  observations: readonly Observation[],
  answers: readonly Answer[],
  subject: string,
  asOf: number,
  unused: OnUnused,
): Observation[] {
  let current = [...observations];
  const inOrder = answers
    .filter((answer) => answer.subject === undefined || answer.subject === subject)
    .map((answer, index) => ({ answer, index, at: parseTime(answer.at) ?? 0 }))
    .sort((a, b) => a.at - b.at || a.index - b.index)
    .map(({ answer }) => answer);
  for (const answer of inOrder) {
    if (expired(answer, asOf)) {
      unused(answer, 'expired');
      continue;
    }
    const outcome = apply(current, observations, answer, subject);
    if (typeof outcome === 'string') unused(answer, outcome);
    else current = outcome;
  }
  return current;
}

/** `until` names the last day on which it holds. */
function expired(answer: Answer, asOf: number): boolean {
  if (answer.decision === 'confirm' || answer.until === undefined) return false;
  const day = parseTime(answer.until);
  return day !== null && asOf >= day + DAY;
}

/**
 * A later answer decides anew: it starts from what the machine saw (`originals`), not from what an earlier answer made of it.
 */
function apply(
  current: readonly Observation[],
  originals: readonly Observation[],
  answer: Answer,
  subject: string,
): Observation[] | Unused {
  const meant = originals.filter((one) => concerns(answer, one));
  if (meant.length === 0) return 'no such finding';
  if (answer.decision === 'answer' && wholeIndicator(answer))
    return answerWhole(current, meant, answer, subject);
  let why: Unused = 'no such finding';
  let changed = false;
  const prints = new Map(meant.map((one) => [id(one), one]));
  const next = reopened(current, originals, meant).map((one) => {
    const original = prints.get(id(one));
    if (original === undefined) return one;
    const decided = decide(original, answer);
    if (typeof decided === 'string') {
      why = decided;
      return one;
    }
    changed = true;
    return decided;
  });
  return changed ? next : why;
}

/** Where an earlier answer settled a whole indicator at once, its findings stand apart again before one of them is decided. */
function reopened(
  current: readonly Observation[],
  originals: readonly Observation[],
  meant: readonly Observation[],
): readonly Observation[] {
  const there = new Set(current.map(id));
  const codes = new Set(meant.filter((one) => !there.has(id(one))).map((one) => one.rule.entry.code));
  if (codes.size === 0) return current;
  return [
    ...current.filter((one) => !codes.has(one.rule.entry.code)),
    ...originals.filter((one) => codes.has(one.rule.entry.code)),
  ];
}

const id = (one: Observation) => `${one.rule.entry.code} ${one.fingerprint}`;

function concerns(answer: Answer, one: Observation): boolean {
  if (answer.fingerprint !== undefined) return one.fingerprint === answer.fingerprint;
  if (one.rule.indicator.id !== answer.indicator) return false;
  if (answer.key !== undefined && (one.key === null || normaliseKey(one.key) !== normaliseKey(answer.key)))
    return false;
  return answer.url === undefined || mentions(one, normaliseKey(answer.url));
}

function mentions(one: Observation, url: string): boolean {
  if (
    one.key !== null &&
    normaliseKey(one.key)
      .split(/[\s|]+/)
      .includes(url)
  )
    return true;
  return one.evidence.some((piece) => 'url' in piece && normaliseKey(piece.url) === url);
}

function wholeIndicator(answer: Answer): boolean {
  return answer.fingerprint === undefined && answer.key === undefined && answer.url === undefined;
}

/**
 * One answer for all that an indicator saw: a person looked at the whole matter. An accusation or a claim that only a person can make
 * (`by: 'person'`: a wrong name besides the missing ones) is added to what already counts; any other outcome takes its place.
 */
function answerWhole(
  current: readonly Observation[],
  meant: readonly Observation[],
  answer: Extract<Answer, { decision: 'answer' }>,
  subject: string,
): Observation[] | Unused {
  const codes = new Set(meant.map((one) => one.rule.entry.code));
  const kept = current.filter((one) => !codes.has(one.rule.entry.code));
  const answered: Observation[] = [];
  for (const code of codes) {
    const seen = meant.filter((one) => one.rule.entry.code === code);
    const [first] = seen;
    if (first === undefined) continue;
    const decided = decide({ ...first, evidence: seen.flatMap((one) => one.evidence) }, answer);
    if (typeof decided === 'string') return decided;
    const print = fingerprint(first.rule.indicator.id, subject, answer.outcome, null);
    const standing = adds(first, answer.outcome)
      ? current.filter((one) => one.rule === first.rule && weighs(one))
      : [];
    answered.push(...standing.filter((one) => one.fingerprint !== print), {
      ...decided,
      key: null,
      fingerprint: print,
    });
  }
  return [...kept, ...answered];
}

function adds({ rule }: Observation, outcome: string): boolean {
  const cost = rule.entry.outcomes[outcome];
  return rule.indicator.outcomes[outcome]?.by === 'person' && cost !== undefined && cost !== 'none';
}

/** Counts, or will when confirmed. */
function weighs({ rule, outcome, state }: Observation): boolean {
  const cost = rule.entry.outcomes[outcome];
  if (cost === undefined || cost === 'none') return false;
  return state === 'fail' || state === 'suspected' || (rule.part === 'bonus' && state === 'pass');
}

function decide(one: Observation, answer: Answer): Observation | Unused {
  const decision = record(answer);
  const accused = one.state === 'fail' || one.state === 'suspected';
  const bonus = one.rule.part === 'bonus';
  switch (answer.decision) {
    case 'confirm':
      if (one.state === 'inconclusive' || one.state === 'notApplicable') return 'nothing to decide';
      if (one.state === 'suspected')
        return { ...one, decision, state: bonus ? 'pass' : 'fail', summary: said(one.summary, CONFIRMED) };
      return { ...one, decision };
    case 'dismiss':
      if (bonus && (one.state === 'suspected' || one.state === 'pass'))
        return { ...one, decision, state: 'fail', summary: said(one.summary, DISMISSED) };
      if (!bonus && accused)
        return { ...one, decision, state: 'pass', advice: null, summary: said(one.summary, DISMISSED) };
      return 'nothing to decide';
    case 'exempt':
      if (bonus || (!accused && one.state !== 'inconclusive')) return 'nothing to decide';
      return { ...one, decision, state: 'exempt', summary: said(one.summary, exempted(answer.until)) };
    case 'answer': {
      const spec = one.rule.indicator.outcomes[answer.outcome];
      if (spec === undefined) return 'no such outcome';
      const count = answer.count ?? 1;
      const values = { ...one.values, count };
      return {
        ...one,
        decision,
        outcome: answer.outcome,
        state: settled(spec, bonus),
        count,
        pieces: null,
        values,
        summary: said(fill(spec.says, values), ANSWERED),
        advice: adviceOf(spec, values),
      };
    }
  }
}

/** A person who says “suspected” has decided: it is so. */
function settled(spec: OutcomeSpec, bonus: boolean): Observation['state'] {
  if (spec.state !== 'suspected') return spec.state;
  return bonus ? 'pass' : 'fail';
}

const CONFIRMED = { zh: '经人工确认：', en: 'Confirmed by a person: ' };
const DISMISSED = { zh: '经人工核实予以排除：', en: 'Dismissed by a person: ' };
const ANSWERED = { zh: '经人工认定：', en: 'Found by a person: ' };
const exempted = (until: string): Bilingual => ({
  zh: `已作说明，${until}前不作为问题：`,
  en: `Explained and accepted until ${until}: `,
});

function said(summary: Bilingual, prefix: Bilingual): Bilingual {
  return { zh: prefix.zh + summary.zh, en: prefix.en + summary.en };
}

function record(answer: Answer): Decision {
  return {
    by: answer.by,
    at: answer.at,
    decision: answer.decision,
    ...(answer.note === undefined ? {} : { note: answer.note }),
    ...(answer.decision === 'confirm' || answer.until === undefined ? {} : { until: answer.until }),
  };
}

/** An unused answer in one line, for a warning. */
export function showUnused(answer: Answer, why: Unused, asOf: number): string {
  const what = answer.fingerprint ?? [answer.indicator, answer.key ?? answer.url].filter(Boolean).join(' ');
  const detail = why === 'expired' ? `expired before ${dayOf(asOf)}` : why;
  return `answers: ${answer.decision} ${what} by ${answer.by}: ${detail}; it changes nothing`;
}
