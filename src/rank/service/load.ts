import { Big } from 'big.js';
import { loadById, type Problem, placeOf, plain, problemsOf, readLocated } from '../../judge/index.ts';
import { openNamed } from '../../packs/index.ts';
import { IndexFile, PARTS } from './schema.ts';

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

export { idsIn as indexIds } from '../../packs/index.ts';

/** An index by id, or by the path of an office's own file. Throws an `InputError` of one line where it is missing or unsound. */
export function openIndex(nameOrFile: string, folder: string): IndexFile {
  return openNamed(nameOrFile, {
    what: 'index',
    folder,
    load: (name, source) =>
      loadById('index', name, source, (file, text) => {
        const { index: value, problems } = checkIndex(file, text);
        return { value, problems };
      }),
  });
}
