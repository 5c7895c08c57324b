/**
 * Dates as pages print them (日期). Only what the text says: a missing year stays missing until a neighbour, a heading or an
 * address gives it (`years.ts`), and what is no day of the calendar is no date.
 */
export interface PageDate {
  /** null where only month and day are printed (`[05-17]`). */
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
  /** `HH:MM:SS` where an hour is printed. */
  readonly time: string | null;
  /** Where it stands in the text searched. */
  readonly start: number;
  readonly end: number;
}

/** Signs that stand for ASCII ones, one for one, so that offsets stay true. */
const WIDE_ALL = /[０-９：∶︰﹕．／－–—−]/g;
const NARROW: Readonly<Record<string, string>> = {
  '：': ':',
  '∶': ':',
  '︰': ':',
  '﹕': ':',
  '．': '.',
  '／': '/',
  '－': '-',
  '–': '-',
  '—': '-',
  '−': '-',
};

/** Full-width digits and signs to ASCII; the length does not change. */
export function narrow(text: string): string {
  if (!hasWide(text)) return text;
  return text.replace(WIDE_ALL, (sign) => NARROW[sign] ?? String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

/** Whether a text holds one of WIDE_ALL; a loop, because whole pages pass here and none of these signs lies among the ideographs. */
function hasWide(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x2013 || (code > 0x2236 && code < 0xfe30) || code > 0xff1a || code === 0xff0c) continue;
    if ((code >= 0xff10 && code <= 0xff19) || text.charAt(i) in NARROW) return true;
  }
  return false;
}

const TIME = String.raw`(?:\s{0,4}[T ,日]?\s{0,4}(\d{1,2})(?::|时|点)(\d{2})(?:(?::|分)(\d{2})?)?)?`;
const FULL = new RegExp(
  String.raw`(?<!\d|\d\.)((?:19|20)\d\d)\s?(?:年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]?|([-/.])\s?(\d{1,2})\s?\4\s?(\d{1,2})(?!\d|\.\d))${TIME}`,
  'g',
);
const CHINESE =
  /([一二三四五六七八九〇零○Ｏ０]{4})年([元一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/g;
const MONTH_DAY = new RegExp(
  String.raw`(?<!\d|\d\.|[\w:/-])(?:(\d{1,2})\s?月\s?(\d{1,2})\s?日|(\d{1,2})([-/.])(\d{1,2}))(?![\d:/-]|\.\d)${TIME}`,
  'g',
);
const DIGITS = '〇一二三四五六七八九';
const CHINESE_YEAR = /[一二三四五六七八九〇零○]{4}年/;

/** All dates with a year in a text, in order. */
export function findDates(text: string): PageDate[] {
  const plain = narrow(text);
  const found: PageDate[] = [];
  FULL.lastIndex = 0;
  for (let m = FULL.exec(plain); m !== null; m = FULL.exec(plain)) {
    const date = toDate(m[1], m[2] ?? m[5], m[3] ?? m[6], m[7], m[8], m[9], m.index, FULL.lastIndex);
    if (date !== null) found.push(date);
  }
  // Years in Chinese numerals begin with 二〇 (零, ○) or 一九; most pages have none.
  if (/二[〇零○Ｏ０0]|一九/.test(plain) && CHINESE_YEAR.test(plain)) {
    CHINESE.lastIndex = 0;
    for (let m = CHINESE.exec(plain); m !== null; m = CHINESE.exec(plain)) {
      const year = [...(m[1] ?? '')].map(digitOf).join('');
      const date = toDate(
        year,
        String(chineseNumber(m[2])),
        String(chineseNumber(m[3])),
        undefined,
        undefined,
        undefined,
        m.index,
        CHINESE.lastIndex,
      );
      if (date !== null) found.push(date);
    }
    found.sort((a, b) => a.start - b.start);
  }
  return found;
}

/** All month-and-day dates without a year in a text, in order; parts of full dates are not among them. */
export function findMonthDays(text: string): PageDate[] {
  const plain = narrow(text);
  const found: PageDate[] = [];
  MONTH_DAY.lastIndex = 0;
  for (let m = MONTH_DAY.exec(plain); m !== null; m = MONTH_DAY.exec(plain)) {
    if (/\d ?年 ?$/.test(plain.slice(Math.max(0, m.index - 4), m.index))) continue;
    const date = toDate(
      undefined,
      m[1] ?? m[3],
      m[2] ?? m[5],
      m[6],
      m[7],
      m[8],
      m.index,
      MONTH_DAY.lastIndex,
    );
    if (date !== null) found.push(date);
  }
  return found;
}

/** The first date with a year in a text, also `20190517`, `20190517102030` and milliseconds where that is the whole text. */
export function parseDate(text: string): PageDate | null {
  const first = findDates(text)[0];
  if (first !== undefined) return first;
  const whole = narrow(text).trim();
  const m = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:\s?(\d\d):?(\d\d):?(\d\d)?)?$/.exec(whole);
  if (m !== null) return toDate(m[1], m[2], m[3], m[4], m[5], m[6], 0, text.length);
  if (/^1\d{12}$/.test(whole)) return fromStamp(Number(whole), text.length);
  if (/^1\d{9}$/.test(whole)) return fromStamp(Number(whole) * 1000, text.length);
  return fromEnglish(whole, text.length);
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** `Fri May 17 10:20:00 CST 2019`, as Java servers print dates that nobody formatted. */
function fromEnglish(text: string, end: number): PageDate | null {
  const m = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d\d):(\d\d):(\d\d) [A-Z]{3} (\d{4})$/.exec(text);
  if (m === null) return null;
  const month = MONTHS.indexOf((m[1] ?? '').toLowerCase()) + 1;
  return toDate(m[6], String(month), m[2], m[3], m[4], m[5], 0, end);
}

/** Milliseconds since 1970 as stores of publishing systems carry them; shown in Asia/Shanghai. */
function fromStamp(ms: number, end: number): PageDate | null {
  const at = new Date(ms + 8 * 3_600_000).toISOString();
  return toDate(
    at.slice(0, 4),
    at.slice(5, 7),
    at.slice(8, 10),
    at.slice(11, 13),
    at.slice(14, 16),
    at.slice(17, 19),
    0,
    end,
  );
}

/** `YYYY-MM-DD` of a date whose year is known, else null. */
export function dayText(date: PageDate, year = date.year): string | null {
  if (year === null || !isCalendarDay(year, date.month, date.day)) return null;
  return `${year}-${two(date.month)}-${two(date.day)}`;
}

/** `YYYY-MM-DD`, or ISO 8601 with +08:00 where an hour is printed. */
export function isoText(date: PageDate): string | null {
  const day = dayText(date);
  return day === null || date.time === null ? day : `${day}T${date.time}+08:00`;
}

export function isCalendarDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= (DAYS[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function toDate(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  start: number,
  end: number,
): PageDate | null {
  const y = year === undefined ? null : Number(year);
  const m = Number(month);
  const d = Number(day);
  // Without a year 29 February may be right.
  if (!isCalendarDay(y ?? 2000, m, d)) return null;
  return { year: y, month: m, day: d, time: clock(hour, minute, second), start, end };
}

function clock(
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
): string | null {
  if (hour === undefined || minute === undefined) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  return `${two(Number(hour))}:${minute}:${second ?? '00'}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function digitOf(sign: string): string {
  const at = DIGITS.indexOf(sign);
  return at < 0 ? '0' : String(at);
}

/** 一 … 三十一, as official documents write month and day. */
function chineseNumber(text: string | undefined): number {
  if (text === undefined || text === '元') return 1;
  const ten = text.indexOf('十');
  if (ten < 0) return Number([...text].map(digitOf).join(''));
  const tens = ten === 0 ? 1 : DIGITS.indexOf(text[ten - 1] ?? '');
  const ones = ten === text.length - 1 ? 0 : DIGITS.indexOf(text[ten + 1] ?? '');
  return tens * 10 + ones;
}
