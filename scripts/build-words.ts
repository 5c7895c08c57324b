/**
 * Builds `packs/typo/` from openly licensed sources: word frequencies from jieba's dictionary (MIT; npm @node-rs/jieba, dict.txt) and
 * readings from pinyin-pro (MIT). `node scripts/build-words.ts <dict.txt> <folder of pinyin-pro>`; run by hand when a source changes.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { formatWords } from '../src/text/typo/words.ts';

const [dictionary = '', pinyinFolder = ''] = process.argv.slice(2);
const out = resolve(import.meta.dirname, '..', 'packs', 'typo');
const HAN = /^\p{Script=Han}{1,7}$/u;
/** Rarer words do more harm than good, but for names of persons, places and bodies: they protect what they name. */
const FEWEST = 5;
const FEWEST_NAMES = 2;

const frequencies = new Map<string, number>();
for (const line of readFileSync(dictionary, 'utf8').split('\n')) {
  const [word = '', count = '0', tag = ''] = line.split(' ');
  const least = word.length === 1 ? 0 : /^n[rst]/.test(tag) ? FEWEST_NAMES : FEWEST;
  if (HAN.test(word) && Number(count) >= least) frequencies.set(word, Math.max(1, Number(count)));
}
mkdirSync(out, { recursive: true });
writeFileSync(resolve(out, 'words.br'), brotliCompressSync(formatWords(frequencies)));

const { pinyin } = (await import(pathToFileURL(resolve(pinyinFolder, 'dist/index.mjs')).href)) as {
  pinyin: (text: string, options: object) => string[];
};
/** The 3,755 characters of level 1 of GB/T 2312: what people type. */
const decoder = new TextDecoder('gb18030');
const syllables = new Map<string, string>();
for (let high = 0xb0; high <= 0xd7; high++)
  for (let low = 0xa1; low <= (high === 0xd7 ? 0xf9 : 0xfe); low++) {
    const character = decoder.decode(new Uint8Array([high, low]));
    // The usual reading only: who types 提 for 地 did not think of 提防.
    const [syllable = ''] = pinyin(character, { toneType: 'none', type: 'array' });
    syllables.set(syllable, (syllables.get(syllable) ?? '') + character);
  }
const groups = [...syllables].filter(([, group]) => group.length > 1).sort();
writeFileSync(
  resolve(out, 'homophones.yaml'),
  `# Characters of GB/T 2312 level 1 by syllable without tone (readings: pinyin-pro, MIT). Made by scripts/build-words.ts.\nschema: xunjian.homophones/1\ngroups:\n${groups.map(([syllable, group]) => `  ${syllable}: ${group}`).join('\n')}\n`,
);
console.log(`${frequencies.size} words, ${groups.length} syllables → ${out}`);
