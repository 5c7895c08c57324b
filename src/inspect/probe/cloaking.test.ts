import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWarcWriter } from '../../collect/archive/index.ts';
import { createFetcher } from '../../collect/site/index.ts';
import type { SectionValue } from '../../model/index.ts';
import { lookForCloaking } from './cloaking.ts';
import { createOpener } from './opener.ts';

const HEALTHY = (extra = '') =>
  `<html><head><title>青岚镇人民政府</title></head><body><ul><li><a href="/a">通知${extra}</a></li></ul></body></html>`;
const CLOAKED =
  '<html><head><title>澳门新葡京娱乐城,真人荷官,体育投注</title><meta name="keywords" content="bet365,真人娱乐,老虎机"></head><body>x</body></html>';
const SAID =
  '<html><head><title>青岚镇</title></head><body><a href="/x">六合彩开奖网站导航</a></body></html>';

/** By path: what search engines get; visitors get the healthy page. */
const SHOWN: Readonly<Record<string, string>> = {
  '/cloaked': CLOAKED,
  '/words': SAID,
  '/news': HEALTHY('（第2条）'),
};
let close = () => {};
let origin = '';
const agents: string[] = [];
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloaking-'));
  const server = createServer((request, response) => {
    const agent = request.headers['user-agent'] ?? '';
    agents.push(agent);
    const path = request.url ?? '';
    const isSpider = /baiduspider/i.test(agent);
    if (path === '/refused' && isSpider) response.statusCode = 403;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(isSpider ? (SHOWN[path] ?? HEALTHY()) : HEALTHY());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => server.close();
});
afterAll(async () => {
  close();
  await rm(folder, { recursive: true, force: true });
});

const CONTENT: SectionValue<'content'> = {
  pagesScanned: 1,
  packs: [],
  hits: [],
  hitCount: 0,
  concealed: [],
  outlinks: [],
};

async function look(path: string): Promise<SectionValue<'content'>['concealed']> {
  const clock = () => Date.now();
  const archive = await createWarcWriter(join(folder, `${path.slice(1)}.warc.gz`), {
    software: 'test',
    clock,
  });
  const ask = (userAgent: string) => {
    const fetcher = createFetcher({ userAgent, allowPrivate: true, clock });
    const { signal } = new AbortController();
    return { fetcher, open: createOpener({ fetcher, archive, clock, signal, delayMs: 0 }) };
  };
  const [visitor, searcher] = [ask('xunjian test'), ask('xunjian test (compatible; Baiduspider/2.0)')];
  const scan = (text: string) =>
    [...text.matchAll(/六合彩/g)].map(({ index }) => ({
      rule: 'harmful.gambling',
      pack: 'harmful',
      category: 'harmful' as const,
      severity: 'veto' as const,
      start: index,
      end: index + 3,
      text: '六合彩',
      suggest: null,
      why: '',
      context: text.slice(Math.max(0, index - 10), index + 13),
      selector: null,
    }));
  try {
    const openers = { visitor: visitor.open, searcher: searcher.open };
    const content = await lookForCloaking(CONTENT, [`${origin}${path}`], openers, scan);
    return content.concealed;
  } finally {
    await visitor.fetcher.close();
    await searcher.fetcher.close();
    await archive.close();
  }
}

describe('what search engines are shown', () => {
  it('stuffed titles and keywords that no visitor gets', async () => {
    const found = await look('/cloaked');
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ how, page }) => how === 'cloaked' && page.endsWith('/cloaked'))).toBe(true);
  });
  it('harmful words that no visitor gets', async () =>
    expect(await look('/words')).toMatchObject([
      { how: 'cloaked', text: expect.stringContaining('六合彩') },
    ]));
  it.each([
    ['pages that differ as pages do', '/news'],
    ['the same page', '/same'],
    ['a search engine that is turned away', '/refused'],
  ])('nothing: %s', async (_, path) => expect(await look(path)).toEqual([]));
  it('says who asks, beside the name of the search engine', () => {
    const spiders = agents.filter((agent) => agent.includes('Baiduspider'));
    expect(spiders.length).toBeGreaterThan(0);
    expect(spiders.every((agent) => agent.startsWith('xunjian'))).toBe(true);
  });
});
