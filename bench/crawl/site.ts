/**
 * A synthetic government site of N pages of about 60 KB, made from a seed: home page, columns, list pages with dates, articles. Every
 * page is reachable from the home page. Pages are made when asked for, from prepared parts, so that the server costs little beside
 * those that are measured.
 *
 * Pages are made up like real ones. 29 real pages of Chinese government sites have, for each 60 KB: 445 tags with 609 attributes, 82
 * links, 21.5 KB of inline script and style, 7.1 KB of text (2,100 Han characters), and pack to 0.29 with gzip -1; `composition.ts` prints
 * the same of these. `LINKS` gives articles another number of links, `TEXT=1` fills pages with text instead (18,000 Han
 * characters, hardly any markup): the worst case of a reader, of a term scan and of a compressor.
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
const TEXT = process.env.TEXT === '1';
/** Links of an article: navigation and frame, and as many related reports as it takes. */
const LINKS = Number(process.env.LINKS ?? 82);

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

const SYLLABLES = [
  'nav',
  'box',
  'list',
  'con',
  'left',
  'zw',
  'gk',
  'item',
  'top',
  'sub',
  'main',
  'pic',
  'title',
  'fr',
  'tab',
  'bd',
  'wrap',
  'new',
];
const PROPERTIES = [
  'width',
  'height',
  'margin-top',
  'padding-left',
  'line-height',
  'font-size',
  'left',
  'border-radius',
];
const EVENTS = ['click', 'hover', 'mouseover', 'ready', 'change'];
const CALLS = ['addClass', 'removeClass', 'toggle', 'find', 'css'];

/** Names of the parts of a page: few come often, as in style sheets and scripts. */
const NAMES = Array.from({ length: 180 }, (_, i) => {
  let state = Math.imul(i + 5, 2246822519) >>> 0;
  return Array.from({ length: 2 + (i % 3) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return SYLLABLES[(state >>> 8) % SYLLABLES.length] ?? '';
  }).join(i % 4 === 0 ? '-' : '');
});

/** Numbers from a seed, small ones more often. */
function* draws(seed: number): Generator<number, never> {
  let state = (seed * 2654435761) >>> 0;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield ((state >>> 8) / 2 ** 24) ** 2;
  }
}

function styles(bytes: number): string {
  const next = draws(3);
  const draw = (most: number) => Math.floor(next.next().value * most);
  const name = () => NAMES[draw(NAMES.length)] ?? '';
  let css = '';
  while (css.length < bytes)
    css += `    .${name()} .${name()}${draw(3) === 0 ? ' li a:hover' : ''} { ${PROPERTIES[draw(PROPERTIES.length)]}: ${draw(60)}px; ${PROPERTIES[draw(PROPERTIES.length)]}: ${draw(100)}%; color: #${(draw(4096) + 4096).toString(16).slice(1)}; }\n`;
  return `<style type="text/css">\n${css}</style>\n`;
}

function script(bytes: number): string {
  const next = draws(9);
  const draw = (most: number) => Math.floor(next.next().value * most);
  const name = () => (NAMES[draw(NAMES.length)] ?? '').replace('-', '_');
  let js = '';
  while (js.length < bytes)
    js +=
      draw(3) === 0
        ? `    function ${name()}${draw(90)}(${name()}, ${name()}) {\n      var ${name()} = document.getElementById("${name()}");\n      if (${name()}.length > ${draw(90)}) { $(".${name()}").addClass("${name()}").show(); }\n    }\n`
        : `    $("#${name()} .${name()}").${EVENTS[draw(EVENTS.length)]}(function () { $(this).${CALLS[draw(CALLS.length)]}("${name()}"); ${name()} = ${draw(3000)}; });\n`;
  return `<script type="text/javascript">\n${js}</script>\n`;
}

const TAGS = `<meta name="SiteName" content="示例市人民政府"><meta name="SiteDomain" content="www.example.gov.cn"><meta name="SiteIDCode" content="0000000001">`;
const HEAD = `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">${TAGS}${TEXT ? '' : `\n${styles(9_500)}${script(4_000)}`}`;
const NAV = TEXT
  ? `<div class="nav"><ul>${COLUMNS.map((name, i) => `<li><a href="/col${i}/index.html">${name}</a></li>`).join('')}</ul></div>`
  : `\n  <div class="header-wrap clearfix">\n    <div class="w1200 nav-box" id="nav">\n      <ul class="nav-list clearfix">\n${COLUMNS.map(
      (name, i) =>
        `        <li class="nav-item n${i}">\n          <a href="/col${i}/index.html" target="_blank"><span>${name}</span></a>\n          <div class="sub-nav" id="sub${i}" style="display: none; position: absolute; z-index: 99"><img src="/images/arrow.png" alt="" width="12" height="8" /></div>\n        </li>\n`,
    ).join('')}      </ul>\n    </div>\n  </div>\n`;
const END = `主办单位：示例市人民政府办公室　网站标识码：0000000001　<a href="https://beian.miit.gov.cn/">京ICP备00000001号</a>`;
const FOOT = TEXT
  ? `<div class="footer"><p>${END}</p></div></body></html>`
  : `\n  <div class="footer-wrap">\n    <div class="w1200 footer clearfix"><p style="line-height: 28px; text-align: center">${END}</p></div>\n  </div>\n${script(8_000)}</body></html>`;
/** Paragraphs as editors leave them; the longer ones are for pages full of text. */
const FILL = Array.from({ length: 400 }, (_, i) =>
  TEXT
    ? `<p style="text-indent: 2em">${words(i + 1, 150)}</p>`
    : `\n        <p style="text-indent: 2em; line-height: 1.75; margin: 0px 0px 10px; font-family: 宋体, SimSun; font-size: 16px"><span style="font-family: 宋体, SimSun; font-size: 16px">${words(i + 1, 48)}</span></p>`,
);
/** What stands around the content of real pages: boxes, pictures, remarks of those who made them. */
const BOXES = Array.from({ length: 300 }, (_, i) => {
  const next = draws(i + 50);
  const draw = (most: number) => Math.floor(next.next().value * most);
  const name = () => NAMES[draw(NAMES.length)] ?? '';
  return `\n        <div class="${name()}-${name()} clearfix">\n          <!-- ${name()} ${name()} ${draw(900)} begin ${name()} -->\n          <div class="${name()}"><img src="/${name()}/${name()}/2019${draw(90)}/W0201905${draw(90_000)}${draw(90_000)}.png" width="${draw(900)}"/></div>\n          <!-- <div class="${name()} ${name()}"><span>${name()}${draw(900)}</span></div> -->\n          <i class="${name()}" style="width: ${draw(300)}px"></i>\n        </div>`;
});
/** Links of an article beside the related reports: navigation, crumbs, foot. */
const FRAME_LINKS = COLUMNS.length + 3;
const RELATED = Math.max(0, LINKS - FRAME_LINKS);

function day(i: number): string {
  return new Date(Date.UTC(2019, 4, 20) - i * 3_600_000 * 7).toISOString().slice(0, 10);
}

/** Fills a page up to its size: with a text of some length and boxes around it, or with nothing but text. */
function filled(html: string, seed: number): string {
  let bytes = Buffer.byteLength(html) + Buffer.byteLength(FOOT);
  let body = html;
  const add = (part: string) => {
    body += part;
    bytes += Buffer.byteLength(part);
  };
  const paragraphs = TEXT ? Number.POSITIVE_INFINITY : 8 + (seed % 9);
  for (let i = 0; i < paragraphs && bytes < SIZE - (TEXT ? 1_200 : 0); i++)
    add(FILL[(seed * 7 + i * 13) % FILL.length] ?? '');
  for (let i = 0; bytes < SIZE - 400; i++) add(BOXES[(seed * 7 + i * 13) % BOXES.length] ?? '');
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
    const related = Array.from({ length: RELATED }, (_, i) => (n * 31 + i * 97) % articles).map((m) =>
      TEXT
        ? `<li><a href="/col${m % COLUMNS.length}/t${m}.html">相关报道${m}</a></li>`
        : `\n          <li><a href="/col${m % COLUMNS.length}/t${m}.html" target="_blank">相关报道之${words(m + 3, 4)}</a></li>`,
    );
    return `${filled(
      `${HEAD}<meta name="ColumnName" content="${COLUMNS[c]}"><meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="${day(n)} 10:20"><title>${title}</title></head><body>${NAV}<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/col${c}/index.html">${COLUMNS[c]}</a></div><h1>${title}</h1><div class="info">发布时间：${day(n)} 10:20 来源：市政府办公室</div><ul class="related">${related.join('')}</ul><div class="content">`,
      n,
    )}</div>${FOOT}`;
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

/** One transparent dot. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

if (import.meta.main) {
  const total = Number(process.argv[2] ?? 2_000);
  const cache = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (/\.(?:png|jpg)$/.test(path)) {
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': PICTURE.length });
      return void response.end(request.method === 'HEAD' ? undefined : PICTURE);
    }
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
