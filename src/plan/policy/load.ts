import {
  field,
  type LocatedMap,
  type Problem,
  placeOf,
  plain,
  problemsOf,
  readLocated,
  showProblem,
} from '../../judge/index.ts';
import { InputError } from '../../model/index.ts';
import { checkPolicyMeaning } from './check.ts';
import { PolicyFile } from './schema.ts';

/** A policy that was read, joined with what it extends, and found sound. */
export interface Policy extends PolicyFile {
  /** Ids from this policy down to the one that extends nothing. */
  readonly lineage: readonly string[];
}

/** Text of a policy by its id; null where there is none. */
export type PolicySource = (id: string) => { readonly file: string; readonly text: string } | null;

export interface CheckedPolicy {
  /** null where a problem is an error. */
  readonly policy: Policy | null;
  readonly problems: readonly Problem[];
}

/** What a policy says for itself and never inherits. */
const OWN: ReadonlySet<string> = new Set([
  'schema',
  'id',
  'version',
  'title',
  'document',
  'effective',
  'extends',
  'notes',
]);

/** Reads and checks a policy; tells everything that is wrong with it by line. */
export function checkPolicy(file: string, text: string, source: PolicySource): CheckedPolicy {
  const problems: Problem[] = [];
  const joined = join(file, text, source, [], problems);
  if (joined === null) return { policy: null, problems };
  const parsed = PolicyFile.safeParse(plain(joined.tree, TEXTS));
  if (!parsed.success)
    return { policy: null, problems: [...problems, ...problemsOf(joined.tree, parsed.error)] };
  problems.push(...checkPolicyMeaning(parsed.data, joined.tree));
  if (problems.some(({ level }) => level === 'error')) return { policy: null, problems };
  return { policy: { ...parsed.data, lineage: joined.lineage }, problems };
}

/** Fields that are texts even where YAML would read a number. */
const TEXTS: ReadonlySet<string> = new Set(['version', 'number']);

interface Joined {
  readonly tree: LocatedMap;
  readonly lineage: readonly string[];
}

/** A file on top of what it `extends`: whatever it says itself stands whole, the rest is inherited. */
function join(
  file: string,
  text: string,
  source: PolicySource,
  below: readonly string[],
  problems: Problem[],
): Joined | null {
  const { tree, problems: broken } = readLocated(text, file);
  problems.push(...broken);
  if (tree === null) return null;
  const fail = (path: readonly string[], message: string): null => {
    problems.push({ level: 'error', place: placeOf(tree, path), path: path.join('.'), message });
    return null;
  };
  if (tree.kind !== 'map') return fail([], 'must be a group of fields (schema, id, …)');
  const id = field(tree, 'id') ?? file;
  const base = field(tree, 'extends');
  if (base === null) return { tree, lineage: [id] };
  const chain = [...below, id];
  if (chain.includes(base)) return fail(['extends'], `goes in a circle: ${[...chain, base].join(' → ')}`);
  const found = source(base);
  if (found === null) return fail(['extends'], `there is no policy ${base}`);
  const under = join(found.file, found.text, source, chain, problems);
  if (under === null) return null;
  const inherited = [...under.tree.entries].filter(([key]) => !OWN.has(key));
  const own = [...tree.entries].filter(([key]) => key !== 'extends');
  return {
    tree: { kind: 'map', place: tree.place, entries: new Map([...inherited, ...own]) },
    lineage: [id, ...under.lineage],
  };
}

/** A policy by its id, ready to plan by. Throws an `InputError` of one line where it is missing or unsound. */
export function loadPolicy(id: string, source: PolicySource): Policy {
  const found = source(id);
  if (found === null)
    throw new InputError({
      what: 'policy',
      where: id,
      why: 'there is no such policy',
      todo: '`xunjian standards list` shows those there are; a file is given by its path',
    });
  const { policy, problems } = checkPolicy(found.file, found.text, source);
  if (policy !== null) return policy;
  const [first, ...more] = problems.filter(({ level }) => level === 'error');
  throw new InputError({
    what: 'policy',
    where: id,
    why: first === undefined ? 'it cannot be read' : showProblem(first),
    todo: `\`xunjian standards check ${found.file}\` tells all${more.length > 0 ? ` (${more.length} more)` : ''}`,
  });
}
