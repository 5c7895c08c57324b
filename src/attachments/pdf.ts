import { extractImages, extractText, getDocumentProxy } from 'unpdf';
import { unwrap } from './lines.ts';
import { pngOf } from './png.ts';
import { broken, encrypted, type ReadPart, UnreadError } from './reading.ts';

export interface ReadPdf {
  readonly parts: readonly Omit<ReadPart, 'path'>[];
  /** Pages without text, which may be pictures: nothing found there proves nothing. */
  readonly blank: readonly number[];
  /** The largest picture of a page as PNG; null where it has none. */
  readonly imageOf: (page: number) => Promise<Uint8Array | null>;
}

/** Text of a PDF (ISO 32000) page by page. */
export async function pdfParts(bytes: Uint8Array): Promise<ReadPdf> {
  let document: Awaited<ReturnType<typeof getDocumentProxy>>;
  try {
    document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      throw encrypted({ zh: ' PDF', en: 'PDF' });
    throw broken(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
  const { text } = await extractText(document, { mergePages: false });
  const parts = text.map((page, index) => ({
    place: { kind: 'page' as const, number: index + 1 },
    text: unwrap(page),
  }));
  const blank = parts.filter((part) => part.text.trim() === '').map(({ place }) => place.number);
  return {
    parts: parts.filter((part) => part.text.trim() !== ''),
    blank,
    imageOf: (page) => largestImage(document, page),
  };
}

/** Smaller ones are emblems and seals, not scanned pages. */
const SCAN_PIXELS = 200_000;

async function largestImage(
  document: Awaited<ReturnType<typeof getDocumentProxy>>,
  page: number,
): Promise<Uint8Array | null> {
  const images = await extractImages(document, page);
  const [largest] = images.sort((a, b) => b.width * b.height - a.width * a.height);
  if (largest === undefined || largest.width * largest.height < SCAN_PIXELS) return null;
  return pngOf(largest.data, largest.width, largest.height, largest.channels);
}

/** Tells of pages that are pictures. */
export function pictures(blank: readonly number[], all: boolean): UnreadError {
  if (all)
    return new UnreadError('pictures', {
      zh: '是没有文字的图片版 PDF',
      en: 'is a PDF of pictures without text',
    });
  const some = `${blank.slice(0, 10).join(', ')}${blank.length > 10 ? ' …' : ''}`;
  return new UnreadError('pictures', {
    zh: `第 ${some.replaceAll(', ', '、')} 页没有文字，可能是图片`,
    en: `page ${some} has no text and may be a picture`,
  });
}
