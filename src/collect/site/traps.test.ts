import { describe, expect, it } from 'vitest';
import { PatternCaps, shapeOf, TRAP_LIMITS, trapOf } from './traps.ts';

const trap = (path: string) => trapOf(`http://a${path}`, shapeOf(`http://a${path}`), TRAP_LIMITS);

describe('trapOf', () => {
  it.each([
    ['/art/2019/5/17/art_123_4567.html', null],
    ['/2011/11/11/x.html', null],
    ['/a/b/c/a/b/c/d', null],
    ['/a/b/a/b/a/b/', 'growing-path'],
    ['/x/a/a/a/y', 'growing-path'],
    [`/${'d/'.repeat(1)}${Array.from({ length: 17 }, (_, i) => `s${i}`).join('/')}`, 'deep-path'],
    [`/${'x'.repeat(3_000)}`, 'long-address'],
    [`/a?${Array.from({ length: 12 }, (_, i) => `k${i}=1`).join('&')}`, 'many-parameters'],
    ['/list?page=1001', 'deep-paging'],
    ['/list?page=999', null],
  ])('%s: %s', (path, expected) => {
    expect(trap(path)).toBe(expected);
  });
});

describe('shapeOf', () => {
  it.each([
    ['/list/index_12.html', 12],
    ['/list_3.shtml', 3],
    ['/list?pageNo=7', 7],
    ['/t20190517_4711.html', null],
    ['/iterations-2026.html', null],
    ['/art/123456.html', null],
    ['/list.html', null],
  ])('%s is page %s of a list', (path, expected) => {
    expect(shapeOf(`http://a${path}`).paging).toBe(expected);
  });
  it.each([
    ['/cal?month=2019-05', true],
    ['/cal?year=2019&month=5', true],
    ['/list?id=5', false],
    ['/art?from=home', false],
  ])('%s is a calendar: %s', (path, expected) => {
    expect(shapeOf(`http://a${path}`).calendar).toBe(expected);
  });
});

describe('PatternCaps', () => {
  it('ends a list whose pages repeat their entries, and no list that goes on', () => {
    const caps = new PatternCaps(TRAP_LIMITS);
    const shape = (n: number) => shapeOf(`http://a/list?page=${n}`);
    for (let n = 1; n <= 20; n++) {
      expect(caps.take('a', shape(n))).toBeNull();
      caps.read('a', shape(n), 0, `entries of ${n}`);
    }
    for (let n = 21; n <= 23; n++) caps.read('a', shape(n), 0, 'entries of 20');
    expect(caps.take('a', shape(24))).toBe('endless-paging');
  });
  it('caps calendars and facets by path, and leaves articles alone', () => {
    const caps = new PatternCaps({ ...TRAP_LIMITS, calendar: 2, facets: 2 });
    const take = (path: string) => caps.take('a', shapeOf(`http://a${path}`));
    expect([1, 2, 3].map((n) => take(`/cal?month=${n}`))).toEqual([null, null, 'calendar']);
    expect([1, 2, 3].map((n) => take(`/s?a=${n}&b=1&c=2`))).toEqual([null, null, 'facets']);
    expect([1, 2, 3].map((n) => take(`/art?id=${n}`))).toEqual([null, null, null]);
  });
});
