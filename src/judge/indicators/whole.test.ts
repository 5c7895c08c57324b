import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseTime, SiteFacts, Verdict } from '../../model/index.ts';
import { judge } from '../judge.ts';
import { type FileSource, loadStandard } from '../load/index.ts';
import { siteFacts } from '../testing/site-facts.ts';
import { INDICATORS } from './index.ts';

/** Every fixture as the facts of a whole site: what holds whatever the facts are. */
const FOLDER = join(import.meta.dirname, '../../../standards');
const source: FileSource = (id) => {
  const file = join(FOLDER, `${id}.yaml`);
  return existsSync(file) ? { file, text: readFileSync(file, 'utf8') } : null;
};
const standards = ['cn-2019', 'cn-2015'].map((id) => loadStandard(id, source));

interface Fixture {
  readonly asOf: string;
  readonly facts: Record<string, unknown>;
  readonly subject?: Partial<SiteFacts['subject']>;
}
const fixtures = INDICATORS.filter(({ subject }) => subject === 'site').flatMap(({ id }) => {
  const folder = join(import.meta.dirname, id, 'fixtures');
  return readdirSync(folder).map((name) => {
    const fixture = parse(readFileSync(join(folder, name), 'utf8')) as Fixture;
    return [
      `${id}/${name}`,
      siteFacts(fixture.facts, fixture.subject),
      parseTime(fixture.asOf) ?? 0,
    ] as const;
  });
});

/** Lists the other way round, at every depth; pairs (dates of a span) and evidence are no part of facts. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed).reverse();
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, reversed(inner)]));
}
const essence = (verdict: Verdict) => ({
  result: verdict.result,
  score: verdict.score,
  findings: verdict.findings.map(({ code, state, outcome, count, points, fingerprint }) =>
    [code, state, outcome, count, points, fingerprint].join(' '),
  ),
});

describe.each(standards)('any facts under $id', (standard) => {
  it('come to a verdict that fits the model, and no check breaks', () => {
    for (const [name, facts, asOf] of fixtures) {
      const verdict = judge(facts, standard, { asOf });
      expect(Verdict.safeParse(verdict).error, name).toBeUndefined();
      expect(
        verdict.findings.filter((finding) => finding.outcome === 'checkBroke').map((one) => one.summary.en),
        name,
      ).toEqual([]);
      const texts = verdict.findings.flatMap(({ summary, advice }) => [
        summary,
        ...(advice === null ? [] : [advice]),
      ]);
      for (const { zh, en } of texts) expect(`${zh}${en}`, name).not.toMatch(/\{\w+\}|undefined|NaN/);
    }
  });
  it('come to the same in whatever order they stand, and after a way through a file', () => {
    for (const [name, facts, asOf] of fixtures) {
      const turned = SiteFacts.parse({ ...facts, sections: reversed(facts.sections) });
      const again = SiteFacts.parse(JSON.parse(JSON.stringify(facts)));
      const verdict = judge(facts, standard, { asOf });
      expect(judge(again, standard, { asOf }), name).toEqual(verdict);
      expect(essence(judge(turned, standard, { asOf })), name).toEqual(essence(verdict));
    }
  });
  it('accuse nobody where nothing was collected', () => {
    const verdict = judge(siteFacts(), standard, { asOf: parseTime('2019-05-20') ?? 0 });
    expect(verdict.result).toBe('undetermined');
    expect(verdict.findings.filter(({ state }) => state === 'fail' || state === 'suspected')).toEqual([]);
    expect(verdict.score?.max).toBeGreaterThanOrEqual(100);
  });
});
