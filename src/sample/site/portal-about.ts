import { type Context, column, type RouteTable } from '../entries.ts';
import { each, esc } from '../html.ts';
import { columnTags, crumbsOf, entryUrl, siteTags, type TrsFrame, textPage, trsPage } from '../style/trs.ts';
import type { Column } from '../types.ts';
import { PATHS } from './portal-frame.ts';

/** 概况信息, 机构职能 and the pages that explain disclosure. */
export function addAbout(
  table: RouteTable,
  context: Context,
  frame: TrsFrame,
  about: Column,
  pages: { readonly agency: Column; readonly guide: Column; readonly request: Column },
): Column[] {
  const { county } = context.data;
  const slugs = ['xqgk', 'lsyg', 'zrzy'];
  const columns = county.overview.map((part, i) =>
    column(`${about.path}${slugs[i] ?? `gk${i}`}/`, part.title, '概况信息', about),
  );
  const text = (paragraphs: readonly string[]): string =>
    `<div class="TRS_Editor">${each(paragraphs, (line) => `<p>${esc(line)}</p>`)}</div>`;
  county.overview.forEach((part, i) => {
    const own = columns[i];
    if (own !== undefined) table.page(own.path, textPage(frame, own, text(part.paragraphs)));
  });
  table.page(
    about.path,
    textPage(
      frame,
      about,
      `<div class="tiles">${each(columns, (own) => `<a href="${own.path}">${esc(own.name)}</a>`)}</div>${text(county.overview[0]?.paragraphs ?? [])}`,
    ),
  );
  const agencies = county.agency.map((body, i) => [
    `<a href="${pages.agency.path}jg${i + 1}.html">${esc(body.name)}</a>`,
    esc(body.duty),
    `${county.area}-55502${String(i + 1).padStart(2, '0')}`,
  ]);
  table.page(
    pages.agency.path,
    textPage(
      frame,
      pages.agency,
      `<table border="1" class="sj"><tr><th>机构名称</th><th>主要职责</th><th>办公电话</th></tr>${each(agencies, (row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)}</table>`,
    ),
  );
  county.agency.forEach((body, i) => {
    table.page(
      `${pages.agency.path}jg${i + 1}.html`,
      trsPage(frame, {
        title: `${body.name}_${frame.name}`,
        tags: {
          ...siteTags(frame),
          ...columnTags(pages.agency),
          ArticleTitle: body.name,
          PubDate: `${context.calendar.workday(90 + i)} 09:00`,
          ContentSource: `${county.name}人民政府办公室`,
        },
        crumbs: crumbsOf(pages.agency),
        main: `<div class="article"><h1>${esc(body.name)}</h1>${text([
          `主要职责：${body.duty}`,
          `内设机构：办公室、综合股、业务股、政策法规股。`,
          `办公地址：${county.address}；办公时间：周一至周五8:30—12:00、14:00—17:30；办公电话：${county.area}-55502${String(i + 1).padStart(2, '0')}；负责人：${county.villagers[i % county.villagers.length] ?? ''}。`,
        ])}</div>`,
      }),
    );
  });
  table.page(
    pages.guide.path,
    textPage(
      frame,
      pages.guide,
      text([
        `为方便公民、法人和其他组织获取${county.name}人民政府的政府信息，根据《中华人民共和国政府信息公开条例》，编制本指南。`,
        '一、信息分类。包括概况信息、机构职能、领导信息、政策文件、规划计划、统计信息、人事信息、财政信息等。',
        '二、获取方式。一是登录本网站；二是到县档案馆、县图书馆和县政务服务中心查阅点；三是收听收看广播电视。',
        `三、受理机构。${county.name}人民政府办公室政务公开股，办公地址：${county.address}，邮政编码：${county.postcode}，联系电话：${frame.contact}。`,
      ]),
    ),
  );
  table.add(pages.request.path, ({ method }) => ({
    body: textPage(
      frame,
      pages.request,
      method === 'POST'
        ? '<p>申请已提交，我们将在20个工作日内答复。</p>'
        : `${text(['公民、法人或者其他组织可以申请获取政府信息。申请应当写明姓名或者名称、身份证明、联系方式，所需信息的名称、文号或者特征性描述，以及获取信息的方式。'])}<form class="form" method="post" action="${pages.request.path}"><p><label>申请人</label><input name="name" /></p><p><label>信息描述</label><textarea name="text" rows="5"></textarea></p><p><label></label><button type="submit">提交申请</button></p></form>`,
    ),
  }));
  return columns;
}

/** 领导信息: name, title, portrait, division of work and résumé of each. */
export function addLeaders(table: RouteTable, context: Context, frame: TrsFrame, list: Column): void {
  const { leaders, name } = context.data.county;
  const url = (i: number): string => `${list.path}ld${i + 1}.html`;
  const portrait = (who: string): string => `<div class="photo" title="${who}照片">${who.slice(0, 1)}</div>`;
  const main = each(
    leaders,
    (leader, i) =>
      `<div class="leader">${portrait(leader.name)}<div><h3><a href="${url(i)}">${leader.name}</a></h3><p>职务：${esc(leader.title)}</p><p>分管工作：${esc(leader.duties)}</p><p><a href="${url(i)}">个人简历</a></p></div></div>`,
  );
  table.page(list.path, textPage(frame, list, main));
  leaders.forEach((leader, i) => {
    const resume = `${leader.name}，${leader.sex}，汉族，${leader.born}出生，${name}${leader.birthplace}人，${leader.degree}，现任${name.slice(0, 2)}${leader.title}。`;
    table.page(
      url(i),
      trsPage(frame, {
        title: `${leader.name}_${frame.name}`,
        tags: {
          ...siteTags(frame),
          ...columnTags(list),
          ArticleTitle: leader.name,
          PubDate: `${context.calendar.workday(120)} 09:00`,
          ContentSource: frame.sponsor,
        },
        crumbs: [...crumbsOf(list), { title: leader.name, url: url(i) }],
        main: `<div class="article"><h1>${leader.name}</h1><div class="leader">${portrait(leader.name)}<div><p>姓名：${leader.name}</p><p>职务：${esc(leader.title)}</p></div></div>
<h3>个人简历</h3><div class="TRS_Editor"><p>${esc(resume)}</p>${each(leader.career, (line) => `<p>${esc(line)}。</p>`)}</div>
<h3>分管工作</h3><div class="TRS_Editor"><p>${esc(leader.duties)}</p></div></div>`,
      }),
    );
  });
}

/** Contact, legal notes, login, English page, accessible version, the signs at the foot. */
export function addSmallPages(table: RouteTable, context: Context, frame: TrsFrame, news: Column): void {
  const { county } = context.data;
  const plain = (path: string, name: string, body: string): void =>
    table.page(path, textPage(frame, column(path, name, '其他', null), body));
  plain(
    '/lxwm/',
    '联系我们',
    `<p>主办单位：${esc(frame.sponsor)}</p><p>地址：${esc(county.address)}　邮编：${county.postcode}</p><p>电话：${frame.contact}（工作日8:30—12:00、14:00—17:30）</p>`,
  );
  plain(
    '/wzsm/',
    '网站声明',
    '<p>本网站所载政府信息，以正式文件文本为准。转载本网站内容请注明来源。</p><p>本网站重视隐私保护，网上提交的个人信息仅用于办理相应事项。</p>',
  );
  plain(
    PATHS.login,
    '统一身份认证登录',
    `<p>使用同一账号可以办理网上申请、提交留言和查询办件。</p><form class="form" method="post" action="${PATHS.login}"><p><label>用户名</label><input name="user" /></p><p><label>密码</label><input type="password" name="password" /></p><p><label></label><button type="submit">登录</button>　<a href="/login/register.html">注册账号</a></p></form>`,
  );
  plain(
    '/login/register.html',
    '注册账号',
    `<form class="form" method="post" action="/login/register.html"><p><label>手机号码</label><input name="phone" /></p><p><label>密码</label><input type="password" name="password" /></p><p><label></label><button type="submit">注册</button></p></form>`,
  );
  plain(
    PATHS.english,
    'English',
    '<p>Qihe is an invented county on the north shore of an invented lake. It grows rice, camellia oil, lotus seed and tea.</p><p>Visitors reach the county seat by bus; the lake wetland is open from eight in the morning.</p>',
  );
  plain(
    '/jump.html',
    '离开本网站',
    `<p>您即将离开${esc(frame.name)}，前往党政机关网站标识查询页面。</p><p>示例网站没有真实的标识，因此不再转到查询页面。</p>`,
  );
  plain(
    '/exposure/jiucuo.html',
    '我为政府网站找错',
    `<p>请选择问题类型：内容无法访问、信息不更新、内容不准确、咨询留言不回复、错别字、虚假伪造内容。</p><form class="form" method="post" action="/exposure/jiucuo.html"><p><label>问题网址</label><input name="url" /></p><p><label>问题描述</label><textarea name="text" rows="5"></textarea></p><p><label></label><button type="submit">提交</button></p></form>`,
  );
  plain(
    PATHS.accessible,
    '无障碍浏览',
    `<p style="font-size:24px">本页为大字版，可以使用键盘和读屏软件浏览。</p><ul style="font-size:24px;line-height:2.2">${each(news.entries.slice(0, 10), (entry) => `<li><a href="${entryUrl(news, entry)}">${esc(entry.title)}</a>（${entry.date}）</li>`)}</ul><p style="font-size:24px">${frame.nav.map((item) => `<a href="${item.url}">${esc(item.title)}</a>`).join('　')}</p>`,
  );
}
