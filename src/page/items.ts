import type { ListItem } from '../model/index.ts';
import { dayText } from './dates.ts';
import type { ParsedPage } from './dom.ts';
import { findGroups, type Group } from './groups.ts';
import { findIslands, type IslandRow } from './islands.ts';
import { type Row, RowFinder } from './rows.ts';
import type { Tags } from './tags.ts';
import { datesOf } from './years.ts';

/** The lists of a page before it is known what the page is for. */
export interface Lists {
  readonly groups: readonly Group[];
  /** The one that is the page's own list, where one is. */
  readonly main: Group | null;
  /** Entries that scripts hold, with the address that references in them start from. */
  readonly islands: readonly ListItem[];
}

export function readLists(page: ParsedPage, tags: Tags): Lists {
  const groups = findGroups(new RowFinder(page));
  let main: Group | null = null;
  for (const group of groups) if (!group.frame && (main === null || group.weight > main.weight)) main = group;
  return { groups, main, islands: islandItems(page, tags) };
}

/** Entries in page order: of a home page all its lists, of any other page its main list. */
export function pickItems(page: ParsedPage, lists: Lists, home: boolean, tags: Tags): ListItem[] {
  const groups = home
    ? lists.groups.filter((group) => !group.frame || hasDates(group))
    : lists.main === null
      ? []
      : [lists.main];
  const shown = groups.flatMap((group) => toItems(page, group.rows, tags));
  if (lists.islands.length === 0) return shown;
  const known = new Set(shown.map((item) => item.url));
  const hidden = lists.islands.filter((item) => !known.has(item.url));
  if (hidden.length < lists.islands.length || home) return [...shown, ...hidden];
  return lists.islands.length >= datedCount(shown) ? [...lists.islands] : shown;
}

/** The newest day among entries, null where none is dated. */
export function latestOf(items: readonly ListItem[]): string | null {
  let latest: string | null = null;
  for (const { date } of items) if (date !== null && (latest === null || date > latest)) latest = date;
  return latest;
}

function hasDates(group: Group): boolean {
  return group.rows.some((row) => row.date !== null);
}

function datedCount(items: readonly ListItem[]): number {
  return items.filter((item) => item.date !== null).length;
}

function toItems(page: ParsedPage, rows: readonly Row[], tags: Tags): ListItem[] {
  const dates = datesOf(page, rows, tags);
  return rows.map((row, i) => ({ title: row.title, url: row.url, date: dates[i] ?? null }));
}

function islandItems(page: ParsedPage, tags: Tags): ListItem[] {
  const items: ListItem[] = [];
  for (const { rows, fragment } of findIslands(page)) {
    if (fragment === null) items.push(...rows.map(plainItem));
    else
      for (const group of findGroups(new RowFinder(fragment)))
        items.push(...toItems(fragment, group.rows, tags));
  }
  return items;
}

function plainItem(row: IslandRow): ListItem {
  return { title: row.title, url: row.url, date: row.date === null ? null : dayText(row.date) };
}
