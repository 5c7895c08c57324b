import { isSign, Sign } from './signs.ts';
import { isBlank, isDigit } from './source.ts';

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
  let clues = 0;
  for (let at = 0; at < text.length; at++)
    if (isSign(text.charCodeAt(at), Sign.dating) && !isDigit(text.charCodeAt(at))) clues |= clueAt(text, at);
  return narrowed(text, clues);
}

/** What else than ASCII a text has that may belong to dates, as bits. */
const Clue = {
  colon: 1,
  sign: 2,
  /** Full-width digits make runs of their own. */
  digit: 4,
  /** Begins a year in Chinese numerals: 二〇 (零, ○) or 一九. */
  year: 8,
} as const;

/** The clue that the sign at a place gives. */
function clueAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === 0x4e00) return text.charCodeAt(at + 1) === 0x4e5d ? Clue.year : 0;
  if (code === 0x4e8c) return at + 1 < text.length && ZEROS.includes(text.charAt(at + 1)) ? Clue.year : 0;
  if (code === 0xff1a) return Clue.colon;
  return code >= 0xff10 && code <= 0xff19 ? Clue.digit : Clue.sign;
}

const ZEROS = '〇零○Ｏ０0';

function narrowed(text: string, clues: number): string {
  const colons = (clues & Clue.colon) === 0 ? text : text.replace(/：/g, ':');
  if ((clues & (Clue.sign | Clue.digit)) === 0) return colons;
  return colons.replace(WIDE_ALL, (sign) => NARROW[sign] ?? String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

/** A text with its signs narrowed and its runs of digits found: every date begins at one, so nothing else is looked at. */
export interface Digits {
  readonly plain: string;
  /** Where runs of digits begin and end, by turns. */
  readonly runs: readonly number[];
  /** It may hold a year in Chinese numerals; most texts have none. */
  readonly chinese: boolean;
}

export function findDigits(text: string): Digits {
  const places: number[] = [];
  for (let at = 0; at < text.length; at++) if (isSign(text.charCodeAt(at), Sign.dating)) places.push(at);
  return digitsAt(text, places);
}

/** The digits of a text, given the places of all its signs of dates. */
export function digitsAt(text: string, places: readonly number[]): Digits {
  const runs: number[] = [];
  let clues = 0;
  let end = -1;
  for (const at of places) {
    if (isDigit(text.charCodeAt(at))) {
      if (at !== end) runs.push(at, at);
      end = at + 1;
      runs[runs.length - 1] = end;
    } else clues |= clueAt(text, at);
  }
  const plain = narrowed(text, clues);
  return (clues & Clue.digit) === 0 ? { plain, runs, chinese: (clues & Clue.year) !== 0 } : findDigits(plain);
}

/** `上午10:20:00`, as ASP.NET prints the time in Chinese. */
const TIME = String.raw`(?:\s{0,4}[T ,日]?\s{0,4}(?:(上午|下午|凌晨|早上|中午|傍晚|晚上)\s{0,2})?(\d{1,2})(?::|时|点)(\d{2})(?:(?::|分)(\d{2})?)?)?`;
/** From the run of digits where they begin. */
const FULL = new RegExp(
  String.raw`(?<!\d|\d\.)((?:19|20)\d\d)\s?(?:年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]?|([-/.])\s?(\d{1,2})\s?\4\s?(\d{1,2})(?!\d|\.\d))${TIME}`,
  'y',
);
const CHINESE =
  /([一二三四五六七八九〇零○Ｏ０]{4})年([元一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/g;
const MONTH_DAY = new RegExp(
  String.raw`(?<!\d|\d\.|[\w:/-])(?:(\d{1,2})\s?月\s?(\d{1,2})\s?日|(\d{1,2})([-/.])(\d{1,2}))(?![\d:/-]|\.\d)${TIME}`,
  'y',
);
const DIGITS = '〇一二三四五六七八九';
const CHINESE_YEAR = /[一二三四五六七八九〇零○]{4}年/;

/** All dates with a year in a text, in order. */
export function findDates(text: string): PageDate[] {
  return text.length < 6 ? [] : datesIn(findDigits(text));
}

export function datesIn({ plain, runs, chinese }: Digits): PageDate[] {
  const found: PageDate[] = [];
  let from = 0;
  for (let i = 0; i < runs.length; i += 2) {
    const start = runs[i] ?? 0;
    // 19xx or 20xx, then 年 or a sign that parts days.
    const first = plain.charCodeAt(start);
    if ((runs[i + 1] ?? 0) - start !== 4 || start < from || (first !== 0x31 && first !== 0x32)) continue;
    if (!isYearEnd(plain, start + 4)) {
      const date = englishBefore(plain, start, i < 2 ? 0 : (runs[i - 2] ?? 0));
      if (date !== null && date.start >= from) {
        found.push(date);
        from = date.end;
      }
      continue;
    }
    FULL.lastIndex = start;
    const m = FULL.exec(plain);
    if (m === null) continue;
    from = FULL.lastIndex;
    const date = toDate(m[1], m[2] ?? m[5], m[3] ?? m[6], hourOf(m[7], m[8]), m[9], m[10], start, from);
    if (date !== null) found.push(date);
  }
  if (chinese && CHINESE_YEAR.test(plain)) {
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

const ENGLISH =
  /(?:(?<![A-Z])([A-Z][a-z]{2,8})\.?\s{1,2}(\d{1,2})(?:st|nd|rd|th)?\s?,?\s{1,2}|(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\s{1,2}([A-Z][a-z]{2,8})\.?,?\s{1,2})$/;
const ENGLISH_TIME = /\s{0,2},?\s{0,2}(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:]|\s?[AaPp]\.?[Mm])/y;
/** `September 30th, `. */
const ENGLISH_LENGTH = 20;

/** `May 7, 2019`, `7 May 2019`: the year comes last, and the day is the run of digits before it. */
function englishBefore(plain: string, year: number, day: number): PageDate | null {
  if (year - day > ENGLISH_LENGTH || plain.charCodeAt(year - 1) > 0x2c || isDigit(plain.charCodeAt(year + 4)))
    return null;
  const m = ENGLISH.exec(plain.slice(Math.max(0, year - ENGLISH_LENGTH - 4), year));
  const month = monthNamed(m?.[1] ?? m?.[4] ?? '');
  if (m === null || month === 0) return null;
  ENGLISH_TIME.lastIndex = year + 4;
  const clock = ENGLISH_TIME.exec(plain);
  const end = clock === null ? year + 4 : ENGLISH_TIME.lastIndex;
  const from = year - m[0].length;
  return toDate(
    plain.slice(year, year + 4),
    String(month),
    m[2] ?? m[3],
    clock?.[1],
    clock?.[2],
    clock?.[3],
    from,
    end,
  );
}

/** 年, or one of `-/.`, after at most one blank. */
function isYearEnd(plain: string, at: number): boolean {
  if (at >= plain.length) return false;
  const code = plain.charCodeAt(at);
  if (isYearSign(code)) return true;
  return isBlank(code) && at + 1 < plain.length && isYearSign(plain.charCodeAt(at + 1));
}

function isYearSign(code: number): boolean {
  return code === 0x5e74 || (code >= 0x2d && code <= 0x2f);
}

/** All month-and-day dates without a year in a text, in order; parts of full dates are not among them. */
export function monthDaysIn({ plain, runs }: Digits): PageDate[] {
  const found: PageDate[] = [];
  let from = 0;
  for (let i = 0; i < runs.length; i += 2) {
    const start = runs[i] ?? 0;
    const end = runs[i + 1] ?? 0;
    if (end - start > 2 || start < from) continue;
    const next = plain.charCodeAt(end);
    if (next !== 0x6708 && !(next >= 0x2d && next <= 0x2f) && plain.charCodeAt(end + 1) !== 0x6708) continue;
    MONTH_DAY.lastIndex = start;
    const m = MONTH_DAY.exec(plain);
    if (m === null) continue;
    from = MONTH_DAY.lastIndex;
    if (/\d ?年 ?$/.test(plain.slice(Math.max(0, start - 4), start))) continue;
    const date = toDate(undefined, m[1] ?? m[3], m[2] ?? m[5], hourOf(m[6], m[7]), m[8], m[9], start, from);
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

/** 1 … 12 for the English name of a month, short or whole; 0 for any other word. */
export function monthNamed(word: string): number {
  return MONTH_NAME.test(word) ? MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1 : 0;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH_NAME =
  /^(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)$/;

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

/** The hour of 24 that a part of the day and an hour of 12 say; none for 晚上12, which is of the next day. */
function hourOf(part: string | undefined, hour: string | undefined): string | undefined {
  if (part === undefined || hour === undefined || Number(hour) > 12) return hour;
  if (part === '下午' || part === '傍晚') return Number(hour) === 12 ? hour : String(Number(hour) + 12);
  if (part === '晚上') return Number(hour) === 12 ? undefined : String(Number(hour) + 12);
  if (part === '中午') return Number(hour) < 3 ? String(Number(hour) + 12) : hour;
  return Number(hour) === 12 ? '0' : hour;
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
  return value < 10 ? `0${value}` : String(value);
}

function digitOf(sign: string): string {
  const at = DIGITS.indexOf(sign);
  return at < 0 ? '0' : String(at);
}

/** 一 … 三十一, as official documents write month and day. */
export function chineseNumber(text: string | undefined): number {
  if (text === undefined || text === '元') return 1;
  const ten = text.indexOf('十');
  if (ten < 0) return Number([...text].map(digitOf).join(''));
  const tens = ten === 0 ? 1 : DIGITS.indexOf(text[ten - 1] ?? '');
  const ones = ten === text.length - 1 ? 0 : DIGITS.indexOf(text[ten + 1] ?? '');
  return tens * 10 + ones;
}
