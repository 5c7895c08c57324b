import { cellDates } from './date-cells.ts';
import {
  type Digits,
  datesIn,
  findDates,
  isCalendarDay,
  monthDaysIn,
  type PageDate,
  parseDate,
} from './dates.ts';
import type { El, ParsedPage } from './dom.ts';

/** A date that stands by itself on the page, as dates of list entries do: not one inside a sentence. */
export interface DateToken {
  readonly date: PageDate;
  /** Slice of `page.text`; empty where the date is in an attribute or a script. */
  readonly start: number;
  readonly end: number;
  readonly holder: El;
}

/** Letters that may stand beside a date in its cell: 发布时间, 阅读 1234 次. */
const COMPANY = 12;
/** How far before a date its cell is looked for. */
const MAX_CELL_TEXT = 400;

/** Dates that may belong to list entries, in page order. */
export function dateTokens(page: ParsedPage): DateToken[] {
  const tokens: DateToken[] = [];
  const { digits } = page;
  const full = datesIn(digits);
  const covered = overlaps(full);
  const split = [...splitDates(page, digits), ...cellDates(page)]
    .filter((date) => !covered(date.start, date.start + 1) && fills(page, date))
    .sort((a, b) => a.start - b.start);
  const inSplit = overlaps(split);
  const short = monthDaysIn(digits).filter((date) => !covered(date.start, date.start + 1));
  const dates = withoutClock(
    page,
    [...full, ...short, ...shortYears(page, digits)].filter((date) => !inSplit(date.start, date.end)),
  ).concat(split);
  let line: readonly [number, number] = [0, -1];
  for (const date of dates) {
    const holder = page.elementAt(date.start, date.end);
    // A line may be as long as the page and hold all of its dates.
    if (date.start < line[0] || date.start > line[1]) line = page.lineAt(date.start);
    if (holder !== null && standsAlone(page, date, holder, line))
      tokens.push({ date, start: date.start, end: date.end, holder });
  }
  tokens.push(...writtenDates(page), ...attributeDates(page));
  return tokens.sort((a, b) => a.start - b.start || a.holder.index - b.holder.index);
}

/** Whether a stretch of text shares a letter with one of some dates, which are in order. */
function overlaps(dates: readonly PageDate[]): (from: number, to: number) => boolean {
  return (from, to) => {
    let low = 0;
    let high = dates.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((dates[middle]?.end ?? 0) <= from) low = middle + 1;
      else high = middle;
    }
    return (dates[low]?.start ?? Number.POSITIVE_INFINITY) < to;
  };
}

/**
 * `17` over `2019-05`, `2019` over `05-17`, `05-17` over `2019`: day cells that style parts of a date apart. `digits` are the lengths
 * of the run that begins one, `near` is how far the next run is at most.
 */
const SPLIT = [
  {
    form: /(?<![\d.:/-])(\d{2})(日?[\s/]{0,4})((?:19|20)\d\d) ?(?:[-./]|年) ?(\d{1,2}) ?月?(?![\d./-])/y,
    order: 'dym',
    digits: 2,
    near: 5,
  },
  {
    form: /(?<![\d.:/-])((?:19|20)\d\d)(年?[\s/]{0,4})(\d{2}) ?(?:[-./]|月) ?(\d{2})日?(?![\d:./-])/y,
    order: 'ymd',
    digits: 4,
    near: 5,
  },
  {
    form: /(?<![\d.:/-])(\d{2}) ?(?:[-./]|月) ?(\d{2})(日?[\s/]{0,4})((?:19|20)\d\d)年?(?![\d:./-])/y,
    order: 'mdy',
    digits: 2,
    near: 3,
  },
  {
    form: /(?<![\d.:/-])((?:19|20)\d\d) ?(?:[-./]|年) ?(\d{2})(月?[\s/]{0,4})(\d{2})日?(?![\d:./-])/y,
    order: 'ym-d',
    digits: 4,
    near: 3,
  },
] as const;

/** Day and year, or year and month, that touch: one run of digits. */
const TOUCHING = 6;

function splitDates(page: ParsedPage, { plain, runs }: Digits): PageDate[] {
  const found: PageDate[] = [];
  for (const { form, order, digits, near } of SPLIT) {
    let from = 0;
    for (let i = 0; i < runs.length; i += 2) {
      const start = runs[i] ?? 0;
      const end = runs[i + 1] ?? 0;
      if (start < from || !(end - start === digits || end - start === TOUCHING)) continue;
      if ((runs[i + 2] ?? Number.POSITIVE_INFINITY) - end > near) continue;
      form.lastIndex = start;
      const m = form.exec(plain);
      if (m === null) continue;
      from = form.lastIndex;
      const [, a = '', b = '', c = '', d = ''] = m;
      const gap = order === 'dym' || order === 'ymd' ? b : c;
      const parts =
        order === 'dym' ? [c, d, a] : order === 'ymd' ? [a, c, d] : order === 'mdy' ? [d, a, b] : [a, b, d];
      const [year = 0, month = 0, day = 0] = parts.map(Number);
      if (!isCalendarDay(year, month, day)) continue;
      if (!/\s/.test(gap) && !parted(page, start, from)) continue;
      found.push({ year, month, day, time: null, start, end: from });
    }
  }
  return found.sort((x, y) => x.start - y.start);
}

/** Digits that touch are of different elements, which a style sheet lays one above the other. */
function parted(page: ParsedPage, from: number, to: number): boolean {
  const first = page.elementAt(from, from + 1);
  const last = page.elementAt(to - 1, to);
  return first !== null && last !== null && first !== last;
}

const SHORT_YEAR = /(?<![\d\w.:/-])([0-3]\d)([-/.])(0?[1-9]|1[0-2])\2(\d{1,2})(?![\d:/-]|\.\d)/y;

/** `19-05-17`: a year of two digits, only where it is all that its element says. */
function shortYears(page: ParsedPage, { plain, runs }: Digits): PageDate[] {
  const found: PageDate[] = [];
  for (let i = 0; i + 4 < runs.length; i += 2) {
    const start = runs[i] ?? 0;
    if ((runs[i + 1] ?? 0) - start !== 2 || (runs[i + 4] ?? 0) - start > 6) continue;
    SHORT_YEAR.lastIndex = start;
    const m = SHORT_YEAR.exec(plain);
    const [year, month, day] = [2000 + Number(m?.[1]), Number(m?.[3]), Number(m?.[4])];
    if (m === null || !isCalendarDay(year, month, day)) continue;
    const date = { year, month, day, time: null, start, end: SHORT_YEAR.lastIndex };
    if (fills(page, date)) found.push(date);
  }
  return found;
}

/** A date in parts counts only where the parts fill one element. */
function fills(page: ParsedPage, date: PageDate): boolean {
  const holder = page.elementAt(date.start, date.end);
  return holder !== null && page.letters(holder.t0, holder.t1) - page.letters(date.start, date.end) <= 4;
}

const TODAY = /(?:今天是?|现在是?|当前时间|今日)[:：]?\s{0,3}$/;
const WEEKDAY = /^\s{0,4}[(（]?星期[一二三四五六日天]/;
const CLOCKS = 2;

/** `2019年5月17日 星期五` once or twice is the clock in a header; entries that print the day of the week do so one and all. */
function withoutClock(page: ParsedPage, dates: readonly PageDate[]): PageDate[] {
  const clocks = new Set(
    page.text.includes('星期')
      ? dates.filter((date) => WEEKDAY.test(page.text.slice(date.end, date.end + 8)))
      : [],
  );
  return clocks.size > CLOCKS ? [...dates] : dates.filter((date) => !clocks.has(date));
}

/**
 * Whether a date stands by itself: it fills its element, or its line holds few words besides it that are no link. A date inside
 * the words of a link is part of the title unless it closes them.
 */
function standsAlone(
  page: ParsedPage,
  date: PageDate,
  holder: El,
  [lineFrom, lineTo]: readonly [number, number],
): boolean {
  if (TODAY.test(page.text.slice(Math.max(0, date.start - 8), date.start))) return false;
  const own = page.letters(date.start, date.end);
  if (page.letters(holder.t0, holder.t1) - own <= 4) return true;
  // 2019年7月 above a list, 12日 in its first entry.
  if (page.text.slice(date.start, date.end).includes('\n')) return false;
  const from = Math.max(lineFrom, holder.t0);
  const to = Math.max(date.end, Math.min(lineTo, holder.t1));
  const link = holder.tag === 'a' ? holder : holder.closest('a');
  // A title in English may end in a day that it speaks of.
  if (link !== null && /[A-Za-z]/.test(page.text.slice(date.start, date.end))) return false;
  if (link !== null)
    return (closes(page, date, to) && page.letters(from, date.start) >= 4) || opens(page, date, from);
  const near = Math.max(from, date.start - MAX_CELL_TEXT);
  const cell = page.text.slice(near, date.start).lastIndexOf('\t');
  const left = cell < 0 ? from : near + cell + 1;
  const others = page.letters(left, to) - page.linkLetters(left, to) - own;
  return others <= COMPANY || (others <= 40 && isMetaLine(page.text.slice(left, to)));
}

/** Nothing but brackets and spaces after it on its line. */
function closes(page: ParsedPage, date: PageDate, to: number): boolean {
  return page.letters(date.end, to) === 0;
}

/** `[05-17] 标题`: in brackets before all other words of its line. */
function opens(page: ParsedPage, date: PageDate, from: number): boolean {
  return (
    page.letters(from, date.start) === 0 &&
    /[[【(（]\s?$/.test(page.text.slice(from, date.start)) &&
    /^\s?[\])】）]/.test(page.text.slice(date.end, date.end + 3))
  );
}

function isMetaLine(text: string): boolean {
  return /(?:发布|发文|更新|公开|刊登|成文|生成)(?:时间|日期)|来源|日期|时间|浏览|阅读|点击|[[【(（]\s{0,2}\d/.test(
    text,
  );
}

/** `<span><script>document.write("2019-05-17 10:20".substring(0, 10))</script></span>` */
function writtenDates(page: ParsedPage): DateToken[] {
  const tokens: DateToken[] = [];
  for (const script of page.byTag('script')) {
    const size = script.c1 - script.c0;
    if (size < 8 || size > 400 || script.parent === null || script.parent.tag === 'head') continue;
    const code = page.rawOf(script);
    if (!code.includes('write')) continue;
    const date = findDates(code)[0];
    if (date !== undefined) tokens.push({ date, start: script.t0, end: script.t0, holder: script.parent });
  }
  return tokens;
}

/** `<time datetime="2019-05-17"></time>`, `<span data-date="2019-05-17"></span>`: only where nothing is printed inside. */
function attributeDates(page: ParsedPage): DateToken[] {
  const tokens: DateToken[] = [];
  for (const tag of ['span', 'time', 'em', 'i', 'b']) {
    for (const el of page.byTag(tag)) {
      if (el.attrs.length === 0 || el.end !== el.index + 1 || el.t1 !== el.t0) continue;
      const date = attributeDate(el);
      if (date !== null) tokens.push({ date, start: el.t0, end: el.t0, holder: el });
    }
  }
  return tokens;
}

function attributeDate(el: El): PageDate | null {
  for (let i = 0; i < el.attrs.length; i += 2) {
    const name = el.attrs[i] ?? '';
    if (name !== 'datetime' && name !== 'title' && !name.startsWith('data-')) continue;
    const value = el.attrs[i + 1] ?? '';
    const date = value.length < 8 || value.length > 40 ? null : parseDate(value);
    if (date !== null) return date;
  }
  return null;
}
