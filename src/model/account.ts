import { z } from 'zod';
import { ContentHit, section } from './facts/index.ts';
import { Lifecycle } from './lifecycle.ts';
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

/** A link of a post that is worth a look. */
export const PostLink = z.strictObject({
  url: z.string(),
  /** The post, by its title or id, and its address where it has one. */
  post: z.string(),
  postUrl: z.string().nullable(),
  at: DayOrTime,
  why: z.string(),
});
export type PostLink = z.infer<typeof PostLink>;

/** Where links of posts led when they were followed one step (链接核查). Of many the first by address; the counts say how many. */
export const AccountLinks = z.strictObject({
  /** Links followed, each once a post. */
  followed: z.number().int().nonnegative(),
  gone: z.array(PostLink),
  goneCount: z.number().int().nonnegative(),
  /** Domains that expired or that nobody uses. */
  parked: z.array(PostLink),
  parkedCount: z.number().int().nonnegative(),
  /** Nobody can tell. */
  unknown: z.array(PostLink),
  unknownCount: z.number().int().nonnegative(),
  /** Hits of the term packs on the pages that opened. */
  hits: z.array(ContentHit),
  hitCount: z.number().int().nonnegative(),
});
export type AccountLinks = z.infer<typeof AccountLinks>;

/** Nothing was followed; facts of before links were followed are read so. */
export const NO_LINKS: AccountLinks = {
  followed: 0,
  gone: [],
  goneCount: 0,
  parked: [],
  parkedCount: 0,
  unknown: [],
  unknownCount: 0,
  hits: [],
  hitCount: 0,
};

/** What the accounts of one platform have in common, from a pass over all of a register. */
export const PlatformFigures = z.strictObject({
  accounts: z.number().int().nonnegative(),
  /** Days on which its accounts went up or down alike (平台清理僵尸粉、口径调整): median change as a share of followers. */
  swings: z.array(z.strictObject({ day: z.string(), change: z.number() })),
  /** Most followers that a further read brings; null where too few posts were read by many. */
  conversion: z.number().nullable(),
  /** Growth a day, as a share of followers, that few accounts exceed; null where too few tell. */
  growth: z.number().nullable(),
  /** Median share of profiles that look made for sale in samples; null where too few are sampled. */
  madeShare: z.number().nullable(),
});
export type PlatformFigures = z.infer<typeof PlatformFigures>;

/** Daily figures (每日数据) and sampled followers, for a look at whether followers were bought. */
export const AccountFollowers = z.strictObject({
  days: z.array(
    z.strictObject({
      day: z.string(),
      followers: z.number().nullable(),
      reads: z.number().nullable(),
      /** Likes, shares and comments together. */
      reactions: z.number().nullable(),
      /** New followers (新增粉丝) as the platform tells them. */
      gained: z.number().nullable().default(null),
    }),
  ),
  /** Dates of posts that announce a merger of accounts, and of those that ask to follow (扫码关注、关注有礼). */
  announcements: z.array(DayOrTime),
  campaigns: z.array(DayOrTime).default([]),
  /** Dates of posts whose reads are shown as 10万+: nobody knows how many more. */
  widelyRead: z.array(DayOrTime).default([]),
  /** null: the account stands alone, without a register around it. */
  platform: PlatformFigures.nullable().default(null),
  /** Sampled followers: when each followed, when it was made, and how much it looks made for sale (0 to 1). */
  profiles: z
    .array(
      z.strictObject({
        followedAt: Timestamp.nullable(),
        created: Timestamp.nullable(),
        score: z.number().min(0).max(1),
      }),
    )
    .default([]),
});
export type AccountFollowers = z.infer<typeof AccountFollowers>;

/** Reads and likes of the newest posts, and words in posts and messages that speak of likes given by order. */
export const AccountLikes = z.strictObject({
  posts: z.array(
    z.strictObject({
      at: Timestamp,
      reads: z.number(),
      likes: z.number(),
      /** How much readier to like the first readers were than later ones (natural logarithm); null where nobody looked early. */
      early: z.number().nullable().default(null),
    }),
  ),
  wording: z.array(ContentHit),
  /** What other accounts get; null: the account stands alone. */
  peers: z
    .strictObject({
      /** Median share of readers who like at accounts of the platform that are read as much, and its spread (natural logarithm). */
      ratio: z.number().nullable(),
      spread: z.number().nullable(),
      /** Accounts under the same parent body whose posts all get about as many likes as this one's. */
      sisters: z.number().int().nonnegative(),
    })
    .nullable()
    .default(null),
  /** People of the account (人员), where the register tells. */
  staff: z.number().nonnegative().nullable().default(null),
});
export type AccountLikes = z.infer<typeof AccountLikes>;

/** What the register files of the account (备案信息). */
export const AccountFiling = z.strictObject({
  /** Verified by the platform in the name of its body (认证); null where nobody said. */
  verified: z.boolean().nullable(),
  /** Other accounts of the same body on the same platform that are in use, by id (一个单位原则上在同一平台只开设一个账号). */
  siblings: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      platform: z.string(),
      accountKind: z.string().nullable(),
    }),
  ),
});
export type AccountFiling = z.infer<typeof AccountFiling>;

/** How the newest posts were made; deleted and undated ones are left out. */
export const AccountPublishing = z.strictObject({
  /** Of many the newest 120, oldest first. `original` is null where the source does not tell. */
  posts: z.array(z.strictObject({ at: Timestamp, original: z.boolean().nullable() })),
  /** The newest posts that are said to be reposts and name no source (转载未注明来源). */
  unsourced: z.array(AccountPost),
});
export type AccountPublishing = z.infer<typeof AccountPublishing>;

const SECTIONS = {
  lifecycle: section(Lifecycle),
  filing: section(AccountFiling),
  publishing: section(AccountPublishing),
  posts: section(AccountPosts),
  use: section(AccountUse),
  interaction: section(AccountInteraction),
  content: section(AccountContent),
  followers: section(AccountFollowers),
  likes: section(AccountLikes),
  links: section(AccountLinks).default({ status: 'ok', value: NO_LINKS }),
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

/** A verdict on one account: no crawl stands behind it. `score` is null where the standard has vetoes alone (ENG-07). */
export const AccountVerdict = Verdict.omit({ collection: true, accounts: true });
export type AccountVerdict = z.infer<typeof AccountVerdict>;
