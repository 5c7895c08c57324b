import type { FindingState, LedgerLine, Provenance } from '../../model/index.ts';
import type { Rule } from '../load/index.ts';
import type { Observation } from '../run/observe.ts';
import { type Decimal, decimal, least, shown, sum, ZERO } from './arithmetic.ts';

/** Least and most points that something comes to while matters are open. Both ≥ 0. */
export interface Range {
  readonly min: Decimal;
  readonly max: Decimal;
}

const NOTHING: Range = { min: ZERO, max: ZERO };

/** Still to be settled, by a person or by collecting again, and not without consequence. */
export function isOpen({ rule, outcome, state }: Observation): boolean {
  const cost = rule.entry.outcomes[outcome];
  // What only notes things waits for nobody, collected or not.
  if (Object.values(rule.entry.outcomes).every((one) => one === 'none')) return false;
  if (state === 'inconclusive') return cost !== 'none';
  if (state !== 'suspected') return false;
  return cost !== undefined && cost !== 'none';
}

/** A veto that stands: the standard calls the outcome one, and nothing is left to decide. */
export function isVeto({ rule, outcome, state }: Observation): boolean {
  return rule.part === 'veto' && state === 'fail' && rule.entry.outcomes[outcome] === 'veto';
}

/** Points of one observation before the cap of its entry. */
export function pointsOf(one: Observation): Range {
  const { entry, part } = one.rule;
  if (part === 'veto') return NOTHING;
  const cost = entry.outcomes[one.outcome];
  if (cost === 'none' || cost === 'veto') return NOTHING;
  if (one.state === 'inconclusive') {
    const most = cost === undefined ? decimal(entry.cap?.value ?? 0) : amount(cost, one.count);
    return { min: ZERO, max: most };
  }
  if (cost === undefined) return NOTHING;
  const points = amount(cost, one.count);
  if (one.state === 'suspected') return { min: ZERO, max: points };
  const counts = one.state === (part === 'bonus' ? 'pass' : 'fail');
  return counts ? { min: points, max: points } : NOTHING;
}

function amount(cost: { readonly points: number; readonly per: 'once' | 'each' }, count: number): Decimal {
  if (count === 0) return ZERO;
  return cost.per === 'each' ? decimal(cost.points).times(count) : decimal(cost.points);
}

/** One entry's line of the ledger with exact numbers. */
export interface Line {
  readonly rule: Rule;
  readonly raw: Range;
  readonly points: Range;
  readonly state: FindingState;
  readonly provenance: Provenance;
  readonly unsure: boolean;
  /** Points as they would be without what rests on numbers nobody has verified. */
  readonly sure: Range;
}

export function lineOf(rule: Rule, observations: readonly Observation[]): Line {
  const raw = total(observations);
  const sourced = observations.map(sourceOf);
  return {
    rule,
    raw,
    points: capped(rule, raw),
    state: worst(rule, observations),
    provenance: weakest(sourced.map((source) => source.provenance)),
    unsure: sourced.some((source) => source.unsure),
    sure: capped(rule, total(observations.filter((one) => !sourceOf(one).unsure))),
  };
}

function total(observations: readonly Observation[]): Range {
  const points = observations.map(pointsOf);
  return { min: sum(points.map(({ min }) => min)), max: sum(points.map(({ max }) => max)) };
}

/** 单项指标扣分之和不超过本项总分值 (ENG-05). */
function capped(rule: Rule, { min, max }: Range): Range {
  const cap = rule.entry.cap;
  if (cap === undefined) return { min, max };
  const limit = decimal(cap.value);
  return { min: least(min, limit), max: least(max, limit) };
}

const WORST_FIRST: readonly FindingState[] = [
  'fail',
  'suspected',
  'inconclusive',
  'exempt',
  'pass',
  'notApplicable',
];
/** In the bonus part a pass is what is earned, a fail only what is not. */
const BONUS_FIRST: readonly FindingState[] = [
  'pass',
  'suspected',
  'inconclusive',
  'exempt',
  'fail',
  'notApplicable',
];

function worst(rule: Rule, observations: readonly Observation[]): FindingState {
  const states = new Set(observations.map((one) => one.state));
  const order = rule.part === 'bonus' ? BONUS_FIRST : WORST_FIRST;
  return order.find((state) => states.has(state)) ?? 'notApplicable';
}

interface Source {
  readonly provenance: Provenance;
  readonly unsure?: boolean;
}

const STRONGEST_FIRST: readonly Provenance[] = ['official', 'seen', 'derived', 'remembered', 'proposed'];

/** Weakest provenance of the numbers that a finding rests on: wording, params, and where it costs points, these and the cap. */
export function sourceOf(one: Observation): { provenance: Provenance; unsure: boolean } {
  const { entry } = one.rule;
  const sources: Source[] = [entry, ...Object.values(entry.params)];
  if (pointsOf(one).max.gt(0)) {
    const cost = entry.outcomes[one.outcome];
    if (typeof cost === 'object') sources.push(cost);
    if (entry.cap !== undefined) sources.push(entry.cap);
  }
  return {
    provenance: weakest(sources.map((source) => source.provenance)),
    unsure: sources.some((source) => source.unsure === true),
  };
}

function weakest(provenances: readonly Provenance[]): Provenance {
  return STRONGEST_FIRST.findLast((one) => provenances.includes(one)) ?? 'official';
}

export function ledgerLine(line: Line): LedgerLine {
  const { rule, raw, points } = line;
  return {
    indicator: rule.indicator.id,
    code: rule.entry.code,
    title: rule.indicator.title,
    part: rule.part,
    group: rule.group,
    clause: rule.entry.clause,
    cap: rule.entry.cap?.value ?? null,
    raw: { min: shown(raw.min), max: shown(raw.max) },
    points: { min: shown(points.min), max: shown(points.max) },
    state: line.state,
    provenance: line.provenance,
    unsure: line.unsure,
  };
}
