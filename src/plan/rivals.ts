import type { Case } from './assemble.ts';
import type { Choice } from './solve/problem.ts';

export interface Rivals {
  /** Kept in its place; null where it lost to nobody. */
  readonly winner: Case | null;
  /** As good as it, or nearly, and decided the other way: a person chooses. */
  readonly close: readonly Case[];
}

const NONE: Rivals = { winner: null, close: [] };

/** For each channel that counts in a quota: who is kept in its place, and who was nearly as good. */
export function rivalsOf(cases: readonly Case[], choices: readonly Choice[], near: number): Rivals[] {
  const rivals: Rivals[] = cases.map(() => NONE);
  const slots = Map.groupBy(
    cases.flatMap(({ slot, decision: { verdict } }, at) =>
      slot !== null && (verdict === 'keep' || verdict === 'may' || verdict === 'ifNeeded')
        ? [{ slot, at }]
        : [],
    ),
    ({ slot }) => slot,
  );
  for (const members of slots.values()) {
    const isKept = ({ at }: { at: number }) => choices[at]?.kind === 'keep';
    const pointsAt = (at: number) => cases[at]?.points ?? 0;
    const kept = members.filter(isKept).sort((a, b) => pointsAt(a.at) - pointsAt(b.at));
    const gone = members.filter((one) => !isKept(one)).sort((a, b) => pointsAt(b.at) - pointsAt(a.at));
    const [weakest] = kept;
    const best = kept.at(-1);
    if (weakest === undefined || best === undefined) continue;
    // Who outranks by rule (keep before may) is no rival.
    const sameRank = (a: number, b: number) => cases[a]?.decision.verdict === cases[b]?.decision.verdict;
    const isClose = (a: number, b: number) => sameRank(a, b) && Math.abs(pointsAt(a) - pointsAt(b)) < near;
    const list = (ats: readonly number[]) => ats.flatMap((at) => cases[at] ?? []);
    for (const { at } of gone) {
      const close = list(kept.map((one) => one.at).filter((other) => isClose(at, other)));
      rivals[at] = { winner: cases[best.at] ?? null, close };
    }
    if (gone.length === 0) continue;
    for (const { at } of kept)
      rivals[at] = {
        winner: null,
        close: list(gone.map((one) => one.at).filter((other) => isClose(at, other))),
      };
  }
  return rivals;
}
