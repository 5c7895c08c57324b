/**
 * Which character fits between its neighbours (see scripts/train-context.ts): a small neural network with one hidden layer, learnt to tell
 * the character that stands in a text from those that sound or look like it (negative sampling, Mikolov et al. 2013, with the confusions
 * as the noise). What it knows is a row of numbers for each character at each place of the neighbourhood; the sum of the rows, cut at 0,
 * times the row of a character is the logit of that character being right there. All rows are whole numbers of one byte.
 */
export interface ContextNet {
  /** Units of the hidden layer. */
  readonly width: number;
  /** Number of the symbol by UTF-16 unit; the last symbol stands for every rare character. */
  readonly symbols: Uint16Array;
  /** Rows of the input, one table after the other (`PLACES` tables), and the row that is always added. */
  readonly input: Int8Array;
  readonly base: Int8Array;
  /** Rows of the output, and what is added by symbol, in steps of a logit. */
  readonly output: Int8Array;
  readonly bias: Int8Array;
  /** What one step of the product of hidden layer and output row is worth, and one of `bias`. */
  readonly scale: number;
  readonly biasScale: number;
  /** How many symbols there are; the rows of a table. */
  readonly size: number;
}

/** Tables of the input: three places to either side each have their own, the ones farther out share one on each side. */
export const NEAR = 3;
export const FAR = 6;
export const PLACES = 2 * NEAR + 2;
/** What stands at the edge of the text, and what every number or Latin letter is; the signs and characters follow. */
export const EDGE_SYMBOL = 0;
export const NUMBER_SYMBOL = 1;
const MAGIC = 'xjcontext1';
const NUMBER_LIKE = /[\p{N}\p{Script=Latin}]/u;

/** The table of a place: -6 … -4, -3, -2, -1, 1, 2, 3, 4 … 6. */
export function tableOf(offset: number): number {
  if (offset < -NEAR) return 0;
  if (offset > NEAR) return PLACES - 1;
  return offset < 0 ? offset + NEAR + 1 : offset + NEAR;
}

/** Number of the symbol by UTF-16 unit, from the characters that have one of their own. */
export function symbolTable(characters: string): Uint16Array {
  const table = new Uint16Array(0x10000).fill(characters.length + 2);
  for (let code = 0; code < 0x250; code++)
    if (NUMBER_LIKE.test(String.fromCharCode(code))) table[code] = NUMBER_SYMBOL;
  for (let code = 0xff10; code < 0xff5b; code++)
    if (NUMBER_LIKE.test(String.fromCharCode(code))) table[code] = NUMBER_SYMBOL;
  for (const blank of ' \t\r\n\u3000\u00a0') table[blank.charCodeAt(0)] = EDGE_SYMBOL;
  for (let index = 0; index < characters.length; index++) table[characters.charCodeAt(index)] = index + 2;
  return table;
}

export interface NetFile {
  readonly characters: string;
  readonly width: number;
  readonly scale: number;
  readonly biasScale: number;
  readonly input: Int8Array;
  readonly base: Int8Array;
  readonly output: Int8Array;
  readonly bias: Int8Array;
}

/** Writes what `parseContext` reads: magic, length of the head, the head as JSON, then the numbers. */
export function formatContext({ characters, width, scale, biasScale, ...numbers }: NetFile): Uint8Array {
  const head = new TextEncoder().encode(JSON.stringify({ characters, width, scale, biasScale }));
  const { input, base, output, bias } = numbers;
  const parts = [input, base, output, bias].map(
    (part) => new Uint8Array(part.buffer, part.byteOffset, part.length),
  );
  const magic = new TextEncoder().encode(MAGIC);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length);
  const all = [magic, length, head, ...parts];
  const bytes = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of all) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function headOf(head: unknown): Omit<NetFile, 'input' | 'base' | 'output' | 'bias'> {
  if (
    typeof head === 'object' &&
    head !== null &&
    'characters' in head &&
    typeof head.characters === 'string' &&
    'width' in head &&
    typeof head.width === 'number' &&
    'scale' in head &&
    typeof head.scale === 'number' &&
    'biasScale' in head &&
    typeof head.biasScale === 'number'
  )
    return { characters: head.characters, width: head.width, scale: head.scale, biasScale: head.biasScale };
  throw new RangeError('not a context model of this version');
}

/** Reads what `formatContext` writes. Throws a RangeError on another file. */
export function parseContext(bytes: Uint8Array): ContextNet {
  const magic = MAGIC.length;
  if (new TextDecoder().decode(bytes.subarray(0, magic)) !== MAGIC)
    throw new RangeError('not a context model of this version');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const begin = magic + 4 + view.getUint32(magic);
  const head: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(magic + 4, begin)));
  const { characters, width, scale, biasScale } = headOf(head);
  const size = characters.length + 3;
  let at = begin;
  const take = (length: number): Int8Array => {
    const part = new Int8Array(bytes.subarray(at, at + length));
    if (part.length !== length) throw new RangeError('the context model is cut short');
    at += length;
    return part;
  };
  return {
    width,
    size,
    symbols: symbolTable(characters),
    input: take(PLACES * size * width),
    base: take(width),
    output: take(size * width),
    bias: take(size),
    scale,
    biasScale,
  };
}

/** Logits of characters in their places of one text; reads the neighbourhood once for each place that is asked for. */
export interface ContextScorer {
  /** Takes the places from `from` to `to` of a text, which are then counted from 0. */
  readonly load: (text: string, from: number, to: number) => void;
  /** Logit of another character at a place, and of the one that stands there. */
  readonly logit: (at: number, code: number) => number;
  readonly own: (at: number) => number;
  /** What a change does, see `Rescored`. */
  readonly rescore: (start: number, word: string) => Rescored;
}

/** Logits before and after a change of some characters in a row. */
export interface Rescored {
  /** Sum over the changed characters of the logits after and before, and the least of each. */
  readonly gain: number;
  readonly least: number;
  readonly leastBefore: number;
  /** What the neighbours gain, and the least logit among them after the change. */
  readonly around: number;
  readonly leastAround: number;
  readonly meanAround: number;
}

/** Logit of a character that the network does not know. */
const UNKNOWN = -2;
/** And of one that would be put in place of another. */
const NEVER = -8;
/** Logits that are kept for a while: the same are asked for again and again. */
const SLOTS = 1 << 12;
const SPREAD = 389;
/** Neighbours to either side whose logits a change is judged by. */
const JUDGED = 3;

export function createContextScorer(net: ContextNet): ContextScorer {
  const { width, size, symbols, input, base, output, bias, scale, biasScale } = net;
  const rare = size - 1;
  let read = new Uint16Array(0);
  let hidden = new Int32Array(0);
  let looked = new Uint8Array(0);
  const keys = new Int32Array(SLOTS);
  const kept = new Float64Array(SLOTS);
  let whole = '';
  let origin = 0;
  let length = 0;
  const changed = new Uint16Array(2 * (FAR + JUDGED) + 64);
  const one = new Int32Array(width);

  /** The hidden layer at a place of a row of symbols, which has FAR more at either side, into `into` from `to` on. */
  function look(row: Uint16Array, at: number, into: Int32Array, to: number): void {
    for (let unit = 0; unit < width; unit++) into[to + unit] = base[unit] as number;
    for (let offset = -FAR; offset <= FAR; offset++) {
      if (offset === 0) continue;
      const begin = (tableOf(offset) * size + (row[at + FAR + offset] as number)) * width;
      for (let unit = 0; unit < width; unit++)
        into[to + unit] = (into[to + unit] as number) + (input[begin + unit] as number);
    }
    for (let unit = 0; unit < width; unit++) if ((into[to + unit] as number) < 0) into[to + unit] = 0;
  }

  function score(layer: Int32Array, from: number, symbol: number): number {
    if (symbol === rare) return UNKNOWN;
    const begin = symbol * width;
    let sum = 0;
    for (let unit = 0; unit < width; unit++)
      sum += (layer[from + unit] as number) * (output[begin + unit] as number);
    return sum * scale + (bias[symbol] as number) * biasScale;
  }

  const symbolAt = (at: number): number =>
    at < 0 || at >= whole.length ? EDGE_SYMBOL : (symbols[whole.charCodeAt(at)] as number);
  /** Where the hidden layer of a place begins. */
  function layer(at: number): number {
    const begin = at * width;
    if (looked[at] === 1) return begin;
    looked[at] = 1;
    look(read, at, hidden, begin);
    return begin;
  }

  const logit = (at: number, code: number): number => {
    const symbol = symbols[code] as number;
    if (symbol === rare) return NEVER;
    const key = at * size + symbol + 1;
    const slot = (at * SPREAD + symbol) & (SLOTS - 1);
    if (keys[slot] === key) return kept[slot] as number;
    const value = score(hidden, layer(at), symbol);
    keys[slot] = key;
    kept[slot] = value;
    return value;
  };

  return {
    load: (text, from, to) => {
      whole = text;
      origin = from;
      length = to - from;
      if (read.length < length + 2 * FAR) {
        read = new Uint16Array(2 * length + 2 * FAR);
        hidden = new Int32Array(2 * length * width);
        looked = new Uint8Array(2 * length);
      }
      for (let at = -FAR; at < length + FAR; at++) read[at + FAR] = symbolAt(from + at);
      looked.fill(0, 0, length);
      keys.fill(0);
    },
    logit,
    own: (at) => score(hidden, layer(at), read[at + FAR] as number),
    rescore: (start, word) => {
      const end = start + word.length;
      // `changed` begins FAR + JUDGED before the change.
      for (let at = start - FAR - JUDGED; at < end + FAR + JUDGED; at++)
        changed[at - start + FAR + JUDGED] =
          at < start || at >= end ? symbolAt(origin + at) : (symbols[word.charCodeAt(at - start)] as number);
      let gain = 0;
      let least = 99;
      let leastBefore = 99;
      let around = 0;
      let leastAround = 99;
      let sumAround = 0;
      let countAround = 0;
      for (let at = Math.max(0, start - JUDGED); at < Math.min(length, end + JUDGED); at++) {
        const before = read[at + FAR] as number;
        const symbol = changed[at - start + FAR + JUDGED] as number;
        look(changed, at - start + JUDGED, one, 0);
        const after = score(one, 0, symbol);
        const was = score(hidden, layer(at), before);
        if (symbol !== before) {
          gain += after - was;
          least = Math.min(least, after);
          leastBefore = Math.min(leastBefore, was);
        } else {
          around += after - was;
          leastAround = Math.min(leastAround, after);
          sumAround += after;
          countAround++;
        }
      }
      return {
        gain,
        least,
        leastBefore,
        around,
        leastAround,
        meanAround: countAround === 0 ? 0 : sumAround / countAround,
      };
    },
  };
}
