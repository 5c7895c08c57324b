import { constants, crc32, createDeflateRaw, type DeflateRaw, gzipSync } from 'node:zlib';

/**
 * Measured on 60 KB pages, CPU ms a page and size: 1: 0.63, 24.1 KB; 3: 0.80, 23.6 KB; 6: 1.2, 22.6 KB. memLevel 9 is faster than 8
 * and packs better. Every write is flushed to its end: one write is one whole stream.
 */
const PAGES = { level: 1, memLevel: 9, chunkSize: 65_536, flush: constants.Z_FINISH };
const PAGES_AT_HAND = { level: 1, memLevel: 9, chunkSize: 65_536 };
/**
 * Up to this a member is stored as it is (RFC 1951 §3.2.4): a request of 800 bytes would pack to 450, which is 2 % of what a page takes,
 * for 20 µs and the garbage of a whole stream.
 */
const SMALL = 2_048;
/**
 * Up to this a member is compressed here and now. A trip to the thread pool costs 0.25 ms of CPU, half of what a page of 60 KB takes:
 * 0.55 ms against 0.80 ms (26 µs against 190 µs for 300 bytes). What is larger would keep everything else waiting.
 * It holds where the allocator keeps blocks of 128 KB (`bin/xunjian`); mapped anew for each page they cost more than the trip.
 */
const AT_HAND = 256 * 1024;
/** Head of a gzip member (RFC 1952 §2.3): deflate, no flags, no time, fastest algorithm, Unix. */
const MEMBER_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 3]);

/**
 * Makes gzip members, one at a time; large ones in the thread pool, with working memory (400 KB) that is set up once.
 */
export class Compressor {
  #deflate: DeflateRaw | null = null;

  async compress(member: Uint8Array): Promise<Uint8Array> {
    if (member.length < SMALL) return stored(member);
    if (member.length <= AT_HAND) return exact(gzipSync(member, PAGES_AT_HAND));
    this.#deflate ??= createDeflateRaw(PAGES);
    try {
      const parts = await deflated(this.#deflate, member);
      return Buffer.concat([MEMBER_HEAD, ...parts, memberEnd(member)]);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    this.#deflate?.close();
    this.#deflate = null;
  }
}

/** A member of one block that is not compressed. At most 65,535 bytes. */
function stored(member: Uint8Array): Buffer {
  const { length } = member;
  const block = Buffer.alloc(5);
  block[0] = 1; // the last block; type 00: stored
  block.writeUInt16LE(length, 1);
  block.writeUInt16LE(~length & 0xffff, 3);
  return Buffer.concat([MEMBER_HEAD, block, member, memberEnd(member)]);
}

/** Without the rest of the chunk that it lies in, which is freed now: left to the collector, chunks gather outside the heap. */
function exact(packed: Uint8Array): Uint8Array {
  const { buffer } = packed;
  if (packed.byteLength === buffer.byteLength || !(buffer instanceof ArrayBuffer)) return packed;
  const own = Uint8Array.from(packed);
  if (buffer.byteLength === PAGES_AT_HAND.chunkSize) buffer.transfer(0);
  return own;
}

/** Checksum and size, both modulo 2³², that end a member. */
function memberEnd(member: Uint8Array): Buffer {
  const end = Buffer.alloc(8);
  end.writeUInt32LE(crc32(member), 0);
  end.writeUInt32LE(member.length % 2 ** 32, 4);
  return end;
}

function deflated(stream: DeflateRaw, member: Uint8Array): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const take = (part: Buffer) => parts.push(part);
    const done = (error?: Error | null) => {
      stream.off('data', take);
      stream.off('error', done);
      if (error) return reject(error);
      stream.reset();
      resolve(parts);
    };
    stream.on('data', take);
    stream.once('error', done);
    // What was put out last is handed over before the next turn of the loop.
    stream.write(member, (error) => setImmediate(done, error));
  });
}
