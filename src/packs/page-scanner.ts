import { z } from 'zod';
import type { PageFacts, ScanHit } from '../model/index.ts';
import { scanPage } from '../text/index.ts';
import { PackFile } from './files.ts';
import { loadPacks } from './load.ts';

const Options = z.strictObject({
  folder: z.string(),
  extra: z.array(PackFile).optional(),
  roster: z.array(PackFile).optional(),
  skipBad: z.boolean().optional(),
  cache: z.string().optional(),
  region: z.string().optional(),
});

/** The text hook of crawls and archives: each reading thread loads this module and makes its own scanner. */
export function createPageScanner(options: unknown): (facts: PageFacts) => readonly ScanHit[] {
  const { folder, extra, roster, skipBad, cache, region } = Options.parse(options);
  const { scanner } = loadPacks({
    folder,
    ...(extra === undefined ? {} : { extra }),
    ...(roster === undefined ? {} : { roster }),
    ...(skipBad === undefined ? {} : { skipBad }),
    ...(cache === undefined ? {} : { cache }),
  });
  return (facts) => scanPage(scanner, facts, region === undefined ? {} : { region });
}
