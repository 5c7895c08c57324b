import type { ListItem } from '../model/index.ts';
import { dayText } from './dates.ts';
import type { ParsedPage } from './dom.ts';
import { findGroups, type Group } from './groups.ts';
import { findIslands, type IslandRow } from './islands.ts';
import { numbered, Signs, spaced } from './pairs.ts';
import { type Row, RowFinder } from './rows.ts';
import type { Tags } from './tags.ts';
import { datesOf } from './years.ts';

/** The lists of a page before it is known what the page is for. */
export interface Lists {
  readonly groups: readonly Group[];
  /** The one that is the page's own list, where one is. */
  readonly main: Group | null;
  /** Entries that scripts hold, store by store. */
  readonly islands: readonly (readonly ListItem[])[];
}

export function readLists(page: ParsedPage, tags: Tags): Lists {
  const groups = findGroups(new RowFinder(page));
  let main: Group | null = null;
  const turned = beforePager(page, groups);
  let most = -1;
  for (const group of groups) {
    const weight = group === turned ? group.weight * PAGED : group.weight;
    if (group.frame || weight <= most) continue;
    most = weight;
    main = group;
  }
  return { groups, main, islands: islandItems(page, tags) };
}

/** What turns the pages of a list stands right below it. */
const PAGER = new Signs(/下一?页|[尾末]\s?页|共\s?\d{1,6}\s?[页条]|第\s?\d{1,5}\s?(?:页|\/)/g, [
  '下页',
  '下一页',
  ...spaced('尾', '页'),
  ...spaced('末', '页'),
  ...numbered('共'),
  ...numbered('第'),
]);
const PAGED = 2.5;
const BETWEEN = 40;
const MAX_PAGERS = 20;

/** The list that a row of page numbers belongs to. */
function beforePager(page: ParsedPage, groups: readonly Group[]): Group | null {
  if (groups.filter((group) => !group.frame).length < 2) return null;
  let looked = 0;
  for (const m of PAGER.matchAll(page.text, page.pairs)) {
    if (++looked > MAX_PAGERS) break;
    let above: Group | null = null;
    for (const group of groups) {
      const end = group.rows.at(-1)?.root.t1 ?? 0;
      if (!group.frame && end <= m.index && end > (above?.rows.at(-1)?.root.t1 ?? -1)) above = group;
    }
    const end = above?.rows.at(-1)?.root.t1 ?? 0;
    if (above !== null && page.letters(end, m.index) <= BETWEEN) return above;
  }
  return null;
}

/** Entries in page order: of a home page all its lists, of any other page its main list, drawn or still in a script. */
export function pickItems(page: ParsedPage, lists: Lists, home: boolean, tags: Tags): ListItem[] {
  const groups = home
    ? lists.groups.filter((group) => !group.frame || hasDates(group))
    : lists.main === null
      ? []
      : [lists.main];
  const shown = groups.flatMap((group) => toItems(page, group.rows, tags));
  if (lists.islands.length === 0) return shown;
  const known = new Set(shown.map((item) => item.url));
  if (home) return [...shown, ...lists.islands.flat().filter((item) => !known.has(item.url))];
  let store: readonly ListItem[] = [];
  for (const items of lists.islands) if (storeWeight(items) > storeWeight(store)) store = items;
  // The store begins with what is drawn already.
  if (store.some((item) => known.has(item.url)))
    return [...shown, ...store.filter((item) => !known.has(item.url))];
  return storeWeight(store) > storeWeight(shown) ? [...store] : shown;
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

function toItems(page: ParsedPage, rows: readonly Row[], tags: Tags): ListItem[] {
  const dates = datesOf(page, rows, tags);
  return rows.map((row, i) => ({ title: row.title, url: row.url, date: dates[i] ?? null }));
}

/** Entries of the page's largest store, and of others that hold titles and not names of columns. */
function islandItems(page: ParsedPage, tags: Tags): ListItem[][] {
  const stores: ListItem[][] = [];
  for (const { rows, fragment } of findIslands(page)) {
    if (fragment === null) stores.push(rows.map(plainItem));
    else
      stores.push(...findGroups(new RowFinder(fragment)).map((group) => toItems(fragment, group.rows, tags)));
  }
  return stores.filter((items) => items.length >= 2 && titleLetters(items) >= 7 * items.length);
}

function titleLetters(items: readonly ListItem[]): number {
  return items.reduce((sum, item) => sum + Math.min(40, item.title.length), 0);
}

/** What a store has to say for being the page's list. */
function storeWeight(items: readonly ListItem[]): number {
  return items.reduce((sum, item) => sum + Math.min(30, item.title.length) * (item.date === null ? 1 : 2), 0);
}

function plainItem(row: IslandRow): ListItem {
  return { title: row.title, url: row.url, date: row.date === null ? null : dayText(row.date) };
}
