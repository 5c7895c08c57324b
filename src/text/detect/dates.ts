import { matchesNear, runsWhere } from './look.ts';
import { daysIn } from './numbers.ts';
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
