import { Big } from 'big.js';
import { type Part, parseTime } from '../../model/index.ts';
import type { AnyIndicator, OutcomeSpec } from '../indicator.ts';
import type { Cost, Entry, Law, StandardFile } from '../standard.ts';
import { type Located, type Problem, placeOf, problemsOf, showPath } from './located.ts';

type Path = readonly PropertyKey[];
type Report = (level: Problem['level'], path: Path, message: string) => void;

/** What no schema can say: references, outcomes, params, sums, dates. */
export function checkMeaning(
  file: StandardFile,
  law: Law,
  tree: Located,
  indicators: readonly AnyIndicator[],
): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (level, path, message) =>
    problems.push({ level, place: placeOf(tree, path), path: showPath(path), message });
  const catalogue = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  for (const [part, entries] of Object.entries(file.parts) as [Part, Entry[]][]) {
    entries.forEach((entry, index) => {
      const path = ['parts', part, index];
      const indicator = catalogue.get(entry.indicator);
      if (indicator === undefined)
        report('error', [...path, 'indicator'], `there is no indicator ${entry.indicator}`);
      else {
        checkOutcomes(part, entry, indicator, path, report);
        problems.push(...checkParams(entry, indicator, tree, path));
      }
      checkCap(part, entry, path, report);
      if (entry.group !== undefined && !file.groups.some((group) => group.id === entry.group))
        report('error', [...path, 'group'], `there is no group ${entry.group}`);
    });
  }
  checkSums(file, law, (id) => catalogue.get(id)?.subject, report);
  checkDates(file, report);
  return problems;
}

function checkOutcomes(part: Part, entry: Entry, indicator: AnyIndicator, path: Path, report: Report): void {
  for (const [outcome, cost] of Object.entries(entry.outcomes)) {
    const spec = indicator.outcomes[outcome];
    const here = [...path, 'outcomes', outcome];
    if (spec === undefined) {
      const known = Object.keys(indicator.outcomes).join(', ');
      report('error', here, `${indicator.id} has no outcome ${outcome}; it has ${known}`);
    } else {
      const wrong = wrongCost(part, spec, cost);
      if (wrong !== null) report('error', here, wrong);
    }
  }
  for (const [outcome, spec] of Object.entries(indicator.outcomes)) {
    if (accuses(spec) && part !== 'bonus' && entry.outcomes[outcome] === undefined)
      report('error', [...path, 'outcomes'], `must say what the outcome ${outcome} costs`);
  }
  if (part === 'bonus' && !Object.values(entry.outcomes).some((cost) => typeof cost === 'object'))
    report('error', [...path, 'outcomes'], 'must give points for an outcome');
}

function accuses(spec: OutcomeSpec): boolean {
  return spec.state === 'fail' || spec.state === 'suspected';
}

/** Why an outcome cannot cost this in this part; null where it can. */
function wrongCost(part: Part, spec: OutcomeSpec, cost: Cost): string | null {
  if (cost === 'none') return null;
  if (cost === 'veto') {
    if (part !== 'veto') return 'only an entry of the veto part can be a veto';
    return accuses(spec) ? null : `the outcome is ${spec.state}: it cannot be a veto`;
  }
  if (part === 'veto') return 'an entry of the veto part costs no points; say veto or none';
  if (spec.state === 'notApplicable') return 'the outcome is notApplicable: it costs nothing';
  if (part === 'deduction' && spec.state === 'pass') return 'the outcome is a pass: it costs nothing';
  if (part === 'bonus' && spec.state === 'fail') return 'the outcome is a fail: it earns nothing';
  return null;
}

function checkParams(entry: Entry, indicator: AnyIndicator, tree: Located, path: Path): Problem[] {
  const values = Object.fromEntries(Object.entries(entry.params).map(([name, { value }]) => [name, value]));
  const parsed = indicator.params.safeParse(values);
  if (parsed.success) return [];
  return problemsOf(tree, parsed.error, [...path, 'params']).map((problem) => ({
    ...problem,
    message: problem.message.replace('is not a field of this format', `is not a param of ${indicator.id}`),
  }));
}

function checkCap(part: Part, entry: Entry, path: Path, report: Report): void {
  if (part === 'veto') {
    if (entry.cap !== undefined) report('error', [...path, 'cap'], 'a veto has no cap');
    return;
  }
  const { cap } = entry;
  if (cap === undefined) {
    report('error', [...path, 'cap'], 'is missing: the most that this entry may come to');
    return;
  }
  if (cap.value <= 0) report('error', [...path, 'cap', 'value'], 'must be more than 0');
  for (const [outcome, cost] of Object.entries(entry.outcomes)) {
    if (typeof cost === 'object' && cost.points > cap.value)
      report(
        'warning',
        [...path, 'outcomes', outcome],
        `${cost.points} points exceed the cap of ${cap.value}`,
      );
  }
}

/** Caps add up to their group, groups to the part, as the official tables do. Numbers are many, slips are likely. */
function checkSums(
  file: StandardFile,
  law: Law,
  subjectOf: (indicator: string) => string | undefined,
  report: Report,
): void {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total.plus(value), new Big(0));
  const entriesOf = (part: Part) => file.parts[part] ?? [];
  file.groups.forEach((group, index) => {
    const members = (['deduction', 'bonus'] as const)
      .flatMap(entriesOf)
      .filter((one) => one.group === group.id);
    const caps = sum(members.map((entry) => entry.cap?.value ?? 0));
    if (members.length > 0 && !caps.eq(group.points.value))
      report(
        'warning',
        ['groups', index, 'points'],
        `${group.id} has ${group.points.value} points, the caps of its entries come to ${caps}`,
      );
  });
  for (const [part, whole, name] of [
    ['deduction', law.base.value, 'base'],
    ['bonus', law.bonusCap.value, 'bonusCap'],
  ] as const) {
    // Sites and accounts are scored apart, each by the whole of the law.
    const bySubject = Map.groupBy(entriesOf(part), (entry) => subjectOf(entry.indicator));
    for (const entries of bySubject.values()) {
      const caps = sum(entries.map((entry) => entry.cap?.value ?? 0));
      if (!caps.eq(whole))
        report('warning', ['law', name], `is ${whole}, the caps of the ${part} part come to ${caps}`);
    }
  }
}

function checkDates(file: StandardFile, report: Report): void {
  const { from, to } = file.effective;
  for (const [path, day] of [
    [['document', 'issued'], file.document.issued],
    [['effective', 'from'], from],
    [['effective', 'to'], to],
  ] as const) {
    if (day !== null && parseTime(day) === null) report('error', path, `${day} is no day of the calendar`);
  }
  if (to !== null && to < from) report('error', ['effective', 'to'], `lies before ${from}`);
  if (from < file.document.issued)
    report('warning', ['effective', 'from'], `lies before the document was issued (${file.document.issued})`);
}
