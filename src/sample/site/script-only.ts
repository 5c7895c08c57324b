import { type Context, entriesFrom, RouteTable, workdays } from '../entries.ts';
import type { Entry, SiteDefinition } from '../types.ts';

/** A site that is an empty frame without script: its lists and texts come as JSON. */
export function buildScriptOnly(context: Context): SiteDefinition {
  const { data, calendar } = context;
  const { name } = data.offices.script;
  const made = (
    key: string,
    list: Parameters<typeof entriesFrom>[2],
    count: number,
    first: number,
    step: number,
  ): Entry[] => entriesFrom(context, `script/${key}`, list, workdays(calendar, count, first, step), name);
  const columns = [
    { id: 1, name: '工作动态', entries: made('news', data.news.bureau, 9, 1, 4) },
    { id: 2, name: '通知公告', entries: made('notices', data.policies.notices, 6, 4, 15) },
  ];
  const table = new RouteTable();
  const shell = `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${name}</title><link rel="stylesheet" href="/app.css"></head><body><div id="app"></div><script src="/app.js"></script></body></html>`;
  table.page('/', shell);
  table.page('/list', shell);
  table.page('/article', shell);
  table.fixed('/api/site', {
    type: 'application/json',
    body: JSON.stringify({
      name,
      foot: `主办单位：${name}　联系电话：${data.county.area}-5550177　网站标识码：${data.county.code}0061`,
      columns: columns.map((list) => ({
        ...list,
        entries: list.entries.map(({ id, title, date }) => ({ id, title, date })),
      })),
    }),
  });
  table.add('/api/article', ({ query }) => {
    const entry = columns.flatMap((list) => list.entries).find((one) => String(one.id) === query.get('id'));
    return entry === undefined
      ? { status: 404, type: 'application/json', body: '{}' }
      : { type: 'application/json', body: JSON.stringify(entry) };
  });
  table.fixed('/app.js', { type: 'application/javascript; charset=utf-8', body: APP });
  table.fixed('/app.css', { type: 'text/css', body: CSS });
  return {
    id: 'script-only',
    name,
    about: {
      zh: '页面内容全部由脚本加载的网站：不用浏览器看不到，不能据此判不合格',
      en: 'Site whose content is loaded by script: unseen without a browser, and not to be failed for that',
    },
    role: 'department',
    services: true,
    needsBrowser: true,
    expect: {
      result: ['undetermined'],
      found: [],
      clear: ['01c', '03', '04a', '04b', '04c', '05a', '05b', '06a', '06b', '06c'].map(
        (n) => `SITE-VETO-${n}`,
      ),
    },
    routes: table.routes,
  };
}

const APP = `(async function () {
  var app = document.getElementById('app');
  var site = await (await fetch('/api/site')).json();
  var text = function (s) { var p = document.createElement('i'); p.textContent = s; return p.innerHTML; };
  var row = function (e) { return '<li><span>' + e.date + '</span><a href="/article?id=' + e.id + '">' + text(e.title) + '</a></li>'; };
  var nav = '<a href="/">首页</a>' + site.columns.map(function (c) { return '<a href="/list?id=' + c.id + '">' + c.name + '</a>'; }).join('');
  var asked = new URLSearchParams(location.search).get('id');
  var main = '';
  if (location.pathname === '/article') {
    var a = await (await fetch('/api/article?id=' + asked)).json();
    main = '<h1>' + text(a.title) + '</h1><p class="info">发布时间：' + a.date + ' ' + a.time + '　来源：' + text(a.source) + '</p>' + a.body.map(function (p) { return '<p>' + text(p) + '</p>'; }).join('');
  } else {
    var shown = site.columns.filter(function (c) { return location.pathname !== '/list' || String(c.id) === asked; });
    main = shown.map(function (c) { return '<h2>' + c.name + '</h2><ul>' + c.entries.map(row).join('') + '</ul>'; }).join('');
  }
  app.innerHTML = '<header>' + site.name + '</header><nav>' + nav + '</nav><main>' + main + '</main><footer>' + site.foot + '</footer>';
})();
`;

const CSS = `body{margin:0;font:15px/1.8 "Noto Sans CJK SC",sans-serif;background:#f3f0fa;color:#222}header{background:#4b3a8c;color:#fff;font-size:28px;padding:26px}nav{background:#372a6b;padding:0 20px}nav a{color:#fff;display:inline-block;padding:8px 18px;text-decoration:none}
main{max-width:1000px;margin:16px auto;background:#fff;padding:16px 24px;min-height:300px}ul{list-style:none;padding:0}li{border-bottom:1px dashed #ccc;padding:6px 0}li span{float:right;color:#888}a{color:#222}footer{text-align:center;color:#666;padding:20px}
`;
