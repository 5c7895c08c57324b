import { DAY, dayOf, monthsBefore } from '../../model/index.ts';
import { type Context, clock, column, type RouteTable, workdays } from '../entries.ts';
import { each, esc } from '../html.ts';
import { type Indexed, search } from '../search.ts';
import { columnTags, crumbsOf, siteTags, type TrsFrame, textPage, trsPage } from '../style/trs.ts';
import type { Column, Entry } from '../types.ts';
import { PATHS } from './portal-frame.ts';
import { addList } from './portal-service.ts';

/** 互动交流 of the portal: mailbox, published messages with replies, statistics, surveys, interviews, questions answered at once. */
export function addInteraction(
  table: RouteTable,
  context: Context,
  frame: TrsFrame,
  parent: Column,
): { columns: Column[]; listed: Column[] } {
  const messages = column('/hdjl/lyxd/', '留言选登', '咨询投诉', parent, [], '公开群众留言及其办理答复');
  addMessages(table, context, frame, messages);
  addMailbox(table, frame, parent);
  const stats = column('/hdjl/lytj/', '留言统计', '咨询投诉', parent, messageStatistics(context));
  const surveys = column('/hdjl/dczj/', '调查征集', '征集调查', parent, surveyEntries(context));
  const interviews = column('/hdjl/zxft/', '在线访谈', '在线访谈', parent, interviewEntries(context));
  const mailbox = column(PATHS.mailbox, '县长信箱', '咨询投诉', parent);
  const columns = [mailbox, messages, stats, surveys, interviews];
  for (const list of [stats, surveys, interviews]) addList(table, frame, list, columns);
  table.page('/hdjl/dczj/tj/', textPage(frame, surveys, '<p>您的意见已提交，感谢参与。</p>'));
  return { columns, listed: [stats, surveys, interviews] };
}

function messageRows(
  context: Context,
): (Indexed & { reply: string; bureau: string; replied: string; text: string })[] {
  const { messages } = context.data.interaction;
  const days = workdays(context.calendar, messages.length, 9, 8);
  return messages.map((message, i) => {
    const received = days[i] ?? context.calendar.back(30);
    return {
      ...message,
      url: `/hdjl/lyxd/ly${20_300 - i}.html`,
      date: received,
      replied: context.calendar.workday(9 + i * 8 - 3 - (i % 3)),
      column: '留言选登',
    };
  });
}

function addMessages(table: RouteTable, context: Context, frame: TrsFrame, list: Column): void {
  const rows = messageRows(context);
  const main = `<div class="lmmc">留言选登</div><p><a href="${PATHS.mailbox}">我要留言</a>　<a href="/hdjl/lytj/">留言统计</a></p>
<table border="1" class="sj"><tr><th>编号</th><th>留言标题</th><th>留言时间</th><th>答复单位</th><th>答复时间</th><th>状态</th></tr>
${each(rows, (row, i) => `<tr><td>${20_300 - i}</td><td><a href="${row.url}">${esc(row.title)}</a></td><td>${row.date}</td><td>${esc(row.bureau)}</td><td>${row.replied}</td><td>已答复</td></tr>`)}</table>`;
  table.page(
    list.path,
    trsPage(frame, {
      title: `${list.name}_${frame.name}`,
      tags: { ...siteTags(frame), ...columnTags(list) },
      crumbs: crumbsOf(list),
      main,
    }),
  );
  const random = context.random.fork('messages');
  for (const row of rows) {
    const received = `${row.date} ${clock(random)}`;
    const body = `<table border="1" class="sj ly"><tr><th width="110">留言标题</th><td>${esc(row.title)}</td></tr>
<tr><th>留言时间</th><td>${received}</td></tr><tr><th>留言内容</th><td>${esc(row.text)}</td></tr>
<tr><th>答复单位</th><td>${esc(row.bureau)}</td></tr><tr><th>答复时间</th><td>${row.replied} ${clock(random)}</td></tr>
<tr><th>答复内容</th><td>网友您好！${esc(row.reply)}</td></tr></table>
<div class="rate"><form action="/hdjl/pj/" method="post"><b>您对本次答复：</b><button name="s" value="1">满意</button><button name="s" value="0">不满意</button></form></div>`;
    table.page(
      row.url,
      trsPage(frame, {
        title: `${row.title}_${frame.name}`,
        tags: {
          ...siteTags(frame),
          ...columnTags(list),
          ArticleTitle: row.title,
          PubDate: received,
          ContentSource: row.bureau,
        },
        crumbs: crumbsOf(list),
        main: `<div class="article"><h1>${esc(row.title)}</h1>${body}</div>`,
      }),
    );
  }
  table.page(
    '/hdjl/pj/',
    textPage(frame, column('/hdjl/pj/', '答复评价', '咨询投诉', list.parent), '<p>感谢您的评价。</p>'),
  );
}

function addMailbox(table: RouteTable, frame: TrsFrame, parent: Column): void {
  const mailbox = column(PATHS.mailbox, '县长信箱', '咨询投诉', parent);
  table.add(PATHS.mailbox, ({ method }) => {
    const done =
      '<p>您的留言已提交成功，查询码将用于查询办理进度。我们会在1个工作日内转交承办单位，5个工作日内答复。</p>';
    const form = `<p>欢迎您就经济社会发展和生产生活中的问题提出咨询、投诉和建议。留言不需要注册，请如实填写。</p>
<form class="form" method="post" action="${PATHS.mailbox}" name="letterform"><p><label>信件类型</label><select name="type"><option>咨询</option><option>投诉</option><option>建议</option></select></p><p><label>姓　名</label><input name="name" required="required" /></p><p><label>联系电话</label><input name="phone" /></p><p><label>标　题</label><input name="title" required="required" /></p><p><label>留言内容</label><textarea name="content" rows="8" required="required"></textarea></p><p><label>是否公开</label><select name="open"><option>同意公开</option><option>不公开</option></select></p><p><label></label><button type="submit">提交留言</button></p></form>
<p>来信选登：<a href="/hdjl/lyxd/">查看已答复的留言</a>　办理统计：<a href="/hdjl/lytj/">受理反馈统计</a></p>`;
    return { body: textPage(frame, mailbox, method === 'POST' ? done : form) };
  });
}

function messageStatistics(context: Context): Entry[] {
  const random = context.random.fork('message-statistics');
  return [...Array(6).keys()].map((i) => {
    const month = dayOf(monthsBefore(context.calendar.asOf, i + 1)).slice(0, 7);
    const label = `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
    const rows = context.data.county.bureaus.map((name) => {
      const received = random.int(6, 42);
      return [name, String(received), String(received), `${random.int(2, 4)}.${random.int(0, 9)}`];
    });
    return {
      id: 9_050 - i,
      title: `${label}网上留言受理反馈情况统计`,
      date: dayOf(monthsBefore(context.calendar.asOf, i) - 5 * DAY),
      time: '10:10',
      source: '县政府办公室',
      author: '政务公开股',
      body: [`${label}，县长信箱及网站留言受理、办结情况如下，已办结的全部答复来信人。`],
      table: [['承办单位', '受理数', '办结数', '平均办理天数'], ...rows],
    };
  });
}

const SURVEY_FORM = `<form class="form" method="post" action="/hdjl/dczj/tj/"><p><label>您的意见</label><textarea name="opinion" rows="6" required="required"></textarea></p><p><label>所在乡镇</label><input name="town" /></p><p><label></label><button type="submit">提交意见</button></p></form>`;

function surveyEntries(context: Context): Entry[] {
  const { surveys } = context.data.interaction;
  const days = workdays(context.calendar, surveys.length, 5, 38);
  return surveys.map((survey, i) => ({
    id: 8_950 - i,
    title: survey.title,
    date: days[i] ?? context.calendar.back(5),
    time: '09:00',
    source: '县政府办公室',
    author: '政务公开股',
    body: [
      '为提高决策的科学化、民主化水平，现面向社会公开征求意见。您可以在本页面直接填写，也可以寄送信函。征求意见时间为自发布之日起30日。',
      i === 0 ? '本次征集正在进行中，结束后将公布意见采纳情况。' : `结果反馈：${survey.result}`,
    ],
    ...(i === 0 ? { extra: SURVEY_FORM } : {}),
  }));
}

function interviewEntries(context: Context): Entry[] {
  const { interviews } = context.data.interaction;
  const days = workdays(context.calendar, interviews.length, 11, 44);
  return interviews.map((talk, i) => ({
    id: 8_900 - i,
    title: talk.title,
    date: days[i] ?? context.calendar.back(11),
    time: '15:00',
    source: '县融媒体中心',
    author: '访谈组',
    body: [
      `访谈嘉宾：${talk.guest}`,
      `主持人：${talk.q}`,
      `嘉宾：${talk.a}`,
      '主持人：感谢您参加本期访谈。网友的其他提问将由有关单位在5个工作日内答复，请留意本栏目。',
    ],
  }));
}

/** 智能问答: answers a question with the best pages of the site. */
export function addQuestions(
  table: RouteTable,
  frame: TrsFrame,
  parent: Column,
  index: readonly Indexed[],
): void {
  const page = column('/hdjl/znwd/', '智能问答', '咨询投诉', parent);
  table.add(page.path, ({ query }) => {
    const asked = query.get('q') ?? '';
    const found = search(index, asked, 3);
    const answer =
      found.length === 0
        ? '没有找到合适的答案，您可以<a href="/hdjl/xzxx/">留言咨询</a>。'
        : each(found, (hit) => `<p>请看：<a href="${hit.url}">${esc(hit.title)}</a></p>`);
    return {
      body: textPage(
        frame,
        page,
        `<form class="form" method="get" action="${page.path}"><p><label>您的问题</label><input name="q" value="${esc(asked)}" /> <button type="submit">提问</button></p></form>${asked === '' ? '<p>您好，我是智能小禾，可以回答办事、政策和机构方面的问题。</p>' : answer}`,
      ),
    };
  });
}
