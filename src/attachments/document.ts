import { notInstalled } from './not-installed.ts';
import {
  Budget,
  broken,
  encrypted,
  type PartPlace,
  type Picture,
  type Reading,
  type ReadLimits,
  type ReadPart,
  type Unread,
  UnreadError,
} from './reading.ts';
import type { Zip } from './zip.ts';

/** What a thread reads of a file, with the pictures in it that nobody has read yet. */
export interface ReadFile extends Reading {
  readonly pictures: readonly Picture[];
}

/** Reads one file and all within it. Each reader is loaded when a file asks for it: most need but one. */
export async function readDocument(
  bytes: Uint8Array,
  limits: ReadLimits,
  contentType?: string,
): Promise<ReadFile> {
  const budget = new Budget(limits);
  const reader = new DocumentReader(budget, contentType);
  try {
    await reader.file(bytes, '', 0);
  } catch (error) {
    // A file that breaks a limit is refused as a whole: what came out before it proves nothing about the rest.
    return { parts: [], unread: [unreadOf('', error)], pictures: [] };
  }
  return { parts: reader.parts, unread: reader.unread, pictures: reader.pictures };
}

type Part = Omit<ReadPart, 'path'>;

/** Names that archives hold besides files for people. */
const HOUSEKEEPING = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;
const PICTURE = {
  png: [0x89, 0x50, 0x4e, 0x47],
  jpeg: [0xff, 0xd8, 0xff],
  gif: [0x47, 0x49, 0x46, 0x38],
  bmp: [0x42, 0x4d],
};

class DocumentReader {
  readonly parts: ReadPart[] = [];
  readonly unread: Unread[] = [];
  readonly pictures: Picture[] = [];
  readonly #budget: Budget;
  readonly #contentType: string | undefined;

  constructor(budget: Budget, contentType: string | undefined) {
    this.#budget = budget;
    this.#contentType = contentType;
  }

  /** Reads a file that stands at `path`, `depth` archives deep. */
  async file(bytes: Uint8Array, path: string, depth: number): Promise<void> {
    const head = bytes.subarray(0, 1024);
    if (bytes.length === 0) return;
    if (begins(head, [0x50, 0x4b, 0x03, 0x04]) || begins(head, [0x50, 0x4b, 0x05, 0x06]))
      return await this.#zip(bytes, path, depth);
    if (isPdf(head)) return await this.#pdf(bytes, path);
    if (begins(head, [0xd0, 0xcf, 0x11, 0xe0])) return await this.#ole(bytes, path);
    if (begins(head, [0x52, 0x61, 0x72, 0x21])) throw archiveKind('RAR');
    if (begins(head, [0x37, 0x7a, 0xbc, 0xaf])) throw archiveKind('7z');
    if (begins(head, [0x1f, 0x8b])) throw archiveKind('gzip');
    if (begins(head, [0x7b, 0x5c, 0x72, 0x74, 0x66]))
      throw new UnreadError('format', {
        zh: '是 RTF 文档，无法读取',
        en: 'is an RTF document, which is not read',
      });
    if (Object.values(PICTURE).some((magic) => begins(head, magic)) || isTiff(head) || isWebp(head)) {
      if (!this.#picture(path, null, bytes)) throw notInstalled();
      return;
    }
    await this.#plain(bytes, path);
  }

  #add(path: string, parts: readonly Part[]): void {
    for (const part of parts) {
      this.#budget.text(part.text.length);
      if (part.text.trim() !== '') this.parts.push({ path, ...part });
    }
  }

  /** Keeps a picture for recognition, where that is wanted and so many may still be kept. */
  #picture(path: string, place: PartPlace | null, bytes: Uint8Array, beside = false): boolean {
    if (this.pictures.length >= this.#budget.limits.pictures) return false;
    this.pictures.push({ path, place, bytes, ...(beside ? { beside } : {}) });
    return true;
  }

  async #pdf(bytes: Uint8Array, path: string): Promise<void> {
    const { pdfParts, pictures } = await import('./pdf.ts');
    const { parts, blank, imageOf } = await pdfParts(bytes);
    this.#add(path, parts);
    const left: number[] = [];
    for (const number of blank) {
      const room = this.pictures.length < this.#budget.limits.pictures;
      const image = room ? await imageOf(number) : null;
      if (image === null || !this.#picture(path, { kind: 'page', number }, image)) left.push(number);
    }
    if (left.length > 0)
      this.unread.push(unreadOf(path, pictures(left, left.length === blank.length && parts.length === 0)));
  }

  async #ole(bytes: Uint8Array, path: string): Promise<void> {
    const { openOle } = await import('./ole.ts');
    const ole = openOle(bytes);
    const has = (name: string) => ole.names.includes(name);
    if (has('EncryptedPackage')) throw encrypted({ zh: ' Office 文件', en: 'Office file' });
    if (has('WordDocument')) {
      const { wordBinaryText } = await import('./word-binary.ts');
      return this.#add(path, [{ place: null, text: wordBinaryText(ole) }]);
    }
    if (has('Workbook') || has('Book')) {
      const { excelBinaryParts } = await import('./excel-binary.ts');
      return this.#add(path, excelBinaryParts(ole, this.#budget));
    }
    throw new UnreadError('format', {
      zh: has('PowerPoint Document')
        ? '是旧版 PowerPoint 演示文稿（.ppt），无法读取'
        : '是无法读取的旧版 Office 文件',
      en: has('PowerPoint Document')
        ? 'is an old PowerPoint file (.ppt), which is not read'
        : 'is an old Office file of a kind that is not read',
    });
  }

  async #plain(bytes: Uint8Array, path: string): Promise<void> {
    const { htmlText, isHtml, plainText } = await import('./plain.ts');
    if (looksBinary(bytes))
      throw new UnreadError('format', { zh: '是无法识别的文件格式', en: 'is of no format that is read' });
    const text = plainText(bytes, path === '' ? this.#contentType : undefined);
    this.#add(path, [{ place: null, text: isHtml(text) ? htmlText(text) : text }]);
  }

  async #zip(bytes: Uint8Array, path: string, depth: number): Promise<void> {
    const { openZip } = await import('./zip.ts');
    const zip = await openZip(bytes, this.#budget);
    if (zip.has('OFD.xml')) {
      const { ofdParts } = await import('./ofd.ts');
      return this.#add(path, await ofdParts(zip));
    }
    const office = zip.has('word/document.xml')
      ? 'wordParts'
      : zip.has('xl/workbook.xml')
        ? 'sheetParts'
        : zip.has('ppt/presentation.xml')
          ? 'slideParts'
          : null;
    if (office !== null) {
      const readers = await import('./office.ts');
      this.#add(path, await readers[office](zip));
      if (this.#budget.limits.pictures === 0) return;
      for (const { name, place } of await readers.officePictures(zip))
        if (!this.#picture(path, place, await zip.bytes(name), true)) return;
      return;
    }
    if (zip.has('[Content_Types].xml'))
      throw new UnreadError('format', {
        zh: '是无法读取的 Office 文件',
        en: 'is an Office file of a kind that is not read',
      });
    if (zip.has('META-INF/manifest.xml') && zip.has('content.xml'))
      throw new UnreadError('format', {
        zh: '是 OpenDocument 文档，无法读取',
        en: 'is an OpenDocument file, which is not read',
      });
    await this.#archive(zip, path, depth);
  }

  async #archive(zip: Zip, path: string, depth: number): Promise<void> {
    const { depth: most } = this.#budget.limits;
    if (depth >= most)
      throw new UnreadError('limit', {
        zh: `压缩包嵌套超过 ${most} 层`,
        en: `archives within archives are more than ${most} deep`,
      });
    for (const name of zip.names()) {
      if (HOUSEKEEPING.test(name)) continue;
      const inner = path === '' ? name : `${path}/${name}`;
      try {
        await this.file(await zip.bytes(name), inner, depth + 1);
      } catch (error) {
        if (error instanceof UnreadError && error.reason === 'limit') throw error;
        this.unread.push(unreadOf(inner, error));
      }
    }
  }
}

export function unreadOf(path: string, error: unknown): Unread {
  const told =
    error instanceof UnreadError
      ? error
      : broken(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  return { path, reason: told.reason, why: told.why, todo: told.todo };
}

function archiveKind(kind: string): UnreadError {
  return new UnreadError(
    'format',
    { zh: `是 ${kind} 压缩包，无法读取`, en: `is a ${kind} archive, which is not read` },
    { zh: '解压后检查，或改用 ZIP 压缩', en: 'unpack it and check its files, or pack it as ZIP' },
  );
}

function begins(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/** The header may stand anywhere in the first KiB (ISO 32000-1, annex H.3.4.1), but not in a text that speaks of PDF. */
function isPdf(head: Uint8Array): boolean {
  const at = Buffer.from(head).indexOf('%PDF-');
  return at === 0 || (at > 0 && looksBinary(head));
}

function isTiff(head: Uint8Array): boolean {
  return begins(head, [0x49, 0x49, 0x2a, 0]) || begins(head, [0x4d, 0x4d, 0, 0x2a]);
}

function isWebp(head: Uint8Array): boolean {
  return (
    begins(head, [0x52, 0x49, 0x46, 0x46]) && Buffer.from(head.subarray(8, 12)).toString('latin1') === 'WEBP'
  );
}

/** Control characters that no text has, in the beginning of a file without the mark of UTF-16. */
export function looksBinary(bytes: Uint8Array): boolean {
  if (begins(bytes, [0xff, 0xfe]) || begins(bytes, [0xfe, 0xff])) return false;
  return bytes.subarray(0, 4096).some((byte) => byte < 9 || (byte > 13 && byte < 27));
}
