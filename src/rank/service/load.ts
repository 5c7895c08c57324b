import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Big } from 'big.js';
import { type Problem, placeOf, plain, problemsOf, readLocated, showProblem } from '../../judge/index.ts';
import { InputError, messageOf } from '../../model/index.ts';
import { IndexFile, PARTS } from './schema.ts';

const ENDING = /\.ya?ml$/i;
/** Fields that are texts even where YAML would read a number. */
const TEXTS: ReadonlySet<string> = new Set(['version']);

/** Reads and checks an index; tells everything that is wrong with it by line. */
export function checkIndex(
  file: string,
  text: string,
): {
  /** null where a problem is an error. */ readonly index: IndexFile | null;
  readonly problems: readonly Problem[];
} {
  const { tree, problems } = readLocated(text, file);
  if (tree === null) return { index: null, problems };
  const parsed = IndexFile.safeParse(plain(tree, TEXTS));
  if (!parsed.success) return { index: null, problems: problemsOf(tree, parsed.error) };
  const index = parsed.data;
  const sum = PARTS.reduce((total, part) => total.plus(index.parts[part].weight.value), new Big(0));
  if (sum.eq(100)) return { index, problems: [] };
  return {
    index: null,
    problems: [
      {
        level: 'error',
        place: placeOf(tree, ['parts']),
        path: 'parts',
        message: `the weights come to ${sum}, not to 100`,
      },
    ],
  };
}

/** Ids of the indices in a folder. */
export function indexIds(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => ENDING.test(name))
    .map((name) => name.replace(ENDING, ''))
    .sort();
}

/** An index by id, or by the path of an office's own file. Throws an `InputError` of one line where it is missing or unsound. */
export function openIndex(nameOrFile: string, folder: string): IndexFile {
  const isFile = ENDING.test(nameOrFile) || nameOrFile.includes('/');
  const file = isFile ? resolve(nameOrFile) : join(folder, `${nameOrFile}.yaml`);
  const fail = (why: string, todo: string, cause?: unknown) =>
    new InputError({ what: 'index', where: nameOrFile, why, todo, cause });
  if (!isFile && !indexIds(folder).includes(nameOrFile))
    throw fail('there is no such index', '`xunjian standards list` shows those there are');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw fail(messageOf(error), 'give the id of an index or a YAML file', error);
  }
  const { index, problems } = checkIndex(file, text);
  if (index !== null) return index;
  const [first] = problems;
  throw fail(
    first === undefined ? 'it cannot be read' : showProblem(first),
    `\`xunjian standards check ${file}\` tells all${problems.length > 1 ? ` (${problems.length - 1} more)` : ''}`,
  );
}
