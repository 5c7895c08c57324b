import { createHash } from 'node:crypto';
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
  indexTypos,
  parseLexicon,
  parsePairs,
  type TypoModel,
} from '../text/index.ts';
import { type Arrays, keepArrays, keptArrays } from './kept-arrays.ts';

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
const Plain = z.strictObject({
  settings: Settings,
  sounds: Sounds,
  shapes: Shapes,
  size: z.number().int(),
  floor: z.number(),
});

const FILES = ['typo.yaml', 'words.br', 'pairs.br', 'sounds.br', 'shapes.br'] as const;
/** Raised when what is kept takes another form. */
const FORM = 'xunjian.typo-model/1';

type Model = Pick<TypoModel, 'lexicon' | 'pairs' | 'seconds' | 'lacking'>;

/**
 * The model of the check for wrong characters, from `packs/typo/`. With `cache`, a folder, its arrays are kept there as they stand in
 * memory, which loads in a fifth of the time.
 */
export function loadTypoModel(folder: string, cache?: string): TypoModel {
  const files = FILES.map((name) => readFileSync(join(folder, 'typo', name)));
  if (cache === undefined) return modelOf(read(files));
  const hash = createHash('sha256').update(FORM);
  for (const file of files) hash.update(file);
  const key = hash.digest('hex').slice(0, 32);
  const kept = keptArrays(cache, `typo-${key}.bin`);
  const plain = Plain.safeParse(kept?.plain);
  if (kept !== null && plain.success) {
    const model = modelFrom(kept.arrays, plain.data);
    if (model !== null) return modelOf({ ...plain.data, model });
  }
  const fresh = read(files);
  const { model, settings, sounds, shapes } = fresh;
  const { size, floor } = model.lexicon;
  keepArrays(cache, `typo-${key}.bin`, arraysOf(model), { settings, sounds, shapes, size, floor });
  return modelOf(fresh);
}

interface Parts extends Pick<z.infer<typeof Plain>, 'settings' | 'sounds' | 'shapes'> {
  readonly model: Model;
}

function read(files: readonly Buffer[]): Parts {
  const [settings, words, pairs, sounds, shapes] = files.map((file, index) =>
    index === 0 ? file : brotliDecompressSync(file),
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
    },
  };
}

function modelOf({ settings, sounds, shapes, model }: Parts): TypoModel {
  const { schema: _, initials, finals, ...rest } = settings;
  const groups = (record: Readonly<Record<string, string>>) => new Map(Object.entries(record));
  return {
    ...rest,
    ...model,
    alike: createConfusions({
      usual: groups(sounds.usual),
      also: groups(sounds.also),
      shapes: groups(shapes.shapes),
      initials,
      finals,
    }),
  };
}

function arraysOf({ lexicon, pairs, seconds, lacking }: Model): Arrays {
  const { size: _, floor: __, ...words } = lexicon;
  const automaton = new Uint8Array(lacking.automaton);
  return {
    ...words,
    pairFrom: pairs.from,
    pairNext: pairs.next,
    pairSteps: pairs.steps,
    pairRest: pairs.rest,
    secondFrom: seconds.from,
    secondNodes: seconds.nodes,
    secondFirsts: seconds.firsts,
    lacking: automaton,
    lackingWords: lacking.words,
  };
}

function modelFrom(arrays: Arrays, { size, floor }: { size: number; floor: number }): Model | null {
  const f32 = (name: string) => (arrays[name] instanceof Float32Array ? arrays[name] : null);
  const i32 = (name: string) => (arrays[name] instanceof Int32Array ? arrays[name] : null);
  const u32 = (name: string) => (arrays[name] instanceof Uint32Array ? arrays[name] : null);
  const u16 = (name: string) => (arrays[name] instanceof Uint16Array ? arrays[name] : null);
  const u8 = (name: string) => (arrays[name] instanceof Uint8Array ? arrays[name] : null);
  const [logp, isName, labels] = [f32('logp'), u8('isName'), u16('labels')];
  const [roots, wordAt, parents] = [i32('roots'), i32('wordAt'), i32('parents')];
  const [childFrom, childTo, nodeOf] = [i32('childFrom'), i32('childTo'), i32('nodeOf')];
  const [from, next, steps, rest] = [u32('pairFrom'), u32('pairNext'), u8('pairSteps'), u8('pairRest')];
  const [secondFrom, nodes, firsts] = [i32('secondFrom'), i32('secondNodes'), u16('secondFirsts')];
  const [automaton, words] = [u8('lacking'), i32('lackingWords')];
  if (!logp || !isName || !labels || !roots || !wordAt || !parents || !childFrom || !childTo || !nodeOf)
    return null;
  if (!from || !next || !steps || !rest || !secondFrom || !nodes || !firsts || !automaton || !words)
    return null;
  return {
    lexicon: { size, floor, logp, isName, labels, roots, wordAt, parents, childFrom, childTo, nodeOf },
    pairs: { from, next, steps, rest },
    seconds: { from: secondFrom, nodes, firsts },
    lacking: { automaton: automaton.slice().buffer, words },
  };
}

/** The check for wrong characters that sound or look right (错别字). */
export function loadTypoCheck(folder: string, cache?: string): (text: string) => readonly TextHit[] {
  return createTypoCheck(loadTypoModel(folder, cache));
}
