import { openPackFiles, type PackOptions } from '../packs/index.ts';

/** One file each time it is given: an option that took several would take the texts behind it, too. */
const collected = (file: string, before: readonly string[] = []): readonly string[] => [...before, file];

/** Options of every command that scans texts. */
export const PACK_OPTION = [
  '--pack <file>',
  'a further term pack (YAML, CSV or XLSX); may be given again',
  collected,
] as const;
export const ROSTER_OPTION = [
  '--roster <file>',
  'a roster of leaders 领导名录 (YAML, CSV or XLSX): names, titles and order are checked by it; may be given again',
  collected,
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
