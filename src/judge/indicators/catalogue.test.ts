import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkStandard, type FileSource, showProblem } from '../load/index.ts';
import { INDICATORS } from './index.ts';

const FOLDER = join(import.meta.dirname, '../../../standards');
const source: FileSource = (id) => {
  const file = join(FOLDER, `${id}.yaml`);
  return existsSync(file) ? { file, text: readFileSync(file, 'utf8') } : null;
};
const ids = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.replace(/\.yaml$/, ''));
const checked = ids.map((id) => {
  const found = source(id);
  if (found === null) throw new Error(`${id}: not found`);
  return [id, checkStandard(found.file, found.text, source)] as const;
});
const codesOf = (id: string) =>
  checked.find(([one]) => one === id)?.[1].standard?.rules.map((rule) => rule.entry.code) ?? [];

describe('catalogue', () => {
  it('registers every folder once, in order', () => {
    const folders = readdirSync(import.meta.dirname).filter((name) => !name.includes('.ts'));
    expect(INDICATORS.map((indicator) => indicator.id)).toEqual([...folders].sort());
  });

  describe.each(INDICATORS.map((indicator) => [indicator.id, indicator] as const))('%s', (_, indicator) => {
    it('has a clause, a test and fixtures', () => {
      expect(indicator.basis.length).toBeGreaterThan(0);
      for (const { document, clause } of indicator.basis)
        expect(`${document}${clause}`).toMatch(/〔\d{4}〕.+/);
      const folder = join(import.meta.dirname, indicator.id);
      expect(readFileSync(join(folder, 'index.test.ts'), 'utf8')).toContain('testIndicator(indicator');
    });
    it('speaks both languages, with the same placeholders', () => {
      const texts = [
        indicator.title,
        indicator.explain,
        ...(indicator.question === undefined ? [] : [indicator.question]),
        ...Object.values(indicator.outcomes).flatMap((spec) =>
          'advice' in spec ? [spec.says, spec.advice] : [spec.says],
        ),
      ];
      for (const { zh, en } of texts) {
        expect(zh).toMatch(/\p{Script=Han}/u);
        expect(en).toMatch(/[a-z]/i);
        // An official term in brackets is fine; a sentence left untranslated is not.
        expect((en.match(/\p{Script=Han}/gu) ?? []).length).toBeLessThan(en.length / 4);
        // `{whatEn}` stands in English where `{what}` stands in Chinese.
        const names = (text: string) =>
          [...new Set([...text.matchAll(/\{(\w+?)(En)?\}/g)].map((match) => match[1]))].sort();
        expect(names(en)).toEqual(names(zh));
      }
    });
    it('advises for every outcome that is not a pass, and asks where a person decides', () => {
      for (const spec of Object.values(indicator.outcomes))
        if ('advice' in spec) expect(spec.advice.zh.length).toBeGreaterThan(5);
        else expect(['pass', 'notApplicable']).toContain(spec.state);
      const person = Object.values(indicator.outcomes).some((spec) => spec.by === 'person');
      if (person) expect(indicator.question).toBeDefined();
    });
    it('is used by a standard', () => {
      const used = checked.some(([, { standard }]) =>
        standard?.rules.some((rule) => rule.indicator === indicator),
      );
      expect(used).toBe(true);
    });
  });
});

describe('standards that ship', () => {
  it.each(checked)('%s is sound and bears the name of its file', (id, { standard, problems }) => {
    expect(problems.map(showProblem)).toEqual([]);
    expect(standard?.id).toBe(id);
  });
  it.each(checked)('%s asks a person before it accuses where meaning decides', (_, { standard }) => {
    const machine = standard?.rules.filter((rule) => rule.entry.automation === 'machine') ?? [];
    const never = [
      'account.misstatement',
      'account.secret-leak',
      'account.harmful-content',
      'account.interaction',
      'account.false-figures',
      'account.public-outcry',
      'account.post-quality',
      'account.off-duty',
      'site.misstatement',
      'site.secret-leak',
      'site.harmful-content',
      'site.tampering',
      'site.forged-dates',
      'site.public-outcry',
    ];
    expect(machine.map((rule) => rule.indicator.id).filter((id) => never.includes(id))).toEqual([]);
  });
  it('cn-2019 leaves out nothing', () => {
    const vetoes = [
      '01a',
      '01b',
      '01c',
      '01d',
      '01e',
      '01f',
      '02',
      '03',
      '04a',
      '04b',
      '04c',
      '05a',
      '05b',
      '06a',
      '06b',
      '06c',
    ];
    const accountVetoes = ['01a', '01b', '01c', '01d', '02a', '02b', '03a', '03b'];
    const numbered = (part: string, count: number) =>
      Array.from({ length: count }, (_, n) => `SITE-${part}-${String(n + 1).padStart(2, '0')}`);
    expect(codesOf('cn-2019')).toEqual([
      ...vetoes.map((code) => `SITE-VETO-${code}`),
      ...accountVetoes.map((code) => `NM-VETO-${code}`),
      'NMR-17',
      'SITER-14',
      ...numbered('DED', 28),
      ...numbered('BON', 9),
    ]);
  });
  it('cn-2015 draws its line at 40 points deducted and has no bonus', () => {
    const { law } = checked.find(([id]) => id === 'cn-2015')?.[1].standard ?? {};
    expect(law).toMatchObject({
      base: { value: 100 },
      unqualifiedBelow: { value: 60 },
      bonusCap: { value: 0 },
    });
    expect(codesOf('cn-2015').some((code) => code.includes('BON'))).toBe(false);
  });
  it('no number is called official that nobody has checked', () => {
    for (const [, { standard }] of checked)
      expect(JSON.stringify(standard?.rules.map((rule) => rule.entry))).not.toContain('"official"');
  });
  it.each(checked)(
    '%s: numbers marked unsure are remembered or proposed or shaky derivations, never seen',
    (_, { standard }) => {
      const text = JSON.stringify(standard?.rules.map((rule) => rule.entry));
      expect(text).not.toMatch(/"provenance":"seen","unsure":true/);
    },
  );
});
