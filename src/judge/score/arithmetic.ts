import { Big } from 'big.js';

/**
 * Scores are decimal (0.1 and 0.05 steps) and, for bodies without services, multiplied by 4/3: they are kept as fractions of decimal
 * numbers, compared exactly, and rounded only to be shown. An own constructor keeps the precision private to this room.
 */
const Decimal = Big();
Decimal.DP = 40;
export type Decimal = Big;

export function decimal(value: number): Decimal {
  return new Decimal(value);
}

export const ZERO: Decimal = decimal(0);

export function sum(values: readonly Decimal[]): Decimal {
  return values.reduce((total, value) => total.plus(value), ZERO);
}

export function least(a: Decimal, b: Decimal): Decimal {
  return a.lt(b) ? a : b;
}

/** `top`/`over`, `over` > 0. */
export interface Fraction {
  readonly top: Decimal;
  readonly over: Decimal;
}

/** Negative, zero or positive as the fraction is less than, equal to or more than the number. Exact. */
export function compare(fraction: Fraction, to: number): number {
  return fraction.top.cmp(decimal(to).times(fraction.over));
}

export function plus(fraction: Fraction, value: Decimal): Fraction {
  return { top: fraction.top.plus(value.times(fraction.over)), over: fraction.over };
}

/** To two decimals, half up, as scores are published. */
export function rounded(fraction: Fraction): number {
  return Number(fraction.top.div(fraction.over).round(2, Big.roundHalfUp));
}

export function shown(value: Decimal): number {
  return Number(value.round(2, Big.roundHalfUp));
}
