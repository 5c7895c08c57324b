import { z } from 'zod';
import { sketchPage } from '../../../changes/index.ts';
import { AccountWords, createMentionReader } from '../../../mentions/index.ts';
import { abridged } from '../../../model/index.ts';
import { decodeHtml, readPage, withSelectors } from '../../../page/index.ts';
import type { Reader, ScanModule } from './reader.ts';

const Options = z.object({
  scan: z.object({ module: z.string(), options: z.unknown() }).optional(),
  accounts: AccountWords.optional(),
  sketch: z.boolean().optional(),
});

/** The reader of the house: bytes → text → page facts, then the text hook over them. */
export async function createReader(options: unknown): Promise<Reader> {
  const { scan, accounts, sketch = false } = Options.parse(options ?? {});
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
