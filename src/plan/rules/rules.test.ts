import { describe, expect, it } from 'vitest';
import type { Channel } from '../facts/channel.ts';
import type { Test } from '../policy/schema.ts';
import { factsOf, policyOf, type Row, rule, unit } from '../testing/register.ts';
import { contextOf } from './context.ts';
import { decide } from './decide.ts';
import { answerTo } from './test.ts';

const UNITS = [
  unit('gov', { kind: 'government', name: '甲县人民政府' }),
  unit('bureau', { name: '甲县治安局', parent: 'gov' }),
  unit('squad', { name: '第一大队', kind: 'institution', parent: 'bureau' }),
  unit('lost', { name: '甲县治安局乙派出所', kind: 'institution', level: 'township' }),
  unit('village', { name: '丙村', level: null, kind: null, parent: 'gov' }),
  unit('customs', { name: '甲县海关' }),
  unit('stated', { extra: { 管理体制: '垂直', 常住人口: '1万' }, level: 'township', parent: 'gov' }),
];
const POLICY = policyOf(
  `scope: { head: { named: [治安局] }, clause: c, provenance: proposed }\naccounts:\n  rules:\n${rule('all', 'do: keep')}`,
);
const PARAMS = {
  half: { value: 0.5, provenance: 'seen' as const, unsure: false },
  few: { value: 100, provenance: 'seen' as const, unsure: false },
};

function answer(test: Test, row: Partial<Row>) {
  const { facts, bodies } = factsOf(UNITS, [{ id: 'a', ...row }]);
  const [channel] = facts.accounts;
  return answerTo(test, channel as Channel, PARAMS, contextOf(POLICY, bodies, facts.accounts));
}

const purpose = (serves: number, evidence = 1) => ({
  percent: { service: 0, information: 0, interaction: 0, publicity: 0, repost: 0, offDuty: 0 },
  serves,
  evidence,
  serving: null,
  showing: null,
});

const [YES, NO, MAYBE, MAYBE_YES] = [
  { holds: true, sure: true },
  { holds: false, sure: true },
  { holds: false, sure: false },
  { holds: true, sure: false },
];

describe('conditions', () => {
  it.each<[string, Test, Partial<Row>, object]>([
    ['level', { level: ['county'] }, { unit: 'gov' }, YES],
    ['another level', { level: ['city'] }, { unit: 'gov' }, NO],
    ['level of nobody', { level: ['county'] }, {}, MAYBE],
    [
      'level read off the name',
      { level: ['village'], unitKind: ['government'] },
      { unit: 'village' },
      MAYBE_YES,
    ],
    ['managed locally where nothing is said', { management: 'local' }, { unit: 'gov' }, YES],
    ['vertical by name', { management: 'vertical' }, { unit: 'customs' }, MAYBE_YES],
    ['vertical by the sheet', { management: 'vertical' }, { unit: 'stated' }, YES],
    ['scope: below the head', { inScope: true }, { unit: 'squad' }, YES],
    ['scope: named after the head', { inScope: true }, { unit: 'lost' }, YES],
    ['scope: outside', { inScope: true }, { unit: 'gov' }, NO],
    ['heads the scope', { headsScope: true }, { unit: 'bureau' }, YES],
    ['status, none stated', { status: ['active'] }, { status: null }, YES],
    ['activity', { activity: ['zombie', 'sleeping'] }, { activity: 'zombie' }, YES],
    ['activity not proven', { activity: ['zombie'] }, { activity: 'unknown' }, MAYBE],
    ['judged by use', { activity: ['zombie'] }, { activity: 'byUse' }, NO],
    ['followers', { followers: { below: 'few' } }, { followers: 99 }, YES],
    ['followers at the limit', { followers: { below: 'few' } }, { followers: 100 }, NO],
    ['followers not told', { followers: { below: 'few' } }, { followers: null }, MAYBE],
    [
      'followers of residents',
      { followersOfResidents: { above: 'half' } },
      { unit: 'stated', followers: 5001 },
      YES,
    ],
    [
      'residents not told',
      { followersOfResidents: { above: 'half' } },
      { unit: 'gov', followers: 5001 },
      MAYBE,
    ],
    ['serves', { serves: { atLeast: 'half' } }, { purpose: purpose(0.9) }, YES],
    ['serves, near the limit', { serves: { atLeast: 'half' } }, { purpose: purpose(0.55) }, MAYBE_YES],
    ['serves, little seen', { serves: { atLeast: 'half' } }, { purpose: purpose(0.9, 0.1) }, MAYBE_YES],
    ['not', { not: { level: ['county'] } }, { unit: 'gov' }, NO],
    ['not, of what is not known', { not: { verified: true } }, { verified: null }, MAYBE],
    ['any', { any: [{ level: ['city'] }, { verified: true }] }, { unit: 'gov' }, YES],
    [
      'any, one not known',
      { any: [{ level: ['city'] }, { verified: true }] },
      { unit: 'gov', verified: null },
      MAYBE,
    ],
    ['all, one surely not', { level: ['city'], verified: true }, { unit: 'gov', verified: null }, NO],
  ])('%s', (_, test, row, expected) => {
    expect(answer(test, row)).toEqual(expected);
  });

  it('places by reads are among bodies of one level under one government; equal figures share a place', () => {
    const { facts, bodies } = factsOf(
      [
        ...UNITS,
        unit('t1', { level: 'township', parent: 'gov' }),
        unit('t2', { level: 'township', parent: 'gov' }),
      ],
      [
        { id: 'a', unit: 'stated', readsPerDay: 10 },
        { id: 'b', unit: 't1', readsPerDay: 30 },
        { id: 'c', unit: 't2', readsPerDay: 30 },
        { id: 'd', unit: 'bureau', readsPerDay: 99 },
        { id: 'e', unit: 't2', readsPerDay: null },
      ],
    );
    const context = contextOf(POLICY, bodies, facts.accounts);
    expect(facts.accounts.map((channel) => context.readsPlace(channel))).toEqual([3, 1, 1, 1, null]);
  });
});

describe('rules', () => {
  const policy = policyOf(
    `accounts:\n  rules:\n${rule('zombie', 'when: { activity: [zombie] }, do: close')}${rule('few', 'when: { followers: { below: few } }, do: close, params: { few: { value: 100, provenance: seen } }')}${rule('rest', 'do: keep')}`,
  );
  const decided = (row: Partial<Row>) => {
    const { facts, bodies } = factsOf(UNITS, [{ id: 'a', ...row }]);
    const context = contextOf(policy, bodies, facts.accounts);
    if (policy.accounts === undefined) throw new Error('no accounts');
    const { rule: found, sure, doubts } = decide(policy.accounts, facts.accounts[0] as Channel, context);
    return [found?.id, sure, doubts.map(({ id }) => id)];
  };

  it.each<[string, Partial<Row>, unknown[]]>([
    ['the first that fits decides', { activity: 'zombie', followers: 1 }, ['zombie', true, []]],
    [
      'what cannot be ruled out is remembered where it would say otherwise',
      { activity: 'unknown', followers: null },
      ['rest', true, ['zombie', 'few']],
    ],
    ['and not where it would say the same', { activity: 'unknown', followers: 1 }, ['few', true, []]],
  ])('%s', (_, row, expected) => {
    expect(decided(row)).toEqual(expected);
  });
});
