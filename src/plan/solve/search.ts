import { elsewhere, type Problem } from './problem.ts';
import { KEPT, type Reduction } from './reduce.ts';
import type { Component } from './solve.ts';

const UNSET = 0;
const YES = 1;
const NO = 2;

/**
 * Branch and bound over which open items are kept. The bound of a node takes for every item the best that is still possible without
 * keeping it, and of every limited set the greatest gains that its remaining room allows; it never falls short of the truth.
 */
export function searchComponent(
  problem: Problem,
  { state }: Reduction,
  { open, dependents }: Component,
  mostNodes: number,
): { readonly kept: ReadonlySet<number>; readonly proven: boolean } {
  const { items, limits, groups } = problem;
  const mark = new Map<number, number>(open.map((at) => [at, UNSET]));
  const limitsOf = limitsTouching(limits, mark);
  const room = new Map(limitsOf.map(({ at, free }) => [at, free(state)]));
  const own = new Map<number, number[]>(open.map((at) => [at, []]));
  for (const { at, members } of limitsOf) for (const member of members) own.get(member)?.push(at);
  const isPossible = (at: number) => (mark.has(at) ? mark.get(at) !== NO : state[at] === KEPT);
  const hopeOf = (at: number) => elsewhere({ items, groups, limits }, at, isPossible).value;
  const gains = new Map(open.map((at) => [at, (items[at]?.keep ?? 0) - finite(hopeOf(at))]));
  const order = [...open].sort(
    (a, b) =>
      (gains.get(b) ?? 0) - (gains.get(a) ?? 0) || ((items[a]?.id ?? '') < (items[b]?.id ?? '') ? -1 : 1),
  );

  const isFull = (at: number) => (own.get(at) ?? []).some((limit) => (room.get(limit) ?? 0) <= 0);
  let best = Number.NEGATIVE_INFINITY;
  let kept = new Set<number>();
  let nodes = 0;

  const bound = (): number => {
    let sum = 0;
    for (const at of dependents) sum += hopeOf(at);
    const loose: { gain: number; limit: number | null }[] = [];
    for (const at of order) {
      if (mark.get(at) === YES) {
        sum += items[at]?.keep ?? 0;
        continue;
      }
      const hope = hopeOf(at);
      if (mark.get(at) === NO) {
        sum += hope;
        continue;
      }
      const keep = items[at]?.keep ?? 0;
      if (isFull(at)) sum += hope;
      else if (hope === Number.NEGATIVE_INFINITY) sum += keep;
      else {
        sum += hope;
        if (keep > hope) loose.push({ gain: keep - hope, limit: own.get(at)?.[0] ?? null });
      }
    }
    const taken = new Map<number, number>();
    for (const { gain, limit } of loose.sort((a, b) => b.gain - a.gain)) {
      const used = limit === null ? 0 : (taken.get(limit) ?? 0);
      if (limit !== null && used >= (room.get(limit) ?? 0)) continue;
      if (limit !== null) taken.set(limit, used + 1);
      sum += gain;
    }
    return sum;
  };

  const visit = (from: number): void => {
    // What no limit leaves room for is settled at once.
    let depth = from;
    for (let at = order[depth]; at !== undefined && isFull(at); at = order[depth]) {
      mark.set(at, NO);
      depth += 1;
    }
    branch(depth);
    for (const at of order.slice(from, depth)) mark.set(at, UNSET);
  };

  const branch = (depth: number): void => {
    nodes += 1;
    if (nodes > mostNodes && best > Number.NEGATIVE_INFINITY) return;
    const hope = bound();
    if (hope <= best) return;
    const at = order[depth];
    if (at === undefined) {
      // Everything is set, so the bound is the value itself.
      best = hope;
      kept = new Set(order.filter((one) => mark.get(one) === YES));
      return;
    }
    const list = own.get(at) ?? [];
    mark.set(at, YES);
    for (const limit of list) room.set(limit, (room.get(limit) ?? 0) - 1);
    visit(depth + 1);
    for (const limit of list) room.set(limit, (room.get(limit) ?? 0) + 1);
    mark.set(at, NO);
    visit(depth + 1);
    mark.set(at, UNSET);
  };
  visit(0);
  return { kept, proven: nodes <= mostNodes };
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

function limitsTouching(limits: Problem['limits'], mark: ReadonlyMap<number, number>) {
  return limits.flatMap(({ members, most }, at) =>
    members.some((member) => mark.has(member))
      ? [
          {
            at,
            members: members.filter((member) => mark.has(member)),
            free: (state: Uint8Array) => most - members.filter((member) => state[member] === KEPT).length,
          },
        ]
      : [],
  );
}
