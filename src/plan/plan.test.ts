import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { parsePin } from './pins.ts';
import { planOf } from './plan.ts';
import { parseSetting, withSettings } from './policy/settings.ts';
import type { Plan } from './result.ts';
import { factsOf, policyOf, type Row, rule, unit, workdays } from './testing/register.ts';

const UNITS = [
  unit('gov', { kind: 'government', name: '甲县人民政府' }),
  unit('dep', { parent: 'gov' }),
  unit('town', { parent: 'gov', level: 'township', kind: 'government' }),
  unit('alone', { level: 'township' }),
];

const POLICY = policyOf(`accounts:
  rules:
${rule('cancelled', 'when: { status: [cancelled] }, do: cancel, hard: true')}${rule('stopped', 'when: { status: [stopped] }, do: cancel')}${rule('zombie', 'when: { activity: [zombie] }, do: close')}${rule('gov', 'when: { unitKind: [government], level: [county] }, do: keep')}${rule('dep', 'when: { level: [county] }, do: may')}${rule('town', 'when: { level: [township] }, do: merge')}  quotas:
    - { id: one, clause: c, provenance: proposed, per: unit, says: { zh: 只留一个, en: only one }, params: { most: { value: 1, provenance: proposed } } }
  into:
    - { whose: own, platform: same }
    - { whose: government, level: [county], platform: same }
    - { whose: government, level: [county], platform: any }
`);

function made(accounts: readonly Row[], pins: readonly string[] = [], policy = POLICY): Plan {
  const { facts, bodies } = factsOf(UNITS, accounts);
  return planOf(facts, bodies, { policy, workdays, pins: pins.map(parsePin) });
}

const shown = ({ actions }: Plan) =>
  actions.map(
    ({ channel, action, into, review }) =>
      `${channel.id} ${action}${into === null ? '' : ` ${into.id}`}${review ? ' ?' : ''}`,
  );
const whats = ({ problems }: Plan) => problems.map(({ what, ids }) => `${what} ${ids.join(',')}`);

describe('a plan', () => {
  it('keeps the best of a body, and merges what may not stay into the government, platform for platform', () => {
    const plan = made([
      { id: 'g1', unit: 'gov' },
      { id: 'g2', unit: 'gov', platform: 'weibo' },
      { id: 'd1', unit: 'dep', followers: 50 },
      { id: 'd2', unit: 'dep', functions: ['挂号'] },
      { id: 't1', unit: 'town' },
      { id: 't2', unit: 'town', platform: 'weibo' },
      { id: 't3', unit: 'town', platform: 'douyin' },
      { id: 'z', unit: 'town', activity: 'zombie' },
    ]);
    expect(shown(plan)).toEqual([
      'g1 keep',
      'g2 keep',
      'd1 merge d2',
      'd2 keep',
      't1 merge g1',
      't2 merge g2',
      't3 merge g1',
      'z close',
    ]);
    expect(plan.actions[2]?.reasons.map((one) => one.rule)).toEqual(['one', 'dep', 'successor']);
    expect(plan.actions.map(({ by }) => by)).toEqual([
      null,
      null,
      '2019-05-20+5',
      null,
      ...Array(4).fill('2019-05-20+5'),
    ]);
    expect(plan.summary).toMatchObject({
      total: 8,
      keep: 3,
      merge: 4,
      close: 1,
      staffSaved: 5,
      followersOrphaned: 1000,
      functionsLost: [],
    });
  });

  it('does not close what carries a function until somebody takes it over', () => {
    const rules = policyOf(
      `accounts:\n  rules:\n${rule('close', 'do: close')}  into:\n    - { whose: parent, platform: any }\n`,
    );
    const plan = made(
      [
        { id: 't', unit: 'town', functions: ['低保'] },
        { id: 'plain', unit: 'town' },
      ],
      [],
      rules,
    );
    expect(shown(plan)).toEqual(['t keep ?', 'plain close']);
    expect(plan.summary.functionsLost).toEqual([{ account: 't', function: '低保', name: '低保' }]);
    expect(whats(plan)).toEqual(['functionLost t']);
    const told = made(
      [
        { id: 't', unit: 'town', functions: ['低保'] },
        { id: 'g', unit: 'gov' },
      ],
      ['t=merge:g'],
      rules,
    );
    expect(shown(told)).toEqual(['t merge g', 'g keep']);
    expect(told.actions[0]?.functions).toMatchObject([{ carried: false, inUse: true, channel: { id: 'g' } }]);
    expect(told.summary.functionsLost).toEqual([]);
  });

  it('a function that is only filed, of an account that never posted, holds nothing up but is shown', () => {
    const plan = made([{ id: 'z', unit: 'alone', activity: 'zombie', functions: ['低保'] }]);
    expect(shown(plan)).toEqual(['z close ?']);
    expect(plan.summary.functionsLost).toHaveLength(1);
  });

  it('what is not proven is for a person, and not closed on a guess', () => {
    const plan = made([
      { id: 'g', unit: 'gov', activity: 'unknown' },
      { id: 't', unit: 'town', activity: 'unknown' },
    ]);
    // For the town both ends are the same fate; the government's stays and is looked at.
    expect(shown(plan)).toEqual(['g keep ?', 't merge g']);
    expect(plan.actions[0]?.confidence).toBeLessThan(1);
  });

  it('stopped accounts get their formalities, cancelled ones are done', () => {
    const plan = made([
      { id: 'a', unit: 'dep', status: 'stopped' },
      { id: 'b', unit: 'dep', status: 'cancelled' },
    ]);
    expect(shown(plan)).toEqual(['a cancel', 'b cancel']);
    expect(plan.actions.map(({ done, by }) => [done, by])).toEqual([
      [false, '2019-05-20+5'],
      [true, null],
    ]);
  });

  it('names what it met: undecided, no body, no superior, two best', () => {
    const plan = made([
      { id: 'nobody' },
      { id: 'orphan', unit: 'alone' },
      { id: 'x', unit: 'dep' },
      { id: 'y', unit: 'dep' },
    ]);
    expect(shown(plan)).toEqual(['nobody keep ?', 'orphan close ?', 'x keep ?', 'y merge x ?']);
    expect(whats(plan)).toEqual([
      'undecided nobody',
      'noUnit nobody',
      'noParent orphan',
      'noSuccessor orphan',
      'twoBest x,y',
    ]);
    expect(plan.actions[2]?.reviewReasons[0]?.text.zh).toContain('账号y');
  });

  it('says the deadline that has passed', () => {
    const late = withSettings(POLICY, [parseSetting('deadline.date=2019-05-01')]);
    expect(whats(made([{ id: 'g', unit: 'gov' }], [], late))).toEqual(['deadline 2019-05-01']);
  });

  it('leaves none out and depends on no order', () => {
    const row = fc.record({
      unit: fc.constantFrom('gov', 'dep', 'town', 'alone'),
      platform: fc.constantFrom('weixin', 'weibo', 'app'),
      activity: fc.constantFrom('active', 'zombie', 'sleeping', 'unknown'),
      followers: fc.integer({ min: 0, max: 3 }),
      functions: fc.subarray(['a', 'b']),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        const accounts = rows.map((one, at) => ({
          ...one,
          id: `a${at}`,
          activity: one.activity as 'active',
        }));
        const plan = made(accounts);
        expect(plan.actions.map(({ channel }) => channel.id)).toEqual(accounts.map(({ id }) => id));
        const byId = new Map(plan.actions.map((one) => [one.channel.id, one]));
        for (const { action, into, functions, channel } of plan.actions) {
          if (into !== null) expect(byId.get(into.id)?.action).toBe('keep');
          expect(into !== null).toBe(action === 'merge');
          if (action === 'close')
            for (const home of functions)
              if (home.inUse) expect([channel.id, home.channel]).not.toContain(null);
        }
        expect(shown(made([...accounts].reverse())).sort()).toEqual(shown(plan).sort());
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});

describe('what if', () => {
  const accounts: Row[] = [
    { id: 'g', unit: 'gov' },
    { id: 't', unit: 'town' },
    { id: 'd', unit: 'dep' },
    { id: 'e', unit: 'dep', followers: 9 },
  ];

  it('a pin goes against what holds in principle, and says so', () => {
    const plan = made(accounts, ['t=keep', 'e=keep']);
    expect(shown(plan)).toEqual(['g keep', 't keep', 'd merge e', 'e keep']);
    expect(plan.actions[1]?.reasons[0]).toMatchObject({
      rule: 'pin',
      text: { zh: expect.stringContaining('t=keep') },
    });
    const { changes, difference } = compare(made(accounts), plan, ['a', 'b']);
    expect(changes.map(({ id, from, to }) => `${id} ${from.action} ${to.action}`)).toEqual([
      't merge keep',
      'd keep merge',
      'e merge keep',
    ]);
    expect(difference).toMatchObject({ keep: 1, merge: -1, staffSaved: -1 });
  });

  it.each([
    [['x=keep'], /no account or site x/],
    [['t=merge:x'], /no account or site x/],
    [['t=keep', 't=close'], /contradicts --pin t=keep/],
    [['t=merge:d', 'd=merge:t'], /goes in a circle: t → d → t/],
    [['t=merge:t'], /goes in a circle: t → t/],
    [['t=merge:d', 'd=close'], /d is not kept: --pin d=close/],
  ])('%j is refused', (pins, why) => {
    expect(() => made(accounts, pins)).toThrow(why);
  });

  it('a pin against a rule or quota that knows no exception is refused', () => {
    expect(() => made([{ id: 'b', unit: 'dep', status: 'cancelled' }], ['b=keep'])).toThrow(
      /against the rule cancelled/,
    );
    const hard = policyOf(
      `accounts:\n  rules:\n${rule('may', 'do: may')}  quotas:\n    - { id: one, clause: c, provenance: proposed, per: unit, hard: true, says: { zh: 只留一个, en: one }, params: { most: { value: 1, provenance: proposed } } }\n`,
    );
    expect(() => made(accounts, ['d=keep', 'e=keep'], hard)).toThrow(
      /--pin e=keep: 只留一个 \(one: 1\), but 2 are pinned/,
    );
    expect(shown(made(accounts, ['d=keep', 'e=keep']))).toContain('e keep');
  });

  it('a pin that would lose a function is refused', () => {
    expect(() => made([{ id: 'o', unit: 'alone', functions: ['低保'] }], ['o=close'])).toThrow(
      /低保.*would have no place.*--pin o=merge:ID/,
    );
  });

  it.each([
    ['nonsense', /is no setting/],
    ['none.most=2', /no rule or quota none/],
    ['one.least=2', /one has no number least; it has most/],
    ['one.most=-1', /quotas\.0\.params\.most\.value/],
  ])('--set %s is refused', (text, why) => {
    expect(() => withSettings(POLICY, [parseSetting(text)])).toThrow(why);
  });

  it('a setting changes the plan', () => {
    const two = withSettings(POLICY, [parseSetting('one.most=2')]);
    expect(shown(made(accounts, [], two))).toEqual(['g keep', 't merge g', 'd keep', 'e keep']);
  });
});
