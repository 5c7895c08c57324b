import { pathOf } from './url.ts';

/** Why an address that was found is not followed. Counted in `coverage.unseen` under these names. */
export type SkipReason =
  | 'budget'
  | 'robots'
  | 'long-address'
  | 'growing-path'
  | 'deep-path'
  | 'many-parameters'
  | 'facets'
  | 'calendar'
  | 'deep-paging'
  | 'endless-paging'
  | 'same-pattern'
  | 'redirects'
  | 'host-stopped'
  | 'table-full';

export interface TrapLimits {
  readonly addressLength: number;
  readonly pathDepth: number;
  readonly parameters: number;
  /** Addresses of one path with three or more parameters: sorting and filtering of one list. */
  readonly facets: number;
  /** Addresses of one path with one or two. */
  readonly perPattern: number;
  readonly calendar: number;
  /** Page number of a list beyond which its tail is not read. */
  readonly paging: number;
  /** Pages of one list in a row that brought no new address. */
  readonly fruitless: number;
}

export const TRAP_LIMITS: TrapLimits = {
  addressLength: 2_000,
  pathDepth: 16,
  parameters: 10,
  facets: 300,
  perPattern: 20_000,
  calendar: 36,
  paging: 1_000,
  fruitless: 3,
};

const PAGING_PARAM = /^(?:page|pageno|pagenum|pageindex|pagenumber|currentpage|curpage|pn|p|start|offset)$/i;
/** `index_12.html`, `/list/12`, `/page/12/` by their names; behind any other name only a number of up to three digits (2026 is a year). */
const PAGING_PATH = /(?:\/(?:page|list|index|p)[_/-]?(\d{1,6})|[_-](\d{1,3}))(?:\.[a-z]{3,5})?\/?$/i;
const DATE_PARAM = /^(?:date|day|month|year|ym|ymd|cal|calendar|week|y|m|d|from|to|time)$/i;
const DATE_VALUE = /^\d{1,4}(?:[-/.]?\d{1,2}){0,2}$/;

export interface Shape {
  /** The address with the values that count or page taken out. */
  readonly pattern: string;
  /** 1-based page of a list; null where it is no page of one. */
  readonly paging: number | null;
  readonly calendar: boolean;
  readonly parameters: number;
}

/** What kind of address it is, by its looks alone. */
export function shapeOf(url: string): Shape {
  const target = pathOf(url);
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const pairs = mark < 0 ? [] : target.slice(mark + 1).split('&');
  const names: string[] = [];
  let paging: number | null = null;
  let calendar = false;
  for (const pair of pairs) {
    const eq = pair.indexOf('=');
    const name = eq < 0 ? pair : pair.slice(0, eq);
    const value = eq < 0 ? '' : pair.slice(eq + 1);
    names.push(name);
    if (PAGING_PARAM.test(name) && /^\d{1,7}$/.test(value)) paging = Number(value);
    else if (DATE_PARAM.test(name) && DATE_VALUE.test(value)) calendar = true;
  }
  if (/\/calendar\b/i.test(path)) calendar = true;
  let pattern = `${path}?${names.sort().join('&')}`;
  if (mark < 0) {
    const page = PAGING_PATH.exec(path);
    // `t20190517_4711.html` and `content_4711.html` are articles: only a small number behind the name of a list pages one.
    const stem = page === null ? '' : (path.slice(0, page.index).split('/').at(-1) ?? '');
    const isArticle = /\d{6,8}$|^(?:content|art|article|detail|info|view|show|c)$/i.test(stem);
    const number = page?.[1] ?? page?.[2];
    if (page !== null && number !== undefined && number.length <= 4 && !isArticle) {
      paging = Number(number);
      pattern = `${path.slice(0, page.index)}#`;
    } else pattern = path;
  }
  return { pattern, paging, calendar, parameters: pairs.length };
}

/** A reason not to follow that the address alone gives; null where there is none. */
export function trapOf(url: string, shape: Shape, limits: TrapLimits): SkipReason | null {
  if (url.length > limits.addressLength) return 'long-address';
  const path = pathOf(url).split('?', 1)[0] ?? '';
  const segments = path.split('/').filter((part) => part !== '');
  if (segments.length > limits.pathDepth) return 'deep-path';
  if (segments.length > 3 && repeats(segments)) return 'growing-path';
  if (shape.parameters > limits.parameters) return 'many-parameters';
  if (shape.paging !== null && shape.paging > limits.paging && !/[?&](?:start|offset)=/i.test(url))
    return 'deep-paging';
  return null;
}

/** The same one to three segments three times in a row: relative links that pile up (/a/b/a/b/a/b). */
function repeats(segments: readonly string[]): boolean {
  for (let size = 1; size <= 3; size++) {
    for (let at = 0; at + size * 3 <= segments.length; at++) {
      const unit = segments.slice(at, at + size);
      // A year/month/day path such as /2011/11/11 repeats by chance.
      if (unit.every((part) => /^\d+$/.test(part))) continue;
      const again = (n: number) => unit.every((part, i) => segments[at + n * size + i] === part);
      if (again(1) && again(2)) return true;
    }
  }
  return false;
}

/** Counts addresses per pattern, boundedly, and says when a pattern is used up. */
export class PatternCaps {
  readonly #limits: TrapLimits;
  readonly #counts = new Map<string, number>();
  /** Entries of the list page read last, and how many brought nothing in a row. */
  readonly #lists = new Map<string, { readonly entries: string; readonly fruitless: number }>();

  constructor(limits: TrapLimits) {
    this.#limits = limits;
  }

  /** Counts one more address of a host; the reason where it is one too many. */
  take(host: string, shape: Shape): SkipReason | null {
    const { calendar, facets, perPattern, fruitless } = this.#limits;
    const key = `${host}${shape.pattern}`;
    if (shape.paging !== null && (this.#lists.get(key)?.fruitless ?? 0) >= fruitless) return 'endless-paging';
    if (shape.parameters === 0 && !shape.calendar) return null;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#count(key, count);
    if (shape.calendar) return count > calendar ? 'calendar' : null;
    if (shape.parameters >= 3) return count > facets ? 'facets' : null;
    return count > perPattern ? 'same-pattern' : null;
  }

  /**
   * A page of a list was read: `fresh` new addresses, and the entries it shows as one text. Where pages bring nothing new and
   * show no entries or those of the page before, the list has ended though its paging goes on.
   */
  read(host: string, shape: Shape, fresh: number, entries: string): void {
    if (shape.paging === null) return;
    const key = `${host}${shape.pattern}`;
    const before = this.#lists.get(key);
    const again = fresh === 0 && (entries === '' || entries === before?.entries);
    if (this.#lists.size > 5_000) this.#lists.clear();
    this.#lists.set(key, { entries, fruitless: again ? (before?.fruitless ?? 0) + 1 : 0 });
  }

  #count(key: string, count: number): void {
    // Bounded: a site that makes up paths makes up patterns too. Long-lived patterns are counted again soon.
    if (this.#counts.size >= 50_000 && !this.#counts.has(key)) this.#counts.clear();
    this.#counts.set(key, count);
  }
}
