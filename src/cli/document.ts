import { InputError } from '../model/index.ts';
import { decodeHtml } from '../page/index.ts';

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const PDF = [0x25, 0x50, 0x44, 0x46];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/** The text of a file by what it holds, not by its name. Offsets of hits are those of this text. */
export async function documentText(bytes: Uint8Array, file: string): Promise<string> {
  if (starts(bytes, ZIP) || starts(bytes, PDF)) {
    const { extractText } = await import('../attachments/index.ts');
    return await extractText(bytes, file);
  }
  if (starts(bytes, OLE))
    throw new InputError({
      what: 'check-text',
      where: file,
      why: 'is an old Office file (.doc, .xls) or an encrypted one',
      todo: 'save it as .docx, .xlsx or .pdf without a password',
    });
  return plainText(bytes);
}

/** Whether these bytes begin a document that only makes sense as a whole. */
export function isDocument(bytes: Uint8Array): boolean {
  return [ZIP, PDF, OLE].some((magic) => starts(bytes, magic));
}

function starts(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/**
 * UTF-8 unless it is not; then by its BOM or its content. A BOM stays in the text, as it counts in the offsets of the input as given.
 */
function plainText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decodeHtml(bytes).text;
  }
}
