import type { PageLink } from '../../model/index.ts';
import type { El } from '../dom.ts';
import type { Look } from './look.ts';

const NAV_TOKEN =
  /^(?:nav|navs|menu|mainnav|main-nav|main_nav|navbar|nav-bar|nav_bar|navbox|nav-box|nav_box|navlist|nav-list|nav_list|navigation|topnav|top-nav|top_nav|headnav|head-nav|head_nav|header-nav|header_nav|headernav|navmenu|nav-menu|nav_menu|mainmenu|main-menu|daohang|dh|navcon|nav-con|nav_con|nav-wrap|navwrap|nav_wrap|navmain|nav_main|nav1|nav01|nav-item|nav-ul|nav_ul|wap-nav|site-nav|navcontent|nav-content|nav-container|navpc|pc-nav|dhl|dh_nav|menubox|menu-box|menulist)$/;
const HOME = /^(?:网站|本站|返回)?首\s?页$|^home$/i;
const COLUMN_WORD =
  /公开|服务|互动|新闻|走进|动态|要闻|资讯|政务|专题|概况|数据|公告|解读|机构|信息|政民|投资|旅游|办事|交流|政策|党建|领导|法规|业务/;

/** Entries of the main navigation (导航): the site's first-level columns, without 首页, each once. */
export function readNav(look: Look): PageLink[] {
  const page = look.page;
  const candidates = new Set<El>(page.byTag('nav'));
  for (const [token, els] of page.tokens())
    if (NAV_TOKEN.test(token)) for (const el of els.slice(0, 6)) candidates.add(el);
  // Menus without a telling class: the list around the link to the home page.
  const home = look.links.find(({ words }) => HOME.test(words));
  const around = home === undefined ? null : (home.el.closest('ul') ?? home.el.closest('table', 'div'));
  if (around !== null) candidates.add(around);
  let best: { links: PageLink[]; score: number } | null = null;
  for (const el of candidates) {
    const links = firstLevel(look, el);
    const score = navScore(links) + (home !== undefined && el.contains(home.el) ? 3 : 0);
    if (links.length >= 3 && (best === null || score > best.score)) best = { links, score };
  }
  return best === null || best.score < 4 ? [] : best.links;
}

function navScore(links: readonly PageLink[]): number {
  const columns = links.filter((link) => COLUMN_WORD.test(link.text)).length;
  return Math.min(links.length, 10) / 2 + columns * 1.5 - Math.max(0, links.length - 16);
}

/** Links of the first level: of list items not nested in another, else those no deeper than the first ones. */
function firstLevel(look: Look, nav: El): PageLink[] {
  const inside = look.linksOf(nav);
  if (inside.length === 0 || inside.length > 400) return [];
  const levels = inside.map(({ el }) => ({ el, level: levelIn(nav, el) }));
  const min = Math.min(...levels.map(({ level }) => level.lists));
  const top = levels.filter(({ level }) => level.lists === min);
  const depth = min === 0 ? mostCommonShallow(top.map(({ el }) => el.depth)) : null;
  const seenItems = new Set<El>();
  const seen = new Set<string>();
  const links: PageLink[] = [];
  inside.forEach(({ el, words }, index) => {
    const level = levels[index]?.level;
    if (level === undefined || level.lists !== min || (depth !== null && el.depth !== depth)) return;
    // Only the first link of an item is the column; the rest is its drop-down.
    if (level.item !== null) {
      if (seenItems.has(level.item)) return;
      seenItems.add(level.item);
    }
    const url = look.page.resolve(el.attr('href'));
    const text = words.replace(/\s+/g, '');
    if (url === null || HOME.test(text) || text.length > 12 || text.length < 2 || seen.has(text)) return;
    seen.add(text);
    links.push({ url, text });
  });
  return links;
}

function levelIn(nav: El, el: El): { lists: number; item: El | null } {
  let lists = 0;
  let item: El | null = null;
  for (let at = el.parent; at !== null && at.index > nav.index; at = at.parent) {
    if (at.tag !== 'li' && at.tag !== 'dd' && at.tag !== 'td') continue;
    lists++;
    item = at;
  }
  return { lists, item };
}

/** The shallowest depth that holds three links or more. */
function mostCommonShallow(depths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const depth of depths) counts.set(depth, (counts.get(depth) ?? 0) + 1);
  const rows = [...counts].filter(([, count]) => count >= 3).sort((a, b) => a[0] - b[0]);
  return rows[0]?.[0] ?? Math.min(...depths);
}
