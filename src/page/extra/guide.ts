import { type El, oneLine } from '../dom.ts';
import { Signs } from '../pairs.ts';
import type { Grid } from './grid.ts';
import { guideHeadings, type Heading } from './guide-headings.ts';
import {
  bareHeading,
  furtherClasses,
  GENERIC_HEADINGS,
  type GuideClass,
  guideClassOf,
  saysSomething,
} from './guide-words.ts';
import type { Look } from './look.ts';

/** One element of a guide as the page shows it; `value` is '' where the page leaves it open. */
interface Found {
  readonly name: GuideClass;
  readonly heading: string;
  readonly value: string;
}

/** What a page shows of a service guide: which element classes it heads, and what stands under each. */
export interface GuideReading {
  /** Classes with something under them. */
  readonly filled: ReadonlyMap<GuideClass, string>;
  /** Classes that are headed, filled or not. */
  readonly headed: ReadonlySet<GuideClass>;
  /** How many of those headings are the guides' own words, not words of any footer (地址, 电话). */
  readonly own: number;
}

/** A page without one of these words is no guide; most pages end here. */
const SIGNS = new Signs(
  /设定依据|法律依据|办理依据|实施依据|申请条件|受理条件|办理条件|办事条件|申请材料|办理材料|所需材料|提交材料|申报材料|提交的材料|申报资料|办理流程|办事流程|办理程序|流程图|审批流程|办事程序|承诺时限|办结时限|办理时限|法定时限|承诺期限|法定期限|办理期限|实施主体|实施机关|办理地点|受理地点|办事地点|办理时间|受理时间|收费标准|是否收费|事项名称|办理结果|服务对象/,
);

const NO_GUIDE: GuideReading = { filled: new Map(), headed: new Set(), own: 0 };
const MAX_VALUE = 6000;

/** Reads every heading of a guide element and what stands under it, in whatever way the page is laid out. */
export function readGuideElements(look: Look): GuideReading {
  let reading = readings.get(look);
  if (reading === undefined) {
    reading = elementsOf(look);
    readings.set(look, reading);
  }
  return reading;
}

/** The kind of a page asks for them and the guide itself: read once. */
const readings = new WeakMap<Look, GuideReading>();

function elementsOf(look: Look): GuideReading {
  if (!SIGNS.test(look.page.text, look.page.pairs)) return NO_GUIDE;
  const heads = guideHeadings(look);
  if (heads.length === 0) return NO_GUIDE;
  const found = [...valuesUnder(look, heads)];
  const filled = new Map<GuideClass, string>();
  for (const { name, value } of found) {
    if (!filled.has(name) && saysSomething(name, value)) filled.set(name, value.slice(0, MAX_VALUE));
  }
  const own = new Set(found.filter((one) => !GENERIC_HEADINGS.has(one.heading)).map((one) => one.name)).size;
  return { filled, headed: new Set(found.map((one) => one.name)), own };
}

/**
 * PageFacts.guide: official element class → its text. Empty where the page is no guide: a notice with 申报条件 and 申报材料
 * among its paragraphs is none. The name of the matter (事项名称) is the page's headline where no element names it.
 */
export function readGuide(look: Look, headline: string): Record<string, string> {
  const reading = readGuideElements(look);
  if (!isGuide(look, reading)) return {};
  const guide: Record<string, string> = Object.fromEntries(reading.filled);
  const name = nameOf(look, headline);
  if (guide.事项名称 === undefined && name.length >= 4 && !/^(?:办事|服务)指南$|^首页$/.test(name))
    guide.事项名称 = name;
  return guide;
}

/** The matter's name as the page heads it: its only h1, else the headline without the site's name. */
function nameOf(look: Look, headline: string): string {
  const [h1, second] = look.page.byTag('h1');
  const text = h1 !== undefined && second === undefined ? look.page.textOf(h1) : '';
  return text !== '' && text.length <= 80 ? text : (headline.split(/[_|]|\s?-{1,3}\s?|——/)[0] ?? '').trim();
}

const GUIDE_PAGE =
  /办事指南|服务指南|办理指南|办事服务|行政许可|审批事项|政务服务|权责清单|服务事项|在线办事|网上办事/;

/** A page that says outright that it is a guide; 办事服务 in a breadcrumb may be a column of notices. */
const NAMED_GUIDE = /(?:办事|服务|办理)指南/;

/** Enough headings of guides' own; fewer do where the page calls itself one. */
export function isGuide(look: Look, reading: GuideReading): boolean {
  if (reading.own >= 4 || (reading.own >= 3 && reading.headed.size >= 5)) return true;
  if (reading.own >= 2 && GUIDE_PAGE.test(look.about)) return true;
  return reading.own >= 1 && reading.headed.size >= 3 && NAMED_GUIDE.test(look.about);
}

function* valuesUnder(look: Look, heads: readonly Heading[]): Generator<Found> {
  const common = commonAncestor(heads);
  for (const [index, head] of heads.entries()) {
    const value = valueUnder(look, heads, index, common);
    yield* splitLabels(head, value);
    // 办理地点、时间 heads two elements at once.
    for (const name of furtherClasses(head.heading)) yield { name, heading: head.heading, value };
  }
}

/** `办理地点：政务大厅 联系电话：0000` in one line holds two elements. */
function* splitLabels(head: Heading, value: string): Generator<Found> {
  let { name, heading } = head;
  let from = 0;
  const line = value.slice(0, 400);
  for (const m of line.matchAll(/[\s。；;，,]([^\s：:。；;，,]{2,10})[：:]/g)) {
    const next = guideClassOf(m[1] ?? '');
    if (next === null || next === name) continue;
    yield { name, heading, value: value.slice(from, m.index).trim() };
    name = next;
    heading = bareHeading(m[1] ?? '');
    from = m.index + m[0].length;
  }
  yield { name, heading, value: value.slice(from).trim() };
}

function valueUnder(look: Look, heads: readonly Heading[], index: number, common: El | null): string {
  const head = heads[index];
  if (head === undefined) return '';
  const inline = head.inline ?? '';
  // 一、申请条件：(line end) 1. …: what follows belongs to it as well.
  if (inline !== '' && head.el === null) return withFollowing(look, heads, index, inline);
  const el = head.el;
  if (el === null) return following(look, heads, index, common);
  if (el.tag === 'td' || el.tag === 'th') return cellValue(look, el);
  if (el.tag === 'dt') return dtValue(look, el);
  return tabValue(look, el) ?? following(look, heads, index, common);
}

/** Lines after `【依据】…` up to the next heading, inside the same box. */
function withFollowing(look: Look, heads: readonly Heading[], index: number, inline: string): string {
  const head = heads[index];
  const next = heads[index + 1];
  if (head === undefined || next === undefined) return inline;
  const box = look.elementAt(head.cell.from, next.cell.to);
  if (box === null || box.tag === 'tr' || box.tag === 'table' || box.tag === 'tbody' || box.tag === 'dl')
    return inline;
  const rest = cut(look.page.text.slice(head.cell.to, next.cell.from));
  return rest === '' ? inline : `${inline}\n${rest}`;
}

/** Table: the cell beside the heading; under it where headings stand side by side; the rows below where it fills its row. */
function cellValue(look: Look, el: El): string {
  const table = el.closest('table');
  if (table === null) return '';
  const grid = look.gridOf(table);
  const rowAt = grid.findIndex((row) => row.includes(el));
  const row = grid[rowAt] ?? [];
  const column = row.indexOf(el);
  const beside = row.slice(column + 1).filter((cell) => cell !== el);
  const next = beside[0];
  if (next === undefined && row[0] === el) return rowsBelow(look, grid, rowAt);
  if (next !== undefined && guideClassOf(look.shortText(next)) === null) return clean(valueText(look, next));
  const below = grid[rowAt + 1]?.[column];
  return below === undefined || below === el || guideClassOf(look.shortText(below)) !== null
    ? ''
    : clean(valueText(look, below));
}

function valueText(look: Look, el: El): string {
  if (look.page.letters(el.t0, el.t1) === 0) return pictureIn(look, el.index + 1, el.end);
  return look.page.text.slice(el.t0, Math.min(el.t1, el.t0 + MAX_VALUE));
}

/** A flow chart is a picture as often as not: its words, else its file's name. */
function pictureIn(look: Look, from: number, to: number): string {
  for (let i = from; i < to; i++) {
    const el = look.page.all[i];
    if (el === undefined) break;
    if (el.tag !== 'img' && el.tag !== 'iframe' && el.tag !== 'embed' && el.tag !== 'object') continue;
    const source = el.attr('src') ?? el.attr('data') ?? '';
    if (source === '' || /icon|arrow|bullet|\bdot\b|spacer|blank/i.test(source)) continue;
    return (
      (el.attr('alt') ?? '').trim() ||
      (el.attr('title') ?? '').trim() ||
      (/[^/]*$/.exec(source)?.[0] ?? source)
    );
  }
  return '';
}

function rowsBelow(look: Look, grid: Grid, rowAt: number): string {
  const lines: string[] = [];
  for (const row of grid.slice(rowAt + 1)) {
    const first = row[0];
    if (first === undefined) continue;
    if (row.every((cell) => cell === first) && isHeadingLike(look, first)) break;
    if (guideClassOf(look.shortText(first)) !== null) break;
    lines.push([...new Set(row)].map((cell) => look.shortText(cell, MAX_VALUE)).join('\t'));
  }
  return clean(lines.join('\n'));
}

/** A row of one short cell, in a head cell or bold, heads what follows. */
function isHeadingLike(look: Look, el: El): boolean {
  return (
    el.t1 - el.t0 <= 16 &&
    (el.tag === 'th' || look.page.within(el, 'strong').length > 0 || look.page.within(el, 'b').length > 0)
  );
}

function dtValue(look: Look, dt: El): string {
  const list = dt.parent;
  if (list === null) return '';
  const siblings = look.page.childrenOf(list);
  const values: string[] = [];
  for (const el of siblings.slice(siblings.indexOf(dt) + 1)) {
    if (el.tag !== 'dd') break;
    values.push(valueText(look, el));
  }
  return clean(values.join('\n'));
}

/** Tabs: the n-th of a row of short siblings heads the n-th panel of the group that follows; null where there are no tabs. */
function tabValue(look: Look, el: El): string | null {
  const page = look.page;
  const item = [el, el.closest('li')].find((one) => one?.parent != null && isTabRow(look, one.parent));
  if (item == null || item.parent === null) return null;
  const tabs = page.childrenOf(item.parent).filter((child) => child.tag === item.tag && child.t1 > child.t0);
  const place = tabs.indexOf(item);
  let row: El | null = item.parent;
  for (let up = 0; up < 3 && row !== null; up++, row = row.parent) {
    const siblings =
      row.parent === null ? page.all.filter((one) => one.parent === null) : page.childrenOf(row.parent);
    const after = siblings.slice(siblings.indexOf(row) + 1);
    const panel = panelOf(look, after, tabs.length, place);
    if (panel !== null) return clean(valueText(look, panel));
  }
  return null;
}

/** Three or more short children, two of them guide headings, and no prose between: a row of tabs. */
function isTabRow(look: Look, parent: El): boolean {
  if (parent.t1 - parent.t0 > 400) return false;
  const children = look.page.childrenOf(parent).filter((child) => child.t1 > child.t0);
  if (children.length < 3 || children.length > 20) return false;
  const words = children.map((child) => look.page.textOf(child));
  return (
    words.every((word) => word.length <= 14) &&
    words.filter((word) => guideClassOf(word) !== null).length >= 2
  );
}

function panelOf(look: Look, after: readonly El[], count: number, place: number): El | null {
  const boxes = after.filter(
    (el) =>
      el.tag === 'div' || el.tag === 'ul' || el.tag === 'section' || el.tag === 'dl' || el.tag === 'table',
  );
  if (boxes.length === count) return boxes[place] ?? null;
  const holder = boxes[0];
  if (holder === undefined) return null;
  const inner = look.page.childrenOf(holder).filter((el) => el.tag !== 'script' && el.tag !== 'style');
  return inner.length === count ? (inner[place] ?? null) : null;
}

/** Text behind a heading up to the next heading of the same make, inside the box that holds the guide. */
function following(look: Look, heads: readonly Heading[], index: number, common: El | null): string {
  const head = heads[index];
  if (head === undefined) return '';
  const page = look.page;
  const next = heads[index + 1];
  let box: El | null = head.el?.parent ?? look.elementAt(head.cell.from, head.cell.to);
  while (box !== null && box !== common && page.letters(head.cell.to, box.t1) === 0) box = box.parent;
  const limit = Math.min(
    next?.cell.from ?? page.text.length,
    box?.t1 ?? page.text.length,
    head.cell.to + MAX_VALUE,
  );
  const value = cut(page.text.slice(head.cell.to, stopBefore(look, head, limit)));
  if (value !== '' || head.el === null) return value;
  return pictureIn(
    look,
    head.el.end,
    Math.min(next?.el?.index ?? page.all.length, box?.end ?? page.all.length),
  );
}

const HEAD_TAGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'dt', 'th', 'legend', 'strong', 'b', 'label']);

/** Where the next element of the heading's own tag and class begins: an unknown heading ends a value as a known one does. */
function stopBefore(look: Look, head: Heading, limit: number): number {
  const numbered = /^\s*([一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)])/.exec(
    head.cell.text,
  );
  if (numbered !== null) {
    const style =
      (numbered[1] ?? '').startsWith('（') || (numbered[1] ?? '').startsWith('(')
        ? /\n ?[（(][一二三四五六七八九十]{1,3}[）)]/g
        : /\n ?[一二三四五六七八九十]{1,3}[、.．]/g;
    style.lastIndex = head.cell.to;
    const hit = style.exec(look.page.text);
    if (hit !== null && hit.index < limit) return hit.index;
  }
  const el = head.el;
  if (el === null) return limit;
  for (
    let inner: El | null = deepest(look, head);
    inner !== null;
    inner = inner === el ? null : inner.parent
  ) {
    if (!HEAD_TAGS.has(inner.tag) && inner.className === '') continue;
    const same = nextAlike(look, inner, limit);
    if (same !== null) return same.t0;
  }
  return limit;
}

function deepest(look: Look, head: Heading): El | null {
  return look.elementAt(head.cell.from, head.cell.to);
}

function nextAlike(look: Look, el: El, limit: number): El | null {
  const all = look.page.all;
  for (let i = el.end; i < all.length; i++) {
    const other = all[i];
    if (other === undefined || other.t0 >= limit) return null;
    if (other.tag !== el.tag || other.className !== el.className || other.t1 - other.t0 > 40) continue;
    // A class of its own marks headings; a bare <b> does so only at the start of its line.
    if (
      other.t1 > other.t0 &&
      (other.t0 === 0 || /[\n\t]/.test(look.page.text.charAt(other.t0 - 1)) || el.className !== '')
    )
      return other;
  }
  return null;
}

function commonAncestor(heads: readonly Heading[]): El | null {
  let common: El | null = null;
  for (const { el } of heads) {
    if (el === null) continue;
    if (common === null) common = el.parent;
    while (common !== null && !common.contains(el)) common = common.parent;
  }
  return common;
}

function cut(text: string): string {
  return clean(text.slice(0, MAX_VALUE));
}

/** One paragraph a line, cells parted by tabs, no empty lines. */
function clean(text: string): string {
  return text
    .split('\n')
    .map((line) => line.split('\t').map(oneLine).filter(Boolean).join('\t'))
    .filter((line) => line !== '')
    .join('\n')
    .replace(/^[：:\s]+/, '');
}
