/**
 * Word frequencies as one compact text (see scripts/build-words.ts): one line a word in the order of code units, each as the number of
 * units shared with the word before (one digit), the rest of the word, and the frequency class (one letter, a = rarest).
 */
export interface Words {
  /** Log-probability of a word; undefined where it is none. */
  readonly logp: ReadonlyMap<string, number>;
  /** Of a single character that no text of the source has. */
  readonly floor: number;
  /** Units of the longest word. */
  readonly longest: number;
}

/** Each class is half as frequent as the next. */
export const CLASSES = 'abcdefghijklmnopqrstuvwxyz';
const HEAD = /^xunjian\.words\/1 (\d+)$/;

export function parseWords(text: string): Words {
  const lines = text.split('\n');
  const head = HEAD.exec(lines[0] ?? '');
  if (head === null) throw new RangeError('not a list of words of this version');
  const total = Number(head[1]);
  const logp = new Map<string, number>();
  let word = '';
  let longest = 1;
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index] as string;
    if (line === '') continue;
    word = word.slice(0, line.charCodeAt(0) - 48) + line.slice(1, -1);
    if (word.length > longest) longest = word.length;
    logp.set(word, Math.log(2 ** CLASSES.indexOf(line.at(-1) ?? 'a') / total));
  }
  return { logp, floor: Math.log(0.2 / total), longest };
}

/** Writes what `parseWords` reads. `frequencies` by word, counts from 1. */
export function formatWords(frequencies: ReadonlyMap<string, number>): string {
  let total = 0;
  for (const count of frequencies.values()) total += count;
  const lines = [`xunjian.words/1 ${total}`];
  let before = '';
  for (const word of [...frequencies.keys()].sort()) {
    let shared = 0;
    while (shared < 9 && shared < word.length && word[shared] === before[shared]) shared++;
    const kind = Math.min(CLASSES.length - 1, Math.round(Math.log2(Math.max(1, frequencies.get(word) ?? 1))));
    lines.push(`${shared}${word.slice(shared)}${CLASSES[kind]}`);
    before = word;
  }
  return `${lines.join('\n')}\n`;
}

interface Path {
  readonly score: number;
  /** Ends of the words, in order. */
  readonly ends: readonly number[];
}

/** The most probable cut of a text into words (Viterbi over word frequencies) and its log-probability. */
export function cut(text: string, words: Words): Path {
  const scores = new Float64Array(text.length + 1).fill(Number.NEGATIVE_INFINITY);
  const from = new Int32Array(text.length + 1);
  scores[0] = 0;
  for (let start = 0; start < text.length; start++) {
    const score = scores[start] as number;
    const most = Math.min(words.longest, text.length - start);
    for (let length = 1; length <= most; length++) {
      const own =
        words.logp.get(text.slice(start, start + length)) ?? (length === 1 ? words.floor : undefined);
      if (own === undefined || score + own <= (scores[start + length] as number)) continue;
      scores[start + length] = score + own;
      from[start + length] = start;
    }
  }
  const ends: number[] = [];
  for (let end = text.length; end > 0; end = from[end] as number) ends.push(end);
  return { score: scores[text.length] as number, ends: ends.reverse() };
}
