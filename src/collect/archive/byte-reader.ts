import type { Chunk } from './gzip-members.ts';

interface Segment {
  /** Position in the decompressed stream at which it begins. */
  readonly position: number;
  readonly at: number;
  readonly member: boolean;
  readonly suspect: boolean;
}

/** Where a record can be found again: offset in the file, and bytes to skip in the member that begins there. */
export interface Place {
  readonly offset: number;
  readonly skip: number;
}

/**
 * Pulls bytes from a stream of chunks, with a little looking ahead. It stops before a break in the stream: what lies behind the
 * break is reached by `crossBreak` only, so that no record is put together from both sides.
 */
export class ByteReader {
  readonly #chunks: AsyncIterator<Chunk>;
  readonly #segments: Segment[] = [];
  #held: Buffer = Buffer.alloc(0);
  /** Position of `#held[0]`. */
  #position = 0;
  #break: { readonly at: number; readonly why: string } | null = null;
  #ended = false;

  constructor(chunks: AsyncIterator<Chunk>) {
    this.#chunks = chunks;
  }

  /** Bytes at hand without reading on. */
  get held(): Buffer {
    return this.#held;
  }

  /** Reads on until `count` bytes are at hand; false where the stream ends or breaks before. */
  async fill(count: number): Promise<boolean> {
    if (this.#held.length >= count) return true;
    const parts = [this.#held];
    let length = this.#held.length;
    while (length < count && this.#break === null && !this.#ended) {
      const next = await this.#chunks.next();
      if (next.done === true) this.#ended = true;
      else if (next.value.kind === 'break') this.#break = next.value;
      else {
        const { bytes, at, start, suspect } = next.value;
        this.#segments.push({ position: this.#position + length, at, member: start, suspect });
        parts.push(bytes);
        length += bytes.length;
      }
    }
    this.#held = Buffer.concat(parts, length);
    return length >= count;
  }

  /** Takes bytes that are at hand. */
  take(count: number): Buffer {
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    this.#position += taken.length;
    while (this.#segments.length > 1 && (this.#segments[1]?.position ?? Infinity) <= this.#position) {
      this.#segments.shift();
    }
    return taken;
  }

  /** Puts bytes back that were just taken. */
  unread(bytes: Buffer): void {
    this.#held = Buffer.concat([bytes, this.#held]);
    this.#position -= bytes.length;
  }

  place(compressed: boolean): Place {
    const segment = this.#segments[0];
    if (segment === undefined) return { offset: 0, skip: 0 };
    const into = this.#position - segment.position;
    return compressed
      ? { offset: segment.at, skip: Math.max(0, into) }
      : { offset: segment.at + into, skip: 0 };
  }

  /** Bytes until the next gzip member begins, among those at hand; null where none begins in them. */
  toNextMember(): number | null {
    const next = this.#segments.find((segment) => segment.member && segment.position > this.#position);
    return next === undefined ? null : next.position - this.#position;
  }

  /** Whether a member begins at the next byte. */
  get atMember(): boolean {
    return this.#segments.some((segment) => segment.member && segment.position === this.#position);
  }

  /** Whether any of the next `count` bytes come from a member with a wrong checksum. */
  suspect(count: number): boolean {
    return this.#segments.some(
      (segment) => segment.suspect && segment.position < this.#position + Math.max(1, count),
    );
  }

  /** Where and why the stream is interrupted next, if all bytes before are taken or at hand. */
  get interruption(): { readonly at: number; readonly why: string } | null {
    return this.#break;
  }

  /** Drops what is left before the break and goes on behind it; false at the end of the stream. */
  crossBreak(): boolean {
    if (this.#break === null) return false;
    this.take(this.#held.length);
    this.#break = null;
    return true;
  }
}
