import { DAY, type Day, dayOf } from '../model/index.ts';

/** Days told from the instant that the county is looked at, so that what is fresh stays fresh. */
export interface Calendar {
  readonly asOf: number;
  /** The calendar day (Asia/Shanghai) `days` before the instant. */
  back(days: number): Day;
  /** The same, moved to the Friday before where it falls on a weekend: offices publish on working days. */
  workday(days: number): Day;
}

export function createCalendar(asOf: number): Calendar {
  const back = (days: number): Day => dayOf(asOf - days * DAY);
  return {
    asOf,
    back,
    workday(days) {
      const weekday = new Date(`${back(days)}T00:00:00Z`).getUTCDay();
      return back(days + (weekday === 6 ? 1 : weekday === 0 ? 2 : 0));
    },
  };
}

/** `5月17日`, as running text says it. */
export function spoken(day: Day): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}

/** `2019年5月17日`. */
export function full(day: Day): string {
  return `${day.slice(0, 4)}年${spoken(day)}`;
}

/** The HTTP date of a day's hour in Asia/Shanghai. */
export function httpDate(day: Day, time: string): string {
  return new Date(`${day}T${time}:00+08:00`).toUTCString();
}
