import { z } from 'zod';
import { LifecycleStep } from './lifecycle.ts';
import { Day, DayOrTime } from './words.ts';

/**
 * Rows of a register folder (名录), as read: dates in one spelling, empty cells as null, and what the format does not know
 * kept in `extra` so that a register can be written back without loss.
 */
const extra = z.record(z.string(), z.string());

/** Who answers for it (联系人, 联系电话); absent where the sheet does not say. */
const person = { contact: z.string().optional(), phone: z.string().optional() };

export const UnitLevel = z.enum(['national', 'province', 'city', 'county', 'township', 'village']);
export type UnitLevel = z.infer<typeof UnitLevel>;

/** A body (单位). */
export const UnitRow = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  /** null where the sheet leaves it out. */
  level: UnitLevel.nullable(),
  /** government, department, institution, school, hospital or the sheet's own word. */
  kind: z.string().nullable(),
  /** Administrative division code (行政区划代码). */
  region: z.string().nullable(),
  parent: z.string().nullable(),
  /** Unified social credit code (统一社会信用代码). */
  creditCode: z.string().optional(),
  ...person,
  extra,
});
export type UnitRow = z.infer<typeof UnitRow>;

export const SiteRow = z.strictObject({
  id: z.string().min(1),
  unit: z.string().nullable(),
  name: z.string(),
  url: z.string().nullable(),
  idcode: z.string().nullable(),
  status: z.string().nullable(),
  opened: Day.nullable(),
  extra,
});
export type SiteRow = z.infer<typeof SiteRow>;

/** Whether an account runs: in use, stopped (停更、停用), cancelled at the platform (注销). */
export const AccountStatus = z.enum(['active', 'stopped', 'cancelled']);
export type AccountStatus = z.infer<typeof AccountStatus>;

/** An official account, mini program or app (政务新媒体). */
export const AccountRow = z.strictObject({
  id: z.string().min(1),
  unit: z.string().nullable(),
  /** weixin, weibo, toutiao, douyin, kuaishou, bilibili, xiaohongshu, mini-program, app, or the sheet's own word. */
  platform: z.string().min(1),
  kind: z.string().nullable(),
  name: z.string().min(1),
  handle: z.string().nullable(),
  registered: Day.nullable(),
  verified: z.boolean().nullable(),
  status: AccountStatus.nullable(),
  followers: z.number().nonnegative().nullable(),
  functions: z.array(z.string()),
  staff: z.number().nonnegative().nullable(),
  url: z.string().nullable(),
  // Filing data (备案信息), absent where the sheet does not say. `unit` is the body that runs it (主办单位).
  /** Body above it that oversees (主管单位). */
  supervisor: z.string().optional(),
  /** Body or company that does the work (承办单位). */
  operator: z.string().optional(),
  /** Name that the platform verified (认证主体). */
  verifiedAs: z.string().optional(),
  ...person,
  /** Day of the filing (备案时间), and day since which it is stopped or cancelled (停用、注销时间). */
  filed: Day.optional(),
  stopped: Day.optional(),
  /** Former names and changes (曾用名、变更记录), as the sheet writes them. */
  history: z.string().optional(),
  extra,
});
export type AccountRow = z.infer<typeof AccountRow>;

const count = z.number().nonnegative().nullish();

/** One post. Counts are null where the platform or the source does not tell them; unknown keys are kept. */
export const PostRow = z.looseObject({
  account: z.string().min(1),
  id: z.string().min(1),
  /** null: the source shows no date. */
  published: DayOrTime.nullable(),
  title: z.string().nullish(),
  text: z.string().nullish(),
  url: z.string().nullish(),
  reads: count,
  likes: count,
  inView: count,
  shares: count,
  comments: count,
  /** Place in the push, 1 = headline (头条). */
  position: z.number().int().positive().nullish(),
  original: z.boolean().nullish(),
  source: z.string().nullish(),
  deleted: z.boolean().nullish(),
  deletedAt: DayOrTime.nullish(),
  /** Addresses that its body links to, where the source had markup; those written in the text are in the text. */
  links: z.array(z.string()).nullish(),
});
export type PostRow = z.infer<typeof PostRow>;

export const MetricRow = z.looseObject({
  account: z.string().min(1),
  day: Day,
  followers: count,
  reads: count,
  likes: count,
  shares: count,
  comments: count,
  newFollowers: count,
  lostFollowers: count,
});
export type MetricRow = z.infer<typeof MetricRow>;

/** A sampled follower profile. */
export const FollowerRow = z.looseObject({
  account: z.string().min(1),
  follower: z.string().min(1),
  created: DayOrTime.nullish(),
  posts: count,
  followers: count,
  following: count,
  avatar: z.boolean().nullish(),
  verified: z.boolean().nullish(),
  followedAt: DayOrTime.nullish(),
});
export type FollowerRow = z.infer<typeof FollowerRow>;

/** A message of the public to an account or a site (留言). */
export const MessageRow = z.looseObject({
  subject: z.string().min(1),
  id: z.string().min(1),
  received: DayOrTime.nullable(),
  text: z.string().nullish(),
  channel: z.string().nullish(),
  repliedAt: DayOrTime.nullish(),
  reply: z.string().nullish(),
  valid: z.boolean().nullish(),
});
export type MessageRow = z.infer<typeof MessageRow>;

/** What was collected when; only a successful one proves silence. */
export const CollectionRow = z.looseObject({
  subject: z.string().min(1),
  what: z.string().min(1),
  from: DayOrTime,
  to: DayOrTime,
  ok: z.boolean(),
  error: z.string().nullish(),
});
export type CollectionRow = z.infer<typeof CollectionRow>;

/** One dated step in the life of a channel (开办、停更、公告、注销 …), `events.jsonl`. */
export const EventRow = z.looseObject({
  subject: z.string().min(1),
  step: LifecycleStep,
  at: DayOrTime,
  by: z.string().nullish(),
  evidence: z.string().nullish(),
  into: z.string().nullish(),
});
export type EventRow = z.infer<typeof EventRow>;

/** Where a link in a post led when it was followed one step (链接核查), `links.jsonl`. What the page says is kept, not judged. */
export const LinkRow = z.looseObject({
  account: z.string().min(1),
  post: z.string().min(1),
  url: z.string().min(1),
  at: DayOrTime,
  /** `open`: it answered; `gone`: it is finally not there; `unknown`: nobody can tell (refused, an outage, our own fault). */
  state: z.enum(['open', 'gone', 'unknown']),
  why: z.string().nullish(),
  status: z.number().int().nullish(),
  /** Where redirects ended. */
  finalUrl: z.string().nullish(),
  title: z.string().nullish(),
  /** Beginning of what the page shows. */
  text: z.string().nullish(),
  /** Words by which the page says that nobody uses the domain any more (域名停放、过期待售). */
  parked: z.string().nullish(),
  postTitle: z.string().nullish(),
  postUrl: z.string().nullish(),
});
export type LinkRow = z.infer<typeof LinkRow>;

export const ProbeRow = z.looseObject({
  site: z.string().min(1),
  at: DayOrTime,
  ok: z.boolean(),
  ms: z.number().nonnegative().nullish(),
  status: z.number().int().nullish(),
  error: z.string().nullish(),
  vantage: z.string().nullish(),
});
export type ProbeRow = z.infer<typeof ProbeRow>;
