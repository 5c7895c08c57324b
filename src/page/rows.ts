import { cleanTitle } from './clean-title.ts';
import { type DateToken, dateTokens } from './date-tokens.ts';
import type { PageDate } from './dates.ts';
import { type El, oneLine, type ParsedPage } from './dom.ts';
import { mainLink, targetKey } from './main-link.ts';

/** One entry of a list as it stands on the page: the element that holds it and nothing else, its link, its date. */
export interface Row {
  readonly root: El;
  readonly link: El | null;
  readonly title: string;
  readonly url: string | null;
  readonly date: PageDate | null;
  /** Where it begins in `page.text`. */
  readonly at: number;
  /** Characters between link and date; -1 where the date is among the words of the link. */
  readonly gap: number;
}

/** Links that lead on, not to an entry. */
const GENERIC =
  /^[\s[\]【】<>()（）«»·.…+-]{0,6}(?:更多|更多信息|more|MORE|More|查看|查看更多|查看详情|查看全部|详情|详细|阅读全文|全文|下载|点击下载|进入|首页|上一页|下一页|尾页|末页|上页|下页|返回|返回首页|打印|关闭|分享|收藏|登录|注册|预览|显示全部|解读|政策解读|相关解读|图解|订阅|原文|(?:我要|点击|全文)?(?:打印|关闭|分享|收藏|纠错)(?:本页|此页|窗口|网页)?|视频|音频|pdf|PDF|word|\d{1,4})[\s[\]【】<>()（）«»·.…+-]{0,6}$/;
/** Words of the row that turns pages. */
const PAGER = /下一?页|上一?页|[尾末]\s?页|共\s?\d{1,6}\s?[页条]/;
const MAX_CLIMB = 7;
/** Links of one entry that may lead to its page: picture, headline, summary, 详情. */
const MAX_SAME = 12;
/** A date so much nearer to the link is the entry's. */
const FAR = 30;
/** The date is among the words of the link. */
const INSIDE = -1;
/** Rows end at these: what lies above holds rows, and is none. */
const CONTAINERS = new Set(['ul', 'ol', 'table', 'tbody', 'dl', 'body', 'form', 'html', 'main']);

/** Names of days. */
const PUBLISHED = /(?:发\s?布|公\s?开|更\s?新|刊登|上网|上传|公布)/;
const OTHER_DAY =
  /成\s?文|生\s?效|实\s?施|施\s?行|废\s?止|失\s?效|有效|截\s?止|截\s?至|结\s?束|到\s?期|印\s?发|落\s?款|签\s?署|起\s?草/;

interface Held {
  readonly links: readonly El[];
  readonly dates: readonly DateToken[];
  /** All its links lead to one page. */
  readonly single: boolean;
}

/** Everything the list reader needs to find entries around dates and links; one per page. */
export class RowFinder {
  readonly page: ParsedPage;
  readonly links: readonly El[];
  readonly tokens: readonly DateToken[];
  readonly #held = new Map<El, Held>();

  constructor(page: ParsedPage) {
    this.page = page;
    this.links = page.byTag('a').filter((link) => isEntryLink(page, link));
    this.tokens = dateTokens(page);
  }

  /** Entries that carry a date, in page order. */
  dated(): Row[] {
    const rows = new Map<El, Row>();
    for (let i = 0; i < this.tokens.length; i++) {
      const row = this.#rowOf(i);
      if (row === null) continue;
      const key = row.link ?? row.root;
      const known = rows.get(key);
      if (known === undefined || this.#better(row, known)) rows.set(key, row);
    }
    return [...rows.values()].sort((a, b) => a.at - b.at);
  }

  /** Of two dates of one entry: the one that is called the day of publishing; in a table the later column; else the first. */
  #better(candidate: Row, known: Row): boolean {
    if (candidate.date === null || known.date === null) return candidate.date !== null;
    const called = this.#called(candidate, candidate.date) - this.#called(known, known.date);
    if (called !== 0) return called > 0;
    if ((candidate.gap === INSIDE) !== (known.gap === INSIDE)) return candidate.gap === INSIDE;
    if (Math.abs(candidate.gap - known.gap) > FAR) return candidate.gap < known.gap;
    if (candidate.date.year !== null && known.date.year === null) return true;
    if (candidate.root.tag === 'tr') return !this.#isDeadline(candidate.date);
    return this.#isDeadline(known.date);
  }

  /** What a date is called before it or in the head of its column: of publishing 1, of something else -1, nothing 0. */
  #called(row: Row, date: PageDate): number {
    const { text } = this.page;
    const before = text.slice(Math.max(row.at, date.start - 16), date.start);
    const label = /[^\n\t]*$/.exec(before)?.[0] ?? '';
    const name =
      this.page.letters(date.start - label.length, date.start) > 0 ? label : this.#columnHead(row.root, date);
    return OTHER_DAY.test(name) ? -1 : PUBLISHED.test(name) ? 1 : 0;
  }

  /** Words at the head of the column that a date of a table stands in. */
  #columnHead(row: El, date: PageDate): string {
    const table = row.tag === 'tr' ? row.closest('table') : null;
    const head = table === null ? undefined : this.page.within(table, 'tr')[0];
    if (head === undefined || head === row) return '';
    const at = this.page.childrenOf(row).findIndex((cell) => cell.t0 <= date.start && date.end <= cell.t1);
    const cell = this.page.childrenOf(head)[at];
    return cell === undefined || cell.t1 - cell.t0 > 20 ? '' : this.page.textOf(cell);
  }

  #isDeadline(date: PageDate): boolean {
    return /(?:截止|结束|到期|至|截至|止)[^\n]{0,6}$/.test(
      this.page.text.slice(Math.max(0, date.start - 10), date.start),
    );
  }

  #rowOf(index: number): Row | null {
    const token = this.tokens[index];
    if (token === undefined) return null;
    const around = token.holder.tag === 'a' ? token.holder : token.holder.closest('a');
    if (
      around !== null &&
      this.page.letters(around.t0, around.t1) - this.page.letters(token.start, token.end) >= 2
    )
      return this.#row(this.#outermost(around, token), around, token);
    let el: El | null = token.holder;
    for (
      let step = 0;
      el !== null && step < MAX_CLIMB && el.tag !== 'body' && el.tag !== 'html';
      step++, el = el.parent
    ) {
      if (this.linkCount(el) === 0) {
        if ((el.tag === 'li' || el.tag === 'tr') && this.page.byTag('a').length > 0) {
          const row = this.#plainRow(el, token);
          if (row !== null) return row;
        }
        continue;
      }
      const { links, dates, single } = this.#heldBy(el);
      if (single || (dates.length === 1 && links.length <= 6)) {
        const main = mainLink(this.page, links);
        return this.#row(this.#outermost(el, token), main, token);
      }
      return this.#paired(el, links, dates, token);
    }
    return null;
  }

  /** Links and dates inside an element; one that holds the whole list is asked for each of its dates. */
  #heldBy(el: El): Held {
    const known = this.#held.get(el);
    if (known !== undefined) return known;
    const links = this.linksIn(el);
    const single =
      links.length === 1 || (links.length <= MAX_SAME && new Set(links.map(targetKey)).size === 1);
    const held = { links, dates: this.#tokensIn(el), single };
    if (links.length > 8) this.#held.set(el, held);
    return held;
  }

  /** Entries without borders of their own: links and dates by turns inside one element. */
  #paired(el: El, links: readonly El[], dates: readonly DateToken[], token: DateToken): Row | null {
    const first = links[0];
    const firstDate = dates[0];
    if (first === undefined || firstDate === undefined) return null;
    const at = placeOf(dates, token);
    const before = dates[at - 1]?.end ?? el.t0;
    const after = dates[at + 1]?.start ?? el.t1;
    const dateFirst = firstDate.start < first.t0 && dates.length > 1;
    const own = dateFirst
      ? slice(links, token.end, after, (link) => link.t0)
      : slice(links, before, token.start + 1, (link) => link.t0);
    const near = dateFirst ? own.slice(0, 3) : own.slice(-3);
    if (near.length === 0) return null;
    const main = mainLink(this.page, near);
    const gap = dateFirst ? main.t0 - token.end : token.start - main.t1;
    if (gap > 160) return null;
    return this.#row(this.#lone(main, el), main, token);
  }

  /** The child of `border` on the way to `el`, where it holds no other entry; else the link itself. */
  #lone(link: El, border: El): El {
    let el = link;
    while (el.parent !== null && el.parent !== border && this.linkCount(el.parent) === 1) el = el.parent;
    return el;
  }

  /** The largest element around that still holds this one entry. */
  #outermost(start: El, token: DateToken): El {
    let el = start;
    if (el.tag === 'li' || el.tag === 'tr') return el;
    const inside = this.linksIn(el);
    const links = new Set(inside.map(targetKey));
    const dates = Math.max(1, this.#tokensIn(el).length);
    for (
      let up = el.parent;
      up !== null && !CONTAINERS.has(up.tag) && el.tag !== 'li' && el.tag !== 'tr';
      up = up.parent
    ) {
      if (this.page.letters(up.t0, up.t1) - this.page.letters(el.t0, el.t1) > 300) break;
      if (this.#tokensIn(up).length > dates) break;
      const more = this.linkCount(up) > inside.length ? this.linksIn(up) : NONE;
      if (more.some((link) => !links.has(targetKey(link)))) break;
      el = up;
    }
    return token.holder.index < el.index ? start : el;
  }

  #row(root: El, link: El, token: DateToken): Row {
    const title = titleOf(this.page, link, token);
    const inside = token.start >= link.t0 && token.end <= link.t1;
    const gap = inside ? INSIDE : Math.max(0, token.start - link.t1, link.t0 - token.end);
    const at = Math.min(link.t0, root.t0);
    const date = withYear(token.date, link);
    return { root, link, title, url: addressOf(this.page, link), date, at, gap };
  }

  /** An entry that is no link: its words without the date. */
  #plainRow(el: El, token: DateToken): Row | null {
    const { page } = this;
    if (this.#tokensIn(el).length !== 1 || PAGER.test(page.text.slice(el.t0, el.t1))) return null;
    const cell = el.tag === 'tr' ? this.#titleCell(el, token) : null;
    const title =
      cell === null
        ? oneLine(`${page.text.slice(el.t0, token.start)} ${page.text.slice(token.end, el.t1)}`)
        : page.textOf(cell);
    if (page.letters(el.t0, el.t1) - page.letters(token.start, token.end) < 6 || title.length > 200)
      return null;
    return {
      root: el,
      link: null,
      title: cleanTitle(title),
      url: clickTarget(page, el),
      date: token.date,
      at: el.t0,
      gap: 0,
    };
  }

  /** Of a row's cells the one with the most words; the others are numbers, bodies, states. */
  #titleCell(row: El, token: DateToken): El | null {
    let best: El | null = null;
    for (const cell of this.page.childrenOf(row)) {
      if (cell.t0 <= token.start && token.end <= cell.t1) continue;
      if (best === null || this.page.letters(cell.t0, cell.t1) > this.page.letters(best.t0, best.t1))
        best = cell;
    }
    return best !== null && this.page.letters(best.t0, best.t1) >= 4 ? best : null;
  }

  /** Entry links inside an element (or the element itself). */
  linksIn(el: El): readonly El[] {
    return slice(this.links, el.index, el.end, (link) => link.index);
  }

  linkCount(el: El): number {
    const index = (link: El) => link.index;
    return bound(this.links, el.end, index) - bound(this.links, el.index, index);
  }

  #tokensIn(el: El): readonly DateToken[] {
    const inText = slice(this.tokens, el.t0, el.t1 + 1, (token) => token.start);
    return inText.filter((token) => token.end <= el.t1 && (token.holder === el || el.contains(token.holder)));
  }
}

const NONE: readonly El[] = [];

/** Elements of a sorted list whose key lies in [from, to). */
function slice<T>(list: readonly T[], from: number, to: number, key: (item: T) => number): readonly T[] {
  const start = bound(list, from, key);
  const end = bound(list, to, key);
  return start >= end ? [] : list.slice(start, end);
}

function bound<T>(list: readonly T[], value: number, key: (item: T) => number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = list[middle];
    if (item !== undefined && key(item) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Place of a date among others that are in order of their beginnings. */
function placeOf(dates: readonly DateToken[], token: DateToken): number {
  let at = bound(dates, token.start, (date) => date.start);
  while (at < dates.length && dates[at] !== token) at++;
  return at < dates.length ? at : -1;
}

function isEntryLink(page: ParsedPage, link: El): boolean {
  const letters = page.letters(link.t0, link.t1);
  if (letters < 2)
    return letters === 0 && (link.attr('title') ?? '').length >= 6 && link.attr('href') !== null;
  if (link.attr('href') === null && link.attr('onclick') === null) return false;
  return letters > 8 || !GENERIC.test(page.text.slice(link.t0, link.t1));
}

/** Address of an entry, from `href` or from the script that a click runs. */
export function addressOf(page: ParsedPage, link: El): string | null {
  return page.hrefOf(link) ?? clickTarget(page, link);
}

const CLICK =
  /(?:open|href\s{0,3}=|location\s{0,3}=|goto\w{0,10}\()\s{0,3}\(?\s{0,3}["']([^"'\s]{2,300})["']/;

function clickTarget(page: ParsedPage, el: El): string | null {
  const code = el.attr('onclick') ?? el.attr('href');
  if (code === null || code.length > 2_000) return null;
  const target = CLICK.exec(code)?.[1];
  return target === undefined ? null : page.resolve(target);
}

/** Title of an entry: the words of its link without its date; the `title` attribute where the words are cut short. */
export function titleOf(page: ParsedPage, link: El, token: DateToken | null): string {
  let words = page.text.slice(link.t0, link.t1);
  if (token !== null && token.start >= link.t0 && token.end <= link.t1 && token.end > token.start)
    words = withoutFields(page.text.slice(link.t0, token.start), page.text.slice(token.end, link.t1));
  const heading = headingIn(page, link);
  const day = token === null ? '' : oneLine(page.text.slice(token.start, token.end));
  const shown = cleanTitle(withoutDay(heading ?? oneLine(words), day));
  const said = withoutDay(oneLine(link.attr('title') ?? ''), day);
  const hint = cleanTitle(token === null ? said : said.replace(HINT_DAY, '').trim());
  if (hint === '' || /[:：]\s?(?:19|20)\d\d-|标题[:：]/.test(hint)) return shown;
  if (shown === '') return hint;
  const stem = shown.replace(/[.…·。\s]+$/, '');
  if (stem === hint) return hint;
  return stem !== '' &&
    hint.length > stem.length &&
    hint.length < 300 &&
    squeeze(hint).startsWith(squeeze(stem))
    ? hint
    : shown;
}

/** Words of a link around its date; a line of fields below the title (`提交时间：… 回复人：…`) is none of them. */
function withoutFields(before: string, after: string): string {
  const line = before.lastIndexOf('\n');
  return line >= 4 && /(?:时间|日期|来源|浏览|发布)\s?[:：]\s?$/.test(before)
    ? before.slice(0, line)
    : `${before} ${after}`;
}

const HINT_DAY = /[(（[]\s?((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\s?[)）\]]$/;

/** `<a title="标题(2019-05-17)">标题</a> 05-17`: the hint knows the year. */
function withYear(date: PageDate, link: El): PageDate {
  if (date.year !== null) return date;
  const m = HINT_DAY.exec((link.attr('title') ?? '').trim());
  return m !== null && Number(m[2]) === date.month && Number(m[3]) === date.day
    ? { ...date, year: Number(m[1]) }
    : date;
}

/** `标题(2019-05-17)`: the entry's own date at the end of a heading or of a `title` attribute is none of its words. */
function withoutDay(title: string, day: string): string {
  if (day.length < 8 || title.length - day.length < 4) return title;
  const words = title.replace(/[\s)）\]】]{1,4}$/, '');
  return words.endsWith(day) ? words.slice(0, -day.length).replace(/[\s(（[【]{1,4}$/, '') : title;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

/** A card link wraps picture, headline and summary: the headline is the title. */
function headingIn(page: ParsedPage, link: El): string | null {
  if (link.end - link.index < 3) return null;
  for (const tag of ['h1', 'h2', 'h3', 'h4', 'h5', 'dt', 'strong']) {
    const heading = page.within(link, tag)[0];
    if (heading !== undefined && page.letters(heading.t0, heading.t1) >= 4) return page.textOf(heading);
  }
  return null;
}
