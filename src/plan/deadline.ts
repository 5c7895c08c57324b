import { type Day, dayOf } from '../model/index.ts';
import type { PolicyFile } from './policy/schema.ts';

/** Working days of mainland China (工作日, with 调休): given as a function, so that the calendar is loaded only where it is needed. */
export type Workdays = (from: Day, count: number) => Day;

/** The day by which the plan has to be carried out. */
export function deadlineOf({ deadline }: PolicyFile, asOf: number, workdays: Workdays): Day {
  return 'date' in deadline ? deadline.date.value : workdays(dayOf(asOf), deadline.workdays.value);
}

/** By the announced holidays; the calendar is loaded only where a deadline counts working days. */
export async function chineseWorkdays(): Promise<Workdays> {
  const { addWorkdays } = await import('../calendar/index.ts');
  return addWorkdays;
}
