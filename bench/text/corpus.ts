/** Invented Chinese of known statistics: characters and words by Zipf's law, terms of 2–30 characters, all from one seed. */
export interface Corpus {
  readonly terms: readonly string[];
  readonly text: string;
}

/** Characters of the text: how many different ones a county's website uses. */
const CHARACTERS = 3_500;
const WORDS = 60_000;

export function makeCorpus(termCount: number, bytes: number, seed = 1): Corpus {
  const random = mulberry32(seed);
  const character = zipf(CHARACTERS, 0.85, random);
  const wordOf = (length: number) =>
    Array.from({ length }, () => String.fromCharCode(0x4e00 + character())).join('');
  const words = Array.from({ length: WORDS }, () => wordOf(1 + Math.floor(random() * 3)));
  const word = zipf(WORDS, 1.0, random);
  const terms = new Set<string>();
  // A quarter of the terms are made of the words of the text, so that they occur; the rest mostly does not.
  while (terms.size < termCount) {
    // Most terms are words; one in twelve is a phrase or a line.
    const length = random() < 1 / 12 ? 9 + Math.floor(random() * 22) : 2 + Math.floor(random() * 7);
    const term =
      random() < 0.25 ? (words[Math.floor(random() * WORDS)] ?? '') + (words[word()] ?? '') : wordOf(length);
    if (term.length >= 2 && term.length <= 30) terms.add(term);
  }
  const pieces: string[] = [];
  let length = 0;
  let line = 0;
  while (length * 3 < bytes) {
    let piece = words[word()] ?? '';
    line += piece.length;
    if (line > 60) {
      piece += '。\n';
      line = 0;
    } else if (random() < 0.08) piece += '，';
    pieces.push(piece);
    length += piece.length;
  }
  return { terms: [...terms], text: pieces.join('') };
}

/** Random ranks 0…n−1 with P(rank) ∝ 1/(rank+1)^s. */
function zipf(n: number, s: number, random: () => number): () => number {
  const sums = new Float64Array(n);
  let sum = 0;
  for (let rank = 0; rank < n; rank++) {
    sum += 1 / (rank + 1) ** s;
    sums[rank] = sum;
  }
  return () => {
    const wanted = random() * sum;
    let low = 0;
    let high = n - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
