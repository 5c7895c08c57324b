const LF = 0x0a;

/** Most bytes that one line may have: a broken file without line ends must not fill the memory. */
const LONGEST = 64 * 1024 * 1024;

/** Takes one line: its bytes in a buffer that is used again afterwards, and its number (1 = first). */
export interface LineTaker {
  line(buffer: Buffer, from: number, to: number, number: number): void;
  tooLong(number: number): void;
}

/**
 * Cuts chunks into lines at the byte 0x0A, which is no part of any longer character in UTF-8 or GB18030. Never holds more than one
 * line and one chunk. Calls instead of yielding: there are lines by the million.
 */
export class LineCutter {
  readonly #take: LineTaker;
  readonly #longest: number;
  #kept: Buffer[] = [];
  #size = 0;
  #number = 0;

  constructor(take: LineTaker, longest = LONGEST) {
    this.#take = take;
    this.#longest = longest;
  }

  push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      if (this.#size === 0) this.#take.line(chunk, start, end, ++this.#number);
      else this.#finish(chunk.subarray(start, end));
      start = end + 1;
    }
    if (start === chunk.length) return;
    this.#size += chunk.length - start;
    if (this.#size > this.#longest) this.#kept = [];
    // A copy: the chunk is read into again.
    else this.#kept.push(Buffer.from(chunk.subarray(start)));
  }

  end(): void {
    if (this.#size > 0) this.#finish(Buffer.alloc(0));
  }

  #finish(last: Buffer): void {
    this.#number += 1;
    if (this.#size + last.length > this.#longest) this.#take.tooLong(this.#number);
    else {
      const whole = Buffer.concat([...this.#kept, last]);
      this.#take.line(whole, 0, whole.length, this.#number);
    }
    this.#kept = [];
    this.#size = 0;
  }
}

export interface Line {
  readonly bytes: Buffer;
  /** The line was longer than a line may be; `bytes` is empty then. */
  readonly tooLong: boolean;
}

/** Lines of a stream one by one, for callers that rewrite a file byte for byte. Holds the lines of one chunk. */
export async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let lines: Line[] = [];
  const cutter = new LineCutter({
    line: (buffer, from, to) => lines.push({ bytes: buffer.subarray(from, to), tooLong: false }),
    tooLong: () => lines.push({ bytes: Buffer.alloc(0), tooLong: true }),
  });
  for await (const chunk of stream) {
    cutter.push(chunk);
    yield* lines;
    lines = [];
  }
  cutter.end();
  yield* lines;
}

/** Chunks of a file as UTF-8 where its BOM says UTF-16 (whose line ends are no single bytes); else as they are. */
export async function* byteChunks(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: Decoder | null = null;
  let first = true;
  for await (const chunk of stream) {
    if (first) decoder = utf16Of(chunk);
    first = false;
    yield decoder === null ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }));
  }
  if (decoder !== null) yield Buffer.from(decoder.decode());
}

type Decoder = InstanceType<typeof TextDecoder>;

function utf16Of(bytes: Buffer): Decoder | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
  return bytes[0] === 0xfe && bytes[1] === 0xff ? new TextDecoder('utf-16be') : null;
}

/** One line of UTF-8 or GB18030 as text; null where it is neither. */
export function decodeLine(buffer: Buffer, from: number, to: number): string | null {
  const text = buffer.toString('utf8', from, to);
  // A replacement character is either in the file itself or says that this is no UTF-8.
  if (text.includes('\ufffd')) return decodeText(buffer.subarray(from, to));
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/**
 * Bytes → text: UTF-8, UTF-16 by its BOM, else GB18030. The bytes decide, not a setting; null where they are none of these.
 * The BOM is not part of the text.
 */
export function decodeText(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, 'utf-16be');
  const text = bytes.toString('utf8');
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
