import type { RegisterWords, readRegister } from '../collect/import/index.ts';
import { type Comparison, compare } from './compare.ts';
import { chineseWorkdays } from './deadline.ts';
import { readPlanFacts } from './facts/read.ts';
import type { PlanDocument } from './output/json.ts';
import { type Pin, showPin } from './pins.ts';
import { planOf } from './plan.ts';
import type { Policy } from './policy/load.ts';
import { type Setting, withSettings } from './policy/settings.ts';
import type { PurposeSource } from './purpose.ts';
import type { PlanningWords } from './words.ts';

export interface MakePlanOptions {
  readonly policy: Policy;
  readonly asOf: number;
  readonly words: RegisterWords;
  readonly planning: PlanningWords;
  readonly purpose: () => PurposeSource;
  readonly pins?: readonly Pin[];
  readonly settings?: readonly Setting[];
  /** Also what another policy would say. */
  readonly compareWith?: Policy | null;
  readonly skipBad?: boolean;
  readonly signal?: AbortSignal;
  readonly read?: typeof readRegister;
}

/** The use case: a register folder and a policy → the plan, and what pins, settings or another policy change in it. */
export async function makePlan(folder: string, options: MakePlanOptions): Promise<PlanDocument> {
  const { policy: asFiled, pins = [], settings = [], compareWith = null, asOf, ...rest } = options;
  const policy = withSettings(asFiled, settings);
  const { facts, bodies, skippedRows } = await readPlanFacts(folder, {
    ...rest,
    asOf,
    days: policy.activity.days.value,
  });
  const workdays = await chineseWorkdays();
  const plan = planOf(facts, bodies, { policy, workdays, pins });
  const comparisons: Comparison[] = [];
  if (pins.length + settings.length > 0) {
    const plain = planOf(facts, bodies, { policy: asFiled, workdays });
    const with_ = [
      ...pins.map(showPin),
      ...settings.map(({ owner, name, value }) => `${owner}.${name}=${value}`),
    ];
    comparisons.push(compare(plain, plan, [policy.id, `${policy.id} ${with_.join(' ')}`]));
  }
  if (compareWith !== null)
    comparisons.push(
      compare(plan, planOf(facts, bodies, { policy: compareWith, workdays }), [policy.id, compareWith.id]),
    );
  return { plan, comparisons, skippedRows, folder };
}
