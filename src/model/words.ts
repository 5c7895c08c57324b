import { z } from 'zod';

/** One sentence in the two languages of the house; `zh` is what an official reads first. */
export const Bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Bilingual = z.infer<typeof Bilingual>;

/** The two languages of reports and messages. */
export const Language = z.enum(['zh', 'en']);
export type Language = z.infer<typeof Language>;

/**
 * Where a number of a standard comes from (出处).
 * - `official`: checked by a person against the official text
 * - `seen`: read in a source that quotes or applies the official text
 * - `derived`: follows from seen facts by arithmetic
 * - `remembered`: from memory; see `unsure`
 * - `proposed`: our own, in no source
 */
export const Provenance = z.enum(['official', 'seen', 'derived', 'remembered', 'proposed']);
export type Provenance = z.infer<typeof Provenance>;

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day must be YYYY-MM-DD');
export type Day = z.infer<typeof Day>;

/** A point in time: ISO 8601 with offset. Stored as given or in UTC, shown in Asia/Shanghai. */
export const Timestamp = z.iso.datetime({ offset: true });
export type Timestamp = z.infer<typeof Timestamp>;

/** A day where only the day is known, a point in time where the hour is. */
export const DayOrTime = z.union([Day, Timestamp]);
export type DayOrTime = z.infer<typeof DayOrTime>;
