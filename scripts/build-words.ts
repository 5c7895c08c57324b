/**
 * Builds `packs/typo/` words.br, pairs.br and sounds.br:
 * words and their frequencies from jieba's dictionary (MIT; npm @node-rs/jieba, dict.txt), THUOCL (MIT; its folder data/, words by field)
 * and `packs/typo/own-words.txt`, readings from pinyin-pro (MIT), and which word follows which from plain texts that anyone may copy (see docs/typos.md).
 *
 *     node scripts/build-words.ts <dict.txt> <folder of pinyin-pro> <data of THUOCL> <text file>...
 *
 * Run by hand when a source changes.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { child, formatLexicon, type Lexicon, parseLexicon } from '../src/text/typo/lexicon.ts';
import { EDGE, formatPairs, NUMBER, parsePairs, STEPS } from '../src/text/typo/pairs.ts';

const [dictionary = '', pinyinFolder = '', fieldFolder = '', ...texts] = process.argv.slice(2);
const out = resolve(import.meta.dirname, '..', 'packs', 'typo');
const HAN = /^\p{Script=Han}{1,9}$/u;
/** Rarer words do more harm than good, but for long ones and names of persons, places and bodies: they protect what they name. */
const fewest = (word: string, tag: string) =>
  word.length === 1 ? 0 : word.length > 2 || /^n[rst]/.test(tag) ? 2 : 5;
/** Names of persons, and of places and bodies rarer than this, protect but are never proposed. */
const RARE_PLACE = 30;
/** Fields of THUOCL, the fewest documents that a word has to stand in, and whether its words are names. */
const FIELDS: readonly (readonly [field: string, fewest: number, names: boolean])[] = [
  ['medical', 20, false],
  ['law', 20, false],
  ['caijing', 20, false],
  ['chengyu', 20, false],
  ['IT', 300, false],
  ['food', 300, false],
  ['animal', 300, false],
  ['diming', 50, true],
  ['lishimingren', 50, true],
];
/** Share of the texts in the frequency of a word; the rest is the dictionary's. */
const OF_TEXTS = 0.4;
/** Total of the frequencies written. */
const TOTAL = 1e8;
/** Absolute discounting (Ney et al. 1994), and the pairs worth a place: seen so often, and so much likelier than by chance. */
const DISCOUNT = 0.7;
const SEEN = 2;
const BETTER = Math.log(1.6);

mkdirSync(out, { recursive: true });
const compress = (data: string | Uint8Array) =>
  brotliCompressSync(data, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });

// 1. The dictionary.
const frequencies = new Map<string, number>();
const names = new Set<string>();
for (const line of readFileSync(dictionary, 'utf8').split('\n')) {
  const [word = '', count = '0', tag = ''] = line.split(' ');
  if (!HAN.test(word) || word.length !== [...word].length || Number(count) < fewest(word, tag)) continue;
  frequencies.set(word, Math.max(1, Number(count)));
  if (word.length > 1 && (/^nr/.test(tag) || (/^n[stz]/.test(tag) && Number(count) < RARE_PLACE)))
    names.add(word);
}
const dictionaryTotal = [...frequencies.values()].reduce((sum, count) => sum + count, 0);
addFields();
let share = 0;
for (const line of readFileSync(resolve(out, 'own-words.txt'), 'utf8').split('\n')) {
  if (/^\d+$/.test(line)) share = Number(line) / TOTAL;
  if (line.startsWith('#')) continue;
  const [mark, first = '', second = ''] = line.split(' ');
  const words = mark === '*' ? [...first].flatMap((a) => [...second].map((b) => a + b)) : line.split(' ');
  for (const word of words) {
    if (!HAN.test(word) || word.length < 2) continue;
    frequencies.set(word, Math.max(frequencies.get(word) ?? 0, Math.round(share * dictionaryTotal)));
    names.delete(word);
  }
}
const first = parseLexicon(formatLexicon(frequencies, names));

// 2. Count words and pairs in the texts, cut by the dictionary.
const rows = first.size + 2;
const edge = first.size + EDGE;
const number = first.size + NUMBER;
const counts = new Float64Array(rows);
const pairCounts = new Map<number, number>();
let characters = 0;
const note = (a: number, b: number) => pairCounts.set(a * rows + b, (pairCounts.get(a * rows + b) ?? 0) + 1);
for (const text of texts)
  for (const line of readFileSync(text, 'utf8').split('\n')) {
    let before = edge;
    counts[edge] = (counts[edge] ?? 0) + 1;
    const step = (word: number) => {
      if (before === word && word >= first.size) return;
      counts[word] = (counts[word] ?? 0) + 1;
      note(before, word);
      before = word;
    };
    for (const [piece] of line.matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+|[^\p{L}\p{N}\s]+/gu))
      if (/^\p{Script=Han}/u.test(piece)) {
        characters += piece.length;
        for (const word of cut(piece, first)) if (word >= 0) step(word);
      } else step(/^[\p{L}\p{N}]/u.test(piece) ? number : edge);
    step(edge);
  }

// 3. The list of words, with frequencies of both.
const ofDictionary = [...frequencies.values()].reduce((sum, count) => sum + count, 0);
const ofTexts = counts.subarray(0, first.size).reduce((sum, count) => sum + count, 0);
const mixed = new Map<string, number>();
[...frequencies.keys()].sort().forEach((word, index) => {
  const share =
    ((1 - OF_TEXTS) * (frequencies.get(word) ?? 1)) / ofDictionary +
    (ofTexts === 0 ? 0 : (OF_TEXTS * (counts[index] ?? 0)) / ofTexts);
  mixed.set(word, Math.max(1, share * TOTAL));
});
const written = formatLexicon(mixed, names);
const lexicon = parseLexicon(written);
writeFileSync(resolve(out, 'words.br'), compress(written));

// 4. The pairs.
const followers: Map<number, number>[] = Array.from({ length: rows }, () => new Map());
for (const [key, count] of pairCounts) followers[Math.floor(key / rows)]?.set(key % rows, count);
const rest: number[] = [];
let kept = 0;
const edgeShare = (counts[edge] ?? 0) / (ofTexts + (counts[edge] ?? 0));
const numberShare = (counts[number] ?? 0) / (ofTexts + (counts[number] ?? 0));
const own = (word: number) =>
  word === edge
    ? Math.log(edgeShare)
    : word === number
      ? Math.log(numberShare)
      : (lexicon.logp[word] ?? lexicon.floor);
followers.forEach((seen, a) => {
  const total = [...seen.values()].reduce((sum, count) => sum + count, 0);
  let left = 1;
  const logs = new Map<number, number>();
  // What pairs get in the end follows from the rest, the rest from the pairs kept: twice is near enough.
  for (let round = 0; round < 2; round++) {
    const share = left;
    left = 1;
    logs.clear();
    for (const [b, count] of seen) {
      if (count < SEEN) continue;
      const p = (count - DISCOUNT) / total + (round === 0 ? 0 : share * Math.exp(own(b)));
      if (Math.log(p) - own(b) < BETTER) continue;
      left -= (count - DISCOUNT) / total;
      logs.set(b, Math.log(p));
    }
  }
  kept += logs.size;
  rest[a] = Math.log(Math.max(left, 0.01));
  followers[a] = logs;
});
const pairs = formatPairs(followers, rest);
parsePairs(pairs, lexicon.size);
writeFileSync(resolve(out, 'pairs.br'), compress(pairs));
console.log({
  words: lexicon.size,
  characters,
  pairsSeen: pairCounts.size,
  kept,
  step: STEPS,
  edge: own(edge),
  number: own(number),
});

/** The most probable cut by the words' own frequencies (Viterbi), as words of the list; -1 where a character is none. */
function cut(text: string, { roots, wordAt, logp, floor }: Lexicon): readonly number[] {
  const scores = new Float64Array(text.length + 1).fill(Number.NEGATIVE_INFINITY);
  const from = new Int32Array(text.length + 1);
  const by = new Int32Array(text.length + 1);
  scores[0] = 0;
  const offer = (start: number, end: number, word: number, score: number) => {
    if (score <= (scores[end] ?? 0)) return;
    scores[end] = score;
    from[end] = start;
    by[end] = word;
  };
  for (let start = 0; start < text.length; start++) {
    const score = scores[start] ?? 0;
    let node = roots[text.charCodeAt(start)] ?? 0;
    if (node === 0 || wordAt[node] === -1) offer(start, start + 1, -1, score + floor);
    for (let end = start + 1; node !== 0; end++) {
      const word = wordAt[node] ?? -1;
      if (word >= 0) offer(start, end, word, score + (logp[word] ?? floor));
      if (end === text.length) break;
      node = child(first, node, text.charCodeAt(end));
    }
  }
  const found: number[] = [];
  for (let end = text.length; end > 0; end = from[end] ?? 0) found.push(by[end] ?? -1);
  return found.reverse();
}

/** Words of fields that the dictionary lacks. What their documents are worth in its frequencies shows in the words that both have. */
function addFields(): void {
  const found = FIELDS.flatMap(([field, fewest, isName]) =>
    readFileSync(resolve(fieldFolder, `THUOCL_${field}.txt`), 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .map(([word = '', documents = '0']) => ({ word, documents: Number(documents), isName }))
      .filter(({ word, documents }) => HAN.test(word) && word.length > 1 && documents >= fewest),
  );
  const ratios = found
    .filter(({ word }) => (frequencies.get(word) ?? 0) > 5)
    .map(({ word, documents }) => (frequencies.get(word) ?? 1) / documents)
    .sort((a, b) => a - b);
  const ratio = ratios[Math.floor(ratios.length / 2)] ?? 0;
  let added = 0;
  for (const { word, documents, isName } of found) {
    if (!isName) names.delete(word);
    if (frequencies.has(word)) continue;
    frequencies.set(word, Math.max(2, documents * ratio));
    added++;
    if (isName) names.add(word);
  }
  console.log({ ofFields: found.length, ratio, added });
}

// 5. Which characters sound alike: those of GB/T 2312, by their usual syllable, then by their other ones.
const { pinyin } = (await import(pathToFileURL(resolve(pinyinFolder, 'dist/index.mjs')).href)) as {
  pinyin: (text: string, options: object) => string[];
};
const decoder = new TextDecoder('gb18030');
const usual = new Map<string, string>();
const also = new Map<string, string>();
const add = (map: Map<string, string>, syllable: string, character: string) =>
  map.set(syllable, (map.get(syllable) ?? '') + character);
for (let high = 0xb0; high <= 0xf7; high++)
  for (let low = 0xa1; low <= (high === 0xd7 ? 0xf9 : 0xfe); low++) {
    const character = decoder.decode(new Uint8Array([high, low]));
    // Level 2 holds 3,008 rarer characters: only those that some text has.
    if (high > 0xd7 && (mixed.get(character) ?? 0) < 20) continue;
    const [syllable = ''] = pinyin(character, { toneType: 'none', type: 'array' });
    add(usual, syllable, character);
    for (const other of new Set(pinyin(character, { toneType: 'none', type: 'array', multiple: true })))
      if (other !== syllable) add(also, other, character);
  }
const sounds = {
  schema: 'xunjian.sounds/1',
  usual: Object.fromEntries(usual),
  also: Object.fromEntries(also),
};
writeFileSync(resolve(out, 'sounds.br'), compress(JSON.stringify(sounds)));
console.log(`${usual.size} syllables → ${out}`);
