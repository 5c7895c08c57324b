import {
  type Extending,
  type FileSource,
  joinFiles,
  loadById,
  type Problem,
  plain,
  problemsOf,
} from '../../judge/index.ts';
import { checkPolicyMeaning } from './check.ts';
import { PolicyFile } from './schema.ts';

/** A policy that was read, joined with what it extends, and found sound. */
export interface Policy extends PolicyFile {
  /** Ids from this policy down to the one that extends nothing. */
  readonly lineage: readonly string[];
}

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
export function checkPolicy(file: string, text: string, source: FileSource): CheckedPolicy {
  const problems: Problem[] = [];
  const joined = joinFiles(file, text, source, EXTENDING, problems);
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

/** Whatever a policy says itself stands whole, the rest is inherited. */
const EXTENDING: Extending = {
  what: 'policy',
  extend: (base, own) => {
    const inherited = [...base.entries].filter(([key]) => !OWN.has(key));
    const said = [...own.entries].filter(([key]) => key !== 'extends');
    return { kind: 'map', place: own.place, entries: new Map([...inherited, ...said]) };
  },
};

/** A policy by its id, ready to plan by. Throws an `InputError` of one line where it is missing or unsound. */
export function loadPolicy(id: string, source: FileSource): Policy {
  return loadById('policy', id, source, (file, text) => {
    const { policy: value, problems } = checkPolicy(file, text, source);
    return { value, problems };
  });
}
