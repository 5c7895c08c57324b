// Straight from their files: a reading thread must not load the schemas, which takes longer than thirty pages to read.
import { sketchPage } from '../../../changes/sketch.ts';
import type { AccountWords } from '../../../mentions/index.ts';
import { createMentionReader } from '../../../mentions/page.ts';
import { abridged } from '../../../model/abridge.ts';
import { decodeHtml, readPage, withSelectors } from '../../../page/index.ts';
import type { Reader, ScanModule } from './reader.ts';

/** Parts of `CrawlSettings`, which were checked by the thread that hands them over. */
export interface DefaultReaderOptions {
  readonly scan?: { readonly module: string; readonly options: unknown } | undefined;
  readonly accounts?: AccountWords | undefined;
  readonly sketch?: boolean | undefined;
}

/** The reader of the house: bytes → text → page facts, then the text hook over them. */
export async function createReader({
  scan,
  accounts,
  sketch = false,
}: DefaultReaderOptions): Promise<Reader> {
  const mentions = accounts === undefined ? null : createMentionReader(accounts);
  const scanner =
    scan === undefined
      ? () => []
      : await ((await import(scan.module)) as ScanModule).createPageScanner(scan.options);
  return (bytes, { url, contentType }) => {
    const { text, charset } = decodeHtml(bytes, { contentType });
    const facts = readPage(text, {
      url,
      charset,
      ...(mentions === null ? {} : { mentions: mentions.page }),
      ...(sketch ? { sketch: sketchPage } : {}),
    });
    // Facts are searched whole and handed on abridged.
    return { hits: withSelectors(text, url, scanner(facts)), facts: abridged(facts) };
  };
}
