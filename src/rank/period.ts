import { DAY, dayOf, InputError, parseTime } from '../model/index.ts';

/** A span of days, both included, in Asia/Shanghai. */
export interface Period {
  readonly from: string;
  readonly to: string;
  /** First and last millisecond. */
  readonly start: number;
  readonly end: number;
  /** Days by which totals are divided: 30 for a calendar month and 365 for a year, as the publishers do; else as counted. */
  readonly days: number;
}

export function periodOf(from: string, to: string): Period {
  const [start, last] = [parseTime(from), parseTime(to)];
  if (start === null || last === null || from.length !== 10 || to.length !== 10)
    throw wrong(`${from} … ${to}`, 'a period goes from a day to a day', 'give days such as 2019-05-01');
  if (last < start) throw wrong(`${from} … ${to}`, 'ends before it begins', 'exchange --from and --to');
  const end = last + DAY - 1;
  const counted = Math.round((end + 1 - start) / DAY);
  const months = wholeMonths(from, to);
  const days = months === 1 ? 30 : months === 12 ? 365 : counted;
  return { from, to, start, end, days };
}

/** The period of the same kind just before: as many calendar months where it is whole months, else as many days. */
export function periodBefore({ from, to, start, end }: Period): Period {
  const months = wholeMonths(from, to);
  const last = dayOf(start - DAY);
  if (months === null) return periodOf(dayOf(start - (end + 1 - start)), last);
  const [year = 0, month = 0] = from.split('-').map(Number);
  return periodOf(new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10), last);
}

/** How many whole calendar months a span is; null where it is none. */
function wholeMonths(from: string, to: string): number | null {
  if (!from.endsWith('-01')) return null;
  const after = dayOf((parseTime(to) ?? 0) + DAY);
  if (!after.endsWith('-01')) return null;
  const [y1 = 0, m1 = 0] = from.split('-').map(Number);
  const [y2 = 0, m2 = 0] = after.split('-').map(Number);
  return (y2 - y1) * 12 + m2 - m1;
}

function wrong(where: string, why: string, todo: string): InputError {
  return new InputError({ what: 'rank', where, why, todo });
}
