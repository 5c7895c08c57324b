import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../model/index.ts';

const ENDING = /\.ya?ml$/i;

/** A file by the id it is known by; null where there is none. */
export type NamedSource = (id: string) => { readonly file: string; readonly text: string } | null;

/** Ids of the YAML files in a folder; none where there is no such folder. */
export function idsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => ENDING.test(name))
    .map((name) => name.replace(ENDING, ''))
    .sort();
}

/** Files of a folder by id; of several folders the first that has it. */
export function namedIn(...folders: readonly string[]): NamedSource {
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

export interface NamedKind<T> {
  /** What it is, in messages: `standard`, `policy`. */
  readonly what: string;
  /** Where those that ship lie. */
  readonly folder: string;
  /** Reads one, and through the source what it extends. */
  readonly load: (name: string, source: NamedSource) => T;
}

/** One by id, or by the path of an office's own file; what that extends may lie beside it or among those that ship. */
export function openNamed<T>(nameOrFile: string, { what, folder, load }: NamedKind<T>): T {
  const shipped = namedIn(folder);
  const fail = (why: string) =>
    new InputError({
      what,
      where: nameOrFile,
      why,
      todo: `known are ${idsIn(folder).join(', ')}; a file is given by its path`,
    });
  if (!ENDING.test(nameOrFile) && !nameOrFile.includes('/')) {
    if (shipped(nameOrFile) === null) throw fail(`there is no such ${what}`);
    return load(nameOrFile, shipped);
  }
  const file = resolve(nameOrFile);
  if (!existsSync(file) || !statSync(file).isFile()) throw fail('there is no such file');
  const text = readFileSync(file, 'utf8');
  const own = basename(file).replace(ENDING, '');
  const beside = namedIn(dirname(file), folder);
  return load(nameOrFile, (asked) => {
    // The file itself answers to the name that it was asked for by.
    if (asked === nameOrFile) return { file: nameOrFile, text };
    // A file that extends the one whose name it bears means the one that ships.
    return asked === own ? shipped(asked) : beside(asked);
  });
}
