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

/** A period by its name: an ISO week (2019-W20), a month (2019-05), a quarter (2019-Q2), a year (2019). */
export function periodNamed(name: string): Period {
  const [, yearText, week, quarter, month] =
    /^(\d{4})(?:-(?:W(\d{2})|Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(name) ?? [];
  if (yearText === undefined) throw wrong(name, 'names no period', 'give 2019-W20, 2019-05, 2019-Q2 or 2019');
  const year = Number(yearText);
  const day = (millis: number) => new Date(millis).toISOString().slice(0, 10);
  if (week !== undefined) {
    // The first ISO week holds 4 January and begins on a Monday.
    const fourth = Date.UTC(year, 0, 4);
    const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY + (Number(week) - 1) * 7 * DAY;
    if (Number(week) === 0 || new Date(monday + 3 * DAY).getUTCFullYear() !== year)
      throw wrong(name, `${year} has no week ${week}`, 'give a week that there is');
    return periodOf(day(monday), day(monday + 6 * DAY));
  }
  const [first, months] =
    month !== undefined ? [Number(month), 1] : quarter !== undefined ? [3 * Number(quarter) - 2, 3] : [1, 12];
  return periodOf(day(Date.UTC(year, first - 1, 1)), day(Date.UTC(year, first - 1 + months, 0)));
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
