import { InputError } from '../../model/index.ts';
import {
  type LocatedMap,
  type Problem,
  placeOf,
  type ReadLocated,
  readLocated,
  showProblem,
} from './located.ts';
import { field } from './merge.ts';

/** Gives the text of a file by the id it is known by; null where there is none. The room does no I/O, the caller reads the file. */
export type FileSource = (id: string) => { readonly file: string; readonly text: string } | null;

/** How files of one kind (standards, policies) stand on each other. */
export interface Extending {
  /** What they are, in messages. */
  readonly what: string;
  /** A file on top of what it `extends`. */
  readonly extend: (base: LocatedMap, own: LocatedMap, problems: Problem[]) => LocatedMap;
  /** What is wrong with one file before it is joined. */
  readonly check?: (tree: LocatedMap) => readonly Problem[];
  /** How a file becomes a tree; default `readLocated`. The caller may know the tree already. */
  readonly read?: ReadLocated | undefined;
}

export interface Joined {
  readonly tree: LocatedMap;
  /** Ids from this file down to the one that extends nothing. */
  readonly lineage: readonly string[];
}

/** A file joined with everything that it extends. Null where one of them cannot be read; `problems` says why. */
export function joinFiles(
  file: string,
  text: string,
  source: FileSource,
  extending: Extending,
  problems: Problem[],
  below: readonly string[] = [],
): Joined | null {
  const { tree, problems: broken } = (extending.read ?? readLocated)(text, file);
  problems.push(...broken);
  if (tree === null) return null;
  const fail = (path: readonly string[], message: string): null => {
    problems.push({ level: 'error', place: placeOf(tree, path), path: path.join('.'), message });
    return null;
  };
  if (tree.kind !== 'map') return fail([], 'must be a group of fields (schema, id, …)');
  problems.push(...(extending.check?.(tree) ?? []));
  const id = field(tree, 'id') ?? file;
  const base = field(tree, 'extends');
  if (base === null) return { tree, lineage: [id] };
  const chain = [...below, id];
  if (chain.includes(base)) return fail(['extends'], `goes in a circle: ${[...chain, base].join(' → ')}`);
  const found = source(base);
  if (found === null) return fail(['extends'], `there is no ${extending.what} ${base}`);
  const under = joinFiles(found.file, found.text, source, extending, problems, chain);
  if (under === null) return null;
  return { tree: extending.extend(under.tree, tree, problems), lineage: [id, ...under.lineage] };
}

/** One by its id, ready to use. Throws an `InputError` of one line where it is missing or unsound. */
export function loadById<T>(
  what: string,
  id: string,
  source: FileSource,
  check: (file: string, text: string) => { readonly value: T | null; readonly problems: readonly Problem[] },
): T {
  const found = source(id);
  if (found === null)
    throw new InputError({
      what,
      where: id,
      why: `there is no such ${what}`,
      todo: '`xunjian standards list` shows those there are; a file is given by its path',
    });
  const { value, problems } = check(found.file, found.text);
  if (value !== null) return value;
  const [first, ...more] = problems.filter(({ level }) => level === 'error');
  throw new InputError({
    what,
    where: id,
    why: first === undefined ? 'it cannot be read' : showProblem(first),
    todo: `\`xunjian standards check ${found.file}\` tells all${more.length > 0 ? ` (${more.length} more)` : ''}`,
  });
}
