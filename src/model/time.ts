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
  const plain = plainTime(text);
  return Number.isNaN(plain) ? anyTime(text) : plain;
}

/**
 * Milliseconds of a text in the spelling of the house: `2019-05-20`, `2019-05-20T10:00:00+08:00` or `…Z`; NaN where it is anything
 * else, a day that the calendar does not have among it. Read by the million, so without a pattern and without objects.
 */
export function plainTime(text: string): number {
  const { length } = text;
  if (length !== 10 && length !== 20 && length !== 25) return Number.NaN;
  const year = digits(text, 0) * 100 + digits(text, 2);
  const month = digits(text, 5);
  const day = digits(text, 8);
  // NaN fails every comparison: a character that is no digit ends here.
  if (!(year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)))
    return Number.NaN;
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return Number.NaN;
  const start = daysSince1970(year, month, day) * DAY;
  if (length === 10) return start - OFFSET;
  const hour = digits(text, 11);
  const minute = digits(text, 14);
  const second = digits(text, 17);
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return Number.NaN;
  if (text.charCodeAt(10) !== T || text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON)
    return Number.NaN;
  const at = start + hour * HOUR + minute * 60_000 + second * 1000;
  if (length === 20) return text.charCodeAt(19) === Z ? at : Number.NaN;
  return text.endsWith('+08:00') ? at - OFFSET : Number.NaN;
}

const [DASH, COLON, T, Z] = [0x2d, 0x3a, 0x54, 0x5a];

/** Two digits as a number; NaN where they are none. */
function digits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** Days since 1970-01-01 in the Gregorian calendar (Hinnant, chrono-compatible date algorithms: days_from_civil), years from 0 on. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

function anyTime(text: string): number | null {
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
  const local = time + OFFSET;
  if (!(local >= 0 && local < YEAR_9999)) return new Date(local).toISOString().slice(0, 10);
  // The inverse of daysSince1970 (Hinnant: civil_from_days).
  const days = Math.floor(local / DAY) + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return `${yearOfEra + era * 400 + (month <= 2 ? 1 : 0)}-${two(month)}-${two(day)}`;
}

const YEAR_9999 = Date.UTC(9999, 0);

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** A point in time as ISO 8601 with the offset +08:00, to the second. */
export function shanghai(time: number): Timestamp {
  const local = time + OFFSET;
  if (!(local >= 0 && local < YEAR_9999)) return `${new Date(local).toISOString().slice(0, 19)}+08:00`;
  const seconds = Math.floor((local % DAY) / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${dayOf(time)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}+08:00`;
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
