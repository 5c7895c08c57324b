import { type Located, type Problem, placeOf, showPath } from '../../judge/index.ts';
import { parseTime } from '../../model/index.ts';
import type { Bounds, Part, PolicyFile, Rule, Target, Test } from './schema.ts';

type Path = readonly PropertyKey[];
type Report = (level: Problem['level'], path: Path, message: string) => void;

/** What no schema can say: names of numbers, rules that no channel can reach or that contradict each other, gaps, dates. */
export function checkPolicyMeaning(file: PolicyFile, tree: Located): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (level, path, message) =>
    problems.push({ level, place: placeOf(tree, path), path: showPath(path), message });
  if (file.accounts === undefined && file.sites === undefined)
    report('error', [], 'says nothing about accounts and nothing about sites');
  for (const name of ['accounts', 'sites'] as const) {
    const part = file[name];
    if (part !== undefined) checkPart(file, part, [name], report);
  }
  const from = parseTime(file.effective.from);
  const to = file.effective.to === null ? null : parseTime(file.effective.to);
  if (from !== null && to !== null && to < from)
    report('error', ['effective', 'to'], `lies before the first day in force, ${file.effective.from}`);
  const day = 'date' in file.deadline ? file.deadline.date.value : undefined;
  if (day !== undefined && parseTime(day) === null)
    report('error', ['deadline', 'date', 'value'], `${day} is no day`);
  if (day !== undefined && day < file.effective.from)
    report(
      'error',
      ['deadline', 'date', 'value'],
      `lies before the first day in force, ${file.effective.from}`,
    );
  if (file.scope !== undefined && mentionsScope(file.scope.head))
    report('error', ['scope', 'head'], 'the head of the scope cannot be described by the scope itself');
  return problems;
}

function checkPart(file: PolicyFile, part: Part, path: Path, report: Report): void {
  const ids = new Map<string, Path>();
  const once = (id: string, at: Path) => {
    if (ids.has(id))
      report('error', [...at, 'id'], `${id} is already used at ${showPath(ids.get(id) ?? [])}`);
    ids.set(id, at);
  };
  part.rules.forEach((rule, index) => {
    const at = [...path, 'rules', index];
    once(rule.id, at);
    checkRule(file, part, rule, at, report);
    checkOrder(part.rules, index, at, report);
  });
  part.quotas.forEach((quota, index) => {
    const at = [...path, 'quotas', index];
    once(quota.id, at);
    if (quota.when !== undefined) checkTest(file, quota.when, {}, [...at, 'when'], report);
    if (quota.per === 'scope' && file.scope === undefined)
      report('error', [...at, 'per'], 'counts by scope, but the policy has no scope');
  });
  part.into.forEach((target, index) => {
    checkTarget(file, target, [...path, 'into', index], report);
  });
  if (part.rules.at(-1)?.when !== undefined)
    report(
      'warning',
      [...path, 'rules', part.rules.length - 1, 'when'],
      'the last rule has a condition: what fits no rule is left undecided and kept for a person to decide',
    );
}

function checkRule(file: PolicyFile, part: Part, rule: Rule, path: Path, report: Report): void {
  const used =
    rule.when === undefined
      ? new Set<string>()
      : checkTest(file, rule.when, rule.params, [...path, 'when'], report);
  for (const name of Object.keys(rule.params))
    if (!used.has(name)) report('warning', [...path, 'params', name], 'no condition of the rule uses it');
  rule.into?.forEach((target, index) => {
    checkTarget(file, target, [...path, 'into', index], report);
  });
  if (rule.do === 'merge' && rule.into === undefined && part.into.length === 0)
    report('error', [...path, 'do'], 'says merge, but nothing says where to: there is no `into`');
  if (rule.hard && rule.do === 'ifNeeded')
    report('error', [...path, 'hard'], 'ifNeeded leaves the matter open, so it cannot be hard');
}

/** A rule behind one that fits everything, or behind the same condition, never applies; with another verdict it contradicts. */
function checkOrder(rules: readonly Rule[], index: number, path: Path, report: Report): void {
  const rule = rules[index];
  const before = rules.slice(0, index).find((one) => one.when === undefined || sameTest(one, rule));
  if (rule === undefined || before === undefined) return;
  const reason =
    before.when === undefined
      ? `${before.id} before it fits everything`
      : `${before.id} before it has the same condition`;
  const verdict = before.do === rule.do ? '' : ` and says ${before.do} where this says ${rule.do}`;
  report('error', path, `never applies: ${reason}${verdict}`);
}

function sameTest(one: Rule, other: Rule | undefined): boolean {
  if (other?.when === undefined || one.when === undefined) return false;
  const text = (rule: Rule) => JSON.stringify(resolved(rule.when, rule));
  return text(one) === text(other);
}

/** A condition with its numbers in place and its keys in order. */
function resolved(value: unknown, rule: Rule): unknown {
  if (Array.isArray(value)) return value.map((one) => resolved(one, rule)).sort();
  if (typeof value === 'string') return rule.params[value]?.value ?? value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([key, one]) => [key, resolved(one, rule)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Names of the params that a condition uses. */
function checkTest(
  file: PolicyFile,
  test: Test,
  params: Rule['params'],
  path: Path,
  report: Report,
): Set<string> {
  const used = new Set<string>();
  if (Object.keys(test).length === 0)
    report('error', path, 'an empty condition; leave `when` out to fit everything');
  if (mentionsScope(test) && file.scope === undefined)
    report('error', path, 'asks for the scope, but the policy has none');
  for (const [name, bounds] of boundsOf(test)) {
    if (Object.keys(bounds).length === 0) report('error', [...path, name], 'names no limit');
    for (const [side, param] of Object.entries(bounds)) {
      if (param === undefined) continue;
      used.add(param);
      if (params[param] === undefined)
        report('error', [...path, name, side], `there is no number ${param} in the params of this rule`);
    }
    const low = params[bounds.atLeast ?? bounds.above ?? '']?.value;
    const high = params[bounds.atMost ?? bounds.below ?? '']?.value;
    if (low !== undefined && high !== undefined && low > high)
      report('error', [...path, name], `contradicts itself: at least ${low} and at most ${high}`);
  }
  const inner = [
    ...(test.not === undefined ? [] : [[test.not, [...path, 'not']] as const]),
    ...(test.any ?? []).map((one, index) => [one, [...path, 'any', index]] as const),
  ];
  for (const [one, at] of inner) for (const name of checkTest(file, one, params, at, report)) used.add(name);
  return used;
}

const FIGURES = ['serves', 'followers', 'readsPerDay', 'followersOfResidents', 'readsPlace'] as const;

function boundsOf(test: Test): [(typeof FIGURES)[number], Bounds][] {
  return FIGURES.flatMap((name) => (test[name] === undefined ? [] : [[name, test[name]]]));
}

function mentionsScope(test: Test): boolean {
  if (test.inScope !== undefined || test.headsScope !== undefined) return true;
  return (test.not !== undefined && mentionsScope(test.not)) || (test.any ?? []).some(mentionsScope);
}

function checkTarget(file: PolicyFile, target: Target, path: Path, report: Report): void {
  if (target.whose === 'scope' && file.scope === undefined)
    report('error', [...path, 'whose'], 'goes to the scope, but the policy has none');
  if (target.whose === 'area' && target.level === undefined)
    report('error', [...path, 'level'], 'is missing: which level bounds the area');
}
