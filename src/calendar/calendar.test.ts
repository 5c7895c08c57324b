import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addWorkdays, HOLIDAYS_KNOWN, holidaysKnown, isWorkday, workdaysBetween } from './index.ts';

describe('working days', () => {
  it.each([
    ['2019-05-01', false, 'Labour Day'],
    ['2019-05-05', true, 'a Sunday worked instead'],
    ['2019-05-18', false, 'a Saturday'],
    ['2019-05-20', true, 'a Monday'],
    ['2024-02-18', true, 'a Sunday worked for the Spring Festival'],
  ])('%s: %s, %s', (day, work) => expect(isWorkday(day)).toBe(work));

  it.each([
    ['2019-04-30', 5, '2019-05-09'],
    ['2019-05-17', 1, '2019-05-20'],
    ['2019-05-17', 0, '2019-05-17'],
  ])('%s and %i working days: %s', (day, count, end) => expect(addWorkdays(day, count)).toBe(end));

  it('knows the holidays of every year that it claims to', () => {
    for (let year = HOLIDAYS_KNOWN.from; year <= HOLIDAYS_KNOWN.to; year++)
      expect([year, isWorkday(`${year}-10-01`)]).toEqual([year, false]);
    expect([holidaysKnown('2003-12-31'), holidaysKnown('2026-12-31'), holidaysKnown('2027-01-01')]).toEqual([
      false,
      true,
      false,
    ]);
  });

  const day = fc.integer({ min: 0, max: 365 * 15 }).map((count) => addDays('2010-01-01', count));
  it('counts back what it added', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), (from, count) => {
        const to = addWorkdays(from, count);
        expect(isWorkday(to)).toBe(true);
        expect(workdaysBetween(from, to)).toBe(count);
      }),
      { numRuns: 60 },
    );
  });
});
