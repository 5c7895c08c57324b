import { type AccountPost, spanOf } from '../model/index.ts';

const CHUNK = 1 << 20;
/** Records begin at multiples of this, so that 32 bits reach far. */
const STEP = 8;
/** Bytes of records that nobody keeps any more before the rest is moved together. */
const WORTH_MOVING = 8 << 20;

/**
 * The newest few posts of each of hundreds of thousands of accounts, packed as bytes in large arrays: as objects they would be most of
 * what a census holds, and most of what is collected as garbage.
 */
export class KeptPosts {
  readonly #most: number;
  /** By owner and place: last instant that the date may mean (NaN = no post), where the record stands, its length. */
  #times = new Float64Array(0);
  #starts = new Uint32Array(0);
  #sizes = new Uint32Array(0);
  #chunks: Uint8Array[] = [];
  #used = CHUNK;
  #live = 0;
  #dead = 0;
  /** Records that no chunk can hold, by slot. */
  readonly #large = new Map<number, AccountPost>();
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder();

  /** `most`: posts kept of each owner. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Keeps a post if it is among the newest; of equal dates the one with the smaller id comes first, so the order of rows changes nothing. */
  add(owner: number, post: AccountPost): void {
    const first = owner * this.#most;
    if (first + this.#most > this.#times.length) this.#grow(first + this.#most);
    const time = spanOf(post.published)?.[1] ?? Number.NEGATIVE_INFINITY;
    let at = 0;
    while (at < this.#most && !this.#isBefore(time, post.id, first + at)) at += 1;
    if (at === this.#most) return;
    const last = first + this.#most - 1;
    this.#forget(last);
    for (let slot = last; slot > first + at; slot--) this.#move(slot - 1, slot);
    this.#times[first + at] = time;
    this.#put(first + at, post);
    if (this.#dead > WORTH_MOVING && this.#dead > this.#live / 3) this.#compact();
  }

  /** Newest first. */
  of(owner: number): AccountPost[] {
    const posts: AccountPost[] = [];
    const first = owner * this.#most;
    for (let slot = first; slot < first + this.#most && slot < this.#times.length; slot++)
      if (!Number.isNaN(this.#times[slot])) posts.push(this.#get(slot));
    return posts;
  }

  #isBefore(time: number, id: string, slot: number): boolean {
    const other = this.#times[slot] ?? Number.NaN;
    if (Number.isNaN(other)) return true;
    return time === other ? id < this.#get(slot).id : time > other;
  }

  #put(slot: number, { id, title, url, published, deletedAt }: AccountPost): void {
    const text = JSON.stringify([id, title, url, published, deletedAt]);
    // A unit of UTF-16 becomes three bytes at most.
    if (text.length * 3 > CHUNK) {
      this.#large.set(slot, { id, title, url, published, deletedAt });
      return;
    }
    const size = this.#append(text.length * 3, (room) => this.#encoder.encodeInto(text, room).written);
    this.#starts[slot] = size.start;
    this.#sizes[slot] = size.length;
    this.#live += size.length;
  }

  /** Lets `write` fill the room that a record needs at most; where it went. */
  #append(
    most: number,
    write: (room: Uint8Array) => number,
  ): { readonly start: number; readonly length: number } {
    if (this.#used + most > CHUNK) {
      this.#chunks.push(new Uint8Array(CHUNK));
      this.#used = 0;
    }
    const chunk = this.#chunks.at(-1) ?? new Uint8Array(0);
    const length = write(chunk.subarray(this.#used, this.#used + most));
    const start = ((this.#chunks.length - 1) * CHUNK + this.#used) / STEP;
    this.#used = Math.ceil((this.#used + length) / STEP) * STEP;
    return { start, length };
  }

  #get(slot: number): AccountPost {
    const large = this.#large.get(slot);
    if (large !== undefined) return large;
    const bytes = this.#bytes(this.#chunks, slot);
    const [id, title, url, published, deletedAt] = JSON.parse(this.#decoder.decode(bytes)) as [
      string,
      string,
      string | null,
      string,
      string | null,
    ];
    return { id, title, url, published, deletedAt };
  }

  #bytes(chunks: readonly Uint8Array[], slot: number): Uint8Array {
    const start = (this.#starts[slot] ?? 0) * STEP;
    const chunk = chunks[Math.floor(start / CHUNK)] ?? new Uint8Array(0);
    return chunk.subarray(start % CHUNK, (start % CHUNK) + (this.#sizes[slot] ?? 0));
  }

  #forget(slot: number): void {
    if (this.#large.delete(slot) || Number.isNaN(this.#times[slot])) return;
    const size = this.#sizes[slot] ?? 0;
    this.#live -= size;
    this.#dead += size;
  }

  #move(from: number, to: number): void {
    this.#times[to] = this.#times[from] ?? Number.NaN;
    this.#starts[to] = this.#starts[from] ?? 0;
    this.#sizes[to] = this.#sizes[from] ?? 0;
    const large = this.#large.get(from);
    if (large === undefined) return;
    this.#large.delete(from);
    this.#large.set(to, large);
  }

  #compact(): void {
    const old = this.#chunks;
    this.#chunks = [];
    this.#used = CHUNK;
    for (let slot = 0; slot < this.#times.length; slot++) {
      if (Number.isNaN(this.#times[slot]) || this.#large.has(slot)) continue;
      const bytes = this.#bytes(old, slot);
      const { start } = this.#append(bytes.length, (room) => {
        room.set(bytes);
        return bytes.length;
      });
      this.#starts[slot] = start;
    }
    this.#dead = 0;
  }

  #grow(least: number): void {
    const size = Math.max(least, this.#times.length * 2, 64);
    const times = new Float64Array(size).fill(Number.NaN);
    times.set(this.#times);
    this.#times = times;
    const starts = new Uint32Array(size);
    starts.set(this.#starts);
    this.#starts = starts;
    const sizes = new Uint32Array(size);
    sizes.set(this.#sizes);
    this.#sizes = sizes;
  }
}
