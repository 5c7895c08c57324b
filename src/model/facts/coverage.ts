import { z } from 'zod';
import { Timestamp } from '../words.ts';

/** Why a page was not read. The three-way account (read, failed, not seen) of every report rests on these. */
export const FailureKind = z.enum([
  'dns',
  'refused-connection',
  'timeout',
  'reset',
  'tls',
  'http-4xx',
  'http-5xx',
  'throttled',
  'blocked',
  'captcha',
  'login',
  'too-large',
  'bomb',
  'too-slow',
  'redirect-loop',
  'refused-address',
  'robots',
  'needs-script',
  'local-fault',
  'not-html',
  'broken-record',
]);
export type FailureKind = z.infer<typeof FailureKind>;

export const CollectionFailure = z.strictObject({
  url: z.string(),
  kind: FailureKind,
  why: z.string(),
  at: Timestamp,
  status: z.number().int().nullable(),
});
export type CollectionFailure = z.infer<typeof CollectionFailure>;

/** What was seen, what failed and what was not looked at (采集情况). */
export const Coverage = z.strictObject({
  source: z.enum(['live', 'archive', 'folder']),
  from: Timestamp,
  to: Timestamp,
  /** A person said that the saved pages of a folder are of the time `to`; otherwise that is only the time of the inspection. */
  timeTold: z.literal(true).optional(),
  pages: z.number().int().nonnegative(),
  /** Every page that was found was read: nothing skipped by budget, depth, trap or failure. */
  complete: z.boolean(),
  /** Pages found and not read, by the reason. */
  unseen: z.array(
    z.strictObject({
      reason: z.string(),
      count: z.number().int().nonnegative(),
      examples: z.array(z.string()),
    }),
  ),
  failures: z.array(CollectionFailure),
  failureCounts: z.partialRecord(FailureKind, z.number().int().positive()),
  /** Pages that show nothing without script and were not rendered. */
  needsScript: z.number().int().nonnegative(),
  rendered: z.number().int().nonnegative(),
  /** Why robots.txt or a refusal was overridden, where an inspector did so. */
  override: z.string().nullable(),
  userAgent: z.string(),
});
export type Coverage = z.infer<typeof Coverage>;
