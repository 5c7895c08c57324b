import { gb18030 } from '../encode.ts';
import { type Context, column, entriesFrom, RouteTable } from '../entries.ts';
import { each } from '../html.ts';
import { indexed, search } from '../search.ts';
import {
  artUrl,
  gbk,
  HANWEB_CSS,
  HANWEB_SCRIPT,
  type HanwebColumn,
  type HanwebFrame,
  hanwebArticle,
  hanwebBlock,
  hanwebColumn,
  hanwebList,
  hanwebPage,
  records,
} from '../style/hanweb.ts';
import type { Entry, SiteDefinition } from '../types.ts';

/** Days since anything was published: three months and more for news, eight months for notices and documents. */
const NEWS_AGE = 95;
const NOTICE_AGE = 250;

/** A bureau's site that nobody has fed for months, with empty columns, undated entries and no column tags. */
export function buildBureau(context: Context): SiteDefinition {
  const { offices, county } = context.data;
  const { name } = offices.bureau;
  const table = new RouteTable();
  const make = (
    key: string,
    templates: Parameters<typeof entriesFrom>[2],
    count: number,
    age: number,
    step: number,
  ): Entry[] =>
    entriesFrom(
      context,
      `bureau/${key}`,
      templates,
      [...Array(count).keys()].map((i) => context.calendar.workday(age + i * step)),
      name,
    );
  const { news, notices } = offices.bureau;
  const lists: [string, Entry[]][] = [
    ['水利要闻', make('news', news, 12, NEWS_AGE, 9)],
    ['工作动态', make('work', news, 10, NEWS_AGE + 6, 13)],
    ['基层动态', make('base', context.data.news.town, 8, NEWS_AGE + 17, 15)],
    ['通知公告', make('notices', notices, 6, NOTICE_AGE, 31)],
    ['政策文件', make('policy', notices, 5, NOTICE_AGE + 60, 40)],
    ['防汛抗旱动态', make('flood', news, 7, NEWS_AGE + 30, 21)],
  ];
  const filled = lists.map(([title, entries], i) =>
    hanwebColumn(column('/', title, '', null, entries), 3001 + i),
  );
  const undated = hanwebColumn(column('/', '水利工程简介', '', null, make('works', news, 5, 400, 20)), 3020);
  const empty = offices.bureau.empty.map((title, i) =>
    hanwebColumn(column('/', title, '', null, []), 3030 + i),
  );
  const all = [...filled, undated, ...empty];
  const frame: HanwebFrame = {
    name,
    idCode: `${county.code}0012`,
    sponsor: name,
    contact: `${county.area}-5550161`,
    icp: `${county.icp}-5`,
    nav: [
      { title: '网站首页', url: '/' },
      ...all.slice(0, 7).map((list) => ({ title: list.name, url: list.path })),
      { title: '局长信箱', url: '/col/col3050/index.html' },
      { title: '办事指南', url: '/col/col3051/index.html' },
    ],
  };
  for (const list of all) {
    const dated = list !== undated;
    table.fixed(list.path, gbk(hanwebList(frame, list, dated)));
    for (const entry of list.entries)
      table.fixed(artUrl(list, entry), gbk(hanwebArticle(frame, list, entry)));
  }
  addHome(table, frame, filled, [undated, ...empty]);
  addDuties(table, frame, context);
  const index = filled.flatMap((list) =>
    list.entries.map((entry) => indexed(entry, artUrl(list, entry), list.name)),
  );
  table.add('/jsearch/search.do', ({ query }) => {
    const found = search(index, query.get('q') ?? '', 15);
    const rows = each(found, (hit) => `<p><a href="${hit.url}">${hit.title}</a> ${hit.date}</p>`);
    return gbk(hanwebPage(frame, '站内搜索', [], `<div class="lm">检索结果：${found.length}条</div>${rows}`));
  });
  table.add('/module/jslib/jquery/jpage/dataproxy.jsp', ({ query }) => {
    const list = all.find((one) => String(one.number) === query.get('columnid'));
    return list === undefined
      ? { status: 404, body: '' }
      : {
          type: 'text/xml',
          body: gb18030(`<?xml version="1.0" encoding="gb2312"?>\n${records(list, list.entries)}`),
        };
  });
  table.fixed('/images/style.css', { type: 'text/css', body: HANWEB_CSS });
  table.fixed('/script/page.js', { type: 'application/javascript', body: HANWEB_SCRIPT });
  table.fixed('/module/visitcount/visit.jsp', {
    type: 'application/javascript',
    body: "document.write('126')",
  });
  return {
    id: 'bureau',
    name,
    about: {
      zh: '县直部门网站：首页三个多月不更新，多个栏目不更新、空白',
      en: 'Bureau site: home page untouched for three months, many columns stale or blank',
    },
    role: 'department',
    services: true,
    needsBrowser: false,
    expect: {
      result: ['unqualified'],
      found: ['SITE-VETO-03', 'SITE-VETO-04a', 'SITE-VETO-04c'],
      clear: ['SITE-VETO-01a', 'SITE-VETO-01c', 'SITE-VETO-05a', 'SITE-VETO-05b'],
    },
    routes: table.routes,
  };
}

function addHome(
  table: RouteTable,
  frame: HanwebFrame,
  filled: readonly HanwebColumn[],
  more: readonly HanwebColumn[],
): void {
  const cells = filled.map((list) => `<td width="50%" valign="top">${hanwebBlock(list, 6)}</td>`);
  const rows = [0, 2, 4].map((i) => `<tr>${cells.slice(i, i + 2).join('\n')}</tr>`);
  const side = each(more, (list) => `<a href="${list.path}">[${list.name}]</a>&nbsp;`);
  table.fixed(
    '/',
    gbk(
      hanwebPage(
        frame,
        frame.name,
        [],
        `<table width="100%" cellspacing="6">${rows.join('\n')}</table><p align="center">${side}</p>`,
        { SiteName: frame.name, SiteDomain: '', SiteIDCode: frame.idCode },
      ),
    ),
  );
}

/** Mailbox with a message answered in time, and guides: what a bureau has to have besides its columns. */
function addDuties(table: RouteTable, frame: HanwebFrame, context: Context): void {
  const { messages } = context.data.interaction;
  const own = messages.filter((message) => frame.name.endsWith(message.bureau.slice(1)));
  const position = (title: string, url: string) => [
    { title: '首页', url: '/' },
    { title, url },
  ];
  const rows = each(
    own,
    (message, i) =>
      `<tr><td><a href="/col/col3050/ly${i + 1}.html">${message.title}</a></td><td>${context.calendar.workday(150)}</td><td>${context.calendar.workday(146)}</td><td>已回复</td></tr>`,
  );
  const form = `<form name="mailform" method="post" action="/col/col3050/index.html"><p>姓名：<input name="name"></p><p>标题：<input name="subject" size="40"></p><p>内容：<textarea name="content" cols="60" rows="6"></textarea></p><input type="submit" value="提交信件"></form>`;
  table.fixed(
    '/col/col3050/index.html',
    gbk(
      hanwebPage(
        frame,
        '局长信箱',
        position('局长信箱', '/col/col3050/index.html'),
        `<div class="lm">局长信箱</div><p>欢迎来信咨询、建议、投诉。</p>${form}<table width="100%" border="1" cellspacing="0"><tr><th>信件标题</th><th>来信时间</th><th>回复时间</th><th>状态</th></tr>${rows}</table>`,
      ),
    ),
  );
  own.forEach((message, i) => {
    table.fixed(
      `/col/col3050/ly${i + 1}.html`,
      gbk(
        hanwebPage(
          frame,
          message.title,
          position('局长信箱', '/col/col3050/index.html'),
          `<table width="100%" border="1" cellspacing="0"><tr><th width="100">信件标题</th><td>${message.title}</td></tr><tr><th>来信时间</th><td>${context.calendar.workday(150)}</td></tr><tr><th>来信内容</th><td>${message.text}</td></tr><tr><th>回复单位</th><td>${frame.name}</td></tr><tr><th>回复时间</th><td>${context.calendar.workday(146)}</td></tr><tr><th>回复内容</th><td>${message.reply}</td></tr></table>`,
        ),
      ),
    );
  });
  const items = context.data.services.items.filter((item) => frame.name.endsWith(item.dept.slice(1)));
  const { common } = context.data.services;
  const guides = each(
    items,
    (item) =>
      `<table width="100%" border="1" cellspacing="0" cellpadding="4"><tr><th width="100">事项名称</th><td>${item.name}</td></tr><tr><th>设定依据</th><td>${item.basis}</td></tr><tr><th>申请条件</th><td>${item.conditions.join('；')}</td></tr><tr><th>办理材料</th><td>${item.materials.map(([name, form, copies]) => `${name}（${form}${copies}份）`).join('；')}</td></tr><tr><th>办理地点</th><td>${common.place}${item.window}</td></tr><tr><th>办理时间</th><td>${common.time}</td></tr><tr><th>联系电话</th><td>${frame.contact}</td></tr><tr><th>办理流程</th><td>${common.flow.join('；')}</td></tr></table>`,
  );
  table.fixed(
    '/col/col3051/index.html',
    gbk(
      hanwebPage(
        frame,
        '办事指南',
        position('办事指南', '/col/col3051/index.html'),
        `<div class="lm">办事指南</div>${guides}`,
      ),
    ),
  );
}
