import { z } from 'zod';
import { Day, TextHit } from '../../model/index.ts';

/** What a rule lets count as the same as its terms; see match/fold.ts. Nothing is folded unless a rule asks for it. */
export const FoldName = z.enum([
  'width', // 全角 → 半角
  'case', // 大小写
  'traditional', // 繁体、异体 → 简体
  'invisible', // zero-width characters are read over
  'inserted', // spaces and symbols between characters are read over
  'lookalike', // Cyrillic а, ①
  'repeated', // a character written several times
]);
export type FoldName = z.infer<typeof FoldName>;

/** Other ways of writing a term that count as it where a rule asks for it. */
export const VariantName = z.enum([
  'pinyin', // 拼音: weixin, wei信
  'homophone', // 同音字: 薇信
  'shape', // 形近字: 徽信
]);
export type VariantName = z.infer<typeof VariantName>;

/** Where in a page a text stands. A text without parts is all `body`. */
export const Field = z.enum(['title', 'heading', 'item', 'link', 'keywords', 'body', 'message', 'hidden']);
export type Field = z.infer<typeof Field>;

/** Words; `$name` stands for a list of the pack. */
const Words = z.array(z.string().min(1)).min(1);
const Neighbours = z.strictObject({
  words: Words,
  /** Characters to either side. */
  within: z.number().int().min(1).max(400).default(40),
  /** What nearness ends at: the sentence, the line (or the piece of a title between `_` and `|`), or only the part of the page. */
  bounds: z.enum(['sentence', 'line', 'part']).default('line'),
});
export type Neighbours = z.infer<typeof Neighbours>;

/** When a term counts. All that are given have to hold. */
export const Conditions = z.strictObject({
  near: Neighbours.optional(),
  notNear: Neighbours.optional(),
  /** Directly before or after the term none of these stands. */
  notPrecededBy: Words.optional(),
  notFollowedBy: Words.optional(),
  onlyTitle: z.boolean().optional(),
  fields: z.array(Field).min(1).optional(),
  /** Only in a line of at most so many characters: layout, not prose. */
  lineAtMost: z.number().int().min(1).max(200).optional(),
  /** Not within 《…》, and not in a quotation of a law or document (依据《…》第…条, “…” behind 规定). */
  notInLawQuotation: z.boolean().optional(),
  /** Only in texts dated on or after / before this day. Undated texts do not count. */
  datedAfter: Day.optional(),
  datedBefore: Day.optional(),
  /** Only for bodies whose division code starts with one of these. */
  region: z.array(z.string().regex(/^\d{2,12}$/, 'a region is a division code, 2 to 12 digits')).optional(),
  /** So many different terms of this rule within so many characters: for words that are innocent alone. */
  distinct: z
    .strictObject({ atLeast: z.number().int().min(2).max(20), within: z.number().int().min(10).max(2000) })
    .optional(),
});
export type Conditions = z.infer<typeof Conditions>;

const Text = z.string().trim().min(1);
/** A term is 1–100 characters: longer ones are sentences and belong to another tool. */
const TermText = z.string().min(1, 'a term must not be empty').max(100, 'a term has at most 100 characters');

export const Term = z.union([
  TermText.transform((text) => ({ text })),
  z.strictObject({
    text: TermText,
    suggest: Text.optional(),
    why: Text.optional(),
    severity: TextHit.shape.severity.optional(),
    source: Text.optional(),
    /** In place of the rule's own. */
    words: z.boolean().optional(),
    variants: z.array(VariantName).optional(),
    when: Conditions.optional(),
    examples: z.array(Text).optional(),
    counters: z.array(Text).optional(),
  }),
]);
export type Term = z.infer<typeof Term>;

/** Detectors are written in code because a list cannot say them; what they do with words comes from `params`. */
export const DetectorName = z.enum([
  'resident-id',
  'mobile',
  'bank-card',
  'passport',
  'home-address',
  'secrecy-mark',
  'disclosure-option',
  'forced-likes',
  'impossible-date',
  'wrong-weekday',
  'reversed-period',
  'document-number',
  'quantity-unit',
  'wrong-percentage',
  'impossible-share',
  'contradictory-change',
  'impossible-time',
  'sum-of-parts',
  'adverb-mark',
  'near-name',
  'division-path',
]);
export type DetectorName = z.infer<typeof DetectorName>;

export const Rule = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'a rule id is lower-case letters, digits, dots and dashes'),
  category: TextHit.shape.category,
  severity: TextHit.shape.severity,
  why: Text,
  suggest: Text.optional(),
  /** Where the fact can be looked up, or `own compilation`. */
  source: Text,
  fold: z.array(FoldName).optional(),
  /** The term has to begin and end where Chinese words do. */
  words: z.boolean().default(false),
  variants: z.array(VariantName).default([]),
  when: Conditions.optional(),
  terms: z.array(Term).default([]),
  detector: DetectorName.optional(),
  params: z.record(z.string(), z.union([z.number(), Words])).default({}),
  /** Longer expressions in which a term of this rule is no hit. */
  allow: z.array(TermText).default([]),
  /** Texts that must and must not hit. `{term}` stands for each term in turn. A leading `[2019-05-20]` dates the text. */
  examples: z.array(Text).min(1, 'give at least one example that must hit'),
  counters: z.array(Text).min(1, 'give at least one counter-example that must not hit'),
});
export type Rule = z.infer<typeof Rule>;

/** An allow-term for rules of any pack: how an office silences what is right at its place. `rules` may end in `*`. */
export const Allow = z.strictObject({
  text: TermText,
  rules: z.array(z.string().min(1)).min(1),
  by: Text.optional(),
  note: Text.optional(),
});
export type Allow = z.infer<typeof Allow>;

/** All of a pack but its rules, which are read one by one so that a bad one need not spoil the rest. */
export const PackHead = z.strictObject({
  schema: z.literal('xunjian.pack/1'),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'a pack id is lower-case letters, digits and dashes'),
  title: z.strictObject({ zh: Text, en: Text }),
  version: Text,
  source: Text.optional(),
  /** Folding of rules that name none. */
  fold: z.array(FoldName).default(['width', 'case', 'invisible']),
  lists: z.record(z.string(), Words).default({}),
  allow: z.array(Allow).default([]),
  rules: z.array(z.unknown()).default([]),
});

export interface Pack {
  readonly id: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly version: string;
  readonly rules: readonly Rule[];
  readonly allow: readonly Allow[];
}

/** What is wrong in a pack, by place. `line` and `column` count from 1. */
export interface PackProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface ReadPack {
  /** What is whole; null where not even the head is. */
  readonly pack: Pack | null;
  readonly problems: readonly PackProblem[];
  /** Where a term stands, or an expression of `allow`; without a rule, one that the pack allows. */
  readonly place: (rule: string | null, word: string) => Place;
}

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
