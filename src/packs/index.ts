/** Term packs from disk: reading, caching, and the hook that scans pages in reading threads. */
import { loadPacks, type PackOptions } from './load.ts';

export { type LoadedPacks, loadPacks, type PackOptions, readPack, shippedPacks } from './load.ts';
export { loadTypoCheck } from './typo.ts';
export { loadPurposeWords, loadReplyWords } from './vocabularies.ts';

/** What a crawl needs to scan pages by some packs. Reads the packs once, so that a broken one is told before the crawl. */
export function pageScan(options: PackOptions & { readonly region?: string }): {
  readonly module: string;
  readonly options: unknown;
  readonly packs: readonly string[];
} {
  const { scanner } = loadPacks(options);
  const file = import.meta.url.endsWith('.ts') ? './page-scanner.ts' : './page-scanner.js';
  return { module: new URL(file, import.meta.url).href, options: { ...options }, packs: scanner.packs };
}
