import { describe, expect, it } from 'vitest';
import { readBlocks } from './blocks.ts';
import { readNavigation } from './nav.ts';
import { lookAt } from './testing/look.ts';

const entry = (n: number, day: string) =>
  `<li><a href="/n/${n}.html">关于第${n}号重要工作的情况通报</a><span>${day}</span></li>`;

describe('readBlocks', () => {
  it('reads heading, 更多 and newest date', () => {
    const body = `<div class="box"><div class="tit"><h3>通知公告</h3><a href="/tzgg/">更多&gt;&gt;</a></div><ul>${entry(1, '2019-05-17')}${entry(2, '2019-05-10')}${entry(3, '')}</ul></div>
      <div class="box"><h3><a href="/zcwj/">政策文件</a></h3><ul>${entry(4, '2019-04-01')}${entry(5, '2019-03-01')}</ul></div>`;
    expect(readBlocks(lookAt(body), [], null)).toEqual([
      { name: '通知公告', url: 'http://www.qingshui.gov.cn/tzgg/', items: 3, dated: 2, latest: '2019-05-17' },
      { name: '政策文件', url: 'http://www.qingshui.gov.cn/zcwj/', items: 2, dated: 2, latest: '2019-04-01' },
    ]);
  });
  it('takes no day out of the words of a title, nor a breadcrumb for a heading', () => {
    const body = `<div><div>当前位置：首页 &gt; 政策解读</div><h3>政策解读</h3><ul><li><a href="/n/1.html">图解：《山塘管理规定》2021年1月1日起施行</a><i>2020-12-02</i></li><li><a href="/n/2.html"><h4>山塘管理规定解读(2020-11-25)</h4><p>规定自2021年1月1日起施行，共五章。</p></a></li></ul></div>`;
    expect(readBlocks(lookAt(body), [], null)).toMatchObject([
      { name: '政策解读', items: 2, dated: 2, latest: '2020-12-02' },
    ]);
  });
  it('matches tabs with their panels', () => {
    const body = `<div><div class="hd"><ul><li><a href="/yw/">今日要闻</a></li><li><a href="/bm/">部门动态</a></li></ul></div>
      <div class="bd"><ul>${entry(1, '2019-05-17')}${entry(2, '2019-05-10')}</ul><ul style="display:none">${entry(3, '2019-02-01')}${entry(4, '2019-01-01')}</ul></div></div>`;
    expect(readBlocks(lookAt(body), [], null).map((b) => [b.name, b.latest, b.url])).toEqual([
      ['今日要闻', '2019-05-17', 'http://www.qingshui.gov.cn/yw/'],
      ['部门动态', '2019-02-01', 'http://www.qingshui.gov.cn/bm/'],
    ]);
  });
  it('takes dates that the list reader worked out', () => {
    const body = `<div><h3>工作动态</h3><ul><li><a href="/n/1.html">关于第一号工作的通报</a>[05-17]</li><li><a href="/n/2.html">关于第二号工作的通报</a>[05-16]</li></ul></div>`;
    const items = [
      { title: '关于第一号工作的通报', url: 'http://www.qingshui.gov.cn/n/1.html', date: '2019-05-17' },
    ];
    expect(readBlocks(lookAt(body), items, null)).toEqual([
      { name: '工作动态', url: null, items: 2, dated: 1, latest: '2019-05-17' },
    ]);
  });
});

describe('readNavigation', () => {
  const columns = ['政务公开', '政务服务', '互动交流', '走进清水'];
  const names = (body: string) => readNavigation(lookAt(body))?.links.map((link) => link.text) ?? [];
  it('reads the first level and leaves drop-downs', () => {
    const items = columns
      .map(
        (name, i) =>
          `<li><a href="/${i}/">${name}</a><ul><li><a href="/${i}/a/">下级一</a></li><li><a href="/${i}/b/">下级二</a></li></ul></li>`,
      )
      .join('');
    expect(names(`<div class="nav"><ul><li><a href="/">首页</a></li>${items}</ul></div>`)).toEqual(columns);
  });
  it('reads links side by side', () => {
    expect(
      names(
        `<div id="menu"><a href="/">网站首页</a>${columns.map((name, i) => `<a href="/${i}/">${name}</a>`).join('|')}</div>`,
      ),
    ).toEqual(columns);
  });
  it('reads dt as columns and dd as what drops down', () => {
    expect(
      names(
        `<div id="topNav">${columns.map((name, i) => `<dl><dt><a href="/${i}/">${name}</a></dt><dd><a href="/${i}/a/">下级一</a><a href="/${i}/b/">下级二</a></dd></dl>`).join('')}</div>`,
      ),
    ).toEqual(columns);
  });
  it('is no breadcrumb', () => {
    expect(
      names(
        '<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/x/">新闻动态</a> &gt; <a href="/y/">政务公开</a> &gt; <a href="/z/">通知公告</a></div>',
      ),
    ).toEqual([]);
  });
});
