import { describe, expect, it } from 'vitest';
import { readLeaders } from './leaders.ts';
import { isTitle, namedTitle, personName } from './names.ts';
import { lookAt } from './testing/look.ts';

describe('personName', () => {
  it.each([
    ['李　明', 'weak', '李明'],
    ['李 明', 'weak', '李明'],
    ['周海燕（女）', 'weak', '周海燕'],
    ['周海燕(女，回族)', 'weak', '周海燕'],
    ['欧阳志远', 'weak', '欧阳志远'],
    ['王建国同志', 'weak', '王建国'],
    ['阿布都·热合曼', 'title', '阿布都·热合曼'],
    ['阿布都•热合曼', 'strong', '阿布都·热合曼'],
    ['扎西多吉', 'strong', '扎西多吉'],
    ['1. 陈立', 'title', '陈立'],
  ] as const)('%s in a %s place is %s', (text, context, name) => {
    expect(personName(text, context)).toBe(name);
  });
  it.each([
    '张贴公告',
    '通知公告',
    '常委会',
    '高新区',
    '江苏省',
    '简历',
    '项目',
    '王家镇',
    '安监局',
    '咨询·投诉',
    '县长信箱',
    '副县长',
    '主任',
    '政务公开',
    'John',
    '更多',
    '时间',
    '党组成员',
  ])('%s is no name', (text) => {
    expect(personName(text, 'weak')).toBeNull();
    expect(personName(text, 'title')).toBeNull();
  });
});

describe('isTitle', () => {
  it.each([
    '县长',
    '县委副书记、县长',
    '党组成员、副局长',
    '县委常委、副县长（挂职）',
    '一级调研员',
    '副主任',
    '县人大常委会主任',
    '总工程师',
  ])('%s', (text) => {
    expect(isTitle(text)).toBe(true);
  });
  it.each([
    '县长信箱',
    '局长接待日',
    '主任会议纪要',
    '县委书记调研春耕生产',
    '县政府常务会议',
    '关于李明同志任职的通知',
    '首页',
    '书记讲话',
  ])('not %s', (text) => {
    expect(isTitle(text)).toBe(false);
  });
});

describe('namedTitle', () => {
  it.each([
    ['县长：李明', '李明', '县长'],
    ['副县长 王海涛', '王海涛', '副县长'],
    ['李 明 县委副书记、县长', '李明', '县委副书记、县长'],
    ['王海涛（党组成员、副局长）', '王海涛', '党组成员、副局长'],
    ['党组书记、局长 李 明', '李明', '党组书记、局长'],
  ])('%s', (text, name, title) => {
    expect(namedTitle(text)).toEqual({ name, title });
  });
  it.each(['局长：信息公开', '联系电话：局长办公室', '县长信箱：来信选登', '时间：县长 2019'])(
    'not %s',
    (text) => {
      expect(namedTitle(text)).toBeNull();
    },
  );
});

const names = (body: string, title = '领导信息 - 清水县人民政府') =>
  readLeaders(lookAt(body, title)).map(
    ({ name, title: post, resume }) => `${name}/${post}/${resume ? '有' : '无'}`,
  );

describe('readLeaders', () => {
  it('reads portrait cards, name first', () => {
    const body = `<ul><li><a href="/ld/1.html"><img src="1.jpg" alt="李明"></a><h4>李　明</h4><p>县委副书记、县长</p></li>
      <li><a href="/ld/2.html"><img src="2.jpg"></a><h4>周海燕（女）</h4><p>县委常委、常务副县长</p></li>
      <li><h4>阿布都·热合曼</h4><p>副县长</p><p>分管农业农村、水利工作。</p></li></ul>`;
    expect(names(body)).toEqual([
      '李明/县委副书记、县长/有',
      '周海燕/县委常委、常务副县长/有',
      '阿布都·热合曼/副县长/无',
    ]);
    expect(readLeaders(lookAt(body, '领导之窗'))[2]?.duties).toContain('分管农业农村');
  });
  it('reads names grouped under titles', () => {
    const body = `<div class="ld"><h3>县　长</h3><p><a href="/1.html">李明</a></p><h3>副县长</h3><p><a href="/2.html">周海燕</a> <a href="/3.html">陈 立</a></p></div>`;
    expect(names(body)).toEqual(['李明/县长/有', '周海燕/副县长/有', '陈立/副县长/有']);
  });
  it('reads a table by its head row', () => {
    const body = `<table><tr><th>序号</th><th>姓 名</th><th>职务</th><th>工作分工</th></tr>
      <tr><td>1</td><td>李 明</td><td>党组书记、局长</td><td>主持全面工作</td></tr>
      <tr><td>2</td><td>扎西多吉</td><td>副局长</td><td>分管办公室</td></tr></table>`;
    expect(names(body)).toEqual(['李明/党组书记、局长/无', '扎西多吉/副局长/无']);
  });
  it('reads lines with title and name together', () => {
    expect(
      names('<p>党组书记、局长李明：主持局全面工作。</p><p>副局长：周海燕</p><p>陈立（总工程师）</p>'),
    ).toEqual(['李明/党组书记、局长/无', '周海燕/副局长/无', '陈立/总工程师/无']);
  });
  it('reads the page of one leader with résumé and labels', () => {
    const body = `<div>姓名：李明</div><div>职务：县委副书记、县长</div><div>个人简历：李明，男，汉族，1970年3月出生，大学学历。</div><div>工作分工：主持县政府全面工作。</div>`;
    expect(names(body, '李明_领导之窗_清水县人民政府')).toEqual(['李明/县委副书记、县长/有']);
  });
  it('sees that the page of one leader has no résumé, and any form of one', () => {
    const page = (life: string) =>
      `<p>姓名：李明</p><p>职务：县委副书记、县长</p>${life}<p>工作分工：主持县政府全面工作。</p>`;
    expect(names(page(''))).toEqual(['李明/县委副书记、县长/无']);
    expect(names(page('<p>1970.3出生于清水县，1992.7参加工作</p>'))).toEqual(['李明/县委副书记、县长/有']);
  });
  it('takes the résumé text of a page headed by a name', () => {
    const body =
      '<h1>李明</h1><p>县委副书记、县长</p><p>李明，男，汉族，1970年3月出生，中央党校大学学历，现任清水县委副书记、县长。</p>';
    expect(names(body, '李明 - 清水县人民政府')).toEqual(['李明/县委副书记、县长/有']);
  });
  it('reads one title over several names, and duties behind a full stop', () => {
    const body = '<p>副县长　周海燕　陈 立 王建国</p>'.replace('陈 立', '陈立');
    expect(names(body)).toEqual(['周海燕/副县长/无', '陈立/副县长/无', '王建国/副县长/无']);
    const [first] = readLeaders(lookAt('<p><b>李明</b> 局党组书记、局长。主持局全面工作。</p>', '机构领导'));
    expect(first).toEqual({
      name: '李明',
      title: '局党组书记、局长',
      resume: false,
      duties: '主持局全面工作。',
    });
  });
  it('lists bare names of a column of leaders, untouched by other columns on the page', () => {
    const body = `<div>当前位置：<a href="/">首页</a> &gt; <a href="/ld/">县政府领导</a></div><ul><li><a href="/1">李明</a></li><li><a href="/2">周海燕</a></li></ul><h3>领导活动</h3><ul><li><a href="/n">县长调研</a></li></ul><p>联系电话：0000-1</p>`;
    expect(readLeaders(lookAt(body, '县政府领导'))).toEqual([
      { name: '李明', title: null, resume: true, url: 'http://www.qingshui.gov.cn/1', promised: true },
      { name: '周海燕', title: null, resume: true, url: 'http://www.qingshui.gov.cn/2', promised: true },
    ]);
  });
  it('finds the block of leaders on a home page', () => {
    const body = `<div class="news"><a href="/n/1.html">县长李明调研春耕生产工作</a></div>
      <div class="ldzc"><div class="tit"><h3>领导之窗</h3></div><ul><li>县长：<a href="/ld/1.html">李明</a></li><li>副县长：<a href="/ld/2.html">周海燕</a></li></ul></div>`;
    expect(names(body, '清水县人民政府')).toEqual(['李明/县长/有', '周海燕/副县长/有']);
  });
  it.each([
    [
      'an article that names leaders',
      '<h1>县长李明调研春耕生产</h1><p>5月17日，县长李明到王家镇调研。副县长周海燕参加。</p>',
      '县长李明调研春耕生产',
    ],
    [
      'a public notice of candidates',
      '<p>李明，男，汉族，1970年3月出生，现任清水县教育局局长，拟任副处级领导职务。</p>',
      '清水县领导干部任前公示',
    ],
    [
      'a column of leaders’ activities',
      '<ul><li><a href="1.html">县长 李明</a></li></ul>',
      '领导活动-清水县人民政府',
    ],
    [
      'menus of a leader’s mailbox',
      '<div><a href="/a">县长信箱</a><a href="/b">局长信箱</a><a href="/c">政务公开</a></div>',
      '清水县人民政府',
    ],
    [
      'nothing but furniture on a leader page',
      '<div><a href="/">首页</a><a href="/x">通知公告</a><a href="/y">县长信箱</a><a href="/z">党务公开</a></div>',
      '领导信息',
    ],
  ])('finds nobody in %s', (_, body, title) => {
    expect(names(body, title)).toEqual([]);
  });
});
