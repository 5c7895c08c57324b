import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import {
  type Conditions,
  type Neighbours,
  type Pack,
  PackHead,
  type PackProblem,
  type ReadPack,
  Rule,
} from './schema.ts';
import { contradictions } from './sense.ts';

type Path = readonly PropertyKey[];

/** Reads a pack from YAML. Every problem has its line and column; rules without problems are kept. */
export function parseYamlPack(text: string, file: string): ReadPack {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems: PackProblem[] = [];
  const at = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ file, line, column: col, message });
  };
  const nowhere = () => ({ file, line: 1, column: 1 });
  if (doc.errors.length > 0) {
    for (const error of doc.errors) at(error.pos[0], firstLine(error.message));
    return { pack: null, problems, place: nowhere };
  }
  const report = (path: Path, message: string) => at(offsetOf(doc, path), message);
  let raw: unknown;
  try {
    // Aliases that multiply are an attack on memory, not a pack.
    raw = doc.toJS({ maxAliasCount: 100 });
  } catch (error) {
    at(0, error instanceof Error ? firstLine(error.message) : 'cannot be read');
    return { pack: null, problems, place: nowhere };
  }
  const head = PackHead.safeParse(raw);
  if (!head.success) {
    tell(head.error, [], report);
    return { pack: null, problems, place: nowhere };
  }
  const { lists, fold, rules: listed, ...rest } = head.data;
  const rules: Rule[] = [];
  const seen = new Set<string>();
  listed.forEach((one, index) => {
    const before = problems.length;
    const path: Path = ['rules', index];
    const parsed = Rule.safeParse(one);
    if (!parsed.success) {
      tell(parsed.error, path, report);
      return;
    }
    const rule = { fold, ...parsed.data };
    if (seen.has(rule.id)) report([...path, 'id'], `the rule ${rule.id} is there twice`);
    seen.add(rule.id);
    const unfolded = unfold(rule, lists, (word) => report(path, `there is no list ${word}`));
    for (const problem of contradictions(unfolded)) report([...path, ...problem.path], problem.message);
    if (problems.length === before) rules.push(unfolded);
  });
  const pack: Pack = { id: rest.id, title: rest.title, version: rest.version, allow: rest.allow, rules };
  const place = (rule: string | null, word: string) => {
    const { line, col } = lines.linePos(offsetOf(doc, pathOf(raw, rule, word)));
    return { file, line, column: col };
  };
  return { pack, problems, place };
}

const Listed = z.object({ text: z.string() }).or(z.string().transform((text) => ({ text })));
const Words = z.array(Listed).catch([]);
const Searched = z.object({
  allow: Words,
  rules: z.array(z.object({ id: z.string().catch(''), terms: Words, allow: Words })).catch([]),
});

/** Path of a term or an allowed expression in what was parsed; as far as it is found. */
function pathOf(raw: unknown, rule: string | null, word: string): Path {
  const { allow, rules } = Searched.parse(raw);
  const at = (list: readonly { readonly text: string }[]) => list.findIndex(({ text }) => text === word);
  if (rule === null) return ['allow', at(allow)];
  const index = rules.findIndex(({ id }) => id === rule);
  const found = rules[index];
  if (found === undefined) return [];
  const term = at(found.terms);
  return ['rules', index, ...(term >= 0 ? ['terms', term] : ['allow', at(found.allow)])];
}

function tell(error: z.ZodError, path: Path, report: (path: Path, message: string) => void): void {
  for (const issue of flatten(error.issues)) report([...path, ...issue.path], issue.message);
}

/** The branch of a union that came nearest says more than “invalid input”. */
function flatten(issues: readonly z.core.$ZodIssue[]): { path: Path; message: string }[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: [...issue.path, key], message: `unknown key ${key}` }));
    if (issue.code !== 'invalid_union') return [{ path: issue.path, message: issue.message }];
    const branches = issue.errors.map((branch) => flatten(branch));
    const deepest = branches.reduce((a, b) => (depth(b) > depth(a) ? b : a), branches[0] ?? []);
    return deepest.map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
  });
}

function depth(issues: readonly { path: Path; message: string }[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

/** Where a value stands; where it is missing, the nearest thing around it. */
function offsetOf(doc: Document, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const here = path.slice(0, length);
    const parent = here.length === 0 ? doc.contents : doc.getIn(here.slice(0, -1), true);
    const key = here.at(-1);
    if (isMap(parent) && key !== undefined) {
      const pair = parent.items.find((item) => String(item.key) === String(key));
      if (isNode(pair?.key) && pair.key.range) return pair.key.range[0];
    }
    const node = here.length === 0 ? doc.contents : doc.getIn(here, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function unfold(
  rule: Rule,
  lists: Readonly<Record<string, string[]>>,
  missing: (word: string) => void,
): Rule {
  const words = (given: readonly string[]): string[] =>
    given.flatMap((word) => {
      if (!word.startsWith('$')) return [word];
      const list = lists[word.slice(1)];
      if (list === undefined) missing(word);
      return list ?? [];
    });
  const near = (one: Neighbours) => ({ ...one, words: words(one.words) });
  const when = (conditions: Conditions): Conditions => ({
    ...conditions,
    ...(conditions.near === undefined ? {} : { near: near(conditions.near) }),
    ...(conditions.notNear === undefined ? {} : { notNear: near(conditions.notNear) }),
    ...(conditions.notPrecededBy === undefined ? {} : { notPrecededBy: words(conditions.notPrecededBy) }),
    ...(conditions.notFollowedBy === undefined ? {} : { notFollowedBy: words(conditions.notFollowedBy) }),
  });
  return {
    ...rule,
    allow: words(rule.allow),
    params: Object.fromEntries(
      Object.entries(rule.params).map(([key, value]) => [key, Array.isArray(value) ? words(value) : value]),
    ),
    terms: rule.terms.map((term) =>
      'when' in term && term.when !== undefined ? { ...term, when: when(term.when) } : term,
    ),
    ...(rule.when === undefined ? {} : { when: when(rule.when) }),
  };
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}
