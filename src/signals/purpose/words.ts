import { z } from 'zod';
import { Bilingual } from '../../model/index.ts';

/** What a post is for (用途): `publicity` is clocking in for show (打卡晒成绩), `offDuty` has nothing to do with the office (与职责无关). */
export const KINDS = ['service', 'information', 'interaction', 'publicity', 'repost', 'offDuty'] as const;
export type Kind = (typeof KINDS)[number];

/** YAML reads 12345 as a number. */
const words = z.array(z.coerce.string().min(1)).min(1);
const weight = z.number();

const Frame = z.strictObject({
  id: z.string(),
  kind: z.enum(KINDS),
  /** Log-odds that one hit adds to its kind. */
  weight,
  /** Weight in the body, as a share of that in a title; 0 = titles alone. */
  body: z.number().min(0).max(1).optional(),
  why: Bilingual,
  /** `A…B`: B after A in the same clause. */
  words,
});

const Service = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  name: Bilingual,
  /** How much a filed function of this name says that somebody is served: 0 = nothing (信息发布). */
  serves: z.number().min(0).max(1),
  /** Names under which functions and menus are filed. Matched inside longer ones. */
  filed: words,
  /** Says little beside a more exact name in the same entry (查询, 便民服务). */
  general: z.boolean().optional(),
  /** Words of titles and texts that speak of it. */
  topics: z.array(z.coerce.string().min(1)).optional(),
});

const byKind = z.strictObject(
  Object.fromEntries(KINDS.map((kind) => [kind, z.number()])) as Record<Kind, z.ZodNumber>,
);

/** `packs/purpose.yaml`: the language of official accounts by what it is for, and what each part of it weighs. */
export const PurposeWords = z.strictObject({
  schema: z.literal('xunjian.purpose/1'),
  frames: z.array(Frame).min(1),
  services: z.array(Service).min(1),
  /** Verbs that make any filed name a service although nobody has listed it (…查询, …预约). */
  serviceVerbs: words,
  /** A service that posts speak of is a function of the account from so many posts on, and from such a share of all. */
  spoken: z.strictObject({ least: z.number().positive(), share: z.number() }),
  /** Columns of a register that hold menus or functions besides the fixed one. */
  menuColumns: words,
  /** What a text for people who come to do something contains: telephone, hour, place, fee, papers to bring. */
  details: z.array(
    z.strictObject({ id: z.string(), title: weight, body: weight, why: Bilingual, pattern: z.string() }),
  ),
  weights: z.strictObject({
    /** Log-odds of each kind before a word is read. */
    prior: byKind,
    /** A frame in the body, as a share of its weight in a title. */
    body: weight,
    /** A second hit of the same frame. */
    again: weight,
    /** A topic of service in the title: beside a frame of service, alone, and beside one of show. */
    topic: z.strictObject({ served: weight, alone: weight, shown: weight, body: weight }),
    /** Most that details add in title and body, and what remains of them beside a frame of show in the title. */
    details: z.strictObject({ title: weight, body: weight, shown: z.number() }),
    /** Least weight of show in a post that makes its words of service count as talk about service. */
    shownFrom: weight,
    /** Taken over from elsewhere: source named and said not to be original; source named alone. */
    repost: z.strictObject({ said: weight, named: weight }),
    /** Least a post counts, however little it says; evidence at which it counts half. */
    certainty: z.strictObject({ least: z.number(), half: z.number().positive() }),
  }),
  /** Logistic regression of whether the account serves. */
  serves: z.strictObject({
    bias: weight,
    /** Per log-odds of the share of posts that serve, which starts at `serving` of `posts` imagined ones. */
    share: weight,
    prior: z.strictObject({ serving: z.number().positive(), posts: z.number().positive() }),
    /** What a post of each kind counts as serving. */
    counts: byKind,
    functions: z.strictObject({ each: weight, most: weight, onlyIdle: weight }),
    messages: z.strictObject({ answered: weight, most: weight }),
    accountKind: z.record(z.string(), weight),
    unitKind: z.record(z.string(), weight),
    /** Posts, functions and answered messages at which half is known. */
    evidence: z.strictObject({ posts: z.number().positive(), functions: z.number(), messages: z.number() }),
  }),
});
export type PurposeWords = z.infer<typeof PurposeWords>;
