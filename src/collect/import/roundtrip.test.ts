import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';
import { readRegister, readRegisterWords, writeRegister } from './index.ts';

const words = readRegisterWords(resolve(import.meta.dirname, '../../../packs/register-columns.yaml'));
const root = mkdtempSync(join(tmpdir(), 'roundtrip-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Cells as people type them: quotes, line ends, delimiters, spaces, formulas. */
const cell = fc.oneof(
  fc.constantFrom(
    '',
    '甲县发布',
    '“引”',
    'a"b',
    ' x ',
    '第一行\n第二行',
    '=1+1',
    'a,b;c\td',
    '１２３',
    '是',
    '停用',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replace(/[\0\ufeff\ufffd\r]/g, '')),
);
const day = fc.constantFrom('', '2019-05-06', '2019年5月6日', '43101');
/** Own columns by their Chinese headers, and columns that only this office knows. */
const COLUMNS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  主办单位: fc.constantFrom('', 'u1', '乙局'),
  账号类型: cell,
  平台账号: cell,
  开设时间: day,
  是否认证: fc.constantFrom('', '是', '否', '办理中'),
  账号状态: fc.constantFrom('', '在用', '停更', '注销', '整改中'),
  粉丝数: fc.constantFrom('', '12', '1.2万', '1,234'),
  功能: fc.constantFrom('', '查询；办理', '查询'),
  主管单位: cell,
  承办单位: cell,
  认证主体: cell,
  联系人: cell,
  联系电话: fc.constantFrom('', '0000-1234567'),
  备案时间: day,
  停用时间: day,
  曾用名: cell,
  责任编辑: cell,
  备注: cell,
};

describe('writing back', () => {
  it('loses nothing: what is written is read as the same register, whatever the cells hold', async () => {
    const names = Object.keys(COLUMNS);
    const rows = fc.array(fc.tuple(...Object.values(COLUMNS)), { minLength: 1, maxLength: 4 });
    const order = fc.shuffledSubarray(names, { minLength: 0 });
    await fc.assert(
      fc.asyncProperty(rows, order, async (all, columns) => {
        const folder = mkdtempSync(join(root, 'r-'));
        const lines = [
          ['编号', '平台', '账号名称', ...columns],
          ...all.map((row, at) => [
            `a${at}`,
            '微信',
            `账号${at}`,
            ...columns.map((name) => row[names.indexOf(name)] ?? ''),
          ]),
        ];
        writeFileSync(join(folder, 'accounts.csv'), lines.map(csvLine).join(''));
        writeFileSync(
          join(folder, 'units.csv'),
          'id,name,统一社会信用代码,备注\nu1,甲县,X1,\nu2,乙局,,山区\n',
        );
        const to = `${folder}-out`;
        await writeRegister(folder, to, { words });
        const [before, after] = [await readRegister(folder, { words }), await readRegister(to, { words })];
        expect([...after.accounts.values()]).toEqual([...before.accounts.values()]);
        expect([...after.units.values()]).toEqual([...before.units.values()]);
        // What no column knows stands there as it was typed, but for spaces around it.
        for (const name of ['责任编辑', '备注'].filter((one) => columns.includes(one)))
          all.forEach((row, at) => {
            const typed = (row[names.indexOf(name)] ?? '').trim();
            expect(after.accounts.get(`a${at}`)?.extra[name] ?? '').toBe(typed);
          });
      }),
      { numRuns: 40 },
    );
  });
});
