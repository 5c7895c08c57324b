import { z } from 'zod';
import { Evidence } from './evidence.ts';
import { CollectionFailure, Coverage, EarlierFacts } from './facts/index.ts';
import { AccountsFound } from './mentions.ts';
import { FindingState, Part } from './states.ts';
import { Bilingual, Provenance, Timestamp } from './words.ts';

/** Who or what decided a finding. */
export const Decision = z.strictObject({
  by: z.string(),
  at: z.string(),
  decision: z.enum(['confirm', 'dismiss', 'exempt', 'answer']),
  note: z.string().optional(),
  until: z.string().optional(),
});
export type Decision = z.infer<typeof Decision>;

export const Finding = z.strictObject({
  indicator: z.string(),
  /** Code of the clause in the standard's own numbering, such as SITE-VETO-03. */
  code: z.string(),
  title: Bilingual,
  part: Part,
  group: Bilingual.nullable(),
  state: FindingState,
  outcome: z.string(),
  /** What was found, in one sentence with its numbers. */
  summary: Bilingual,
  /** How often (each dead link, each missing element); 1 where it is one matter. */
  count: z.number().int().nonnegative(),
  /** Points as they enter the score: negative deducts, positive adds; before the cap of the indicator. */
  points: z.number(),
  clause: z.string(),
  /** Weakest provenance of the numbers that this finding rests on. */
  provenance: Provenance,
  /** From memory and not sure (facts mark [m]): shown as unverified, and no ground for a penalty until checked. */
  unsure: z.boolean(),
  automation: z.enum(['machine', 'confirm', 'manual']),
  advice: Bilingual.nullable(),
  fingerprint: z.string(),
  evidence: z.array(Evidence),
  decision: Decision.nullable(),
  /** What a person still has to decide or look up; absent once somebody has. Answered through the fingerprint. */
  question: Bilingual.optional(),
});
export type Finding = z.infer<typeof Finding>;

/** The least and the most that is deducted or added while things are open. */
const LedgerPoints = z.strictObject({ min: z.number(), max: z.number() });

/** One line of the score's arithmetic: an indicator, its cap, what was deducted or added. */
export const LedgerLine = z.strictObject({
  indicator: z.string(),
  code: z.string(),
  title: Bilingual,
  part: Part,
  group: Bilingual.nullable(),
  clause: z.string(),
  cap: z.number().nullable(),
  /** Before and after the cap; `min`/`max` are the least and the most that may be deducted or added while things are open. */
  raw: z.strictObject({ min: z.number(), max: z.number() }),
  points: LedgerPoints,
  state: FindingState,
  provenance: Provenance,
  unsure: z.boolean(),
});
export type LedgerLine = z.infer<typeof LedgerLine>;

const Range = z.tuple([z.number(), z.number()]);

export const Score = z.strictObject({
  /** Final score (最终得分), least and most. */
  min: z.number(),
  max: z.number(),
  /** Points deducted in the deduction part, least and most, after the caps (and before × 4/3 for bodies without services). */
  deduction: Range,
  /** Points that the bonus part adds, least and most; 0 where the deduction score is not above the threshold. */
  bonus: Range,
  /** Points of the deduction and bonus parts that rest on numbers nobody has verified. */
  unverified: z.number(),
});
export type Score = z.infer<typeof Score>;

/** An indicator that came to something else than at the earlier inspection. */
export const LineChange = z.strictObject({
  code: z.string(),
  title: Bilingual,
  part: Part,
  before: z.strictObject({ state: FindingState, points: LedgerPoints }),
  now: z.strictObject({ state: FindingState, points: LedgerPoints }),
  /** `open`: it became known or unknown, neither better nor worse. */
  direction: z.enum(['better', 'worse', 'open']),
});
export type LineChange = z.infer<typeof LineChange>;

/** The comparison with an earlier inspection (与上次巡查相比): what changed on the site, and what that did to the verdict. */
export const EarlierCompared = z.strictObject({
  facts: EarlierFacts,
  /** Both were judged by the same standard, so that the lines can be compared. */
  comparable: z.boolean(),
  lines: z.array(LineChange),
});
export type EarlierCompared = z.infer<typeof EarlierCompared>;

/** A verdict (检查结论): arithmetic over outcomes that cites clause and evidence. `xunjian.verdict/1` of INTERFACES. */
export const Verdict = z.strictObject({
  schema: z.literal('xunjian.verdict/1'),
  subject: z.strictObject({ kind: z.string(), id: z.string(), name: z.string(), url: z.string().nullable() }),
  standard: z.strictObject({ id: z.string(), version: z.string(), title: Bilingual }),
  asOf: Timestamp,
  result: z.enum(['qualified', 'unqualified', 'undetermined']),
  /** One sentence that says why the result is what it is. */
  because: Bilingual,
  /** null under a veto, and where the standard scores only other subjects. */
  score: Score.nullable(),
  /** Whether the result may be used for a penalty; false while it rests on numbers marked unsure. */
  penal: z.strictObject({ usable: z.boolean(), because: z.array(Bilingual) }),
  findings: z.array(Finding),
  ledger: z.array(LedgerLine),
  collection: z.strictObject({
    pages: z.number().int().nonnegative(),
    failures: z.array(CollectionFailure),
    complete: z.boolean(),
    from: Timestamp,
    to: Timestamp,
    ...Coverage.pick({
      source: true,
      unseen: true,
      failureCounts: true,
      needsScript: true,
      rendered: true,
      override: true,
      userAgent: true,
    }).shape,
  }),
  /** What became of the site since an earlier inspection. Absent where it was compared with none. */
  earlier: EarlierCompared.optional(),
  /** Official accounts that the site shows; they change nothing of the result. Absent where nobody looked. */
  accounts: AccountsFound.optional(),
});
export type Verdict = z.infer<typeof Verdict>;
