import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { parse } from 'yaml';
import { z } from 'zod';
import type { TextHit } from '../model/index.ts';
import {
  createConfusions,
  createTypoCheck,
  EVIDENCE,
  parseLexicon,
  parsePairs,
  type TypoModel,
} from '../text/index.ts';

const Mixed = z.array(z.tuple([z.string().min(1), z.string().min(1)]));
const Settings = z.strictObject({
  schema: z.literal('xunjian.typo/2'),
  costs: z.array(z.number().positive()).length(4),
  doubt: z.array(z.number().positive()).min(1),
  weights: z.record(z.enum(EVIDENCE), z.number()),
  threshold: z.number(),
  nameThreshold: z.number(),
  repeatThreshold: z.number(),
  shapes: z.strictObject({
    surnames: z.string().min(1),
    titles: z.array(z.string().min(1)),
    foreign: z.string().min(1),
    foreignOnly: z.string().min(1),
    firms: z.array(z.string().min(1)),
    places: z.array(z.string().min(1)),
    above: z.string().min(1),
  }),
  initials: Mixed,
  finals: Mixed,
  twice: z.array(z.string().min(2)),
  protect: z.array(z.string().min(2)),
});
const Groups = z.record(z.string(), z.string());
const Sounds = z.strictObject({ schema: z.literal('xunjian.sounds/1'), usual: Groups, also: Groups });
const Shapes = z.strictObject({ schema: z.literal('xunjian.shapes/1'), shapes: Groups });

/** The model of the check for wrong characters, from `packs/typo/`. */
export function loadTypoModel(folder: string): TypoModel {
  const file = (name: string) => readFileSync(join(folder, 'typo', name));
  const yaml = (name: string): unknown => parse(file(name).toString());
  const { schema: _, initials, finals, ...settings } = Settings.parse(yaml('typo.yaml'));
  const { usual, also } = Sounds.parse(JSON.parse(brotliDecompressSync(file('sounds.br')).toString()));
  const { shapes } = Shapes.parse(JSON.parse(brotliDecompressSync(file('shapes.br')).toString()));
  const groups = (record: Readonly<Record<string, string>>) => new Map(Object.entries(record));
  const lexicon = parseLexicon(brotliDecompressSync(file('words.br')).toString());
  return {
    ...settings,
    lexicon,
    pairs: parsePairs(brotliDecompressSync(file('pairs.br')), lexicon.size),
    alike: createConfusions({
      usual: groups(usual),
      also: groups(also),
      shapes: groups(shapes),
      initials,
      finals,
    }),
  };
}

/** The check for wrong characters that sound or look right (错别字). */
export function loadTypoCheck(folder: string): (text: string) => readonly TextHit[] {
  return createTypoCheck(loadTypoModel(folder));
}
