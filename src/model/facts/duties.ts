import { z } from 'zod';
import { ChannelKind, Message } from '../page.ts';
import { ReplyReading } from '../replies.ts';
import { DatedUrl } from './columns.ts';

export const LeaderFacts = z.strictObject({
  /** Column or page of leader information; null = none found. */
  column: z.strictObject({ url: z.string(), name: z.string() }).nullable(),
  leaders: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string().nullable(),
      resume: z.boolean(),
      duties: z.boolean(),
      url: z.string(),
      /** The page of this leader alone was read, so what is not known of him is not there. */
      seen: z.literal(true).optional(),
    }),
  ),
  /** Pages of leader information on which no leader could be read. */
  unread: z.array(z.string()),
});
export type LeaderFacts = z.infer<typeof LeaderFacts>;

export const ServiceGuide = z.strictObject({
  url: z.string(),
  title: z.string(),
  /** Element classes present with text, in their official names. */
  present: z.array(z.string()),
  missing: z.array(z.string()),
  /** Unclear demands such as 其他材料, 等相关材料, no number of copies (SITE-DED-14), quoted. */
  vague: z.array(z.string()),
  /** Forms and samples that the guide names, and whether their file is there. */
  forms: z.array(
    z.strictObject({
      name: z.string(),
      url: z.string().nullable(),
      ok: z.boolean().nullable(),
      why: z.string().nullable(),
    }),
  ),
  links: z.array(z.string()),
});
export type ServiceGuide = z.infer<typeof ServiceGuide>;

export const ServiceFacts = z.strictObject({
  /** Entry to services (办事服务); null = none found. */
  entry: z.strictObject({ url: z.string(), name: z.string(), external: z.boolean() }).nullable(),
  /** Service items (事项) listed, with the classes they are listed under. */
  itemCount: z.number().int().nonnegative(),
  classes: z.array(z.strictObject({ name: z.string(), items: z.number().int().nonnegative() })),
  guides: z.array(ServiceGuide),
  /** Statistics of services done (办事统计). */
  stats: z.strictObject({ url: z.string(), latest: z.string().nullable() }).nullable(),
  /** Entries to apply online, and whether they opened. */
  apply: z.array(z.strictObject({ url: z.string(), ok: z.boolean().nullable(), why: z.string().nullable() })),
});
export type ServiceFacts = z.infer<typeof ServiceFacts>;

export const InteractionFacts = z.strictObject({
  channels: z.array(
    z.strictObject({
      kind: ChannelKind,
      name: z.string(),
      url: z.string(),
      form: z.boolean(),
      login: z.boolean(),
      external: z.boolean(),
      /** Opened without error; null = not tried. */
      ok: z.boolean().nullable(),
    }),
  ),
  /** Messages shown to the public, with the page they were read from; channel kind where known. */
  messages: z.array(
    z.strictObject({
      ...Message.shape,
      page: z.string(),
      channel: ChannelKind.nullable(),
      /** What the reply is worth; absent where there is none, or nobody looked. */
      reading: ReplyReading.optional(),
    }),
  ),
  messageCount: z.number().int().nonnegative(),
  /** Statistics of messages received and answered. */
  stats: z.strictObject({ url: z.string(), latest: z.string().nullable() }).nullable(),
  surveys: z.array(DatedUrl),
  interviews: z.array(DatedUrl),
  /** Hosts at which a login is asked for, by the part of the site that asks. */
  logins: z.array(
    z.strictObject({ part: z.enum(['interaction', 'service', 'other']), host: z.string(), url: z.string() }),
  ),
});
export type InteractionFacts = z.infer<typeof InteractionFacts>;
