import { z } from 'zod';
import { Bilingual } from './words.ts';

/** A passage as it stands on a page, with where it stands. `start`/`end` are UTF-16 offsets in `context`. */
const Quote = z.strictObject({
  type: z.literal('quote'),
  url: z.string(),
  text: z.string(),
  context: z.string().optional(),
  start: z.number().int().nonnegative().optional(),
  end: z.number().int().nonnegative().optional(),
  /** CSS selector of the element that holds it. */
  selector: z.string().optional(),
  note: z.string().optional(),
});

/** A page or file that shows it. */
const Link = z.strictObject({
  type: z.literal('url'),
  url: z.string(),
  title: z.string().optional(),
  /** The date that the page prints, where it matters. */
  date: z.string().nullable().optional(),
  note: z.string().optional(),
});

/** One HTTP exchange; `record` is the WARC-Record-ID of the response in `evidence.warc.gz`, `digest` its payload digest. */
const Http = z.strictObject({
  type: z.literal('http'),
  url: z.string(),
  at: z.string(),
  status: z.number().int().nullable(),
  error: z.string().optional(),
  ms: z.number().nonnegative().optional(),
  record: z.string().optional(),
  digest: z.string().optional(),
  note: z.string().optional(),
});

/** Rows that a person can check one by one. Cells that are URLs become links in the report. */
const Table = z.strictObject({
  type: z.literal('table'),
  caption: z.string().optional(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
  /** How many rows there were, where only the first are kept. */
  total: z.number().int().nonnegative().optional(),
});

/** A picture in the output folder, content-addressed: `file` is relative to it and named by its SHA-256. */
const Screenshot = z.strictObject({
  type: z.literal('screenshot'),
  url: z.string(),
  file: z.string(),
  at: z.string(),
  sha256: z.string(),
  note: z.string().optional(),
});

/** Measurements over time. */
const Series = z.strictObject({
  type: z.literal('series'),
  name: z.string(),
  unit: z.string().optional(),
  points: z.array(z.tuple([z.string(), z.number().nullable()])),
  /** What was to be expected at the same points, and the points that stand out of it. */
  expected: z.array(z.tuple([z.string(), z.number().nullable()])).optional(),
  marks: z.array(z.string()).optional(),
  /** How likely it is that the measurements are not what they seem (0 to 1), and why: one sentence for each cause, the weightiest first. */
  probability: z.number().min(0).max(1).optional(),
  because: z.array(Bilingual).optional(),
});

/** What a verdict rests on. Typed, so that any report can show any indicator's evidence. */
export const Evidence = z.discriminatedUnion('type', [Link, Quote, Http, Table, Screenshot, Series]);
export type Evidence = z.infer<typeof Evidence>;
