import type { PageFacts, ScanHit } from '../model/index.ts';
// Not the whole of the room: a reading thread must not load the formats of packs.
import { compileLexicon, createScanner, type Scanner, scanPage } from '../text/scanning.ts';
import type { PackOptions, SharedLexicon } from './load.ts';

/** As `pageScan` makes them, which has read the packs by then; plain data from our own main thread. */
export interface PageScannerOptions extends PackOptions {
  readonly region?: string;
  /** Packs that were read already; without it they are read from the folder. */
  readonly lexicon?: SharedLexicon;
}

/** The text hook of crawls and archives: each reading thread loads this module and makes its own scanner. */
export async function createPageScanner({
  lexicon,
  region,
  ...packs
}: PageScannerOptions): Promise<(facts: PageFacts) => readonly ScanHit[]> {
  const scanner =
    lexicon === undefined
      ? (await import('./load.ts')).loadPacks(packs).scanner
      : await sharedScanner(lexicon, packs);
  return (facts) => scanPage(scanner, facts, region === undefined ? {} : { region });
}

/** The scanner of packs that were read before; rosters, which are small, are read again. What they need is loaded where there are any. */
async function sharedScanner(
  { plan, automaton, words }: SharedLexicon,
  { folder, roster = [] }: PackOptions,
): Promise<Scanner> {
  const isWord = words ? (await import('./variants.ts')).wordTest(folder) : () => false;
  const lexicon = compileLexicon({ ...plan, isWord }, automaton);
  if (roster.length === 0) return createScanner(lexicon);
  const { readRoster, rosterCheck } = await import('./roster.ts');
  return createScanner(lexicon, { further: rosterCheck(roster.map(readRoster), folder) });
}
