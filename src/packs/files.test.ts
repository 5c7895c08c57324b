import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import excel from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPacks, openPackFiles } from './index.ts';

const folder = join(import.meta.dirname, '../../packs');
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'xunjian-packs-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function workbook(
  name: string,
  sheets: Readonly<Record<string, readonly unknown[][]>>,
): Promise<string> {
  const book = new excel.Workbook();
  for (const [title, rows] of Object.entries(sheets)) book.addWorksheet(title).addRows([...rows]);
  const file = join(dir, name);
  await book.xlsx.writeFile(file);
  return file;
}

const HEAD = ['词语', '类别', '级别', '原因', '建议写法'];

describe('packs as workbooks', () => {
  it('are read sheet by sheet, with the columns of a CSV pack', async () => {
    const file = await workbook('own.xlsx', {
      街道: [HEAD, ['旧城街道', '表述错误', '错误', '已更名', '新城街道']],
      其他: [
        HEAD,
        ['旧港镇', '表述错误', '提示', '已撤销', { richText: [{ text: '新港' }, { text: '镇' }] }],
      ],
    });
    const { scanner } = loadPacks({ folder, extra: await openPackFiles([file]) });
    expect(scanner.scan('旧城街道和旧港镇').map(({ text, suggest }) => [text, suggest])).toEqual([
      ['旧城街道', '新城街道'],
      ['旧港镇', '新港镇'],
    ]);
  });
  it('tell sheet, row and column of what is wrong, and keep the rest', async () => {
    const file = await workbook('bad.xlsx', {
      甲表: [HEAD, ['旧城街道', '不知道', '错误', '已更名'], [], ['旧港镇', '表述错误', '提示', '已撤销']],
    });
    const extra = await openPackFiles([file]);
    expect(() => loadPacks({ folder, extra })).toThrow(/bad\.xlsx\[甲表\]:2:2.*category/);
    const { scanner, problems } = loadPacks({ folder, extra, skipBad: true });
    expect(problems).toHaveLength(1);
    expect(scanner.scan('旧港镇')).toHaveLength(1);
  });
  it('are refused where they are none', async () => {
    const file = join(dir, 'none.xlsx');
    writeFileSync(file, 'no workbook');
    await expect(openPackFiles([file])).rejects.toThrow('cannot be read as a workbook');
  });
});

describe('rules that contradict each other', () => {
  const pack = (name: string, body: string) => {
    const file = join(dir, name);
    writeFileSync(
      file,
      `schema: xunjian.pack/1\nid: ${name.split('.')[0]}\ntitle: {zh: 甲, en: a}\nversion: '1'\n${body}`,
    );
    return file;
  };
  const rule = (id: string, rest: string) =>
    `  - {id: ${id}, category: misstatement, severity: warn, why: x, source: y, examples: [a], counters: [b], ${rest}}\n`;
  it.each([
    [
      'a suggestion that is denied',
      `rules:\n${rule('s.a', 'terms: [{text: 旧某镇, suggest: 新某镇}]')}${rule('s.b', 'terms: [新某镇]')}`,
      /:6:\d+: “新某镇” is suggested here and denied at .*:7:\d+/,
    ],
    [
      'a term that another rule allows',
      `rules:\n${rule('s.a', 'terms: [某镇], allow: [某镇中学]')}${rule('s.b', 'terms: [某镇中学]')}`,
      /:6:\d+: “某镇中学” is allowed here and denied at .*:7:\d+/,
    ],
    [
      'a term that the pack itself allows',
      `allow:\n  - {text: 某镇, rules: ['s.*']}\nrules:\n${rule('s.a', 'terms: [某镇]')}`,
      /:6:\d+: “某镇” is allowed here and denied at .*:8:\d+/,
    ],
  ])('are told with both places: %s', (_, body, message) => {
    const file = pack('s.yaml', body);
    expect(() => loadPacks({ folder, extra: [file] })).toThrow(message);
    expect(loadPacks({ folder, extra: [file], skipBad: true }).problems).toHaveLength(1);
  });
  it('are none where an office silences a term of another pack, or the contexts differ', () => {
    const file = pack(
      'o.yaml',
      `allow:\n  - {text: 布署, rules: ['typo.*']}\nrules:\n${rule('o.a', "terms: [{text: 旧某镇, suggest: 新某镇}], when: {datedAfter: '2019-01-01'}")}${rule('o.b', "terms: [新某镇], when: {datedAfter: '2024-01-01'}")}`,
    );
    expect(loadPacks({ folder, extra: [file] }).problems).toEqual([]);
  });
});

describe('rosters', () => {
  const TEXT = '县长王晓明主持会议，副县长李静远出席。';
  const context = { date: '2020-05-20' };
  it.each([
    ['r.csv', '姓名,职务,单位,任职日期,离任日期,排序\n王 小明,县长,青岚县人民政府,2019年6月,,1\n'],
    [
      'r.yaml',
      'schema: xunjian.roster/1\nleaders:\n  - {name: 王小明, title: 县长, body: 青岚县人民政府, from: 2019-06-01, order: 1}\n',
    ],
  ])('are read from %s', (name, body) => {
    const file = join(dir, name);
    writeFileSync(file, body);
    const { scanner } = loadPacks({ folder, roster: [file] });
    expect(scanner.scan(TEXT, context)).toMatchObject([
      { rule: 'roster.name', pack: 'roster', text: '王晓明', suggest: '王小明', severity: 'error' },
    ]);
  });
  it('are read from a workbook', async () => {
    const file = await workbook('r.xlsx', {
      名录: [
        ['name', 'title', 'body', 'from', 'to', 'order'],
        ['王小明', '县长', '青岚县人民政府', new Date('2019-06-01'), null, 1],
      ],
    });
    const { scanner } = loadPacks({ folder, roster: await openPackFiles([file]) });
    expect(scanner.scan(TEXT, context).map(({ rule }) => rule)).toEqual(['roster.name']);
  });
  it.each([
    ['b1.csv', '姓名,单位\n王小明,青岚县\n', /b1\.csv:1:1.*lacks title/],
    ['b2.csv', '姓名,职务,单位,任职日期\n王小明,县长,青岚县,去年\n', /b2\.csv:2:4.*from/],
    [
      'b3.csv',
      '姓名,职务,单位,任职日期,离任日期\n王小明,县长,青岚县,2020.6,2019.6\n',
      /b3\.csv:2:5.*before the first/,
    ],
    ['b4.csv', '姓名,职务,单位\n王小明,县长,青岚县\n王小明,县长,青岚县\n', /b4\.csv:3:1.*already/],
    [
      'b5.yaml',
      'schema: xunjian.roster/1\nleaders:\n  - {name: 王小明, title: 县长, body: 青岚县, order: x}\n',
      /b5\.yaml:3:\d+.*order/,
    ],
    ['b6.yaml', 'leaders: []\n', /b6\.yaml:1:1.*no roster/],
  ])('are refused with the place: %s', (name, body, message) => {
    const file = join(dir, name);
    writeFileSync(file, body);
    expect(() => loadPacks({ folder, roster: [file] })).toThrow(message);
  });
});
