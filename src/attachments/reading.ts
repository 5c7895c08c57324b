import type { Bilingual } from '../model/index.ts';

/** Why a file, or a part of one, was not read (未能读取的原因). */
export type UnreadReason = 'encrypted' | 'format' | 'limit' | 'broken' | 'pictures';

/** Where in a file a text stands: page of a PDF or OFD, slide, sheet of a workbook; counted from 1. */
export interface PartPlace {
  readonly kind: 'page' | 'slide' | 'sheet';
  readonly number: number;
  readonly name?: string;
}

/** A piece of text of a file. */
export interface ReadPart {
  /** Path inside an archive (`inner.zip/report.docx`); empty for the file itself. */
  readonly path: string;
  readonly place: PartPlace | null;
  readonly text: string;
  /** Recognised in a picture: words may be misread. */
  readonly recognised?: true;
}

/** A part that was not read: nothing is proven about it. */
export interface Unread {
  readonly path: string;
  readonly reason: UnreadReason;
  readonly why: Bilingual;
  readonly todo: Bilingual;
}

/** What was read of a file, and what was not. Both may be empty: an empty file. */
export interface Reading {
  readonly parts: readonly ReadPart[];
  readonly unread: readonly Unread[];
}

/** A picture in a file whose text may be recognised: PNG or JPEG. */
export interface Picture {
  readonly path: string;
  readonly place: PartPlace | null;
  readonly bytes: Uint8Array;
  /** It stands in a document beside text that was read: where nothing recognises pictures, that is no gap to tell of. */
  readonly beside?: true;
}

export interface ReadLimits {
  /** Milliseconds for one file. */
  readonly timeMs: number;
  /** Heap of the thread, MiB; what it holds outside its heap may be twice as much. */
  readonly memoryMiB: number;
  /** Bytes of all parts together after unpacking, archives within archives included. */
  readonly unpackedBytes: number;
  /** Characters of text. */
  readonly characters: number;
  /** Files in an archive, those of archives within it included. */
  readonly entries: number;
  /** Archives within archives: 1 reads an archive, 2 one within it as well. */
  readonly depth: number;
  /** Unpacked bytes for each packed one, where more than `ratioFrom` bytes come out. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Pictures of one file that are handed out to be recognised. */
  readonly pictures: number;
}

export const READ_LIMITS: ReadLimits = {
  timeMs: 60_000,
  memoryMiB: 512,
  unpackedBytes: 256 * 1024 * 1024,
  characters: 50_000_000,
  entries: 5_000,
  depth: 3,
  // Deflate packs at most 1:1032; the XML of real workbooks rarely reaches 1:60.
  ratio: 200,
  ratioFrom: 16 * 1024 * 1024,
  pictures: 0,
};

/** Thrown by readers for what they cannot read; becomes an `Unread`. */
export class UnreadError extends Error {
  readonly reason: UnreadReason;
  readonly why: Bilingual;
  readonly todo: Bilingual;

  constructor(reason: UnreadReason, why: Bilingual, todo?: Bilingual) {
    super(why.en);
    this.reason = reason;
    this.why = why;
    this.todo = todo ?? TODO[reason];
  }
}

const TODO: Readonly<Record<UnreadReason, Bilingual>> = {
  encrypted: { zh: '去除密码后另存，再检查', en: 'save it without a password and check again' },
  format: {
    zh: '另存为 .docx、.xlsx 或 .pdf 后再检查',
    en: 'save it as .docx, .xlsx or .pdf and check again',
  },
  limit: { zh: '拆分文件，或人工查看', en: 'split the file, or look at it by hand' },
  broken: { zh: '用原程序打开并重新保存', en: 'open it in its program and save it again' },
  pictures: { zh: '人工查看其中的图片', en: 'look at its pictures by hand' },
};

export function encrypted(what: Bilingual): UnreadError {
  return new UnreadError('encrypted', { zh: `是加密的${what.zh}`, en: `is an encrypted ${what.en}` });
}

export function broken(why: string): UnreadError {
  return new UnreadError('broken', { zh: `文件已损坏（${why}）`, en: `is broken (${why})` });
}

/** What one file and all within it may still use. */
export class Budget {
  readonly limits: ReadLimits;
  #bytes = 0;
  #entries = 0;
  #characters = 0;

  constructor(limits: ReadLimits) {
    this.limits = limits;
  }

  unpacked(bytes: number): void {
    this.#bytes += bytes;
    const { unpackedBytes: most } = this.limits;
    if (this.#bytes > most)
      throw new UnreadError('limit', {
        zh: `解压后超过 ${most} 字节`,
        en: `unpacks to more than ${most} bytes`,
      });
  }

  entry(): void {
    this.#entries += 1;
    const { entries: most } = this.limits;
    if (this.#entries > most)
      throw new UnreadError('limit', { zh: `内含文件超过 ${most} 个`, en: `holds more than ${most} files` });
  }

  text(characters: number): void {
    this.#characters += characters;
    const { characters: most } = this.limits;
    if (this.#characters > most)
      throw new UnreadError('limit', {
        zh: `文字超过 ${most} 个字符`,
        en: `has more than ${most} characters`,
      });
  }

  /** An archive that packs much into next to nothing is made to harm (压缩炸弹). */
  ratio(packed: number, unpacked: number): void {
    const { ratio, ratioFrom } = this.limits;
    if (unpacked > ratioFrom && unpacked > ratio * Math.max(1, packed))
      throw new UnreadError('limit', {
        zh: `是压缩炸弹：解压后超过原大小的 ${ratio} 倍`,
        en: `is an archive bomb: more than ${ratio} times its size comes out of it`,
      });
  }
}
