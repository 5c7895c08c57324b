/**
 * Builds `packs/typo/grams.bin`: the rows of two to four characters that plain texts (see docs/typos.md) have more than once.
 *
 *     node scripts/build-grams.ts <text file>...
 *
 * Needs some 3 GB of memory; run by hand when a source changes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { addGram, emptyGrams, LONGEST, SHORTEST } from '../src/text/typo/grams.ts';

/** Times that a row has to be seen, by length. */
const SEEN: Readonly<Record<number, number>> = { 2: 2, 3: 2, 4: 3 };
const out = resolve(import.meta.dirname, '..', 'packs', 'typo', 'grams.bin');
const texts = process.argv.slice(2).map((file) => readFileSync(file, 'utf8'));
const kept: string[] = [];
for (let length = SHORTEST; length <= LONGEST; length++) {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const [run] of text.matchAll(/\p{Script=Han}+/gu))
      for (let at = 0; at + length <= run.length; at++) {
        const row = run.slice(at, at + length);
        counts.set(row, (counts.get(row) ?? 0) + 1);
      }
  for (const [row, count] of counts) if (count >= (SEEN[length] ?? 2)) kept.push(row);
}
const grams = emptyGrams(kept.length);
for (const row of kept) addGram(grams, row, 0, row.length);
writeFileSync(out, grams.bits);
console.log({ rows: kept.length, bytes: grams.bits.length });
