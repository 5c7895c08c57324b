import { SKIP } from './fold.ts';

/** Places looked at together: what they need stays in the nearest cache. */
const TOGETHER = 4096;

export interface Scratch {
  /** Units that were not read over, as classes, with where they stand. */
  readonly classes: Uint16Array;
  readonly offsets: Int32Array;
  /** Places at which a term may begin. */
  readonly places: Int32Array;
}

export function makeScratch(longest: number): Scratch {
  const size = TOGETHER + longest + 2;
  return {
    classes: new Uint16Array(size),
    offsets: new Int32Array(size),
    places: new Int32Array(size),
  };
}

/** Reads a stretch of a text; the number of units that stand in `scratch` then. A loop of its own compiles sooner than one among others. */
export function fill(
  { classes, offsets }: Scratch,
  begin: number,
  text: string,
  from: number,
  to: number,
  classOf: Uint16Array,
): number {
  let filled = begin;
  for (let index = from; index < to; index++) {
    const unit = classOf[text.charCodeAt(index)] as number;
    classes[filled] = unit;
    offsets[filled] = index;
    // All but SKIP, the largest, without a branch: symbols stand anywhere.
    filled += (unit - SKIP) >>> 31;
  }
  return filled;
}

/** Gathers the places of pairs that the filter lets pass; their number. */
export function gather(
  { classes, places }: Scratch,
  ready: number,
  filter: Int32Array,
  shift: number,
): number {
  let passed = 0;
  let first = classes[0] as number;
  for (let place = 0; place < ready; place++) {
    const second = classes[place + 1] as number;
    const bit = pairBit(first, second, shift);
    places[passed] = place;
    passed += ((filter[bit >>> 5] as number) >>> (bit & 31)) & 1;
    first = second;
  }
  return passed;
}

/** Leaves out, from a place on, units that are the same as the one before them; the number of those that are left. */
export function collapse({ classes, offsets }: Scratch, from: number, to: number): number {
  let kept = from;
  for (let at = from; at < to; at++) {
    const unit = classes[at] as number;
    if (kept > 0 && unit === classes[kept - 1]) continue;
    classes[kept] = unit;
    offsets[kept] = offsets[at] as number;
    kept++;
  }
  return kept;
}

/** Bit of the filter for a pair of classes: multiplicative hashing (Knuth 6.4) by the upper bits. */
export function pairBit(first: number, second: number, shift: number): number {
  return Math.imul((first << 16) | second, 0x9e3779b1) >>> shift;
}
