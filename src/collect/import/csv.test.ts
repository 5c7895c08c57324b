import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCell, dateOf } from './cells.ts';
import { csvLine, parseCsv } from './csv.ts';

describe('csv', () => {
  it('reads what it writes, whatever the cells hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '甲', ',', '"', '\n', '\r', ';', '\t', ' ', 'b') });
    const row = fc
      .array(cell, { minLength: 2, maxLength: 4 })
      .filter((cells) => cells.some((one) => one.trim() !== ''));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        const text = csvLine(['h1', 'h2']) + rows.map(csvLine).join('');
        const { rows: read, faults } = parseCsv(text);
        expect(faults).toEqual([]);
        expect(read.slice(1).map((one) => one.cells)).toEqual(rows);
      }),
    );
  });
});

describe('cells', () => {
  it.each([
    ['2019/5/6', '2019-05-06'],
    ['2019年5月6日', '2019-05-06'],
    ['２０１９．５．６', '2019-05-06'],
    ['20190506', '2019-05-06'],
    ['2019-05-06 9:05', '2019-05-06T09:05:00+08:00'],
    ['2019-05-06T02:00:01Z', '2019-05-06T02:00:01Z'],
    ['43591', '2019-05-06'],
    [43591.5, '2019-05-06T12:00:00+08:00'],
    [1557108000, '2019-05-06T10:00:00+08:00'],
    ['2019-13-01', null],
    ['12', null],
    ['近日', null],
  ])('%s is the date %s', (text, date) => expect(dateOf(text)).toBe(date));
  it.each([
    ['1,234', 1234],
    ['1.2万', 12_000],
    ['10万+', 100_001],
    ['３人', 3],
    ['许多', null],
    ['-5', null],
  ])('%s is the count %s', (text, count) => expect(countCell(text)).toBe(count));
});
