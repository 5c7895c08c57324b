import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DAY,
  dayOf,
  inFuture,
  monthsBefore,
  newestFirst,
  parseTime,
  plainTime,
  shanghai,
  utc,
  withinDays,
  withinMonths,
} from './time.ts';

const at = (text: string) => {
  const time = parseTime(text);
  if (time === null) throw new Error(`${text}: no time`);
  return time;
};

describe('parseTime', () => {
  it('reads our own spelling as it reads any other', () => {
    const two = fc.integer({ min: 0, max: 99 }).map((value) => String(value).padStart(2, '0'));
    const day = fc.tuple(fc.constantFrom('2019', '1999', '2100'), two, two).map((parts) => parts.join('-'));
    const time = fc.tuple(two, two, two).map((parts) => `T${parts.join(':')}+08:00`);
    fc.assert(
      fc.property(day, fc.oneof(fc.constant(''), time), (date, rest) => {
        // With a blank behind, it is none of those two spellings.
        expect(parseTime(`${date}${rest}`)).toBe(parseTime(`${date}${rest} `));
      }),
      { numRuns: 500 },
    );
  });
  it.each([
    ['2019-05-20', '2019-05-19T16:00:00.000Z'],
    ['2019-05-20T10:20', '2019-05-20T02:20:00.000Z'],
    ['2019-05-20 10:20:30', '2019-05-20T02:20:30.000Z'],
    ['2019-05-20T10:20:30Z', '2019-05-20T10:20:30.000Z'],
    ['2019-05-20T10:20:30.5+09:00', '2019-05-20T01:20:30.500Z'],
    ['2019-05-20T10:20:30-0130', '2019-05-20T11:50:30.000Z'],
  ])('%s', (text, expected) => {
    expect(utc(at(text))).toBe(expected);
  });
  it.each(['2019-02-30', '2019-13-01', '2019-05-20T25:00', '2019-5-20', '', 'yesterday'])(
    'refuses %s',
    (text) => {
      expect(parseTime(text)).toBeNull();
    },
  );
  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('1992-01-01'), max: at('2099-01-01') }), (time) => {
        expect(parseTime(shanghai(time))).toBe(Math.floor(time / 1000) * 1000);
        expect(parseTime(utc(time))).toBe(time);
        expect(dayOf(time)).toBe(shanghai(time).slice(0, 10));
      }),
    );
  });
});

describe('plainTime', () => {
  it('reads as the calendar of the platform does, or leaves it to the pattern', () => {
    const two = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'));
    const text = fc
      .tuple(
        fc.integer({ min: 0, max: 9999 }),
        two,
        two,
        two,
        two,
        two,
        fc.constantFrom('+08:00', 'Z', '+8:00x', ''),
      )
      .map(
        ([year, month, day, hour, minute, second, zone]) =>
          `${String(year).padStart(4, '0')}-${month}-${day}${zone === '' ? '' : `T${hour}:${minute}:${second}${zone}`}`,
      );
    const real = fc
      .integer({ min: Date.UTC(1000, 0), max: Date.UTC(9998, 0) })
      .chain((time) => fc.constantFrom(shanghai(time), dayOf(time), `${utc(time).slice(0, 19)}Z`));
    fc.assert(
      fc.property(fc.oneof(text, real), (one) => {
        const plain = plainTime(one);
        const iso = one.length === 10 ? `${one}T00:00:00+08:00` : one;
        if (!Number.isNaN(plain)) expect(plain).toBe(Date.parse(iso));
        else expect(parseTime(one) === null || one.startsWith('0') || /:60/.test(one)).toBe(true);
      }),
    );
  });
  it('writes the days of the platform', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(9999, 11) }), (time) => {
        const iso = new Date(time + 8 * 3_600_000).toISOString();
        expect(dayOf(time)).toBe(iso.slice(0, 10));
        expect(shanghai(time)).toBe(`${iso.slice(0, 19)}+08:00`);
      }),
    );
  });
});

describe('windows', () => {
  const asOf = at('2019-05-20T10:00:00+08:00');
  it.each([
    ['2019-05-06', true],
    ['2019-05-06T09:59:59+08:00', false],
    ['2019-05-06T10:00:00+08:00', true],
    ['2019-05-05', false],
    ['2019-05-20', true],
    ['2019-05-20T10:00:01+08:00', false],
    ['2019-05-21', false],
  ])('%s is within 14 days: %s', (date, expected) => {
    expect(withinDays(date, asOf, 14)).toBe(expected);
  });
  it('counts calendar months and clamps to the end of short ones', () => {
    expect(shanghai(monthsBefore(at('2019-05-31T10:00:00+08:00'), 3))).toBe('2019-02-28T10:00:00+08:00');
    expect(withinMonths('2018-11-20', asOf, 6)).toBe(true);
    expect(withinMonths('2018-11-19', asOf, 6)).toBe(false);
  });
  it('knows the future only where every meaning of a date lies in it', () => {
    expect(inFuture('2019-05-20', asOf)).toBe(false);
    expect(inFuture('2019-05-21', asOf)).toBe(true);
  });
  it('puts undated last', () => {
    expect([null, '2019-05-01', '2019-05-20'].sort(newestFirst)).toEqual(['2019-05-20', '2019-05-01', null]);
  });
  it('never shrinks when the window grows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 300 }), (age, days) => {
        const date = shanghai(asOf - age * DAY);
        if (withinDays(date, asOf, days)) expect(withinDays(date, asOf, days + 1)).toBe(true);
      }),
    );
  });
});
