import type { ColumnBlock, ListItem } from '../../model/index.ts';
import { dayText, parseDate } from '../dates.ts';
import type { El } from '../dom.ts';
import type { Look } from './look.ts';

const MORE = /^[\s[【<>《]*(?:查看)?(?:更多|MORE|more|More)(?:信息|内容)?[\s.…+＋>»》›\]】]*$|^[+＋]$/;
const NOT_HEADING =
  /位置$|位置\s?[:：]|^首\s?页\s?[>＞»]|请稍[候后]|加载中|^(?:查看|电话|传真|邮箱|地址|编辑|责任编辑|索引号|项目名称)(?:$|\s?[:：])|(?:网站|链接|导航|地图)$|^(?:页面|微博|微信|关闭|内容纠错|使用帮助|关于我们|关于本站|网站声明|联系我们|分享|打印|本站.*|更多|more|首页|上一页|下一页|尾页|搜索|返回|详细|详情|登录|注册|[\d\s\-/.:年月日]+|发布时间|日期|标题|时间|序号|来源|名称|点击|\[.*\]|[|>»·•-]+)$/i;
/** Words of at least so many letters make an entry of a list; menus have fewer. */
const ENTRY_LETTERS = 6;
const MAX_BLOCKS = 80;

interface EntryList {
  readonly el: El;
  readonly links: readonly El[];
}

interface Heading {
  readonly name: string;
  readonly url: string | null;
  readonly from: number;
  readonly to: number;
}

/** Blocks of a page that list one column each (栏目块): heading, where it leads, how many entries, the newest date. */
export function readBlocks(look: Look, items: readonly ListItem[], nav: El | null): ColumnBlock[] {
  const lists = entryLists(look).filter(({ el }) => nav === null || !(nav === el || nav.contains(el)));
  if (lists.length === 0) return [];
  const dates = datesByEntry(items);
  const blocks = new Map<string, { block: ColumnBlock; seen: Set<string> }>();
  for (const list of lists) {
    const heading = headingOf(look, list, lists);
    if (heading === null) continue;
    const key = `${heading.from}`;
    let known = blocks.get(key);
    if (known === undefined) {
      if (blocks.size >= MAX_BLOCKS) break;
      known = {
        block: { name: heading.name, url: heading.url, items: 0, dated: 0, latest: null },
        seen: new Set(),
      };
      blocks.set(key, known);
    }
    known.block = counted(look, known.block, list, dates, known.seen);
  }
  return [...blocks.values()].map(({ block }) => block);
}

/** Dates of the page's list entries by address and by title: an entry linked to `#` has only its title. */
function datesByEntry(items: readonly ListItem[]): ReadonlyMap<string, string> {
  const dates = new Map<string, string>();
  for (const { title, url, date } of items) {
    if (date === null) continue;
    if (url !== null) dates.set(url, date);
    dates.set(title, date);
  }
  return dates;
}

function counted(
  look: Look,
  block: ColumnBlock,
  list: EntryList,
  dates: ReadonlyMap<string, string>,
  seen: Set<string>,
): ColumnBlock {
  let { items, dated, latest } = block;
  for (const link of list.links) {
    const words = look.page.textOf(link);
    const url = look.page.hrefOf(link);
    const title = (link.attr('title') ?? '').trim();
    const key = url ?? `#${link.index}`;
    if (seen.has(key)) continue;
    seen.add(key);
    items++;
    const date =
      (url === null ? undefined : dates.get(url)) ??
      dates.get(words) ??
      dates.get(title) ??
      beside(look, link);
    if (date === undefined) continue;
    dated++;
    // Days as YYYY-MM-DD order as they read.
    if (latest === null || date > latest) latest = date;
  }
  return { ...block, items, dated, latest };
}

/** The day printed in the entry's own row, where the list's reader has no entry of this title and address. */
function beside(look: Look, link: El): string | undefined {
  const row = link.closest('li', 'tr', 'dd', 'p', 'ul', 'table');
  const box = row !== null && row.tag !== 'ul' && row.tag !== 'table' && row.t1 - row.t0 < 400 ? row : link;
  const { text: all } = look.page;
  // Days among the words of a title (《…》2021年1月1日起施行) are not the entry's.
  const inside = all.slice(link.t0, link.t1).split('\n').map(titleDay).join(' ');
  const text = `${all.slice(box.t0, Math.max(box.t0, link.t0))} ${inside} ${all.slice(Math.min(link.t1, box.t1), box.t1)}`;
  const date = /\d[年月\-/.]/.test(text) ? parseDate(text) : null;
  return date === null ? undefined : (dayText(date) ?? undefined);
}

/** The day that opens or closes a line of a link's words. */
function titleDay(words: string): string {
  const m =
    /^[\s[(（【]{0,3}((?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2})(?!\d)|((?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?)[\s\])）】]{0,3}$/.exec(
      words,
    );
  return m?.[1] ?? m?.[2] ?? '';
}

/** Innermost lists with two or more entries. */
function entryLists(look: Look): EntryList[] {
  const page = look.page;
  const found: EntryList[] = [];
  const parents = new Map<El, El[]>();
  for (const link of page.byTag('a')) {
    if (page.letters(link.t0, link.t1) < ENTRY_LETTERS) continue;
    const holder = listOf(link);
    if (holder === null) continue;
    const links = parents.get(holder);
    if (links === undefined) parents.set(holder, [link]);
    else links.push(link);
  }
  for (const [el, links] of parents) if (links.length >= 2) found.push({ el, links });
  return found.sort((a, b) => a.el.index - b.el.index);
}

/** The list around a link: `ul`, `ol`, `table`, `dl`; else the box whose children are rows of its kind. */
function listOf(link: El): El | null {
  for (let el = link.parent, step = 0; el !== null && step < 6; el = el.parent, step++) {
    if (el.tag === 'ul' || el.tag === 'ol' || el.tag === 'table' || el.tag === 'dl') return el;
    if (el.tag === 'body') return null;
  }
  // Rows of <div> or <p>: the parent of the row.
  const row = link.parent;
  return row === null || row.tag === 'body' ? null : row.parent;
}

/** The heading over a list: the last short words before it inside the smallest box that has some. */
function headingOf(look: Look, list: EntryList, lists: readonly EntryList[]): Heading | null {
  let inner = list.el;
  for (
    let box = list.el.parent, up = 0;
    box !== null && up < 6 && box.tag !== 'body' && box.tag !== 'html';
    box = box.parent, up++
  ) {
    const inside = lists.filter((one) => box?.contains(one.el));
    if (inside.length > 8) return null;
    const first = inside[0];
    if (first === undefined) return null;
    const before = headingsIn(look, box.t0, first.el.t0);
    const place = inside.indexOf(list);
    if (before.length > 0) return chosen(look, before, inside, place, box);
    // A heading of its own between two lists of one box.
    const previous = inside[place - 1];
    const between = previous === undefined ? [] : headingsIn(look, previous.el.t1, inner.t0);
    const own = between.at(-1);
    if (own !== undefined) return withMore(look, own, previous?.el.t1 ?? 0, list.el.t1);
    inner = box;
  }
  return null;
}

function chosen(
  look: Look,
  before: readonly Heading[],
  inside: readonly EntryList[],
  place: number,
  box: El,
): Heading | null {
  const list = inside[place];
  if (list === undefined) return null;
  // Tabs: as many headings as panels.
  if (
    before.length === inside.length ||
    (before.length > 1 && before.length < 9 && place < before.length && inside.length > 1)
  ) {
    const heading = before[place];
    return heading === undefined
      ? null
      : before.length === 1
        ? withMore(look, heading, box.t0, box.t1)
        : heading;
  }
  const previous = inside[place - 1];
  const between = previous === undefined ? [] : headingsIn(look, previous.el.t1, list.el.t0);
  const own = between.at(-1);
  if (own !== undefined) return withMore(look, own, previous?.el.t1 ?? 0, list.el.t1);
  if (place > 2) return null;
  const heading = before[0];
  return heading === undefined ? null : withMore(look, heading, box.t0, box.t1);
}

/** Where 更多 leads, if the heading itself leads nowhere. */
function withMore(look: Look, heading: Heading, from: number, to: number): Heading {
  if (heading.url !== null) return heading;
  for (const { el, words } of look.linksIn(from, to)) {
    const isMore = MORE.test(words) || /(?:^|[\s_-])more/i.test(el.className);
    const url = isMore ? look.page.hrefOf(el) : null;
    if (url !== null) return { ...heading, url };
  }
  return heading;
}

/** Short cells, and links of their own within cells, in text[from, to). */
function headingsIn(look: Look, from: number, to: number): Heading[] {
  if (to - from > 400 || to <= from) return [];
  const found: Heading[] = [];
  for (const cell of look.cellsIn(from, to)) {
    if (cell.to > to) break;
    const links = look.linksIn(cell.from, cell.to).filter(({ el }) => el.t1 <= cell.to && el.t1 > el.t0);
    const names = links.filter(({ words }) => !MORE.test(words));
    const inLinks = names.reduce((sum, { el }) => sum + look.page.letters(el.t0, el.t1), 0);
    const own = look.page.letters(cell.from, cell.to) - look.page.linkLetters(cell.from, cell.to);
    if (own >= 2 && inLinks === 0) {
      // 通知公告 <a>更多</a>: the words before the link.
      const end = links[0]?.el.t0 ?? cell.to;
      push(found, look.page.text.slice(cell.from, end), null, cell.from, cell.to);
    } else for (const { el, words } of names) push(found, words, look.page.hrefOf(el), el.t0, el.t1);
  }
  return found;
}

function push(found: Heading[], raw: string, url: string | null, from: number, to: number): void {
  const name = raw.replace(/^[\s|>»·•◆■●▪【[]+|[\s|>»·•：:】\]/]+$/g, '').trim();
  if (name.length < 2 || name.length > 16 || NOT_HEADING.test(name) || MORE.test(name)) return;
  found.push({ name, url, from, to });
}
