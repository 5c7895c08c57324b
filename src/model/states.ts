import { z } from 'zod';

/** Part of a standard: single veto (单项否决), deduction (扣分), bonus (加分). */
export const Part = z.enum(['veto', 'deduction', 'bonus']);
export type Part = z.infer<typeof Part>;

/**
 * The six states of a finding. Inconclusive is never a fail and never a pass; suspected waits for a person; exempt is a
 * fault that is explained and accepted until a date.
 */
export const FindingState = z.enum(['pass', 'fail', 'suspected', 'notApplicable', 'inconclusive', 'exempt']);
export type FindingState = z.infer<typeof FindingState>;
