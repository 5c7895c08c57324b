import type { Day, DayOrTime, Timestamp } from './words.ts';

/**
 * Time in this house: a point in time is a number of milliseconds since 1970 (UTC); a day is a calendar day in
 * Asia/Shanghai. China has kept UTC+8 without daylight saving since 1992, so the offset is a constant here.
 */
const OFFSET = 8 * 3_600_000;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

const TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Milliseconds of a day (its 00:00 in Asia/Shanghai) or a time (Asia/Shanghai where it names no offset); null if it is neither. */
export function parseTime(text: string): number | null {
  return plainTime(text) ?? spelledTime(text);
}

/** The two spellings that our own facts have by the million (`2019-05-20`, `2019-05-20T10:00:00+08:00`), without a regular expression. */
function plainTime(text: string): number | null {
  if (text.length !== 10 && !(text.length === 25 && text.endsWith('+08:00'))) return null;
  const year = 100 * digits(text, 0) + digits(text, 2);
  const [month, day] = [digits(text, 5), digits(text, 8)];
  // The last days of a month are left to the careful way.
  const isDate =
    text[4] === '-' && text[7] === '-' && year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= 28;
  if (!isDate) return null;
  const start = Date.UTC(year, month - 1, day) - OFFSET;
  if (text.length === 10) return start;
  const [hour, minute, second] = [digits(text, 11), digits(text, 14), digits(text, 17)];
  const isTime = text[10] === 'T' && text[13] === ':' && text[16] === ':';
  if (!isTime || !(hour <= 23 && minute <= 59 && second <= 59)) return null;
  return start + (hour * 3_600 + minute * 60 + second) * 1_000;
}

/** Two digits; NaN where they are none. */
function digits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}

function spelledTime(text: string): number | null {
  const m = TIME.exec(text.trim());
  if (m === null) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '0', zone] = m;
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(3, '0')),
  );
  const back = new Date(local);
  // 2019-02-30 or 25:00 would roll over silently; such a text is no time.
  if (back.getUTCDate() !== Number(day) || back.getUTCMonth() + 1 !== Number(month)) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  return local - offsetOf(zone);
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined) return OFFSET;
  if (zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * HOUR + Number(zone.slice(-2)) * 60_000);
}

/** The day in Asia/Shanghai that holds a point in time. */
export function dayOf(time: number): Day {
  return new Date(time + OFFSET).toISOString().slice(0, 10);
}

/** A point in time as ISO 8601 with the offset +08:00, to the second. */
export function shanghai(time: number): Timestamp {
  return `${new Date(time + OFFSET).toISOString().slice(0, 19)}+08:00`;
}

/** A point in time as ISO 8601 in UTC, as WARC records and stored facts carry it. */
export function utc(time: number): Timestamp {
  return new Date(time).toISOString();
}

/** True where the text names a day and no hour. */
export function isDay(text: DayOrTime): boolean {
  return text.length === 10;
}

/** First and last millisecond that a date may mean: a whole day where no hour is known. Null where it is no date. */
export function spanOf(date: DayOrTime): readonly [from: number, to: number] | null {
  const from = parseTime(date);
  if (from === null) return null;
  return isDay(date) ? [from, from + DAY - 1] : [from, from];
}

/**
 * Whether something dated `date` may have happened in the last `days` × 24 h before `asOf` (facts §2, “2 weeks” counts back
 * from the instant of the check). A bare day gets the benefit of its last hour: not sure is not guilty.
 */
export function withinDays(date: DayOrTime, asOf: number, days: number): boolean {
  const span = spanOf(date);
  return span !== null && span[1] >= asOf - days * DAY && span[0] <= asOf;
}

/** The same hour `months` calendar months earlier; the last day of a shorter month (31 May − 3 months = 28/29 Feb). */
export function monthsBefore(time: number, months: number): number {
  const at = new Date(time + OFFSET);
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() - months);
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(day, last));
  return at.getTime() - OFFSET;
}

/** Whether something dated `date` may have happened in the last `months` calendar months before `asOf`. */
export function withinMonths(date: DayOrTime, asOf: number, months: number): boolean {
  const span = spanOf(date);
  return span !== null && span[1] >= monthsBefore(asOf, months) && span[0] <= asOf;
}

/** True where every meaning of the date lies after `asOf`: a date that cannot be believed yet. */
export function inFuture(date: DayOrTime, asOf: number): boolean {
  const span = spanOf(date);
  return span !== null && span[0] > asOf;
}

/** Orders dates by the last millisecond that they may mean; undated last. For `sort`, newest first. */
export function newestFirst(a: DayOrTime | null, b: DayOrTime | null): number {
  return lastMeaning(b) - lastMeaning(a);
}

function lastMeaning(date: DayOrTime | null): number {
  return date === null ? Number.NEGATIVE_INFINITY : (spanOf(date)?.[1] ?? Number.NEGATIVE_INFINITY);
}
