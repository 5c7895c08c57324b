/** Term packs from disk: reading, caching, and the hook that scans pages in reading threads. */
import type { ScanHit } from '../model/index.ts';
import { scanText } from '../text/index.ts';
import { loadPacks, type PackOptions } from './load.ts';
import type { PageScannerOptions } from './page-scanner.ts';

export { loadAlike } from './alike.ts';
export { openPackFiles, PackFile } from './files.ts';
export { kept } from './kept.ts';
export {
  type LoadedPacks,
  loadPacks,
  type PackOptions,
  readPack,
  type SharedLexicon,
  shippedPacks,
} from './load.ts';
export { idsIn, type NamedKind, type NamedSource, namedIn, openNamed } from './named.ts';
export { loadConfusions, loadTypoCheck, loadTypoModel, loadUnjudged } from './typo.ts';
export {
  loadAccountWords,
  loadDiscoveryWords,
  loadEarlierWords,
  loadPurposeWords,
  loadReplyWords,
  loadWords,
} from './vocabularies.ts';

export type TextScan = (
  text: string,
  about: { readonly date: string | null; readonly region: string | null },
) => readonly ScanHit[];

/** The text hook, as reading threads load it: `.ts` in a checkout, `.js` in the published package. */
export const PAGE_SCANNER = new URL(
  import.meta.url.endsWith('.ts') ? './page-scanner.ts' : './page-scanner.js',
  import.meta.url,
).href;

/** What a crawl needs to scan pages by some packs. Reads the packs once, so that a broken one is told before the crawl. */
export function pageScan(options: PackOptions & { readonly region?: string }): {
  readonly module: string;
  readonly options: PageScannerOptions;
  readonly packs: readonly string[];
  /** Scans a text that is no page, here in this thread. */
  readonly text: TextScan;
} {
  const { scanner, lexicon } = loadPacks(options);
  return {
    module: PAGE_SCANNER,
    options: { ...options, lexicon },
    packs: scanner.packs,
    text: (text, { date, region }) => scanText(scanner, text, { date, region: options.region ?? region }),
  };
}
