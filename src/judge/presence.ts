import type { Column, ColumnKind, Coverage, Evidence, SectionValue } from '../model/index.ts';
import { absenceProven } from './coverage.ts';
import { columnTable } from './evidence.ts';
import { columnsOf } from './freshness.ts';

export interface Presence {
  readonly state: 'present' | 'blank' | 'missing' | 'notSeen';
  /** Name of what was found. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly evidence: readonly Evidence[];
}

/** Whether a column that has to exist does, from its column and from pages on which its content was met. */
export function presenceOf(
  kind: ColumnKind,
  seen: SectionValue<'overview'>,
  columns: readonly Column[],
  coverage: Coverage,
  outside: SectionValue<'home'>['outside'],
): Presence {
  const own = columnsOf(columns, [kind]);
  const evidence: Evidence[] = [
    ...seen
      .slice(0, 5)
      .map(({ url, title, quote }) => ({ type: 'quote' as const, url, text: quote, note: title })),
    ...(own.length === 0 ? [] : [columnTable(own)]),
  ];
  const filled = own.find((column) => column.read && !column.blank);
  const first = seen[0];
  if (first !== undefined)
    return { state: 'present', name: own[0]?.name ?? first.title, columns: own, evidence };
  if (filled !== undefined) return { state: 'present', name: filled.name, columns: own, evidence };
  const name = own[0]?.name ?? '—';
  if (own.some((column) => !column.read)) return { state: 'notSeen', name, columns: own, evidence };
  if (own.length > 0) return { state: 'blank', name, columns: own, evidence };
  // A column that the navigation leads to on another host is there.
  const proven = outside?.some((one) => one.kind === kind) !== true && absenceProven(coverage, columns);
  return { state: proven ? 'missing' : 'notSeen', name, columns: own, evidence };
}
