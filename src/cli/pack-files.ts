import { openPackFiles, type PackOptions } from '../packs/index.ts';

/** Options of every command that scans texts. */
export const PACK_OPTION = ['--pack <file...>', 'further term packs (YAML, CSV or XLSX)'] as const;
export const ROSTER_OPTION = [
  '--roster <file...>',
  'rosters of leaders 领导名录 (YAML, CSV or XLSX): names, titles and order are checked by them',
] as const;

export interface PackFlags {
  readonly pack?: readonly string[];
  readonly roster?: readonly string[];
}

export async function packFiles({ pack, roster }: PackFlags): Promise<Pick<PackOptions, 'extra' | 'roster'>> {
  return {
    ...(pack === undefined ? {} : { extra: await openPackFiles(pack) }),
    ...(roster === undefined ? {} : { roster: await openPackFiles(roster) }),
  };
}
