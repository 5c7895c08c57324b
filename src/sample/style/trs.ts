import { full, httpDate } from '../calendar.ts';
import { cut, each, esc, meta } from '../html.ts';
import type { Column, Entry, Link } from '../types.ts';
import { trsCss } from './trs-css.ts';

/**
 * Style A: static pages under column folders (`/xwdt/qhyw/202405/t20240517_10023.html`), as the most common publishing system
 * of county portals writes them.
 */
export interface TrsFrame {
  readonly name: string;
  /** Heading in large letters and the small line under it. */
  readonly banner: string;
  readonly subtitle: string;
  readonly domain: string;
  readonly idCode: string;
  readonly sponsor: string;
  readonly contact: string;
  readonly address: string;
  readonly icp: string;
  readonly police: string;
  readonly nav: readonly Link[];
  readonly tools: readonly Link[];
  readonly search: string | null;
  readonly sitemap: string | null;
  readonly colour: string;
}

export interface TrsPage {
  readonly title: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly crumbs: readonly Link[];
  readonly main: string;
  readonly head?: string;
}

export const PAGE_SIZE = 12;

export function entryUrl(column: Column, entry: Entry): string {
  const digits = entry.date.replaceAll('-', '');
  return `${column.path}${digits.slice(0, 6)}/t${digits}_${entry.id}.html`;
}

export function siteTags(frame: TrsFrame): Record<string, string> {
  return { SiteName: frame.name, SiteDomain: frame.domain, SiteIDCode: frame.idCode };
}

export function columnTags(column: Column): Record<string, string> {
  return {
    ColumnName: column.name,
    ColumnDescription: column.description,
    ColumnKeywords: column.keywords,
    ColumnType: column.type,
  };
}

export function crumbsOf(column: Column): Link[] {
  const up: Link[] = column.parent === null ? [{ title: '首页', url: '/' }] : crumbsOf(column.parent);
  return [...up, { title: column.name, url: column.path }];
}

export function trsPage(frame: TrsFrame, page: TrsPage): string {
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta http-equiv="X-UA-Compatible" content="IE=edge" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${esc(page.title)}</title>
${meta(page.tags)}
<link rel="stylesheet" type="text/css" href="/images/common.css" />
${page.head ?? ''}
</head>
<body>
<div class="top"><div class="w"><span class="fl">欢迎访问${esc(frame.name)}</span><span class="fr">${frame.tools
    .map((tool) => `<a href="${tool.url}">${esc(tool.title)}</a>`)
    .join(' | ')}</span></div></div>
<div class="header"><div class="w">
<a class="logo" href="/"><strong>${esc(frame.banner)}</strong><em>${esc(frame.subtitle)}</em></a>
${frame.search === null ? '' : searchForm(frame.search)}
</div></div>
<div class="nav"><ul class="w">
${each(frame.nav, (item) => `<li><a href="${item.url}">${esc(item.title)}</a></li>`)}
</ul></div>
<div class="w main">
${page.crumbs.length === 0 ? '' : crumbLine(page.crumbs)}
${page.main}
</div>
${footer(frame)}
</body>
</html>
`;
}

function searchForm(action: string): string {
  return `<form class="search" name="searchform" action="${action}" method="get"><input type="text" name="searchword" placeholder="请输入关键字" title="站内搜索" /><input type="submit" value="搜索" /></form>`;
}

function crumbLine(crumbs: readonly Link[]): string {
  const links = crumbs.map(
    (crumb) =>
      `<a href="${crumb.url}" title="${esc(crumb.title)}" class="CurrChnlCls">${esc(crumb.title)}</a>`,
  );
  return `<div class="dqwz">当前位置：${links.join('&nbsp;&gt;&nbsp;')}</div>`;
}

function footer(frame: TrsFrame): string {
  return `<div class="footer"><div class="w">
<p>${frame.sitemap === null ? '' : `<a href="${frame.sitemap}">网站地图</a> | `}<a href="/lxwm/">联系我们</a> | <a href="/wzsm/">网站声明</a></p>
<p>主办单位：${esc(frame.sponsor)}　联系电话：${frame.contact}　地址：${esc(frame.address)}</p>
<p>网站标识码：${frame.idCode}　<span>${esc(frame.icp)}</span>　<span><img src="/images/ghs.svg" width="16" height="16" alt="公安备案图标" />${esc(frame.police)}</span></p>
<p class="signs"><span id="_ideConac"><a href="/jump.html?to=https://bszs.conac.cn/sitename?method=show%26id=${frame.idCode}" title="党政机关网站标识"><img id="imgConac" src="/images/dzjg.svg" width="48" height="56" alt="党政机关" /></a></span>
<span id="_span_jiucuo"><a href="/exposure/jiucuo.html?site_code=${frame.idCode}" title="我为政府网站找错"><img src="/images/jiucuo.svg" width="150" height="56" alt="政府网站找错" /></a></span></p>
</div></div>`;
}

export function listPages(frame: TrsFrame, column: Column, siblings: readonly Column[]): [string, string][] {
  const count = Math.max(1, Math.ceil(column.entries.length / PAGE_SIZE));
  const name = (page: number): string => `${column.path}${page === 0 ? '' : `index_${page}.html`}`;
  return [...Array(count).keys()].map((page) => {
    const rows = column.entries.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
    const main = `<div class="left"><h3>${esc(column.parent?.name ?? column.name)}</h3><ul>${each(
      siblings,
      (other) =>
        `<li${other === column ? ' class="on"' : ''}><a href="${other.path}">${esc(other.name)}</a></li>`,
    )}</ul></div>
<div class="right"><div class="lmmc">${esc(column.name)}</div>
<ul class="list_con">
${each(rows, (entry) => `<li><span>${entry.date}</span><a href="${relative(column, entry)}" target="_blank" title="${esc(entry.title)}">${esc(cut(entry.title, 40))}</a></li>`)}
</ul>
<div class="page">共${count}页　${pager(page, count)}</div>
<script type="text/javascript">var currentPage = ${page}; var countPage = ${count}; //createPageHTML(${count}, ${page}, "index", "html")</script>
</div>`;
    return [
      name(page),
      trsPage(frame, {
        title: `${column.name}_${frame.name}`,
        tags: { ...siteTags(frame), ...columnTags(column) },
        crumbs: crumbsOf(column),
        main,
      }),
    ];
  });
}

function pager(page: number, count: number): string {
  const url = (n: number): string => (n === 0 ? './' : `./index_${n}.html`);
  const parts = [...Array(count).keys()].map((n) =>
    n === page ? `<b>${n + 1}</b>` : `<a href="${url(n)}">${n + 1}</a>`,
  );
  if (page > 0) parts.unshift(`<a href="${url(page - 1)}">上一页</a>`);
  if (page < count - 1) parts.push(`<a href="${url(page + 1)}">下一页</a>`);
  return parts.join(' ');
}

function relative(column: Column, entry: Entry): string {
  return `./${entryUrl(column, entry).slice(column.path.length)}`;
}

export function articlePage(frame: TrsFrame, column: Column, entry: Entry): string {
  const main = `<div class="article"><h1>${esc(entry.title)}</h1>
<div class="info">发布时间：${entry.date} ${entry.time}　信息来源：${esc(entry.source)}　作者：${esc(entry.author)}　字体：【<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a>】　【<a href="javascript:window.print()">打印</a>】</div>
${documentHead(entry)}
<div class="TRS_Editor" id="zoom">
${entry.graphic === undefined ? '' : `<p style="text-align:center"><img src="${entry.graphic}" width="640" alt="${esc(entry.title)}" /></p>`}
${each(entry.body, (text) => `<p style="text-indent:2em">${esc(text)}</p>`)}
${table(entry.table)}
${entry.document === undefined ? '' : `<p align="right">${esc(entry.document.issuer)}</p>\n<p align="right">${full(entry.date)}</p>`}
</div>
${entry.extra ?? ''}
${links('附件', entry.files?.map((file) => ({ title: file.name, url: file.url })) ?? [])}
${links(entry.relatedLabel ?? '相关链接', entry.related ?? [])}
</div>`;
  return trsPage(frame, {
    title: `${entry.title}_${frame.name}`,
    tags: {
      ...siteTags(frame),
      ...columnTags(column),
      ArticleTitle: entry.title,
      PubDate: `${entry.date} ${entry.time}`,
      ContentSource: entry.source,
      Author: entry.author,
      Keywords: column.keywords,
      Description: cut(entry.body[0] ?? entry.title, 60),
    },
    crumbs: crumbsOf(column),
    main,
  });
}

function documentHead(entry: Entry): string {
  if (entry.document === undefined) return '';
  const { number, issuer, index } = entry.document;
  return `<table class="xxgk" width="100%"><tr><td>索 引 号：QH000-${entry.id}</td><td>主题分类：${esc(index)}</td></tr><tr><td>发文机关：${esc(issuer)}</td><td>成文日期：${full(entry.date)}</td></tr><tr><td>文　　号：${esc(number)}</td><td>有 效 性：有效</td></tr></table>`;
}

export function table(rows: readonly (readonly string[])[] | undefined): string {
  if (rows === undefined) return '';
  return `<table border="1" class="sj">${each(rows, (row, i) => `<tr>${row.map((cell) => (i === 0 ? `<th>${esc(cell)}</th>` : `<td>${esc(cell)}</td>`)).join('')}</tr>`)}</table>`;
}

function links(label: string, list: readonly Link[]): string {
  if (list.length === 0) return '';
  return `<div class="fj"><b>${label}：</b><ul>${each(list, (link) => `<li><a href="${link.url}">${esc(link.title)}</a></li>`)}</ul></div>`;
}

/** A column that is one page of text. */
export function textPage(frame: TrsFrame, column: Column, main: string): string {
  return trsPage(frame, {
    title: `${column.name}_${frame.name}`,
    tags: { ...siteTags(frame), ...columnTags(column) },
    crumbs: crumbsOf(column),
    main: `<div class="article"><h1>${esc(column.name)}</h1>\n${main}</div>`,
  });
}

/** A block of the home page (栏目块). */
export function block(column: Column, rows: number): string {
  return `<div class="box"><h2><a href="${column.path}">${esc(column.name)}</a><a class="more" href="${column.path}">更多&gt;&gt;</a></h2><ul class="list_con">
${each(column.entries.slice(0, rows), (entry) => `<li><span>${entry.date}</span><a href="${entryUrl(column, entry)}" title="${esc(entry.title)}">${esc(cut(entry.title, 24))}</a></li>`)}
</ul></div>`;
}

export function modifiedAt(entry: Entry): string {
  return httpDate(entry.date, entry.time);
}

/** Style sheet and the few pictures that every page of the style asks for. */
export function trsAssets(frame: TrsFrame): [string, string, string][] {
  const svg = (width: number, height: number, inside: string): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${inside}</svg>`;
  return [
    ['/images/common.css', 'text/css; charset=utf-8', trsCss(frame.colour)],
    [
      '/images/ghs.svg',
      'image/svg+xml',
      svg(16, 16, '<path fill="#2a5caa" d="M8 0l7 3v5c0 4-3 7-7 8-4-1-7-4-7-8V3z"/>'),
    ],
    [
      '/images/dzjg.svg',
      'image/svg+xml',
      svg(
        48,
        56,
        '<rect width="48" height="56" rx="6" fill="#c00"/><circle cx="24" cy="22" r="12" fill="none" stroke="#fff" stroke-width="3"/><text x="24" y="50" font-size="10" fill="#fff" text-anchor="middle">党政机关</text>',
      ),
    ],
    [
      '/images/jiucuo.svg',
      'image/svg+xml',
      svg(
        150,
        56,
        '<rect width="150" height="56" rx="6" fill="#fff" stroke="#c00" stroke-width="2"/><text x="75" y="35" font-size="18" fill="#c00" text-anchor="middle">政府网站找错</text>',
      ),
    ],
    [
      '/images/banner.svg',
      'image/svg+xml',
      svg(
        1200,
        300,
        '<rect width="1200" height="300" fill="#cfe4f5"/><path fill="#8db9a0" d="M0 220 200 120 380 210 560 90 760 220 940 130 1200 230V300H0z"/><path fill="#6aa6cf" d="M0 260q150-30 300 0t300 0 300 0 300 0v40H0z"/><circle cx="980" cy="70" r="34" fill="#f6c667"/>',
      ),
    ],
  ];
}
