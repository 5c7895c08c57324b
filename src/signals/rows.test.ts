import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RowList, Rows } from './rows.ts';

describe('rows', () => {
  it('gives back what each owner got, in order, not told as NaN', () => {
    const value = fc.oneof(fc.integer({ min: -1_000_000, max: 2_000_000_000 }), fc.constant(Number.NaN));
    const entry = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.tuple(fc.integer(), value, value));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 120 }), (entries) => {
        const rows = new Rows(3);
        for (const [owner, row] of entries) rows.add(owner, row);
        for (let owner = 0; owner < 10; owner += 1) {
          const expected = entries.filter(([own]) => own === owner).map(([, row]) => row.map(cut));
          const got = listed(rows.of(owner), 3);
          expect(got).toHaveLength(expected.length);
          expect(got.map((row) => row[0])).toEqual(expected.map((row) => row[0] ?? 0).sort((a, b) => a - b));
          expect(new Set(got.map(String))).toEqual(new Set(expected.map(String)));
        }
      }),
      { numRuns: 50 },
    );
  });
  it('lets go of the oldest and uses their room again', () => {
    const rows = new Rows(1);
    for (let at = 0; at < 50; at += 1) rows.add(3, [100 - at]);
    rows.add(70, [7]);
    rows.keepLast(3, 10);
    expect(listed(rows.of(3), 1).flat()).toEqual([91, 92, 93, 94, 95, 96, 97, 98, 99, 100]);
    rows.add(3, [1]);
    expect(rows.of(3).get(0, 0)).toBe(1);
    expect([rows.count(3), rows.count(70), rows.count(5_000)]).toEqual([11, 1, 0]);
    expect(listed(rows.of(70), 1).flat()).toEqual([7]);
  });
});

function listed(rows: RowList, width: number): number[][] {
  return Array.from({ length: rows.length }, (_, row) =>
    Array.from({ length: width }, (_, column) => rows.get(row, column)),
  );
}

/** −2,147,483,648 stands for “not told” and is cut. */
function cut(value: number): number {
  return value === -2_147_483_648 ? -2_147_483_647 : value;
}
