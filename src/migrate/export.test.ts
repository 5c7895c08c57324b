import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArchive } from '../collect/archive/index.ts';
import { readRegisterWords } from '../collect/import/index.ts';
import { exportAccount, type Manifest } from './index.ts';

const words = readRegisterWords(resolve(import.meta.dirname, '../../packs/register-columns.yaml'));
const root = mkdtempSync(join(tmpdir(), 'export-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const folder = join(root, 'register');
const POSTS = [
  {
    account: 'old',
    id: 'p1',
    published: '2019-05-17T10:00:00+08:00',
    title: '关于调整门诊时间的通知',
    text: '# 各位居民：\n自下周起_门诊_时间调整。',
    url: 'https://platform.example/p1?a=1&b=2',
    reads: 120,
    media: ['pictures/1.png', '../secret.txt', 'https://cdn.example/2.png'],
  },
  { account: 'old', id: 'a/b', published: null, title: '无日期', text: '内容' },
  {
    account: 'old',
    id: 'p3',
    published: '2019-05-18',
    title: '通知',
    text: '这一条只在旧账号发布过，承接账号没有转发。',
  },
  { account: 'new', id: 'n1', published: '2019-05-19', title: '关于调整门诊时间的通知！', text: '已迁移' },
];

beforeAll(() => {
  mkdirSync(join(folder, 'pictures'), { recursive: true });
  writeFileSync(join(root, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'pictures/1.png'), Buffer.from([137, 80, 78, 71]));
  writeFileSync(
    join(folder, 'accounts.csv'),
    'id,platform,name,functions\nold,weixin,乙镇微讯,预约;缴费\nnew,weixin,甲县发布,缴费\n',
  );
  writeFileSync(join(folder, 'posts.jsonl'), POSTS.map((row) => `${JSON.stringify(row)}\n`).join(''));
});

const options = {
  words,
  account: 'old',
  successor: 'new',
  software: 'xunjian/test',
  clock: () => Date.UTC(2019, 4, 20),
};

describe('export of an account', () => {
  let manifest: Manifest;
  const out = join(root, 'out');
  beforeAll(async () => {
    manifest = await exportAccount(folder, { ...options, out });
  });

  it('counts what it wrote, and gives every file a digest', () => {
    expect(manifest.counts).toEqual({
      posts: 3,
      undated: 1,
      deleted: 0,
      media: 3,
      mediaMissing: 2,
      reads: 120,
    });
    expect(manifest.files.map(({ path }) => path)).toEqual([
      'archive.wacz',
      'feed.json',
      'media/2019-05-17-p1-1.png',
      'posts/2019-05-17-p1.md',
      'posts/2019-05-18-p3.md',
      'posts/undated-n1.md',
    ]);
    expect(readdirSync(out).sort()).toEqual(['archive.wacz', 'feed.json', 'manifest.json', 'media', 'posts']);
  });

  it('keeps words words in Markdown, and takes nothing from outside the register', () => {
    const text = readFileSync(join(out, 'posts/2019-05-17-p1.md'), 'utf8');
    expect(text).toContain('reads: 120\n');
    expect(text).toContain('\\# 各位居民：');
    expect(text).toContain('自下周起\\_门诊\\_时间调整。');
    expect(text).toContain('[pictures/1.png](../media/2019-05-17-p1-1.png)');
    expect(text).toContain('- ../secret.txt（未取得');
  });

  it('makes a JSON Feed with dates of Asia/Shanghai', () => {
    const feed = JSON.parse(readFileSync(join(out, 'feed.json'), 'utf8'));
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
    expect(feed.items.map((item: { date_published?: string }) => item.date_published)).toEqual([
      undefined,
      '2019-05-17T10:00:00+08:00',
      '2019-05-18T00:00:00+08:00',
    ]);
  });

  it('makes a WACZ that is read back whole', async () => {
    const archive = await openArchive(join(out, 'archive.wacz'));
    const urls: string[] = [];
    for await (const { url, digestOk } of archive) {
      urls.push(url);
      expect(digestOk).not.toBe(false);
    }
    await archive.close();
    expect(archive.report.damage).toEqual([]);
    expect(urls).toEqual([
      'urn:xunjian:post:old:a%2Fb',
      'https://platform.example/p1?a=1&b=2',
      'urn:xunjian:post:old:p3',
    ]);
  });

  it('tells what the successor lacks', () => {
    expect(manifest.carried).toMatchObject({ posts: 3, carried: 1, functionsMissing: ['预约'] });
    expect(manifest.carried?.missing.map(({ id }) => id)).toEqual(['a/b', 'p3']);
  });

  it('overwrites nothing, and leaves nothing where it fails', async () => {
    await expect(exportAccount(folder, { ...options, out })).rejects.toThrow(/exists already/);
    const other = join(root, 'other');
    await expect(exportAccount(folder, { ...options, account: 'nobody', out: other })).rejects.toThrow(
      /--account nobody.*no account/,
    );
    expect(readdirSync(root).sort()).toEqual(['out', 'register', 'secret.txt']);
  });
});
