import { cut, each, esc, meta } from '../html.ts';
import type { Column, Entry, Link } from '../types.ts';

/** Style C: server pages of table layouts with a view state (`NewsList.aspx?ClassID=12`), as small firms sold them to townships. */
export interface WebFormsFrame {
  readonly name: string;
  readonly title: string;
  readonly idCode: string;
  readonly sponsor: string;
  readonly contact: string;
  readonly icp: string;
  readonly police: string;
  readonly nav: readonly Link[];
  /** What was planted at the end of every page. */
  readonly planted: string;
}

export interface ClassColumn extends Column {
  readonly classId: number;
}

export function classColumn(column: Column, classId: number): ClassColumn {
  return { ...column, classId, path: `/NewsList.aspx?ClassID=${classId}` };
}

export function showUrl(entry: Entry): string {
  return `/ShowNews.aspx?ID=${entry.id}`;
}

/** `2019/5/7`, as the framework prints dates. */
export function slashed(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}/${Number(month)}/${Number(date)}`;
}

export function webFormsPage(
  frame: WebFormsFrame,
  title: string,
  position: readonly string[],
  main: string,
  tags: Readonly<Record<string, string>>,
  action: string,
): string {
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head id="Head1"><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>
	${esc(title)}
</title>
${meta(tags)}
<link href="/css/style.css" rel="stylesheet" type="text/css" /></head>
<body>
<form method="post" action=".${action}" id="form1">
<div class="aspNetHidden"><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUKLTk5MDEyMzAwMWRkQWxzb0ludmVudGVk" /></div>
<table class="wrap" cellspacing="0" cellpadding="0"><tr><td class="banner" colspan="2"><span id="lblSite">${esc(frame.name)}</span></td></tr>
<tr><td colspan="2" class="menu">${frame.nav.map((item) => `<a href="${item.url}">${esc(item.title)}</a>`).join(' ┊ ')}</td></tr>
${position.length === 0 ? '' : `<tr><td colspan="2" class="pos">当前位置：${position.map(esc).join(' &gt;&gt; ')}</td></tr>`}
<tr><td colspan="2" class="content">
${main}
</td></tr>
<tr><td colspan="2" class="foot"><p>版权所有：${esc(frame.sponsor)}　联系电话：${frame.contact}</p><p>网站标识码：${frame.idCode}　${esc(frame.icp)}　${esc(frame.police)}</p></td></tr></table>
</form>
${frame.planted}
</body>
</html>
`;
}

export function gridRows(entries: readonly Entry[], short: boolean): string {
  return `<table class="grid" cellspacing="0" border="0" width="100%">${each(
    entries,
    (entry, i) =>
      `<tr><td><img src="/images/dot.gif" alt="" /> <a id="GridView1_HyperLink1_${i}" href="${showUrl(entry)}">${esc(cut(entry.title, short ? 22 : 40))}</a></td><td class="d">${short ? `[${entry.date.slice(5)}]` : slashed(entry.date)}</td></tr>`,
  )}</table>`;
}

export function webFormsArticle(entry: Entry): string {
  return `<table width="96%" align="center"><tr><td align="center"><span id="lblTitle" class="h">${esc(entry.title)}</span></td></tr>
<tr><td align="center" class="info">作者：<span id="lblAuthor">${esc(entry.author)}</span>　来源：<span id="lblFrom">${esc(entry.source)}</span>　更新时间：<span id="lblTime">${slashed(entry.date)} ${entry.time}:00</span>　点击数：<span id="lblHits">${entry.id % 300}</span></td></tr>
<tr><td class="text"><span id="lblContent">${each(entry.body, (text) => `<p>&nbsp;&nbsp;&nbsp;&nbsp;${esc(text)}</p>`)}</span></td></tr></table>`;
}

export const WEBFORMS_CSS = `body{margin:0;background:#e9f3e4;font:14px/1.7 SimSun,"Noto Sans CJK SC",sans-serif;color:#333}a{color:#264d1d;text-decoration:none}a:hover{color:#c00}
.wrap{width:980px;max-width:100%;margin:0 auto;background:#fff}.banner{height:120px;background:linear-gradient(120deg,#3f7a2e,#a9cf8b);text-align:center}.banner span{font:700 34px "STKaiti","Noto Serif CJK SC",serif;color:#fff;letter-spacing:4px}
.menu{background:#2f5f22;color:#9c9;text-align:center;line-height:38px}.menu a{color:#fff;font-size:15px}.pos{line-height:34px;border-bottom:1px solid #cdc;padding-left:10px;color:#777}.content{padding:12px;vertical-align:top}
.grid td{border-bottom:1px dotted #ccc;line-height:30px}.grid .d{width:100px;text-align:right;color:#888}.h{font-size:22px;font-weight:700}.info{color:#888;border-bottom:1px solid #ddd}.text{font-size:16px;line-height:2;padding:10px 0}
.panel{border:1px solid #bcd6ae;margin-bottom:10px}.panel .t{background:#dcedd2;line-height:32px;padding:0 10px;font-weight:700;color:#2f5f22}.panel .t a{float:right;font-weight:400}.foot{background:#2f5f22;color:#fff;text-align:center;padding:10px}
`;
