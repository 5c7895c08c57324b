import type { RosterFinding } from './check.ts';
import type { RosterEntry } from './schema.ts';

interface Named {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Fewer names are no list: two may stand in the order of what they did. */
const FEWEST = 3;
const BETWEEN = /^(?:[、，,\s　]|和|及|以及)*$/;
const FAR = 40;

/** Lists of leaders of one body that do not go by the rank of the roster (排序错误). */
export function wrongOrders(
  text: string,
  date: string | null,
  names: readonly Named[],
  {
    entries,
    titles,
    unranked,
  }: {
    readonly entries: readonly RosterEntry[];
    readonly titles: readonly string[];
    readonly unranked: readonly string[];
  },
): RosterFinding[] {
  if (names.length < FEWEST || unranked.some((word) => text.includes(word))) return [];
  const byLength = [...titles].sort((a, b) => b.length - a.length);
  const joined = (between: string) =>
    between.length > 0 &&
    between.length <= FAR &&
    BETWEEN.test(byLength.reduce((rest, title) => rest.replaceAll(title, ''), between));
  const lists: Named[][] = [];
  for (const one of names) {
    const list = lists.at(-1);
    const last = list?.at(-1);
    if (list !== undefined && last !== undefined && joined(text.slice(last.end, one.start))) list.push(one);
    else if (last === undefined || one.start >= last.end) lists.push([one]);
  }
  return lists.flatMap((list) => faultOf(list, entries, date));
}

function faultOf(
  list: readonly Named[],
  entries: readonly RosterEntry[],
  date: string | null,
): RosterFinding[] {
  const first = list[0];
  const last = list.at(-1);
  if (first === undefined || last === undefined || list.length < FEWEST || date === null) return [];
  for (const body of new Set(entries.map((entry) => entry.body))) {
    const ranks = list.map(({ name }) => rankOf(name, body, entries, date));
    if (ranks.some((rank) => rank === null)) continue;
    const sorted = list
      .map((one, index) => ({ name: one.name, rank: ranks[index] ?? 0 }))
      .sort((a, b) => a.rank - b.rank);
    const right = sorted.map(({ name }) => name);
    if (ranks.every((rank, index) => index === 0 || (ranks[index - 1] ?? 0) <= (rank ?? 0))) return [];
    return [
      {
        fault: 'order',
        start: first.start,
        end: last.end,
        why: `领导排序与名录不符，应为${right.join('、')}`,
        suggest: right.join('、'),
      },
    ];
  }
  return [];
}

/** The highest rank that somebody has in a body on a day. */
function rankOf(name: string, body: string, entries: readonly RosterEntry[], date: string): number | null {
  const ranks = entries
    .filter(
      (entry) =>
        entry.name === name &&
        entry.body === body &&
        (entry.from === null || entry.from <= date) &&
        (entry.to === null || date <= entry.to),
    )
    .flatMap(({ order }) => order ?? []);
  return ranks.length === 0 ? null : Math.min(...ranks);
}
