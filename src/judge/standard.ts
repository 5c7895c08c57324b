import { z } from 'zod';
import { Bilingual, Day, Part, Provenance } from '../model/index.ts';

const from = {
  provenance: Provenance,
  /** From memory and not sure (facts mark [m]): never the ground of a penalty until a person has checked it. */
  unsure: z.boolean().default(false),
  /** What the number was read from or follows from, for the reader of a report. */
  note: z.string().optional(),
};

/** One number of a standard with its provenance (出处). */
export const Sourced = z.strictObject({ value: z.union([z.number(), z.boolean(), z.string()]), ...from });
export type Sourced = z.infer<typeof Sourced>;

export const SourcedNumber = z.strictObject({ value: z.number(), ...from });
export type SourcedNumber = z.infer<typeof SourcedNumber>;

/**
 * What an outcome costs: `veto`; so many points once; or so many for each piece counted. `none`: noted, costs nothing.
 * Points are positive in the file; the part says whether they are deducted or added. For an outcome that is `inconclusive` or
 * `suspected` they are the most that it may come to: the score is a range until it is settled.
 */
export const Cost = z.union([
  z.literal('veto'),
  z.literal('none'),
  z.strictObject({ points: z.number().positive(), per: z.enum(['once', 'each']).default('once'), ...from }),
]);
export type Cost = z.infer<typeof Cost>;

/**
 * Who may decide (自动化): `machine` alone; `confirm`: the machine proposes, a fail is `suspected` until a person confirms;
 * `manual`: a person decides, the machine lays out what it saw. In the bonus part it is the `pass` outcomes with points that
 * wait: added to the upper end of the score at once, to the lower end when confirmed.
 */
export const Automation = z.enum(['machine', 'confirm', 'manual']);
export type Automation = z.infer<typeof Automation>;

export const Entry = z.strictObject({
  indicator: z.string(),
  /** Own number of the clause, such as SITE-DED-03. */
  code: z.string(),
  clause: z.string(),
  /** First-level indicator (一级指标) for the deduction and bonus parts. */
  group: z.string().optional(),
  automation: Automation,
  /** Most that this indicator may deduct or add (本项总分值). Absent in the veto part. */
  cap: SourcedNumber.optional(),
  params: z.record(z.string(), Sourced).default({}),
  outcomes: z.record(z.string(), Cost),
  /** Leaves out pieces that another entry of the same part already counts (已按其他指标扣分的不重复扣分, ENG-11). */
  yields: z.boolean().default(false),
  /** Where the wording of the clause comes from. */
  provenance: Provenance,
  unsure: z.boolean().default(false),
  note: z.string().optional(),
});
export type Entry = z.infer<typeof Entry>;

export const Group = z.strictObject({ id: z.string(), title: Bilingual, points: SourcedNumber });

export const Law = z.strictObject({
  base: SourcedNumber,
  /** Below this the subject is unqualified (ENG-03). */
  unqualifiedBelow: SourcedNumber,
  /** Bonus counts only above this (strictly). */
  bonusAbove: SourcedNumber,
  /** Most that the bonus part may add. */
  bonusCap: SourcedNumber,
  /**
   * Bodies without services to the public (ENG-06): the named group is left out and what remains of `base` is multiplied by
   * `times`/`over`.
   */
  noServices: z
    .strictObject({ skipGroup: z.string(), base: SourcedNumber, times: SourcedNumber, over: SourcedNumber })
    .optional(),
  /** Whose sites the deduction and bonus parts are for (ENG-01). */
  scores: z.array(z.enum(['portal', 'department', 'other'])).default(['portal']),
});
export type Law = z.infer<typeof Law>;

/** A standard (指标体系) as stored in `standards/*.yaml`. A local one `extends` another and says only what differs. */
export const StandardFile = z.strictObject({
  schema: z.literal('xunjian.standard/1'),
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  version: z.string(),
  title: Bilingual,
  document: z.strictObject({
    title: z.string(),
    number: z.string(),
    issued: Day,
    url: z.string().optional(),
  }),
  effective: z.strictObject({ from: Day, to: Day.nullable().default(null) }),
  extends: z.string().optional(),
  law: Law.partial().optional(),
  groups: z.array(Group).default([]),
  parts: z.partialRecord(Part, z.array(Entry)).default({}),
  /** With `extends`: entries of the base that do not apply here, by code, each with its reason. */
  remove: z.array(z.strictObject({ code: z.string(), why: z.string() })).default([]),
  notes: z.array(Bilingual).default([]),
});
export type StandardFile = z.infer<typeof StandardFile>;
