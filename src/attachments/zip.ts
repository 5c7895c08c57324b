import { type Entry, fromBufferPromise as openBuffer, type ZipFile } from 'yauzl';
import { type Budget, broken, encrypted, UnreadError } from './reading.ts';

/** Info-ZIP's extra field with the name in UTF-8 (APPNOTE 4.6.9). */
const UNICODE_PATH = 0x7075;
/** Bit 11 of the general purpose flags: the name is UTF-8 (APPNOTE 4.4.4). */
const UTF8_NAME = 0x800;

export interface Zip {
  /** Paths of the files in it, as the archive orders them. */
  names(): readonly string[];
  has(name: string): boolean;
  bytes(name: string): Promise<Uint8Array>;
  /** One part as UTF-8 text. */
  text(name: string): Promise<string>;
  isEncrypted(name: string): boolean;
  /** Bytes that the directory states; 0 where there is no such file. */
  size(name: string): number;
}

/** Opens a ZIP file in memory; what is read of it counts against the budget. */
export async function openZip(bytes: Uint8Array, budget: Budget): Promise<Zip> {
  const entries = new Map<string, Entry>();
  let zip: ZipFile;
  try {
    // Names are decoded here: yauzl takes them for CP437, and gives up the whole archive over an odd one.
    zip = await openBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      decodeStrings: false,
    });
    for await (const entry of zip.eachEntry()) {
      budget.entry();
      const name = nameOf(entry);
      if (!name.endsWith('/') && !entries.has(name)) entries.set(name, entry);
    }
  } catch (error) {
    throw error instanceof UnreadError ? error : broken(firstLine(error));
  }
  const read = async (name: string) => {
    const entry = entries.get(name);
    if (entry === undefined) throw broken(`lacks ${name}`);
    return await unpack(zip, entry, budget);
  };
  return {
    names: () => [...entries.keys()],
    has: (name) => entries.has(name),
    bytes: read,
    text: async (name) => new TextDecoder().decode(await read(name)),
    size: (name) => entries.get(name)?.uncompressedSize ?? 0,
    isEncrypted: (name) => entries.get(name)?.isEncrypted() === true,
  };
}

async function unpack(zip: ZipFile, entry: Entry, budget: Budget): Promise<Uint8Array> {
  if (entry.isEncrypted()) throw encrypted({ zh: '压缩包文件', en: 'file of an archive' });
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    // The size that the directory states may lie: what really comes is counted.
    for await (const part of await zip.openReadStreamPromise(entry)) {
      const piece: Uint8Array = part;
      length += piece.length;
      budget.ratio(entry.compressedSize, length);
      budget.unpacked(piece.length);
      parts.push(piece);
    }
  } catch (error) {
    throw error instanceof UnreadError ? error : broken(firstLine(error));
  }
  return Buffer.concat(parts);
}

/** UTF-8 where the archive says so or it is; else GB18030, as Chinese Windows writes names. */
function nameOf(entry: Entry): string {
  const unicode = entry.extraFields.find(({ id }) => id === UNICODE_PATH)?.data.subarray(5);
  const raw = unicode !== undefined && unicode.length > 0 ? unicode : entry.fileNameRaw;
  return decodeName(raw, (entry.generalPurposeBitFlag & UTF8_NAME) !== 0 || unicode === raw)
    .replaceAll('\\', '/')
    .replaceAll('\0', '');
}

function decodeName(raw: Uint8Array, utf8: boolean): string {
  if (utf8) return new TextDecoder().decode(raw);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return new TextDecoder('gb18030').decode(raw);
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
