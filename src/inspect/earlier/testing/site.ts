import { createServer, type ServerResponse } from 'node:http';
import { GAMBLING, officialText } from '../../../changes/testing/site.ts';

/** What the site is like: as it was, after a redesign, after a break-in. */
export type Day = 'before' | 'redesigned' | 'attacked';

export interface ChangingSite {
  readonly url: string;
  turn(day: Day): void;
  close(): Promise<void>;
}

const COLUMNS = { '/dt/': '工作动态', '/tz/': '通知公告', '/zc/': '政策文件' } as const;
const ARTICLES = 45;
const OFF_DAY = 86_400_000;

/** Addresses that the break-in changes. */
export const VICTIMS = {
  subject: '/dt/content_1007.html',
  terms: '/dt/content_1008.html',
  parked: '/dt/content_1010.html',
  english: '/dt/content_1011.html',
  away: '/dt/content_1013.html',
  gone: '/dt/content_1014.html',
} as const;
const REDATED = [1020, 1022, 1023];

/**
 * An invented site that changes as sites do: every day its lists have new entries, a redesign brings another frame and other hosts, a
 * break-in replaces articles. Texts are those of no real site.
 */
export async function serveChangingSite(now: number): Promise<ChangingSite> {
  let day: Day = 'before';
  const server = createServer((request, out) => respond(request.url ?? '/', day, now, out));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    turn: (to) => {
      day = to;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function respond(path: string, day: Day, now: number, out: ServerResponse): unknown {
  const html = (text: string) => out.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text);
  const attacked = day === 'attacked' ? replaced(path, out, html) : undefined;
  if (attacked !== undefined) return attacked;
  // Missing style sheets would be tried twice, after a pause.
  if (/\.(?:css|js)$/.test(path)) return out.writeHead(200, { 'content-type': 'text/css' }).end('');
  if (path === '/') return html(frame(day, '某县人民政府', lists(day, now)));
  const column = Object.entries(COLUMNS).find(([at]) => at === path);
  if (column !== undefined)
    return html(
      frame(
        day,
        `${column[1]}-某县人民政府`,
        list(day, now, column[0]),
        `<meta name="ColumnName" content="${column[1]}">`,
      ),
    );
  const number = Number(/content_(\d+)\.html$/.exec(path)?.[1] ?? 0);
  const n = number - 1000;
  if (n < 0 || n >= 90) return out.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404</h1>');
  const date = day === 'attacked' && REDATED.includes(number) ? dayOf(now, 1) : dayOf(now, 100 - n);
  return html(frame(day, titleOf(n), article(n, date)));
}

function replaced(path: string, out: ServerResponse, html: (text: string) => unknown): unknown {
  switch (path) {
    case VICTIMS.subject:
      return html(
        `<title>第三章 重生归来</title><h1>第三章 重生归来</h1><div class="content"><p>${NOVEL}</p></div>`,
      );
    case VICTIMS.terms:
      return html(
        `<title>澳门新葡京官网-百家乐开户</title><meta name="keywords" content="百家乐开户,威尼斯人娱乐"><h1>澳门新葡京官网</h1><p>${GAMBLING}</p>`,
      );
    case VICTIMS.parked:
      return html('<title>域名出售</title><p>此域名可转让，本域名正在出售，有意者请联系。</p>');
    case VICTIMS.english:
      return html(`<title>Cheap watches</title><h1>Cheap watches online</h1><p>${ENGLISH}</p>`);
    case VICTIMS.away:
      return out.writeHead(302, { location: 'http://127.0.0.2:9/win' }).end();
    case VICTIMS.gone:
      return out.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404</h1>');
    default:
      return undefined;
  }
}

/** Two of the many things that break-ins put in place of an article, beside gambling. */
const NOVEL =
  '她猛地睁开眼睛，发现自己竟回到十年前那个雨夜。上一世被渣男和闺蜜联手害死，这一世她发誓要让他们血债血偿。总裁冷冷看着她，薄唇轻启：女人，你在玩火。她微微一笑转身走进暴雨，身后的跑车缓缓跟上。系统提示：恭喜宿主获得逆天功法，当前境界炼气三层，距离筑基还差三千灵石，是否立刻闭关修炼？';
const ENGLISH =
  'Buy cheap replica watches and designer handbags online with free worldwide shipping. Every brand you love at the best price guaranteed, genuine leather, swiss movement, money back within thirty days from a trusted seller since many years. Our warehouse holds sunglasses, sneakers, jackets, perfume, jewellery, belts, wallets and much more for men, women or children. Discount codes expire tonight, so order before midnight and receive another gift.';

function dayOf(now: number, ago: number): string {
  return new Date(now - ago * OFF_DAY + 8 * 3_600_000).toISOString().slice(0, 10);
}

function titleOf(n: number): string {
  return `${officialText(n).slice(3, 11)}情况通报（第${n}期）`;
}

function article(n: number, date: string): string {
  return `<h1>${titleOf(n)}</h1><p>发布时间：${date} 来源：某县人民政府办公室</p><div class="content"><p>${officialText(n).replaceAll('。', '。</p><p>')}</p></div>`;
}

/** A day later the lists hold other entries. */
function list(day: Day, now: number, column: string): string {
  const shift = day === 'before' ? 0 : 30;
  const items = Array.from({ length: ARTICLES }, (_, at) => {
    const n = at + shift;
    // What is older is still linked: it moved to the end.
    return `<li><a href="/dt/content_${1000 + n}.html">${titleOf(n)}</a><span>${dayOf(now, 100 - n)}</span></li>`;
  });
  const older = Array.from(
    { length: shift },
    (_, n) => `<li><a href="/dt/content_${1000 + n}.html">${titleOf(n)}</a></li>`,
  );
  return `<div class="list" data-column="${column}"><ul>${[...items, ...older].join('')}</ul></div>`;
}

function lists(day: Day, now: number): string {
  return Object.entries(COLUMNS)
    .map(
      ([path, name]) =>
        `<div class="block"><h2><a href="${path}">${name}</a></h2>${list(day, now, path)}</div>`,
    )
    .join('');
}

const FOOT =
  '<div class="footer"><p>主办单位：某县人民政府办公室 联系电话：010-12345678 网站标识码：1234560001</p></div>';

function frame(day: Day, title: string, body: string, head = ''): string {
  const nav = Object.entries(COLUMNS)
    .map(([path, name]) => `<li><a href="${path}">${name}</a></li>`)
    .join('');
  const meta = `<meta charset="utf-8"><meta name="SiteName" content="某县人民政府">${head}<title>${title}</title>`;
  if (day !== 'redesigned')
    return `<!doctype html><html><head>${meta}<link rel="stylesheet" href="/css/old.css"><script src="/js/old.js"></script></head><body><div class="nav"><ul><li><a href="/">首页</a></li>${nav}</ul></div>${body}${FOOT}${
      day === 'attacked' ? '<script src="http://127.0.0.3:9/x.js"></script>' : ''
    }</body></html>`;
  return `<!doctype html><html><head>${meta}<link rel="stylesheet" href="/assets/2026/main.css"><script src="/assets/2026/app.js"></script><script src="http://127.0.0.4:9/component.js"></script></head><body><header><nav class="top-nav"><ul><li><a href="/">网站首页</a></li>${nav}</ul></nav><p>便民服务热线与智能问答入口欢迎使用新版网站</p></header><main>${body}</main>${FOOT}<p>适老化与无障碍专区 繁体版 手机版</p></body></html>`;
}
