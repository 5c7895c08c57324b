import { z } from 'zod';
import type { PageFacts, ScanHit } from '../model/index.ts';
import { scanPage } from '../text/index.ts';
import { PackFile } from './files.ts';
import { loadPacks, type SharedLexicon, sharedScanner } from './load.ts';

const Options = z.strictObject({
  folder: z.string(),
  extra: z.array(PackFile).optional(),
  roster: z.array(PackFile).optional(),
  skipBad: z.boolean().optional(),
  cache: z.string().optional(),
  region: z.string().optional(),
  /** Packs that were read already; without it they are read from the folder. */
  lexicon: z.custom<SharedLexicon>((value) => typeof value === 'object' && value !== null).optional(),
});

/** The text hook of crawls and archives: each reading thread loads this module and makes its own scanner. */
export function createPageScanner(options: unknown): (facts: PageFacts) => readonly ScanHit[] {
  const { lexicon, region, ...rest } = Options.parse(options);
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const scanner =
    lexicon === undefined
      ? loadPacks({ folder: rest.folder, ...given }).scanner
      : sharedScanner(lexicon, { folder: rest.folder, ...given });
  return (facts) => scanPage(scanner, facts, region === undefined ? {} : { region });
}
