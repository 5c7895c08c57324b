import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Pack, parseWords, type VariantSource } from '../text/index.ts';

const Readings = z.strictObject({
  schema: z.literal('xunjian.readings/1'),
  groups: z.record(z.string(), z.string()),
});
const Shapes = z.strictObject({
  schema: z.literal('xunjian.shapes/1'),
  source: z.string(),
  groups: z.array(z.string()),
});

/** Characters of GB/T 2312 by syllable without tone. */
export function readSounds(folder: string): Readonly<Record<string, string>> {
  return Readings.parse(parse(readFileSync(join(folder, 'readings.yaml'), 'utf8'))).groups;
}

/** Groups of characters that look alike. */
export function readShapes(folder: string): readonly string[] {
  return Shapes.parse(parse(readFileSync(join(folder, 'shapes.yaml'), 'utf8'))).groups;
}

/** What variants are made from, where a pack asks for any: it takes a fifth of a second to read. */
export function variantSource(packs: readonly Pack[], folder: string): VariantSource | undefined {
  const asks = packs.some(({ rules }) =>
    rules.some(
      ({ variants, terms }) =>
        variants.length > 0 || terms.some((term) => 'variants' in term && (term.variants?.length ?? 0) > 0),
    ),
  );
  if (!asks) return undefined;
  const packed = readFileSync(join(folder, 'typo', 'words.br'));
  const words = parseWords(brotliDecompressSync(packed).toString()).logp;
  return {
    sound: readSounds(folder),
    shape: readShapes(folder),
    isWord: (text) => words.has(text),
  };
}
