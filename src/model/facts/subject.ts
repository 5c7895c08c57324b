import { z } from 'zod';
import { Bilingual } from '../words.ts';

/**
 * Site facts (网站事实): everything that a crawl, a probe or an archive said about one site, plain and dated. Indicators
 * read these and nothing else, so `facts.json` judged again gives the same verdict (`xunjian judge`).
 *
 * A section that could not be collected is `unavailable` with its reason: the runner makes every indicator that needs it
 * *inconclusive* without asking it. A section that was collected only in part says so in its own fields (`complete`).
 */
export const Unavailable = z.strictObject({
  status: z.literal('unavailable'),
  reason: z.enum([
    'blocked',
    'unreachable',
    'local-fault',
    'refused',
    'needs-browser',
    'not-asked',
    'limit',
    'no-source',
  ]),
  why: Bilingual,
  /** What to do so that it can be collected. */
  todo: Bilingual,
});
export type Unavailable = z.infer<typeof Unavailable>;

/** A part of facts that may not have been collected. */
export function section<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('status', [z.strictObject({ status: z.literal('ok'), value }), Unavailable]);
}

/** Whom the facts are about. `null` = not known; standards say what follows from that. */
export const SiteSubject = z.strictObject({
  kind: z.literal('site'),
  id: z.string(),
  name: z.string(),
  url: z.string(),
  hosts: z.array(z.string()),
  idCode: z.string().nullable(),
  /** 门户网站 of a government, a department's site, or another; deductions and bonus are for portals (ENG-01). */
  role: z.enum(['portal', 'department', 'other']).nullable(),
  /** Whether the body serves the public; those that do not are scored × 4/3 without the service part (ENG-06). */
  services: z.boolean().nullable(),
});
export type SiteSubject = z.infer<typeof SiteSubject>;
