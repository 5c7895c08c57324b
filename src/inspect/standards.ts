import { loadStandard, type ReadLocated, readLocated, type Standard } from '../judge/index.ts';
import { kept, openNamed } from '../packs/index.ts';

export { idsIn as standardIds, namedIn as standardsIn } from '../packs/index.ts';

/**
 * A standard by id, or by the path of an office's own file; what it extends may lie beside it or in `folder`. With `cache`, a folder,
 * its YAML is kept parsed between runs: nine tenths of the time that reading takes.
 */
export function openStandard(nameOrFile: string, folder: string, cache?: string): Standard {
  const read: ReadLocated = (text, file) => {
    // Faults are told by their places, so a file that has any is read anew each time.
    let faulty: ReturnType<ReadLocated> | null = null;
    const tree = kept(cache, 'standard', `${file}\0${text}`, () => {
      const fresh = readLocated(text, file);
      if (fresh.problems.length > 0) faulty = fresh;
      return faulty === null ? fresh.tree : null;
    });
    return faulty ?? { tree, problems: [] };
  };
  return openNamed(nameOrFile, {
    what: 'standard',
    folder,
    load: (name, source) => loadStandard(name, source, read),
  });
}
