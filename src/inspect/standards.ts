import { loadStandard, type Standard } from '../judge/index.ts';
import { openNamed } from '../packs/index.ts';

export { idsIn as standardIds, namedIn as standardsIn } from '../packs/index.ts';

/** A standard by id, or by the path of an office's own file; what it extends may lie beside it or in `folder`. */
export function openStandard(nameOrFile: string, folder: string): Standard {
  return openNamed(nameOrFile, { what: 'standard', folder, load: loadStandard });
}
