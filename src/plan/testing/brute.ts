import { elsewhere, type Problem } from '../solve/problem.ts';

/** The greatest value by trying every set of kept items; null where nothing is possible. For small problems in tests. */
export function bruteForce(problem: Problem): number | null {
  const { items, limits } = problem;
  let best: number | null = null;
  for (let set = 0; set < 1 << items.length; set += 1) {
    const isKept = (at: number) => (set & (1 << at)) !== 0;
    if (limits.some(({ members, most }) => members.filter(isKept).length > most)) continue;
    const values = items.map((item, at) => (isKept(at) ? item.keep : elsewhere(problem, at, isKept).value));
    if (values.some((value) => value === null || value === Number.NEGATIVE_INFINITY)) continue;
    const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
    if (best === null || sum > best) best = sum;
  }
  return best;
}
