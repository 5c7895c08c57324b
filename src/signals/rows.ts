/** Bytes that one block holds for one owner, and blocks of one chunk (a megabyte). */
const BLOCK = 64;
const CHUNK_BLOCKS = 16_384;
/** Stands for “not told”; and the most that 32 bits hold. */
const NOT_TOLD = 0;
const MOST = 2_147_483_647;

/**
 * Millions of rows of a few whole numbers each, kept by owner without an object a row: each number as its difference from the one before in
 * its column, in as few bytes as that needs (figures of a day take 7 instead of 20), in blocks of large shared arrays, chained by owner.
 * Numbers are held in 32 bits (beyond 2,147,483,647 they are cut); NaN stands for what is not told.
 */
export class Rows {
  readonly #width: number;
  readonly #chunks: Uint8Array[] = [];
  /** The block behind each block; −1 = none. */
  #next = new Int32Array(0);
  #blocks = 0;
  readonly #free: number[] = [];
  /** By owner: first and last block (−1 = none), bytes used of the last, rows, and the last number told in each column. */
  #first = new Int32Array(0);
  #last = new Int32Array(0);
  #used = new Uint8Array(0);
  #counts = new Int32Array(0);
  #before = new Int32Array(0);

  constructor(width: number) {
    this.#width = width;
  }

  count(owner: number): number {
    return this.#counts[owner] ?? 0;
  }

  add(owner: number, row: readonly number[]): void {
    if (owner >= this.#counts.length) this.#grow(owner);
    const width = this.#width;
    for (let column = 0; column < width; column += 1) {
      const value = row[column] ?? Number.NaN;
      if (Number.isNaN(value)) {
        this.#put(owner, NOT_TOLD);
        continue;
      }
      const whole = Math.max(-MOST, Math.min(MOST, Math.round(value)));
      const place = owner * width + column;
      const step = whole - (this.#before[place] ?? 0);
      this.#before[place] = whole;
      // Zigzag: small steps down are small numbers too. One more, for zero means that nothing was told.
      this.#putNumber(owner, (step < 0 ? -2 * step - 1 : 2 * step) + 1);
    }
    this.#counts[owner] = (this.#counts[owner] ?? 0) + 1;
  }

  /** The rows of an owner, by their first number and then the others, whatever the order in which they came. */
  of(owner: number): RowList {
    const width = this.#width;
    const flat = new Float64Array(this.count(owner) * width);
    const before = new Float64Array(width);
    let block = this.#first[owner] ?? -1;
    let [chunk, start] = this.#placeOf(block);
    let at = 0;
    for (let index = 0; index < flat.length; index += 1) {
      let number = 0;
      let unit = 1;
      let byte = 128;
      while (byte >= 128) {
        if (at === BLOCK) {
          block = this.#next[block] ?? -1;
          [chunk, start] = this.#placeOf(block);
          at = 0;
        }
        byte = chunk[start + at] ?? 0;
        at += 1;
        number += (byte & 127) * unit;
        unit *= 128;
      }
      const column = index % width;
      if (number === NOT_TOLD) flat[index] = Number.NaN;
      else {
        const zigzag = number - 1;
        const value = (before[column] ?? 0) + (zigzag % 2 === 1 ? -(zigzag + 1) / 2 : zigzag / 2);
        before[column] = value;
        flat[index] = value;
      }
    }
    return sorted(flat, width);
  }

  /** Lets go of all rows but the last ones. */
  keepLast(owner: number, most: number): void {
    const all = this.of(owner);
    for (let block = this.#first[owner] ?? -1; block >= 0; block = this.#next[block] ?? -1)
      this.#free.push(block);
    this.#first[owner] = -1;
    this.#last[owner] = -1;
    this.#counts[owner] = 0;
    this.#before.fill(0, owner * this.#width, (owner + 1) * this.#width);
    for (let row = Math.max(0, all.length - most); row < all.length; row += 1)
      this.add(
        owner,
        Array.from({ length: this.#width }, (_, column) => all.get(row, column)),
      );
  }

  #putNumber(owner: number, number: number): void {
    let rest = number;
    while (rest >= 128) {
      this.#put(owner, 128 + (rest % 128));
      rest = Math.floor(rest / 128);
    }
    this.#put(owner, rest);
  }

  #put(owner: number, byte: number): void {
    let block = this.#last[owner] ?? -1;
    let used = this.#used[owner] ?? 0;
    if (block < 0 || used === BLOCK) {
      block = this.#append(owner);
      used = 0;
    }
    const chunk = this.#chunks[Math.floor(block / CHUNK_BLOCKS)] ?? EMPTY;
    chunk[(block % CHUNK_BLOCKS) * BLOCK + used] = byte;
    this.#used[owner] = used + 1;
  }

  #append(owner: number): number {
    const block = this.#free.pop() ?? this.#blocks++;
    if (Math.floor(block / CHUNK_BLOCKS) >= this.#chunks.length) {
      this.#chunks.push(new Uint8Array(CHUNK_BLOCKS * BLOCK));
      this.#next = grown(this.#next, this.#chunks.length * CHUNK_BLOCKS, -1);
    }
    this.#next[block] = -1;
    const last = this.#last[owner] ?? -1;
    if (last >= 0) this.#next[last] = block;
    else this.#first[owner] = block;
    this.#last[owner] = block;
    return block;
  }

  #placeOf(block: number): readonly [chunk: Uint8Array, start: number] {
    return [this.#chunks[Math.floor(block / CHUNK_BLOCKS)] ?? EMPTY, (block % CHUNK_BLOCKS) * BLOCK];
  }

  #grow(owner: number): void {
    const length = Math.max(owner + 1, Math.ceil(1.5 * this.#counts.length), 64);
    this.#first = grown(this.#first, length, -1);
    this.#last = grown(this.#last, length, -1);
    this.#counts = grown(this.#counts, length, 0);
    this.#before = grown(this.#before, length * this.#width, 0);
    const used = new Uint8Array(length);
    used.set(this.#used);
    this.#used = used;
  }
}

const EMPTY = new Uint8Array(0);

function grown(from: Int32Array, length: number, fill: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(length).fill(fill);
  to.set(from);
  return to;
}

/** Rows in order. */
export interface RowList {
  readonly length: number;
  /** NaN where it is not told. */
  get(row: number, column: number): number;
}

function sorted(flat: Float64Array, width: number): RowList {
  const length = flat.length / width;
  const get = (row: number, column: number) => flat[row * width + column] ?? Number.NaN;
  let isSorted = true;
  for (let row = 1; row < length && isSorted; row += 1) isSorted = compare(flat, width, row - 1, row) <= 0;
  if (isSorted) return { length, get };
  const order = Array.from({ length }, (_, row) => row).sort((a, b) => compare(flat, width, a, b));
  return { length, get: (row, column) => get(order[row] ?? 0, column) };
}

/** By the numbers in their order; what is not told comes last. */
function compare(flat: Float64Array, width: number, a: number, b: number): number {
  for (let column = 0; column < width; column += 1) {
    const [x, y] = [flat[a * width + column] ?? 0, flat[b * width + column] ?? 0];
    if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
    if (x !== y && !Number.isNaN(x)) return x - y;
  }
  return 0;
}
