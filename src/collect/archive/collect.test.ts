import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Coverage,
  type FailedVisit,
  type FileVisit,
  InputError,
  InterruptedError,
  LinkFacts,
  type PageVisit,
} from '../../model/index.ts';
import { type CollectArchiveOptions, collectArchive } from './collect.ts';
import { createWarcWriter } from './writer.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunjian-collect-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Stored {
  readonly url: string;
  readonly status?: number;
  readonly body?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly at?: number;
  readonly truncated?: 'length';
}

const HTML: Stored['headers'] & object = [['Content-Type', 'text/html']];
const START = Date.UTC(2024, 4, 17);
let count = 0;

async function warc(stored: readonly Stored[]): Promise<string> {
  const path = join(folder, `${count++}.warc.gz`);
  const writer = await createWarcWriter(path, { software: 'test/1', clock: () => START });
  for (const [index, { url, status = 200, body = '', headers = HTML, at, truncated }] of stored.entries()) {
    await writer.write({
      url,
      at: at ?? START + index * 1000,
      ip: null,
      request: { method: 'GET', target: '/', headers: [] },
      response: { statusLine: `HTTP/1.1 ${status} X`, headers, body: Buffer.from(body) },
      ...(truncated === undefined ? {} : { truncated }),
    });
  }
  await writer.close();
  return path;
}

async function collect(
  path: string,
  options: CollectArchiveOptions = {},
  signal = new AbortController().signal,
) {
  const pages: PageVisit[] = [];
  const files: FileVisit[] = [];
  const failed: FailedVisit[] = [];
  const result = await collectArchive(
    path,
    options,
    {
      page: (visit) => void pages.push(visit),
      file: (visit) => void files.push(visit),
      failed: (visit) => void failed.push(visit),
    },
    signal,
  );
  expect(() => Coverage.parse(result.coverage)).not.toThrow();
  expect(() => LinkFacts.parse(result.links)).not.toThrow();
  return { ...result, pages, files, failed };
}

function page(title: string, ...links: readonly string[]): string {
  const anchors = links.map((link) => `<li><a href="${link}">${link} link</a></li>`).join('');
  return `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1><ul>${anchors}</ul></body></html>`;
}

const HOME = 'http://www.a.example/';
const SITE: readonly Stored[] = [
  { url: 'http://other.example/x', body: page('other') },
  { url: `${HOME}deep.html`, body: page('deep', '/gone.html', '/not-archived.html') },
  {
    url: HOME,
    body: page(
      'Home',
      '/list.html',
      '/gone.html',
      '/old',
      '/denied',
      'http://other.example/x',
      'http://far.example/',
    ),
  },
  { url: `${HOME}list.html`, body: page('List', '/deep.html', '/file.pdf') },
  { url: `${HOME}gone.html`, status: 404, body: page('404') },
  { url: `${HOME}denied`, status: 403 },
  { url: `${HOME}old`, status: 301, headers: [['Location', '/new.html']] },
  { url: `${HOME}new.html`, body: page('New') },
  { url: `${HOME}file.pdf`, body: '%PDF', headers: [['Content-Type', 'application/pdf']] },
  { url: 'http://a.example/bare.html', body: page('Bare host') },
];

describe('collectArchive', () => {
  it('hands over the pages of the site that the archive is about', async () => {
    const { pages, files, failed, home, hosts, coverage } = await collect(await warc(SITE));
    expect(home).toEqual({ url: HOME, failure: null });
    expect([...hosts].sort()).toEqual(['a.example', 'www.a.example']);
    const depths = Object.fromEntries(pages.map((visit) => [visit.facts.title, visit.depth]));
    expect(depths).toMatchObject({ Home: 0, List: 1, deep: 2, New: 1 });
    expect(depths['Bare host']).toBeGreaterThan(2);
    expect(pages.every((visit) => visit.record?.startsWith('<urn:uuid:') && visit.digest !== null)).toBe(
      true,
    );
    expect(pages.find((visit) => visit.facts.title === 'List')).toMatchObject({
      referrer: HOME,
      linkText: '/list.html link',
    });
    expect(files.map((file) => file.contentType)).toEqual(['application/pdf']);
    expect(failed.map((visit) => [visit.url, visit.kind])).toEqual([
      [`${HOME}gone.html`, 'http-4xx'],
      [`${HOME}denied`, 'http-4xx'],
    ]);
    expect(coverage).toMatchObject({
      source: 'archive',
      pages: 5,
      complete: false,
      userAgent: 'test/1',
      from: '2024-05-17T00:00:00.000Z',
    });
    expect(coverage.unseen).toEqual([
      { reason: 'not in the archive', count: 1, examples: [`${HOME}not-archived.html`] },
    ]);
  });

  it('calls a link dead only where the archive holds the error', async () => {
    const { links, outlinks } = await collect(await warc(SITE));
    expect(links.dead).toMatchObject([
      { url: `${HOME}gone.html`, status: 404, onHome: true, count: 2, scope: 'internal' },
    ]);
    expect([links.deadOnHome, links.deadElsewhere]).toEqual([1, 0]);
    // A refusal of whoever made the archive, and what is not in it, stay unchecked.
    expect(links.unchecked).toBe(3);
    expect(outlinks.map(({ host, links }) => [host, links])).toEqual([
      ['other.example', 1],
      ['far.example', 1],
    ]);
  });

  it('lets the last capture count', async () => {
    const path = await warc([
      { url: HOME, body: page('new', '/a'), at: START + 9000 },
      { url: HOME, body: page('old', '/a'), at: START },
      { url: `${HOME}a`, status: 404, at: START },
      { url: `${HOME}a`, body: page('back again'), at: START + 5000 },
    ]);
    const { pages, links } = await collect(path);
    expect(pages.map((visit) => visit.facts.title)).toEqual(['new', 'back again']);
    expect(links.dead).toEqual([]);
  });

  it('judges by no page that is half there', async () => {
    const path = await warc([
      { url: HOME, body: page('home') },
      { url: `${HOME}half`, body: '<html><body>ha', truncated: 'length' },
    ]);
    const { pages, failed, coverage } = await collect(path);
    expect(pages).toHaveLength(1);
    expect(failed).toMatchObject([{ url: `${HOME}half`, kind: 'broken-record' }]);
    expect(coverage.failureCounts).toEqual({ 'broken-record': 1 });
  });

  it('finds a page under the other scheme, and no error there', async () => {
    const path = await warc([
      { url: 'https://a.example/', body: page('Home', 'http://a.example/x', 'http://www.a.example/y') },
      { url: 'https://a.example/x', body: page('X') },
      { url: 'https://a.example/y', status: 404 },
    ]);
    const { pages, links } = await collect(path);
    expect(pages.map((visit) => [visit.facts.title, visit.depth])).toEqual([
      ['Home', 0],
      ['X', 1],
    ]);
    expect(links.dead).toEqual([]);
  });

  it('tells the site before it hands over anything', async () => {
    const heard: string[] = [];
    await collectArchive(
      await warc(SITE),
      { onSite: ({ home }) => void heard.push(home) },
      { page: () => void heard.push('page') },
      new AbortController().signal,
    );
    expect(heard.slice(0, 2)).toEqual([HOME, 'page']);
    expect(heard.filter((word) => word === HOME)).toHaveLength(1);
  });

  it('takes the site that is asked for, and says where there is none', async () => {
    const path = await warc(SITE);
    expect((await collect(path, { site: 'other.example' })).pages.map((visit) => visit.url)).toEqual([
      'http://other.example/x',
    ]);
    await expect(collect(path, { site: 'http://none.example/' })).rejects.toThrow(
      /holds no page of none\.example.*www\.a\.example/,
    );
    const empty = await warc([{ url: HOME, status: 500 }]);
    await expect(collect(empty)).rejects.toBeInstanceOf(InputError);
  });

  it('follows the home page to where it redirects', async () => {
    const path = await warc([
      { url: HOME, status: 302, headers: [['Location', '/portal/main.do']] },
      { url: `${HOME}x/y.html`, body: page('deep') },
      { url: `${HOME}portal/main.do`, body: page('Portal') },
    ]);
    expect((await collect(path)).home.url).toBe(`${HOME}portal/main.do`);
  });

  it('follows a home page that only sends on', async () => {
    const path = await warc([
      {
        url: HOME,
        body: '<html><head><meta http-equiv="refresh" content="0;url=portal/index.html"></head></html>',
      },
      { url: `${HOME}portal/index.html`, body: page('Portal', '/list.html') },
      { url: `${HOME}list.html`, body: page('List') },
    ]);
    const { home, pages } = await collect(path);
    expect(home.url).toBe(`${HOME}portal/index.html`);
    expect(pages.map((visit) => [visit.facts.title, visit.depth])).toEqual([
      ['Portal', 0],
      ['List', 1],
    ]);
  });

  it('runs the text hook', async () => {
    const module = join(folder, 'scan.mjs');
    await writeFile(
      module,
      `export const createPageScanner = ({ word }) => (facts) => facts.title === word ? [{ rule: 'r' }] : [];`,
    );
    const scan = { module: pathToFileURL(module).href, options: { word: 'List' } };
    const { pages } = await collect(await warc(SITE), { scan });
    expect(pages.filter((visit) => visit.hits.length > 0).map((visit) => visit.facts.title)).toEqual([
      'List',
    ]);
  });

  it('stops when asked to', async () => {
    const failure = collect(await warc(SITE), {}, AbortSignal.abort());
    await expect(failure).rejects.toBeInstanceOf(InterruptedError);
  });
});

it('a later capture that was cut short does not take the place of a whole one', async () => {
  const path = await warc([
    { url: HOME, body: page('Home', 'a.html') },
    { url: `${HOME}a.html`, body: page('A') },
    { url: `${HOME}a.html`, body: '<html><title>A', truncated: 'length' },
  ]);
  const { pages, failed } = await collect(path);
  expect(pages.map((visit) => visit.url).sort()).toEqual([HOME, `${HOME}a.html`]);
  expect(failed).toEqual([]);
});

describe('a folder of saved pages', () => {
  async function tree(name: string, files: Readonly<Record<string, string>>): Promise<string> {
    const root = join(folder, name);
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
      await utimes(join(root, path), START / 1000, START / 1000);
    }
    return root;
  }

  it('takes wget’s folder for the host, and unknown targets for unchecked', async () => {
    const root = await tree('saved', {
      'www.b.example/index.html': page('Home', 'sub/a.shtml', 'missing.html', 'list.jsp?page=2'),
      'www.b.example/sub/a.shtml': page('A', '../index.html'),
      'www.b.example/list.jsp?page=2': page('Second page'),
      'www.b.example/style.css': 'body {}',
    });
    const { pages, links, coverage, home, files } = await collect(root);
    expect(home.url).toBe('http://www.b.example/index.html');
    expect(pages.map((visit) => [visit.url, visit.depth]).sort()).toEqual([
      ['http://www.b.example/index.html', 0],
      ['http://www.b.example/list.jsp?page=2', 1],
      ['http://www.b.example/sub/a.shtml', 1],
    ]);
    expect(pages[0]?.at).toBe(START);
    expect(links.dead).toEqual([]);
    expect(files).toHaveLength(1);
    expect(coverage).toMatchObject({ source: 'folder', pages: 3, complete: false });
  });

  it.each([
    [
      'saved from url',
      '<!-- saved from url=(0026)http://c.example/page.html -->',
      'http://c.example/page.html',
    ],
    ['canonical', '<link href="/real.html" rel="canonical">', 'http://pages.example/real.html'],
    [
      'canonical elsewhere',
      '<link rel="canonical" href="http://d.example/">',
      'http://pages.example/p%20%25.html',
    ],
  ])('knows a page’s address by itself: %s', async (name, head, url) => {
    const root = await tree(`own-${name}`, {
      'p %.html': `<html><head>${head}</head><body>text</body></html>`,
    });
    const { pages } = await collect(root, { base: 'http://pages.example' });
    expect(pages.map((visit) => visit.url)).toEqual([url]);
  });

  it.each([
    ['empty', {}, {}, 'no such file or folder'],
    ['no-page', { 'a.txt': 'text' }, {}, 'no saved page'],
    ['bad-base', { 'a.html': 'text' }, { base: 'ftp://x' }, 'no http address'],
  ])('says what is wrong: %s', async (name, files, options, why) => {
    await expect(collect(await tree(name, files), options)).rejects.toThrow(why);
  });
});
