import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadAccountWords } from '../packs/index.ts';
import { readPage } from '../page/index.ts';
import { createMentionReader } from './index.ts';

const reader = createMentionReader(loadAccountWords(join(import.meta.dirname, '../../packs')));

describe('addresses', () => {
  it.each([
    ['https://weibo.com/u/2590506142?is_hot=1#x', 'weibo', 'uid', '2590506142'],
    ['https://weibo.com/2605594314', 'weibo', 'uid', '2605594314'],
    ['https://m.weibo.cn/profile/2605594314', 'weibo', 'uid', '2605594314'],
    ['https://weibo.cn/qr/userinfo?uid=2605594314', 'weibo', 'uid', '2605594314'],
    ['https://weibo.com/n/%E9%9D%92%E5%B2%9A%E5%8F%91%E5%B8%83', 'weibo', 'name', '青岚发布'],
    ['http://e.weibo.com/qinglanfabu', 'weibo', 'domain', 'qinglanfabu'],
    ['https://weibo.com/p/1001062712739951/home?x=1', 'weibo', 'page', '1001062712739951'],
    [
      'https://mp.weixin.qq.com/mp/profile_ext?action=home&__biz=MzA4NzQ==&scene=124',
      'weixin',
      'biz',
      'MzA4NzQ==',
    ],
    ['https://open.weixin.qq.com/qr/code?username=qinglanfabu', 'weixin', 'alias', 'qinglanfabu'],
    ['http://weixin.qq.com/r/QkzAbCDE-1f2rXYZ9', 'weixin', 'ticket', 'QkzAbCDE-1f2rXYZ9'],
    ['https://mp.weixin.qq.com/a/~CnbT5BDQ4R_w8zxJ~', 'mini-program', 'ticket', '~CnbT5BDQ4R_w8zxJ~'],
    ['https://www.toutiao.com/c/user/token/MS4wLjABAAAA/?x=1', 'toutiao', 'token', 'MS4wLjABAAAA'],
    ['https://www.toutiao.com/m6048373737', 'toutiao', 'media', '6048373737'],
    ['https://www.douyin.com/user/MS4wLjABAAAAxyz', 'douyin', 'token', 'MS4wLjABAAAAxyz'],
    ['https://v.douyin.com/iABcd12/', 'douyin', 'ticket', 'iABcd12'],
    ['https://live.kuaishou.com/profile/qinglan', 'kuaishou', 'uid', 'qinglan'],
    ['https://space.bilibili.com/1234567?from=search', 'bilibili', 'uid', '1234567'],
    ['https://www.xiaohongshu.com/user/profile/5f1e2a', 'xiaohongshu', 'uid', '5f1e2a'],
    ['https://apps.apple.com/cn/app/%E9%9D%92%E5%B2%9A/id1234567890', 'app', 'apple', '1234567890'],
    [
      'http://www.example.gov.cn/down/Qinglan_1.2.APK',
      'app',
      'file',
      'www.example.gov.cn/down/Qinglan_1.2.APK',
    ],
    ['https://a.app.qq.com/o/simple.jsp?pkgname=cn.gov.qinglan', 'app', 'package', 'cn.gov.qinglan'],
    ['https://social.example.org/@office', 'mastodon', 'actor', 'office@social.example.org'],
    ['https://youtube.com/@office', 'youtube', 'handle', 'office'],
  ])('%s', (url, platform, key, id) => {
    expect(reader.address(url)).toMatchObject({ platform, key, id });
  });
  it.each([
    'https://weibo.com/',
    'https://weibo.com/login.php?url=x',
    'https://service.weibo.com/share/share.php?url=x',
    'https://mp.weixin.qq.com/s/qFvUyEBRGKP7vgKRc3A',
    'https://www.douyin.com/video/7123456789',
    'https://www.toutiao.com/article/7123456789/',
    'https://www.bilibili.com/video/BV1xx',
    'https://twitter.com/intent/tweet?text=x',
    'https://www.facebook.com/sharer.php?u=x',
    'http://www.example.gov.cn/u/123456',
    'mailto:a@b.cn',
    'javascript:void(0)',
    'http://[broken',
    '',
  ])('%s is none', (url) => {
    expect(reader.address(url)).toBeNull();
  });
  it('of a post tell its account, and are told to be content', () => {
    expect(reader.address('https://mp.weixin.qq.com/s?__biz=MzA4NzQ==&mid=1')).toMatchObject({
      is: 'content',
      id: 'MzA4NzQ==',
    });
    expect(reader.address('https://weibo.com/2605594314/JxYz12')).toMatchObject({
      is: 'content',
      id: '2605594314',
    });
  });
  it('never throw', () => {
    const part = fc.constantFrom(
      'http://',
      'weibo.com',
      'mp.weixin.qq.com',
      '/',
      '/u/',
      '?__biz=',
      '%',
      '@',
      '[',
      '12345',
      '青',
      '#',
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        reader.address(parts.join(''));
      }),
    );
  });
});

describe('links of pages', () => {
  const part = fc.constantFrom(
    'weibo.com',
    'weixin.qq.com',
    'a.gov.cn',
    'A.gov.cn',
    ':81',
    '/',
    '/u/',
    '/@office',
  );
  const end = fc.constantFrom(
    '1234567',
    '.apk',
    '.APK',
    '.apk ',
    '.html',
    '?x=1',
    '#x',
    '\\',
    '%',
    'p',
    '/r/Qk12',
  );
  const urls = fc
    .tuple(fc.constantFrom('http://', 'https://', 'http:///', ''), fc.array(part), fc.array(end))
    .map(([scheme, parts, ends]) => scheme + parts.join('') + ends.join(''));
  it('are the accounts among their addresses, but for actors of the own host', () => {
    const hostOf = (url: string) => URL.parse(url)?.host ?? '';
    fc.assert(
      fc.property(urls, fc.array(urls, { maxLength: 8 }), (url, more) => {
        const links = [...new Set([...more, `${url}/@office`, `${url}/a.apk`])].map((one) => ({
          url: one,
          text: '',
        }));
        const accounts = links.filter((link) => {
          const one = reader.address(link.url);
          if (one === null || one.is === 'content') return false;
          return one.key !== 'actor' || hostOf(link.url) !== hostOf(url);
        });
        const { mentions } = reader.page({ url, text: '', links, pictures: [] });
        const ids = new Set(accounts.map((link) => reader.address(link.url)?.id));
        expect(new Set(mentions.map(({ handle }) => handle))).toEqual(ids);
      }),
      { numRuns: 500 },
    );
  });
});

const namesOf = (text: string, platform = 'weixin') =>
  reader.post({ title: '', text, platform }).map((one) => [one.platform, one.name, one.claim]);

describe('words of posts', () => {
  it.each([
    ['请关注我局视频号“青岚交警”', [['weixin-channels', '青岚交警', 'own']]],
    ['更多内容见微信公众号：青岚发布。', [['weixin', '青岚发布', null]]],
    ['官方微博：@青岚公安，欢迎关注', [['weibo', '青岚公安', null]]],
    ['打开“青岚通”小程序即可办理', [['mini-program', '青岚通', null]]],
    [
      '请关注“青岚卫健”“青岚疾控”等公众号',
      [
        ['weixin', '青岚疾控', null],
        ['weixin', '青岚卫健', null],
      ],
    ],
    [
      '微信公众号（青岚教育）和抖音号‘青岚教育’',
      [
        ['weixin', '青岚教育', null],
        ['douyin', '青岚教育', null],
      ],
    ],
    ['来源：“远山日报”微信公众号', [['weixin', '远山日报', 'source']]],
    ['欢迎关注青岚文旅微信公众号', [['weixin', '青岚文旅', null]]],
    ['下载“掌上青岚”APP', [['app', '掌上青岚', null]]],
    [
      '公众号：青岚一中、青岚二中',
      [
        ['weixin', '青岚一中', null],
        ['weixin', '青岚二中', null],
      ],
    ],
  ])('%s', (text, expected) => {
    expect(namesOf(text)).toEqual(expected);
  });
  it('tell the id and whom it is verified for', () => {
    const [one] = reader.post({
      title: '',
      text: '微信公众号：青岚发布（微信号：qinglanfabu），账号主体：青岚县融媒体中心',
      platform: 'weixin',
    });
    expect(one).toMatchObject({ name: '青岚发布', handle: 'qinglanfabu', key: 'alias' });
  });
  it('call an account of the same platform by @', () => {
    expect(namesOf('感谢@青岚消防 的支持', 'weibo')).toEqual([['weibo', '青岚消防', null]]);
    expect(namesOf('联邦宇宙：@office@social.example.org')).toEqual([['mastodon', 'office', null]]);
  });
  it.each([
    '我局召开政务微博工作会议，要求加强微博管理',
    '通过微信、微博等新媒体平台开展宣传',
    '关注我们的微信公众号',
    '他在微信里说：“你好”',
    '咨询微信：13800001111',
    '回复@小明同学:谢谢//@路人甲:转发微博',
    '联系邮箱 office@example.gov.cn',
    '使用手机APP时注意安全',
    '微信公众号二维码如下',
    '关于规范微信公众号和小程序管理的通知',
    'mapping happy weiboxyz',
    'the Publisher app (if applicable) and “Feedback” app',
    '可在公众号“就诊服务”里选科室',
    '@青岚人 快来看',
  ])('%s: nobody is named', (text) => {
    expect(namesOf(text, 'weibo').filter(([, name]) => name !== null)).toEqual([]);
  });
  it('are read in time that grows with their length, whatever they are', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom('微信', '公众号', '：', '“', '”', '@', '关注', '青', 'A', '\n', '（', '、'))
          .map((parts) => parts.join('')),
        (text) => {
          for (const one of reader.post({ title: '', text, platform: 'weibo' }))
            expect(one.name?.length ?? 0).toBeLessThanOrEqual(30);
        },
      ),
    );
    const long = '微信公众号：“'.repeat(20_000);
    const start = process.cpuUsage().user;
    reader.post({ title: '', text: long, platform: 'weixin' });
    expect(process.cpuUsage().user - start).toBeLessThan(1_500_000);
  });
});

const page = (body: string) =>
  readPage(`<html><body>${body}</body></html>`, { url: 'http://www.example.gov.cn/', mentions: reader.page })
    .accounts ?? { mentions: [], pictures: [] };

describe('pages', () => {
  it('cards: words beside a picture', () => {
    const { mentions, pictures } = page(`
      <ul><li><img src="/img/ewm1.jpg" width="90" height="90"><p>“青岚发布”<br>微信公众号</p></li>
      <li><img src="/img/2.png" alt="青岚县公安局官方微博"></li>
      <li><figure><img src="/img/app.png"><figcaption>掌上青岚APP</figcaption></figure></li></ul>`);
    expect(
      mentions.map(({ platform, name, how, picture }) => [platform, name, how, picture?.slice(-8)]),
    ).toEqual([
      ['weixin', '青岚发布', 'card', 'ewm1.jpg'],
      ['weibo', '青岚县公安局', 'card', 'mg/2.png'],
      ['app', '掌上青岚', 'card', '/app.png'],
    ]);
    expect(pictures.map(({ url, platform, name }) => [url.slice(26), platform, name])).toEqual([
      ['img/ewm1.jpg', 'weixin', '青岚发布'],
      ['img/2.png', 'weibo', '青岚县公安局'],
      ['img/app.png', 'app', '掌上青岚'],
    ]);
  });
  it('pictures that are no codes of accounts are left alone', () => {
    const { pictures } = page(`
      <img src="/banner_wx.jpg" width="900" height="120"><img src="/news/1.jpg" alt="县长调研">
      <div><img src="/qr.png"><p>扫一扫在手机打开当前页</p></div><div><img src="/qrcode2.png"> 分享到微信</div>
      <img src="/icon_weixin.png" width="24" height="24"><img src="/dzjg.png" alt="党政机关">`);
    expect(pictures).toEqual([]);
  });
  it('links, with what is told beside them', () => {
    const { mentions } = page(
      '<a href="https://weibo.com/u/2590506142">青岚发布</a><a href="https://weibo.com/n/青岚公安"><img src="x.png" alt="官方微博"></a><a href="/@office">x</a><a href="https://mp.weixin.qq.com/s/abc">文章</a>',
    );
    expect(mentions.map(({ platform, name, handle, claim }) => [platform, name, handle, claim])).toEqual([
      ['weibo', '青岚发布', '2590506142', null],
      ['weibo', '青岚公安', '青岚公安', 'own'],
    ]);
  });
});
