import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PageFacts } from '../../model/index.ts';
import { parsePage } from '../dom.ts';
import { extraKind, Look, readExtras } from './index.ts';

const Extras = PageFacts.pick({
  leaders: true,
  guide: true,
  channels: true,
  messages: true,
  search: true,
  features: true,
  concealed: true,
  obstacle: true,
  needsScript: true,
  refresh: true,
  nav: true,
  blocks: true,
});

const url = 'http://www.qingshui.gov.cn/x/y.html';
const read = (html: string) => readExtras(new Look(parsePage(html, url)), { title: '', items: [] });

/** Pieces that pages are made of, so that soup gets past the first checks. */
const piece = fc.constantFrom(
  '<table>',
  '<tr>',
  '<td>',
  '</td>',
  '<th rowspan=3 colspan=9>',
  '</tr>',
  '</table>',
  '<ul>',
  '<li>',
  '</li>',
  '</ul>',
  '<dl><dt>',
  '<dd>',
  '<a href="/x">',
  '</a>',
  '<a href="http://b.example.net/" style="display:none">',
  '<div style="left:-9999px;position:absolute">',
  '</div>',
  '<script>',
  '</script>',
  '<form action=/s>',
  '<input name=q>',
  '<textarea name=content>',
  '</textarea>',
  '<h1>',
  '</h1>',
  '<title>',
  '</title>',
  '姓名',
  '职务',
  '李明',
  '县长',
  '领导信息',
  '简历',
  '办事指南',
  '设定依据',
  '申请条件',
  '申请材料：',
  '办理流程',
  '【承诺时限】',
  '来信',
  '回复时间',
  '标题',
  '状态',
  '已回复',
  '2019-05-17',
  '更多',
  '首页',
  '政务公开',
  'document.write("<div style=display:none>',
  'function search(){location.href="/s?q="+x}',
  '\n',
  '\t',
  ' ',
  '当前位置：',
);

describe('readExtras', () => {
  it('never throws on soup and always gives facts of the schema', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 5, arbitrary: piece }, fc.string({ unit: 'binary' })), { maxLength: 80 }),
        (parts) => {
          const html = parts.join('');
          expect(() => Extras.parse(read(html))).not.toThrow();
          expect([null, 'service', 'leaders', 'interaction', 'search']).toContain(
            extraKind(new Look(parsePage(html, url))),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
  it.each([
    ['title', '<title>领导信息'],
    ['a', '<a href="http://b.example.net/" style="display:none">李明</a>'],
    ['td', '<table><tr><td>姓名<td>职务<td>标题<td>回复时间'],
    ['dl', '<dl><dt>设定依据<dd>一'],
    ['sp', '设定依据： '],
    ['nm', '县长 李明 '],
    ['js', '<script>function a(){ if(b){ location.href="/c?q="+d } }'],
    ['div', '<div class="nav" style="display:none">'],
    ['br', '[(（【<'],
  ])('stays linear on a page full of %s', (_, unit) => {
    const time = (count: number) => {
      const page = parsePage(unit.repeat(count), url);
      const from = process.hrtime.bigint();
      readExtras(new Look(page), { title: '', items: [] });
      extraKind(new Look(page));
      return Number(process.hrtime.bigint() - from) / 1e6;
    };
    time(200);
    expect(time(Math.ceil(200_000 / unit.length))).toBeLessThan(8_000);
  });
});

describe('extraKind', () => {
  const kind = (body: string, title: string, address = url) =>
    extraKind(new Look(parsePage(`<title>${title}</title><body>${body}`, address)));
  it.each([
    [
      'service',
      '<table><tr><th>设定依据</th><td>甲</td></tr><tr><th>受理条件</th><td></td></tr><tr><th>申请材料</th><td>乙</td></tr></table>',
      '小作坊登记办事指南',
      url,
    ],
    [
      'leaders',
      '<ul><li><h4>李明</h4><p>县委副书记、县长</p></li><li><h4>周海燕</h4><p>副县长</p></li></ul>',
      '领导信息',
      url,
    ],
    [
      'interaction',
      '<form>标题<input name="title">内容<textarea name="content"></textarea><input type="submit" value="提交"></form>',
      '县长信箱-清水县人民政府',
      url,
    ],
    [
      'interaction',
      '<p>来信标题：路灯</p><p>来信时间：2019-05-01</p><p>来信内容：不亮</p><p>回复内容：您好，已经修复。</p>',
      '信件详情-县长信箱',
      url,
    ],
    [
      'search',
      '<p>找到相关结果约 12 条</p><ul><li><a href="/1">一</a></li></ul>',
      '站内搜索',
      'http://www.qingshui.gov.cn/search?q=x',
    ],
    [
      null,
      '<h1>我县公布办事指南</h1><p>申请材料减少三成，办理流程优化，县长信箱开通。</p>',
      '我县公布办事指南',
      url,
    ],
    [null, '<p>县长李明主持会议。副县长周海燕参加。</p>', '县长李明主持召开会议', url],
    [null, '<ul><li><a href="/1.html">县长信箱办理情况通报</a></li></ul>', '通知公告', url],
  ])('%s', (expected, body, title, address) => {
    expect(kind(body, title, address)).toBe(expected);
  });
});
