import { describe, expect, it } from 'vitest';
import { readMessages } from './messages.ts';
import { lookAt } from './testing/look.ts';

const read = (body: string, title = '县长信箱-清水县人民政府') => readMessages(lookAt(body, title));

describe('readMessages', () => {
  it('reads rows that print when a letter was written and answered', () => {
    const row = (title: string, replied: string) =>
      `<li><a href="javascript:;"><div>${title}</div><div>[提交时间：2021-06-08]<span>回复人：县林业局</span>[回复时间：${replied}]</div></a></li>`;
    expect(read(`<ul>${row('禁渔期是什么时候？', '2021-06-09')}${row('采伐证如何办理', '')}</ul>`)).toEqual([
      {
        title: '禁渔期是什么时候？',
        url: null,
        received: '2021-06-08',
        replied: '2021-06-09',
        answered: true,
        department: '县林业局',
        reply: null,
      },
      {
        title: '采伐证如何办理',
        url: null,
        received: '2021-06-08',
        replied: null,
        answered: null,
        department: '县林业局',
        reply: null,
      },
    ]);
  });
  it('ends a reply before the dialogs of the page', () => {
    const body = `<p>留言标题：关于证明的咨询</p><p>留言时间：2020-09-10 17:07</p><p>答复时间：2020-09-30 16:08</p><p>留言内容：</p><p>如何办理证明？</p><p>答复内容：</p><p>您好，请到窗口办理。</p><div>您访问的链接即将离开“清水县政府网”</div><div>继续访问</div>`;
    expect(read(body)[0]).toMatchObject({ answered: true, reply: '您好，请到窗口办理。' });
  });
  it('reads a table by its heads', () => {
    const body = `<table><tr><th>编号</th><th>标题</th><th>写信时间</th><th>回复时间</th><th>状态</th><th>办理单位</th></tr>
      <tr><td>1</td><td><a href="d1.html">关于路灯的咨询</a></td><td>2019-05-01</td><td>2019-05-06 09:30</td><td>已办结</td><td>城管局</td></tr>
      <tr><td>2</td><td><a href="d2.html">关于供水的问题</a></td><td>2019年5月8日</td><td></td><td>办理中</td><td>水务局</td></tr></table>`;
    expect(read(body)).toEqual([
      {
        title: '关于路灯的咨询',
        url: 'http://www.qingshui.gov.cn/a/d1.html',
        received: '2019-05-01',
        replied: '2019-05-06T09:30:00+08:00',
        answered: true,
        department: '城管局',
        reply: null,
      },
      {
        title: '关于供水的问题',
        url: 'http://www.qingshui.gov.cn/a/d2.html',
        received: '2019-05-08',
        replied: null,
        answered: false,
        department: '水务局',
        reply: null,
      },
    ]);
  });
  it('reads rows of spans under a row of heads', () => {
    const body = `<div class="hd"><span>信件标题</span><span>来信时间</span><span>办理状态</span></div><ul>
      <li><a href="/m/1">关于入学的咨询</a><span>2019-05-02</span><span>已回复</span></li><li><a href="/m/2">关于公交的建议</a><span>2019-05-03</span><span>待回复</span></li></ul>`;
    expect(read(body).map((m) => [m.title, m.received, m.answered])).toEqual([
      ['关于入学的咨询', '2019-05-02', true],
      ['关于公交的建议', '2019-05-03', false],
    ]);
  });
  it('reads a list with a status beside each title', () => {
    const body =
      '<ul><li><em>[已回复]</em><a href="/m/1">关于入学的咨询</a><i>2019-05-02</i></li><li><em>[处理中]</em><a href="/m/2">关于公交的建议</a><i>2019-05-03</i></li></ul>';
    expect(read(body).map((m) => [m.title, m.received, m.answered])).toEqual([
      ['关于入学的咨询', '2019-05-02', true],
      ['关于公交的建议', '2019-05-03', false],
    ]);
  });
  it('reads the page of one message', () => {
    const body = `<table><tr><td>信件标题：</td><td>关于路灯的咨询</td></tr><tr><td>来信时间：</td><td>2019-05-01</td></tr><tr><td>来信内容：</td><td>大街路灯不亮。</td></tr>
      <tr><td>答复单位：</td><td>城管局</td></tr><tr><td>答复时间：</td><td>2019-05-06</td></tr><tr><td>回复内容：</td><td>您好，已于5月5日修复。</td></tr></table>`;
    expect(read(body)).toEqual([
      {
        title: '关于路灯的咨询',
        url: 'http://www.qingshui.gov.cn/a/b.html',
        received: '2019-05-01',
        replied: '2019-05-06',
        answered: true,
        department: '城管局',
        reply: '您好，已于5月5日修复。',
      },
    ]);
  });
  it('reads labels in one line and headings over blocks', () => {
    const body = `<h2>关于路灯的咨询</h2><p>写信人：张* 来信时间：2019-05-01 10:20 状态：已办结</p><h3>信件内容</h3><p>大街路灯不亮。</p>
      <h3>回复内容</h3><p>您好，已修复。</p><p>答复单位：城管局 答复时间：2019-05-03</p><div>主办单位：清水县人民政府办公室</div>`;
    expect(read(body, '信件查看')).toEqual([
      {
        title: '关于路灯的咨询',
        url: 'http://www.qingshui.gov.cn/a/b.html',
        received: '2019-05-01T10:20:00+08:00',
        replied: '2019-05-03',
        answered: true,
        department: '城管局',
        reply: '您好，已修复。',
      },
    ]);
  });
  it('reads questions printed one after the other', () => {
    const body = `<p>问：如何办理登记？</p><p>留言时间：2019-05-01</p><p>答：请到政务大厅办理。</p><p>回复时间：2019-05-05</p>
      <p>问：如何补证？</p><p>留言时间：2019-05-02</p>`;
    expect(read(body, '公众留言').map((m) => [m.title, m.replied, m.answered])).toEqual([
      ['如何办理登记？', '2019-05-05', true],
      ['如何补证？', null, null],
    ]);
  });
  it('takes a column of reply dates that is empty throughout for no statement', () => {
    const rows = (first: string) =>
      `<table><tr><td>主题</td><td>来信日期</td><td>回复日期</td></tr><tr><td><a href="1">关于甲</a></td><td>2019-05-01</td><td>${first}</td></tr><tr><td><a href="2">关于乙</a></td><td>2019-05-02</td><td></td></tr></table>`;
    expect(read(rows('')).map((m) => m.answered)).toEqual([null, null]);
    expect(read(rows('2019-05-03')).map((m) => m.answered)).toEqual([true, false]);
  });
  it('takes neither the office’s own notices nor the entries of a front page with several columns for letters', () => {
    const entry = (title: string) => ({ title, url: 'http://county.example/1.html', date: '2019-05-06' });
    const items = [entry('2019年4月留言受理情况统计'), entry('关于信箱调整的公告'), entry('路灯不亮')];
    const page = lookAt('<ul></ul>', '县长信箱-清水县人民政府');
    expect(readMessages(page, items).map(({ title }) => title)).toEqual(['路灯不亮']);
    const block = { name: '留言统计', url: null, items: 3, dated: 3, latest: '2019-05-06' };
    expect(readMessages(page, items, [block, { ...block, name: '在线访谈' }])).toEqual([]);
  });
  it('takes the plain entries of a mailbox for letters, and those of no other column', () => {
    const items = [
      { title: '关于甲的问题', url: 'http://www.qingshui.gov.cn/1', date: '2019-05-01' },
      { title: '关于乙的问题', url: 'http://www.qingshui.gov.cn/2', date: null },
    ];
    const letters = readMessages(lookAt('<ul></ul>', '县长信箱-清水县人民政府'), items);
    expect(letters.map((m) => [m.title, m.received, m.answered])).toEqual([
      ['关于甲的问题', '2019-05-01', null],
      ['关于乙的问题', null, null],
    ]);
    expect(readMessages(lookAt('<ul></ul>', '通知公告-清水县人民政府'), items)).toEqual([]);
  });
  it('does not guess where the page does not tell', () => {
    const body = '<p>来信标题：关于路灯的咨询</p><p>来信时间：2019-05-01</p><p>来信内容：路灯不亮。</p>';
    expect(read(body)[0]).toMatchObject({ answered: null, reply: null, replied: null });
    const open = `${body}<p>回复内容：暂无回复</p>`;
    expect(read(open)[0]).toMatchObject({ answered: false, reply: null });
  });
  it.each([
    [
      'a list of notices',
      '<table><tr><th>标题</th><th>发布时间</th></tr><tr><td><a href="1">关于会议的通知</a></td><td>2019-05-01</td></tr></table>',
      '通知公告',
    ],
    [
      'a form to write in',
      '<form>来信标题：<input name="title"> 来信内容：<textarea name="c"></textarea></form>',
      '我要写信',
    ],
    ['an article', '<p>县长热线收到来信后，有关部门及时回复，问题得到解决。</p>', '县长热线办结群众来信'],
    [
      'a comment box',
      '<p>评论内容</p><p>回复：</p><textarea></textarea><p>提交留言 返回</p>',
      '清水县举办书画展',
    ],
  ])('finds none in %s', (_, body, title) => {
    expect(read(body, title)).toEqual([]);
  });
});
