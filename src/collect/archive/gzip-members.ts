import { Readable } from 'node:stream';
import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { messageOf } from '../../model/index.ts';
import { pieces, type Slice } from './slice.ts';

/** A piece of the decompressed stream, or the place where it is interrupted. */
export type Chunk =
  | {
      readonly kind: 'bytes';
      readonly bytes: Buffer;
      /** Offset in the file: of the bytes themselves in a plain file, of their gzip member in a compressed one. */
      readonly at: number;
      /** Opens a gzip member. */
      readonly start: boolean;
      /** The member's checksum is wrong: some of these bytes may be. */
      readonly suspect: boolean;
    }
  | { readonly kind: 'break'; readonly at: number; readonly why: string };

/** Compressed bytes that are tried in one step; nearly all members of a WARC are smaller. */
const WINDOW = 256 * 1024;
/** A member is checked as a whole before its records are used, up to this size; a larger one is used as it streams. */
const WHOLE_MEMBER = 8 * 1024 * 1024;
const READ = 1024 * 1024;

/** Pieces of a plain file. */
export async function* plainChunks(slice: Slice, from = 0): AsyncGenerator<Chunk, void, void> {
  let at = from;
  for await (const bytes of pieces(slice, from, READ)) {
    yield { kind: 'bytes', bytes, at, start: false, suspect: false };
    at += bytes.length;
  }
}

/**
 * Decompresses gzip members one after another. A broken one gives what can be decoded of it, then a break, and reading goes on at
 * the next offset at which a member begins that can be read.
 */
export async function* gzipChunks(slice: Slice, from = 0): AsyncGenerator<Chunk, void, void> {
  const window = createWindow(slice);
  for (let at = from; at < slice.size; ) {
    const end = yield* member(slice, window, at);
    if (end.ok) {
      at = end.next;
      continue;
    }
    yield { kind: 'break', at, why: end.why };
    at = (await findMember(slice, at + 1)) ?? slice.size;
  }
}

type MemberEnd = { readonly ok: true; readonly next: number } | { readonly ok: false; readonly why: string };

async function* member(
  slice: Slice,
  window: (at: number) => Promise<Buffer>,
  at: number,
): AsyncGenerator<Chunk, MemberEnd, void> {
  const seen = await window(at);
  const header = headerLength(seen);
  if (header === null) {
    // Zero bytes pad tapes and downloads that were allocated and never filled; anything else is garbage.
    const why = seen.every((byte) => byte === 0) ? 'only zero bytes from here' : 'no gzip member begins here';
    return { ok: false, why };
  }
  const quick = inflateAtOnce(seen, header);
  if (quick !== null) {
    const { bytes, next } = quick;
    const good = trailerFits(seen, next, crc32(bytes), bytes.length);
    yield { kind: 'bytes', bytes, at, start: true, suspect: !good };
    return good
      ? { ok: true, next: at + next + 8 }
      : { ok: false, why: 'the checksum of the gzip member is wrong' };
  }
  return yield* memberInPieces(slice, at, at + header);
}

/** One call for the common case; null where the member does not end inside the window, or is broken. */
function inflateAtOnce(seen: Buffer, header: number): { bytes: Buffer; next: number } | null {
  try {
    const result: unknown = inflateRawSync(seen.subarray(header), {
      info: true,
      maxOutputLength: WHOLE_MEMBER,
    });
    if (!isInflated(result)) return null;
    const next = header + result.engine.bytesWritten;
    return next + 8 <= seen.length ? { bytes: result.buffer, next } : null;
  } catch {
    return null;
  }
}

function isInflated(value: unknown): value is { buffer: Buffer; engine: { bytesWritten: number } } {
  if (typeof value !== 'object' || value === null || !('buffer' in value) || !('engine' in value))
    return false;
  const { engine } = value;
  return typeof engine === 'object' && engine !== null && 'bytesWritten' in engine;
}

async function* memberInPieces(
  slice: Slice,
  at: number,
  from: number,
): AsyncGenerator<Chunk, MemberEnd, void> {
  // Z_SYNC_FLUSH: what can be decoded of a cut-off member is handed out instead of an error.
  const inflate = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 64 * 1024 });
  const source = Readable.from(pieces(slice, from, 16 * 1024), { objectMode: false });
  source.on('error', (error) => inflate.destroy(error));
  source.pipe(inflate);
  let held: Buffer[] | null = [];
  let length = 0;
  let crc = 0;
  let start = true;
  let failure: string | null = null;
  try {
    for await (const bytes of inflate as AsyncIterable<Buffer>) {
      length += bytes.length;
      crc = crc32(bytes, crc);
      held?.push(bytes);
      if (held === null) yield { kind: 'bytes', bytes, at, start: false, suspect: false };
      else if (length > WHOLE_MEMBER) {
        yield { kind: 'bytes', bytes: Buffer.concat(held), at, start, suspect: false };
        held = null;
        start = false;
      }
    }
  } catch (error) {
    failure = messageOf(error);
  } finally {
    source.destroy();
    inflate.destroy();
  }
  const end = from + inflate.bytesWritten;
  const trailer = await slice.read(end, 8);
  const good = failure === null && trailerFits(trailer, 0, crc, length);
  // What was decoded before a cut or an error can be used as far as records are whole; a wrong checksum makes all of it doubtful.
  const suspect = failure === null && trailer.length === 8 && !good;
  if (held !== null) yield { kind: 'bytes', bytes: Buffer.concat(held), at, start, suspect };
  if (good) return { ok: true, next: end + 8 };
  if (failure !== null) return { ok: false, why: `the gzip member cannot be decompressed (${failure})` };
  return {
    ok: false,
    why:
      trailer.length < 8 ? 'the file ends inside a gzip member' : 'the checksum of the gzip member is wrong',
  };
}

function trailerFits(bytes: Buffer, at: number, crc: number, length: number): boolean {
  return (
    bytes.length >= at + 8 &&
    bytes.readUInt32LE(at) === crc &&
    bytes.readUInt32LE(at + 4) === length % 2 ** 32
  );
}

/** Length of a gzip header (RFC 1952 §2.3); null where none stands here. */
export function headerLength(bytes: Buffer): number | null {
  const flags = bytes[3];
  if (
    flags === undefined ||
    bytes[0] !== 0x1f ||
    bytes[1] !== 0x8b ||
    bytes[2] !== 8 ||
    (flags & 0xe0) !== 0
  ) {
    return null;
  }
  let at = 10;
  if ((flags & 4) !== 0) {
    if (bytes.length < at + 2) return null;
    at += 2 + bytes.readUInt16LE(at);
  }
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const zero = bytes.indexOf(0, at);
    if (zero < 0) return null;
    at = zero + 1;
  }
  if ((flags & 2) !== 0) at += 2;
  return at <= bytes.length ? at : null;
}

/** First bytes of the member at an offset as far as they can be decoded; empty where there is none. */
export async function peekMember(slice: Slice, at: number, want = 64 * 1024): Promise<Buffer> {
  const bytes = await slice.read(at, WINDOW);
  const header = headerLength(bytes);
  if (header === null) return Buffer.alloc(0);
  // A short look suffices, and bounds what a false start costs.
  const look = bytes.subarray(header, header + want);
  try {
    return inflateRawSync(look, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * 1024 * 1024 });
  } catch {
    return Buffer.alloc(0);
  }
}

const MAGIC = Buffer.from([0x1f, 0x8b, 8]);
const RECORD_START = /^(?:WARC\/|filedesc:\/\/|https?:\/\/[^\n]+? [\d.]+ \d{14} )/;

/** Offset of the next member, from `from` on, that begins with a record or is whole; null where there is none. */
export async function findMember(
  slice: Slice,
  from: number,
  limit = Number.POSITIVE_INFINITY,
): Promise<number | null> {
  for (let base = from; base < slice.size && base - from < limit; base += READ) {
    const bytes = await slice.read(base, READ + MAGIC.length - 1);
    for (let hit = bytes.indexOf(MAGIC); hit >= 0; hit = bytes.indexOf(MAGIC, hit + 1)) {
      if (hit < READ && (await beginsHere(slice, base + hit))) return base + hit;
    }
  }
  return null;
}

async function beginsHere(slice: Slice, at: number): Promise<boolean> {
  const text = (await peekMember(slice, at, 4096)).toString('latin1', 0, 4096);
  if (RECORD_START.test(text)) return true;
  const seen = await slice.read(at, WINDOW);
  const header = headerLength(seen);
  const whole = header === null ? null : inflateAtOnce(seen, header);
  // Chance makes short “members” out of noise; their checksums do not fit.
  return whole !== null && trailerFits(seen, whole.next, crc32(whole.bytes), whole.bytes.length);
}

/** Reads windows of a slice, keeping the last piece read, so that neighbouring members cost one read together. */
function createWindow(slice: Slice): (at: number) => Promise<Buffer> {
  let base = 0;
  let held: Buffer = Buffer.alloc(0);
  return async (at) => {
    const have = at >= base && (at + WINDOW <= base + held.length || base + held.length >= slice.size);
    if (!have || at > base + held.length) {
      held = await slice.read(at, READ);
      base = at;
    }
    return held.subarray(at - base, at - base + WINDOW);
  };
}
