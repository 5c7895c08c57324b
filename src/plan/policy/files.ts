import { openNamed } from '../../packs/index.ts';
import { loadPolicy, type Policy } from './load.ts';

export { idsIn as policyIds, namedIn as policiesIn } from '../../packs/index.ts';

/** A policy by id, or by the path of an office's own file; what it extends may lie beside it or in `folder`. */
export function openPolicy(nameOrFile: string, folder: string): Policy {
  return openNamed(nameOrFile, { what: 'policy', folder, load: loadPolicy });
}
