import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../../model/index.ts';
import { loadPolicy, type Policy, type PolicySource } from './load.ts';

const ENDING = /\.ya?ml$/i;

/** Ids of the policies in a folder. */
export function policyIds(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => ENDING.test(name))
    .map((name) => name.replace(ENDING, ''))
    .sort();
}

/** Policies of folders by id; the first folder that has one counts. */
export function policiesIn(...folders: readonly string[]): PolicySource {
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

/** A policy by id, or by the path of an office's own file; what it extends may lie beside it or in `folder`. */
export function openPolicy(nameOrFile: string, folder: string): Policy {
  const isFile = ENDING.test(nameOrFile) || nameOrFile.includes('/');
  const fail = (why: string) =>
    new InputError({
      what: 'policy',
      where: nameOrFile,
      why,
      todo: `known are ${policyIds(folder).join(', ')}; a file is given by its path`,
    });
  if (!isFile) {
    if (policiesIn(folder)(nameOrFile) === null) throw fail('there is no such policy');
    return loadPolicy(nameOrFile, policiesIn(folder));
  }
  const file = resolve(nameOrFile);
  if (!existsSync(file) || !statSync(file).isFile()) throw fail('there is no such file');
  const text = readFileSync(file, 'utf8');
  const own = basename(file).replace(ENDING, '');
  const beside = policiesIn(dirname(file), folder);
  return loadPolicy(nameOrFile, (asked) => {
    if (asked === nameOrFile) return { file: nameOrFile, text };
    // A file that extends the policy whose name it bears means the one that ships.
    return asked === own ? policiesIn(folder)(asked) : beside(asked);
  });
}
