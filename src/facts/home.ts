import {
  type ListItem,
  newestFirst,
  type PageLink,
  type SectionValue,
  type Unavailable,
} from '../model/index.ts';
import { pageKey } from './address.ts';
import type { Articles } from './articles.ts';
import { byShortness, byText, Keep } from './bounded.ts';
import { latestOf, newer, type SeenPage, type SiteFrame } from './seen.ts';

type HomeFacts = SectionValue<'home'>;
const SECOND_LEVEL = 300;
const ITEMS = 100;
const OUTSIDE = 50;

/** The home page (首页) and the pages it leads to (二级页面). */
export class HomePage {
  readonly #frame: SiteFrame;
  #home: SeenPage | null = null;
  #obstacle: SeenPage | null = null;
  /** Newest dates of all pages one click away, whether or not the home page was read before them. */
  readonly #near = new Keep<string | null>(SECOND_LEVEL * 4, byShortness);

  constructor(frame: SiteFrame) {
    this.#frame = frame;
  }

  add(page: SeenPage): void {
    if (page.isHome) this.#take(page);
    // Behind an entrance or inside a frame stands a page like /main.html, which might be a home page itself.
    if (page.truly && page.visit.depth <= 2) {
      const dates = [...page.facts.items.map((item) => item.date), page.facts.article?.published ?? null];
      const latest = latestOf([...dates, ...page.facts.blocks.map((block) => block.latest)], page.horizon);
      for (const key of new Set([page.key, pageKey(page.visit.url)]))
        this.#near.merge(key, (old) => newer(old ?? null, latest));
    }
  }

  /** Of several candidates the one really asked for: read in full, least deep, shortest address. */
  #take(page: SeenPage): void {
    if (page.facts.obstacle !== null || page.visit.status >= 400 || isEmpty(page.facts)) {
      if (this.#obstacle === null || better(page, this.#obstacle)) this.#obstacle = page;
      return;
    }
    if (this.#home === null || better(page, this.#home)) this.#home = page;
  }

  get page(): SeenPage | null {
    return this.#home;
  }

  finish(articles: Articles): HomeFacts | Unavailable {
    const page = this.#home;
    if (page === null) return notRead(this.#obstacle);
    const { facts } = page;
    const items = facts.items.map((item) => articles.dated(item));
    const dates = [...items.map((item) => item.date), ...facts.blocks.map((block) => block.latest)];
    return {
      url: page.url,
      title: facts.title,
      entranceOnly: this.#isEntrance(page, items),
      items: [...items].sort(byDate).slice(0, ITEMS),
      itemCount: items.length,
      latest: latestOf(dates, page.horizon),
      blocks: facts.blocks,
      secondLevel: this.#secondLevel(page),
      ...this.#outside(page),
      needsScript: facts.needsScript,
    };
  }

  /**
   * 首页仅为导航入口: few links of its own and hardly any dated entry, or a frame around pages that hold them. A page that needs script
   * is not known to be one.
   */
  #isEntrance(page: SeenPage, items: readonly ListItem[]): boolean {
    const { entranceLinks, entranceItems } = this.#frame.lexicon.words.limits;
    if (page.facts.needsScript) return false;
    const links = new Set(this.#ownLinks(page).map((link) => pageKey(link.url)));
    const dated = items.filter((item) => item.date !== null).length;
    const framed = this.#ownLinks(page).some((link) => link.via === 'frame');
    return links.size > 0 && (framed || links.size <= entranceLinks) && dated <= entranceItems;
  }

  #ownLinks(page: SeenPage): readonly PageLink[] {
    return page.facts.links.filter(
      (link) =>
        (link.via === undefined || link.via === 'area' || link.via === 'frame') &&
        this.#frame.internal(link.url) &&
        pageKey(link.url) !== page.key,
    );
  }

  /** 政策文件 on the portal of open government, say: the column is there, on another host. */
  #outside({ facts }: SeenPage): Pick<HomeFacts, 'outside'> {
    const { lexicon, internal } = this.#frame;
    const found = new Map<string, NonNullable<HomeFacts['outside']>[number]>();
    const named = [...facts.nav, ...facts.blocks.map(({ url, name }) => ({ url, text: name }))];
    for (const { url, text } of named) {
      if (url === null || internal(url) || lexicon.isFunction(text)) continue;
      const kind = lexicon.kindOfName(text);
      if (kind !== null && !found.has(url)) found.set(url, { url, name: text.trim(), kind });
    }
    return found.size === 0 ? {} : { outside: [...found.values()].slice(0, OUTSIDE) };
  }

  #secondLevel(page: SeenPage): HomeFacts['secondLevel'] {
    const found = new Map<string, { url: string; name: string; latest: string | null; read: boolean }>();
    for (const link of this.#ownLinks(page)) {
      const key = pageKey(link.url);
      if (found.has(key)) continue;
      found.set(key, {
        url: link.url,
        name: link.text,
        latest: this.#near.get(key) ?? null,
        read: this.#near.has(key),
      });
    }
    return [...found.values()].slice(0, SECOND_LEVEL);
  }
}

/** Nothing came but a status: a fault of the moment, which says nothing about the site. */
function isEmpty({ textLength, links, items, title, tags, needsScript }: SeenPage['facts']): boolean {
  const nothing = textLength === 0 && links.length === 0 && items.length === 0 && title === '';
  return nothing && Object.keys(tags).length === 0 && !needsScript;
}

function better(a: SeenPage, b: SeenPage): boolean {
  const rank = (page: SeenPage) => (page.facts.needsScript ? 1 : 0);
  const order =
    rank(a) - rank(b) ||
    a.visit.depth - b.visit.depth ||
    a.key.length - b.key.length ||
    byText(a.url, b.url) ||
    a.visit.at - b.visit.at;
  return order < 0;
}

function byDate(a: ListItem, b: ListItem): number {
  return newestFirst(a.date, b.date) || byText(a.url ?? '', b.url ?? '') || byText(a.title, b.title);
}

function notRead(page: SeenPage | null): Unavailable {
  if (page?.facts.obstacle)
    return {
      status: 'unavailable',
      reason: 'blocked',
      why: {
        zh: `首页被拦截，看到的是验证、防护或错误页面：“${page.facts.obstacle.quote}”`,
        en: `Something stood in the way of the home page: “${page.facts.obstacle.quote}”`,
      },
      todo: {
        zh: '请网站将检查地址加入白名单，或使用 --browser 后重新检查。',
        en: 'Have the site allow the address of the inspector, or check again with --browser.',
      },
    };
  return {
    status: 'unavailable',
    reason: 'unreachable',
    why: { zh: '未能读取首页', en: 'The home page could not be read' },
    todo: {
      zh: '确认网址后重新检查；材料为存档或文件夹的，请补充首页。',
      en: 'Check the address and inspect again; add the home page to an archive or a folder.',
    },
  };
}
