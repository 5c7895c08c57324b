/** Numbers that one block holds for one owner; most owners need few. */
const BLOCK_ROWS = 8;
const CHUNK_BLOCKS = 16_384;
/** Stands for “not told”. */
const NONE = -2_147_483_648;

/**
 * Millions of rows of a few whole numbers each, kept by owner without an object a row: blocks of eight rows in large shared arrays, chained by
 * owner. Numbers are held in 32 bits (beyond 2,147,483,647 they are cut); NaN stands for what is not told.
 */
export class Rows {
  readonly #width: number;
  readonly #size: number;
  readonly #chunks: Int32Array[] = [];
  #blocks = 0;
  /** By owner: first block, last block (−1 = none), rows. */
  #first = new Int32Array(0);
  #last = new Int32Array(0);
  #counts = new Int32Array(0);
  readonly #free: number[] = [];

  constructor(width: number) {
    this.#width = width;
    // The number after the rows is that of the next block.
    this.#size = width * BLOCK_ROWS + 1;
  }

  count(owner: number): number {
    return this.#counts[owner] ?? 0;
  }

  add(owner: number, row: readonly number[]): void {
    if (owner >= this.#counts.length) this.#grow(owner);
    const count = this.#counts[owner] ?? 0;
    const at = count % BLOCK_ROWS;
    if (at === 0) this.#append(owner);
    const block = this.#last[owner] ?? 0;
    const chunk = this.#chunkOf(block);
    const start = this.#startOf(block) + at * this.#width;
    for (let index = 0; index < this.#width; index += 1) {
      const value = row[index] ?? Number.NaN;
      chunk[start + index] = Number.isNaN(value)
        ? NONE
        : Math.max(-2_147_483_647, Math.min(2_147_483_647, Math.round(value)));
    }
    this.#counts[owner] = count + 1;
  }

  /** The rows of an owner, by their first number and then the others, whatever the order in which they came. */
  of(owner: number): RowList {
    const width = this.#width;
    const count = this.count(owner);
    const flat = new Float64Array(count * width);
    let [done, block] = [0, count === 0 ? -1 : (this.#first[owner] ?? -1)];
    while (block >= 0) {
      const chunk = this.#chunkOf(block);
      const start = this.#startOf(block);
      const numbers = Math.min(BLOCK_ROWS * width, flat.length - done);
      for (let index = 0; index < numbers; index += 1) {
        const value = chunk[start + index] ?? NONE;
        flat[done + index] = value === NONE ? Number.NaN : value;
      }
      done += numbers;
      block = chunk[start + this.#size - 1] ?? -1;
    }
    return sorted(flat, width);
  }

  /** Lets go of all rows but the last ones. */
  keepLast(owner: number, most: number): void {
    const all = this.of(owner);
    for (let block = this.#first[owner] ?? -1; block >= 0; ) {
      this.#free.push(block);
      block = this.#chunkOf(block)[this.#startOf(block) + this.#size - 1] ?? -1;
    }
    this.#first[owner] = -1;
    this.#last[owner] = -1;
    this.#counts[owner] = 0;
    for (let row = Math.max(0, all.length - most); row < all.length; row += 1)
      this.add(
        owner,
        Array.from({ length: this.#width }, (_, column) => all.get(row, column)),
      );
  }

  #append(owner: number): void {
    const block = this.#free.pop() ?? this.#blocks++;
    if (Math.floor(block / CHUNK_BLOCKS) >= this.#chunks.length)
      this.#chunks.push(new Int32Array(CHUNK_BLOCKS * this.#size));
    this.#chunkOf(block)[this.#startOf(block) + this.#size - 1] = -1;
    const last = this.#last[owner] ?? -1;
    if (last >= 0) this.#chunkOf(last)[this.#startOf(last) + this.#size - 1] = block;
    else this.#first[owner] = block;
    this.#last[owner] = block;
  }

  #chunkOf(block: number): Int32Array {
    return this.#chunks[Math.floor(block / CHUNK_BLOCKS)] ?? EMPTY;
  }

  #startOf(block: number): number {
    return (block % CHUNK_BLOCKS) * this.#size;
  }

  #grow(owner: number): void {
    const length = Math.max(owner + 1, 2 * this.#counts.length, 64);
    const grown = (from: Int32Array, fill: number) => {
      const to = new Int32Array(length).fill(fill);
      to.set(from);
      return to;
    };
    this.#first = grown(this.#first, -1);
    this.#last = grown(this.#last, -1);
    this.#counts = grown(this.#counts, 0);
  }
}

const EMPTY = new Int32Array(0);

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
