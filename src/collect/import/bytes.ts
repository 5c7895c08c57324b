import type { Readable } from 'node:stream';

const LF = 0x0a;

export interface Line {
  /** 1 = first. */
  readonly number: number;
  readonly bytes: Buffer;
}

/** Most bytes that one line may have: a broken file without line ends must not fill the memory. */
const LONGEST = 64 * 1024 * 1024;

/**
 * Lines of a stream, cut at the byte 0x0A, which is no part of any longer character in UTF-8 or GB18030. Never holds more than
 * one line and one chunk. A line that is too long comes empty, with `tooLong`.
 */
export async function* linesOf(stream: Readable): AsyncGenerator<Line & { readonly tooLong: boolean }> {
  let kept: Buffer[] = [];
  let size = 0;
  let number = 0;
  const take = (last: Buffer): Line & { tooLong: boolean } => {
    number += 1;
    const tooLong = size + last.length > LONGEST;
    const bytes = tooLong ? Buffer.alloc(0) : kept.length === 0 ? last : Buffer.concat([...kept, last]);
    kept = [];
    size = 0;
    return { number, bytes, tooLong };
  };
  for await (const chunk of stream) {
    const buffer: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    let start = 0;
    for (let end = buffer.indexOf(LF); end >= 0; end = buffer.indexOf(LF, start)) {
      yield take(buffer.subarray(start, end));
      start = end + 1;
    }
    if (start === buffer.length) continue;
    size += buffer.length - start;
    if (size <= LONGEST) kept.push(buffer.subarray(start));
  }
  if (size > 0) {
    const rest = kept.pop() ?? Buffer.alloc(0);
    size -= rest.length;
    yield take(rest);
  }
}

/**
 * Bytes → text: UTF-8, UTF-16 by its BOM, else GB18030. The bytes decide, not a setting; null where they are none of these.
 * The BOM is not part of the text.
 */
export function decodeText(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, 'utf-16be');
  const text = bytes.toString('utf8');
  // A replacement character is either in the file itself or says that this is no UTF-8.
  const utf8 = text.includes('\ufffd') ? decode(bytes, 'utf-8') : text;
  if (utf8 !== null) return utf8.startsWith('\ufeff') ? utf8.slice(1) : utf8;
  return decode(bytes, 'gb18030');
}

function decode(bytes: Buffer, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
