import { z } from 'zod';
import { ContentHit, section } from './facts.ts';
import { AccountStatus, UnitLevel } from './register.ts';
import { ReplyReading } from './replies.ts';
import { Verdict } from './verdict.ts';
import { DayOrTime, Timestamp } from './words.ts';

/**
 * Account facts (政务新媒体事实): everything that a register or a platform said about one account. Indicators with
 * `subject: 'account'` read these and nothing else.
 */
export const AccountSubject = z.strictObject({
  kind: z.literal('account'),
  id: z.string(),
  name: z.string(),
  url: z.string().nullable(),
  platform: z.string(),
  accountKind: z.string().nullable(),
  /** Apps and mini programs are judged by use, not by posts (服务类). */
  byUse: z.boolean(),
  status: AccountStatus.nullable(),
  /** Day of registration, `YYYY-MM-DD`; null where not known. */
  registered: z.string().nullable(),
  unit: z.strictObject({ id: z.string(), name: z.string(), level: UnitLevel.nullable() }).nullable(),
});
export type AccountSubject = z.infer<typeof AccountSubject>;

export const AccountPost = z.strictObject({
  id: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  published: DayOrTime,
  deletedAt: DayOrTime.nullable(),
});
export type AccountPost = z.infer<typeof AccountPost>;

/** One run of a collector over a span of time. */
export const CollectionRun = z.strictObject({
  from: DayOrTime,
  to: DayOrTime,
  ok: z.boolean(),
  error: z.string().nullable(),
});
export type CollectionRun = z.infer<typeof CollectionRun>;

export const AccountPosts = z.strictObject({
  /** Posts known, dated up to the instant that is judged. */
  count: z.number().int().nonnegative(),
  /** The newest of them that still stand, newest first. */
  newest: z.array(AccountPost),
  /** The newest of those that were taken down before that instant. */
  deleted: z.array(AccountPost),
  /** Posts without a date. */
  undated: z.number().int().nonnegative(),
  /** The newest of those dated later than that instant. */
  later: z.array(AccountPost),
  /** Posts that announce that the account stops (停更、注销公告). */
  stopNotices: z.array(AccountPost),
  /** Collections of posts (采集记录). */
  runs: z.array(CollectionRun),
});
export type AccountPosts = z.infer<typeof AccountPosts>;

/** Tests of whether an app or mini program can be downloaded and used. */
export const AccountUse = z.strictObject({
  runs: z.array(
    z.strictObject({
      ...CollectionRun.shape,
      what: z.string(),
      /** The run failed on our side (timeout, quota): it says nothing about the app. */
      ourFault: z.boolean(),
    }),
  ),
});
export type AccountUse = z.infer<typeof AccountUse>;

export const AccountMessage = z.strictObject({
  id: z.string(),
  received: DayOrTime.nullable(),
  text: z.string(),
  channel: z.string().nullable(),
  /** Petition and discipline channels have clocks of their own and are left out (信访、纪检举报除外). */
  excluded: z.boolean(),
  /** Spam and the like; null where nobody said. */
  valid: z.boolean().nullable(),
  repliedAt: DayOrTime.nullable(),
  reply: z.string().nullable(),
  /** What the reply is worth; absent where there is none, or nobody looked. */
  reading: ReplyReading.optional(),
});
export type AccountMessage = z.infer<typeof AccountMessage>;

export const AccountInteraction = z.strictObject({
  /** Functions as filed (功能). */
  functions: z.array(z.string()),
  messages: z.array(AccountMessage),
});
export type AccountInteraction = z.infer<typeof AccountInteraction>;

/** What the term packs found in titles and texts of posts; a person decides what it is. */
export const AccountContent = z.strictObject({
  postsScanned: z.number().int().nonnegative(),
  packs: z.array(z.string()),
  /** Of many hits the first; `hitCount` says how many there were. */
  hits: z.array(ContentHit),
  hitCount: z.number().int().nonnegative(),
});
export type AccountContent = z.infer<typeof AccountContent>;

/** Daily figures (每日数据), for a look at whether followers were bought. */
export const AccountFollowers = z.strictObject({
  days: z.array(
    z.strictObject({
      day: z.string(),
      followers: z.number().nullable(),
      reads: z.number().nullable(),
      /** Likes, shares and comments together. */
      reactions: z.number().nullable(),
    }),
  ),
  /** Dates of posts that announce a merger of accounts. */
  announcements: z.array(DayOrTime),
});
export type AccountFollowers = z.infer<typeof AccountFollowers>;

/** Reads and likes of the newest posts, and words in posts and messages that speak of likes given by order. */
export const AccountLikes = z.strictObject({
  posts: z.array(z.strictObject({ at: Timestamp, reads: z.number(), likes: z.number() })),
  wording: z.array(ContentHit),
});
export type AccountLikes = z.infer<typeof AccountLikes>;

const SECTIONS = {
  posts: section(AccountPosts),
  use: section(AccountUse),
  interaction: section(AccountInteraction),
  content: section(AccountContent),
  followers: section(AccountFollowers),
  likes: section(AccountLikes),
};

export const AccountFacts = z.strictObject({
  schema: z.literal('xunjian.account-facts/1'),
  subject: AccountSubject,
  collectedAt: Timestamp,
  sections: z.strictObject(SECTIONS),
});
export type AccountFacts = z.infer<typeof AccountFacts>;

export type AccountSectionName = keyof typeof SECTIONS;
export const ACCOUNT_SECTION_NAMES = Object.keys(SECTIONS) as readonly AccountSectionName[];
type AccountSectionOf<N extends AccountSectionName> = z.infer<(typeof SECTIONS)[N]>;
/** The value of a section, as an indicator of accounts gets it. */
export type AccountSectionValue<N extends AccountSectionName> = Extract<
  AccountSectionOf<N>,
  { status: 'ok' }
>['value'];

/** A verdict on one account: no score (ENG-07), and no crawl behind it. */
export const AccountVerdict = Verdict.omit({ collection: true, score: true, ledger: true });
export type AccountVerdict = z.infer<typeof AccountVerdict>;
