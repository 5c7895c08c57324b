import { decodeHTML } from 'entities';
import { type El, oneLine, type ParsedPage } from '../dom.ts';
import { Signs } from '../pairs.ts';
import { type Grid, gridOf, rowsByTable } from './grid.ts';

/** A stretch of the page's text without a line or cell border in it: where it lies and its words, trimmed. */
export interface Cell {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A link and the words a reader takes it by: its text, else its title, else its picture's alt. */
export interface LinkWords {
  readonly el: El;
  readonly words: string;
}

/**
 * What several extractors want to know of one page, worked out once and only when asked: its cells, its title, the words
 * that say what column it belongs to.
 */
export class Look {
  readonly page: ParsedPage;
  #cells: readonly Cell[] | null = null;
  #title: string | null = null;
  #about: string | null = null;
  #scripts: string | null = null;
  #rows: ReadonlyMap<El, readonly El[]> | null = null;
  readonly #grids = new Map<El, Grid>();
  #links: readonly LinkWords[] | null = null;

  constructor(page: ParsedPage) {
    this.page = page;
  }

  /** All cells of the page in document order, hidden ones (tab panels) included. */
  get cells(): readonly Cell[] {
    this.#cells ??= cellsOf(this.page.text);
    return this.#cells;
  }

  /** Text of the first `<title>`. */
  get title(): string {
    if (this.#title === null) {
      const el = this.page.byTag('title')[0];
      this.#title = el === undefined ? '' : oneLine(decodeHTML(this.page.rawOf(el).slice(0, 2000)));
    }
    return this.#title;
  }

  /** Title, column tags, headings and breadcrumb of the page, one a line: what the page says it is. */
  get about(): string {
    this.#about ??= aboutOf(this);
    return this.#about;
  }

  /** Links whose words are at most 120 characters, in document order. */
  get links(): readonly LinkWords[] {
    this.#links ??= linksOf(this.page);
    return this.#links;
  }

  /** Code of all inline scripts, at most 200,000 characters of it. */
  get scripts(): string {
    this.#scripts ??= scriptsOf(this.page);
    return this.#scripts;
  }

  /** Rows and columns of a table, as `gridOf` makes them. */
  gridOf(table: El): Grid {
    let grid = this.#grids.get(table);
    if (grid !== undefined) return grid;
    this.#rows ??= rowsByTable(this.page);
    grid = gridOf(this.page, this.#rows.get(table) ?? []);
    this.#grids.set(table, grid);
    return grid;
  }

  /** Text of an element on one line where it is at most `max` characters, else ''. Heads and labels are short. */
  shortText(el: El, max = 60): string {
    return el.t1 - el.t0 > max ? '' : this.page.textOf(el);
  }

  /** Cells that begin in text[from, to). */
  cellsIn(from: number, to: number): readonly Cell[] {
    const cells = this.cells;
    return cells.slice(
      firstAt(cells.length, (i) => cells[i]?.from ?? 0, from),
      firstAt(cells.length, (i) => cells[i]?.from ?? 0, to),
    );
  }

  /** Links (see `links`) with words in text[from, to). */
  linksIn(from: number, to: number): readonly LinkWords[] {
    const links = this.links;
    const start = firstAt(links.length, (i) => links[i]?.el.t0 ?? 0, from);
    return links.slice(
      start,
      firstAt(links.length, (i) => links[i]?.el.t0 ?? 0, to),
    );
  }

  /** Links (see `links`) inside an element. */
  linksOf(el: El): readonly LinkWords[] {
    const links = this.links;
    const start = firstAt(links.length, (i) => links[i]?.el.index ?? 0, el.index + 1);
    return links.slice(
      start,
      firstAt(links.length, (i) => links[i]?.el.index ?? 0, el.end),
    );
  }

  /** The smallest element that holds text[from, to). */
  elementAt(from: number, to: number): El | null {
    const all = this.page.all;
    let el: El | null = all[firstAt(all.length, (i) => all[i]?.t0 ?? 0, from + 1) - 1] ?? null;
    while (el !== null && (el.t1 < to || el.t0 > from)) el = el.parent;
    return el;
  }

  /** The first link in text[from, to), or the one around it, that leads somewhere; absolute address. */
  linkIn(from: number, to: number): string | null {
    const links = this.page.byTag('a');
    for (let i = firstAt(links.length, (at) => links[at]?.t0 ?? 0, from); i < links.length; i++) {
      const el = links[i];
      if (el === undefined || el.t0 >= to) break;
      const url = this.page.hrefOf(el);
      if (url !== null) return url;
    }
    const around = this.elementAt(from, Math.min(to, from + 1));
    const link = around?.tag === 'a' ? around : around?.closest('a');
    return link === null || link === undefined ? null : this.page.hrefOf(link);
  }
}

function linksOf(page: ParsedPage): LinkWords[] {
  const links: LinkWords[] = [];
  for (const el of page.byTag('a')) {
    if (el.t1 - el.t0 > 120) continue;
    const words = linkWords(page, el);
    if (words !== '') links.push({ el, words });
  }
  return links;
}

function linkWords(page: ParsedPage, el: El): string {
  const text = el.t1 > el.t0 ? page.textOf(el) : '';
  if (text !== '') return text;
  const title = el.attr('title');
  if (title !== null && title !== '') return title.trim();
  for (let i = el.index + 1; i < el.end; i++) {
    const inner = page.all[i];
    if (inner?.tag === 'img') return (inner.attr('alt') ?? inner.attr('title') ?? '').trim();
  }
  return '';
}

/** The first place of a list sorted by `key` whose key is `value` or more. */
function firstAt(size: number, key: (index: number) => number, value: number): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(middle) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cellsOf(text: string): Cell[] {
  const cells: Cell[] = [];
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 10;
    if (code !== 10 && code !== 9) continue;
    if (i > start) pushTrimmed(cells, text, start, i);
    start = i + 1;
  }
  return cells;
}

function pushTrimmed(cells: Cell[], text: string, start: number, end: number): void {
  let from = start;
  let to = end;
  while (from < to && text.charCodeAt(from) === 32) from++;
  while (to > from && text.charCodeAt(to - 1) === 32) to--;
  if (to > from) cells.push({ from, to, text: text.slice(from, to) });
}

const ABOUT_META = new Set(['columnname', 'columntype', 'articletitle']);
const CRUMB = new Signs(/(?:当前|您的|您所在的?|现在|所在|你的)(?:位置|所在位置|的位置)/, ['位置']);

function aboutOf(look: Look): string {
  const page = look.page;
  const parts = [look.title];
  for (const el of page.byTag('meta')) {
    if (ABOUT_META.has((el.attr('name') ?? '').toLowerCase())) parts.push((el.attr('content') ?? '').trim());
  }
  // Of several headings of a rank each names a block, not the page.
  for (const tag of ['h1', 'h2']) {
    const [el, second] = page.byTag(tag);
    if (el !== undefined && second === undefined && el.t1 - el.t0 < 80) parts.push(page.textOf(el));
  }
  const crumb = CRUMB.exec(page.text, page.pairs);
  if (crumb !== null) parts.push(crumbOf(look, crumb.index, crumb[0].length));
  return parts.filter((part) => part !== '').join('\n');
}

/** The breadcrumb: the words 当前位置 and the smallest box around them that leads somewhere. */
function crumbOf(look: Look, at: number, length: number): string {
  const page = look.page;
  const end = page.text.indexOf('\n', at);
  const line = page.text.slice(at, Math.min(end < 0 ? page.text.length : end, at + 160));
  let el = look.elementAt(at, at + length);
  while (el !== null && page.linkLetters(el.t0, el.t1) === 0) el = el.parent;
  if (el === null || el.t1 - at > 200) return oneLine(line);
  return oneLine(page.text.slice(at, el.t1));
}

function scriptsOf(page: ParsedPage): string {
  let code = '';
  for (const el of page.byTag('script')) {
    if (el.c1 <= el.c0) continue;
    code += `${page.html.slice(el.c0, Math.min(el.c1, el.c0 + 50_000))}\n`;
    if (code.length > 200_000) break;
  }
  return code;
}
