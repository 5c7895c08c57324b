/**
 * Builds `packs/readings.yaml`, the characters of GB/T 2312 by syllable, from pinyin-pro (MIT).
 * `node scripts/build-readings.ts <folder of pinyin-pro>`; run by hand when the source changes.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [pinyinFolder = ''] = process.argv.slice(2);
const { pinyin } = (await import(pathToFileURL(resolve(pinyinFolder, 'dist/index.mjs')).href)) as {
  pinyin: (text: string, options: object) => string[];
};
const decoder = new TextDecoder('gb18030');
const syllables = new Map<string, string>();
for (let high = 0xb0; high <= 0xf7; high++)
  for (let low = 0xa1; low <= 0xfe; low++) {
    // Level 1 ends with D7F9.
    if (high === 0xd7 && low > 0xf9) continue;
    const character = decoder.decode(new Uint8Array([high, low]));
    // The usual reading only, ü written v as people type it.
    const [reading = ''] = pinyin(character, { toneType: 'none', type: 'array', v: true });
    if (/^[a-z]+$/.test(reading)) syllables.set(reading, (syllables.get(reading) ?? '') + character);
  }
const groups = [...syllables].sort(([a], [b]) => (a < b ? -1 : 1));
const out = resolve(import.meta.dirname, '..', 'packs', 'readings.yaml');
writeFileSync(
  out,
  `# 同音字: characters of GB/T 2312 by syllable without tone, usual reading (pinyin-pro, MIT). Made by scripts/build-readings.ts.\nschema: xunjian.readings/1\ngroups:\n${groups.map(([syllable, group]) => `  ${syllable}: ${group}`).join('\n')}\n`,
);
console.log(`${groups.length} syllables → ${out}`);
