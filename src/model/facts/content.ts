import { z } from 'zod';
import { Lifecycle } from '../lifecycle.ts';
import { Concealed, FeatureKind, TextHit } from '../page.ts';
import { AccountStatus } from '../register.ts';
import { Timestamp } from '../words.ts';

/** What the text engine and the page reader found that a person should look at. */
export const ContentHit = z.strictObject({
  ...TextHit.shape,
  url: z.string(),
  title: z.string(),
  date: z.string().nullable(),
  context: z.string(),
  selector: z.string().nullable(),
  /** It stands in an attachment, not on a page. */
  attachment: z.literal(true).optional(),
  /** A picture of the place with the words marked, in the output folder. */
  shot: z.strictObject({ file: z.string(), sha256: z.string(), at: Timestamp }).optional(),
});
export const ContentFacts = z.strictObject({
  pagesScanned: z.number().int().nonnegative(),
  packs: z.array(z.string()),
  hits: z.array(ContentHit),
  hitCount: z.number().int().nonnegative(),
  /** Attachments (附件) that pages offer, and those whose text was scanned; absent where nobody looked. */
  attachments: z
    .strictObject({ found: z.number().int().nonnegative(), read: z.number().int().nonnegative() })
    .optional(),
  concealed: z.array(z.strictObject({ ...Concealed.shape, page: z.string() })),
  /** Hosts outside the site that pages link to or embed. */
  outlinks: z.array(
    z.strictObject({
      host: z.string(),
      links: z.number().int().positive(),
      embeds: z.number().int().nonnegative(),
      from: z.string(),
      /** `suspect`: hits on the link text or on the target page. */
      state: z.enum(['unchecked', 'ok', 'dead', 'parked', 'suspect']),
      why: z.string().nullable(),
    }),
  ),
});
export type ContentFacts = z.infer<typeof ContentFacts>;

export const FeatureFacts = z.strictObject({
  features: z.array(
    z.strictObject({
      kind: FeatureKind,
      url: z.string(),
      text: z.string(),
      pages: z.number().int().positive(),
    }),
  ),
});
export type FeatureFacts = z.infer<typeof FeatureFacts>;

/** How the home page and some others look in a real browser. */
export const RenderFacts = z.strictObject({
  browser: z.string(),
  pages: z.array(
    z.strictObject({
      url: z.string(),
      viewport: z.enum(['desktop', 'phone']),
      ok: z.boolean(),
      /** Errors of scripts, missing resources, horizontal overflow. */
      problems: z.array(z.string()),
      screenshot: z.string().nullable(),
      sha256: z.string().nullable(),
      ms: z.number().nonnegative(),
    }),
  ),
});
export type RenderFacts = z.infer<typeof RenderFacts>;

/** The life of a site (开办、变更、下线) as a register tells it. */
export const SiteLifecycle = z.strictObject({ ...Lifecycle.shape, listed: AccountStatus.nullable() });
export type SiteLifecycle = z.infer<typeof SiteLifecycle>;

/** The section of facts that no register stands behind. */
export const NO_REGISTER = {
  status: 'unavailable',
  reason: 'no-source',
  why: { zh: '没有网站开办、下线各环节的记载', en: 'No register tells of the steps in the life of the site' },
  todo: {
    zh: '需要检查下线程序的，用 xunjian census 检查名录。',
    en: 'To check how it was closed, use xunjian census on a register.',
  },
} as const;

/** The section of facts that were stored before anybody looked for accounts. */
export const NO_ACCOUNTS = {
  status: 'unavailable',
  reason: 'not-asked',
  why: { zh: '本次检查没有查找页面上的政务新媒体账号', en: 'Pages were not searched for official accounts' },
  todo: { zh: '用 xunjian inspect 重新检查。', en: 'Inspect again with xunjian inspect.' },
} as const;
