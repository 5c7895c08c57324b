import { type Choice, elsewhere, type Problem, type Solution } from './problem.ts';
import { GONE, KEPT, OPEN, Reduction } from './reduce.ts';
import { searchComponent } from './search.ts';

const KEEP: Choice = { kind: 'keep' };
const NOWHERE: readonly number[] = [];

/** Nodes that the search of one component may visit; a register of real offices needs a few dozen. */
const MOST_NODES = 400_000;

/**
 * The best plan, exactly: what can be settled is settled with proof, what is left falls into components that do not touch each
 * other, and each is searched by branch and bound. The order of items does not matter: equal values go by id.
 */
export function solve(problem: Problem, mostNodes = MOST_NODES): Solution {
  const reduction = new Reduction(problem);
  const { state } = reduction;
  let proven = true;
  for (const component of componentsOf(problem, reduction)) {
    const found = searchComponent(problem, reduction, component, mostNodes);
    proven &&= found.proven;
    component.open.forEach((at) => {
      state[at] = found.kept.has(at) ? KEPT : GONE;
    });
  }
  const isKept = (at: number) => state[at] === KEPT;
  let value = 0;
  const choices = problem.items.map((item, at): Choice => {
    if (isKept(at)) {
      value += item.keep ?? 0;
      return KEEP;
    }
    const best = elsewhere(problem, at, isKept);
    value += best.value;
    return best.choice;
  });
  return { choices, value, proven };
}

/** Items still open that bear on each other, and the settled ones whose successor depends on them. */
export interface Component {
  readonly open: readonly number[];
  readonly dependents: readonly number[];
}

/** Open items belong together by a limit, or where one item would look to both for its successor. */
function componentsOf({ items, groups, limits }: Problem, { state, sure }: Reduction): Component[] {
  const root = Int32Array.from(items, (_, at) => at);
  const find = (at: number): number => {
    let top = at;
    while (root[top] !== top) top = root[top] ?? top;
    for (let next = at; next !== top; ) [root[next], next] = [top, root[next] ?? top];
    return top;
  };
  const join = (list: readonly number[]) => {
    const [first] = list;
    if (first !== undefined) for (const other of list) root[find(other)] = find(first);
  };
  for (const { members } of limits) join(members.filter((member) => state[member] === OPEN));
  const isOpen = groups.map((members) => members.some((to) => state[to] === OPEN));
  const looksTo = items.map((item, at) => {
    if (state[at] === KEPT) return NOWHERE;
    const least = sure[at] ?? Number.NEGATIVE_INFINITY;
    const targets = item.into.flatMap(({ group, value }) =>
      isOpen[group] === true
        ? (groups[group] ?? []).filter(
            (to) => to !== at && state[to] === OPEN && value + (items[to]?.merit ?? 0) > least,
          )
        : NOWHERE,
    );
    return targets.length === 0 ? NOWHERE : targets;
  });
  looksTo.forEach((targets, at) => {
    join(state[at] === OPEN ? [at, ...targets] : targets);
  });
  const open = Map.groupBy(
    items.flatMap((_, at) => (state[at] === OPEN ? [at] : [])),
    find,
  );
  const dependents = Map.groupBy(
    items.flatMap((_, at) => (state[at] !== OPEN && (looksTo[at]?.length ?? 0) > 0 ? [at] : [])),
    (at) => find(looksTo[at]?.[0] ?? at),
  );
  return [...open].map(([top, members]) => ({ open: members, dependents: dependents.get(top) ?? [] }));
}
