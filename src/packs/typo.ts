import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { parse } from 'yaml';
import { z } from 'zod';
import type { TextHit } from '../model/index.ts';
import { createTypoCheck, parseWords } from '../text/index.ts';

const Settings = z.strictObject({
  schema: z.literal('xunjian.typo/1'),
  threshold: z.number().positive(),
  pairThreshold: z.number().positive(),
  protect: z.array(z.string().min(2)),
});
const Homophones = z.strictObject({
  schema: z.literal('xunjian.homophones/1'),
  groups: z.record(z.string(), z.string()),
});

/** The check for characters that sound right and are wrong, from `packs/typo/`. Costs about 0.2 s to load and far more than a scan to run. */
export function loadTypoCheck(folder: string): (text: string) => readonly TextHit[] {
  const file = (name: string) => readFileSync(join(folder, 'typo', name));
  const { threshold, pairThreshold, protect } = Settings.parse(parse(file('typo.yaml').toString()));
  const { groups } = Homophones.parse(parse(file('homophones.yaml').toString()));
  const words = parseWords(brotliDecompressSync(file('words.br')).toString());
  return createTypoCheck({ words, groups: Object.values(groups), protect, threshold, pairThreshold });
}
