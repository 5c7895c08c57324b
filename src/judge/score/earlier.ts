import type {
  EarlierCompared,
  EarlierLine,
  FindingState,
  LedgerLine,
  LineChange,
  SiteFacts,
} from '../../model/index.ts';

/** How bad a state is; null where it is not known, or not asked. */
const BAD: Readonly<Record<FindingState, number | null>> = {
  fail: 2,
  suspected: 1,
  pass: 0,
  exempt: 0,
  notApplicable: null,
  inconclusive: null,
};

/**
 * The comparison with an earlier inspection for a verdict (与上次巡查相比): the indicators that came to something else. Only where both
 * were judged by the same version of the same standard; undefined where there was no earlier inspection.
 */
export function comparedWithEarlier(
  facts: SiteFacts,
  ledger: readonly LedgerLine[],
  standard: { readonly id: string; readonly version: string },
): EarlierCompared | undefined {
  const { earlier } = facts.sections;
  if (earlier.status !== 'ok') return undefined;
  const { verdict } = earlier.value;
  const comparable = verdict?.standard.id === standard.id && verdict.standard.version === standard.version;
  const before = new Map(comparable ? verdict.lines.map((line) => [line.code, line]) : []);
  const lines = ledger.flatMap((now) => {
    const old = before.get(now.code);
    const change = old === undefined ? null : changeOf(old, now);
    return change === null ? [] : [change];
  });
  return { facts: earlier.value, comparable, lines };
}

function changeOf(old: EarlierLine, { code, title, part, state, points }: LedgerLine): LineChange | null {
  if (old.state === state && old.points.min === points.min && old.points.max === points.max) return null;
  const now = { state, points };
  const before = { state: old.state, points: old.points };
  return { code, title, part, before, now, direction: directionOf(before, now, part) };
}

type Side = LineChange['now'];

function directionOf(before: Side, now: Side, part: LedgerLine['part']): LineChange['direction'] {
  const [was, is] = [BAD[before.state], BAD[now.state]];
  if (was === null || is === null) return 'open';
  // Of the bonus part more points are better, of the others fewer.
  const gained = now.points.min + now.points.max - before.points.min - before.points.max;
  const lost = part === 'bonus' ? -gained : gained;
  if (lost !== 0) return lost > 0 ? 'worse' : 'better';
  if (was === is) return 'open';
  return is > was ? 'worse' : 'better';
}
