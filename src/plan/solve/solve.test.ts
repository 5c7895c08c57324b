import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bruteForce } from '../testing/brute.ts';
import type { Item, Problem } from './problem.ts';
import { solve } from './solve.ts';

/** Small random problems: few distinct values, so that ties abound; limits that overlap; groups that hold the item itself. */
const problems = fc.integer({ min: 1, max: 8 }).chain((n) => {
  const value = fc.oneof(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -60, max: 60 }));
  const members = fc.uniqueArray(fc.integer({ min: 0, max: n - 1 }), { minLength: 1, maxLength: n });
  return fc.record({
    groups: fc.array(members, { maxLength: 4 }),
    limits: fc.array(fc.record({ members, most: fc.integer({ min: 0, max: 3 }) }), { maxLength: 3 }),
    items: fc.array(
      fc.record({
        keep: fc.option(value, { freq: 5 }),
        close: fc.option(value, { freq: 2 }),
        into: fc.uniqueArray(fc.record({ group: fc.integer({ min: 0, max: 3 }), value }), {
          selector: ({ group }) => group,
          maxLength: 3,
        }),
        merit: fc.integer({ min: 0, max: 3 }),
      }),
      { minLength: n, maxLength: n },
    ),
  });
});

type Raw = typeof problems extends fc.Arbitrary<infer T> ? T : never;

function problemOf({ groups, limits, items }: Raw): Problem {
  return {
    groups,
    limits: limits.map((limit, at) => ({ ...limit, id: `q${at}` })),
    items: items.map(
      (item, at): Item => ({
        ...item,
        id: `i${at}`,
        into: item.into.filter(({ group }) => group < groups.length),
      }),
    ),
  };
}

describe('the choice', () => {
  it('is as good as trying everything', () => {
    fc.assert(
      fc.property(problems, (raw) => {
        const problem = problemOf(raw);
        const best = bruteForce(problem);
        const { value, proven, choices } = solve(problem);
        expect(proven).toBe(true);
        if (best === null) return;
        expect(value).toBe(best);
        for (const choice of choices) {
          expect(choice.kind).not.toBe('none');
          if (choice.kind === 'merge') expect(choices[choice.into]?.kind).toBe('keep');
        }
        for (const { members, most } of problem.limits)
          expect(members.filter((at) => choices[at]?.kind === 'keep').length).toBeLessThanOrEqual(most);
      }),
      { numRuns: 1500, seed: 1 },
    );
  });

  it('does not depend on the order of items', () => {
    fc.assert(
      fc.property(problems, (raw) => {
        const problem = problemOf(raw);
        if (bruteForce(problem) === null) return;
        const last = problem.items.length - 1;
        const turn = (list: readonly number[]) => list.map((at) => last - at);
        const turned: Problem = {
          items: [...problem.items].reverse(),
          groups: problem.groups.map(turn),
          limits: problem.limits.map((limit) => ({ ...limit, members: turn(limit.members) })),
        };
        const named = ({ items }: Problem, { choices }: ReturnType<typeof solve>) =>
          choices
            .map(
              (one, at) => `${items[at]?.id} ${one.kind} ${one.kind === 'merge' ? items[one.into]?.id : ''}`,
            )
            .sort();
        expect(named(turned, solve(turned))).toEqual(named(problem, solve(problem)));
      }),
      { numRuns: 1000, seed: 2 },
    );
  });

  it('keeps the best of many under one limit without trying all sets', () => {
    const items = Array.from(
      { length: 200 },
      (_, at): Item => ({
        id: `i${at}`,
        keep: 1000 + ((at * 37) % 200),
        close: null,
        into: [{ group: 0, value: 0 }],
        merit: 0,
      }),
    );
    const all = items.map((_, at) => at);
    const { choices, proven } = solve({ items, groups: [all], limits: [{ id: 'q', most: 1, members: all }] });
    expect(proven).toBe(true);
    expect(choices.filter(({ kind }) => kind === 'keep')).toHaveLength(1);
    expect(choices.findIndex(({ kind }) => kind === 'keep')).toBe(
      all.reduce((a, b) => ((items[b]?.keep ?? 0) > (items[a]?.keep ?? 0) ? b : a)),
    );
  });

  it('says what cannot be', () => {
    const lone: Item = { id: 'a', keep: null, close: null, into: [{ group: 0, value: 0 }], merit: 0 };
    expect(solve({ items: [lone], groups: [[0]], limits: [] }).choices).toEqual([{ kind: 'none' }]);
  });
});
