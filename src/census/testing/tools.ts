import { resolve } from 'node:path';
import { readRegisterWords } from '../../collect/import/index.ts';
import { standardsIn } from '../../inspect/standards.ts';
import { loadStandard } from '../../judge/index.ts';
import { loadPacks } from '../../packs/index.ts';
import type { CensusTools } from '../shard.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

/** The tools that ship, as threads of tests make them. */
export function createCensusTools(): CensusTools {
  return {
    words: readRegisterWords(resolve(ROOT, 'packs/register-columns.yaml')),
    standard: loadStandard('cn-2019', standardsIn(resolve(ROOT, 'standards'))),
    scanner: loadPacks({ folder: resolve(ROOT, 'packs') }).scanner,
  };
}
