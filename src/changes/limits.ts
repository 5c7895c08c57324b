import { z } from 'zod';
import { PageKind } from '../model/index.ts';

const share = z.number().min(0).max(1);
const count = z.number().int().positive();

/**
 * Numbers and names by which two inspections are compared (`packs/earlier.yaml`). They decide what is seen and kept; what is suspicious
 * is said by the standard.
 */
export const EarlierWords = z.strictObject({
  schema: z.literal('xunjian.earlier/1'),
  /** Kinds of page whose subject stays; lists and home pages change every day. */
  stable: z.array(PageKind).min(1),
  limits: z.strictObject({
    /** Pages that have to be there before a site has usual words. */
    leastPages: count,
    /** Of them, pages whose subject stays, before it is known how familiar their words usually are. */
    leastStable: count,
    /** Distinct words that a text needs. */
    leastText: count,
    /** Words that two sketches need to be compared by. */
    leastShared: count,
    /** A word on more than this share of all pages belongs to their frame (navigation, foot). */
    frameShare: share,
    /** A word is usual on a site from so many pages on, and from this share of its pages on. */
    usualPages: count,
    usualShare: share,
    /** Pages more alike than this are about the same. */
    alike: share,
    /** Titles more alike than this name the same. */
    titleAlike: share,
    /** Pages whose words are familiar to more than this part of what is usual are the site's own. */
    familiar: share,
    /** Share of words in one script that makes it the script of the text; of kana, that makes it Japanese. */
    writing: share,
    kana: share,
    /** A new host is told from so many pages on, and from this share of all pages on. */
    hostPages: count,
    hostShare: share,
    /** New dates on so many articles, and on this share of them, are the publishing system's doing. */
    bulkPages: count,
    bulkShare: share,
    /** Changes and examples that are kept. */
    changes: count,
    examples: count,
  }),
  /** Public suffixes whose domains only government bodies get. */
  government: z.array(z.string().min(1)),
  /** Registrable domains of services that many websites load or link to. */
  services: z.array(z.string().min(1)),
});
export type EarlierWords = z.infer<typeof EarlierWords>;
