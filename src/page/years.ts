import { datesIn, dayText, findDates, type PageDate } from './dates.ts';
import type { ParsedPage } from './dom.ts';
import type { Row } from './rows.ts';
import type { Tags } from './tags.ts';

/** Day of an entry and of its neighbours: what the text says, completed by what the page says of the year. */
export function datesOf(page: ParsedPage, rows: readonly Row[], tags: Tags): (string | null)[] {
  const known = rows.map((row) => (row.date === null ? null : (dayText(row.date) ?? yearFromAddress(row))));
  if (!rows.some((row, i) => row.date !== null && known[i] === null)) return known;
  const newest = newestDay(page, tags, known);
  return rows.map((row, i) => {
    if (row.date === null || known[i] !== null) return known[i] ?? null;
    const made = dayOfAddress(row);
    const near = yearFromHeading(page, row) ?? yearFromNeighbours(row.date, known, i);
    // A text that was put up in 2017 is not of 2020, whatever stands above it.
    if (made !== null && near !== null && daysBetween(made, near) > PINNED)
      return keep(known, i, notAfter(row.date, made));
    return near ?? notAfter(row.date, newest);
  });
}

const ADDRESS_DAY = /(?<!\d)((?:19|20)\d\d)[-_/]?([01]\d)[-_/]?([0-3]\d)(?!\d)/g;
/** `/2021/1/7/`: as parts of the path, not padded. */
const ADDRESS_PATH = /\/((?:19|20)\d\d)\/(\d{1,2})\/(\d{1,2})(?=[/._])/g;
const ADDRESS_MONTH = /(?<!\d)((?:19|20)\d\d)[-_/]?([01]\d)(?!\d)/g;

/** `/201905/t20190517_123.html`: publishing systems put the day into the address. */
function yearFromAddress(row: Row): string | null {
  if (row.date === null || row.url === null) return null;
  const path = row.url.slice(row.url.indexOf('/', 9));
  for (const pattern of [ADDRESS_DAY, ADDRESS_PATH, ADDRESS_MONTH]) {
    for (const m of path.matchAll(pattern)) {
      if (Number(m[2]) !== row.date.month) continue;
      if (m[3] !== undefined && Number(m[3]) !== row.date.day) continue;
      return dayText(row.date, Number(m[1]));
    }
  }
  return null;
}

/** The day that the address carries, the entry's or not: when the text was put up. */
function dayOfAddress(row: Row): string | null {
  const path = row.url?.slice(row.url.indexOf('/', 9)) ?? '';
  for (const pattern of [ADDRESS_DAY, ADDRESS_PATH]) {
    const m = path.matchAll(pattern).next().value;
    const day =
      m === undefined || row.date === null
        ? null
        : dayText({ ...row.date, month: Number(m[2]), day: Number(m[3]) }, Number(m[1]));
    if (day !== null) return day;
  }
  return null;
}

/** A line above that is a year and nothing else (`2019年`). */
function yearFromHeading(page: ParsedPage, row: Row): string | null {
  if (row.date === null) return null;
  const above = page.digits.plain.slice(Math.max(0, row.at - 4_000), row.at);
  let found: string | undefined;
  for (const m of above.matchAll(/(?:^|\n)[\s【[(]{0,3}((?:19|20)\d\d)\s?年?(?:度)?[\s】\])]{0,3}(?=\n|$)/g))
    found = m[1];
  return found === undefined ? null : dayText(row.date, Number(found));
}

/** Days by which an entry may be newer than the one above: pinned entries stand first, whatever their day. */
const PINNED = 31;

/** Lists run from new to old: the year that fits between the entries above and below, or the one before where the month jumps up. */
function yearFromNeighbours(date: PageDate, known: (string | null)[], at: number): string | null {
  const above = nearest(known, at, -1);
  const below = nearest(known, at, 1);
  const first = above ?? below;
  if (first === null) return null;
  const year = Number(first.slice(0, 4));
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of [year, year - 1, year + 1]) {
    const day = dayText(date, candidate);
    if (day === null) continue;
    const late = above === null ? 0 : daysBetween(above, day);
    const early = below === null ? 0 : daysBetween(day, below);
    const misfit = (late > PINNED ? late : 0) + (early > PINNED ? early : 0);
    // Of years that fit the nearer one.
    const cost = misfit * 1_000 + Math.abs(daysBetween(first, day));
    if (cost < least) {
      least = cost;
      best = day;
    }
  }
  return keep(known, at, best);
}

function nearest(known: readonly (string | null)[], at: number, step: 1 | -1): string | null {
  for (let i = at + step; i >= 0 && i < known.length; i += step) {
    const day = known[i];
    if (day !== null && day !== undefined) return day;
  }
  return null;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Remembers what was found, so that the next entry has a neighbour. */
function keep(known: (string | null)[], at: number, day: string | null): string | null {
  known[at] = day;
  return day;
}

function notAfter(date: PageDate, limit: string | null): string | null {
  if (limit === null) return null;
  const year = Number(limit.slice(0, 4));
  const day = dayText(date, year);
  return day !== null && day <= limit ? day : dayText(date, year - 1);
}

/** The newest day that the page names with its year: in its tags, at its entries, in its text. */
function newestDay(page: ParsedPage, tags: Tags, known: readonly (string | null)[]): string | null {
  let newest: string | null = null;
  const take = (day: string | null) => {
    if (day !== null && (newest === null || day > newest)) newest = day;
  };
  for (const day of known) take(day);
  for (const date of findDates(tags.PubDate ?? '')) take(dayText(date));
  for (const meta of page.byTag('meta')) {
    if (!/date|time/i.test(meta.attr('name') ?? '')) continue;
    for (const date of findDates(meta.attr('content') ?? '')) take(dayText(date));
  }
  if (newest === null) for (const date of datesIn(page.digits)) take(dayText(date));
  return newest;
}
