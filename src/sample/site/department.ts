import { dayOf, monthsBefore } from '../../model/index.ts';
import { type Context, clock, column, entriesFrom, RouteTable, withBureau, workdays } from '../entries.ts';
import { MIME } from '../files.ts';
import { each, esc } from '../html.ts';
import { CLUSTER_CSS, type ClusterFrame, clusterPage, post, postList, postUrl } from '../style/cluster.ts';
import type { Column, SiteDefinition } from '../types.ts';

/** A department's site that looks well and serves badly. */
export function buildDepartment(context: Context): SiteDefinition {
  const { county, offices, news, policies } = context.data;
  const { name } = offices.department;
  const table = new RouteTable();
  const own = withBureau(context, name);
  const made = (
    key: string,
    list: Parameters<typeof entriesFrom>[2],
    count: number,
    first: number,
    step: number,
  ) => entriesFrom(own, `department/${key}`, list, workdays(context.calendar, count, first, step), name);
  const columns = [
    column('/xwzx/gzdt/', '工作动态', '工作动态', null, made('news', news.bureau, 14, 1, 3)),
    column('/xwzx/jcxx/', '基层信息', '工作动态', null, made('base', news.town, 8, 2, 5)),
    column('/zwgk/tzgg/', '通知公告', '通知公告', null, made('notice', policies.notices, 9, 5, 14)),
    column(
      '/zwgk/zcfg/',
      '政策法规',
      '政策文件',
      null,
      made('policy', policies.notices.slice(1, 6), 6, 16, 25),
    ),
  ];
  const frame: ClusterFrame = {
    name,
    idCode: `${county.code}0023`,
    sponsor: name,
    contact: `${county.area}-5550140`,
    icp: `${county.icp}-7`,
    police: `${county.police}23号`,
    nav: [
      { title: '首页', url: '/' },
      ...columns.map((list) => ({ title: list.name, url: list.path })),
      { title: '领导信息', url: '/zwgk/ldxx/' },
      { title: '办事服务', url: '/bsfw/' },
      { title: '互动交流', url: '/hdjl/lyzx/' },
    ],
  };
  const site = { SiteName: name, SiteDomain: offices.department.domain, SiteIDCode: frame.idCode };
  for (const list of columns) addColumn(table, frame, site, list);
  addHome(table, frame, site, columns);
  addLeaders(table, frame, offices.department.leaders);
  addGuides(table, context, frame, site);
  addMessages(table, context, frame, site);
  // The search answers every question politely and finds nothing.
  table.add('/s', ({ query }) => ({
    body: clusterPage(
      frame,
      '搜索',
      site,
      [{ title: '首页', url: '/' }],
      `<p>为您找到与“${esc(query.get('q') ?? '')}”相关的结果0条。</p><p>抱歉，没有找到相关内容。</p>`,
    ),
  }));
  table.fixed('/static/css/main.css', { type: 'text/css', body: CLUSTER_CSS });
  return {
    id: 'department',
    name,
    about: {
      zh: '县直部门网站：办事指南要素缺失、表格打不开、留言超过三个月未答复、搜索无结果、多处死链',
      en: 'Department site: guides without their elements, missing forms, messages unanswered for months, dead links',
    },
    role: 'department',
    services: true,
    needsBrowser: false,
    expect: {
      result: ['unqualified', 'undetermined'],
      found: ['SITE-VETO-05b', 'SITE-VETO-06b'],
      clear: [
        'SITE-VETO-01a',
        'SITE-VETO-01c',
        'SITE-VETO-03',
        'SITE-VETO-04a',
        'SITE-VETO-04c',
        'SITE-VETO-05a',
        'SITE-VETO-06a',
      ],
    },
    routes: table.routes,
  };
}

/** A file that went missing when the site was moved. */
const ATTACHED = '<p class="attach">附件：<a href="/upload/old/fujian.doc">附件1.doc</a></p>';

type Tags = Readonly<Record<string, string>>;

function addColumn(table: RouteTable, frame: ClusterFrame, site: Tags, list: Column): void {
  const crumbs = [
    { title: '首页', url: '/' },
    { title: list.name, url: list.path },
  ];
  const tags = { ...site, ColumnName: list.name, ColumnType: list.type };
  table.page(
    list.path,
    clusterPage(frame, `${list.name}-${frame.name}`, tags, crumbs, postList(list, list.entries)),
  );
  list.entries.forEach((entry, i) => {
    // Every second article lacks the tags of its level.
    const own =
      i % 2 === 0
        ? {
            ...tags,
            ArticleTitle: entry.title,
            PubDate: `${entry.date} ${entry.time}`,
            ContentSource: entry.source,
          }
        : site;
    table.page(
      postUrl(list, entry),
      clusterPage(
        frame,
        `${entry.title}-${frame.name}`,
        own,
        crumbs,
        post(entry, i % 3 === 0 ? ATTACHED : ''),
      ),
    );
  });
}

function addHome(table: RouteTable, frame: ClusterFrame, site: Tags, columns: readonly Column[]): void {
  const cell = (list: Column): string =>
    `<section><h2>${list.name}<a class="more" href="${list.path}">更多</a></h2>${postList(list, list.entries.slice(0, 5))}</section>`;
  const dead = ['/zt/zph2/', '/zt/jnds/index.html', '/bsfw/wsbs/index.do', '/zwgk/czxx/', '/xwzx/spxw/'];
  const names = ['专场招聘会', '技能大赛', '网上办事大厅', '财政信息', '视频新闻'];
  table.page(
    '/',
    clusterPage(
      frame,
      frame.name,
      { ...site, ColumnName: '首页', ColumnType: '首页' },
      [],
      `<div class="m-grid">${each(columns, cell)}</div><section class="m-links">${dead.map((url, i) => `<a href="${url}">${names[i] ?? ''}</a>`).join('　')}</section>`,
    ),
  );
}

/** Names and posts, and nothing about the persons. */
function addLeaders(
  table: RouteTable,
  frame: ClusterFrame,
  leaders: readonly (readonly [string, string])[],
): void {
  table.page(
    '/zwgk/ldxx/',
    clusterPage(
      frame,
      `领导信息-${frame.name}`,
      {},
      [
        { title: '首页', url: '/' },
        { title: '领导信息', url: '/zwgk/ldxx/' },
      ],
      `<h1>领导信息</h1><ul class="m-leader">${each(leaders, ([who, title]) => `<li><b>${who}</b>　${title}</li>`)}</ul>`,
    ),
  );
}

function addGuides(table: RouteTable, context: Context, frame: ClusterFrame, site: Tags): void {
  const { guides } = context.data.offices.department;
  const tags = { ...site, ColumnName: '办事服务', ColumnType: '办事服务' };
  const crumbs = [
    { title: '首页', url: '/' },
    { title: '办事服务', url: '/bsfw/' },
  ];
  const url = (i: number): string => `/bsfw/content/guide_${i + 1}.html`;
  table.page(
    '/bsfw/',
    clusterPage(
      frame,
      `办事服务-${frame.name}`,
      tags,
      crumbs,
      `<h1>办事服务</h1><ul class="m-guides">${each(guides, (guide, i) => `<li data-item="${i + 1}"><a href="${url(i)}">${guide.name}</a></li>`)}</ul>`,
    ),
  );
  guides.forEach((guide, i) => {
    const form = `/bsfw/file/form_${i + 1}.doc`;
    if (i % 3 === 1) table.fixed(form, { type: MIME.docx, body: '' });
    const main = `<h1>${guide.name}</h1><dl class="guide"><dt>事项名称</dt><dd>${guide.name}</dd><dt>办理材料</dt><dd>${guide.materials.map((text, n) => `${n + 1}．${text}`).join('；')}。</dd><dt>表格下载</dt><dd><a href="${form}">${guide.materials[0] ?? '申请表'}.doc</a></dd></dl>`;
    table.page(
      url(i),
      clusterPage(
        frame,
        `${guide.name}-${frame.name}`,
        tags,
        [...crumbs, { title: guide.name, url: url(i) }],
        main,
      ),
    );
  });
}

/** Four messages of the last year that nobody answered, two of them for more than three months, among answered ones. */
function addMessages(table: RouteTable, context: Context, frame: ClusterFrame, site: Tags): void {
  const random = context.random.fork('department/messages');
  const open = context.data.offices.department.messages;
  const answered = context.data.interaction.messages.filter((message) =>
    frame.name.endsWith(message.bureau.slice(1)),
  );
  const tags = { ...site, ColumnName: '留言咨询', ColumnType: '咨询投诉' };
  const path = '/hdjl/lyzx/';
  const crumbs = [
    { title: '首页', url: '/' },
    { title: '留言咨询', url: path },
  ];
  const rows = [
    ...open.map((message, i) => ({
      ...message,
      received: dayOf(monthsBefore(context.calendar.asOf, 8 - i * 2)),
      reply: null,
    })),
    ...answered.map((message, i) => ({ ...message, received: context.calendar.workday(40 + i * 60) })),
  ];
  const list = each(
    rows,
    (row, i) =>
      `<tr><td><a href="${path}content/msg_${i + 1}.html">${row.title}</a></td><td>${row.received}</td><td>${row.reply === null ? '待回复' : '已回复'}</td></tr>`,
  );
  const form = `<form action="${path}" method="post"><p>姓名 <input name="name"></p><p>标题 <input name="title"></p><p>留言内容<br><textarea name="content" rows="5" cols="60"></textarea></p><button>提交留言</button></form>`;
  table.page(
    path,
    clusterPage(
      frame,
      `留言咨询-${frame.name}`,
      tags,
      crumbs,
      `<h1>留言咨询</h1>${form}<table class="msg"><tr><th>留言标题</th><th>留言时间</th><th>办理状态</th></tr>${list}</table>`,
    ),
  );
  rows.forEach((row, i) => {
    const reply =
      row.reply === null
        ? '<tr><th>办理状态</th><td>待回复</td></tr>'
        : `<tr><th>回复单位</th><td>${frame.name}</td></tr><tr><th>回复时间</th><td>${context.calendar.workday(37 + (i - open.length) * 60)}</td></tr><tr><th>回复内容</th><td>${row.reply}</td></tr>`;
    table.page(
      `${path}content/msg_${i + 1}.html`,
      clusterPage(
        frame,
        `${row.title}-${frame.name}`,
        tags,
        crumbs,
        `<h1>${row.title}</h1><table class="msg"><tr><th>留言时间</th><td>${row.received} ${clock(random)}</td></tr><tr><th>留言内容</th><td>${row.text}</td></tr>${reply}</table>`,
      ),
    );
  });
}
