import { describe, expect, it } from 'vitest';
import { channelKindOf } from './channel-words.ts';
import { readChannels } from './channels.ts';
import { readFeatures } from './features.ts';
import { lookAt } from './testing/look.ts';

describe('channelKindOf', () => {
  it.each([
    ['县长信箱', 'consult'],
    ['局长信箱', 'consult'],
    ['咨询投诉', 'consult'],
    ['我要写信', 'consult'],
    ['建言献策', 'consult'],
    ['>> 领导信箱', 'consult'],
    ['12345政务服务便民热线', 'consult'],
    ['征集调查', 'survey'],
    ['网上调查', 'survey'],
    ['民意征集', 'survey'],
    ['在线访谈', 'interview'],
    ['智能问答', 'chat'],
    ['网上信访', 'petition'],
    ['国家信访局', 'petition'],
    ['12388举报网站', 'discipline'],
    ['纪检监察举报', 'discipline'],
    ['我为政府网站找错', 'error-report'],
  ] as const)('%s is %s', (words, kind) => {
    expect(channelKindOf(words)).toBe(kind);
  });
  it.each([
    '政府信息公开',
    '关于征求《办法》意见的公告',
    '信息公开',
    '新闻发布会',
    '县长李明接听12345热线并现场办公解决群众反映问题',
    '问题',
    '说明',
    '信用清水',
  ])('%s is none', (words) => {
    expect(channelKindOf(words)).toBeNull();
  });
});

describe('readChannels', () => {
  it('reads entries, pictures and addresses in scripts', () => {
    const found = readChannels(
      lookAt(
        `<a href="/xjxx/">县长信箱</a><a href="/dc/"><img src="a.png" alt="网上调查"></a><a href="javascript:;" onclick="window.open('/wyxx/')">我要写信</a>`,
      ),
    );
    expect(found.map((c) => [c.kind, c.url])).toEqual([
      ['consult', 'http://www.qingshui.gov.cn/xjxx/'],
      ['survey', 'http://www.qingshui.gov.cn/dc/'],
      ['consult', 'http://www.qingshui.gov.cn/wyxx/'],
    ]);
  });
  const form =
    '<form action="/save" method="post">标题<input name="title">姓名<input name="username">内容<textarea name="content"></textarea><input type="submit" value="提交"></form>';
  it('knows the form in which a citizen writes', () => {
    expect(readChannels(lookAt(form, '县长信箱-清水县人民政府'))[0]).toMatchObject({
      kind: 'consult',
      name: '县长信箱',
      form: true,
      login: false,
    });
  });
  it('knows that writing needs login', () => {
    expect(readChannels(lookAt(`${form}<p>请先登录后再写信</p>`, '县长信箱'))[0]?.login).toBe(true);
  });
  it('takes no comment box, search box or login form for one', () => {
    const body =
      '<form id="comment"><textarea name="content"></textarea><input name="username"><input type="submit"></form><form action="/so"><input name="q"></form>';
    expect(readChannels(lookAt(body, '清水县召开会议'))).toEqual([]);
  });
});

describe('readFeatures', () => {
  it('reads features by their words', () => {
    const kinds = readFeatures(
      lookAt(
        '<a href="/en/">English</a><a href="#">无障碍浏览</a><a href="/pj">我要评价</a><a href="/cx">办件查询</a><a href="/a.doc">空白表格</a><a>打印</a><a href="/login">登录</a><a href="/sj">数据开放</a><a href="/tj1.html">一图读懂清水县工作报告</a><button>在线办理</button><video src="/v.mp4"></video>',
      ),
    ).map((f) => f.kind);
    expect(new Set(kinds)).toEqual(
      new Set([
        'language',
        'accessibility',
        'rating',
        'case-query',
        'sample-form',
        'print-save',
        'login',
        'data-download',
        'graphic',
        'apply-online',
        'video',
      ]),
    );
  });
  it('sees figures of messages and none in ordinary text', () => {
    expect(readFeatures(lookAt('<p>本月收到来信 35 件，已办结 30 件</p>')).map((f) => f.kind)).toEqual([
      'message-stats',
    ]);
    expect(readFeatures(lookAt('<a href="/1">全县开展文化活动</a><p>活动收到好评。</p>'))).toEqual([]);
  });
});
