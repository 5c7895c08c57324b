import { z } from 'zod';
import { SourcedNumber } from '../../judge/index.ts';
import { Bilingual } from '../../model/index.ts';

/**
 * The open index of service (开放的服务指数) as data that an office reads and edits: `standards/indices/*.yaml`, described with the
 * reasons for every number in docs/indices.md. The bounds here are what the laws of the index rest on (`parts.test.ts`): no number
 * that a file may give makes a repost or a late answer worth more than nothing is.
 */
const within = (least: number, most: number) =>
  SourcedNumber.extend({ value: z.number().min(least).max(most) });
const whole = (least: number, most: number) =>
  SourcedNumber.extend({ value: z.number().int().min(least).max(most) });
const share = within(0, 1);
const weight = within(0, 100);
const positive = SourcedNumber.extend({ value: z.number().positive() });

/** 0 to 1: what a post of a kind is worth. What is not named here (reposts, show, off-duty) is worth nothing. */
const Serving = z.strictObject({
  weight,
  service: share,
  interaction: share,
  information: share,
  /** How much of a post a repost counts in the total that the useful ones are a share of. */
  repost: share,
  /** Useful posts a week that are enough: more earn nothing. */
  postsAWeek: positive,
  /** … but at least so many in a period. */
  leastPosts: whole(1, 1000),
});

const Answers = z.strictObject({
  weight,
  /** Working days within which a message has to be answered, the day of its receipt not counted. */
  workdays: whole(1, 250),
  /** What an answer is worth: in time and of substance 1; late; of unsure substance; courtesy alone or beside the point. */
  late: share,
  unsure: share,
  empty: share,
  /** Few messages are drawn towards `prior`, as if `priorMessages` more had been worth that much. */
  prior: share,
  priorMessages: within(0, 1000),
});

const Reach = z.strictObject({
  weight,
  /** Median reads per follower that are worth everything. */
  full: positive,
  /** The same for single platforms, whose counts mean other things (plays, views). */
  platforms: z.record(z.string(), positive),
  /** Fewer followers count as so many. */
  followersFloor: positive,
  /** Useful posts with reads below which a median says nothing. */
  leastPosts: whole(1, 1000),
});

export const IndexFile = z.strictObject({
  schema: z.literal('xunjian.index/1'),
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'an id has small letters, digits, dots and hyphens'),
  version: z.string().min(1),
  title: Bilingual,
  notes: z.array(Bilingual).min(1),
  /** Platforms whose accounts are judged by use. */
  leaveOut: z.array(z.string()),
  /** Share of the weights that has to be known for a rank. */
  leastKnown: share,
  /** Worth from which on a post is useful. */
  useful: within(0.01, 1),
  parts: z.strictObject({
    serving: Serving,
    answers: Answers,
    reach: Reach,
    regular: z.strictObject({ weight }),
    functions: z.strictObject({ weight }),
  }),
});
export type IndexFile = z.infer<typeof IndexFile>;

/** Parts in the order in which they are shown. */
export const PARTS = ['serving', 'answers', 'reach', 'regular', 'functions'] as const;
export type PartName = (typeof PARTS)[number];
