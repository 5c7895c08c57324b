import { z } from 'zod';
import { Day, TextHit } from '../../model/index.ts';

const Severity = TextHit.shape.severity;
const Words = z.array(z.string().min(1));

/** `packs/roster.yaml`: words around names and titles. */
export const RosterWords = z.strictObject({
  schema: z.literal('xunjian.roster-words/1'),
  severity: z.strictObject({
    name: Severity,
    title: Severity,
    former: Severity,
    left: Severity,
    order: Severity,
  }),
  before: Words,
  past: Words,
  other: Words,
  behind: Words,
  change: Words,
  unranked: Words,
  shared: Words,
  bodies: Words,
});
export type RosterWords = z.infer<typeof RosterWords>;

const Name = z
  .string()
  .trim()
  .regex(/^[\p{Script=Han}·•]{2,20}$/u, 'a name is 2 to 20 Chinese characters');
const Han = z.string().trim().min(2).max(60);

/** One office of one leader (领导名录): who held which title of which body from when to when, and the rank in lists of that body. */
export const RosterEntry = z
  .strictObject({
    name: Name,
    /** Titles, `、` between several. */
    title: Han,
    body: Han,
    from: Day.nullable(),
    /** Last day in office; null: still. */
    to: Day.nullable(),
    order: z.number().int().positive().nullable(),
  })
  .refine(({ from, to }) => from === null || to === null || from <= to, {
    path: ['to'],
    message: 'the last day in office is before the first',
  });
export type RosterEntry = z.infer<typeof RosterEntry>;
