import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unwrap } from './lines.ts';
import { LIBRARY, notInstalled } from './not-installed.ts';
import { type OcrAnswer, type OcrLine, type OcrRequest, TOO_MUCH_MEMORY } from './ocr-process.ts';
import { UnreadError } from './reading.ts';

/** Recognises text in pictures (文字识别) by a library that the person may have installed; the package does not need it. */
export interface ImageReader {
  /** The text of a PNG or JPEG picture, line by line. Throws UnreadError where it was not read. */
  read(bytes: Uint8Array): Promise<string>;
  close(): Promise<void>;
}

export interface ImageLimits {
  /** Milliseconds for one picture; the first one loads the models as well. */
  readonly timeMs: number;
  readonly memoryMiB: number;
  readonly pixels: number;
}

const IMAGE_LIMITS: ImageLimits = { timeMs: 60_000, memoryMiB: 2048, pixels: 40_000_000 };
/** Lines that it is less sure of are left out: a misread word must accuse nobody. */
const SURE = 0.7;

export function createImageReader(
  given: Partial<ImageLimits> & { readonly module?: string } = {},
): ImageReader {
  const { module = LIBRARY, ...rest } = given;
  const limits = { ...IMAGE_LIMITS, ...rest };
  let child: ChildProcess | null = null;
  // Known after the first picture: the library is not there.
  let missing = false;
  const end = () => {
    child?.kill('SIGKILL');
    child = null;
  };
  return {
    async read(bytes) {
      if (missing) throw notInstalled();
      checkSize(bytes, limits.pixels);
      const folder = await mkdtemp(join(tmpdir(), 'xunjian-ocr-'));
      try {
        const file = join(folder, bytes[0] === 0x89 ? 'picture.png' : 'picture.jpg');
        await writeFile(file, bytes);
        child ??= start();
        const answer = await ask(child, { module, file, memoryMiB: limits.memoryMiB }, limits);
        if (answer.ok) return textOf(answer.lines);
        missing = answer.missing;
        throw missing ? notInstalled() : notRead(answer.why);
      } catch (error) {
        end();
        throw error;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    async close() {
      end();
    },
  };
}

function start(): ChildProcess {
  const child = fork(fileURLToPath(new URL(`./ocr-process${extname(import.meta.url)}`, import.meta.url)), {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  // Told by `ask`; one that breaks while nobody asks is noticed at the next picture.
  child.on('error', () => {});
  child.unref();
  child.channel?.unref();
  return child;
}

async function ask(child: ChildProcess, request: OcrRequest, limits: ImageLimits): Promise<OcrAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<OcrAnswer>();
  const seconds = limits.timeMs / 1000;
  const timer = setTimeout(
    () =>
      reject(
        new UnreadError('limit', {
          zh: `识别超过 ${seconds} 秒`,
          en: `recognising it took longer than ${seconds} s`,
        }),
      ),
    limits.timeMs,
  );
  const exit = (code: number | null) => {
    const most = limits.memoryMiB;
    reject(
      code === TOO_MUCH_MEMORY
        ? new UnreadError('limit', {
            zh: `识别需要内存超过 ${most} MiB`,
            en: `recognising it needs more than ${most} MiB`,
          })
        : notRead('the recognising process ended without an answer'),
    );
  };
  const failed = (error: Error) => reject(notRead(error.message));
  child.once('message', resolve).once('exit', exit).once('error', failed);
  child.channel?.ref();
  try {
    child.send(request, (error) => {
      if (error !== null) failed(error);
    });
    return await promise;
  } finally {
    clearTimeout(timer);
    child.off('message', resolve).off('exit', exit).off('error', failed);
    child.channel?.unref();
  }
}

/** Lines from top to bottom; what stands beside each other on one line is parted by a tab. */
function textOf(lines: readonly OcrLine[]): string {
  const boxes = lines
    .filter(({ mean }) => mean >= SURE)
    .map(({ text, box }) => {
      const ys = box.map(([, y]) => y);
      return { text, x: Math.min(...box.map(([x]) => x)), top: Math.min(...ys), bottom: Math.max(...ys) };
    })
    .sort((a, b) => a.top - b.top);
  const rows: (typeof boxes)[] = [];
  for (const box of boxes) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row !== undefined && first !== undefined && (box.top + box.bottom) / 2 < first.bottom) row.push(box);
    else rows.push([box]);
  }
  const text = rows.map((row) =>
    row
      .sort((a, b) => a.x - b.x)
      .map((box) => box.text)
      .join('\t'),
  );
  return unwrap(text.join('\n'));
}

/** A picture of few bytes may unpack to many: its head says how large it is. */
function checkSize(bytes: Uint8Array, pixels: number): void {
  const size = sizeOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (size === null)
    throw new UnreadError('pictures', {
      zh: '是图片，格式无法识别',
      en: 'is a picture of a kind that is not read',
    });
  if (size.width * size.height > pixels)
    throw new UnreadError('limit', {
      zh: `图片超过 ${pixels} 像素`,
      en: `is a picture of more than ${pixels} pixels`,
    });
}

function sizeOf(bytes: Buffer): { readonly width: number; readonly height: number } | null {
  if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47)
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const kind = bytes[at + 1] ?? 0;
    // Start of frame: all of C0 to CF but the tables among them.
    if (kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc)
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

function notRead(why: string): UnreadError {
  return new UnreadError('pictures', {
    zh: `图片文字识别失败（${why}）`,
    en: `recognising the picture failed (${why})`,
  });
}
