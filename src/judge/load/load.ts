import { type Bilingual, InputError, type Part } from '../../model/index.ts';
import type { AnyIndicator } from '../indicator.ts';
import { INDICATORS } from '../indicators/index.ts';
import { type Entry, Law, StandardFile } from '../standard.ts';
import { checkMeaning } from './check.ts';
import {
  type LocatedMap,
  type Place,
  type Problem,
  placeOf,
  plain,
  problemsOf,
  readLocated,
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

/** Gives the text of a standard by its id; null where there is none. The room does no I/O, the caller reads the file. */
export type StandardSource = (id: string) => { readonly file: string; readonly text: string } | null;

export interface Checked {
  /** null where a problem is an error. */
  readonly standard: Standard | null;
  readonly problems: readonly Problem[];
}

/** Reads and checks a standard; tells everything that is wrong with it by line. */
export function checkStandard(
  file: string,
  text: string,
  source: StandardSource,
  indicators: readonly AnyIndicator[] = INDICATORS,
): Checked {
  const problems: Problem[] = [];
  const joined = join(file, text, source, [], problems);
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

/** A standard by its id, ready to judge by. Throws an `InputError` of one line where it is missing or unsound. */
export function loadStandard(id: string, source: StandardSource): Standard {
  const found = source(id);
  if (found === null)
    throw new InputError({
      what: 'standard',
      where: id,
      why: 'there is no such standard',
      todo: '`xunjian standards list` shows those there are; a file is given by its path',
    });
  const { standard, problems } = checkStandard(found.file, found.text, source);
  if (standard !== null) return standard;
  const errors = problems.filter((problem) => problem.level === 'error');
  const [first, ...more] = errors;
  throw new InputError({
    what: 'standard',
    where: id,
    why: first === undefined ? 'it cannot be read' : showProblem(first),
    todo: `\`xunjian standards check ${found.file}\` tells all${more.length > 0 ? ` (${more.length} more)` : ''}`,
  });
}

interface Joined {
  readonly tree: LocatedMap;
  readonly lineage: readonly string[];
}

/** A file joined with everything that it extends. Null where one of them cannot be read; `problems` says why. */
function join(
  file: string,
  text: string,
  source: StandardSource,
  below: readonly string[],
  problems: Problem[],
): Joined | null {
  const { tree, problems: broken } = readLocated(text, file);
  problems.push(...broken);
  if (tree === null) return null;
  const fail = (place: Place, path: string, message: string): null => {
    problems.push({ level: 'error', place, path, message });
    return null;
  };
  if (tree.kind !== 'map') return fail(tree.place, '', 'must be a group of fields (schema, id, …)');
  problems.push(...duplicateCodes(tree));
  const id = field(tree, 'id') ?? file;
  const base = field(tree, 'extends');
  if (base === null) return { tree, lineage: [id] };
  const place = placeOf(tree, ['extends']);
  const chain = [...below, id];
  if (chain.includes(base))
    return fail(place, 'extends', `goes in a circle: ${[...chain, base].join(' → ')}`);
  const found = source(base);
  if (found === null) return fail(place, 'extends', `there is no standard ${base}`);
  const joined = join(found.file, found.text, source, chain, problems);
  if (joined === null) return null;
  return { tree: extend(joined.tree, tree, problems), lineage: [id, ...joined.lineage] };
}

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
