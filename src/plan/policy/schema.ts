import { z } from 'zod';
import { Sourced, SourcedNumber } from '../../judge/index.ts';
import { AccountStatus, Bilingual, Day, Provenance, UnitLevel } from '../../model/index.ts';

/**
 * A consolidation policy (集约整合政策) as data that an office reads and edits: `standards/policies/*.yaml`, described in
 * docs/planning.md. Every number stands in `params` of its rule with its provenance, and conditions name it there.
 */
const Id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'an id has small letters, digits, dots and hyphens');

/** Name of a number in the rule's `params`. */
const Param = z.string().min(1);

/** Limits of a figure, by names of params. `below` and `above` are strict. */
const Bounds = z.strictObject({
  atLeast: Param.optional(),
  atMost: Param.optional(),
  above: Param.optional(),
  below: Param.optional(),
});
export type Bounds = z.infer<typeof Bounds>;

/** How active a channel is; `byUse`: an app or mini program that publishes nothing is judged by use. */
export const ActivityWord = z.enum(['active', 'sleeping', 'zombie', 'unknown', 'byUse']);
export type ActivityWord = z.infer<typeof ActivityWord>;

export const Management = z.enum(['local', 'vertical']);
export type Management = z.infer<typeof Management>;

/** A condition: all that is said has to be so. What the register does not tell makes it unsure, never true. */
export const Test = z.strictObject({
  /** Level of the body (层级). */
  level: z.array(UnitLevel).optional(),
  /** Kind of the body: government, department, institution, school, hospital or the register's own word. */
  unitKind: z.array(z.string()).optional(),
  /** Under its local government (属地) or its ministry's own line (垂直). */
  management: Management.optional(),
  /** The body's name contains one of these words. */
  named: z.array(z.string().min(1)).optional(),
  /** The body is in the policy's scope; it heads a scope. */
  inScope: z.boolean().optional(),
  headsScope: z.boolean().optional(),
  platform: z.array(z.string()).optional(),
  accountKind: z.array(z.string()).optional(),
  status: z.array(AccountStatus).optional(),
  activity: z.array(ActivityWord).optional(),
  verified: z.boolean().optional(),
  /** It carries a service function (服务功能). */
  functions: z.boolean().optional(),
  /** Probability that it serves rather than clocks in for show (服务还是打卡). */
  serves: Bounds.optional(),
  followers: Bounds.optional(),
  readsPerDay: Bounds.optional(),
  /** Followers ÷ residents of the body's area (常住人口). */
  followersOfResidents: Bounds.optional(),
  /** Place by reads a day among channels of bodies of the same level under the same government; 1 = most. */
  readsPlace: Bounds.optional(),
  get not() {
    return Test.optional();
  },
  get any() {
    return z.array(Test).min(1).optional();
  },
});
export type Test = z.infer<typeof Test>;

/**
 * What a rule says (处置):
 * - `keep`: stays; goes first where a quota is short · `may`: stays where a quota leaves room (按需开设)
 * - `ifNeeded`: stays only where its service functions have no other place
 * - `merge`: content and functions move to a successor (并入)
 * - `close`: closed (关停); a service function that it carries moves first, and it is merged then
 * - `cancel`: only the formalities are left (注销)
 * - `leave`: not touched by this policy (不动)
 */
export const Verdict = z.enum(['keep', 'may', 'ifNeeded', 'merge', 'close', 'cancel', 'leave']);
export type Verdict = z.infer<typeof Verdict>;

/** Where to merge (并入去向): whose channel, on which platform. The list is an order of preference. */
export const Target = z.strictObject({
  /**
   * `own`: another channel of the same body · `parent`: of the body above · `scope`: of a body in the same scope ·
   * `government`: of the nearest government above (itself too) · `area`: of any body of `level` under the same government
   */
  whose: z.enum(['own', 'parent', 'scope', 'government', 'area']),
  /** Only bodies of these levels; for `government` the nearest of such a level, for `area` the government that bounds it. */
  level: z.array(UnitLevel).min(1).optional(),
  /** `same` platform, `any`, or one of these. */
  platform: z.union([z.enum(['same', 'any']), z.array(z.string()).min(1)]),
});
export type Target = z.infer<typeof Target>;

const ground = {
  id: Id,
  /** The sentence that it rests on. */
  clause: z.string().min(1),
  provenance: Provenance,
  unsure: z.boolean().default(false),
  note: z.string().optional(),
};

export const Rule = z.strictObject({
  ...ground,
  /** Absent: fits everything. */
  when: Test.optional(),
  do: Verdict,
  /** Nobody may pin against it. Others hold in principle (原则上). */
  hard: z.boolean().default(false),
  /** A person has to look at every case; the text says at what. */
  review: Bilingual.optional(),
  /** An order of successors of its own. */
  into: z.array(Target).min(1).optional(),
  params: z.record(z.string(), SourcedNumber).default({}),
  /** Why, as it stands in the plan. */
  says: Bilingual,
});
export type Rule = z.infer<typeof Rule>;

export const Quota = z.strictObject({
  ...ground,
  /** What is counted together: channels of a body, of a scope, of one government's area; each on one platform. */
  per: z.enum(['unit', 'scope', 'government']),
  /** Only on these platforms. */
  platforms: z.array(z.string()).min(1).optional(),
  when: Test.optional(),
  params: z.strictObject({ most: SourcedNumber.extend({ value: z.number().int().nonnegative() }) }),
  hard: z.boolean().default(false),
  says: Bilingual,
});
export type Quota = z.infer<typeof Quota>;

/** Points by which the best of several is found. */
const Best = z.strictObject({
  verified: SourcedNumber,
  /** 服务号 over 订阅号. */
  service: SourcedNumber,
  /** Of a body that heads a scope. */
  head: SourcedNumber,
  /** Each service function, and at most so many points. */
  function: SourcedNumber,
  functionsAtMost: SourcedNumber,
  /** Each tenfold of reads a day, of followers. */
  reads: SourcedNumber,
  followers: SourcedNumber,
  /** By activity. */
  active: SourcedNumber,
  unknown: SourcedNumber,
  sleeping: SourcedNumber,
  /** Filing complete (备案信息齐全); a part of it for a part. */
  filing: SourcedNumber,
  /** Each person who runs it; below 0 where fewer are better. */
  staff: SourcedNumber,
  /** Nearer than this in points: a person decides between them. */
  close: SourcedNumber,
});
export type Best = z.infer<typeof Best>;

const Part = z.strictObject({
  /** In order; the first that fits decides. */
  rules: z.array(Rule).min(1),
  quotas: z.array(Quota).default([]),
  /** Order of successors, best first. */
  into: z.array(Target).default([]),
});
export type Part = z.infer<typeof Part>;

export const PolicyFile = z.strictObject({
  schema: z.literal('xunjian.policy/1'),
  id: Id,
  version: z.string(),
  title: Bilingual,
  document: z.strictObject({
    title: z.string(),
    number: z.string(),
    issued: Day.nullable(),
    url: z.string().optional(),
  }),
  effective: z.strictObject({ from: Day, to: Day.nullable().default(null) }),
  notes: z.array(Bilingual).default([]),
  /** Days without a post that make a sleeper (睡眠). */
  activity: z.strictObject({ days: SourcedNumber }),
  /** How sure a fact has to be; below, a person looks. */
  doubt: z.strictObject({
    /** So near to a limit of `serves`, or with less seen than `evidence`, nothing is decided alone. */
    serves: SourcedNumber,
    evidence: SourcedNumber,
    /** Functions that are only filed count as unused where `serves` lies below this, or nothing was ever posted. */
    filed: SourcedNumber,
  }),
  /** Until when: a day, or working days from the day of the plan. */
  deadline: z.union([
    z.strictObject({ date: Sourced.extend({ value: Day }) }),
    z.strictObject({ workdays: SourcedNumber.extend({ value: z.number().int().positive() }) }),
  ]),
  /** Bodies that the policy is about, where not all: those that fit `head`, and all below them or named after them. */
  scope: z.strictObject({ head: Test, clause: z.string(), provenance: Provenance }).optional(),
  best: Best,
  /** Hours that a post costs, for the estimate of hours saved. */
  effort: z.strictObject({ hoursPerPost: SourcedNumber }),
  accounts: Part.optional(),
  sites: Part.optional(),
});
export type PolicyFile = z.infer<typeof PolicyFile>;
