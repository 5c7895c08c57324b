import { z } from 'zod';
import { Bilingual } from './words.ts';

/**
 * What a reply to a message is worth (回复质量): it answers; it is courtesy and promises alone (套话); it answers something else
 * (答非所问); or neither is plain. A machine only ever suspects.
 */
export const ReplyQuality = z.enum(['substantive', 'perfunctory', 'off-topic', 'unsure']);
export type ReplyQuality = z.infer<typeof ReplyQuality>;

export const ReplyReading = z.strictObject({ quality: ReplyQuality, why: Bilingual });
export type ReplyReading = z.infer<typeof ReplyReading>;
