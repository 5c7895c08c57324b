import { describe, expect, it } from 'vitest';
import type { EarlierLine, FindingState, LedgerLine } from '../../model/index.ts';
import { siteFacts } from '../testing/site-facts.ts';
import { comparedWithEarlier } from './earlier.ts';

const STANDARD = { id: 'cn-2019', version: '1' };
type Side = readonly [FindingState, min: number, max: number];
type Part = LedgerLine['part'];

const earlierLine = (part: Part, [state, min, max]: Side): EarlierLine => ({
  code: 'X',
  part,
  state,
  points: { min, max },
});
const ledgerLine = (part: Part, [state, min, max]: Side): LedgerLine => ({
  indicator: 'site.x',
  code: 'X',
  title: { zh: '某项', en: 'x' },
  part,
  group: null,
  clause: 'c',
  cap: null,
  raw: { min, max },
  points: { min, max },
  state,
  provenance: 'seen',
  unsure: false,
});

function factsWith(lines: readonly EarlierLine[] | null, standard = STANDARD) {
  const verdict = {
    standard,
    asOf: '2019-05-01T10:00:00+08:00',
    result: 'qualified',
    score: { min: 80, max: 80 },
    rejudged: false,
    lines,
  };
  return siteFacts({
    earlier: {
      collectedAt: '2019-05-01T10:00:00+08:00',
      pages: 3,
      verdict: lines === null ? null : verdict,
      compared: { both: 3, added: 0, moved: 0, gone: 0, unseen: 0, reused: 0, frameKept: 1, usual: null },
      counts: {},
      changes: [],
      sentAway: [],
      newHosts: [],
      redated: { of: 0, count: 0, bulk: false, examples: [] },
      gonePages: [],
      homeGone: null,
      columnsGone: [],
    },
  });
}

describe('comparedWithEarlier', () => {
  const cases: readonly [what: string, part: Part, before: Side, now: Side, direction: string | null][] = [
    ['a fault that was mended', 'deduction', ['fail', 2, 2], ['pass', 0, 0], 'better'],
    ['fewer points lost', 'deduction', ['fail', 4, 4], ['fail', 1, 1], 'better'],
    ['a new fault', 'deduction', ['pass', 0, 0], ['fail', 1, 1], 'worse'],
    ['a suspicion that was confirmed', 'veto', ['suspected', 0, 0], ['fail', 0, 0], 'worse'],
    ['a veto that was mended', 'veto', ['fail', 0, 0], ['pass', 0, 0], 'better'],
    ['a bonus that was gained', 'bonus', ['fail', 0, 0], ['pass', 1, 1], 'better'],
    ['a bonus that was lost', 'bonus', ['pass', 1, 1], ['fail', 0, 0], 'worse'],
    ['what could not be told before', 'deduction', ['inconclusive', 0, 5], ['fail', 5, 5], 'open'],
    ['what cannot be told any more', 'deduction', ['fail', 5, 5], ['inconclusive', 0, 5], 'open'],
    ['what does not apply any more', 'deduction', ['fail', 5, 5], ['notApplicable', 0, 0], 'open'],
    ['nothing', 'deduction', ['fail', 2, 2], ['fail', 2, 2], null],
  ];
  it.each(cases)('%s', (_, part, before, now, direction) => {
    const compared = comparedWithEarlier(
      factsWith([earlierLine(part, before)]),
      [ledgerLine(part, now)],
      STANDARD,
    );
    expect(compared?.lines.map((line) => line.direction)).toEqual(direction === null ? [] : [direction]);
  });

  it('compares no lines of different standards, or where there was no verdict', () => {
    const now = [ledgerLine('deduction', ['fail', 2, 2])];
    const other = factsWith([earlierLine('deduction', ['pass', 0, 0])], { id: 'cn-2015', version: '1' });
    for (const facts of [other, factsWith(null)])
      expect(comparedWithEarlier(facts, now, STANDARD)).toMatchObject({ comparable: false, lines: [] });
  });

  it('is absent where there was no earlier inspection', () => {
    expect(comparedWithEarlier(siteFacts(), [], STANDARD)).toBeUndefined();
  });
});
