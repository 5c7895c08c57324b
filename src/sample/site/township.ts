import { type Context, column, entriesFrom, RouteTable, workdays } from '../entries.ts';
import { each, esc } from '../html.ts';
import {
  type ClassColumn,
  classColumn,
  gridRows,
  showUrl,
  slashed,
  WEBFORMS_CSS,
  type WebFormsFrame,
  webFormsArticle,
  webFormsPage,
} from '../style/webforms.ts';
import type { Entry, SampleRequest, SampleResponse, SiteDefinition } from '../types.ts';

/** Search engines get another page than people (伪装页面), as break-ins for link selling arrange it. */
const SPIDER = /baiduspider|googlebot|bingbot|sogou|360spider|bytespider/i;

/** A township's site in ordinary order that somebody broke into. */
export function buildTownship(context: Context): SiteDefinition {
  const { county, offices, news, policies, interaction } = context.data;
  const { name, spam } = offices.township;
  const table = new RouteTable();
  const own = {
    ...context,
    data: { ...context.data, county: { ...county, towns: [name.slice(county.name.length, -4)] } },
  };
  const made = (
    key: string,
    list: Parameters<typeof entriesFrom>[2],
    count: number,
    first: number,
    step: number,
    from: number,
  ) =>
    entriesFrom(own, `township/${key}`, list, workdays(context.calendar, count, first, step), name).map(
      (entry, i) => ({
        ...entry,
        id: from - i,
      }),
    );
  const columns = [
    classColumn(column('/', '镇务动态', '工作动态', null, made('news', news.town, 14, 2, 4, 690)), 11),
    classColumn(
      column('/', '通知公告', '通知公告', null, made('notice', policies.notices, 9, 6, 12, 590)),
      12,
    ),
    classColumn(
      column(
        '/',
        '政策文件',
        '政策文件',
        null,
        made(
          'policy',
          policies.policies.map(({ title, body }) => ({ title, body })),
          5,
          20,
          30,
          490,
        ),
      ),
      13,
    ),
    classColumn(column('/', '便民信息', '办事服务', null, made('life', news.bureau, 6, 8, 16, 390)), 14),
  ];
  const frame: WebFormsFrame = {
    name,
    title: name,
    idCode: `${county.code}0031`,
    sponsor: name,
    contact: `${county.area}-5550231`,
    icp: `${county.icp}-9`,
    police: `${county.police}31号`,
    nav: [
      { title: '首页', url: '/Default.aspx' },
      { title: '镇情概况', url: '/About.aspx' },
      { title: '领导信息', url: '/Leader.aspx' },
      ...columns.map((list) => ({ title: list.name, url: list.path })),
      { title: '办事指南', url: '/Service.aspx' },
      { title: '镇长信箱', url: '/Mail.aspx' },
    ],
    planted: '',
  };
  const page = (
    title: string,
    position: readonly string[],
    main: string,
    action: string,
    tags = {},
  ): SampleResponse => ({
    body: webFormsPage(
      frame,
      title,
      position,
      main,
      { SiteName: name, SiteIDCode: frame.idCode, ...tags },
      action,
    ),
  });
  const home = (request: SampleRequest): SampleResponse => {
    const stuffed = SPIDER.test(request.agent);
    const planted = hiddenBlock(spam.links);
    const main = homeMain(columns, spam.expired, request.peers.get('parked') ?? 'http://parked.invalid/');
    return {
      body: webFormsPage(
        { ...frame, planted },
        stuffed ? spam.title : name,
        [],
        main,
        {
          SiteName: name,
          SiteIDCode: frame.idCode,
          ColumnName: '首页',
          ...(stuffed ? { keywords: spam.links.join(',') } : {}),
        },
        '/Default.aspx',
      ),
    };
  };
  table.add('/', home);
  table.add('/Default.aspx', home);
  table.add('/NewsList.aspx', ({ query }) => {
    const list = columns.find((one) => String(one.classId) === query.get('ClassID'));
    if (list === undefined) return { status: 404, body: '<html><body>参数错误</body></html>' };
    return page(
      `${list.name}-${name}`,
      ['首页', list.name],
      `<div class="panel"><div class="t">${list.name}</div>${gridRows(list.entries, false)}</div>`,
      list.path,
      { ColumnName: list.name, ColumnType: list.type },
    );
  });
  table.add('/ShowNews.aspx', ({ query }) => {
    for (const list of columns) {
      const entry = list.entries.find((one) => String(one.id) === query.get('ID'));
      if (entry !== undefined) return article(page, list, entry);
    }
    return { status: 404, body: '<html><body>信息不存在</body></html>' };
  });
  addOrdinary(table, page, context, frame);
  const messages = interaction.messages.slice(4, 9);
  addMail(table, page, context, frame, messages);
  table.fixed('/css/style.css', { type: 'text/css', body: WEBFORMS_CSS });
  table.fixed('/images/dot.gif', {
    type: 'image/gif',
    body: Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
  });
  table.fixed('/js/tj.js', { type: 'application/javascript', body: injected(spam.links.slice(0, 4)) });
  return {
    id: 'township',
    name,
    about: {
      zh: '乡镇网站：被植入暗链、伪装页面和不明框架，其余正常',
      en: 'Township site with planted hidden links, cloaking and an unknown frame; otherwise in order',
    },
    role: 'other',
    services: true,
    needsBrowser: false,
    expect: {
      result: ['undetermined', 'unqualified'],
      found: ['SITE-VETO-01c'],
      clear: [
        'SITE-VETO-03',
        'SITE-VETO-04a',
        'SITE-VETO-04c',
        'SITE-VETO-05a',
        'SITE-VETO-05b',
        'SITE-VETO-06a',
      ],
    },
    routes: table.routes,
  };
}

type Page = (
  title: string,
  position: readonly string[],
  main: string,
  action: string,
  tags?: Record<string, string>,
) => SampleResponse;

function article(page: Page, list: ClassColumn, entry: Entry): SampleResponse {
  return page(entry.title, ['首页', list.name, '正文'], webFormsArticle(entry), showUrl(entry), {
    ColumnName: list.name,
    ColumnType: list.type,
    ArticleTitle: entry.title,
    PubDate: `${entry.date} ${entry.time}`,
    ContentSource: entry.source,
  });
}

function homeMain(columns: readonly ClassColumn[], expired: string, parked: string): string {
  const panel = (list: ClassColumn): string =>
    `<td width="50%" valign="top"><div class="panel"><div class="t"><a href="${list.path}">更多</a>${list.name}</div>${gridRows(list.entries.slice(0, 7), true)}</div></td>`;
  const rows = [columns.slice(0, 2), columns.slice(2, 4)].map(
    (pair) => `<tr>${pair.map(panel).join('')}</tr>`,
  );
  return `<table width="100%" cellspacing="6">${rows.join('\n')}</table><div class="panel"><div class="t">友情链接</div><a href="${parked}">${esc(expired)}</a></div>`;
}

/** Planted links: moved off the screen, and a frame without size. */
function hiddenBlock(words: readonly string[]): string {
  const links = words.map((word, i) => `<a href="http://yl${1000 + i * 37}.invalid/">${word}</a>`);
  return `<div style="position:absolute;left:-9999px;top:-9999px">${links.join(' ')}</div>
<iframe src="http://tongji8812.invalid/stat.html" width="0" height="0" frameborder="0"></iframe>
<script type="text/javascript" src="/js/tj.js"></script>`;
}

function injected(words: readonly string[]): string {
  const links = words.map((word, i) => `<a href="http://bc${500 + i * 11}.invalid/">${word}</a>`).join('');
  return `document.write('<div style="display:none">${links}</div>');`;
}

function addOrdinary(table: RouteTable, page: Page, context: Context, frame: WebFormsFrame): void {
  const { county, services } = context.data;
  const town = frame.name.slice(county.name.length, -4);
  table.fixed(
    '/About.aspx',
    page(
      `镇情概况-${frame.name}`,
      ['首页', '镇情概况'],
      `<div class="text"><p>${town}位于${county.name}东部，辖12个行政村、1个社区，面积96平方公里，人口3.2万人，是有名的芦编之乡和水稻产区。</p><p>镇域水网密布，老街保留有码头、会馆和三座石桥。近年来，${town}围绕粮食生产、芦编加工和老街旅游，改善集镇环境，方便群众生活。</p><p>镇党政综合办公室电话：${frame.contact}，办公时间：工作日8:30—12:00、14:00—17:30。</p></div>`,
      '/About.aspx',
      { ColumnName: '镇情概况', ColumnType: '概况信息' },
    ),
  );
  const people = [
    [
      '秦守田',
      '镇党委副书记、镇长',
      '主持镇政府全面工作。',
      '1979年5月出生，大学学历，历任镇水利站站长、副镇长，现任镇长。',
    ],
    [
      '苗秋菊',
      '副镇长',
      '负责民政、教育、卫生健康工作。',
      '1985年8月出生，大学学历，历任乡镇科员、社会事务办主任，现任副镇长。',
    ],
  ];
  table.fixed(
    '/Leader.aspx',
    page(
      `领导信息-${frame.name}`,
      ['首页', '领导信息'],
      `<table width="100%" border="1" cellspacing="0" cellpadding="6"><tr><th>姓名</th><th>职务</th><th>分工</th><th>简历</th></tr>${people.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`,
      '/Leader.aspx',
      { ColumnName: '领导信息', ColumnType: '负责人信息' },
    ),
  );
  const { common } = services;
  const items = services.items.slice(4, 10);
  const guide = (item: (typeof items)[number]): string =>
    `<table width="100%" border="1" cellspacing="0" cellpadding="4" style="margin-bottom:12px"><tr><td width="100">事项名称</td><td>${item.name}</td></tr><tr><td>设定依据</td><td>${item.basis}</td></tr><tr><td>申请条件</td><td>${item.conditions.join('；')}</td></tr><tr><td>办理材料</td><td>${item.materials.map(([name, form, copies], i) => `${i + 1}．${name}（${form}，${copies}份）`).join('；')}</td></tr><tr><td>办理地点</td><td>${town}便民服务站${item.window.slice(2)}</td></tr><tr><td>办理时间</td><td>${common.time}</td></tr><tr><td>联系电话</td><td>${frame.contact}</td></tr><tr><td>办理流程</td><td>${common.flow.join('；')}</td></tr></table>`;
  table.add('/Service.aspx', ({ query }) => {
    const item = items[Number(query.get('ID') ?? '0') - 1];
    const list = `<ul>${each(items, (one, i) => `<li><a href="/Service.aspx?ID=${i + 1}">${one.name}</a></li>`)}</ul>`;
    return page(
      `${item?.name ?? '办事指南'}-${frame.name}`,
      ['首页', '办事指南'],
      item === undefined ? list : guide(item),
      '/Service.aspx',
      { ColumnName: '办事指南', ColumnType: '办事服务' },
    );
  });
}

function addMail(
  table: RouteTable,
  page: Page,
  context: Context,
  frame: WebFormsFrame,
  messages: readonly { title: string; text: string; reply: string }[],
): void {
  const rows = each(messages, (message, i) => {
    const asked = slashed(context.calendar.workday(18 + i * 20));
    const answered = slashed(context.calendar.workday(14 + i * 20));
    return `<table width="100%" border="1" cellspacing="0" style="margin-bottom:10px"><tr><td width="90">留言标题</td><td>${message.title}</td></tr><tr><td>留言时间</td><td>${asked}</td></tr><tr><td>留言内容</td><td>${message.text}</td></tr><tr><td>回复时间</td><td>${answered}</td></tr><tr><td>回复单位</td><td>${frame.name}</td></tr><tr><td>回复内容</td><td>${message.reply}</td></tr></table>`;
  });
  const form =
    '<div class="panel"><div class="t">我要写信</div><p>姓名：<input name="txtName" id="txtName" />　电话：<input name="txtTel" id="txtTel" /></p><p>标题：<input name="txtTitle" id="txtTitle" size="50" /></p><p>内容：<textarea name="txtContent" id="txtContent" cols="60" rows="6"></textarea></p><p><input type="submit" name="btnSubmit" value="提交信件" id="btnSubmit" /></p></div>';
  table.fixed(
    '/Mail.aspx',
    page(
      `镇长信箱-${frame.name}`,
      ['首页', '镇长信箱'],
      `${form}<div class="panel"><div class="t">来信选登</div>${rows}</div>`,
      '/Mail.aspx',
      { ColumnName: '镇长信箱', ColumnType: '咨询投诉' },
    ),
  );
}

/** What the township's old link leads to: a domain that lapsed and was put up for sale. */
export function buildParked(): SiteDefinition {
  const table = new RouteTable();
  table.page(
    '/',
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>域名出售 | This domain is for sale</title></head><body><h1>该域名已过期，正在出售</h1><p>This domain name has expired and is parked. Buy this domain.</p><p>相关搜索：真人娱乐、彩票开奖、网上赚钱</p></body></html>',
  );
  return {
    id: 'parked',
    name: '过期域名页面',
    about: { zh: '过期域名的停放页', en: 'Parked page of an expired domain' },
    role: 'other',
    services: false,
    needsBrowser: false,
    listed: false,
    expect: { result: ['undetermined'], found: [], clear: [] },
    routes: table.routes,
  };
}
