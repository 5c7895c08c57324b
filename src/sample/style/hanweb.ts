import { gb18030 } from '../encode.ts';
import { cut, each, esc, meta } from '../html.ts';
import type { Column, Entry, Link, SampleResponse } from '../types.ts';

/**
 * Style B: lists as XML data stores in script elements, `/col/col3001/index.html` and `/art/2019/5/17/art_3001_10023.html`,
 * GB18030 bytes with a `gb2312` label, upper-case meta names, unclosed elements: a widespread older publishing system.
 */
export interface HanwebFrame {
  readonly name: string;
  readonly idCode: string;
  readonly sponsor: string;
  readonly contact: string;
  readonly icp: string;
  readonly nav: readonly Link[];
}

export interface HanwebColumn extends Column {
  readonly number: number;
}

export function hanwebColumn(column: Column, number: number): HanwebColumn {
  return { ...column, number, path: `/col/col${number}/index.html` };
}

export function artUrl(column: HanwebColumn, entry: Entry): string {
  const [year = '', month = '', day = ''] = entry.date.split('-');
  return `/art/${year}/${Number(month)}/${Number(day)}/art_${column.number}_${entry.id}.html`;
}

export function gbk(body: string, modified?: string): SampleResponse {
  return {
    type: 'text/html',
    body: gb18030(body),
    ...(modified === undefined ? {} : { headers: { 'Last-Modified': modified } }),
  };
}

export function hanwebPage(
  frame: HanwebFrame,
  title: string,
  position: readonly Link[],
  main: string,
  tags: Readonly<Record<string, string>> = {},
): string {
  const crumbs = position.map((link) => `<a href="${link.url}" class="bt_link">${esc(link.title)}</a>`);
  return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<HTML><HEAD><TITLE>${esc(title)}</TITLE>
<META http-equiv="Content-Type" content="text/html; charset=gb2312">
${meta(tags)}
<link href="/images/style.css" rel="stylesheet" type="text/css">
<script language="javascript" src="/script/page.js"></script>
</HEAD>
<BODY>
<table width="1000" border="0" align="center" cellpadding="0" cellspacing="0" class="head"><tr><td height="110"><a href="/"><b class="name">${esc(frame.name)}</b></a></td>
<td align="right"><form name="searchform" method="get" action="/jsearch/search.do"><input type="text" name="q" size="18"><input type="submit" value="搜 索"></form></td></tr></table>
<table width="1000" border="0" align="center" cellpadding="0" cellspacing="0" class="nav"><tr>
${each(frame.nav, (item) => `<td align="center" height="38"><a href="${item.url}">${esc(item.title)}</a></td>`)}
</tr></table>
${position.length === 0 ? '' : `<table width="1000" align="center" class="pos"><tr><td height="32">您现在的位置：${crumbs.join(' &gt; ')}</td></tr></table>`}
<table width="1000" border="0" align="center" cellpadding="8" cellspacing="0" class="body"><tr><td valign="top">
${main}
</td></tr></table>
<table width="1000" border="0" align="center" class="foot"><tr><td align="center" height="90">
主办：${esc(frame.sponsor)}&nbsp;&nbsp;电话：${frame.contact}<br>
网站标识码：${frame.idCode}&nbsp;&nbsp;${esc(frame.icp)}<br>
建议使用1024×768分辨率浏览</td></tr></table>
</BODY></HTML>
`;
}

/** The records of a list, each an HTML row in CDATA. */
export function records(column: HanwebColumn, entries: readonly Entry[], dated = true): string {
  const record = (entry: Entry): string =>
    `<record><![CDATA[<table width="100%" border="0"><tr><td height="26"><span class="dot">·</span><a href="${artUrl(column, entry)}" class="bt_link" title="${esc(entry.title)}" target="_blank">${esc(cut(entry.title, 36))}</a></td>${dated ? `<td width="90" align="right" class="bt_time">${entry.date}</td>` : ''}</tr></table>]]></record>`;
  return `<datastore>
<nextgroup><![CDATA[<a href="/module/jslib/jquery/jpage/dataproxy.jsp?page=1&columnid=${column.number}&unitid=${column.number}"></a>]]></nextgroup>
<recordset>
${each(entries, record)}
</recordset></datastore>`;
}

/** A list as the system writes it: records inside a script, shown by the page's own script. */
export function dataStore(column: HanwebColumn, entries: readonly Entry[], dated = true): string {
  return `<div id="${column.number}" class="jpage"><div style="display:none"><script type="text/xml">${records(column, entries, dated)}</script></div></div>
<script type="text/javascript">new PageStore(${column.number}, {perPage: 15, totalRecord: ${entries.length}});</script>`;
}

export function hanwebList(frame: HanwebFrame, column: HanwebColumn, dated = true): string {
  return hanwebPage(
    frame,
    `${frame.name} ${column.name}`,
    [
      { title: '首页', url: '/' },
      { title: column.name, url: column.path },
    ],
    `<div class="lm">${esc(column.name)}</div>${column.entries.length === 0 ? '' : dataStore(column, column.entries, dated)}`,
  );
}

export function hanwebArticle(frame: HanwebFrame, column: HanwebColumn, entry: Entry): string {
  const main = `<!--<$[信息内容]>begin--><table width="100%" align="center" id="article">
<tr><td align="center" class="title"><!--<$[标题]>begin-->${esc(entry.title)}<!--<$[标题]>end--></td></tr>
<tr><td align="center" class="info">发布日期：${entry.date} ${entry.time}&nbsp;&nbsp;信息来源：${esc(entry.source)}&nbsp;&nbsp;浏览次数：<script language="javascript" src="/module/visitcount/visit.jsp?type=3&i_articleid=${entry.id}"></script></td></tr>
<tr><td class="bt_content"><div id="zoom"><!--ZJEG_RSS.content.begin-->
${each(entry.body, (text) => `<P style="TEXT-INDENT: 2em">${esc(text)}`)}
<!--ZJEG_RSS.content.end--></div></td></tr></table>
<table width="100%"><tr><td align="right">【<a href="javascript:window.print()">打印本页</a>】【<a href="javascript:window.close()">关闭窗口</a>】</td></tr></table>`;
  return hanwebPage(
    frame,
    entry.title,
    [
      { title: '首页', url: '/' },
      { title: column.name, url: column.path },
    ],
    main,
    { title: entry.title, pubDate: `${entry.date} ${entry.time}`, author: entry.author },
  );
}

/** The home page's block of one column, as a data store too. */
export function hanwebBlock(column: HanwebColumn, rows: number): string {
  return `<table width="100%" class="blk"><tr><th align="left">${esc(column.name)}</th><td align="right"><a href="${column.path}">更多…</a></td></tr><tr><td colspan="2" height="200" valign="top">${
    column.entries.length === 0 ? '' : dataStore(column, column.entries.slice(0, rows))
  }</td></tr></table>`;
}

export const HANWEB_SCRIPT = `function PageStore(id, o) {
  var box = document.getElementById(String(id));
  var text = box.getElementsByTagName('script')[0].text;
  var out = [], match, find = /<record><!\\[CDATA\\[([\\s\\S]*?)\\]\\]><\\/record>/g;
  while ((match = find.exec(text)) && out.length < o.perPage) out.push(match[1]);
  var shown = document.createElement('div');
  shown.innerHTML = out.join('');
  box.appendChild(shown);
}
`;

export const HANWEB_CSS = `body{margin:0;font:13px/1.6 SimSun,"Noto Sans CJK SC",sans-serif;color:#333;background:#dfeef0}
a{color:#234;text-decoration:none}a:hover{color:#c30}.head{background:linear-gradient(90deg,#0d6c7d,#5fb3bd)}
.name{font:700 34px "STXinwei","Noto Serif CJK SC",serif;color:#fff;padding-left:24px;letter-spacing:3px}.nav{background:#0a5562}.nav a{color:#fff;font-size:15px}
.pos,.body{background:#fff}.pos td{border-bottom:1px solid #cde}.lm{font-size:17px;font-weight:700;color:#0a5562;border-bottom:2px solid #0a5562;margin-bottom:8px}
.blk{border:1px solid #b8d6da;margin-bottom:10px}.blk th{color:#0a5562;padding:4px 8px;background:#eaf5f6}.blk td{padding:4px 8px}.bt_time{color:#888}
.title{font-size:22px;font-weight:700;line-height:2}.info{color:#888;border-bottom:1px dotted #aaa;padding-bottom:8px}.bt_content{font-size:16px;line-height:2;padding:12px 24px}.foot{background:#0a5562;color:#fff}
`;
