/**
 * A synthetic government site of N pages of about 60 KB of Chinese HTML, made from a seed: home page, columns, list pages with
 * dates, articles. Every page is reachable from the home page. Pages are made when asked for, from prepared parts, so that the
 * server costs little beside those that are measured. `LINKS` says how many links an article carries (default 60): home pages and
 * portals of real government sites carry 100 to 250, their articles 12 to 150.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const COLUMNS = [
  '政务动态',
  '通知公告',
  '政策文件',
  '政策解读',
  '人事信息',
  '财政预决算',
  '统计数据',
  '办事指南',
  '互动交流',
  '机构职能',
];
const PER_LIST = 30;
const SIZE = 60_000;
/** Links of an article: navigation (10), crumbs (2), foot (1), and as many related reports as it takes. */
const LINKS = Number(process.env.LINKS ?? 60);
const RELATED = Math.max(0, LINKS - COLUMNS.length - 3);

/** Words of two to four characters, and how often each comes: few often, many seldom, as in real texts (they pack to a quarter). */
const VOCABULARY = Array.from({ length: 2_500 }, (_, i) => {
  let state = Math.imul(i + 11, 2654435761) >>> 0;
  return Array.from({ length: 2 + (i % 3 === 0 ? 1 : 0) + (i % 11 === 0 ? 1 : 0) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return String.fromCharCode(0x4e00 + ((state >>> 8) % 2_500));
  }).join('');
});

function words(seed: number, count: number): string {
  let state = (seed * 2654435761) >>> 0;
  let text = '';
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const chance = (state >>> 8) / 2 ** 24;
    text += VOCABULARY[Math.floor(VOCABULARY.length * chance ** 3)] ?? '';
    if (i % 7 === 6) text += i % 21 === 20 ? '。' : '，';
  }
  return text;
}

const HEAD = `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="SiteName" content="示例市人民政府"><meta name="SiteDomain" content="www.example.gov.cn"><meta name="SiteIDCode" content="0000000001">`;
const NAV = `<div class="nav"><ul>${COLUMNS.map((name, i) => `<li><a href="/col${i}/index.html">${name}</a></li>`).join('')}</ul></div>`;
const FOOT = `<div class="footer"><p>主办单位：示例市人民政府办公室　网站标识码：0000000001　<a href="https://beian.miit.gov.cn/">京ICP备00000001号</a></p></div></body></html>`;
const FILL = Array.from({ length: 400 }, (_, i) => `<p style="text-indent: 2em">${words(i + 1, 150)}</p>`);

function day(i: number): string {
  return new Date(Date.UTC(2019, 4, 20) - i * 3_600_000 * 7).toISOString().slice(0, 10);
}

function filled(html: string, seed: number): string {
  let bytes = Buffer.byteLength(html);
  let body = html;
  for (let i = 0; bytes < SIZE - 1_200; i++) {
    const part = FILL[(seed * 7 + i * 13) % FILL.length] ?? '';
    body += part;
    bytes += part.length * 3;
  }
  return body;
}

/** Page number n of a site of `total` pages; page 0 is the home page. */
export function pageOf(total: number, path: string): string | null {
  const article = /^\/col(\d+)\/t(\d+)\.html$/.exec(path);
  const articles = total - 1 - lists(total);
  if (path === '/') {
    const blocks = COLUMNS.map(
      (name, c) =>
        `<div class="block"><h2><a href="/col${c}/index.html">${name}</a></h2><ul>${entries(c, 0, 8, articles)}</ul></div>`,
    );
    return (
      filled(`${HEAD}<title>示例市人民政府门户网站</title></head><body>${NAV}${blocks.join('')}`, 1) + FOOT
    );
  }
  if (article !== null) {
    const n = Number(article[2]);
    const c = Number(article[1]);
    if (n >= articles || n % COLUMNS.length !== c) return null;
    const title = `关于${words(n + 7, 6).replace(/[，。]/g, '')}的通知`;
    const related = Array.from({ length: RELATED }, (_, i) => (n * 31 + i * 97) % articles).map(
      (m) => `<li><a href="/col${m % COLUMNS.length}/t${m}.html">相关报道${m}</a></li>`,
    );
    return (
      filled(
        `${HEAD}<meta name="ColumnName" content="${COLUMNS[c]}"><meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="${day(n)} 10:20"><title>${title}</title></head><body>${NAV}<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/col${c}/index.html">${COLUMNS[c]}</a></div><h1>${title}</h1><div class="info">发布时间：${day(n)} 10:20 来源：市政府办公室</div><ul class="related">${related.join('')}</ul><div class="content">`,
        n,
      ) + `</div>${FOOT}`
    );
  }
  const list = /^\/col(\d+)\/index(?:_(\d+))?\.html$/.exec(path);
  if (list === null) return null;
  const c = Number(list[1]);
  const number = Number(list[2] ?? 0);
  const pages = listPages(total);
  if (c >= COLUMNS.length || number >= pages) return null;
  const pager = Array.from({ length: Math.min(pages, 10) }, (_, i) =>
    Math.min(pages - 1, number - (number % 9) + i),
  ).map((i) => `<a href="/col${c}/index${i === 0 ? '' : `_${i}`}.html">${i + 1}</a>`);
  return (
    filled(
      `${HEAD}<meta name="ColumnName" content="${COLUMNS[c]}"><title>${COLUMNS[c]}</title></head><body>${NAV}<ul class="list">${entries(c, number * PER_LIST, PER_LIST, articles)}</ul><div class="pages">${pager.join(' ')}</div>`,
      c * 31 + number,
    ) + FOOT
  );
}

function listPages(total: number): number {
  return Math.max(1, Math.floor(total / COLUMNS.length / (PER_LIST + 1)));
}
function lists(total: number): number {
  return listPages(total) * COLUMNS.length;
}
function entries(c: number, from: number, count: number, articles: number): string {
  let html = '';
  for (let i = from; i < from + count; i++) {
    const n = i * COLUMNS.length + c;
    if (n < articles)
      html += `<li><a href="/col${c}/t${n}.html" title="标题${n}">关于${words(n + 7, 6).replace(/[，。]/g, '')}的通知</a><span>${day(n)}</span></li>`;
  }
  return html;
}

if (import.meta.main) {
  const total = Number(process.argv[2] ?? 2_000);
  const cache = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    let body = cache.get(path);
    if (body === undefined) {
      const html = pageOf(total, path);
      if (html === null) {
        response.writeHead(404, { 'content-type': 'text/html' });
        return void response.end('<h1>404</h1>');
      }
      body = Buffer.from(html);
      // Small sites stay in memory, so that the server's work is nothing but sending.
      if (cache.size < 3_000) cache.set(path, body);
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  server.listen(0, '127.0.0.1', () => {
    console.log((server.address() as AddressInfo).port);
  });
}
