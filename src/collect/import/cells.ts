import { dayOf, parseTime, shanghai } from '../../model/index.ts';

/** Days from 1899-12-30, as spreadsheets count them, that can be meant: 1954 to 2119. */
const SERIAL = { least: 20_000, most: 80_000, epoch: Date.UTC(1899, 11, 30) };
const DAY = 86_400_000;
const DATE =
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * A date as sheets and exports write it → a day, or a time with offset; null where it is none. Day and time with any of the usual
 * separators, `20190506`, the number of a spreadsheet's date, seconds or milliseconds since 1970. Without offset it is Asia/Shanghai.
 */
export function dateOf(value: string | number): string | null {
  if (typeof value === 'number') return dateOfNumber(value);
  const text = value.normalize('NFKC').trim();
  if (/^\d{8}$/.test(text)) return isoDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
  if (/^\d+(\.\d+)?$/.test(text)) return dateOfNumber(Number(text));
  const m = DATE.exec(text);
  if (m === null) return isoDate(text);
  const [, year, month = '', day = '', hour, minute, second = '00', zone = ''] = m;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isoDate(hour === undefined ? date : `${date}T${hour.padStart(2, '0')}:${minute}:${second}${zone}`);
}

/** A text that names a day or a time, in the spelling of the house; a time that already bears its offset stays as it is. */
function isoDate(text: string): string | null {
  const at = parseTime(text);
  if (at === null) return null;
  if (text.length === 10) return text;
  return /T.*(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : shanghai(at);
}

function dateOfNumber(value: number): string | null {
  if (value >= SERIAL.least && value < SERIAL.most) {
    const at = SERIAL.epoch + Math.round(value * DAY);
    const local = new Date(at).toISOString();
    return Number.isInteger(value) ? local.slice(0, 10) : `${local.slice(0, 19)}+08:00`;
  }
  if (value >= 1e9 && value < 5e9) return shanghai(value * 1000);
  return value >= 1e12 && value < 5e12 ? shanghai(value) : null;
}

/** The day of a date; null where it is none. */
export function dayCell(value: string): string | null {
  const date = dateOf(value);
  if (date === null || date.length === 10) return date;
  const at = parseTime(date);
  return at === null ? null : dayOf(at);
}

/** A count as sheets write it: `1,234`, `1.2万`, `10万+` (counted as 100001); null where it is none. */
export function countCell(value: string): number | null {
  const text = value.normalize('NFKC').replace(/[\s,，人个]/g, '');
  if (/^10万\+$/.test(text)) return 100_001;
  const m = /^(\d+(?:\.\d+)?)(万|w|千|亿)?\+?$/i.exec(text);
  if (m === null) return null;
  const unit = { 万: 1e4, w: 1e4, 千: 1e3, 亿: 1e8 }[m[2]?.toLowerCase() ?? ''] ?? 1;
  return Math.round(Number(m[1]) * unit);
}
