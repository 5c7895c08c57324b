import type { Channel } from '../facts/channel.ts';
import type { Part, Rule, Verdict } from '../policy/schema.ts';
import { answerTo, type TestContext } from './test.ts';

/** What the rules say about one channel. */
export interface Decision {
  /** null: no rule fits; the policy leaves it undecided. */
  readonly rule: Rule | null;
  readonly verdict: Verdict;
  /** The rule's condition rests on facts that are proven. */
  readonly sure: boolean;
  /** Rules before it that would say otherwise, and cannot be ruled out by what is known. */
  readonly doubts: readonly Rule[];
}

/** The first rule that fits. Rules that might fit, if what is not known were known, are remembered where they would say otherwise. */
export function decide(part: Part, channel: Channel, context: TestContext): Decision {
  const open: Rule[] = [];
  for (const rule of part.rules) {
    const { holds, sure } =
      rule.when === undefined
        ? { holds: true, sure: true }
        : answerTo(rule.when, channel, rule.params, context);
    if (holds)
      return {
        rule,
        verdict: rule.do,
        sure,
        doubts: open.length === 0 ? NONE : open.filter((one) => stays(one.do) !== stays(rule.do)),
      };
    if (!sure) open.push(rule);
  }
  return { rule: null, verdict: 'leave', sure: false, doubts: open };
}

/** Most have none: one list for all. */
const NONE: readonly Rule[] = [];

/** Whether a verdict is to keep. */
export function stays(verdict: Verdict): boolean {
  return verdict === 'keep' || verdict === 'may' || verdict === 'leave';
}
