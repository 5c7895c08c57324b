import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostCommon, newest, sampleOf } from './sample.ts';

const self = (text: string) => text;

describe('sampleOf', () => {
  it('is the same in whatever order the list stands', () => {
    const lists = fc.uniqueArray(fc.webUrl(), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(lists, fc.nat(10), (list, size) => {
        const sample = sampleOf(list, size, self);
        expect(sampleOf([...list].reverse(), size, self)).toEqual(sample);
        expect(sample).toHaveLength(Math.min(size, list.length));
        for (const one of sample) expect(list).toContain(one);
      }),
    );
  });
  it('does not simply take the first by name', () => {
    const list = Array.from(
      { length: 100 },
      (_, at) => `http://county.example/${String(at).padStart(3, '0')}`,
    );
    expect(sampleOf(list, 5, self)).not.toEqual(list.slice(0, 5));
  });
});

describe('newest', () => {
  it('puts the newest first, ties by key, undated last', () => {
    const list = [
      { key: 'd', date: null },
      { key: 'c', date: null },
      { key: 'b', date: '2019-05-01' },
      { key: 'a', date: '2019-05-01' },
      { key: 'e', date: '2019-05-02T08:00:00+08:00' },
    ];
    const keys = (rows: typeof list) =>
      newest(
        rows,

        (one) => one.date,
        (one) => one.key,
      ).map((one) => one.key);
    expect(keys(list)).toEqual(['e', 'a', 'b', 'c', 'd']);
    expect(keys([...list].reverse())).toEqual(['e', 'a', 'b', 'c', 'd']);
  });
});

describe('mostCommon', () => {
  it.each([
    [[], null],
    [
      [
        { value: 'a', pages: 1 },
        { value: 'b', pages: 2 },
      ],
      'b',
    ],
    [
      [
        { value: 'b', pages: 2 },
        { value: 'a', pages: 2 },
      ],
      'a',
    ],
  ])('%j → %s', (values, expected) => {
    expect(mostCommon(values)).toBe(expected);
  });
});
