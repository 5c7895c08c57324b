import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTime, SiteFacts, Verdict } from '../model/index.ts';
import type { Answer } from './answers/index.ts';
import { judge } from './judge.ts';
import { siteFacts } from './testing/site-facts.ts';
import { type ToldRule, toldStandard } from './testing/standards.ts';

const asOf = parseTime('2019-05-20') ?? 0;
const SITE = siteFacts();

function told(rules: readonly ToldRule[], more: { facts?: SiteFacts; answers?: readonly Answer[] } = {}) {
  const { facts = SITE, answers = [] } = more;
  return Verdict.parse(judge(facts, toldStandard(rules), { asOf, answers }));
}

const one = (outcome: string, count = 1) => [{ outcome, count, evidence: [] }];
const deduct = (points: number, outcome = 'fail', more: Partial<ToldRule> = {}): ToldRule => ({
  part: 'deduction',
  code: `D${points}${outcome}${more.code ?? ''}`,
  results: one(outcome),
  points,
  ...more,
});
const add = (points: number, outcome = 'pass', more: Partial<ToldRule> = {}): ToldRule => ({
  part: 'bonus',
  code: `B${points}${outcome}`,
  results: one(outcome),
  points,
  ...more,
});
const vetoRule = (outcome: string, more: Partial<ToldRule> = {}): ToldRule => ({
  part: 'veto',
  code: `V${outcome}`,
  results: one(outcome),
  ...more,
});

describe('scoring law', () => {
  it.each([
    ['nothing deducted', [], 'qualified', [100, 100]],
    ['60 is qualified', [deduct(40)], 'qualified', [60, 60]],
    ['59.95 is not', [deduct(40.05)], 'unqualified', [59.95, 59.95]],
    ['80 earns no bonus', [deduct(20), add(5)], 'qualified', [80, 80]],
    ['80.05 does', [deduct(19.95), add(5)], 'qualified', [85.05, 85.05]],
    ['the bonus part has a cap', [add(20), add(15)], 'qualified', [130, 130]],
    ['points are deducted until none are left', [deduct(70), deduct(60)], 'unqualified', [0, 0]],
    ['a suspected deduction makes a range', [deduct(10), deduct(5, 'suspected')], 'qualified', [85, 90]],
    ['a range across 60', [deduct(35), deduct(10, 'suspected')], 'undetermined', [55, 65]],
    ['a range below 60', [deduct(45), deduct(10, 'suspected')], 'unqualified', [45, 55]],
    [
      'what was not seen may cost up to its cap',
      [deduct(1, 'inconclusive', { cap: 7 })],
      'qualified',
      [93, 100],
    ],
    ['a broken check is no fail', [deduct(9, 'fail', { results: 'throws', cap: 9 })], 'qualified', [91, 100]],
    ['a suspected bonus', [add(3, 'suspected')], 'qualified', [100, 103]],
    ['an unseen bonus', [add(3, 'inconclusive', { cap: 3 })], 'qualified', [100, 103]],
    [
      'each end of the range has its own bonus',
      [deduct(15), deduct(10, 'suspected'), add(5)],
      'qualified',
      [75, 90],
    ],
    ['a bonus that is absent costs nothing', [add(5, 'fail')], 'qualified', [100, 100]],
    ['not applicable costs nothing', [deduct(5, 'notApplicable')], 'qualified', [100, 100]],
  ] as const)('%s', (_, rules, result, [min, max]) => {
    const verdict = told(rules);
    expect(verdict.result).toBe(result);
    expect(verdict.score).toMatchObject({ min, max });
  });

  it('adds tenths as tenths', () => {
    const tenths = { ...deduct(0.1), per: 'each', cap: 100 } as const;
    expect(told([{ ...tenths, results: one('fail', 3) }]).score?.max).toBe(99.7);
    expect(told([{ ...tenths, results: one('fail', 400) }])).toMatchObject({
      result: 'qualified',
      score: { min: 60 },
    });
    expect(told([{ ...tenths, results: one('fail', 401) }])).toMatchObject({
      result: 'unqualified',
      score: { min: 59.9 },
    });
    const twentieths = [0.05, 0.1, 0.2, 19.65].map((points, n) => deduct(points, 'fail', { code: `${n}` }));
    // Exactly 80, where binary arithmetic gives 80.00000000000001.
    expect(told([...twentieths, add(5)]).score).toMatchObject({ min: 80, bonus: [0, 0] });
  });

  it('takes bodies without services at 75 × 4/3', () => {
    const facts = siteFacts({}, { services: false });
    const rules = [deduct(30), deduct(25, 'fail', { group: 'services' })];
    expect(told(rules, { facts })).toMatchObject({
      result: 'qualified',
      score: { min: 60, max: 60, deduction: [30, 30] },
    });
    expect(told([deduct(30.01)], { facts })).toMatchObject({ result: 'unqualified', score: { min: 59.99 } });
    expect(told([deduct(15), add(5)], { facts }).score).toMatchObject({ min: 80, bonus: [0, 0] });
    // 59.99 × 4/3 = 79.98666…, rounded half up only to be shown.
    expect(told([deduct(15.01)], { facts }).score?.min).toBe(79.99);
    const skipped = told(rules, { facts }).findings.find((finding) => finding.code.startsWith('D25'));
    expect(skipped).toMatchObject({ state: 'notApplicable', outcome: 'noServices', points: 0 });
    expect(told(rules).score?.min).toBe(45);
  });

  it('holds the cap of each entry', () => {
    const verdict = told([{ ...deduct(2), per: 'each', cap: 5, results: one('fail', 9) }]);
    expect(verdict.score).toMatchObject({ min: 95, deduction: [5, 5] });
    expect(verdict.ledger[0]).toMatchObject({
      raw: { min: 18, max: 18 },
      points: { min: 5, max: 5 },
      cap: 5,
    });
    expect(verdict.findings[0]?.points).toBe(-18);
  });

  it('does not deduct a piece twice', () => {
    const results = (...pieces: string[]) => [{ outcome: 'fail', pieces, evidence: [] }];
    const first = deduct(5, 'fail', { results: results('http://a/') });
    const other: ToldRule = {
      ...deduct(1),
      code: 'OTHER',
      per: 'each',
      yields: true,
      results: results('http://a/', 'http://b/'),
    };
    expect(told([other, first]).score?.min).toBe(94);
    const all = told([{ ...other, results: results('http://a/') }, first]);
    expect(all.score?.min).toBe(95);
    expect(all.findings.find((finding) => finding.code === 'OTHER')).toMatchObject({
      state: 'pass',
      points: 0,
    });
    expect(told([{ ...other, yields: false }, first]).score?.min).toBe(93);
  });
});

describe('vetoes', () => {
  it('stop everything else', () => {
    const verdict = told([vetoRule('fail'), vetoRule('inconclusive'), deduct(10), add(5)]);
    expect(verdict).toMatchObject({ result: 'unqualified', score: null });
    expect(verdict.findings.map((finding) => finding.part)).toEqual(['veto', 'veto']);
    expect(verdict.ledger.every((line) => line.part === 'veto')).toBe(true);
    expect(verdict.because.zh).toContain('不再评其他指标');
  });
  it.each(['suspected', 'inconclusive'])('%s: undetermined, with the score as a range', (outcome) => {
    const verdict = told([vetoRule(outcome), deduct(10)]);
    expect(verdict).toMatchObject({ result: 'undetermined', score: { min: 90 }, penal: { usable: false } });
  });
  it('accuse nobody by machine where a person has to confirm', () => {
    expect(told([vetoRule('fail', { automation: 'confirm' })])).toMatchObject({ result: 'undetermined' });
    expect(told([vetoRule('fail', { automation: 'manual' })]).findings[0]?.state).toBe('suspected');
  });
  it('pass with a question where a person has not looked', () => {
    const [finding] = told([vetoRule('pass', { automation: 'manual' })]).findings;
    expect(finding).toMatchObject({ state: 'pass', question: { zh: '是否属实？' } });
    expect(finding?.summary.zh).toContain('未经人工认定');
    expect(told([vetoRule('pass')]).findings[0]?.question).toBeUndefined();
  });
  it('alone judge a site that is no portal', () => {
    const facts = siteFacts({}, { role: 'department' });
    expect(told([deduct(90)], { facts })).toMatchObject({ result: 'qualified', score: null, findings: [] });
    const unknown = told([deduct(10)], { facts: siteFacts({}, { role: null }) });
    expect(unknown.score?.min).toBe(90);
    expect(unknown.because.zh).toContain('按政府门户网站评分');
  });
});

describe('penal use', () => {
  it.each([
    ['sure numbers', [deduct(50)], true],
    ['the result hangs on an unsure number', [deduct(30), deduct(20, 'fail', { unsure: true })], false],
    ['it does not', [deduct(50), deduct(20, 'fail', { unsure: true })], true],
    ['nothing to punish', [deduct(1, 'fail', { unsure: true })], true],
  ] as const)('%s', (_, rules, usable) => {
    const { penal } = told(rules);
    expect(penal.usable).toBe(usable);
    expect(penal.because.length > 0).toBe(!usable);
  });
  it('is not given by a standard that was not in force', () => {
    const standard = toldStandard([deduct(50)]);
    const at = (day: string) => judge(SITE, standard, { asOf: parseTime(day) ?? 0 }).penal.usable;
    expect([at('2018-12-31'), at('2019-01-01')]).toEqual([false, true]);
    const over = { ...standard, effective: { from: '2019-01-01', to: '2019-05-19' } };
    expect(judge(SITE, over, { asOf }).penal.usable).toBe(false);
  });
  it('says how many points rest on unsure numbers', () => {
    expect(told([deduct(10), deduct(2.5, 'fail', { unsure: true })]).score?.unverified).toBe(2.5);
  });
});

const anyRule = fc
  .record({
    part: fc.constantFrom('veto' as const, 'deduction' as const, 'deduction' as const, 'bonus' as const),
    points: fc.integer({ min: 1, max: 400 }).map((n) => n / 20),
    per: fc.constantFrom('once' as const, 'each' as const),
    cap: fc.integer({ min: 1, max: 300 }).map((n) => n / 10),
    automation: fc.constantFrom('machine' as const, 'confirm' as const),
    unsure: fc.boolean(),
    results: fc.uniqueArray(
      fc.record({
        outcome: fc.constantFrom('pass', 'fail', 'suspected', 'inconclusive', 'notApplicable'),
        count: fc.integer({ min: 0, max: 50 }),
        key: fc.constantFrom('a', 'b', 'c'),
        evidence: fc.constant([]),
      }),
      { minLength: 1, maxLength: 4, selector: ({ outcome, key }) => `${outcome} ${key}` },
    ),
  })
  // A veto that fails ends everything; here the score is what matters.
  .map((rule) => (rule.part === 'veto' ? { ...rule, results: one('pass') } : rule));
const anyRules = fc
  .array(anyRule, { maxLength: 12 })
  .map((rules): ToldRule[] => rules.map((rule, n) => ({ ...rule, code: `R${n}` })));
const score = (rules: readonly ToldRule[], answers: readonly Answer[] = []) => {
  const { score: found } = told(rules, { answers });
  if (found === null) throw new Error('no score');
  return found;
};

describe('laws', () => {
  it('the order of findings is irrelevant', () => {
    fc.assert(
      fc.property(anyRules, fc.infiniteStream(fc.nat()), (rules, random) => {
        const keyed = rules.map((rule) => [random.next().value, rule] as const);
        const shuffled = keyed.sort((a, b) => a[0] - b[0]).map(([, rule]) => rule);
        const turned = shuffled.map((rule) => ({
          ...rule,
          results: [...rule.results].reverse() as typeof rule.results,
        }));
        const [a, b] = [told(rules), told(turned)];
        expect(b.score).toEqual(a.score);
        expect(b.result).toBe(a.result);
        const prints = (verdict: Verdict) => verdict.findings.map((finding) => finding.fingerprint).sort();
        expect(prints(b)).toEqual(prints(a));
      }),
    );
  });
  it('least is never more than most, and both fit the ledger', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const verdict = told(rules);
        const found = verdict.score;
        if (found === null) throw new Error('no score');
        expect(found.min).toBeLessThanOrEqual(found.max);
        expect(found.deduction[0]).toBeLessThanOrEqual(found.deduction[1]);
        expect(found.bonus[0]).toBeLessThanOrEqual(found.bonus[1]);
        for (const line of verdict.ledger) {
          expect(line.points.min).toBeLessThanOrEqual(line.points.max);
          if (line.cap !== null) expect(line.points.max).toBeLessThanOrEqual(line.cap);
        }
        const most = verdict.ledger
          .filter((line) => line.part === 'deduction')
          .map((line) => line.points.max);
        expect(found.deduction[1]).toBeCloseTo(
          most.reduce((a, b) => a + b, 0),
          6,
        );
      }),
    );
  });
  it('a further deduction never raises the score', () => {
    fc.assert(
      fc.property(anyRules, anyRule, (rules, further) => {
        const before = score(rules);
        const after = score([...rules, { ...further, part: 'deduction', code: 'MORE' }]);
        expect(after.min).toBeLessThanOrEqual(before.min);
        expect(after.max).toBeLessThanOrEqual(before.max);
      }),
    );
  });
  it('judging twice is the same, and so are facts that went through a file', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const again = SiteFacts.parse(JSON.parse(JSON.stringify(SITE)));
        expect(told(rules, { facts: again })).toEqual(told(rules));
      }),
    );
  });
  it('an answer only narrows: confirming never raises, dismissing never lowers', () => {
    fc.assert(
      fc.property(anyRules, fc.nat(), fc.boolean(), (rules, pick, confirm) => {
        const before = told(rules);
        const open = before.findings.filter(
          (finding) => finding.state === 'suspected' && finding.part === 'deduction',
        );
        const chosen = open[pick % Math.max(open.length, 1)];
        if (chosen === undefined) return;
        const { fingerprint } = chosen;
        const decision = confirm ? ('confirm' as const) : ('dismiss' as const);
        const after = score(rules, [{ fingerprint, decision, by: '张三', at: '2019-05-21' }]);
        expect(after.min).toBeGreaterThanOrEqual(before.score?.min ?? 0);
        expect(after.max).toBeLessThanOrEqual(before.score?.max ?? 0);
        if (confirm) expect(after.min).toBe(before.score?.min);
        else expect(after.max).toBe(before.score?.max);
      }),
    );
  });
});
