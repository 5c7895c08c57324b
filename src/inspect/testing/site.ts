import { createServer, type ServerResponse } from 'node:http';

export interface TestSite {
  readonly url: string;
  /** Paths asked for, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

const COLUMNS: Readonly<Record<string, string>> = {
  '/dt/': '工作动态',
  '/tz/': '通知公告',
  '/zc/': '政策文件',
  '/rs/': '人事信息',
  '/gh/': '规划计划',
};
const NAV = `<div class="nav"><ul><li><a href="/">首页</a></li>${Object.entries(COLUMNS)
  .map(([path, name]) => `<li><a href="${path}">${name}</a></li>`)
  .join('')}</ul></div>`;

const FOOT =
  '<div class="footer"><p>主办单位：某县人民政府办公室 联系电话：010-12345678 网站标识码：1234560001</p></div>';

function page(title: string, body: string, head = ''): string {
  return `<!doctype html><html><head><meta charset="utf-8"><meta name="SiteName" content="某县人民政府">${head}<title>${title}</title></head><body>${NAV}${body}${FOOT}</body></html>`;
}

/**
 * A small site of invented pages: a home page, five columns, `articles` articles dated back from `today`. `delayMs` makes every
 * page slow, so that a test can stop an inspection in the middle.
 */
export async function serveTestSite(
  options: { readonly today: number; readonly articles?: number; readonly delayMs?: number } = {
    today: Date.now(),
  },
): Promise<TestSite> {
  const { today, articles = 12, delayMs = 0 } = options;
  const asked: string[] = [];
  const day = (n: number) => new Date(today - n * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
  const item = (n: number) =>
    `<li><a href="/dt/content_${9000 - n}.html">关于第${n}号试验田灌溉安排的通知</a><span>${day(n)}</span></li>`;
  const list = Array.from({ length: articles }, (_, n) => item(n + 1)).join('');
  const respond = (path: string, out: ServerResponse) => {
    const html = (text: string) =>
      out.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text);
    const article = /^\/dt\/content_(\d+)\.html$/.exec(path);
    if (path === '/')
      return html(
        page('某县人民政府', `<div class="list"><h2><a href="/dt/">工作动态</a></h2><ul>${list}</ul></div>`),
      );
    const name = COLUMNS[path];
    if (name !== undefined) {
      const body = `<div class="list"><ul>${list}</ul></div>`;
      return html(page(`${name}-某县人民政府`, body, `<meta name="ColumnName" content="${name}">`));
    }
    if (article !== null) {
      const n = 9000 - Number(article[1]);
      const body = `<h1>关于第${n}号试验田灌溉安排的通知</h1><p>发布时间：${day(n)} 来源：某县农业农村局</p><div class="content"><p>${'为做好灌溉工作，现将有关事项通知如下。'.repeat(8)}</p></div>`;
      return html(page(`关于第${n}号试验田灌溉安排的通知`, body));
    }
    return out.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404</h1>');
  };
  const server = createServer((request, out) => {
    const path = request.url ?? '/';
    asked.push(path);
    setTimeout(() => respond(path, out), delayMs);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
