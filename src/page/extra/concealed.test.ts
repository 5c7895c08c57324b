import { describe, expect, it } from 'vitest';
import { parsePage } from '../dom.ts';
import { readConcealed } from './concealed.ts';
import { Look } from './look.ts';
import { lookAt } from './testing/look.ts';

const spam = '<a href="http://www.badgame88.example.net/">网站</a>';
const how = (body: string, title = '清水县人民政府') =>
  readConcealed(lookAt(body, title)).map((one) => one.how);

describe('readConcealed', () => {
  it.each([
    ['not-displayed', `<div style="display:none">${spam}</div>`],
    ['not-displayed', `<span style="visibility: hidden">${spam}</span>`],
    ['off-screen', `<div style="position:absolute;left:-9999px">${spam}</div>`],
    ['off-screen', `<div style="text-indent:-9999px">${spam}</div>`],
    ['off-screen', `<div style="position: absolute; top: -1000px">${spam}</div>`],
    ['zero-size', `<div style="font-size:0px">${spam}</div>`],
    ['zero-size', `<div style="height:0;overflow:hidden">${spam}</div>`],
    ['zero-size', `<marquee width="1" height="1" scrollamount="5">${spam}</marquee>`],
    ['zero-size', `<iframe src="http://www.badgame88.example.net/m.htm" width="0" height="0"></iframe>`],
    ['not-displayed', `<iframe src="//www.badgame88.example.net/" style="display:none"></iframe>`],
    ['same-colour', `<div style="background:#fff"><p style="color:#FFFFFF">${spam}</p></div>`],
    [
      'script-written',
      `<script>document.write('<div style="display:none"><a href="http://www.badgame88.example.net/">x</a></div>')</script>`,
    ],
    [
      'script-written',
      `<script>document.write("\\x3cdiv style='position:absolute;left:-999px'\\x3e\\x3ca href='http://www.badgame88.example.net/'\\x3ex")</script>`,
    ],
    ['script-written', `<script>document.write('<div style="display:none">')</script>${spam}`],
    [
      'script-written',
      `<div id="ab">${spam}</div><script>document.getElementById("ab").style.display="none"</script>`,
    ],
    [
      'script-written',
      `<script>if(/baidu|sogou/.test(document.referrer)){location.href="http://www.badgame88.example.net/"}</script>`,
    ],
  ])('%s: %s', (expected, body) => {
    expect(how(body)).toEqual([expected]);
  });
  it('sees a stuffed title and stuffed keywords', () => {
    expect(how('', '时时彩平台,北京赛车投注')).toEqual(['keyword-title']);
    expect(how('<meta name="keywords" content="六合彩,开奖结果">')).toEqual(['meta-keywords']);
  });
  it.each([
    '我县开展反诈宣传 严厉打击网络赌博、色情、六合彩-清水县人民政府',
    '县公安局破获一起跨境赌博案',
    '扫黄打非办公室查处色情低俗网站',
    '福利彩票双色球开奖结果公告',
    '永利镇人民政府',
  ])('leaves the title “%s” alone', (title) => {
    expect(how(`<meta name="description" content="${title}">`, title)).toEqual([]);
  });
  it.each(['澳门新葡京_葡京赌场_九五至尊', 'bet365体育在线', '六合彩开奖直播，永利', '澳门百家乐'])(
    'sees the stuffed title “%s”',
    (title) => {
      expect(how('', title)).toEqual(['keyword-title']);
    },
  );
  it('sees a list of foreign links after the end of the page', () => {
    const links = [1, 2, 3].map((n) => `<a href="http://s${n}.example.net/">站${n}</a>`).join('');
    const html = `<html><body><p>正文</p></body></html>${links}`;
    const found = readConcealed(new Look(parsePage(html, 'http://www.qingshui.gov.cn/')));
    expect(found.map((one) => one.url)).toEqual([
      'http://s1.example.net/',
      'http://s2.example.net/',
      'http://s3.example.net/',
    ]);
  });
  it.each([
    [
      'a tab panel',
      '<div class="con" style="display:none"><a href="/a.html">内部</a><a href="http://www.gov.cn/">中国政府网</a></div>',
    ],
    [
      'a drop-down of friendly links',
      `<div class="links"><ul class="dropdown-menu" style="display:none"><li><a href="http://www.localpaper.example.com/">日报</a></li></ul></div>`,
    ],
    [
      'a counter',
      '<span style="display:none"><a href="https://www.cnzz.com/stat/website.php">站长统计</a></span>',
    ],
    [
      'mostly official links',
      '<div style="display:none"><a href="http://a.gov.cn/">甲</a><a href="http://b.gov.cn/">乙</a><a href="http://www.localpaper.example.com/">丙</a></div>',
    ],
    [
      'a logo with its words moved away',
      '<h1 style="text-indent:-9999px"><a href="/">清水县人民政府</a></h1>',
    ],
    ['an open foreign link', spam],
    [
      'frames in sight, and hidden ones of its own',
      '<iframe src="http://www.weather.example.net/w" width="300" height="30"></iframe><iframe src="/down" width="0" height="0"></iframe>',
    ],
    [
      'news against the trade in a hidden tab',
      '<div style="display:none"><ul><li><a href="/1.html">县公安局破获一起跨境赌博案</a></li><li><a href="/2.html">严打“黑彩”六合彩非法销售</a></li><li><a href="/3.html">永利镇召开党建工作会</a></li></ul></div>',
    ],
    [
      'a subdomain of its own',
      '<div style="display:none"><a href="http://old.qingshui.gov.cn/">旧站</a></div>',
    ],
    ['an article on a case of gambling', '<p>公安机关侦破一起网络博彩案，提醒群众远离赌博。</p>'],
  ])('leaves %s alone', (_, body) => {
    expect(how(body)).toEqual([]);
  });
});
