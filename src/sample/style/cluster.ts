import { cut, each, esc, meta } from '../html.ts';
import type { Column, Entry, Link } from '../types.ts';

/**
 * Style D: pages of a shared provincial platform (集约化平台): divs, `data-` attributes, dates split into day and month cells,
 * `/zwgk/tzgg/content/post_640012.html`.
 */
export interface ClusterFrame {
  readonly name: string;
  readonly idCode: string;
  readonly sponsor: string;
  readonly contact: string;
  readonly icp: string;
  readonly police: string;
  readonly nav: readonly Link[];
}

export function postUrl(column: Column, entry: Entry): string {
  return `${column.path}content/post_${640_000 + entry.id}.html`;
}

export function clusterPage(
  frame: ClusterFrame,
  title: string,
  tags: Readonly<Record<string, string>>,
  crumbs: readonly Link[],
  main: string,
): string {
  return `<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,maximum-scale=1">
<title>${esc(title)}</title>
${meta(tags)}
<link rel="stylesheet" href="/static/css/main.css">
</head>
<body data-site="${frame.idCode}">
<header class="g-hd"><div class="g-w"><a class="u-logo" href="/">${esc(frame.name)}</a>
<form class="m-search" action="/s" method="get" role="search"><input type="search" name="q" aria-label="搜索" placeholder="搜索文件、服务"><button type="submit">搜索</button></form></div>
<nav class="m-nav"><div class="g-w">${each(frame.nav, (item) => `<a href="${item.url}">${esc(item.title)}</a>`)}</div></nav></header>
<main class="g-w g-bd">
${crumbs.length === 0 ? '' : `<div class="m-crumb">${crumbs.map((crumb) => `<a href="${crumb.url}">${esc(crumb.title)}</a>`).join('<i>/</i>')}</div>`}
${main}
</main>
<footer class="g-ft"><div class="g-w"><p>主办：${esc(frame.sponsor)}　联系电话：${frame.contact}</p><p>网站标识码 ${frame.idCode}　${esc(frame.icp)}　${esc(frame.police)}</p></div></footer>
</body>
</html>
`;
}

export function postList(column: Column, entries: readonly Entry[]): string {
  return `<ul class="m-list" data-column="${esc(column.name)}" data-total="${column.entries.length}">
${each(entries, (entry) => `<li data-id="${640_000 + entry.id}"><div class="date"><b>${entry.date.slice(8)}</b><i>${entry.date.slice(0, 7)}</i></div><div class="txt"><a href="${postUrl(column, entry)}">${esc(entry.title)}</a><p>${esc(cut(entry.body[0] ?? '', 60))}</p></div></li>`)}
</ul>`;
}

export function post(entry: Entry, below = ''): string {
  return `<article class="m-post"><h1>${esc(entry.title)}</h1><div class="meta"><span>时间：${entry.date} ${entry.time}</span><span>来源：${esc(entry.source)}</span></div><div class="article-content">${each(entry.body, (text) => `<p>${esc(text)}</p>`)}</div>${below}</article>`;
}

export const CLUSTER_CSS = `*{box-sizing:border-box}body{margin:0;font:15px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#222;background:#f5f5f5}a{color:#222;text-decoration:none}a:hover{color:#a61b1b}
.g-w{width:1160px;max-width:100%;margin:0 auto;padding:0 16px}.g-hd{background:#fff}.g-hd>.g-w{display:flex;flex-wrap:wrap;gap:12px;align-items:center;justify-content:space-between;padding:22px 16px}
.u-logo{font-size:30px;font-weight:700;color:#a61b1b}.m-search{display:flex}.m-search input{height:38px;border:1px solid #a61b1b;padding:0 12px;width:260px}.m-search button{height:38px;border:0;background:#a61b1b;color:#fff;padding:0 20px}
.m-nav{background:#a61b1b}.m-nav .g-w{display:flex;flex-wrap:wrap}.m-nav a{color:#fff;line-height:46px;padding:0 18px;font-size:16px}.g-bd{background:#fff;margin-top:16px;padding:16px 20px 40px;min-height:420px}
.m-crumb{border-bottom:1px solid #eee;padding-bottom:8px;margin-bottom:12px;color:#888}.m-crumb i{margin:0 8px;color:#bbb}.m-list{list-style:none;margin:0;padding:0}.m-list li{display:flex;gap:16px;border-bottom:1px solid #eee;padding:12px 0}
.date{width:64px;text-align:center;background:#faf1f1;color:#a61b1b;flex:none;padding:6px 0}.date b{display:block;font-size:24px;line-height:1.2}.date i{font-style:normal;font-size:12px}.txt p{margin:4px 0 0;color:#888;font-size:13px}.txt a{font-size:16px}
.m-post h1{font-size:26px;text-align:center}.meta{text-align:center;color:#888;border-bottom:1px solid #eee;padding-bottom:12px}.meta span{margin:0 12px}.article-content p{font-size:17px;line-height:2;text-indent:2em}
.m-grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(340px,1fr));gap:24px}.m-grid h2{border-left:4px solid #a61b1b;padding-left:10px;font-size:18px}.m-grid h2 a.more{float:right;font-size:13px;color:#888;font-weight:400}
.g-ft{background:#333;color:#ccc;text-align:center;padding:20px 0;margin-top:20px;font-size:13px}dl.guide{display:grid;grid-template-columns:120px 1fr;border:1px solid #ddd}dl.guide dt,dl.guide dd{margin:0;padding:10px;border-bottom:1px solid #ddd}dl.guide dt{background:#faf1f1;font-weight:700}
table.msg{width:100%;border-collapse:collapse}table.msg td,table.msg th{border:1px solid #ddd;padding:8px;text-align:left}
@media(max-width:700px){.u-logo{font-size:22px}.m-search input{width:180px}.m-nav a{padding:0 10px;font-size:14px}.m-grid{grid-template-columns:1fr}dl.guide{grid-template-columns:84px 1fr}.m-post h1{font-size:21px}table.msg{font-size:13px}}
`;
