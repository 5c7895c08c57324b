import { describe, expect, it } from 'vitest';
import { readNeedsScript, readObstacle, readRefresh } from './passage.ts';
import { lookAt } from './testing/look.ts';

const prose = '<p>清水县人民政府召开全体会议，研究部署下一阶段重点工作，会议要求各部门认真落实。</p>'.repeat(
  15,
);

describe('readObstacle', () => {
  it.each([
    ['script-challenge', '<script>document.cookie="__jsl_clearance_s=1;";location.reload()</script>', ''],
    ['script-challenge', '<script>$_ts=window["$_ts"];if(!$_ts)$_ts={};$_ts.nsd=1;</script>', ''],
    ['script-challenge', '<script src="/cdn-cgi/challenge-platform/x.js"></script>', 'Just a moment...'],
    ['script-challenge', '<script>var arg1="0123456789ABCDEF0123456789ABCDEF01234567";</script>', ''],
    ['firewall', '<p>您的访问被拦截，请联系管理员</p>', '网站防火墙'],
    ['firewall', '<h2>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</h2>', '405'],
    ['captcha', '<p>请输入验证码继续访问</p><input name="code">', '安全验证'],
    [
      'login',
      '<form><input name="u"><input type="password" name="p"><button>登录</button></form>',
      '统一身份认证平台',
    ],
    ['parked', '<p>This domain is for sale</p>', 'qingshui'],
    ['error-page', '<h2>404 - 找不到文件或目录。</h2><p>您要查找的资源可能已被删除</p>', '404'],
    ['error-page', '<h1>HTTP Status 500 - Internal Server Error</h1>', 'Apache Tomcat'],
  ] as const)('%s: %s', (kind, body, title) => {
    expect(readObstacle(lookAt(body, title))?.kind).toBe(kind);
  });
  it('takes a search without results for what it is', () => {
    expect(readObstacle(lookAt('<p>抱歉，找不到和您的查询相符的网页。</p>', '站内搜索'))).toBeNull();
  });
  it('knows an error inside the frame of the site', () => {
    const frame = Array.from({ length: 30 }, (_, i) => `<a href="/${i}/">栏目名称${i}</a>`).join('');
    expect(readObstacle(lookAt(`${frame}<p>抱歉，您访问的页面不存在</p>`, '清水县人民政府'))?.kind).toBe(
      'error-page',
    );
  });
  it.each([
    [
      'a page of letters with a captcha in its form',
      `${prose}<form><textarea></textarea>请输入验证码<input name="code"><script src="TencentCaptcha.js"></script></form>`,
      '我要写信',
    ],
    ['a page with a login link', `${prose}<a href="/login">登录</a>`, '清水县'],
    ['an article about an error page', `${prose}<p>页面不存在等问题</p>`, '关于整改页面不存在问题的通报'],
    ['an article on a firewall', `${prose}<p>网站防火墙建设</p>`, '网络安全'],
    ['a short notice', '<h1>关于召开会议的通知</h1><p>定于5月20日召开会议，请准时参加。</p>', '通知'],
  ])('leaves %s alone', (_, body, title) => {
    expect(readObstacle(lookAt(body, title))).toBeNull();
  });
});

describe('readNeedsScript', () => {
  it.each([
    ['an application root', '<div id="app"></div><script src="/js/app.3f2a.js"></script>'],
    [
      'a hint',
      "<noscript>We're sorry but this site doesn't work properly without JavaScript enabled.</noscript><div id='x'></div><script src='/a.js'></script>",
    ],
    [
      'nothing but a bundle',
      '<script src="/static/js/chunk-vendors.js"></script><script src="/static/js/main.1.js"></script>',
    ],
    [
      'an empty list that ajax fills',
      '<div class="header">清水县人民政府</div><ul class="news-list" id="newslist"></ul><script>$.ajax({url:"/api",success:function(d){$("#newslist").html(d)}})</script>',
    ],
  ])('%s', (_, body) => {
    expect(readNeedsScript(lookAt(body))).toBe(true);
  });
  it.each([
    ['a page with text', `${prose}<div id="app"></div><script src="/js/app.js"></script>`],
    ['an empty page without script', '<div></div>'],
    [
      'a filled list beside ajax',
      '<ul class="news-list" id="newslist"><li><a href="1.html">关于召开全县工作会议的通知</a></li></ul><script>$.ajax({url:"/hits"});$("#newslist")</script>',
    ],
    [
      'a picture as entrance',
      '<a href="/index2.html"><img src="door.jpg"></a><script src="/js/main.js"></script><p>清水县人民政府欢迎您，请点击图片进入网站首页，本站支持互联网协议第六版访问，欢迎您对我们的工作提出宝贵的意见和建议，谢谢您的支持与关注</p>',
    ],
  ])('not %s', (_, body) => {
    expect(readNeedsScript(lookAt(body))).toBe(false);
  });
});

describe('readRefresh', () => {
  const to = 'http://www.qingshui.gov.cn/new/index.html';
  it.each([
    '<meta http-equiv="refresh" content="0;url=/new/index.html">',
    '<META HTTP-EQUIV="Refresh" CONTENT="3; URL=\'/new/index.html\'">',
    '<meta content="5,url=/new/index.html" http-equiv=REFRESH>',
    '<script>window.location.href="/new/index.html";</script>',
    "<script>location.replace('/new/index.html')</script>",
    '<script>self.location = "/new/index.html"</script>',
    '<script>setTimeout(function(){ location.href="/new/index.html"; }, 100)</script>',
    '<body onload="location=\'/new/index.html\'">',
  ])('%s', (body) => {
    expect(readRefresh(lookAt(body))).toBe(body.startsWith('<body') ? null : to);
  });
  it.each([
    ['a page that reloads itself', '<meta http-equiv="refresh" content="5">'],
    ['a slow refresh', '<meta http-equiv="refresh" content="300;url=/new/index.html">'],
    [
      'a function that nobody calls at once',
      '<script>function go(){ location.href="/new/index.html"; }</script>',
    ],
    ['a page with text', `${prose}<script>location.href="/new/index.html"</script>`],
    ['a comparison', '<script>if (location.href == "/new/index.html") { a() }</script>'],
  ])('not %s', (_, body) => {
    expect(readRefresh(lookAt(body))).toBeNull();
  });
});
