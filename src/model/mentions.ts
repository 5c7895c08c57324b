import { z } from 'zod';

/**
 * How an account is mentioned: a link to its page, a code (二维码) that was decoded, a card (its name beside a picture of a code), or
 * words in a text. `search`: somebody found it by looking for names on the platform.
 */
export const MentionHow = z.enum(['link', 'code', 'card', 'text', 'search']);
export type MentionHow = z.infer<typeof MentionHow>;

/** An official account as a page or post mentions it (页面、文章中提到的账号). */
export const Mention = z.strictObject({
  /** As in the register; null where the words do not tell. */
  platform: z.string().nullable(),
  how: MentionHow,
  name: z.string().nullable(),
  /** `exact`: in quotes, after a colon, in the address; `described`: words of a link or caption, which may only describe it. */
  named: z.enum(['exact', 'described']).nullable(),
  /** The platform's own id, and which kind of id it is: only ids of one kind can be compared. */
  handle: z.string().nullable(),
  key: z.string().nullable(),
  /** Address of the account, or what its code says. */
  url: z.string().nullable(),
  /** Whom it is said to be verified for or run by (账号主体). */
  subject: z.string().nullable(),
  /** `own`: called the body's own (我局官方微信); `source`: named as the source of a text. */
  claim: z.enum(['own', 'source']).nullable(),
  /** The words around it. */
  quote: z.string(),
  /** The picture beside it, or the one that was decoded. */
  picture: z.string().nullable(),
});
export type Mention = z.infer<typeof Mention>;

/** A picture that may be a code. */
export const CodePicture = z.strictObject({
  url: z.string(),
  /** The words that say so: alternative text, caption. */
  words: z.string(),
  /** What the caption says of the account. */
  platform: z.string().nullable(),
  name: z.string().nullable(),
  named: z.enum(['exact', 'described']).nullable(),
  own: z.boolean(),
});
export type CodePicture = z.infer<typeof CodePicture>;

/** What a page says of accounts. */
export const PageMentions = z.strictObject({
  mentions: z.array(Mention),
  pictures: z.array(CodePicture),
});
export type PageMentions = z.infer<typeof PageMentions>;

/** One account as a site shows it, put together from its mentions. */
export const FoundAccount = z.strictObject({
  ...Mention.omit({ how: true, quote: true, picture: true }).shape,
  how: z.array(MentionHow),
  /** Pages of the site that mention it, of those read. */
  pages: z.number().int().positive(),
  /** The first places; `quote` are the words around it. */
  places: z.array(z.strictObject({ page: z.string(), quote: z.string(), picture: z.string().nullable() })),
});
export type FoundAccount = z.infer<typeof FoundAccount>;

/** Accounts that a site shows (网站上发现的账号). They change no verdict. */
export const AccountsFound = z.strictObject({
  /** Pages looked at. */
  pages: z.number().int().nonnegative(),
  /** Of many those on most pages. */
  accounts: z.array(FoundAccount),
  total: z.number().int().nonnegative(),
  codes: z.strictObject({
    /** Pictures that may be codes, those decoded to anything, and those in which no code was found. */
    candidates: z.number().int().nonnegative(),
    decoded: z.number().int().nonnegative(),
    none: z.number().int().nonnegative(),
    /** Decoded, and no account: addresses of pages, cards of persons, other things. */
    other: z.number().int().nonnegative(),
    /** Pictures that nobody could look into, by the reason. */
    unread: z.array(
      z.strictObject({
        reason: z.enum(['budget', 'elsewhere', 'unreachable', 'format', 'limit', 'broken', 'not-held']),
        count: z.number().int().positive(),
        examples: z.array(z.string()),
      }),
    ),
  }),
});
export type AccountsFound = z.infer<typeof AccountsFound>;
