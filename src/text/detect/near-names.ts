import { type Detected, type Detector, type Params, wordsOf } from './types.ts';
import type { Watch } from './watch.ts';

/** Names shorter than this are too near to other words. */
const SHORTEST = 6;

/**
 * Names of well-known bodies with one character wrong, missing or too many (机构名称差错): 全国人大代表大会. `names` are the right forms;
 * `not` what is right though it is near one of them. A window that is itself a right form, or part of one, is no hit.
 *
 * Linear: a name is looked for from its first two and its last two characters; one fault leaves one of both whole.
 */
export function nearNames(params: Params, watch: Watch): Detector {
  const names = wordsOf(params, 'names').filter((name) => name.length >= SHORTEST);
  const right = [...new Set([...wordsOf(params, 'names'), ...wordsOf(params, 'not')])];
  const byHead = groupBy(names, (name) => name.slice(0, 2));
  const byTail = groupBy(names, (name) => name.slice(-2));
  const asker = watch.words([...byHead.keys(), ...byTail.keys()]);
  return (text, _context, look) => {
    const found: Detected[] = [];
    let covered = 0;
    for (const at of look().places(asker)) {
      const pair = text.slice(at, at + 2);
      const hit = fault(text, at, byHead.get(pair), 'head') ?? fault(text, at + 2, byTail.get(pair), 'tail');
      if (hit === null || hit.start < covered || isRight(text, hit, right)) continue;
      covered = hit.end;
      found.push({
        start: hit.start,
        end: hit.end,
        why: `“${text.slice(hit.start, hit.end)}”疑为“${hit.name}”之误`,
        suggest: hit.name,
      });
    }
    return found;
  };
}

interface Fault {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

function fault(
  text: string,
  at: number,
  names: readonly string[] | undefined,
  anchor: 'head' | 'tail',
): Fault | null {
  for (const name of names ?? []) {
    if (!mayBeOneApart(text, at, name, anchor)) continue;
    for (const change of [0, -1, 1]) {
      const length = name.length + change;
      const start = anchor === 'head' ? at : at - length;
      if (start < 0 || start + length > text.length) continue;
      const window = text.slice(start, start + length);
      if (window === name || !/^[\u4e00-\u9fa5]+$/.test(window) || !oneApart(window, name)) continue;
      return { start, end: start + length, name };
    }
  }
  return null;
}

/**
 * Whether a name can stand at its anchor with one fault: at the first unit that differs, text and name go on alike, or one of them lags
 * a unit behind. Most names that share an anchor stand there as they should or not at all: no window is cut out for them.
 */
function mayBeOneApart(text: string, at: number, name: string, anchor: 'head' | 'tail'): boolean {
  const step = anchor === 'head' ? 1 : -1;
  let own = anchor === 'head' ? 0 : name.length - 1;
  let place = anchor === 'head' ? at : at - 1;
  while (own >= 0 && own < name.length && unitAt(text, place) === unitAt(name, own)) {
    own += step;
    place += step;
  }
  // Right from end to end.
  if (own < 0 || own >= name.length) return false;
  const [unit, next] = [unitAt(text, place), unitAt(text, place + step)];
  return next === unitAt(name, own + step) || unit === unitAt(name, own + step) || next === unitAt(name, own);
}

function unitAt(text: string, at: number): number {
  return at >= 0 && at < text.length ? text.charCodeAt(at) : -1;
}

/** Whether two different texts differ by one substitution, insertion or deletion, or by two neighbours swapped. */
function oneApart(a: string, b: string): boolean {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail])
    tail++;
  const [restA, restB] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  // At either end it is a name cut short, or another word: 市场监督管理部门 is no 市场监督管理局.
  if (head === 0 || tail === 0) return false;
  if (restA.length + restB.length === 1 || (restA.length === 1 && restB.length === 1)) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

/** Whether the span is part of, or overlaps, a right form that stands there. */
function isRight(text: string, { start, end }: Fault, right: readonly string[]): boolean {
  const from = Math.max(0, start - 12);
  const around = text.slice(from, Math.min(text.length, end + 12));
  for (const form of right) {
    for (let at = around.indexOf(form); at >= 0; at = around.indexOf(form, at + 1)) {
      if (from + at < end && from + at + form.length > start) return true;
    }
  }
  return false;
}

function groupBy(names: readonly string[], keyOf: (name: string) => string): ReadonlyMap<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) groups.set(keyOf(name), [...(groups.get(keyOf(name)) ?? []), name]);
  return groups;
}
