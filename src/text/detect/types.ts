import { literal } from '../../model/literal.ts';
import type { TextContext } from '../engine/context.ts';
import type { Look } from './look.ts';

/** A span that a detector points at; what it leaves out comes from the rule. */
export interface Detected {
  readonly start: number;
  readonly end: number;
  readonly why?: string;
  readonly suggest?: string;
}

/** Pure and linear in the length of the text: every pattern has bounded repetition only. `look` is shared by all detectors of a text. */
export type Detector = (text: string, context: TextContext, look: () => Look) => readonly Detected[];

/** Words and numbers of a rule, by name. */
export type Params = Readonly<Record<string, number | readonly string[]>>;

export function wordsOf(params: Params, name: string): readonly string[] {
  const value = params[name];
  return typeof value === 'object' ? value : [];
}

export function numberOf(params: Params, name: string, otherwise: number): number {
  const value = params[name];
  return typeof value === 'number' ? value : otherwise;
}

export function includesAny(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.includes(word));
}

/** The line that holds a span, and where it starts. Bounded: a line may be 100 MB long. */
export function lineAround(
  text: string,
  start: number,
  end: number,
  far = 200,
): { readonly from: number; readonly line: string } {
  const low = Math.max(0, start - far);
  const before = text.slice(low, start);
  const cut = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\0'));
  const after = text.slice(end, end + far);
  const stop = after.search(/[\n\0]/);
  const from = low + cut + 1;
  return { from, line: text.slice(from, end + (stop < 0 ? after.length : stop)) };
}

/** Words as alternatives of a pattern, the longest first. */
export function escaped(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map(literal)
    .join('|');
}
