import type { Look } from './look.ts';

/**
 * What the detectors of a scanner look for, gathered while they are made. One pass over a text then tells all of them where it is worth
 * while to look: passes of their own would cost more than all terms together.
 */
export interface Watch {
  /** Asks for every place at which one of some words may begin; `Look.places` tells them by the number that is returned. */
  words(words: Iterable<string>): number;
  /** The look of a text; taken when the first detector asks. */
  look(text: string): () => Look;
}

/** Askers are told apart by the bits of a byte; beyond eight some share one and get each other's places too. */
const BITS = 8;
const DIGIT = 1;
const WIDE = 2;
/** Begins a pair that is asked for. */
const FIRST = 4;
/** Is asked for alone. */
const ALONE = 8;

export function createWatch(): Watch {
  const kinds = new Uint8Array(0x10000);
  kinds.fill(DIGIT, 0x30, 0x3a);
  kinds.fill(WIDE, 0xff10, 0xff1a);
  const alone = new Uint8Array(0x10000);
  const pairs = new Uint8Array(PAIR_SLOTS);
  let askers = 0;

  let spots = new Int32Array(4096);

  function lookAt(text: string): Look {
    const runs: number[] = [];
    const places: number[][] = [];
    for (let bit = 0; bit < Math.min(askers, BITS); bit++) places.push([]);
    let wide = false;
    if (spots.length < text.length) spots = new Int32Array(text.length);
    const count = gather(text, kinds, spots);
    for (let index = 0; index < count; index++) {
      const at = spots[index] as number;
      const code = text.charCodeAt(at);
      const kind = kinds[code] as number;
      if ((kind & DIGIT) !== 0) takeDigit(runs, at);
      else if ((kind & WIDE) !== 0) wide = true;
      let asked = (kind & ALONE) === 0 ? 0 : (alone[code] as number);
      if ((kind & FIRST) !== 0 && at + 1 < text.length)
        asked |= pairs[pairSlot(code, text.charCodeAt(at + 1))] as number;
      if (asked !== 0) tell(places, asked, at);
    }
    return { runs, wide, places: (asker) => places[asker % BITS] ?? [] };
  }

  return {
    words(words) {
      const asker = askers++;
      const bit = 1 << (asker % BITS);
      for (const word of words) {
        if (word === '') continue;
        const first = word.charCodeAt(0);
        const [of, slot] = word.length === 1 ? [alone, first] : [pairs, pairSlot(first, word.charCodeAt(1))];
        of[slot] = (of[slot] as number) | bit;
        kinds[first] = (kinds[first] as number) | (word.length === 1 ? ALONE : FIRST);
      }
      return asker;
    },
    look(text) {
      let look: Look | null = null;
      return () => {
        look ??= lookAt(text);
        return look;
      };
    },
  };
}

/** Where there is something to be seen: gathered without a branch, for it may be anywhere. */
function gather(text: string, kinds: Uint8Array, spots: Int32Array): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    spots[count] = at;
    count += -(kinds[text.charCodeAt(at)] as number) >>> 31;
  }
  return count;
}

function tell(places: readonly number[][], asked: number, at: number): void {
  for (let bit = 0; bit < places.length; bit++) if (((asked >>> bit) & 1) !== 0) places[bit]?.push(at);
}

/** A digit goes on with the run before it, or begins one. */
function takeDigit(runs: number[], at: number): void {
  if (runs.length > 0 && runs[runs.length - 1] === at) runs[runs.length - 1] = at + 1;
  else runs.push(at, at + 1);
}

const PAIR_SLOTS = 1 << 14;

/** Multiplicative hashing (Knuth 6.4) by the upper bits: pairs that share a slot are both looked at. */
function pairSlot(first: number, second: number): number {
  return Math.imul((first << 16) | second, 0x9e3779b1) >>> 18;
}
