import { type Column, dayOf, type Evidence, parseTime } from '../model/index.ts';

/** Rows that a report keeps of a table; `total` says how many there were. */
const KEPT = 50;

export function table(
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
  caption?: string,
): Evidence {
  return {
    type: 'table',
    ...(caption === undefined ? {} : { caption }),
    columns: [...columns],
    rows: rows.slice(0, KEPT).map((row) => [...row]),
    total: rows.length,
  };
}

export function link(url: string, title: string, note?: string): Evidence {
  return { type: 'url', url, title, ...(note === undefined ? {} : { note }) };
}

/** The columns a result rests on, one row each. */
export function columnTable(columns: readonly Column[]): Evidence {
  return table(
    ['栏目', '条目数', '有日期的条目', '最新日期', '未读原因', '网址'],
    columns.map((column) => [
      column.name,
      column.items,
      column.dated,
      column.latest,
      column.unreadWhy,
      column.url,
    ]),
  );
}

/** A date as a sentence shows it: the day; a dash where there is none. */
export function shownDay(date: string | null): string {
  const time = date === null ? null : parseTime(date);
  return time === null ? (date ?? '—') : dayOf(time);
}

/** The columns as pieces that another indicator would count too (ENG-11); nothing where there is none. */
export function piecesOf(columns: readonly Column[]): { count?: number; pieces?: readonly string[] } {
  return columns.length === 0 ? {} : { count: columns.length, pieces: columns.map((column) => column.url) };
}

/** The first few names for a sentence, with how many more there are. */
export function nameSome(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).join('、');
  return names.length > most ? `${shown}…(${names.length})` : shown;
}

/** Splits a list that a standard gives as one text (`事项名称、设定依据`). */
export function listOf(text: string): readonly string[] {
  return text.split(/[、,，\s]+/).filter((part) => part !== '');
}
