import { column, type RouteTable } from '../entries.ts';
import { cut, each, esc } from '../html.ts';
import { type Indexed, search } from '../search.ts';
import {
  block,
  columnTags,
  crumbsOf,
  entryUrl,
  modifiedAt,
  siteTags,
  type TrsFrame,
  trsPage,
} from '../style/trs.ts';
import type { Column, Entry, Link } from '../types.ts';
import type { PortalColumns } from './portal-columns.ts';
import { PATHS } from './portal-frame.ts';

export function addHome(
  table: RouteTable,
  frame: TrsFrame,
  lists: PortalColumns & { readonly leaders: Column; readonly agency: Column },
): void {
  const head = lists.news.entries[0];
  const main = `<div class="banner"><img src="/images/banner.svg" alt="澄湖风光" /></div>
${head === undefined ? '' : `<div class="top-news"><a href="${entryUrl(lists.news, head)}">${esc(cut(head.title, 32))}</a></div>`}
<div class="cols">${block(lists.news, 8)}${block(lists.notices, 8)}</div>
<div class="cols">${block(lists.bureau, 6)}${block(lists.town, 6)}</div>
<div class="tiles"><a href="${lists.leaders.path}">领导信息</a><a href="${lists.agency.path}">机构职能</a><a href="/zwgk/xxgkzn/">信息公开指南</a><a href="/zwgk/xxgknb/">公开年报</a><a href="/zwgk/ysqgk/">依申请公开</a><a href="/hdjl/hygq/">回应关切</a></div>
<div class="cols">${block(lists.policies, 6)}${block(lists.readings, 6)}</div>
<div class="tiles"><a href="/bsfw/bszn/">办事指南</a><a href="${PATHS.apply}">在线申请</a><a href="${PATHS.query}">办件查询</a><a href="/bsfw/bstj/">办事统计</a><a href="${PATHS.mailbox}">县长信箱</a><a href="/hdjl/lyxd/">留言选登</a><a href="/hdjl/dczj/">调查征集</a><a href="/hdjl/zxft/">在线访谈</a></div>
<div class="cols">${block(lists.statistics, 5)}${block(lists.special, 5)}</div>`;
  table.page(
    '/',
    trsPage(frame, {
      title: frame.name,
      tags: homeTags(frame),
      crumbs: [],
      main,
    }),
    head === undefined ? undefined : modifiedAt(head),
  );
}

/** The home page of a small site: a block for each of its columns and the ways in. */
export function addPlainHome(table: RouteTable, frame: TrsFrame, lists: readonly Column[]): void {
  const newest = lists[0]?.entries[0];
  const main = `<div class="banner"><img src="/images/banner.svg" alt="" /></div>
<div class="cols">${each(lists, (list) => block(list, 5))}</div>
<div class="tiles">${each(frame.nav, (item) => `<a href="${item.url}">${esc(item.title)}</a>`)}<a href="${PATHS.mailbox}">留言信箱</a></div>`;
  table.page(
    '/',
    trsPage(frame, { title: frame.name, tags: homeTags(frame), crumbs: [], main }),
    newest === undefined ? undefined : modifiedAt(newest),
  );
}

function homeTags(frame: TrsFrame): Record<string, string> {
  return {
    ...siteTags(frame),
    ColumnName: '首页',
    ColumnDescription: `${frame.name}首页，提供政务公开、办事服务、互动交流`,
    ColumnKeywords: '政务公开,办事服务,互动交流',
    ColumnType: '首页',
  };
}

/** A first-level column that shows the newest of the columns below it. */
export function addSectionPage(
  table: RouteTable,
  frame: TrsFrame,
  top: Column,
  below: readonly Column[],
  more: readonly Link[] = [],
): void {
  const filled = below.filter((list) => list.entries.length > 0);
  const plain = below.filter((list) => list.entries.length === 0);
  const main = `<div class="tiles">${each(below, (list) => `<a href="${list.path}">${esc(list.name)}</a>`)}${each(more, (link) => `<a href="${link.url}">${esc(link.title)}</a>`)}</div>
<div class="cols">${each(filled, (list) => block(list, 6))}</div>${
    plain.length === 0 ? '' : `<p>${esc(top.name)}还包括：${plain.map((list) => list.name).join('、')}。</p>`
  }`;
  table.page(
    top.path,
    trsPage(frame, {
      title: `${top.name}_${frame.name}`,
      tags: { ...siteTags(frame), ...columnTags(top) },
      crumbs: crumbsOf(top),
      main,
    }),
  );
}

export function addSearch(table: RouteTable, frame: TrsFrame, index: readonly Indexed[]): void {
  const page = column(PATHS.search, '站内搜索', '站内搜索', null);
  table.add(PATHS.search, ({ query }) => {
    const words = query.get('searchword') ?? '';
    const found = search(index, words, 20);
    const columns = [...new Set(found.map((hit) => hit.column))];
    const results = each(
      found,
      (hit) =>
        `<li><h4><a href="${hit.url}">${esc(hit.title)}</a></h4><p>${esc(cut(hit.text, 90))}</p><p class="info2">${hit.date}　${esc(hit.column)}</p></li>`,
    );
    const main = `<div class="right"><div class="lmmc">搜索结果</div><p>关键词“${esc(words)}”，共找到${found.length}条结果。${
      columns.length === 0 ? '没有找到相关内容，请换用更短的关键词。' : `分类：${columns.map(esc).join('、')}`
    }</p><ul class="result">${results}</ul></div>`;
    return {
      body: trsPage(frame, {
        title: `搜索结果_${frame.name}`,
        tags: { ...siteTags(frame), ...columnTags(page) },
        crumbs: crumbsOf(page),
        main,
      }),
    };
  });
}

export function addSitemap(
  table: RouteTable,
  frame: TrsFrame,
  groups: readonly { readonly column: Column; readonly below: readonly Column[] }[],
): void {
  const page = column(PATHS.sitemap, '网站地图', '网站地图', null);
  const main = each(
    groups,
    (group) =>
      `<div class="box"><h2><a href="${group.column.path}">${esc(group.column.name)}</a></h2><div class="tiles">${each(group.below, (list) => `<a href="${list.path}">${esc(list.name)}</a>`)}</div></div>`,
  );
  table.page(
    page.path,
    trsPage(frame, {
      title: `${page.name}_${frame.name}`,
      tags: { ...siteTags(frame), ...columnTags(page) },
      crumbs: crumbsOf(page),
      main,
    }),
  );
  table.add('/sitemap.xml', ({ origin }) => ({
    type: 'application/xml; charset=utf-8',
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${each(
      groups.flatMap((group) => [group.column, ...group.below]),
      (list) => {
        const newest = list.entries[0];
        return `<url><loc>${origin}${list.path}</loc>${newest === undefined ? '' : `<lastmod>${newest.date}</lastmod>`}</url>`;
      },
    )}\n</urlset>\n`,
  }));
}

export function addMachineFiles(
  table: RouteTable,
  newest: readonly { readonly entry: Entry; readonly url: string }[],
): void {
  table.add('/robots.txt', ({ origin }) => ({
    type: 'text/plain; charset=utf-8',
    body: `User-agent: *\nDisallow: /admin/\nSitemap: ${origin}/sitemap.xml\n`,
  }));
  table.add('/rss.xml', ({ origin }) => ({
    type: 'application/rss+xml; charset=utf-8',
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>要闻</title><link>${origin}/</link><description>最新要闻</description>\n${each(
      newest,
      ({ entry, url }) =>
        `<item><title>${esc(entry.title)}</title><link>${origin}${url}</link><pubDate>${modifiedAt(entry)}</pubDate></item>`,
    )}\n</channel></rss>\n`,
  }));
}
