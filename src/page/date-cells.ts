import { chineseNumber, isCalendarDay, monthNamed, type PageDate } from './dates.ts';
import type { El, ParsedPage } from './dom.ts';

/** What a cell of day, month and year in elements of their own is at most long. */
const MAX_CELL = 20;
const PART =
  /^[\s/.·|-]{0,3}(?:(\d{1,4})|([一二三四五六七八九十]{1,3}(?=月))|([A-Z][A-Za-z]{2,8})\.?)\s?([年月日号]?)[\s/.·|-]{0,3}$/;

/** `<b>17</b><em>5月</em><i>2019</i>`: each part in an element of its own, in any order that the parts themselves tell. */
export function cellDates(page: ParsedPage): PageDate[] {
  const found: PageDate[] = [];
  let last = -1;
  for (const el of page.all) {
    const size = el.t1 - el.t0;
    if (size < 3 || size > MAX_CELL || el.t0 < last || el.end - el.index < 3 || el.end - el.index > 6)
      continue;
    const parts = mayBeDate(page.text, el) ? partsOf(page, el) : null;
    const date = parts === null ? null : dateOfParts(parts);
    if (date === null) continue;
    found.push({ ...date, time: null, start: parts?.[0]?.from ?? el.t0, end: parts?.at(-1)?.to ?? el.t1 });
    last = el.t1;
  }
  return found;
}

/** No ideographs but those of dates: a cheap look before an element is cut into parts. */
function mayBeDate(text: string, el: El): boolean {
  for (let at = el.t0; at < el.t1; at++)
    if (text.charCodeAt(at) >= 0x4e00 && !'年月日号一二三四五六七八九十'.includes(text.charAt(at)))
      return false;
  return true;
}

interface Part {
  readonly value: number;
  readonly role: 'year' | 'month' | 'day' | null;
  readonly from: number;
  readonly to: number;
}

/** Two or three parts of a date, cut where elements begin and end; null where anything else is among them. */
function partsOf(page: ParsedPage, el: El): Part[] | null {
  const cuts = new Set([el.t0, el.t1]);
  for (let i = el.index + 1; i < el.end; i++) {
    const inner = page.all[i];
    if (inner !== undefined) cuts.add(inner.t0).add(inner.t1);
  }
  const places = [...cuts].sort((a, b) => a - b);
  const parts: Part[] = [];
  for (let i = 0; i + 1 < places.length; i++) {
    const [from = 0, to = 0] = [places[i], places[i + 1]];
    const text = page.text.slice(from, to);
    if (page.letters(from, to) === 0) continue;
    const m = PART.exec(text);
    if (m === null || parts.length === 3) return null;
    const named = m[3] === undefined ? 0 : monthNamed(m[3]);
    if (m[3] !== undefined && named === 0) return null;
    const value = m[1] !== undefined ? Number(m[1]) : m[2] !== undefined ? chineseNumber(m[2]) : named;
    parts.push({ value, role: roleOf(page, m, value, from, to), from, to });
  }
  return parts.length < 2 ? null : parts;
}

function roleOf(page: ParsedPage, m: RegExpExecArray, value: number, from: number, to: number): Part['role'] {
  if (value >= 1900 && value < 2100 && (m[4] === '' || m[4] === '年')) return 'year';
  if (m[4] === '月' || m[3] !== undefined) return 'month';
  if (m[4] === '日' || m[4] === '号' || value > 12) return 'day';
  const className = page.elementAt(from, to)?.className ?? '';
  return /day|(?:^|\W)d{1,2}(?:$|\W)/i.test(className) ? 'day' : /mon/i.test(className) ? 'month' : null;
}

function dateOfParts(parts: readonly Part[]): Pick<PageDate, 'year' | 'month' | 'day'> | null {
  const roles = parts.map((part) => part.role);
  const valueAt = (role: Part['role']) => parts[roles.indexOf(role)]?.value;
  // What is left when the others are known; the order after a year is month, day.
  if (roles[0] === 'year' && roles[1] === null && roles[2] === null) roles.splice(1, 2, 'month', 'day');
  const open = roles.indexOf(null);
  const wanted: readonly NonNullable<Part['role']>[] =
    parts.length === 3 ? ['year', 'month', 'day'] : ['month', 'day'];
  const missing = wanted.filter((role) => !roles.includes(role));
  if (open >= 0 && missing.length === 1 && roles.lastIndexOf(null) === open) roles[open] = missing[0] ?? null;
  if (parts.length === 2 && !parts.some((part) => part.role === 'month')) return null;
  const [year = null, month = 0, day = 0] = [valueAt('year'), valueAt('month'), valueAt('day')];
  if (wanted.some((role) => !roles.includes(role)) || (parts.length === 2 && year !== null)) return null;
  return isCalendarDay(year ?? 2000, month, day) ? { year, month, day } : null;
}
