import { matchesNear, runsWhere } from './look.ts';
import { daysIn, isDate } from './numbers.ts';
import type { Detected, Detector } from './types.ts';

const LUNAR = /(?:农历|阴历|夏历|旧历|回历|藏历|腊月|正月|[闰])[^\n]{0,8}$/;
const DATE = /(?<![\d.\-/])(?:((?:19|20)\d{2})年)?(\d{1,2})月(\d{1,2})日(?!元|币)/y;

const YEAR_SIGN = 0x5e74;
const MONTH_SIGN = 0x6708;

/** Days that no calendar has: 2月30日, 6月31日, 13月1日, and 29 February in a common year. */
export function impossibleDates(): Detector {
  return (text, _context, look) => {
    const found: Detected[] = [];
    const places = runsWhere(look(), (from, to) => {
      const next = text.charCodeAt(to);
      return next === MONTH_SIGN ? to - from <= 2 : next === YEAR_SIGN && to - from === 4;
    });
    for (const match of matchesNear(text, DATE, places)) {
      const year = match[1] === undefined ? 2000 : Number(match[1]);
      const [month, day] = [Number(match[2]), Number(match[3])];
      const before = text.slice(Math.max(0, match.index - 10), match.index);
      if (/第$/.test(before) || LUNAR.test(before)) continue;
      const right = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
      if (right) continue;
      const why =
        month < 1 || month > 12
          ? `没有“${match[2]}月”`
          : `${match[1] === undefined ? '' : `${match[1]}年`}${month}月没有${day}日`;
      found.push({ start: match.index, end: match.index + match[0].length, why });
    }
    return [...found, ...spelledOut(text)].sort((a, b) => a.start - b.start);
  };
}

const SPELLED =
  /(?:([〇零○Ｏ一二三四五六七八九]{4})年)?(?<![〇零○一二三四五六七八九十])([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,4})日(?!元)/y;
/** Units of a year and a month in front of the day's 月, at most. */
const BEFORE_MONTH = 8;

/** The same in Chinese numerals (二〇一九年四月三十一日), as below the text of a document (成文日期). */
function spelledOut(text: string): Detected[] {
  const months: number[] = [];
  for (let at = text.indexOf('月'); at >= 0; at = text.indexOf('月', at + 1))
    if (isNumeral(text.charCodeAt(at - 1)) && isNumeral(text.charCodeAt(at + 1))) months.push(at);
  const found: Detected[] = [];
  for (const match of matchesNear(text, SPELLED, months, BEFORE_MONTH)) {
    const [whole, year, month = '', day = ''] = match;
    const [m, d] = [numeralOf(month), numeralOf(day)];
    const y = year === undefined ? 2000 : digitsOf(year);
    const before = text.slice(Math.max(0, match.index - 10), match.index);
    if (/[第年]$/.test(before) || LUNAR.test(before) || m === null || d === null) continue;
    if (m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m)) continue;
    const why = m < 1 || m > 12 ? `没有“${month}月”` : `${month}月没有${day}日`;
    found.push({ start: match.index, end: match.index + whole.length, why });
  }
  return found;
}

const NUMERALS = '〇一二三四五六七八九';

function isNumeral(code: number): boolean {
  return code === 0x5341 || NUMERALS.indexOf(String.fromCharCode(code)) > 0;
}

function digitsOf(text: string): number {
  return [...text].reduce((year, digit) => 10 * year + Math.max(0, NUMERALS.indexOf(digit)), 0);
}

/** 一 to 九十九; null for what is none, such as 十十 or the run-on 二三. */
function numeralOf(text: string): number | null {
  const match = /^(?:([二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(text);
  if (match === null || text === '') return null;
  const [, tens, ten, ones] = match;
  return (
    (ten === undefined ? 0 : 10 * (tens === undefined ? 1 : NUMERALS.indexOf(tens))) +
    (ones === undefined ? 0 : NUMERALS.indexOf(ones))
  );
}

const CLOCK = String.raw`(?:[\s　]?(?:[（(](?:星期|周)[一二三四五六日天][）)])?[\s　]?(?:上午|下午|中午|晚上?|凌晨)?[\s　]?\d{1,2}(?:[时点]|[:：]\d{2})(?:\d{1,2}分|整|半)?|[（(](?:星期|周)[一二三四五六日天][）)])?`;
const RANGE = new RegExp(
  String.raw`(?<!\d)((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日${CLOCK}[\s　]?(?:至|到|[—－–~～-]{1,2})[\s　]?(?:((?:19|20)\d{2})年(\d{1,2})月)?(\d{1,2})日`,
  'y',
);

/** A period that ends before it begins (起止日期颠倒): 2019年6月10日至2019年6月5日, 2019年6月10日至5日. */
export function reversedPeriods(): Detector {
  return (text, _context, look) => {
    const found: Detected[] = [];
    const places = runsWhere(look(), (from, to) => to - from === 4 && text.charCodeAt(to) === YEAR_SIGN);
    for (const match of matchesNear(text, RANGE, places)) {
      const [whole, year, month, day, yearTo = year, monthTo = month, dayTo] = match;
      const at = (...parts: readonly (string | undefined)[]) => {
        const [y = 0, m = 0, d = 0] = parts.map(Number);
        return isDate(y, m, d) ? 10_000 * y + 100 * m + d : null;
      };
      const [from, to] = [at(year, month, day), at(yearTo, monthTo, dayTo)];
      if (from === null || to === null || to >= from) continue;
      found.push({ start: match.index, end: match.index + whole.length });
    }
    return found;
  };
}

const WEEKDAY =
  /(?<!\d)((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日[\s　]?[（(，,]?[\s　]?(?:星期|周|礼拜)([一二三四五六日天])(?!至|到|[—－~～-]|、|和|年)[）)]?/y;
const DAYS = '日一二三四五六';

/** A weekday that its date does not have. */
export function wrongWeekdays(): Detector {
  return (text, _context, look) => {
    const found: Detected[] = [];
    const places = runsWhere(look(), (from, to) => to - from === 4 && text.charCodeAt(to) === YEAR_SIGN);
    for (const match of matchesNear(text, WEEKDAY, places)) {
      const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
      if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) continue;
      const right = DAYS.charAt(new Date(Date.UTC(year, month - 1, day)).getUTCDay());
      const printed = match[4] === '天' ? '日' : match[4];
      if (right === printed) continue;
      found.push({
        start: match.index,
        end: match.index + match[0].length,
        why: `${year}年${month}月${day}日是星期${right}`,
        suggest: `星期${right}`,
      });
    }
    return found;
  };
}
