import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { loadStandard, type Standard, type StandardSource } from '../judge/index.ts';
import { InputError } from '../model/index.ts';

const ENDING = /\.ya?ml$/i;

/** Ids of the standards in a folder. */
export function standardIds(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => ENDING.test(name))
    .map((name) => name.replace(ENDING, ''))
    .sort();
}

/** Standards of a folder by id; of several folders the first that has it. */
export function standardsIn(...folders: readonly string[]): StandardSource {
  return (id) => {
    if (!/^[a-z0-9][a-z0-9.-]*$/.test(id)) return null;
    for (const folder of folders)
      for (const ending of ['.yaml', '.yml']) {
        const file = join(folder, `${id}${ending}`);
        if (existsSync(file)) return { file, text: readFileSync(file, 'utf8') };
      }
    return null;
  };
}

/** A standard by id, or by the path of an office's own file; what it extends may lie beside it or in `folder`. */
export function openStandard(nameOrFile: string, folder: string): Standard {
  const isFile = ENDING.test(nameOrFile) || nameOrFile.includes('/');
  if (!isFile) {
    if (standardsIn(folder)(nameOrFile) === null)
      throw unknown(nameOrFile, 'there is no such standard', folder);
    return loadStandard(nameOrFile, standardsIn(folder));
  }
  const file = resolve(nameOrFile);
  if (!existsSync(file) || !statSync(file).isFile())
    throw unknown(nameOrFile, 'there is no such file', folder);
  const text = readFileSync(file, 'utf8');
  const id = basename(file).replace(ENDING, '');
  const beside = standardsIn(dirname(file), folder);
  // The file itself answers to the name that it was asked for by.
  return loadStandard(nameOrFile, (asked) =>
    asked === nameOrFile
      ? { file: nameOrFile, text }
      : asked === id
        ? standardsIn(folder)(asked)
        : beside(asked),
  );
}

function unknown(where: string, why: string, folder: string): InputError {
  return new InputError({
    what: 'standard',
    where,
    why,
    todo: `known are ${standardIds(folder).join(', ')}`,
  });
}
