import { describe, expect, it } from 'vitest';
import { InputError, parseTime } from '../../model/index.ts';
import { judge } from '../judge.ts';
import { fingerprint } from '../run/fingerprint.ts';
import { siteFacts } from '../testing/site-facts.ts';
import { type ToldRule, toldStandard } from '../testing/standards.ts';
import { showUnused } from './apply.ts';
import { type Answer, parseAnswers } from './parse.ts';

const asOf = parseTime('2019-05-20T10:00:00+08:00') ?? 0;
const FACTS = siteFacts();
const matter = (outcome: string, key: string) => ({ outcome, key, evidence: [] });
const RULE: ToldRule = {
  part: 'deduction',
  code: 'D',
  points: 10,
  per: 'each',
  results: [
    matter('suspected', 'http://county.example/a | 甲'),
    matter('suspected', 'http://county.example/b | 乙'),
  ],
};
const who = { by: '张三', at: '2019-05-20' };

function settle(answers: readonly Answer[], rules: readonly ToldRule[] = [RULE], when = asOf) {
  const unused: string[] = [];
  const verdict = judge(FACTS, toldStandard(rules), {
    asOf: when,
    answers,
    unused: (answer, why) => unused.push(showUnused(answer, why, when)),
  });
  return { verdict, unused, states: verdict.findings.map((finding) => finding.state) };
}
const print = (key: string, outcome = 'suspected') => fingerprint('site.d', FACTS.subject.id, outcome, key);
const A = print('http://county.example/a | 甲');

describe('answers', () => {
  it('settle one matter by its fingerprint', () => {
    const { verdict, states } = settle([{ ...who, fingerprint: A, decision: 'confirm', note: '属实' }]);
    expect(states).toEqual(['fail', 'suspected']);
    expect(verdict.score).toMatchObject({ min: 80, max: 90 });
    expect(verdict.findings[0]).toMatchObject({
      decision: { by: '张三', decision: 'confirm', note: '属实' },
    });
    expect(verdict.findings[0]?.summary.zh).toMatch(/^经人工确认：/);
    expect(verdict.findings[0]?.question).toBeUndefined();
  });
  it('settle by indicator and key, or by an address, however it is spelt', () => {
    const dismiss = { ...who, indicator: 'site.d', decision: 'dismiss' } as const;
    expect(settle([{ ...dismiss, key: 'https://county.example/a/ |  甲' }]).states).toEqual([
      'pass',
      'suspected',
    ]);
    expect(settle([{ ...dismiss, url: 'http://county.example/b#x' }]).states).toEqual(['suspected', 'pass']);
    expect(settle([dismiss]).states).toEqual(['pass', 'pass']);
  });
  it('of several the latest holds, wherever it stands', () => {
    const late: Answer = { ...who, at: '2019-05-21', fingerprint: A, decision: 'confirm' };
    const early: Answer = { ...who, at: '2019-05-20', fingerprint: A, decision: 'dismiss' };
    expect(settle([late, early]).states).toEqual(['fail', 'suspected']);
    expect(settle([early, late]).states).toEqual(['fail', 'suspected']);
    const whole: Answer = { ...who, indicator: 'site.d', decision: 'answer', outcome: 'pass' };
    expect(settle([whole, late]).states).toEqual(['fail', 'suspected']);
    expect(settle([whole]).states).toEqual(['pass']);
  });
  it('exempt until a date, that day included', () => {
    const answer: Answer = { ...who, fingerprint: A, decision: 'exempt', until: '2019-05-20', note: '改版' };
    expect(settle([answer]).states).toEqual(['exempt', 'suspected']);
    expect(settle([answer]).verdict.score).toMatchObject({ min: 90, max: 100 });
    const over = settle([answer], [RULE], parseTime('2019-05-21') ?? 0);
    expect(over.states).toEqual(['suspected', 'suspected']);
    expect(over.unused).toEqual([
      `answers: exempt ${A} by 张三: expired before 2019-05-21; it changes nothing`,
    ]);
  });
  it('answer a question with an outcome and a count', () => {
    const rule: ToldRule = {
      ...RULE,
      results: [{ outcome: 'inconclusive', evidence: [] }],
      automation: 'manual',
    };
    const answer: Answer = { ...who, indicator: 'site.d', decision: 'answer', outcome: 'fail', count: 3 };
    const { verdict } = settle([answer], [rule]);
    expect(verdict.findings[0]).toMatchObject({ state: 'fail', outcome: 'fail', count: 3, points: -30 });
    expect(verdict.findings[0]?.summary.zh).toBe('经人工认定：3处');
    expect(verdict.score).toMatchObject({ min: 70, max: 70 });
  });
  it('a person who answers “suspected” has decided', () => {
    const answer: Answer = { ...who, fingerprint: A, decision: 'answer', outcome: 'suspected' };
    expect(settle([answer]).states[0]).toBe('fail');
  });
  it('add what only a person can find to what already counts', () => {
    const answer: Answer = { ...who, indicator: 'site.d', decision: 'answer', outcome: 'found', count: 2 };
    const confirmed: Answer = { ...who, fingerprint: A, decision: 'confirm' };
    const { verdict } = settle([confirmed, answer]);
    expect(verdict.findings.map(({ outcome, state, count }) => [outcome, state, count])).toEqual([
      ['suspected', 'fail', 1],
      ['suspected', 'suspected', 1],
      ['found', 'fail', 2],
    ]);
    expect(verdict.score).toMatchObject({ min: 60, max: 70 });
    expect(settle([answer, answer]).verdict.score).toMatchObject({ min: 60, max: 80 });
    const unseen: ToldRule = { ...RULE, results: [{ outcome: 'inconclusive', evidence: [] }] };
    expect(settle([answer], [unseen]).verdict.score).toMatchObject({ min: 80, max: 80 });
  });
  it('give or take a claimed bonus', () => {
    const rule: ToldRule = {
      part: 'bonus',
      code: 'D',
      points: 2,
      automation: 'confirm',
      results: [matter('pass', 'x')],
    };
    const fingerprint = print('x', 'pass');
    expect(settle([], [rule]).verdict.score).toMatchObject({ min: 100, max: 102 });
    expect(settle([{ ...who, fingerprint, decision: 'confirm' }], [rule]).verdict.score).toMatchObject({
      min: 102,
    });
    expect(settle([{ ...who, fingerprint, decision: 'dismiss' }], [rule]).verdict.score).toMatchObject({
      max: 100,
    });
  });
  it('exempt and dismissed vetoes do not stand', () => {
    const rule: ToldRule = { part: 'veto', code: 'D', results: [matter('fail', 'x')] };
    const fingerprint = print('x', 'fail');
    expect(settle([], [rule]).verdict.result).toBe('unqualified');
    const exempt: Answer = {
      ...who,
      fingerprint,
      decision: 'exempt',
      until: '2019-12-31',
      note: '经批准临时下线',
    };
    expect(settle([exempt], [rule]).verdict.result).toBe('qualified');
    expect(settle([{ ...who, fingerprint, decision: 'dismiss' }], [rule]).verdict.result).toBe('qualified');
  });
  it.each([
    ['no such finding', { fingerprint: '0'.repeat(32), decision: 'confirm' }],
    ['no such finding', { indicator: 'site.e', decision: 'dismiss' }],
    ['no such outcome', { fingerprint: A, decision: 'answer', outcome: 'maybe' }],
  ] as const)('%s: a warning, no error', (why, answer) => {
    const { states, unused } = settle([{ ...who, ...answer }]);
    expect(states).toEqual(['suspected', 'suspected']);
    expect(unused).toEqual([expect.stringContaining(`${why}; it changes nothing`)]);
  });
  it('what was not seen cannot be confirmed or dismissed', () => {
    const rule: ToldRule = { ...RULE, results: [{ outcome: 'inconclusive', evidence: [] }] };
    for (const decision of ['confirm', 'dismiss'] as const) {
      const { states, unused } = settle([{ ...who, indicator: 'site.d', decision }], [rule]);
      expect(states).toEqual(['inconclusive']);
      expect(unused[0]).toContain('nothing to decide');
    }
  });
  it('for another subject do not concern this one', () => {
    const { states, unused } = settle([
      { ...who, subject: 'other', indicator: 'site.d', decision: 'dismiss' },
    ]);
    expect(states).toEqual(['suspected', 'suspected']);
    expect(unused).toEqual([]);
  });
});

describe('fingerprint', () => {
  it('holds one matter together and keeps two apart', () => {
    const base = print('http://county.example/a | 甲');
    expect(print('https://county.example/a/#top |  甲')).toBe(base);
    expect(print('http://county.example/a | 乙')).not.toBe(base);
    expect(print('http://county.example/a | 甲', 'fail')).not.toBe(base);
    expect(print('http://county.example/a?id=1 | 甲')).not.toBe(base);
  });
  it('does not move with counts and places', () => {
    const more = {
      ...RULE,
      points: 3,
      code: 'D',
      results:
        RULE.results === 'throws' ? [] : [...RULE.results].reverse().map((one) => ({ ...one, count: 7 })),
    };
    const prints = (rule: ToldRule) =>
      settle([], [rule]).verdict.findings.map((finding) => finding.fingerprint);
    expect(prints(more)).toEqual(prints(RULE));
  });
});

describe('file', () => {
  const parse = (text: string) => parseAnswers(text, 'a.yaml');
  const GOOD = 'by: 张三, at: 2019-05-20';
  it('is a list, or a list under answers', () => {
    const line = `{ fingerprint: ${A}, decision: confirm, ${GOOD} }`;
    expect(parse(`- ${line}`)).toHaveLength(1);
    expect(parse(`answers:\n  - ${line}`)).toHaveLength(1);
    expect(parse('[]')).toEqual([]);
    const digits = parse(
      `- { fingerprint: ${'0'.repeat(32)}, subject: 0123456789, decision: confirm, ${GOOD} }`,
    );
    expect(digits).toMatchObject([{ fingerprint: '0'.repeat(32), subject: '0123456789' }]);
  });
  it.each([
    ['no YAML', '- {', /answers a\.yaml:1:/],
    [
      'a wrong decision',
      `- { fingerprint: ${A}, decision: maybe, ${GOOD} }`,
      /a\.yaml:1:\d+: \[0\]\.decision: /,
    ],
    ['nobody', `- { fingerprint: ${A}, decision: confirm, at: 2019-05-20 }`, /\[0\]\.by: is missing/],
    [
      'no time',
      `- { fingerprint: ${A}, decision: confirm, by: 张三, at: 2019-02-30 }`,
      /\[0\]\.at: must be a day or time/,
    ],
    [
      'an exemption without end',
      `- { fingerprint: ${A}, decision: exempt, note: x, ${GOOD} }`,
      /\[0\]\.until: is missing/,
    ],
    [
      'nothing named',
      `- { decision: confirm, ${GOOD} }`,
      /a\.yaml:1:3: \[0\]: must name a fingerprint or an indicator/,
    ],
    [
      'both named',
      `- { fingerprint: ${A}, indicator: site.home-stale, decision: confirm, ${GOOD} }`,
      /name one of them/,
    ],
    [
      'no indicator',
      `- { indicator: site.nowhere, decision: confirm, ${GOOD} }`,
      /\[0\]\.indicator: there is no indicator/,
    ],
    [
      'no outcome',
      `- { indicator: site.home-stale, decision: answer, outcome: gone, ${GOOD} }`,
      /has no outcome gone; it has updated/,
    ],
    [
      'a short fingerprint',
      `answers:\n  - { fingerprint: abc, decision: confirm, ${GOOD} }`,
      /a\.yaml:2:\d+: answers\[0\]\.fingerprint: must be a fingerprint/,
    ],
  ])('%s', (_, text, expected) => {
    expect(() => parse(text)).toThrow(InputError);
    expect(() => parse(text)).toThrow(expected);
  });
});
