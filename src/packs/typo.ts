import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { parse } from 'yaml';
import { z } from 'zod';
import type { TextHit } from '../model/index.ts';
import {
  type Alike,
  createConfusions,
  createTypoCheck,
  EVIDENCE,
  indexTypos,
  parseContext,
  parseLexicon,
  parsePairs,
  type TypoModel,
} from '../text/index.ts';
import { kept } from './kept.ts';

const Mixed = z.array(z.tuple([z.string().min(1), z.string().min(1)]));
const Settings = z.strictObject({
  schema: z.literal('xunjian.typo/2'),
  costs: z.array(z.number().positive()).length(4),
  doubt: z.array(z.number().positive()).min(1),
  suspect: z.array(z.number().positive()).min(1),
  unfit: z.tuple([z.number(), z.number()]),
  pull: z.number().nonnegative(),
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
const Weights = z.array(z.number());
const Judge = z.strictObject({
  schema: z.literal('xunjian.typo-judge/1'),
  evidence: z
    .array(z.string())
    .refine((kinds) => kinds.join() === EVIDENCE.join(), 'learnt from other evidence'),
  hidden: z.array(Weights.length(EVIDENCE.length + 1)),
  output: Weights,
});
const Groups = z.record(z.string(), z.string());
const Sounds = z.strictObject({ schema: z.literal('xunjian.sounds/1'), usual: Groups, also: Groups });
const Shapes = z.strictObject({ schema: z.literal('xunjian.shapes/1'), shapes: Groups });

const FILES = [
  'typo.yaml',
  'words.br',
  'pairs.br',
  'sounds.br',
  'shapes.br',
  'context.br',
  'grams.bin',
] as const;
type Model = Pick<TypoModel, 'lexicon' | 'pairs' | 'seconds' | 'lacking' | 'context' | 'grams'>;

interface Parts {
  readonly settings: z.infer<typeof Settings>;
  readonly sounds: z.infer<typeof Sounds>;
  readonly shapes: z.infer<typeof Shapes>;
  readonly model: Model;
}

/**
 * The model of the check for wrong characters, from `packs/typo/`. With `cache`, a folder, what was read is kept there, which loads
 * in a fifth of the time.
 */
export function loadTypoModel(folder: string, cache?: string): TypoModel {
  const judge = Judge.parse(JSON.parse(readFileSync(join(folder, 'typo', 'judge.json'), 'utf8')));
  return { ...loadUnjudged(folder, cache), judge };
}

/** The same without what weighs the evidence, which is learnt from the rest. */
export function loadUnjudged(folder: string, cache?: string): Omit<TypoModel, 'judge'> {
  const files = FILES.map((name) => readFileSync(join(folder, 'typo', name)));
  return modelOf(kept(cache, 'typo', files, () => read(files)) ?? read(files));
}

function read(files: readonly Buffer[]): Parts {
  const [settings, words, pairs, sounds, shapes, context, grams] = files.map((file, index) =>
    FILES[index]?.endsWith('.br') === true ? brotliDecompressSync(file) : file,
  );
  const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();
  const lexicon = parseLexicon(text(words));
  return {
    settings: Settings.parse(parse(text(settings))),
    sounds: Sounds.parse(JSON.parse(text(sounds))),
    shapes: Shapes.parse(JSON.parse(text(shapes))),
    model: {
      lexicon,
      pairs: parsePairs(pairs ?? new Uint8Array(), lexicon.size),
      ...indexTypos(lexicon),
      context: parseContext(context ?? new Uint8Array()),
      grams: { bits: Uint8Array.from(grams ?? []) },
    },
  };
}

/** Which characters sound or look alike; what the model of their context is trained against. */
export function loadConfusions(folder: string): Alike {
  const [settings, sounds, shapes] = ['typo.yaml', 'sounds.br', 'shapes.br'].map((name) =>
    readFileSync(join(folder, 'typo', name)),
  );
  return confusionsOf({
    settings: Settings.parse(parse(String(settings))),
    sounds: Sounds.parse(JSON.parse(String(brotliDecompressSync(sounds ?? '')))),
    shapes: Shapes.parse(JSON.parse(String(brotliDecompressSync(shapes ?? '')))),
  });
}

function confusionsOf({ settings, sounds, shapes }: Omit<Parts, 'model'>): Alike {
  const { initials, finals } = settings;
  const groups = (record: Readonly<Record<string, string>>) => new Map(Object.entries(record));
  return createConfusions({
    usual: groups(sounds.usual),
    also: groups(sounds.also),
    shapes: groups(shapes.shapes),
    initials,
    finals,
  });
}

function modelOf({ settings, sounds, shapes, model }: Parts): Omit<TypoModel, 'judge'> {
  const { schema: _, initials: _initials, finals: _finals, ...rest } = settings;
  return { ...rest, ...model, alike: confusionsOf({ settings, sounds, shapes }) };
}

/** The check for wrong characters that sound or look right (错别字). */
export function loadTypoCheck(folder: string, cache?: string): (text: string) => readonly TextHit[] {
  return createTypoCheck(loadTypoModel(folder, cache));
}
