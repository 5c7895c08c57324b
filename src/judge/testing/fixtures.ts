import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  ACCOUNT_SECTION_NAMES,
  AccountFacts,
  parseTime,
  SECTION_NAMES,
  type SectionName,
  type SectionValue,
  SiteFacts,
} from '../../model/index.ts';
import type { AnyIndicator } from '../indicator.ts';

const Fixture = z.strictObject({
  /** The outcome that has to be among the results; `all` where the whole list of outcomes matters. */
  outcome: z.string(),
  all: z.array(z.string()).optional(),
  count: z.number().optional(),
  asOf: z.string(),
  params: z.record(z.string(), z.unknown()).default({}),
  facts: z.record(z.string(), z.unknown()),
  subject: z.record(z.string(), z.unknown()).default({}),
  coverage: z.record(z.string(), z.unknown()).default({}),
});

const SUBJECT = {
  kind: 'site',
  id: 'county.example',
  name: '某县人民政府',
  url: 'http://county.example/',
  hosts: ['county.example'],
  idCode: null,
  role: 'portal',
  services: true,
} as const;

const ACCOUNT = {
  kind: 'account',
  id: 'a1',
  name: '某县发布',
  url: 'https://platform.example/a1',
  platform: 'weixin',
  accountKind: 'subscription',
  byUse: false,
  status: 'active',
  registered: '2017-01-01',
  unit: { id: 'u1', name: '某县人民政府', level: 'county' },
} as const;

const COVERAGE = {
  source: 'live',
  from: '2019-05-20T00:00:00+08:00',
  to: '2019-05-20T00:10:00+08:00',
  pages: 100,
  complete: true,
  unseen: [],
  failures: [],
  failureCounts: {},
  needsScript: 0,
  rendered: 0,
  override: null,
  userAgent: 'test',
} as const;

/**
 * Runs every `fixtures/*.yaml` beside an indicator: facts (validated against the model), params, and the outcome they must come
 * to. Fails if an outcome has no fixture (but for those that only a person can come to), or if the indicator returns an
 * outcome that it does not declare.
 */
export function testIndicator(indicator: AnyIndicator, folder: string): void {
  const files = readdirSync(join(folder, 'fixtures')).filter((file) => file.endsWith('.yaml'));
  const covered = new Set<string>();
  describe(indicator.id, () => {
    it.each(files)('%s', (file) => {
      const fixture = Fixture.parse(parse(readFileSync(join(folder, 'fixtures', file), 'utf8')));
      covered.add(fixture.outcome);
      const results = runFixture(indicator, fixture);
      const outcomes = results.map((result) => result.outcome);
      expect(byMachine(indicator)).toEqual(expect.arrayContaining([...new Set(outcomes)]));
      expect(outcomes).toContain(fixture.outcome);
      if (fixture.all !== undefined) expect([...outcomes].sort()).toEqual([...fixture.all].sort());
      if (fixture.count !== undefined) {
        const counted = results.filter((result) => result.outcome === fixture.outcome);
        expect(counted.reduce((sum, result) => sum + (result.count ?? 1), 0)).toBe(fixture.count);
      }
      for (const result of results) expectFilled(indicator, result.outcome, result.values ?? {});
    });
    it('has a fixture for every outcome', () => {
      expect([...covered].sort()).toEqual(byMachine(indicator).sort());
    });
  });
}

/** Outcomes that `check` may return; the others are a person's answers. */
function byMachine(indicator: AnyIndicator): string[] {
  return Object.entries(indicator.outcomes)
    .filter(([, spec]) => spec.by !== 'person')
    .map(([outcome]) => outcome);
}

function runFixture(indicator: AnyIndicator, fixture: z.infer<typeof Fixture>) {
  return indicator.subject === 'site' ? runOnSite(indicator, fixture) : runOnAccount(indicator, fixture);
}

function runOnAccount(indicator: AnyIndicator, fixture: z.infer<typeof Fixture>) {
  const sections: Record<string, unknown> = {};
  for (const name of ACCOUNT_SECTION_NAMES) {
    const value = fixture.facts[name];
    if (value === undefined) continue;
    const section = AccountFacts.shape.sections.shape[name].parse({ status: 'ok', value });
    if (section.status === 'ok') sections[name] = section.value;
  }
  const lacking = indicator.needs.filter((name) => sections[name] === undefined);
  if (lacking.length > 0) throw new Error(`fixture lacks ${lacking.join(', ')} that ${indicator.id} needs`);
  return indicator.check(sections, fixture.params, {
    asOf: instantOf(fixture),
    subject: AccountFacts.shape.subject.parse({ ...ACCOUNT, ...fixture.subject }),
  });
}

function instantOf({ asOf }: z.infer<typeof Fixture>): number {
  const at = parseTime(asOf);
  if (at === null) throw new Error(`asOf ${asOf}: no time`);
  return at;
}

function runOnSite(indicator: AnyIndicator, fixture: z.infer<typeof Fixture>) {
  const sections: Record<string, unknown> = {};
  for (const name of SECTION_NAMES) {
    const value = fixture.facts[name];
    if (value === undefined) continue;
    sections[name] = SiteFacts.shape.sections.shape[name].parse({ status: 'ok', value });
  }
  const facts = Object.fromEntries(
    indicator.needs.map((name) => {
      const section = sections[name] as { value: unknown } | undefined;
      if (section === undefined)
        throw new Error(`fixture lacks the section ${name} that ${indicator.id} needs`);
      return [name, section.value];
    }),
  );
  return indicator.check(facts, fixture.params, {
    asOf: instantOf(fixture),
    also: <K extends SectionName>(name: K) =>
      (sections[name] as { value: SectionValue<K> } | undefined)?.value ?? null,
    subject: SiteFacts.shape.subject.parse({ ...SUBJECT, ...fixture.subject }),
    coverage: SiteFacts.shape.coverage.parse({ ...COVERAGE, ...fixture.coverage }),
  });
}

/** Every `{name}` of an outcome's sentence and advice has a value: a report never shows a bare placeholder. */
function expectFilled(
  indicator: AnyIndicator,
  outcome: string,
  values: Readonly<Record<string, unknown>>,
): void {
  const spec = indicator.outcomes[outcome];
  const advice = spec !== undefined && 'advice' in spec ? spec.advice : null;
  const names = [...`${spec?.says.zh}${spec?.says.en}${advice?.zh}${advice?.en}`.matchAll(/\{(\w+)\}/g)].map(
    (match) => match[1],
  );
  expect(Object.keys(values)).toEqual(expect.arrayContaining([...new Set(names)]));
}
