import { z } from 'zod';
import type { PageFacts, ScanHit } from '../model/index.ts';
import { compileLexicon, createScanner, scanPage } from '../text/index.ts';
import { loadPacks, type SharedLexicon } from './load.ts';

const Options = z.strictObject({
  folder: z.string(),
  extra: z.array(z.string()).optional(),
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
      : createScanner(compileLexicon(lexicon.plan, lexicon.automaton));
  return (facts) => scanPage(scanner, facts, region === undefined ? {} : { region });
}
