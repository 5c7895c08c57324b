import { letterOf } from './letters.ts';
import { note, Pairs, roomFor, shiftOf } from './pairs.ts';
import { unitsOf } from './units.ts';

/** What a unit is to those who read a text as a whole: the number of its bit. */
export const Sign = {
  /** A letter or digit. */
  letter: 0,
  /** Ends or parts sentences (。，；、！？): prose has such marks, menus do not. */
  mark: 1,
  /** A digit, or another sign that may be part of a date. */
  dating: 2,
} as const;
export type Sign = (typeof Sign)[keyof typeof Sign];

const KINDS = 3;
/** A capital of ASCII, whose small letter has this bit in its place. */
const CAPITAL = 0x20;

function signTable(): Uint8Array {
  const table = new Uint8Array(0x10000).map((_, code) => letterOf(code));
  const add = (signs: string, bit: number) => {
    for (const sign of signs) table[sign.charCodeAt(0)] = (table[sign.charCodeAt(0)] ?? 0) | bit;
  };
  add('，。、；！？', 1 << Sign.mark);
  add('0123456789０１２３４５６７８９：∶︰﹕．／－–—−一二', 1 << Sign.dating);
  add('ABCDEFGHIJKLMNOPQRSTUVWXYZ', CAPITAL);
  return table;
}

const TABLE = signTable();

export function isSign(code: number, sign: Sign): boolean {
  return (((TABLE[code] ?? 0) >>> sign) & 1) === 1;
}

/** Units to a word of bits, as a power of two. */
export const WORD_LOG = 5;
export const WORD_UNITS = 1 << WORD_LOG;

/** Which units of a text are which signs: a bit for each. */
export class SignBits {
  readonly size: number;
  /** Words of all signs by turns. */
  readonly #bits: Int32Array;

  constructor(size: number, bits: Int32Array) {
    this.size = size;
    this.#bits = bits;
  }

  /** Words, the last of which may have no unit. */
  get words(): number {
    return (this.size >>> WORD_LOG) + 1;
  }

  /** Bits of the units from `word * WORD_UNITS` on. */
  at(word: number, sign: Sign): number {
    return this.#bits[word * KINDS + sign] ?? 0;
  }

  /** Places of a sign, in order. */
  places(sign: Sign): number[] {
    const places: number[] = [];
    for (let word = 0; word < this.words; word++)
      for (let bits = this.at(word, sign); bits !== 0; bits &= bits - 1)
        places.push(word * WORD_UNITS + 31 - Math.clz32(bits & -bits));
    return places;
  }
}

/** The signs of a text and its pairs, in one pass: to read the text costs more than each of these. */
export function readSigns(text: string): { readonly signs: SignBits; readonly pairs: Pairs } {
  const size = text.length;
  const bits = new Int32Array(((size >>> WORD_LOG) + 1) * KINDS);
  const held = roomFor(size);
  noteSigns(unitsOf(text), size, bits, held);
  // The Kelvin sign and the long s stand for letters of ASCII; next to no text has them.
  const odd = text.includes('\u212a') || text.includes('\u017f');
  return { signs: new SignBits(size, bits), pairs: odd ? Pairs.of(text) : new Pairs(held) };
}

/** A loop without call and branch, for all of a page passes here; and nothing behind it, so that it is not optimized in vain. */
function noteSigns(units: Uint16Array, size: number, bits: Int32Array, held: Int32Array): void {
  const shift = shiftOf(held);
  let before = 0;
  for (let at = 0, word = 0; at < size; word += KINDS) {
    const stop = Math.min(size, at + WORD_UNITS);
    let letters = 0;
    let marks = 0;
    let dating = 0;
    for (; at < stop; at++) {
      const unit = units[at] ?? 0;
      const sign = TABLE[unit] ?? 0;
      letters |= (sign & 1) << at;
      marks |= ((sign >>> Sign.mark) & 1) << at;
      dating |= ((sign >>> Sign.dating) & 1) << at;
      const code = unit | (sign & CAPITAL);
      note(held, Pairs.slot(before, code, shift));
      before = code;
    }
    bits[word] = letters;
    bits[word + Sign.mark] = marks;
    bits[word + Sign.dating] = dating;
  }
}
