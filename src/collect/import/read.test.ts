import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import excel from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import type { PostRow } from '../../model/index.ts';
import { BadRowsError, readRegister, readRegisterWords, showRowProblem, writeRegister } from './index.ts';

const words = readRegisterWords(resolve(import.meta.dirname, '../../../packs/register-columns.yaml'));
const root = mkdtempSync(join(tmpdir(), 'register-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const path = mkdtempSync(join(root, 'r-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}
const UNITS = 'id,name,level,parent\nu1,甲县人民政府,county,\nu2,乙镇人民政府,township,u1\n';
const ACCOUNTS =
  'id,unit,platform,name,registered\na1,u1,weixin,甲县发布,2017-01-01\na2,u2,weibo,乙镇微讯,2018-02-03\n';
const problemsOf = async (files: Readonly<Record<string, string | Uint8Array>>) => {
  const register = await readRegister(folder(files), { words, skipBad: true });
  return { register, said: register.problems.map(showRowProblem) };
};

/** 甲县发布 in GB18030, which no encoder of the platform writes. */
const GB = { 甲: [0xbc, 0xd7], 县: [0xcf, 0xd8], 发: [0xb7, 0xa2], 布: [0xb2, 0xbc] } as const;
const gb = (text: string) =>
  Uint8Array.from(
    [...text].flatMap((one) => (one in GB ? [...GB[one as keyof typeof GB]] : [one.charCodeAt(0)])),
  );

describe('tables', () => {
  it('reads headers, levels, platforms, dates and numbers as Chinese sheets write them', async () => {
    const { register, said } = await problemsOf({
      '单位名录.csv':
        '单位编号,单位名称,行政级别,上级单位\n1,甲县人民政府,县级,\n2,乙镇人民政府,乡镇（街道）,甲县人民政府\n',
      '政务新媒体.csv':
        '政务新媒体台账,,,,,,,\n备案编号,主办单位,所属平台,账号类型,账号名称,开设时间,是否认证,账号状态,粉丝数,功能,责任编辑\n' +
        'X1,甲县人民政府,微信公众号,订阅号,甲县发布,2017年1月5日,是,正常,1.2万,办事预约；信息发布,张三\n' +
        'X2,乙镇人民政府,新浪微博,,乙镇微讯,43101,否,停更,"1,234",,李四\n',
    });
    expect(said).toEqual([]);
    expect(register.units.get('2')).toMatchObject({ level: 'township', parent: '1' });
    expect(register.accounts.get('X1')).toEqual({
      id: 'X1',
      unit: '1',
      platform: 'weixin',
      kind: 'subscription',
      name: '甲县发布',
      handle: null,
      registered: '2017-01-05',
      verified: true,
      status: 'active',
      followers: 12_000,
      functions: ['办事预约', '信息发布'],
      staff: null,
      url: null,
      extra: { 责任编辑: '张三' },
    });
    expect(register.accounts.get('X2')).toMatchObject({
      registered: '2018-01-01',
      status: 'stopped',
      verified: false,
      followers: 1234,
    });
  });

  it.each<[string, Uint8Array]>([
    ['UTF-8 with BOM', Buffer.from('\ufeffid,platform,name\na1,weixin,甲县发布\n')],
    ['GB18030', gb('id,platform,name\na1,weixin,甲县发布\n')],
    ['UTF-16 with BOM', Buffer.from('\ufeffid\tplatform\tname\r\na1\tweixin\t甲县发布\r\n', 'utf16le')],
  ])('reads %s', async (_, bytes) => {
    const { register, said } = await problemsOf({ 'accounts.csv': bytes });
    expect(said).toEqual([]);
    expect(register.accounts.get('a1')?.name).toBe('甲县发布');
  });

  it('keeps lines right behind a cell of many lines', async () => {
    const { register, said } = await problemsOf({
      'accounts.csv': 'id,platform,name,note\na1,weixin,甲,"第一行\n第二行，""引号"""\na2,weixin,,\n',
    });
    expect(register.accounts.get('a1')?.extra).toEqual({ note: '第一行\n第二行，"引号"' });
    expect(said).toEqual(['accounts.csv:4: name is empty']);
  });

  it.each<[string, string, string]>([
    ['an id used twice', 'a1,u2,weixin,丙,', 'accounts.csv:4: the id a1 is already used in line 2'],
    ['no such unit', 'a3,u9,weixin,丙,', 'accounts.csv:4: unit: there is no unit u9'],
    ['no date', 'a3,u1,weixin,丙,去年', 'accounts.csv:4: registered: “去年” is no date'],
    [
      'no day of the calendar',
      'a3,u1,weixin,丙,2019-02-30',
      'accounts.csv:4: registered: “2019-02-30” is no date',
    ],
    [
      'cells beyond the header',
      'a3,u1,weixin,丙,2019-01-01,多余',
      'accounts.csv:4: has 6 cells where the header has 5; a column may have shifted',
    ],
    [
      'a quotation mark left open',
      'a3,u1,weixin,"丙,',
      'accounts.csv:4: a quotation mark is opened and never closed',
    ],
  ])('refuses %s', async (_, line, expected) => {
    const files = { 'units.csv': UNITS, 'accounts.csv': `${ACCOUNTS}${line}\n` };
    const { register, said } = await problemsOf(files);
    expect(said).toContain(expected);
    expect([...register.accounts.keys()]).toEqual(['a1', 'a2']);
    await expect(readRegister(folder(files), { words })).rejects.toThrow(BadRowsError);
    await expect(readRegister(folder(files), { words })).rejects.toThrow(
      /nothing was imported: accounts\.csv:4: .+--skip-bad/,
    );
  });

  it('uses a row with an unknown platform or status, and says so', async () => {
    const { register, said } = await problemsOf({
      'accounts.csv': 'id,platform,name,status\na1,绿洲,甲,维修\n',
    });
    expect(register.accounts.get('a1')).toMatchObject({
      platform: '绿洲',
      status: null,
      extra: { status: '维修' },
    });
    expect(said).toEqual([
      'accounts.csv:2: platform: “绿洲” is not known; it is kept as it stands',
      'accounts.csv:2: status: “维修” is not known; it is kept, and taken as not stated',
    ]);
    expect(register.errors).toBe(0);
  });

  it('finds circles in the unit tree and what hangs on them', async () => {
    const { register, said } = await problemsOf({
      'units.csv': 'id,name,parent\nu1,甲,u3\nu2,乙,u1\nu3,丙,u2\nu4,丁,u3\nu5,戊,\n',
      'accounts.csv': 'id,unit,platform,name\na1,u4,weixin,甲\na2,u5,weixin,乙\n',
    });
    expect([...register.units.keys()]).toEqual(['u5']);
    expect([...register.accounts.keys()]).toEqual(['a2']);
    expect(said).toEqual([
      ...[2, 4, 3].map((line) => `units.csv:${line}: parent: goes in a circle: u1 → u3 → u2 → u1`),
      'units.csv:5: parent: there is no unit u3 that could be used',
      'accounts.csv:2: unit: there is no unit u4',
    ]);
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['an empty folder', {}, /holds no accounts and no sites; give a folder/],
    ['the same table twice', { 'accounts.csv': ACCOUNTS, '账号.csv': ACCOUNTS }, /has accounts twice/],
    ['no header', { 'accounts.csv': '1,2,3\n4,5,6\n' }, /accounts\.csv:1: no header with the columns id/],
    ['a picture', { 'accounts.csv': '\u0000PNG' }, /is no text/],
    ['no workbook', { 'a.xlsx': 'nothing' }, /cannot be read as a workbook/],
  ])('%s is one clear line', async (_, files, expected) => {
    const failed = await readRegister(folder(files), { words }).catch((error: unknown) => String(error));
    expect(failed).toMatch(expected);
    expect(failed).not.toContain('\n');
  });
  it('says that a folder is not there', async () => {
    await expect(readRegister(join(root, 'none'), { words })).rejects.toThrow('there is no such folder');
  });
});

describe('workbook', () => {
  it('reads sheets below a title, with dates, merged cells, formulas and links', async () => {
    const book = new excel.Workbook();
    const units = book.addWorksheet('单位');
    units.addRow(['id', 'name']);
    units.addRow(['u1', '甲县人民政府']);
    const sheet = book.addWorksheet('政务新媒体账号');
    sheet.addRow(['甲县政务新媒体台账（2019年5月）']);
    sheet.mergeCells('A1:F1');
    sheet.addRow(['编号', '主办单位', '平台', '账号名称', '开设时间', '主页链接']);
    sheet.addRow([
      'a1',
      '甲县人民政府',
      '微信',
      '甲县发布',
      new Date(Date.UTC(2017, 0, 5)),
      { text: '打开', hyperlink: 'https://x.example/' },
    ]);
    sheet.addRow(['a2', '', '微博', { formula: 'D3', result: '甲县微博' }, 43_101]);
    sheet.mergeCells('B3:B4');
    book.addWorksheet('说明').addRow(['填表说明']);
    const path = folder({});
    await book.xlsx.writeFile(join(path, '台账.xlsx'));
    const register = await readRegister(path, { words });
    expect(register.accounts.get('a1')).toMatchObject({ unit: 'u1', registered: '2017-01-05', url: '打开' });
    expect(register.accounts.get('a2')).toMatchObject({
      unit: 'u1',
      name: '甲县微博',
      registered: '2018-01-01',
    });
    expect(register.problems.map(showRowProblem)).toEqual([
      '台账.xlsx[说明]: is no sheet of a register and was not read',
    ]);
  });
});

describe('records', () => {
  const read = async (lines: string | Uint8Array) => {
    const rows: PostRow[] = [];
    const register = await readRegister(
      folder({ 'accounts.csv': ACCOUNTS.replace(/u\d/g, ''), 'posts.jsonl': lines }),
      {
        words,
        skipBad: true,
        sink: () => ({ posts: (row) => rows.push(row) }),
      },
    );
    return { rows, said: register.problems.map(showRowProblem), count: register.records.posts };
  };
  it('streams rows and keeps unknown keys', async () => {
    const { rows, said } = await read(
      '{"account":"a1","id":"p1","published":"2019-05-06 10:10:00","reads":5,"mood":"gut"}\n\n{"account":"a1","id":2,"published":43101}\r\n{"account":"a2","id":"p3"}',
    );
    expect(said).toEqual([]);
    expect(rows).toEqual([
      { account: 'a1', id: 'p1', published: '2019-05-06T10:10:00+08:00', reads: 5, mood: 'gut' },
      { account: 'a1', id: '2', published: '2018-01-01' },
      { account: 'a2', id: 'p3', published: null },
    ]);
  });
  it('says each line that cannot be used and reads on', async () => {
    const { rows, said, count } = await read(
      '{"account":"a1","id":"p1","published":"2019-05-06"}\n{"account":"a1","id":"p2","publi\n{"account":"a9","id":"p3","published":null}\n[1]\n{"account":"a1","id":"p4","published":"昨天"}\n{"account":"a1","id":"p5","published":"2019-05-07","reads":-1}\n{"account":"a2","id":"p6","published":"2019-05-07"}\n',
    );
    expect(rows.map((row) => row.id)).toEqual(['p1', 'p6']);
    expect(count).toBe(2);
    expect(said.map((one) => one.replace(/\(.*/, '…'))).toEqual([
      'posts.jsonl:2: is no JSON …',
      'posts.jsonl:3: account: there is no account or site a9',
      'posts.jsonl:4: is no JSON object',
      'posts.jsonl:5: published: “昨天” is no date',
      expect.stringContaining('posts.jsonl:6: reads: '),
    ]);
  });
  it('reads where links of posts led, dates in one spelling, and says what is no such row', async () => {
    const { register, said } = await problemsOf({
      'accounts.csv': ACCOUNTS.replace(/u\d/g, ''),
      'links.jsonl':
        '{"account":"a1","post":"p1","url":"https://x.example/","at":"2019-05-06 10:10","state":"gone","why":"HTTP 404"}\n{"account":"a1","post":"p1","url":"https://x.example/","at":"2019-05-06","state":"dead"}\n',
      'posts.jsonl':
        '{"account":"a1","id":"p1","links":["https://x.example/"]}\n{"account":"a1","id":"p2","links":[1]}\n',
    });
    expect(register.records).toMatchObject({ links: 1, posts: 1 });
    expect(said).toEqual([
      expect.stringContaining('posts.jsonl:2: links.0: '),
      expect.stringContaining('links.jsonl:2: state: '),
    ]);
  });
  it('leaves files that nobody asks for unread', async () => {
    const path = folder({
      'accounts.csv': ACCOUNTS.replace(/u\d/g, ''),
      'posts.jsonl': '{"account":"a1","id":"p1"}\n',
      'metrics.jsonl': 'no JSON\n',
    });
    const { records, errors } = await readRegister(path, { words, only: ['posts'] });
    expect([records.posts, records.metrics, errors]).toEqual([1, null, 0]);
    await expect(readRegister(path, { words })).rejects.toThrow(BadRowsError);
  });
  it('reads GB18030 lines', async () => {
    const { rows } = await read(gb('{"account":"a1","id":"p1","title":"甲县发布"}'));
    expect(rows[0]?.title).toBe('甲县发布');
  });
});

describe('writing back', () => {
  it('loses nothing: read again it is the same register', async () => {
    const from = folder({
      'units.csv': `${UNITS.replace('parent', 'parent,备注').replace('township,u1', 'township,u1,"山区, 边远"')}`,
      'accounts.csv':
        'id,unit,platform,name,status,followers,functions,经办人\na1,u1,绿洲,甲,维修,100001,办事;查询," 王五 ""老"""\n',
      'posts.jsonl':
        '{"account":"a1","id":"p1","published":"2019-05-06","snapshots":[{"at":"2019-05-06T10:00:00+08:00","likes":3}]}\n',
    });
    const to = join(root, 'out');
    await writeRegister(from, to, { words });
    const [before, after] = [await readRegister(from, { words }), await readRegister(to, { words })];
    expect({ ...after, folder: '' }).toEqual({ ...before, folder: '' });
    expect(readFileSync(join(to, 'posts.jsonl'), 'utf8')).toContain('"snapshots":[{"at"');
    expect(before.units.get('u2')?.extra).toEqual({ 备注: '山区, 边远' });
  });
  it('writes nothing under its name where a row is bad', async () => {
    const from = folder({ 'accounts.csv': 'id,platform,name\na1,weixin,\n' });
    await expect(writeRegister(from, join(root, 'bad'), { words })).rejects.toThrow(BadRowsError);
    expect(() => readFileSync(join(root, 'bad', 'accounts.csv'))).toThrow('ENOENT');
  });
});
