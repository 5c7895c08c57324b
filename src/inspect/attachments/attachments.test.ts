import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfOf, zipOf } from '../../attachments/testing/files.ts';
import { oleOf } from '../../attachments/testing/legacy.ts';
import { type PageVisit, SiteFacts } from '../../model/index.ts';
import { xunjian } from '../testing/run.ts';
import { Candidates } from './candidates.ts';

const docx = (text: string) =>
  zipOf({
    'word/document.xml': `<w:document><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`,
  });
/** Invented files that an article offers. */
const FILES: Readonly<Record<string, Uint8Array>> = {
  'list.docx': docx('县人民检查院派员参加。'),
  'scan.pdf': pdfOf(''),
  'ids.pdf': pdfOf(['first page', 'ID 11010519491231002X']),
  'pack.zip': zipOf({ 'in/a.docx': docx('某县人民检查院报送。') }),
  'locked.xlsx': oleOf({ EncryptedPackage: Buffer.alloc(5000) }),
  'old.rar': new TextEncoder().encode('Rar!\x1a\x07\x01\x00'),
};
const page = (title: string, body: string) =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body>${body}<div class="footer">主办：某县人民政府 网站标识码：1101010001</div></body></html>`;
const PAGES: Readonly<Record<string, string>> = {
  '/': page(
    '某县人民政府',
    '<ul><li><a href="/tz/1.html">关于公布名单的通知</a><span>2019-05-06</span></li></ul>',
  ),
  '/tz/1.html': page(
    '关于公布名单的通知',
    `<h1>关于公布名单的通知</h1><p>发布时间：2019-05-06</p><div class="content"><p>${'现将名单予以公布，请各单位遵照执行。'.repeat(6)}</p>${[...Object.keys(FILES), 'gone.pdf'].map((name) => `<p><a href="/f/${name}">附件：${name}</a></p>`).join('')}<p><a href="http://files.example.com/x.pdf">附件：别处</a></p></div>`,
  ),
};

let dir: string;
let server: Server;
let url: string;
const asked: string[] = [];
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'xunjian-attachments-'));
  server = createServer((request, out) => {
    const path = request.url ?? '/';
    asked.push(`${request.method} ${path}`);
    const file = FILES[path.replace('/f/', '')];
    const text = PAGES[path];
    if (file !== undefined) out.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file);
    else if (text !== undefined) out.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text);
    else out.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404</h1>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}/`;
});
afterAll(async () => {
  await new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  });
  rmSync(dir, { recursive: true, force: true });
});

/** What the facts say of attachments, short. */
async function inspected(target: string, name: string, ...words: readonly string[]) {
  const out = join(dir, name);
  const ran = await xunjian([
    'inspect',
    target,
    '--allow-private',
    '--out',
    out,
    '--format',
    'json',
    ...words,
  ]);
  expect(ran.err).toBe('');
  const { sections, coverage } = SiteFacts.parse(JSON.parse(readFileSync(join(out, 'facts.json'), 'utf8')));
  if (sections.content.status !== 'ok') throw new Error('no content');
  const { hits, attachments } = sections.content.value;
  return {
    out,
    attachments,
    hits: hits
      .filter((hit) => /附件/.test(hit.title))
      .map((hit) => [hit.text, hit.title, hit.url.replace(/^http:\/\/[^/]*/, '')])
      .sort(),
    unseen: Object.fromEntries(
      coverage.unseen
        .filter(({ reason }) => reason.startsWith('attachment-'))
        .map(({ reason, count }) => [reason.slice(11), count]),
    ),
  };
}
const FOUND = [
  ['1101**********002X', '附件：ids.pdf（附件第2页）', '/f/ids.pdf#page=2'],
  ['人民检查院', '附件：list.docx（附件）', '/f/list.docx'],
  ['人民检查院', '附件：pack.zip › in/a.docx（附件）', '/f/pack.zip'],
];

describe('attachments of a site', () => {
  it('are read, scanned and kept as evidence; what was not read is told', async () => {
    const live = await inspected(url, 'live');
    expect(live.hits).toEqual(FOUND);
    expect(live.attachments).toEqual({ found: 8, read: 3 });
    expect(live.unseen).toEqual({ encrypted: 1, format: 1, pictures: 1, elsewhere: 1 });
    const verdict = readFileSync(join(live.out, 'verdict.json'), 'utf8');
    expect(verdict).toContain('附件：list.docx（附件）');
    expect(readFileSync(join(live.out, 'report.html'), 'utf8')).toContain('附件：加密');
  }, 60_000);
  it('are the same ones in its own evidence', async () => {
    const saved = await inspected(join(dir, 'live', 'evidence.warc.gz'), 'saved');
    expect(saved.hits).toEqual(FOUND);
    expect(saved.attachments?.read).toBe(3);
    expect(saved.unseen).toEqual({ encrypted: 1, format: 1, pictures: 1, 'not-held': 2 });
  }, 60_000);
  it('are not downloaded where nobody wants them', async () => {
    asked.length = 0;
    const none = await inspected(url, 'none', '--attachments', '0');
    expect(none.hits).toEqual([]);
    expect(none.unseen).toEqual({ budget: 6, elsewhere: 1 });
    expect(asked.filter((line) => line.startsWith('GET /f/') && !line.includes('gone'))).toEqual([]);
  }, 60_000);
  it('lie in a folder of saved pages, linked or not', async () => {
    const folder = join(dir, 'www.example.gov.cn');
    mkdirSync(join(folder, 'f'), { recursive: true });
    mkdirSync(join(folder, 'tz'));
    writeFileSync(join(folder, 'index.html'), PAGES['/'] ?? '');
    writeFileSync(join(folder, 'tz/1.html'), PAGES['/tz/1.html'] ?? '');
    writeFileSync(join(folder, 'f/list.docx'), FILES['list.docx'] ?? '');
    writeFileSync(join(folder, 'unlinked.docx'), docx('县人民检查院。'));
    const { hits } = await inspected(folder, 'folder');
    expect(hits.map(([, title]) => title)).toEqual(['unlinked.docx（附件）', '附件：list.docx（附件）']);
  }, 60_000);
});

describe('Candidates', () => {
  const visit = (
    at: string,
    date: string | null,
    depth: number,
  ): Pick<PageVisit, 'finalUrl' | 'depth' | 'facts'> => {
    const facts: Pick<PageVisit['facts'], 'attachments' | 'items' | 'article'> = {
      attachments: [{ url: at, text: '' }],
      items: [],
      article: date === null ? null : { title: '', published: date, source: null, author: null, text: '' },
    };
    return { finalUrl: 'http://a.example/', depth, facts: facts as PageVisit['facts'] };
  };
  it('takes the newest first, then what is nearer, and keeps a bounded number', () => {
    const all = new Candidates();
    all.page(visit('http://a.example/old.pdf', '2018-01-01', 1));
    all.page(visit('http://a.example/far.pdf', null, 5));
    all.page(visit('http://a.example/near.pdf', null, 2));
    all.page(visit('http://a.example/%E9%99%84.pdf', '2019-05-06T10:00:00+08:00', 3));
    all.page(visit('https://www.a.example/old.pdf', '2019-01-01', 4));
    expect(all.newest().map(({ name }) => name)).toEqual(['附.pdf', 'old.pdf', 'near.pdf', 'far.pdf']);
    expect(all.count).toBe(4);
    for (let n = 0; n < 12_000; n++) all.page(visit(`http://a.example/${n}.pdf`, '2017-01-01', 1));
    expect(all.newest().length).toBeLessThan(10_000);
    expect(all.newest()[0]?.name).toBe('附.pdf');
  });
});
