import type { PageLink } from '../../model/index.ts';
import type { El } from '../dom.ts';
import type { Look } from './look.ts';

const NAV_TOKEN = /nav|menu|daohang|^dh|dh$/;
const NOT_NAV =
  /crumb|posi|location|weizhi|dqwz|sub|foot|side|left|right|second|bottom|tab|page|share|login|mobile|wap|phone|float/;
const HOME = /^(?:网站|本站|返回)?首\s?页$|^home$/i;
const COLUMN_WORD =
  /公开|服务|互动|新闻|走进|动态|要闻|资讯|政务|专题|概况|数据|公告|解读|机构|信息|政民|投资|旅游|办事|交流|政策|党建|领导|法规|业务/;

/** The main navigation (导航): its element and its entries. */
export interface Navigation {
  readonly el: El;
  readonly links: readonly PageLink[];
}

/** The site's first-level columns as the main navigation names them, without 首页, each once; null where none is seen. */
export function readNavigation(look: Look): Navigation | null {
  const page = look.page;
  const candidates = new Set<El>(page.byTag('nav'));
  for (const [token, els] of page.tokens()) {
    if (!NAV_TOKEN.test(token) || NOT_NAV.test(token)) continue;
    for (const el of els.slice(0, 4)) candidates.add(el);
  }
  // Menus without a telling class: the list around the link to the home page.
  const home = look.links.find(({ words }) => HOME.test(words));
  const around = home === undefined ? null : (home.el.closest('ul') ?? home.el.closest('table', 'div'));
  if (around !== null) candidates.add(around);
  let best: (Navigation & { readonly score: number }) | null = null;
  const seen = new Set<string>();
  for (const el of candidates) {
    // Boxes around the same links are one menu.
    const inside = look.linksOf(el);
    const range = `${inside[0]?.el.index}-${inside.at(-1)?.el.index}`;
    if (inside.length < 3 || seen.has(range) || isCrumbs(look, el)) continue;
    const links = firstLevel(look, el);
    const score =
      navScore(links) + (home !== undefined && el.contains(home.el) ? 3 : 0) - (el.hidden ? 6 : 0);
    if (links.length < 3) continue;
    seen.add(range);
    // A drop-down scores like a menu: the element around it, if it is a menu itself, is the main one.
    const around =
      best !== null && el.contains(best.el) && links.length >= 4 && score >= 4 && links.length <= 16;
    if (best === null || around || (score > best.score && !best.el.contains(el))) best = { el, links, score };
  }
  return best === null || best.score < 4 ? null : best;
}

/** A breadcrumb leads through 首页 and columns as well: 首页 > 新闻动态 > 基层动态. */
function isCrumbs(look: Look, el: El): boolean {
  if (el.t1 - el.t0 > 300) return false;
  const text = look.page.text.slice(el.t0, el.t1);
  return (
    /位置/.test(text) ||
    /[>»›＞]\s?[^\s>»›＞]{1,40}\s?[>»›＞]/.test(text) ||
    (text.length < 60 && /[>»›＞]/.test(text))
  );
}

function navScore(links: readonly PageLink[]): number {
  const columns = links.filter((link) => COLUMN_WORD.test(link.text)).length;
  return Math.min(links.length, 10) / 2 + Math.min(columns, 8) * 1.5 - Math.max(0, links.length - 16);
}

/** Links of the first level: of list items not nested in another, else those no deeper than the first ones. */
function firstLevel(look: Look, nav: El): PageLink[] {
  const inside = look.linksOf(nav);
  if (inside.length < 3 || inside.length > 300) return [];
  const levels = inside.map(({ el }) => ({ el, level: levelIn(nav, el) }));
  const min = mostCommonShallow(levels.map(({ level }) => level.lists));
  const top = levels.filter(({ level }) => level.lists === min);
  const depth = min === 0 ? mostCommonShallow(top.map(({ el }) => el.depth)) : null;
  // <dl><dt>column</dt><dd>its drop-down</dd></dl>
  const terms = top.filter(({ level }) => level.term).length >= 3;
  const seenItems = new Set<El>();
  const seen = new Set<string>();
  const links: PageLink[] = [];
  inside.forEach(({ el, words }, index) => {
    const level = levels[index]?.level;
    if (
      level === undefined ||
      level.lists !== min ||
      (terms && !level.term) ||
      (depth !== null && el.depth !== depth)
    )
      return;
    // Only the first link of an item is the column; the rest is its drop-down.
    if (level.item !== null) {
      if (seenItems.has(level.item)) return;
      seenItems.add(level.item);
    }
    const url = look.page.hrefOf(el);
    const text = words.replace(/\s+/g, '');
    if (url === null || HOME.test(text) || text.length > 12 || text.length < 2 || seen.has(text)) return;
    seen.add(text);
    links.push({ url, text });
  });
  return links;
}

const LIST_TAGS = new Set(['ul', 'ol', 'dl', 'table', 'li', 'dd', 'dt', 'td']);

/** Lists and items between the navigation and a link, and the outermost item. */
function levelIn(nav: El, el: El): { lists: number; item: El | null; term: boolean } {
  let lists = 0;
  let term = false;
  let item: El | null = null;
  for (let at = el.parent; at !== null && at.index > nav.index; at = at.parent) {
    if (!LIST_TAGS.has(at.tag)) continue;
    if (lists === 0) term = at.tag === 'dt';
    lists++;
    if (at.tag === 'li' || at.tag === 'dd' || at.tag === 'dt' || at.tag === 'td') item = at;
  }
  return { lists, item, term };
}

/** The smallest of these that three or more share. */
function mostCommonShallow(depths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const depth of depths) counts.set(depth, (counts.get(depth) ?? 0) + 1);
  const rows = [...counts].filter(([, count]) => count >= 3).sort((a, b) => a[0] - b[0]);
  return rows[0]?.[0] ?? Math.min(...depths);
}
