import type { Score } from '../../model/index.ts';
import type { Law } from '../standard.ts';
import {
  compare,
  type Decimal,
  decimal,
  type Fraction,
  least,
  plus,
  rounded,
  shown,
  sum,
  ZERO,
} from './arithmetic.ts';
import type { Line, Range } from './points.ts';

/** The score's arithmetic, exact. `deduction` and `final` are scores, `bonus` the points that enter `final`. */
export interface Total {
  readonly deducted: Range;
  readonly deduction: { readonly min: Fraction; readonly max: Fraction };
  readonly bonus: Range;
  readonly final: { readonly min: Fraction; readonly max: Fraction };
}

/**
 * The scoring law (facts §1, ENG-03…06): what is deducted, capped per entry, from 100; for bodies without services from what
 * remains without the service part, × 4/3; the bonus only if that is strictly above the threshold.
 *
 * Most deducted gives the least score. The bonus may depend on which end of the range holds, so each end is reckoned alone.
 */
export function totalOf(lines: readonly Line[], law: Law, noServices: boolean): Total {
  const deducted = add(lines, 'deduction');
  const earned = add(lines, 'bonus');
  const min = deductionScore(deducted.max, law, noServices);
  const max = deductionScore(deducted.min, law, noServices);
  const bonus = { min: bonusAt(min, earned.min, law), max: bonusAt(max, earned.max, law) };
  return {
    deducted,
    deduction: { min, max },
    bonus,
    final: { min: plus(min, bonus.min), max: plus(max, bonus.max) },
  };
}

function add(lines: readonly Line[], part: 'deduction' | 'bonus'): Range {
  const own = lines.filter((line) => line.rule.part === part).map((line) => line.points);
  return { min: sum(own.map(({ min }) => min)), max: sum(own.map(({ max }) => max)) };
}

function deductionScore(deducted: Decimal, law: Law, noServices: boolean): Fraction {
  const special = noServices ? law.noServices : undefined;
  const left = decimal(special?.base.value ?? law.base.value).minus(deducted);
  // Points are deducted until none are left (扣完为止).
  const top = left.lt(0) ? ZERO : left;
  if (special === undefined) return { top, over: decimal(1) };
  return { top: top.times(special.times.value), over: decimal(special.over.value) };
}

function bonusAt(deduction: Fraction, earned: Decimal, law: Law): Decimal {
  return compare(deduction, law.bonusAbove.value) > 0 ? least(earned, decimal(law.bonusCap.value)) : ZERO;
}

/** `qualified` and `unqualified` where both ends of the range agree. */
export function resultOf(total: Total, law: Law): 'qualified' | 'unqualified' | 'undetermined' {
  const low = compare(total.deduction.min, law.unqualifiedBelow.value) < 0;
  const high = compare(total.deduction.max, law.unqualifiedBelow.value) < 0;
  if (low !== high) return 'undetermined';
  return low ? 'unqualified' : 'qualified';
}

export function scoreOf(total: Total, lines: readonly Line[]): Score {
  const unverified = sum(lines.map((line) => line.points.max.minus(line.sure.max)));
  return {
    min: rounded(total.final.min),
    max: rounded(total.final.max),
    deduction: [shown(total.deducted.min), shown(total.deducted.max)],
    bonus: [shown(total.bonus.min), shown(total.bonus.max)],
    unverified: shown(unverified),
  };
}
