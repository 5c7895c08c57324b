import { dayText, findDates, narrow, type PageDate } from './dates.ts';
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
    return yearFromHeading(page, row) ?? yearFromNeighbours(row.date, known, i) ?? notAfter(row.date, newest);
  });
}

const ADDRESS_DAY = /(?<!\d)((?:19|20)\d\d)[-_/]?([01]\d)[-_/]?([0-3]\d)(?!\d)/g;
const ADDRESS_MONTH = /(?<!\d)((?:19|20)\d\d)[-_/]?([01]\d)(?!\d)/g;

/** `/201905/t20190517_123.html`: publishing systems put the day into the address. */
function yearFromAddress(row: Row): string | null {
  if (row.date === null || row.url === null) return null;
  const path = row.url.slice(row.url.indexOf('/', 9));
  for (const pattern of [ADDRESS_DAY, ADDRESS_MONTH]) {
    for (const m of path.matchAll(pattern)) {
      if (Number(m[2]) !== row.date.month) continue;
      if (m[3] !== undefined && Number(m[3]) !== row.date.day) continue;
      return dayText(row.date, Number(m[1]));
    }
  }
  return null;
}

/** A line above that is a year and nothing else (`2019年`). */
function yearFromHeading(page: ParsedPage, row: Row): string | null {
  if (row.date === null) return null;
  const above = narrow(page.text.slice(Math.max(0, row.at - 4_000), row.at));
  let found: string | undefined;
  for (const m of above.matchAll(/(?:^|\n)[\s【[(]{0,3}((?:19|20)\d\d)\s?年?(?:度)?[\s】\])]{0,3}(?=\n|$)/g))
    found = m[1];
  return found === undefined ? null : dayText(row.date, Number(found));
}

/** Lists run from new to old: the year of the entry above, or the one before where the month jumps up. */
function yearFromNeighbours(date: PageDate, known: (string | null)[], at: number): string | null {
  for (let i = at - 1; i >= 0; i--) {
    const above = known[i];
    if (above !== null && above !== undefined) return keep(known, at, notAfter(date, above));
  }
  for (let i = at + 1; i < known.length; i++) {
    const below = known[i];
    if (below !== null && below !== undefined) return keep(known, at, notBefore(date, below));
  }
  return null;
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

function notBefore(date: PageDate, limit: string): string | null {
  const year = Number(limit.slice(0, 4));
  const day = dayText(date, year);
  return day !== null && day >= limit ? day : dayText(date, year + 1);
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
  if (newest === null) for (const date of findDates(page.text)) take(dayText(date));
  return newest;
}
