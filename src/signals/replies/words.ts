import { z } from 'zod';
import { Bilingual } from '../../model/index.ts';

const words = z.array(z.coerce.string().min(1)).min(1);

/** `packs/replies.yaml`: what replies say, and what shows that they say nothing. */
export const ReplyWords = z.strictObject({
  schema: z.literal('xunjian.replies/1'),
  /** Whole clauses that say nothing (套话). */
  filler: words,
  /** Words that make a clause one that says nothing, where it has nothing specific and nothing of the question. */
  attitude: words,
  /** Messages that only greet or praise, and what asks for something after all. */
  praise: z.string(),
  asks: z.string(),
  specific: z.array(
    z.strictObject({
      id: z.string(),
      says: Bilingual,
      pattern: z.string(),
      /** Makes a clause an answer even inside courtesy. */
      hard: z.boolean().default(false),
    }),
  ),
  subjects: z.record(z.string(), words),
  related: z.array(words),
  common: words,
  weights: z.strictObject({
    filler: z.number().min(0).max(1),
    otherWords: z.number().int().positive(),
    shared: z.number().int().positive(),
    message: z.number().int().positive(),
  }),
  says: z.strictObject({
    shared: Bilingual,
    perfunctory: Bilingual,
    offTopic: Bilingual,
    greeting: Bilingual,
    unsure: Bilingual,
  }),
});
export type ReplyWords = z.infer<typeof ReplyWords>;
