import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import excel from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import { readRegister, readRegisterWords, showRowProblem, writeRegister } from './index.ts';

const words = readRegisterWords(resolve(import.meta.dirname, '../../../packs/register-columns.yaml'));
const root = mkdtempSync(join(tmpdir(), 'bad-register-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Files = Readonly<Record<string, string | Uint8Array>>;
function folder(files: Files): string {
  const path = mkdtempSync(join(root, 'r-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}
const said = async (files: Files) => {
  const register = await readRegister(folder(files), { words, skipBad: true });
  return { register, said: register.problems.map(showRowProblem) };
};
const sheet = (rows: string) => ({ 'accounts.csv': `编号,平台,账号名称,账号,状态\n${rows}\n` });

describe('sheets as offices keep them', () => {
  it.each<[string, string, string]>([
    [
      'columns that have shifted',
      'a1,甲县发布,微信,gh_1,在用',
      'accounts.csv:2: platform: “甲县发布” is not known, and “微信” stands under name; the columns have shifted',
    ],
    [
      'an error of a formula',
      'a1,微信,#REF!,gh_1,在用',
      'accounts.csv:2: name: “#REF!” is an error of a formula',
    ],
    [
      'a number that has lost its digits',
      'a1,微博,甲县发布,3.98E+09,在用',
      'accounts.csv:2: handle: “3.98E+09” has lost digits; make the column text and fill it in again',
    ],
  ])('refuses %s', async (_, row, expected) => {
    const read = await said(sheet(row));
    expect(read.said).toEqual([expected]);
    expect(read.register.accounts.size).toBe(0);
    expect(read.register.errors).toBe(1);
  });

  it('passes by sums, notes and headers of further pages, and says so', async () => {
    const read = await said(
      sheet(
        'a1,微信,甲县发布,gh_1,在用\n编号,平台,账号名称,账号,状态\na2,微博,乙镇,2,停用\n合计,,2,,\n注：截至五月,,,,',
      ),
    );
    expect([...read.register.accounts.keys()]).toEqual(['a1', 'a2']);
    expect(read.register.errors).toBe(0);
    expect(read.said).toEqual([
      'accounts.csv:3: is the header once more; it was not read as a row',
      'accounts.csv:5: “合计” begins a sum or a note; it was not read as a row',
      'accounts.csv:6: “注：截至五月” begins a sum or a note; it was not read as a row',
    ]);
  });

  it('reads a workbook whose table begins further down and to the right, with merged cells and dates as numbers', async () => {
    const book = new excel.Workbook();
    const page = book.addWorksheet('新媒体台账');
    page.getCell('B2').value = '甲县政务新媒体台账';
    page.mergeCells('B2:G2');
    page.getCell('B3').value = '填报单位：甲县';
    page.getRow(5).values = [null, null, '编号', '所属平台', '账号名称', '开设时间', '停用时间'].slice(1);
    page.getRow(6).values = [null, null, 'a1', '微信', '甲县发布', 42_740, null].slice(1);
    page.getRow(7).values = [null, null, 'a2', null, '乙镇微讯', '2018.3.1', 43_500].slice(1);
    page.mergeCells('C6:C7');
    const path = folder({});
    await book.xlsx.writeFile(join(path, 'x.xlsx'));
    const register = await readRegister(path, { words, skipBad: true });
    expect(register.problems.map(showRowProblem)).toEqual([]);
    expect(register.accounts.get('a1')).toMatchObject({ platform: 'weixin', registered: '2017-01-05' });
    expect(register.accounts.get('a2')).toMatchObject({ platform: 'weixin', stopped: '2019-02-04' });
  });

  it('tells which files of the folder it did not read', async () => {
    const read = await said({
      ...sheet('a1,微信,甲,gh_1,在用'),
      '旧台账.xls': 'x',
      'posts.json': '[]',
      'Metrics.jsonl': '',
      '说明.pdf': 'x',
    });
    expect(read.said).toEqual([
      'Metrics.jsonl: was not read; name it metrics.jsonl',
      'posts.json: is no file of a register and was not read',
      '旧台账.xls: was not read; save it as .xlsx or as CSV UTF-8',
    ]);
  });
});

describe('JSONL in other encodings', () => {
  const text = '{"account":"a1","id":"p1","title":"春耕"}\n{"account":"a1","id":"p2","title":"防汛"}\n';
  it.each<[string, Uint8Array]>([
    ['UTF-8 with BOM', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE with BOM', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE with BOM', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('%s', async (_, bytes) => {
    const titles: unknown[] = [];
    const register = await readRegister(folder({ ...sheet('a1,微信,甲,gh_1,在用'), 'posts.jsonl': bytes }), {
      words,
      sink: () => ({ posts: ({ title }) => titles.push(title) }),
    });
    expect(titles).toEqual(['春耕', '防汛']);
    expect(register.records.posts).toBe(2);
  });
});

describe('nothing is half imported', () => {
  it('a broken line in the middle leaves no file behind; with skipBad the rest is there and the line is counted', async () => {
    const from = folder({
      ...sheet('a1,微信,甲,gh_1,在用'),
      'posts.jsonl': '{"account":"a1","id":"p1"}\n{"account":"a1","id":\n{"account":"a1","id":"p3"}\n',
    });
    const to = join(root, 'none');
    await expect(writeRegister(from, to, { words })).rejects.toThrow(/posts\.jsonl:2: is no JSON/);
    expect(readdirSync(to)).toEqual([]);
    const written = await writeRegister(from, to, { words, skipBad: true });
    expect([written.errors, written.records.posts]).toEqual([1, 2]);
    expect(existsSync(join(to, 'posts.jsonl'))).toBe(true);
  });
});
