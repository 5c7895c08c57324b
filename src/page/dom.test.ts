import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PageFacts } from '../model/index.ts';
import { parsePage } from './dom.ts';
import { readPage } from './index.ts';
import { createResolver } from './resolve.ts';

const URL_ = 'http://www.qinglan.gov.example/a/b.html';
const text = (html: string) => parsePage(html, URL_).text;

describe('parsePage', () => {
  it.each([
    ['<p>一<p>二', '一\n二'],
    ['<ul><li>一<li>二</ul>三', '一\n二\n三'],
    ['<dl><dt>甲<dd>乙<dt>丙</dl>', '甲\n乙\n丙'],
    ['<table><tr><td>a<td>b<tr><td>c<td></table>', 'a\tb\nc\t'],
    ['<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>', 'a\tb'],
    ['甲<br>乙<BR/>丙', '甲\n乙\n丙'],
    ['a&nbsp;&nbsp;b　　c&amp;d', 'a b c&d'],
    ['<script>if(a<b)document.write("<p>x</p>")</script>甲', '甲'],
    ['<style>p{}</style><title>t</title><noscript>请开启脚本</noscript>甲', '甲'],
    ['<!-- <p>旧</p> -->甲<!-->乙', '甲乙'],
    ['甲<!-- 没有结束 <p>乙</p>', '甲乙'],
    ['<DIV CLASS=x>甲</DIV><SPAN>乙</SPAN>', '甲\n乙'],
    ['a < b', 'a < b'],
    ['<span>甲</div>乙</span>', '甲乙'],
    ['<table><tr><td>甲</div></td><td>乙</td></tr></table>', '甲\t乙'],
  ])('%s', (html, expected) => {
    expect(text(html).trimEnd()).toBe(expected.trimEnd());
  });

  it('reads attributes in every malformation', () => {
    const page = parsePage('<a href = /x title=“甲 乙” CLASS=\'k l\' data-a=1 href="/y" checked>t</a>', URL_);
    const link = page.byTag('a')[0];
    expect(link?.attr('href')).toBe('/x');
    expect(link?.attr('title')).toBe('甲 乙');
    expect(link?.attr('checked')).toBe('');
    expect(link?.attr('none')).toBeNull();
    expect(page.byToken('l')).toEqual([link]);
  });

  it('keeps links apart that nobody closed', () => {
    const page = parsePage('<a href=1>甲<a href=2>乙</a><div><a href=3><p>丙</a>丁</p></div>', URL_);
    expect(page.byTag('a').map((el) => page.textOf(el))).toEqual(['甲', '乙', '丙']);
  });

  it('counts letters of what is displayed and of links', () => {
    const page = parsePage('<p>甲乙，<a>丙</a></p><p style="display: none">丁<b>戊</b></p>', URL_);
    expect([page.letters(), page.visibleLetters(), page.linkLetters(), page.sentenceMarks()]).toEqual([
      5, 3, 1, 1,
    ]);
    expect(page.byTag('b')[0]?.hidden).toBe(true);
  });
});

describe('createResolver', () => {
  it('gives what the URL parser gives', () => {
    const segment = fc.constantFrom(
      'a',
      'b.html',
      '..',
      '.',
      '',
      'c%20d',
      '中',
      'x y',
      '?q=1',
      ';p',
      '@',
      'k:v',
    );
    const reference = fc.tuple(
      fc.constantFrom('', '/', './', '../', '//h.example/', 'http://H.example', 'https://x.example/'),
      fc.array(segment, { maxLength: 5 }),
    );
    fc.assert(
      fc.property(reference, ([start, segments]) => {
        const text = (start + segments.join('/')).trim();
        fc.pre(text !== '' && URL.canParse(text, URL_) && /^https?:/.test(new URL(text, URL_).href));
        expect(createResolver(URL_)(text)).toBe(new URL(text, URL_).href);
      }),
      { numRuns: 500 },
    );
  });
  it.each(['#', '', 'javascript:;', 'JavaScript:void(0)', 'mailto:a@b', 'tel:12345', 'http://'])(
    '%s leads nowhere',
    (reference) => {
      expect(createResolver(URL_)(reference)).toBeNull();
    },
  );

  it.each([
    ['gb18030', '/查.html?key=青禾&n=1#二', '/%E6%9F%A5.html?key=%C7%E0%BA%CC&n=1'],
    ['gb18030', '/s?k=😀', '/s?k=%26%23128512%3B'],
    ['big5', '?q=通知', '/a/?q=%B3%71%AA%BE'],
    ['utf-8', '/s?k=青', '/s?k=%E9%9D%92'],
    ['utf-16le', '/s?k=青', '/s?k=%E9%9D%92'],
  ])('writes queries in the charset of the page, as browsers do: %s %s', (charset, reference, path) => {
    expect(createResolver('http://h.example/a/', charset)(reference)).toBe(`http://h.example${path}`);
  });
});

const PIECES = [
  '<div class="title">',
  '<div>',
  '</div>',
  '<ul>',
  '<li>',
  '</li>',
  '</ul>',
  '<a href="/a.html">',
  '<a href="#">',
  '</a>',
  '<table>',
  '<tr>',
  '<td>',
  '</td>',
  '</table>',
  '<p>',
  '</p>',
  '<h1>',
  '</h1>',
  '<span>',
  '</span>',
  '<script>',
  '</script>',
  '<!--',
  '-->',
  '<meta name="PubDate" content="2019-05-17">',
  '<br>',
  '2019-05-17',
  '[05-17]',
  '当前位置：',
  '首页',
  '&gt;',
  '发布时间：',
  '来源：县政府办',
  '青岚县召开现场会',
  '，部署夏收夏种工作。',
  '主办：青岚县人民政府',
  '更多',
  '<',
  '>',
  '"',
  "'",
  '&',
  '<![CDATA[',
  ']]>',
  '{"title":"',
  '","url":"/x","date":"2019"}',
  '[["',
  '\u0000',
  '\ud800',
  '<select>',
  '</select>',
  '<style>',
  '</textarea>',
  '<textarea>',
];

describe('any soup', () => {
  it('is read without fault, twice the same, and fits the schema', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), (pieces) => {
        const html = pieces.join('');
        const facts = readPage(html, { url: URL_ });
        expect(PageFacts.safeParse(facts).success).toBe(true);
        expect(readPage(html, { url: URL_ })).toEqual(facts);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps offsets in order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), (pieces) => {
        const page = parsePage(pieces.join(''), URL_);
        let before = 0;
        for (const el of page.all) {
          expect(el.t0).toBeGreaterThanOrEqual(before);
          expect(el.t1).toBeGreaterThanOrEqual(el.t0);
          expect(el.t1).toBeLessThanOrEqual(page.text.length);
          expect(el.end).toBeGreaterThan(el.index);
          before = el.t0;
        }
      }),
    );
  });

  it.each([
    ['deep nesting', `${'<div>'.repeat(50_000)}甲`],
    ['unclosed items', '<ul><li>'.repeat(20_000)],
    ['open links', '<a href="/x">标题标题标题</a> 2019-05-17 '.repeat(5_000)],
    ['angle brackets', '<'.repeat(200_000)],
    ['quotes', `<a href="${"'".repeat(100_000)}`],
    ['open quotes', '<a b="'.repeat(20_000)],
    ['comments', '<!--'.repeat(50_000)],
    ['digits', '2019-05-'.repeat(40_000)],
    ['spaces', `来源：${' '.repeat(200_000)}x`],
    ['scripts', '<script>{"title":"'.repeat(10_000)],
    ['brackets in a script', `<script>${'[{"title":"a",'.repeat(20_000)}</script>`],
    ['labels', '当前位置：主办单位：'.repeat(10_000)],
    ['end tags', '</div></td></a>'.repeat(30_000)],
  ])('%s end in time', { timeout: 30_000 }, (_, html) => {
    const start = performance.now();
    expect(readPage(html, { url: URL_ }).schema).toBe('xunjian.page/1');
    expect(performance.now() - start).toBeLessThan(8_000);
  });
});
