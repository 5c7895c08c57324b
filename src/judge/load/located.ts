import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';

/** Where something stands in a file that a person edits; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A YAML value that remembers where it stands, so that values merged from several files still do. */
export type Located =
  | {
      readonly kind: 'scalar';
      readonly place: Place;
      readonly value: unknown;
      /** As it is written in the file: `0012` and `1e3` are texts to whoever expects one. */
      readonly source: string | null;
    }
  | { readonly kind: 'list'; readonly place: Place; readonly items: readonly Located[] }
  | { readonly kind: 'map'; readonly place: Place; readonly entries: ReadonlyMap<string, Located> };

export type LocatedMap = Extract<Located, { kind: 'map' }>;

/** Something wrong with a file, for the person who edits it. A warning does not prevent its use. */
export interface Problem {
  readonly level: 'error' | 'warning';
  readonly place: Place;
  /** `parts.veto[2].cap.value`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** `standards/x.yaml:12:5: parts.veto[2].cap.value: must be a number` */
export function showProblem({ place, path, message, level }: Problem): string {
  const at = `${place.file}:${place.line}:${place.column}`;
  return [at, ...(level === 'warning' ? ['warning'] : []), ...(path === '' ? [] : [path]), message].join(
    ': ',
  );
}

type Path = readonly PropertyKey[];

export function showPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/** Most values that a file may come to, aliases expanded: a file of aliases of aliases is refused, not unfolded. */
const MOST_NODES = 200_000;

/** Text of a file, and its name in what is told of it → its values with places; null where it is no YAML. */
export type ReadLocated = (
  text: string,
  file: string,
) => { readonly tree: Located | null; readonly problems: readonly Problem[] };

/** Reads YAML with places. A file that is no YAML gives problems and no tree. */
export function readLocated(text: string, file: string): { tree: Located | null; problems: Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problem = (offset: number, message: string): Problem => ({
    level: 'error',
    place: at(offset),
    path: '',
    message,
  });
  if (document.errors.length > 0) {
    return { tree: null, problems: document.errors.map((error) => problem(error.pos[0], error.message)) };
  }
  if (document.contents === null) return { tree: null, problems: [problem(0, 'the file is empty')] };
  let nodes = 0;
  const locate = (node: Node | null, place: Place): Located => {
    nodes += 1;
    if (nodes > MOST_NODES) throw new RangeError(`holds more than ${MOST_NODES} values`);
    const here = node?.range ? at(node.range[0]) : place;
    if (isAlias(node)) return locate(node.resolve(document) ?? null, here);
    if (isSeq<Node>(node))
      return { kind: 'list', place: here, items: node.items.map((item) => locate(item, here)) };
    if (isMap<Node, Node>(node)) {
      const entries = node.items.map(({ key, value }) => {
        const keyPlace = key.range ? at(key.range[0]) : here;
        return [isScalar(key) ? String(key.value) : String(key), locate(value, keyPlace)] as const;
      });
      return { kind: 'map', place: here, entries: new Map(entries) };
    }
    const [value, source] = isScalar(node) ? [node.value, node.source ?? null] : [null, null];
    return { kind: 'scalar', place: here, value, source };
  };
  try {
    return { tree: locate(document.contents as Node, at(0)), problems: [] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { tree: null, problems: [problem(0, error.message)] };
  }
}

/** The plain value without its places. Fields named in `texts` are texts even where YAML would read a number: identity codes. */
export function plain(node: Located, texts: ReadonlySet<string> = new Set(), isText = false): unknown {
  switch (node.kind) {
    case 'scalar':
      return isText && typeof node.value === 'number' && node.source !== null ? node.source : node.value;
    case 'list':
      return node.items.map((item) => plain(item, texts));
    case 'map':
      return Object.fromEntries(
        [...node.entries].map(([key, value]) => [key, plain(value, texts, texts.has(key))]),
      );
  }
}

/** The value at a path; null where there is none. */
export function find(tree: Located, path: Path): Located | null {
  let node: Located | undefined = tree;
  for (const part of path) {
    if (node?.kind === 'map') node = node.entries.get(String(part));
    else if (node?.kind === 'list' && typeof part === 'number') node = node.items[part];
    else return null;
  }
  return node ?? null;
}

/** Place of the value at a path, or of the innermost thing around it that exists. */
export function placeOf(tree: Located, path: Path): Place {
  for (let length = path.length; length > 0; length -= 1) {
    const node = find(tree, path.slice(0, length));
    if (node !== null) return node.place;
  }
  return tree.place;
}

/** What a schema found wrong, at its place. `prefix` is where in the tree the schema was applied. */
export function problemsOf(tree: Located, error: z.ZodError, prefix: Path = []): Problem[] {
  return error.issues.flatMap((issue) => explain(tree, issue, prefix));
}

type Issue = z.core.$ZodIssue;

function explain(tree: Located, issue: Issue, prefix: Path): Problem[] {
  const path = [...prefix, ...issue.path];
  const problem = (where: Path, message: string): Problem => ({
    level: 'error',
    place: placeOf(tree, where),
    path: showPath(where),
    message,
  });
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => problem([...path, key], 'is not a field of this format'));
  }
  if (find(tree, path) === null) return [problem(path, `is missing${expected(issue)}`)];
  if (issue.code === 'invalid_union') return explainUnion(tree, issue, path, problem);
  return [problem(path, wording(issue))];
}

/** Of the ways to read a value the one it comes closest to: a map that is nearly right is told what is wrong inside it. */
function explainUnion(
  tree: Located,
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  problem: (where: Path, message: string) => Problem,
): Problem[] {
  const inner = issue.errors.find((issues) =>
    issues.every((one) => one.path.length > 0 || one.code === 'unrecognized_keys'),
  );
  if (inner !== undefined && inner.length > 0) return inner.flatMap((one) => explain(tree, one, path));
  const ways = issue.errors.flatMap((issues) => issues.slice(0, 1).map(wording));
  const said = [...new Set(ways)].map((way, index) => (index === 0 ? way : way.replace(/^must be /, '')));
  return [problem(path, said.length === 0 ? issue.message : said.join(' or '))];
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'a text (put it in quotes if it looks like a number)',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
};

function expected(issue: Issue): string {
  if (issue.code === 'invalid_type') return ` (${NAMES[issue.expected] ?? issue.expected})`;
  if (issue.code === 'invalid_value') return ` (${issue.values.map(String).join(', ')})`;
  return '';
}

function wording(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${NAMES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
    case 'too_big':
      return `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`;
    case 'invalid_key':
      return 'has a name that is not allowed here';
    default:
      return issue.message;
  }
}
