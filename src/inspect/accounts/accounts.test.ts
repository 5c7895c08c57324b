import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codePng } from '../../codes/testing/codes.ts';
import { SiteFacts, Verdict } from '../../model/index.ts';
import { xunjian } from '../testing/run.ts';

const frame = (
  body: string,
) => `<!doctype html><html><head><meta charset="utf-8"><title>青岚县公安局</title></head><body>${body}
<div class="footer"><ul><li><img src="/images/wx.png"><p>微信公众号“青岚公安”</p></li><li><img src="/images/app_ewm.png" alt="青岚警务APP"></li>
<li><img src="/private/ewm.png"><p>青岚公安抖音号</p></li><li><img src="http://static.example.com/ewm.png"><p>视频号“青岚公安”</p></li></ul>
<a href="https://weibo.com/u/2590506142">青岚公安</a> 主办：青岚县公安局</div></body></html>`;
const PAGES: Readonly<Record<string, string>> = {
  '/robots.txt': 'User-agent: *\nDisallow: /private/\n',
  '/': frame('<ul><li><a href="/a.html">反诈提醒</a><span>2019-05-06</span></li></ul>'),
  '/a.html': frame(
    '<h1>反诈提醒</h1><p>2019-05-06</p><div class="content"><p>请关注我局视频号“青岚反诈”。</p><p>长按识别二维码</p><img src="/images/broken_qr.png"><img src="/images/page-qr.png" alt="二维码"></div>',
  ),
};
let pictures: Readonly<Record<string, Uint8Array>>;
let [dir, url]: [string, string] = ['', ''];
let server: Server;
const asked: string[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'xunjian-accounts-'));
  server = createServer((request, out) => {
    const path = request.url ?? '/';
    asked.push(path);
    const [picture, text] = [pictures[path], PAGES[path]];
    if (picture !== undefined) out.writeHead(200, { 'content-type': 'image/png' }).end(picture);
    else if (text !== undefined)
      out
        .writeHead(200, { 'content-type': path.endsWith('.txt') ? 'text/plain' : 'text/html; charset=utf-8' })
        .end(text);
    else out.writeHead(404).end('404');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}/`;
  const whole = await codePng('http://weixin.qq.com/r/QkzAbCDE1', { logo: 0.15 });
  pictures = {
    '/images/wx.png': whole,
    '/images/app_ewm.png': await codePng('https://apps.example.com/down?id=7'),
    '/private/ewm.png': await codePng('https://v.douyin.com/abc'),
    '/images/broken_qr.png': whole.subarray(0, 40),
    '/images/page-qr.png': await codePng(`${url}a.html`),
  };
});
afterAll(async () => {
  await new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  });
  rmSync(dir, { recursive: true, force: true });
});

async function inspected(target: string, name: string, ...words: readonly string[]) {
  const out = join(dir, name);
  const ran = await xunjian([
    'inspect',
    target,
    '--allow-private',
    '--attachments',
    '0',
    '--out',
    out,
    ...words,
  ]);
  expect(ran.err).toBe('');
  const { sections } = SiteFacts.parse(JSON.parse(readFileSync(join(out, 'facts.json'), 'utf8')));
  if (sections.accounts.status !== 'ok') throw new Error('nobody looked');
  const { accounts, codes } = sections.accounts.value;
  return {
    codes: { ...codes, unread: Object.fromEntries(codes.unread.map(({ reason, count }) => [reason, count])) },
    accounts: accounts
      .map(({ platform, name: called, handle, how, pages }) => [platform, called, handle, how, pages])
      .sort(),
    text: ran.out,
    html: readFileSync(join(out, 'report.html'), 'utf8'),
    verdict: Verdict.parse(JSON.parse(readFileSync(join(out, 'verdict.json'), 'utf8'))),
  };
}

const FOUND = [
  ['app', '青岚警务', 'apps.example.com/down?id=7', ['code', 'card'], 2],
  ['douyin', '青岚公安', null, ['card'], 2],
  ['weibo', '青岚公安', '2590506142', ['link'], 2],
  ['weixin', '青岚公安', 'QkzAbCDE1', ['code', 'card'], 2],
  ['weixin-channels', '青岚公安', null, ['card'], 2],
  ['weixin-channels', '青岚反诈', null, ['card'], 1],
];

describe('accounts that a site shows', () => {
  it('are found in links, cards, words and codes; robots.txt and other hosts are left alone', async () => {
    const live = await inspected(url, 'live');
    expect(live.accounts).toEqual(FOUND);
    expect(live.codes).toEqual({
      candidates: 6,
      decoded: 3,
      none: 0,
      other: 1,
      unread: { elsewhere: 1, unreachable: 1, broken: 1 },
    });
    expect(asked.filter((path) => path.startsWith('/private/'))).toEqual([]);
    expect(live.verdict.accounts?.total).toBe(6);
    expect(live.text).toContain('发现的政务新媒体账号（6 个，不影响结论）');
    expect(live.html).toContain('二维码旁文字');
  }, 60_000);
  it('are the same ones in the evidence, and judged again', async () => {
    const saved = await inspected(join(dir, 'live', 'evidence.warc.gz'), 'saved');
    expect(saved.accounts).toEqual(FOUND);
    expect(saved.codes.unread).toEqual({ 'not-held': 2, broken: 1 });
    const again = await xunjian(['judge', join(dir, 'live', 'facts.json'), '--format', 'json']);
    expect(JSON.parse(again.out)).toMatchObject({ accounts: { total: 6 } });
  }, 60_000);
  it('cost no picture where nobody wants codes, and change no verdict', async () => {
    asked.length = 0;
    const none = await inspected(url, 'none', '--qr', '0');
    // Once each, by the link check, which reads nothing of them.
    expect(asked.filter((path) => path === '/images/wx.png').length).toBe(1);
    expect(none.codes.unread).toEqual({ elsewhere: 1, unreachable: 1, budget: 4 });
    expect(none.accounts.length).toBe(6);
  }, 60_000);
});
