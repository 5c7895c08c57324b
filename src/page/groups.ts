import type { El, ParsedPage } from './dom.ts';
import { addressOf, type Row, type RowFinder, titleOf } from './rows.ts';

/** Entries that stand together: one list of the page. */
export interface Group {
  readonly rows: readonly Row[];
  readonly container: El;
  /** What it has to say for being the page's list: letters of its titles, dated ones twice. */
  readonly weight: number;
  /** In a menu, a header, a footer or a block of friendly links. */
  readonly frame: boolean;
}

/** Words of `class` and `id` that name parts of the frame around a page's own content. */
const FRAME =
  /(?:^|\s)(?:\w{0,8}[-_]?nav(?:i|bar|igation|box|list|menu)?|\w{0,6}[-_]?menu\w{0,6}|foot\w{0,8}|footer[\w-]{0,12}|header[\w-]{0,12}|head|top|topbar|top[-_]?nav|yqlj\w{0,6}|friend[\w-]{0,10}|links|crumbs?|breadcrumbs?|bread-?nav|position|location|sitemap|dqwz|mbx|pagination|pager|share[\w-]{0,8}|login)(?=$|\s)/i;
/** And those of blocks beside it. */
const ASIDE =
  /(?:^|\s)(?:side(?:bar)?|aside|hot[\w-]{0,8}|rank[\w-]{0,8}|phb|tuijian|related?[\w-]{0,8}|recommend[\w-]{0,8}|xgwz|xglj|xgyd|rdxw)(?=$|\s)/i;
const ASIDE_HEADING =
  /热点|热门|相关|推荐|排行|友情链接|点击榜|图片新闻|猜你喜欢|最近更新|最新(?:文章|发布|信息)|延伸阅读/;

/** All lists of a page, dated or not, in page order. */
export function findGroups(finder: RowFinder): Group[] {
  const dated = finder.dated();
  const buckets = mergeSiblings(bucketsOf(dated));
  const groups = buckets.map((rows) => toGroup(finder, withUndated(finder, rows)));
  const taken = new Set<El>();
  for (const group of groups) for (const row of group.rows) if (row.link !== null) taken.add(row.link);
  for (const rows of mergeSiblings(bucketsOf(undatedRows(finder, taken)))) {
    if (rows.length >= 3 && averageTitle(finder.page, rows) >= 7)
      groups.push(
        toGroup(
          finder,
          rows.map((row) => titled(finder.page, row)),
        ),
      );
  }
  return groups.sort((a, b) => (a.rows[0]?.at ?? 0) - (b.rows[0]?.at ?? 0));
}

function bucketsOf(rows: readonly Row[]): Map<El, Row[]> {
  const buckets = new Map<El, Row[]>();
  for (const row of rows) {
    const key = row.root.parent ?? row.root;
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [row]);
    else bucket.push(row);
  }
  return buckets;
}

/**
 * Lists that are cut into pieces (five entries to a `<ul>`, one table to an entry) are one list: pieces of the same make under
 * one parent come together; single entries also one and two levels further up.
 */
function mergeSiblings(buckets: Map<El, Row[]>): Row[][] {
  let pieces: readonly Piece[] = [...buckets].map(([el, rows]) => ({ el, rows }));
  for (let level = 0; level < 3; level++) {
    const merged: Piece[] = [];
    /** Pieces that take in others, by the element above, then by tag and class. */
    const open = new Map<El, Map<string, Piece>>();
    for (const { el, rows } of pieces) {
      const single = rows.length === 1 && !LIST_TAGS.has(el.tag);
      if (level > 0 && rows.length > 1 && !hasLifted(rows, el)) {
        merged.push({ el, rows });
        continue;
      }
      const up = el.parent ?? el;
      const make = `${el.tag} ${el.className}`;
      const beside = open.get(up) ?? new Map<string, Piece>();
      const known = beside.get(make);
      if (known !== undefined) {
        for (const row of rows) known.rows.push(row);
        continue;
      }
      const piece = { el: level > 0 || single ? up : el, rows: [...rows] };
      merged.push(piece);
      open.set(up, beside.set(make, piece));
    }
    pieces = merged;
  }
  return pieces.map(({ rows }) => rows.sort((a, b) => a.at - b.at));
}

/** Entries under one element. */
interface Piece {
  readonly el: El;
  readonly rows: Row[];
}

const LIST_TAGS: ReadonlySet<string> = new Set(['ul', 'ol', 'dl', 'tbody']);

/** The piece's element lies above the parents of its entries: it was merged from single ones. */
function hasLifted(rows: readonly Row[], el: El): boolean {
  return rows.every((row) => row.root.parent !== el);
}

/** Entries of the same list that print no date. */
function withUndated(finder: RowFinder, rows: readonly Row[]): Row[] {
  const all = [...rows];
  const roots = new Set(rows.map((row) => row.root));
  const links = new Set(rows.map((row) => row.link));
  const containers = new Set(rows.map((row) => row.root.parent));
  for (const container of containers) {
    if (container === null) continue;
    const own = rows.filter((row) => row.root.parent === container);
    const tag = own[0]?.root.tag ?? '';
    if (own.length < 2 || tag === 'div' || tag === 'a') continue;
    for (const child of finder.page.childrenOf(container)) {
      if (child.tag !== tag || roots.has(child)) continue;
      const found = finder.linksIn(child);
      const link = found[0];
      if (found.length !== 1 || link === undefined || links.has(link)) continue;
      const title = titleOf(finder.page, link, null);
      if (finder.page.letters(link.t0, link.t1) < 5) continue;
      all.push({
        root: child,
        link,
        title,
        url: addressOf(finder.page, link),
        date: null,
        at: child.t0,
        gap: 0,
      });
    }
  }
  return all.sort((a, b) => a.at - b.at);
}

function undatedRows(finder: RowFinder, taken: ReadonlySet<El>): Row[] {
  const rows: Row[] = [];
  for (const link of finder.links) {
    if (taken.has(link)) continue;
    // Titles are read once it is known that the list is one.
    rows.push({ root: aloneRoot(finder, link), link, title: '', url: null, date: null, at: link.t0, gap: 0 });
  }
  return rows;
}

function titled(page: ParsedPage, row: Row): Row {
  return row.link === null
    ? row
    : { ...row, title: titleOf(page, row.link, null), url: addressOf(page, row.link) };
}

function aloneRoot(finder: RowFinder, link: El): El {
  let el = link;
  while (el.parent !== null && el.tag !== 'li' && el.tag !== 'tr' && !STOP.has(el.parent.tag)) {
    if (finder.linkCount(el.parent) > 1) break;
    el = el.parent;
  }
  return el;
}

const STOP: ReadonlySet<string> = new Set(['ul', 'ol', 'table', 'tbody', 'dl', 'body', 'form', 'html']);

function toGroup(finder: RowFinder, rows: readonly Row[]): Group {
  const container = rows[0]?.root.parent ?? rows[0]?.root;
  if (container === undefined) throw new RangeError('toGroup: no rows');
  const frame = isFrame(container) || rows.some((row) => REGISTRATION.test(row.title));
  let weight = 0;
  for (const row of rows) {
    const letters = Math.min(30, row.title.length);
    weight += letters * (row.date === null ? 1 : 2) * (row.root.hidden ? 0.3 : 1);
  }
  if (frame) weight *= 0.2;
  if (isAside(finder.page, container)) weight *= 0.4;
  return { rows, container, weight, frame };
}

/** Links to the registrations that stand in a footer (备案号). */
const REGISTRATION = /ICP[备证]|公网安备|公安网备/;

function isFrame(el: El): boolean {
  for (
    let up: El | null = el, step = 0;
    up !== null && step < 5 && up.tag !== 'body';
    up = up.parent, step++
  ) {
    if (up.tag === 'nav' || up.tag === 'footer' || up.tag === 'header' || up.tag === 'select') return true;
    if (FRAME.test(`${up.className} ${up.id}`) && step < 3) return true;
  }
  return false;
}

function isAside(page: ParsedPage, el: El): boolean {
  for (
    let up: El | null = el, step = 0;
    up !== null && step < 3 && up.tag !== 'body';
    up = up.parent, step++
  ) {
    if (up.tag === 'aside' || ASIDE.test(`${up.className} ${up.id}`)) return true;
  }
  return ASIDE_HEADING.test(page.text.slice(Math.max(0, el.t0 - 12), el.t0));
}

function averageTitle(page: ParsedPage, rows: readonly Row[]): number {
  let letters = 0;
  for (const row of rows)
    letters += row.link === null ? row.title.length : page.letters(row.link.t0, row.link.t1);
  return letters / rows.length;
}
