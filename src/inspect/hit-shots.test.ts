import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBrowser } from '../collect/site/browser/find.ts';
import { loadBrowser, type Renderer } from '../collect/site/index.ts';
import { hitResults } from '../judge/hits.ts';
import { siteFacts } from '../judge/testing/site-facts.ts';
import { shootHits } from './hit-shots.ts';

const PAGE = `<!doctype html><meta charset="utf-8"><body><div style="height:1500px">上文</div><div class="text"><p>首段</p><p>县人民<b>检查院</b>派员参加会议。</p></div></body>`;
let server: Server;
let url: string;
let renderer: Renderer;
beforeAll(async () => {
  server = createServer((request, out) => {
    if (request.url === '/a.html') out.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
    else request.socket.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}/`;
  const room = await loadBrowser();
  renderer = room.createRenderer({
    executable: await findBrowser({ configured: null, path: '/usr/bin:/usr/local/bin' }),
    addressesOf: async () => [{ address: '127.0.0.1', family: 4 }],
  });
});
afterAll(async () => {
  await renderer?.close();
  server.closeAllConnections();
  server.close();
});

const hit = (more: object) => ({
  rule: 'r',
  pack: 'p',
  category: 'misstatement',
  severity: 'error',
  start: 1,
  end: 6,
  text: '人民检查院',
  suggest: null,
  why: '机构名称有误',
  url: `${url}a.html`,
  title: '会议',
  date: null,
  context: '县人民检查院派员',
  selector: null,
  ...more,
});

it('keeps a picture of the place with the words marked, and learns the selector; secrets and attachments get none', async () => {
  const hits = [
    hit({}),
    hit({ start: 40, end: 45 }),
    hit({ text: '不在页面上' }),
    hit({ category: 'secrecy', severity: 'veto', text: '首段' }),
    hit({ severity: 'warn', text: '派员' }),
    hit({ attachment: true }),
    hit({ url: `${url}gone.html` }),
  ];
  const content = { pagesScanned: 1, packs: [], hits, hitCount: hits.length, concealed: [], outlinks: [] };
  const files = new Map<string, Uint8Array | string>();
  const { sections } = await shootHits(siteFacts({ content }), {
    render: (address, request) => renderer.render(address, request),
    folder: {
      write: async (name, data) => {
        files.set(name, data);
      },
    },
    clock: () => Date.UTC(2019, 4, 20),
    signal: new AbortController().signal,
  });
  if (sections.content.status !== 'ok') throw new Error('no content');
  const shot = sections.content.value.hits.map(({ selector }) => selector);
  const place = 'body > div:nth-of-type(2) > p:nth-of-type(2)';
  expect(shot).toEqual([place, place, null, null, null, null, null]);
  expect([...files].map(([name, data]) => [name, createHash('sha256').update(data).digest('hex')])).toEqual([
    [expect.stringMatching(/^screenshots\/[0-9a-f]{64}\.png$/), sections.content.value.hits[0]?.shot?.sha256],
  ]);
  const [first] = hitResults('hit', sections.content.value.hits.slice(0, 2));
  expect(first?.evidence.map(({ type }) => type)).toEqual(['quote', 'quote', 'screenshot']);
  const [discreet] = hitResults('hit', sections.content.value.hits.slice(0, 2), { discreet: true });
  expect(discreet?.evidence.map(({ type }) => type)).toEqual(['quote', 'quote']);
}, 60_000);
