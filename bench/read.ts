/**
 * Speed of the page reader alone: decoded text → all page facts, in MB of UTF-8 a second of one core, beside what htmlparser2
 * needs to build its tree of the same pages. Synthetic 60 KB Chinese pages, and the real ones where XUNJIAN_DATA is set.
 * `node bench/read.ts [--rounds 15]`
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'htmlparser2';
import { parsePage } from '../src/page/dom.ts';
import { decodeHtml, readPage } from '../src/page/index.ts';

interface Page {
  readonly html: string;
  readonly url: string;
}

const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 15;

/** A list and an article of about 60 KB each, with the menus and link farms that such pages carry. */
function synthetic(): Page[] {
  const base = 'http://www.qinglan.gov.example/';
  const menu = Array.from(
    { length: 120 },
    (_, i) =>
      `<li class="nav-item"><a href="/col/c${i}/index.html" target="_blank" title="栏目名称${i}">栏目名称${i}</a></li>`,
  ).join('\n');
  const farm = Array.from(
    { length: 80 },
    (_, i) => `<li><a href="http://dept${i}.gov.example/">青岚市下属部门${i}</a></li>`,
  ).join('\n');
  const head = (title: string) =>
    `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title><meta name="SiteName" content="青岚县人民政府"><meta name="ColumnName" content="工作动态"><link rel="stylesheet" href="/css/a.css"><script src="/js/jquery.js"></script><style>.a{color:#333}</style></head><body><div class="header"><ul class="nav">${menu}</ul></div>`;
  const foot = `<div class="links"><ul>${farm}</ul></div><div class="footer"><p>主办单位：青岚县人民政府办公室　网站标识码：9901230001　浙ICP备09001234号-1　浙公网安备 33990102000123号</p></div></body></html>`;
  const day = (i: number) =>
    `2019-${String(12 - (i % 12)).padStart(2, '0')}-${String(28 - (i % 28)).padStart(2, '0')}`;
  const rows = Array.from(
    { length: 150 },
    (_, i) =>
      `<li class="list-item clearfix"><a href="/art/2019/art_${i}.html" target="_blank" title="青岚县召开第${i}次重点工作推进会议部署下一阶段任务">青岚县召开第${i}次重点工作推进会议部署下一阶段任务</a><span class="date">${day(i)}</span></li>`,
  ).join('\n');
  const prose = Array.from(
    { length: 60 },
    (_, i) =>
      `<p style="text-indent:2em;line-height:2"><span style="font-family:仿宋_GB2312;font-size:16pt">会议强调，要坚持问题导向，抓住关键环节，第${i}项任务由牵头部门负责，责任单位配合，确保按时完成；各乡镇要加强组织领导，层层压实责任，推动各项工作落到实处。</span></p>`,
  ).join('\n');
  const crumb =
    '<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 工作动态</div>';
  return [
    {
      url: `${base}zwgk/gzdt/index.html`,
      html: `${head('工作动态')}${crumb}<ul class="list">${rows}</ul>${foot}`,
    },
    {
      url: `${base}art/2019/art_1.html`,
      html: `${head('青岚县召开重点工作推进会议')}${crumb}<h1>青岚县召开重点工作推进会议</h1><div>发布时间：2019-05-17 10:20 来源：县政府办</div><div class="content">${prose}</div>${foot}`,
    },
  ];
}

function real(): Page[] {
  const folder = join(process.env.XUNJIAN_DATA ?? '', 'pages');
  const labels = join(folder, 'labels.jsonl');
  if (!existsSync(labels)) return [];
  return readFileSync(labels, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const { file, url }: { file: string; url: string } = JSON.parse(line);
      return { url, html: decodeHtml(readFileSync(join(folder, file))).text };
    });
}

/** By then the optimising compilers have done with the reader; a site of 2,000 pages takes as long. */
const WARM_MS = 5_000;

/** Median CPU milliseconds of this thread for one pass over the pages, once they are warm. */
function measure(pages: readonly Page[], run: (page: Page) => unknown): number {
  const times: number[] = [];
  const passes = Math.max(1, Math.ceil(60 / pages.length));
  const round = () => {
    for (let pass = 0; pass < passes; pass++) for (const page of pages) run(page);
  };
  for (const start = performance.now(); performance.now() - start < WARM_MS; ) round();
  for (let i = 0; i < rounds; i++) {
    const start = process.threadCpuUsage();
    round();
    const { user, system } = process.threadCpuUsage(start);
    times.push((user + system) / 1000 / passes);
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 1] ?? Number.NaN;
}

const table: Record<string, Record<string, string>> = {};
for (const [name, pages] of [
  ['synthetic', synthetic()],
  ['real', real()],
] as const) {
  if (pages.length === 0) continue;
  const megabytes = pages.reduce((sum, page) => sum + Buffer.byteLength(page.html), 0) / 1e6;
  const speed = (ms: number) => `${((megabytes / ms) * 1000).toFixed(0)} MB/s`;
  table[name] = {
    'KB/page': ((megabytes / pages.length) * 1000).toFixed(0),
    'read, all facts': speed(measure(pages, ({ html, url }) => readPage(html, { url }))),
    'own parse alone': speed(measure(pages, ({ html, url }) => parsePage(html, url))),
    'htmlparser2 tree': speed(measure(pages, ({ html }) => parseDocument(html))),
  };
}
console.table(table);
