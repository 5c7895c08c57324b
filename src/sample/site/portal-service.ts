import { DAY, dayOf, monthsBefore } from '../../model/index.ts';
import type { ServiceData } from '../data.ts';
import { type Context, column, type RouteTable } from '../entries.ts';
import { docx, MIME, pdf, xlsx } from '../files.ts';
import { each, esc } from '../html.ts';
import type { Indexed } from '../search.ts';
import {
  articlePage,
  columnTags,
  crumbsOf,
  entryUrl,
  listPages,
  modifiedAt,
  siteTags,
  type TrsFrame,
  textPage,
  trsPage,
} from '../style/trs.ts';
import type { Column, Entry } from '../types.ts';
import { PATHS } from './portal-frame.ts';

/** 办事服务 of the portal: classified items, complete guides with forms, application, query, monthly statistics. */
export function addServices(
  table: RouteTable,
  context: Context,
  frame: TrsFrame,
  parent: Column,
): { index: Indexed[]; columns: Column[] } {
  const { items } = context.data.services;
  const guides = column('/bsfw/bszn/', '办事指南', '办事服务', parent);
  const classes = [...new Set(items.map((item) => item.class))];
  table.page(parent.path, servicePage(frame, parent, items, classes));
  table.page(
    guides.path,
    trsPage(frame, {
      title: `${guides.name}_${frame.name}`,
      tags: { ...siteTags(frame), ...columnTags(guides) },
      crumbs: crumbsOf(guides),
      main: classList(items, classes),
    }),
  );
  items.forEach((item, i) => {
    addForms(table, item, i, context.data.county.name);
    table.page(guideUrl(i), guidePage(context, frame, guides, item, i));
  });
  const stats = column('/bsfw/bstj/', '办事统计', '办事服务', parent, serviceStatistics(context));
  addList(table, frame, stats, [guides, stats]);
  addApplication(table, frame, parent, items);
  const index = items.map((item, i) => ({
    title: item.name,
    url: guideUrl(i),
    date: context.calendar.back(30),
    text: `${item.dept}${item.basis}${item.conditions.join('')}`,
    column: guides.name,
  }));
  return { index, columns: [guides, stats] };
}

export function guideUrl(i: number): string {
  return `/bsfw/bszn/sx${1001 + i}.html`;
}

export function addList(table: RouteTable, frame: TrsFrame, list: Column, siblings: readonly Column[]): void {
  const newest = list.entries[0];
  for (const [path, body] of listPages(frame, list, siblings))
    table.page(path, body, newest === undefined ? undefined : modifiedAt(newest));
  for (const entry of list.entries)
    table.page(entryUrl(list, entry), articlePage(frame, list, entry), modifiedAt(entry));
}

function servicePage(
  frame: TrsFrame,
  parent: Column,
  items: readonly ServiceData[],
  classes: readonly string[],
): string {
  const main = `<div class="tiles"><a href="/bsfw/bszn/">办事指南</a><a href="${PATHS.apply}">在线申请</a><a href="${PATHS.query}">办件查询</a><a href="/bsfw/bstj/">办事统计</a><a href="/bsfw/ztfw/">专题服务</a><a href="${PATHS.mailbox}">咨询投诉</a></div>
<div class="lmmc">服务事项（共${items.length}项）</div>${classList(items, classes)}`;
  return trsPage(frame, {
    title: `${parent.name}_${frame.name}`,
    tags: { ...siteTags(frame), ...columnTags(parent) },
    crumbs: crumbsOf(parent),
    main,
  });
}

function classList(items: readonly ServiceData[], classes: readonly string[]): string {
  return each(
    classes,
    (name) => `<div class="box"><h2>${esc(name)}</h2><ul class="fw_list">
${each(items, (item, i) => (item.class === name ? `<li><a href="${guideUrl(i)}">${esc(item.name)}</a>　<a href="${PATHS.apply}?item=${1001 + i}">在线申请</a></li>` : ''))}
</ul></div>`,
  );
}

function guidePage(context: Context, frame: TrsFrame, parent: Column, item: ServiceData, i: number): string {
  const { common } = context.data.services;
  const { county } = context.data;
  const materials = `<table border="1" class="sj"><tr><th>序号</th><th>材料名称</th><th>形式</th><th>份数</th></tr>${each(
    item.materials,
    ([name, form, copies], n) =>
      `<tr><td>${n + 1}</td><td>${esc(name)}</td><td>${esc(form)}</td><td>${copies}份</td></tr>`,
  )}</table>`;
  const form = item.materials[0]?.[0] ?? '申请表';
  const rows: [string, string][] = [
    ['事项名称', esc(item.name)],
    ['办理机构', esc(`${county.name}${item.dept.slice(1)}`)],
    ['设定依据', esc(item.basis)],
    ['申请条件', each(item.conditions, (text, n) => `<p>${n + 1}．${esc(text)}；</p>`)],
    ['办理材料', materials],
    ['办理流程', each(common.flow, (text, n) => `<p>（${n + 1}）${esc(text)}；</p>`)],
    ['办理期限', `${item.days}个工作日`],
    ['收费标准', esc(common.fee)],
    ['办理地点', esc(`${common.place}${item.window}（${county.address}）`)],
    ['办理时间', esc(common.time)],
    ['联系电话', `${county.area}-555${item.ext}`],
    ['监督投诉电话', `${county.area}-5550109`],
    [
      '表格下载',
      `<a href="/bsfw/files/${1001 + i}kb.docx">${esc(form)}空表.docx</a><br /><a href="/bsfw/files/${1001 + i}yb.docx">${esc(form)}样表.docx</a><br /><a href="/bsfw/files/${1001 + i}zn.pdf">${esc(item.name)}办事指南.pdf</a>`,
    ],
  ];
  const main = `<div class="article"><h1>${esc(item.name)}</h1>
<p class="info"><a href="${PATHS.apply}?item=${1001 + i}">在线申请</a>　<a href="${PATHS.query}">办件查询</a>　<a href="javascript:window.print()">打印本页</a>　<a href="javascript:addFavorite()">收藏</a>　<a href="/bsfw/pj/">我要评价</a></p>
<table border="1" class="sj bszn">${each(rows, ([name, value]) => `<tr><th width="120">${name}</th><td>${value}</td></tr>`)}</table>
<div class="rate" id="fwpj"><b>服务评价：</b>您对本事项的办理是否满意？<form action="/bsfw/pj/" method="post"><input type="hidden" name="item" value="${1001 + i}" /><button name="score" value="5">非常满意</button><button name="score" value="4">满意</button><button name="score" value="3">基本满意</button><button name="score" value="1">不满意</button></form></div>
<div class="fj"><b>相关政策：</b><ul><li><a href="/zwgk/zcwj/">政策文件</a></li><li><a href="/zwgk/zcjd/">政策解读</a></li></ul></div></div>`;
  return trsPage(frame, {
    title: `${item.name}_${frame.name}`,
    tags: {
      ...siteTags(frame),
      ...columnTags(parent),
      ArticleTitle: item.name,
      PubDate: `${context.calendar.workday(60 + i)} 10:00`,
      ContentSource: `${county.name}${item.dept.slice(1)}`,
    },
    crumbs: [...crumbsOf(parent), { title: item.name, url: guideUrl(i) }],
    main,
  });
}

function addForms(table: RouteTable, item: ServiceData, i: number, county: string): void {
  const fields = [
    '申请人（单位名称）',
    '证件类型',
    '联系地址',
    '申请事项',
    '申请理由',
    '申请人签字',
    '填表日期',
  ];
  const sample = [
    '栖禾县稻香粮油有限责任公司',
    '统一社会信用代码',
    '栖禾县稻香街18号',
    item.name,
    '因经营需要，特此申请',
    '苗秋菊',
    '按实际日期填写',
  ];
  const title = `${county}${item.materials[0]?.[0] ?? '申请表'}`;
  const file = (name: string, type: keyof typeof MIME, body: Uint8Array): void =>
    table.fixed(`/bsfw/files/${1001 + i}${name}.${type}`, { type: MIME[type], body });
  file(
    'kb',
    'docx',
    docx(
      title,
      fields.map((field) => [field, '']),
    ),
  );
  file(
    'yb',
    'docx',
    docx(
      `${title}（样表）`,
      fields.map((field, n) => [field, sample[n] ?? '']),
    ),
  );
  file(
    'zn',
    'pdf',
    pdf(`${item.name}办事指南`, [`受理部门：${item.dept}`, `办理地点：${item.window}`, ...item.conditions]),
  );
}

function serviceStatistics(context: Context): Entry[] {
  const random = context.random.fork('service-statistics');
  const names = [...new Set(context.data.services.items.map((item) => item.dept))];
  return [...Array(6).keys()].map((i) => {
    const month = dayOf(monthsBefore(context.calendar.asOf, i + 1)).slice(0, 7);
    const label = `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
    const rows = names.map((name) => {
      const received = random.int(40, 620);
      return [
        name,
        String(received),
        String(received - random.int(0, 6)),
        `${random.int(96, 99)}.${random.int(0, 9)}%`,
      ];
    });
    return {
      id: 9_100 - i,
      title: `${label}政务服务事项办理情况统计`,
      date: dayOf(monthsBefore(context.calendar.asOf, i) - 4 * DAY),
      time: '09:00',
      source: '县政务服务中心',
      author: '业务股',
      body: [`${label}，县政务服务中心各窗口和网上办事大厅办件情况如下，数据由审批系统自动生成。`],
      table: [['部门', '受理件数', '办结件数', '满意率'], ...rows],
      files: [{ name: `${label}办件统计表.xlsx`, url: `/bsfw/files/tj${month}.xlsx` }],
    };
  });
}

/** The spreadsheets that the statistics offer. */
export function addSpreadsheets(table: RouteTable, entries: readonly Entry[]): void {
  for (const entry of entries)
    for (const file of entry.files ?? [])
      table.fixed(file.url, { type: MIME.xlsx, body: xlsx('数据', entry.table ?? [[entry.title]]) });
}

function addApplication(
  table: RouteTable,
  frame: TrsFrame,
  parent: Column,
  items: readonly ServiceData[],
): void {
  const apply = column(PATHS.apply, '在线申请', '办事服务', parent);
  table.add(PATHS.apply, ({ query, method }) => {
    const asked = items[Number(query.get('item') ?? '0') - 1001];
    const options = each(
      items,
      (item) => `<option${item === asked ? ' selected="selected"' : ''}>${esc(item.name)}</option>`,
    );
    const done = '<p>您的申请已提交，受理编号已显示在“办件查询”中，请在1个工作日后查询受理结果。</p>';
    const form = `<form class="form" method="post" action="${PATHS.apply}"><p><label>申请事项</label><select name="item">${options}</select></p><p><label>申请人</label><input name="name" required="required" /></p><p><label>联系电话</label><input name="phone" /></p><p><label>申请说明</label><textarea name="text" rows="5"></textarea></p><p><label>上传材料</label><input type="file" name="file" /></p><p><label></label><button type="submit">提交申请</button></p></form><p>使用统一身份认证账号<a href="${PATHS.login}?back=${PATHS.apply}">登录</a>后可以保存草稿、自动带出个人信息；与互动交流使用同一账号。</p>`;
    return { body: textPage(frame, apply, method === 'POST' ? done : form) };
  });
  const query = column(PATHS.query, '办件查询', '办事服务', parent);
  table.add(PATHS.query, ({ query: asked }) => {
    const number = asked.get('bjbh');
    const answer =
      number === null || number === '' ? '' : `<p>编号“${esc(number)}”：未查询到办件，请核对编号后重试。</p>`;
    const form = `<form class="form" method="get" action="${PATHS.query}"><p><label>办件编号</label><input name="bjbh" /></p><p><label></label><button type="submit">查询</button></p></form>${answer}`;
    return { body: textPage(frame, query, form) };
  });
  const themes = column('/bsfw/ztfw/', '专题服务', '办事服务', parent);
  const pick = (names: readonly string[]): string =>
    each(items, (item, i) =>
      names.includes(item.class) ? `<li><a href="${guideUrl(i)}">${esc(item.name)}</a></li>` : '',
    );
  table.page(
    themes.path,
    textPage(
      frame,
      themes,
      `<div class="box"><h2>我要开店</h2><ul>${pick(['市场监管', '医疗卫生'])}</ul></div><div class="box"><h2>我要养老</h2><ul>${pick(['社会保障', '民政救助'])}</ul></div><div class="box"><h2>我要建房</h2><ul>${pick(['农林水利', '住房城建'])}</ul></div>`,
    ),
  );
  table.fixed('/bsfw/pj/', {
    body: textPage(
      frame,
      column('/bsfw/pj/', '服务评价', '办事服务', parent),
      '<p>感谢您的评价，我们会认真对待每一条意见。</p><p><a href="/bsfw/">返回办事服务</a></p>',
    ),
  });
}
