import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import excel from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import { collectFrom, NOW, spans } from '../testing/harness.ts';
import { exported } from './index.ts';

const root = mkdtempSync(join(tmpdir(), 'xunjian-export-'));
afterAll(() => rmSync(root, { recursive: true }));
const MADE = Date.parse(NOW) / 1000;

function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(root, 'f'));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), content);
    utimesSync(join(folder, name), MADE, MADE);
  }
  return folder;
}
async function book(rows: readonly (readonly unknown[])[]): Promise<Buffer> {
  const workbook = new excel.Workbook();
  workbook.addWorksheet('sheet1').addRows(rows.map((row) => [...row]));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
const collect = (files: Readonly<Record<string, string | Buffer>>, what: 'posts' | 'metrics') =>
  collectFrom(exported, () => ({ status: 500, text: '' }), {
    credential: { folder: folderOf(files) },
    what: [what],
  });

describe('export', () => {
  it('reads a workbook of posts with notes above the header, dates as numbers and rounded counts', async () => {
    const { posts, collections } = await collect(
      {
        '图文.xlsx': await book([
          ['统计周期：2019-05-01 至 2019-05-19'],
          ['内容标题', '发表时间', '总阅读人数', '总阅读次数', '在看次数', '分享次数', '内容url'],
          ['防汛提醒', 43603.5, 90, '1.2万', 3, '-', 'https://mp.weixin.example/1'],
          ['停水公告', '2019/5/18', '80', '100,00', 1, 2, ''],
        ]),
      },
      'posts',
    );
    expect(posts).toMatchObject([
      {
        id: 'https://mp.weixin.example/1',
        title: '防汛提醒',
        published: '2019-05-18T12:00:00+08:00',
        reads: 12_000,
        inView: 3,
      },
      {
        id: expect.stringMatching(/^export-[0-9a-f]{16}$/),
        published: '2019-05-18',
        reads: 10_000,
        shares: 2,
      },
    ]);
    expect(posts[0]).not.toHaveProperty('shares');
    expect(spans(collections, 'posts')).toEqual(['ok 2019-05-01T00:00 … 2019-05-20T00:00']);
  });

  it('reads figures by day in GB18030, without the sum below', async () => {
    const gb = Buffer.from([
      0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0xd4, 0xf6, 0xb7, 0xdb, 0xca, 0xfd, 0x2c, 0xb7, 0xdb, 0xcb, 0xbf, 0xca,
      0xfd, 0x0d, 0x0a,
    ]);
    const rows = Buffer.from('2019-05-18,5,100\r\n2019-05-19,7,107\r\n');
    const sum = Buffer.concat([Buffer.from([0xba, 0xcf, 0xbc, 0xc6]), Buffer.from(',12,\r\n')]);
    const { metrics, collections } = await collect(
      { '数据助手.csv': Buffer.concat([gb, rows, sum]) },
      'metrics',
    );
    expect(metrics).toEqual([
      { account: 'a1', day: '2019-05-18', newFollowers: 5, followers: 100 },
      { account: 'a1', day: '2019-05-19', newFollowers: 7, followers: 107 },
    ]);
    expect(spans(collections, 'metrics')).toEqual([
      'ok 2019-05-18T00:00 … 2019-05-20T00:00',
      'failed 2019-05-01T00:00 … 2019-05-18T00:00',
    ]);
  });

  it('covers over tables that join, not over a hole, nor beyond what a table shows or when it was made', async () => {
    const table = '作品名称,发布时间,播放量\n甲,2019-05-10 08:00,5\n';
    const joined = await collect(
      { '作品_20190510-20190531.csv': table, '作品_20190501-20190510.csv': table },
      'posts',
    );
    expect(spans(joined.collections, 'posts')).toEqual(['ok 2019-05-01T00:00 … 2019-05-20T10:00']);
    const parted = await collect(
      { '作品_20190515-20190519.csv': table, '作品_20190501-20190510.csv': table },
      'posts',
    );
    expect(spans(parted.collections, 'posts')).toEqual([
      'ok 2019-05-15T00:00 … 2019-05-20T00:00',
      'failed 2019-05-01T00:00 … 2019-05-15T00:00',
    ]);
    const unsaid = await collect({ '作品.csv': table }, 'posts');
    expect(spans(unsaid.collections, 'posts')[0]).toBe('ok 2019-05-10T08:00 … 2019-05-10T08:00');
    const nothing = await collect({ '作品_20190501-20190519.csv': '作品名称,发布时间,播放量\n' }, 'posts');
    expect(spans(nothing.collections, 'posts')).toEqual(['ok 2019-05-01T00:00 … 2019-05-20T00:00']);
  });

  it.each([
    [
      'a row that cannot be read',
      { 'a_20190501-20190519.csv': '标题,发布时间,阅读量\n甲,上周,5\n' },
      /a_20190501-20190519\.csv:2: published: “上周” is no date/,
    ],
    ['an unknown table', { 'a.csv': '姓名,电话\n张,1\n' }, /no known table/],
    ['an old workbook', { 'a.xls': Buffer.from('d0cf11e0a1b11ae1', 'hex') }, /old workbook.*\.xlsx/],
    ['an empty folder', {}, /no table of this kind/],
  ])('proves nothing by %s, and says where it is', async (_, files, said) => {
    const { collections, bugs } = await collect(files, 'posts');
    expect(collections).toMatchObject([{ what: 'posts', ok: false, error: expect.stringMatching(said) }]);
    expect(bugs).toEqual([]);
  });

  it('says that the folder is missing', async () => {
    const { collections } = await collectFrom(exported, () => ({ text: '' }), {
      credential: { folder: join(root, 'none') },
      what: ['posts'],
    });
    expect(collections).toMatchObject([{ ok: false, error: expect.stringContaining('ENOENT') }]);
  });
});
