/**
 * What a reading thread needs of this room, without the formats of packs: their schemas and the YAML parser take longer to load than
 * thirty pages to read.
 */
export { compileLexicon } from './engine/compile.ts';
export { createScanner, type Further, type Scanner } from './engine/scanner.ts';
export { scanPage } from './page/scan-page.ts';
