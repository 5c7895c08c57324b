/**
 * Which rows of two, three and four characters official texts have more than once (see scripts/build-grams.ts): a Bloom filter (Bloom
 * 1970), 8 bits for each, which takes one row in fifty for known that is not.
 */
export interface Grams {
  readonly bits: Uint8Array;
}

export const SHORTEST = 2;
export const LONGEST = 4;
const BITS = 8;
const HASHES = 5;

/** A filter of so many rows, still empty. */
export function emptyGrams(rows: number): Grams {
  return { bits: new Uint8Array(Math.max(1, Math.ceil((rows * BITS) / 8))) };
}

export function addGram(grams: Grams, text: string, from: number, to: number): void {
  places(grams.bits.length * 8, text, from, to, (place) => {
    grams.bits[place >>> 3] = (grams.bits[place >>> 3] as number) | (1 << (place & 7));
    return true;
  });
}

export function hasGram(grams: Grams, text: string, from: number, to: number): boolean {
  return places(
    grams.bits.length * 8,
    text,
    from,
    to,
    (place) => ((grams.bits[place >>> 3] as number) & (1 << (place & 7))) !== 0,
  );
}

/** Whether all places of a row pass. */
function places(
  size: number,
  text: string,
  from: number,
  to: number,
  passes: (place: number) => boolean,
): boolean {
  let first = 0x811c9dc5 ^ (to - from);
  let second = 0x9747b28c;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    first = Math.imul(first ^ code, 0x01000193);
    first ^= first >>> 15;
    second = Math.imul(second + code, 0x85ebca6b);
    second ^= second >>> 13;
  }
  first = Math.imul(first ^ (first >>> 16), 0x7feb352d);
  first ^= first >>> 15;
  for (let turn = 0; turn < HASHES; turn++)
    if (!passes(((first + Math.imul(turn, second | 1)) >>> 0) % size)) return false;
  return true;
}

/** By length from the shortest on: the share of the rows of characters over a span that are known; 0 where none is long enough. */
export function knownShares(
  grams: Grams,
  text: string,
  start: number,
  end: number,
  isPart: (code: number) => boolean,
): readonly number[] {
  const shares: number[] = [];
  for (let length = SHORTEST; length <= LONGEST; length++) {
    let all = 0;
    let known = 0;
    for (let from = Math.max(0, start - length + 1); from < end && from + length <= text.length; from++) {
      let whole = true;
      for (let at = from; at < from + length && whole; at++) whole = isPart(text.charCodeAt(at));
      if (!whole) continue;
      all++;
      if (hasGram(grams, text, from, from + length)) known++;
    }
    shares.push(all === 0 ? 0 : known / all);
  }
  return shares;
}
