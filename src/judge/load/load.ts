import type { Bilingual, Part } from '../../model/index.ts';
import type { AnyIndicator } from '../indicator.ts';
import { INDICATORS } from '../indicators/index.ts';
import { type Entry, Law, StandardFile } from '../standard.ts';
import { checkMeaning } from './check.ts';
import { type Extending, type FileSource, joinFiles, loadById } from './extends.ts';
import {
  type LocatedMap,
  type Problem,
  plain,
  problemsOf,
  type ReadLocated,
  showProblem,
} from './located.ts';
import { extend, field } from './merge.ts';

/** An entry of a standard with its indicator, ready to run. */
export interface Rule {
  readonly part: Part;
  readonly entry: Entry;
  readonly indicator: AnyIndicator;
  /** Values of the entry's params, without their provenance. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly group: Bilingual | null;
}

/** A standard that was read, joined with what it extends, and found sound. */
export interface Standard extends Omit<StandardFile, 'law' | 'parts'> {
  readonly law: Law;
  readonly rules: readonly Rule[];
  /** Ids from this standard down to the one that extends nothing. */
  readonly lineage: readonly string[];
}

export interface Checked {
  /** null where a problem is an error. */
  readonly standard: Standard | null;
  readonly problems: readonly Problem[];
}

/** Reads and checks a standard; tells everything that is wrong with it by line. */
export function checkStandard(
  file: string,
  text: string,
  source: FileSource,
  indicators: readonly AnyIndicator[] = INDICATORS,
  read?: ReadLocated,
): Checked {
  const problems: Problem[] = [];
  const joined = joinFiles(file, text, source, { ...EXTENDING, read }, problems);
  if (joined === null) return { standard: null, problems };
  const { tree, lineage } = joined;
  const value = plain(tree);
  const parsed = StandardFile.safeParse(value);
  const law = Law.safeParse((value as { law?: unknown }).law ?? {});
  if (!parsed.success) problems.push(...problemsOf(tree, parsed.error));
  if (!law.success) problems.push(...problemsOf(tree, law.error, ['law']));
  if (!parsed.success || !law.success) return { standard: null, problems: distinct(problems) };
  problems.push(...checkMeaning(parsed.data, law.data, tree, indicators));
  if (problems.some((problem) => problem.level === 'error'))
    return { standard: null, problems: distinct(problems) };
  const { parts, law: _, ...rest } = parsed.data;
  const rules = (['veto', 'deduction', 'bonus'] as const).flatMap((part) =>
    (parts[part] ?? []).flatMap((entry) => bind(part, entry, parsed.data, indicators)),
  );
  return { standard: { ...rest, law: law.data, rules, lineage }, problems: distinct(problems) };
}

/**
 * A standard by its id, ready to judge by. Throws an `InputError` of one line where it is missing or unsound. `read`: as in
 * `Extending`.
 */
export function loadStandard(id: string, source: FileSource, read?: ReadLocated): Standard {
  return loadById('standard', id, source, (file, text) => {
    const { standard: value, problems } = checkStandard(file, text, source, INDICATORS, read);
    return { value, problems };
  });
}

const EXTENDING: Extending = { what: 'standard', extend, check: duplicateCodes };

/** A code names one entry: a second one of the same code would silently change the first when files are joined. */
function duplicateCodes(tree: LocatedMap): Problem[] {
  const parts = tree.entries.get('parts');
  const seen = new Map<string, number>();
  const problems: Problem[] = [];
  if (parts?.kind !== 'map') return problems;
  for (const [part, list] of parts.entries) {
    if (list.kind !== 'list') continue;
    list.items.forEach((item, index) => {
      const code = field(item, 'code');
      if (code === null) return;
      const line = seen.get(code);
      const { place } = item;
      if (line === undefined) seen.set(code, place.line);
      else
        problems.push({
          level: 'error',
          place,
          path: `parts.${part}[${index}].code`,
          message: `${code} is already used in line ${line}`,
        });
    });
  }
  return problems;
}

function bind(
  part: Part,
  entry: Entry,
  file: StandardFile,
  indicators: readonly AnyIndicator[],
): readonly Rule[] {
  const indicator = indicators.find((one) => one.id === entry.indicator);
  if (indicator === undefined) return [];
  const params = Object.fromEntries(Object.entries(entry.params).map(([name, { value }]) => [name, value]));
  const group = file.groups.find((one) => one.id === entry.group)?.title ?? null;
  return [{ part, entry, indicator, params, group }];
}

function distinct(problems: readonly Problem[]): Problem[] {
  const seen = new Map(problems.map((problem) => [showProblem(problem), problem]));
  return [...seen.values()].sort(
    (a, b) =>
      a.place.file.localeCompare(b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column,
  );
}
