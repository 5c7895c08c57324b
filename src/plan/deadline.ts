import { type Day, dayOf, HOUR, parseTime } from '../model/index.ts';
import type { PolicyFile } from './policy/schema.ts';

/** Working days of mainland China (工作日, with 调休): given as a function, so that the calendar is loaded only where it is needed. */
export type Workdays = (from: Day, count: number) => Day;

/** The day by which the plan has to be carried out. */
export function deadlineOf({ deadline }: PolicyFile, asOf: number, workdays: Workdays): Day {
  return 'date' in deadline ? deadline.date.value : workdays(dayOf(asOf), deadline.workdays.value);
}

/** Holidays from the kept package `chinese-days`; beyond the years it knows, weekends alone are free. */
export async function chineseWorkdays(): Promise<Workdays> {
  const { default: days } = await import('chinese-days');
  return (from, count) => {
    let at = parseTime(from) ?? 0;
    let left = count;
    while (left > 0) {
      at += 24 * HOUR;
      // Noon of the day by the machine's own clock, whatever its zone: the package reads dates so.
      const [year = 0, month = 1, day = 1] = dayOf(at).split('-').map(Number);
      if (days.isWorkday(new Date(year, month - 1, day, 12))) left -= 1;
    }
    return dayOf(at);
  };
}
