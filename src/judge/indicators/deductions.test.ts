import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Big } from 'big.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Cost, type Entry, StandardFile } from '../standard.ts';
import { INDICATORS } from './index.ts';

const path = join(import.meta.dirname, '../../../standards/cn-2019.yaml');
const standard = StandardFile.parse(parse(readFileSync(path, 'utf8')));
const deductions = standard.parts.deduction ?? [];
const bonuses = standard.parts.bonus ?? [];

function capsOf(entries: readonly Entry[]): number {
  return Number(entries.reduce((sum, entry) => sum.plus(entry.cap?.value ?? 0), new Big(0)));
}

function groupSums(entries: readonly Entry[]): Record<string, number> {
  const ids = [...new Set(entries.map((entry) => entry.group ?? ''))];
  return Object.fromEntries(
    ids.map((id) => [id, capsOf(entries.filter((entry) => (entry.group ?? '') === id))]),
  );
}

function indicatorOf(entry: Entry) {
  const found = INDICATORS.find((indicator) => indicator.id === entry.indicator);
  if (found === undefined) throw new Error(`${entry.code}: no indicator ${entry.indicator}`);
  return found;
}

const costsOf = (entry: Entry) =>
  Object.values(entry.outcomes).filter((cost): cost is Exclude<Cost, string> => typeof cost === 'object');

describe('cn-2019, deductions and bonus', () => {
  it('has the 28 second-level indicators and nine bonus clauses, in order and once each', () => {
    const numbered = (part: string, count: number) =>
      Array.from({ length: count }, (_, index) => `SITE-${part}-${String(index + 1).padStart(2, '0')}`);
    expect(deductions.map((entry) => entry.code)).toEqual(numbered('DED', 28));
    expect(bonuses.map((entry) => entry.code)).toEqual(numbered('BON', 9));
  });

  it('adds up as the official table does (facts §4.1)', () => {
    expect(groupSums(deductions)).toEqual({ publish: 31, services: 25, interaction: 23, function: 21 });
    expect(capsOf(deductions)).toBe(100);
  });

  it('offers 30 bonus points, by group 5+5+5+6+5+4 (facts §5)', () => {
    expect(Object.values(groupSums(bonuses))).toEqual([5, 5, 5, 6, 5, 4]);
    expect(capsOf(bonuses)).toBe(30);
  });

  it('agrees with its own groups', () => {
    const sums = { ...groupSums(deductions), ...groupSums(bonuses) };
    expect(Object.fromEntries(standard.groups.map((group) => [group.id, group.points.value]))).toEqual(sums);
  });

  describe.each([...deductions, ...bonuses])('$code $indicator', (entry) => {
    it('maps every outcome of its indicator and no other', () => {
      expect(Object.keys(entry.outcomes).sort()).toEqual(Object.keys(indicatorOf(entry).outcomes).sort());
    });

    it('lets an outcome cost points exactly where it accuses, is open, or earns', () => {
      const isBonus = bonuses.includes(entry);
      for (const [outcome, spec] of Object.entries(indicatorOf(entry).outcomes)) {
        const costs = entry.outcomes[outcome] !== 'none';
        const earns = isBonus ? spec.state === 'pass' : spec.state === 'fail' || spec.state === 'suspected';
        expect([outcome, costs]).toEqual([outcome, earns || spec.state === 'inconclusive']);
      }
    });

    it('has a cap that one open outcome cannot exceed and one matter can reach or share', () => {
      const cap = entry.cap?.value ?? 0;
      expect(cap).toBeGreaterThan(0);
      for (const cost of costsOf(entry)) expect(cost.points).toBeLessThanOrEqual(cap);
    });

    it('marks every penalty that nobody has seen as unsure', () => {
      const numbers = [...costsOf(entry), ...(entry.cap === undefined ? [] : [entry.cap])];
      for (const number of numbers) if (number.provenance === 'proposed') expect(number.unsure).toBe(true);
      expect(numbers.every((number) => number.provenance !== 'official')).toBe(true);
    });

    it('takes the params that the indicator asks for', () => {
      const values = Object.fromEntries(
        Object.entries(entry.params).map(([name, { value }]) => [name, value]),
      );
      expect(indicatorOf(entry).params.safeParse(values).error).toBeUndefined();
    });

    it('advises in plain words: only sentences on what was found have blanks to fill', () => {
      for (const spec of Object.values(indicatorOf(entry).outcomes))
        if ('advice' in spec) expect(`${spec.advice?.zh}${spec.advice?.en}`).not.toMatch(/\{\w+\}/);
    });

    it('names the same clause as its indicator', () => {
      expect(
        indicatorOf(entry).basis.some(({ document }) => document.includes(standard.document.number)),
      ).toBe(true);
    });
  });

  it('earns in every bonus group exactly what its outcomes can add up to', () => {
    for (const entry of bonuses) {
      const earned = Object.entries(entry.outcomes)
        .filter(([outcome]) => indicatorOf(entry).outcomes[outcome]?.state === 'pass')
        .reduce((sum, [, cost]) => sum.plus(typeof cost === 'object' ? cost.points : 0), new Big(0));
      expect([entry.code, Number(earned)]).toEqual([entry.code, entry.cap?.value]);
    }
  });

  it('deducts nothing twice: only the indicator of other columns yields', () => {
    expect(deductions.filter((entry) => entry.yields).map((entry) => entry.code)).toEqual(['SITE-DED-09']);
  });

  it('keeps the numbers that were seen in bulletins (facts §4, [S])', () => {
    const seen = (code: string, outcome: string) => {
      const cost = deductions.find((entry) => entry.code === code)?.outcomes[outcome];
      return typeof cost === 'object' ? [cost.points, cost.per, cost.provenance] : cost;
    };
    expect(seen('SITE-DED-03', 'missing')).toEqual([2, 'once', 'seen']);
    expect(seen('SITE-DED-03', 'noResume')).toEqual([1, 'each', 'seen']);
    expect(seen('SITE-DED-05', 'stale')).toEqual([5, 'once', 'seen']);
    expect(seen('SITE-DED-12', 'stale')).toEqual([2, 'once', 'seen']);
    expect(seen('SITE-DED-18', 'stale')).toEqual([3, 'once', 'seen']);
  });
});
