import { type CollectionRun, parseTime } from '../model/index.ts';

/**
 * Whether successful collections together cover every instant of a span (采集覆盖). A failed run covers nothing; a bare day in a
 * run is its 00:00, so a run never counts for hours that it may not have seen.
 */
export function covers(runs: readonly CollectionRun[], from: number, to: number): boolean {
  const spans = runs
    .filter((run) => run.ok)
    .flatMap((run) => {
      const [start, end] = [parseTime(run.from), parseTime(run.to)];
      return start === null || end === null || end < start ? [] : [{ start, end }];
    })
    .sort((a, b) => a.start - b.start);
  let reached = from;
  for (const { start, end } of spans) {
    if (start > reached) break;
    if (end > reached) reached = end;
  }
  return reached >= to && spans.some(({ start, end }) => start <= from && end >= from);
}

/** The last instant that a successful run saw; null where none did. */
export function seenUntil(runs: readonly CollectionRun[]): number | null {
  const ends = runs.filter((run) => run.ok).flatMap((run) => parseTime(run.to) ?? []);
  return ends.length === 0 ? null : Math.max(...ends);
}
