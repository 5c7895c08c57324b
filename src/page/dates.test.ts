import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDigits, monthDaysIn } from './dates.ts';
import { dayText, findDates, isoText, parseDate } from './index.ts';

describe('parseDate', () => {
  it.each([
    ['2019-05-17', '2019-05-17'],
    ['2019-5-7', '2019-05-07'],
    ['2019/05/17 10:20', '2019-05-17T10:20:00+08:00'],
    ['2019.05.17', '2019-05-17'],
    ['发布时间：2019年5月17日', '2019-05-17'],
    ['2019 年 05 月 17 日', '2019-05-17'],
    ['2019年05月17日10时20分', '2019-05-17T10:20:00+08:00'],
    ['２０１９－０５－１７　１０：２０：３０', '2019-05-17T10:20:30+08:00'],
    ['2019-05-17 10∶20', '2019-05-17T10:20:00+08:00'],
    ['2019-05-17T10:20:30', '2019-05-17T10:20:30+08:00'],
    ['2019–05–17', '2019-05-17'],
    ['二〇一九年五月十七日', '2019-05-17'],
    ['二○一九年十二月三十一日', '2019-12-31'],
    ['二零二零年十月二十日', '2020-10-20'],
    ['20190517', '2019-05-17'],
    ['20190517102030', '2019-05-17T10:20:30+08:00'],
    ['1558051200000', '2019-05-17T08:00:00+08:00'],
    ['Fri May 17 10:20:00 CST 2019', '2019-05-17T10:20:00+08:00'],
    ['召...2019-01-02', '2019-01-02'],
    ['2019/5/17 上午10:20:00', '2019-05-17T10:20:00+08:00'],
    ['2019-5-17 下午 3:05', '2019-05-17T15:05:00+08:00'],
    ['2019年5月17日下午12:05', '2019-05-17T12:05:00+08:00'],
    ['2019年5月17日 凌晨12:05', '2019-05-17T00:05:00+08:00'],
    ['2019年5月17日中午1点30分', '2019-05-17T13:30:00+08:00'],
    ['2019年5月17日晚上12:30', '2019-05-17'],
    ['2019-05-17 下午15:05', '2019-05-17T15:05:00+08:00'],
  ])('%s', (text, expected) => {
    const date = parseDate(text);
    expect(date === null ? null : isoText(date)).toBe(expected);
  });

  it.each([
    '2019-02-30',
    '2019-13-01',
    '12019-05-17',
    '2019-05',
    '1.2019.5.6.7',
    '电话 0599-5551234',
    '第2019-123号',
    '',
  ])('%s is none', (text) => {
    expect(parseDate(text)).toBeNull();
  });

  it.each([
    ['[05-17]', 5, 17],
    ['(05/17)', 5, 17],
    ['5月7日', 5, 7],
    ['２月２９日', 2, 29],
  ])('%s has no year', (text, month, day) => {
    expect(monthDaysIn(findDigits(text))).toMatchObject([{ year: null, month, day }]);
  });

  it('takes no part of a full date, of a time or of a range for month and day', () => {
    for (const text of ['2019年5月17日', '2019-05-17', '10:20', '1-2-3', '3.5.7', 'v1.2'])
      expect(monthDaysIn(findDigits(text))).toEqual([]);
  });

  it('finds what was written, where it was written', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2098-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(
        day,
        fc.constantFrom('-', '/', '.'),
        fc.stringMatching(/^[\u4e00-\u9fa5，。]{0,12}$/),
        (date, mark, words) => {
          const iso = date.toISOString().slice(0, 10);
          const found = findDates(`${words}${iso.replaceAll('-', mark)}${words}`);
          expect(found.map((one) => dayText(one))).toEqual([iso]);
          expect(found[0]?.start).toBe(words.length);
        },
      ),
    );
  });
});
