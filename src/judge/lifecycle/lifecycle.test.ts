import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LifecycleEvent, LifecycleStep, parseTime } from '../../model/index.ts';
import {
  ACCOUNT_TABLE,
  SITE_TABLE,
  STATES,
  type State,
  statusOf,
  stepsFrom,
  type Transition,
} from './index.ts';

const asOf = parseTime('2019-12-31') ?? 0;
const event = (step: LifecycleStep, at: string, into: string | null = null): LifecycleEvent => ({
  step,
  at,
  by: null,
  evidence: null,
  into,
});
const CLOSED = [
  event('filed', '2018-01-01'),
  event('opened', '2018-01-05'),
  event('stopped', '2019-01-02'),
  event('announced', '2019-01-03', 'b'),
  event('migrated', '2019-01-10', 'b'),
  event('archived', '2019-01-20'),
  event('cancelled', '2019-02-10'),
  event('recorded', '2019-02-12'),
];

describe('life cycle', () => {
  it('follows the steps of an account from its filing to its cancellation', () => {
    const states = CLOSED.map(
      (_, n) =>
        statusOf(ACCOUNT_TABLE, CLOSED.slice(0, n + 1), { asOf, start: 'unfiled', noticeDays: 30 }).state,
    );
    expect(states).toEqual([
      'filed',
      'active',
      'stopped',
      'announced',
      'migrating',
      'archived',
      'cancelled',
      'cancelled',
    ]);
  });

  it.each([
    [
      'cancelled without an archive',
      [event('announced', '2019-01-03', 'b'), event('cancelled', '2019-03-01')],
      'announced',
    ],
    [
      'cancelled before the notice had stood',
      [
        event('announced', '2019-01-03', 'b'),
        event('archived', '2019-01-04'),
        event('cancelled', '2019-01-31'),
      ],
      'archived',
    ],
    [
      'merged into nobody',
      [event('announced', '2019-01-03', 'b'), event('archived', '2019-01-04'), event('merged', '2019-02-10')],
      'archived',
    ],
    ['approved, which accounts are not', [event('approved', '2019-01-03')], 'active'],
  ] as const)('%s: named, and changes nothing', (_, events, state) => {
    const status = statusOf(ACCOUNT_TABLE, events, { asOf, start: 'active', noticeDays: 30 });
    expect(status.state).toBe(state);
    expect(status.illegal).toHaveLength(1);
  });

  it('leaves out what comes after the instant that is judged', () => {
    const at = parseTime('2019-01-05') ?? 0;
    expect(statusOf(ACCOUNT_TABLE, CLOSED, { asOf: at, start: 'unfiled', noticeDays: 30 }).state).toBe(
      'announced',
    );
  });

  const events = fc.array(
    fc.record({
      step: fc.constantFrom(...LifecycleStep.options),
      at: fc.integer({ min: 1, max: 28 }).map((day) => `2019-01-${String(day).padStart(2, '0')}`),
      into: fc.constantFrom('b', null),
    }),
    { maxLength: 14 },
  );
  it.each([
    ['accounts', ACCOUNT_TABLE],
    ['sites', SITE_TABLE],
  ] as const)(
    'of %s: whatever is said happened, no step is taken that its table does not allow',
    (_, table) => {
      fc.assert(
        fc.property(events, (said) => {
          const list = said.map(({ step, at, into }) => event(step, at, into));
          const options = { asOf, start: 'unfiled' as State, noticeDays: 30 };
          const status = statusOf(table, list, options);
          let state: State = options.start;
          for (const { step } of status.taken) {
            const rule: Transition | undefined = stepsFrom(table, state).find((one) => one.step === step);
            expect(rule).toBeDefined();
            state = rule?.to ?? state;
          }
          expect(state).toBe(status.state);
          expect(status.taken.length + status.illegal.length).toBe(list.length);
          expect(statusOf(table, [...list].reverse(), options).state).toBe(status.state);
        }),
      );
    },
  );

  it('has a way out of every state but the last', () => {
    for (const table of [ACCOUNT_TABLE, SITE_TABLE])
      for (const state of new Set(table.flatMap(({ to }) => to ?? [])))
        expect([STATES[state].zh, stepsFrom(table, state).length > 0]).toEqual([STATES[state].zh, true]);
  });
});
