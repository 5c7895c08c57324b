import type { Column, ColumnKind, Coverage, SectionValue } from '../model/index.ts';
import { inFuture, newestFirst, withinDays, withinMonths } from '../model/index.ts';
import { absenceProven } from './coverage.ts';
import { byText } from './sample.ts';

export type Window = { readonly days: number } | { readonly months: number };

/**
 * How fresh a column, or all columns of one kind, is:
 * - `fresh`: something dated in the window
 * - `stale`: all of it was read and nothing dated is in the window
 * - `undated`: entries, but not one date on list or article; ENG-10 counts that as not updated, a person looks first
 * - `blank`: read, and nothing there
 * - `missing`: no such column, and that is proven
 * - `unknown`: not seen well enough to say
 */
export interface Freshness {
  readonly state: 'fresh' | 'stale' | 'undated' | 'blank' | 'missing' | 'unknown';
  /** Newest believable date; null where none. */
  readonly latest: string | null;
  readonly columns: readonly Column[];
}

/** What the freshness of a prescribed column comes to; a blank column counts as none (空白栏目视同未开设). */
export const COLUMN_OUTCOME = {
  fresh: 'updated',
  stale: 'stale',
  undated: 'undated',
  blank: 'missing',
  missing: 'missing',
  unknown: 'notSeen',
} as const;

export interface ColumnFacts {
  readonly columns: readonly Column[];
  readonly articles: SectionValue<'articles'>;
  /** Columns that the navigation of the home page leads to on other hosts. */
  readonly outside?: SectionValue<'home'>['outside'];
}

export function isWithin(date: string | null, asOf: number, window: Window): boolean {
  if (date === null) return false;
  return 'days' in window ? withinDays(date, asOf, window.days) : withinMonths(date, asOf, window.months);
}

/** Columns of the site itself, each address once: one that redirects to another site is kept there. */
export function ownColumns(columns: readonly Column[]): Column[] {
  const own = columns.filter((column) => column.elsewhere === undefined);
  return [...new Map(own.map((column) => [column.url, column])).values()];
}

/** Columns of a kind, upper levels first. */
export function columnsOf(columns: readonly Column[], kinds: readonly ColumnKind[]): readonly Column[] {
  return columns
    .filter((column) => kinds.includes(column.kind))
    .sort((a, b) => a.level - b.level || byText(a.url, b.url));
}

/** Freshness of all columns of one kind together: one fresh column is enough. `extra` are further dates of that kind. */
export function freshnessOf(
  kind: ColumnKind,
  facts: ColumnFacts,
  window: Window,
  context: { readonly asOf: number; readonly coverage: Coverage },
  extra: readonly (string | null)[] = [],
): Freshness {
  const columns = columnsOf(facts.columns, [kind]);
  const each = columns.map((column) => columnFreshness(column, facts.articles, window, context.asOf));
  const latest = newestBelievable([...each.map((one) => one.latest), ...extra], context.asOf);
  const has = (state: Freshness['state']) => each.some((one) => one.state === state);
  const state = () => {
    if (isWithin(latest, context.asOf, window)) return 'fresh';
    if (columns.length === 0) {
      // A column that the navigation leads to elsewhere is there, whatever its state.
      const elsewhere = facts.outside?.some((one) => one.kind === kind) === true;
      return !elsewhere && absenceProven(context.coverage, facts.columns) ? 'missing' : 'unknown';
    }
    if (has('unknown')) return 'unknown';
    if (has('undated')) return 'undated';
    return has('stale') ? 'stale' : 'blank';
  };
  return { state: state(), latest, columns };
}

/** Freshness of one column, from its lists and from the articles read in it. */
export function columnFreshness(
  column: Column,
  articles: SectionValue<'articles'>,
  window: Window,
  asOf: number,
): Freshness {
  const own = articles.filter(
    (article) => article.column === column.name || isBelow(article.url, column.url),
  );
  const dates = [column.latest, ...own.map((article) => article.date)];
  const latest = newestBelievable(dates, asOf);
  const state = () => {
    if (isWithin(latest, asOf, window)) return 'fresh';
    if (!column.read) return 'unknown';
    // Facts newer than the instant that is judged say nothing about the window before it.
    if (dates.some((date) => date !== null && inFuture(date, asOf))) return 'unknown';
    if (column.blank) return 'blank';
    if (latest !== null) return 'stale';
    return column.items > 0 ? 'undated' : 'unknown';
  };
  return { state: state(), latest, columns: [column] };
}

function isBelow(url: string, column: string): boolean {
  const folder = column.replace(/[^/]*$/, '');
  return folder.split('/').length > 4 && url.startsWith(folder);
}

export function newestBelievable(dates: readonly (string | null)[], asOf: number): string | null {
  const believable = dates.filter((date) => date !== null && !inFuture(date, asOf));
  return believable.sort(newestFirst)[0] ?? null;
}
