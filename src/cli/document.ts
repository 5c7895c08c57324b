import type { Unread } from '../attachments/index.ts';

/** First bytes of files that are no plain text: ZIP (Office, OFD), PDF, old Office, RAR, 7z, gzip, RTF, pictures. */
const DOCUMENTS: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x25, 0x50, 0x44, 0x46],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x1f, 0x8b],
  [0x7b, 0x5c, 0x72, 0x74, 0x66],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
];

/** Hears of a part that was not read: nothing is proven about it. */
export type OnUnread = (where: string, unread: Unread) => void;

/**
 * The text of a file by what it holds, not by its name. Offsets of hits are those of this text. `onUnread` hears of parts that could
 * not be read.
 */
export async function documentText(bytes: Uint8Array, file: string, onUnread?: OnUnread): Promise<string> {
  const text = isDocument(bytes) ? null : await plainText(bytes);
  if (text !== null) return text;
  const { extractText } = await import('../attachments/index.ts');
  return await extractText(bytes, file, {}, onUnread);
}

/** Whether these bytes begin a document that only makes sense as a whole. */
export function isDocument(bytes: Uint8Array): boolean {
  return DOCUMENTS.some((magic) => starts(bytes, magic));
}

function starts(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/**
 * UTF-8 unless it is not; then by its BOM or its content. A BOM stays in the text, as it counts in the offsets of the input as given.
 * Null for what is no text: of that nothing is proven.
 */
async function plainText(bytes: Uint8Array): Promise<string | null> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const { looksBinary } = await import('../attachments/index.ts');
    if (looksBinary(bytes)) return null;
    const { decodeHtml } = await import('../page/index.ts');
    return decodeHtml(bytes).text;
  }
}
