/**
 * Which word follows which (see scripts/build-words.ts), as a back-off model: log P(b | a) where the pair is known, else what is left of
 * a's probability times P(b). Binary: the magic, then for each word, and for the two that stand for what is no word, the share that is
 * left (one byte) and the number of pairs; for each pair the distance to the word before (a varint) and its log-probability (one byte).
 */
export interface Pairs {
  /** Where the pairs of a word begin; one more than there are words. */
  readonly from: Uint32Array;
  /** Second words, rising. */
  readonly next: Uint32Array;
  /** Log-probability of each pair, negative, in steps. */
  readonly steps: Uint8Array;
  /** What is left for pairs that are not known, negative, in steps. */
  readonly rest: Uint8Array;
}

/** Log-probabilities are kept in steps of 1/12. */
export const STEPS = 12;
const MAGIC = 'xjpairs1';
/** Two words that are none: the edge of a sentence or clause, and a number or Latin word. They follow the words of the list. */
export const EDGE = 0;
export const NUMBER = 1;
const EXTRA = 2;
const OTHER_LIST = 'the word pairs belong to another list of words';

/** Writes what `parsePairs` reads. `pairs[word]`: second word → log-probability; `rest[word]`: log of the share left. */
export function formatPairs(
  pairs: readonly ReadonlyMap<number, number>[],
  rest: readonly number[],
): Uint8Array {
  const bytes: number[] = [...MAGIC].map((letter) => letter.charCodeAt(0));
  const varint = (value: number) => {
    let left = value;
    for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
    bytes.push(left);
  };
  const step = (logp: number) => Math.max(0, Math.min(255, Math.round(-logp * STEPS)));
  pairs.forEach((followers, word) => {
    bytes.push(step(rest[word] ?? 0));
    varint(followers.size);
    let before = 0;
    for (const next of [...followers.keys()].sort((a, b) => a - b)) {
      varint(next - before);
      bytes.push(step(followers.get(next) ?? 0));
      before = next;
    }
  });
  return Uint8Array.from(bytes);
}

/** Reads the pairs of a list of so many words. Throws a RangeError on another file or another list. */
export function parsePairs(bytes: Uint8Array, words: number): Pairs {
  if ([...MAGIC].some((letter, index) => bytes[index] !== letter.charCodeAt(0)))
    throw new RangeError('not a list of word pairs of this version');
  const rows = words + EXTRA;
  const from = new Uint32Array(rows + 1);
  const rest = new Uint8Array(rows);
  const room = Math.ceil(bytes.length / 2);
  const next = new Uint32Array(room);
  const steps = new Uint8Array(room);
  let at = MAGIC.length;
  let count = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError(OTHER_LIST);
      if (byte < 128) return value + byte * scale;
      value += (byte - 128) * scale;
    }
  };
  for (let row = 0; row < rows; row++) {
    rest[row] = bytes[at++] as number;
    let before = 0;
    for (let left = varint(); left > 0; left--) {
      before += varint();
      next[count] = before;
      steps[count++] = bytes[at++] as number;
    }
    from[row + 1] = count;
  }
  if (at !== bytes.length) throw new RangeError(OTHER_LIST);
  return { from, next: next.slice(0, count), steps: steps.slice(0, count), rest };
}

/** log P(b | a); `b`'s own log-probability is given, since it may be no word of the list. `a` or `b` -1: a character that is no word. */
export function logPair(pairs: Pairs, a: number, b: number, own: number): number {
  if (a < 0) return own;
  const at = findPair(pairs, a, b);
  return at >= 0 ? -(pairs.steps[at] as number) / STEPS : own - (pairs.rest[a] as number) / STEPS;
}

/** Where the pair stands, -1 = it is not known. */
export function findPair(pairs: Pairs, a: number, b: number): number {
  if (a < 0 || b < 0) return -1;
  let low = pairs.from[a] as number;
  const end = pairs.from[a + 1] as number;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pairs.next[middle] as number) < b) low = middle + 1;
    else high = middle;
  }
  return low < end && pairs.next[low] === b ? low : -1;
}
