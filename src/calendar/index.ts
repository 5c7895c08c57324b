import chineseDays from 'chinese-days';

/**
 * Room `calendar`: working days (工作日) by the holidays that the General Office of the State Council announces each year, with the
 * weekends that are worked instead (调休). The days come from the package chinese-days (MIT). Days are `YYYY-MM-DD` in Asia/Shanghai.
 * Pure.
 */

/** Years whose holidays the package knows; outside of them only weekends are told from working days. */
export const HOLIDAYS_KNOWN = { from: 2004, to: 2026 } as const;

const MILLIS = 86_400_000;

/** Whether holidays of that day's year are known, so that counting over it is exact. */
export function holidaysKnown(day: string): boolean {
  const year = Number(day.slice(0, 4));
  return year >= HOLIDAYS_KNOWN.from && year <= HOLIDAYS_KNOWN.to;
}

/** Neither weekend nor holiday, or a weekend that is worked instead of one. */
export function isWorkday(day: string): boolean {
  return chineseDays.isWorkday(day);
}

/** The day that is `count` working days after `day`; the day itself is not counted (《民法典》第二百零一条: 次日起算). `count` ≥ 0. */
export function addWorkdays(day: string, count: number): string {
  let at = day;
  for (let left = count; left > 0; ) {
    at = next(at);
    if (isWorkday(at)) left -= 1;
  }
  return at;
}

/** Working days after `from` up to and including `to`; 0 where `to` is not later. */
export function workdaysBetween(from: string, to: string): number {
  let count = 0;
  for (let at = from; at < to; ) {
    at = next(at);
    if (isWorkday(at)) count += 1;
  }
  return count;
}

/** The day that is `count` calendar days after `day`. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * MILLIS).toISOString().slice(0, 10);
}

function next(day: string): string {
  return addDays(day, 1);
}
