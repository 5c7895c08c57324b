import { z } from 'zod';
import { MentionHow } from './mentions.ts';
import { DayOrTime } from './words.ts';

const count = z.number().nonnegative().nullish();

/**
 * An account as it was seen somewhere (`found.jsonl`): on a site of the register, in a post of one of its accounts, or by a search on a
 * platform for the name of one (`how: search`; `subject` is the account whose name was looked for).
 */
export const SightingRow = z.looseObject({
  /** Id of the site or account of the register where it was seen. */
  subject: z.string().min(1),
  at: DayOrTime,
  how: MentionHow,
  /** Address of the page; of a post its id. */
  page: z.string().min(1),
  platform: z.string().nullish(),
  name: z.string().nullish(),
  named: z.enum(['exact', 'described']).nullish(),
  handle: z.string().nullish(),
  key: z.string().nullish(),
  url: z.string().nullish(),
  /** Whom the platform verified it for, or whom the page says it belongs to. */
  verifiedAs: z.string().nullish(),
  /** What the platform verified: an organisation, a person, nothing. */
  verified: z.enum(['organisation', 'person', 'none']).nullish(),
  claim: z.enum(['own', 'source']).nullish(),
  quote: z.string().nullish(),
  picture: z.string().nullish(),
  /** Pages of the subject that mention it, of those read. */
  pages: count,
  of: count,
});
export type SightingRow = z.infer<typeof SightingRow>;

/** How far a site was read for accounts (`found.jsonl`): without it, nothing follows from what was not seen. */
export const SiteLookRow = z.looseObject({
  subject: z.string().min(1),
  at: DayOrTime,
  how: z.literal('look'),
  pages: z.number().int().nonnegative(),
  /** Every page that was found was read. */
  complete: z.boolean(),
  /** The home page was read. */
  home: z.boolean(),
  /** Pages that show nothing without script. */
  needsScript: z.number().int().nonnegative(),
  /** Pictures that may be codes and were not looked into. */
  codesUnread: z.number().int().nonnegative(),
});
export type SiteLookRow = z.infer<typeof SiteLookRow>;

/** A row of `found.jsonl`. */
export const FoundRow = z.discriminatedUnion('how', [SiteLookRow, SightingRow]);
export type FoundRow = z.infer<typeof FoundRow>;
