import { dayOf } from '../model/index.ts';
import { actionsOf } from './actions.ts';
import { type Assembled, assemble } from './assemble.ts';
import { deadlineOf, type Workdays } from './deadline.ts';
import type { Channel, PlanFacts } from './facts/channel.ts';
import type { Bodies } from './facts/units.ts';
import { checkPins, type Pin, wrong } from './pins.ts';
import type { Policy } from './policy/load.ts';
import type { Part } from './policy/schema.ts';
import { problemsOf } from './problems.ts';
import type { Action, Plan } from './result.ts';
import { contextOf } from './rules/context.ts';
import { solve } from './solve/solve.ts';
import { summaryOf } from './summary.ts';

export interface PlanOptions {
  readonly policy: Policy;
  readonly workdays: Workdays;
  readonly pins?: readonly Pin[];
}

/** Makes the plan: a decision with its reasons for every account and site, none left out. Pure. */
export function planOf(facts: PlanFacts, bodies: Bodies, { policy, workdays, pins = [] }: PlanOptions): Plan {
  const ids = new Set([...facts.accounts, ...facts.sites].map(({ id }) => id));
  const held = checkPins(pins, (id) => ids.has(id));
  const by = deadlineOf(policy, facts.asOf, workdays);
  const part = (channels: readonly Channel[], rules: Part) => {
    const context = contextOf(policy, bodies, channels);
    const assembled = assemble(policy, rules, channels, bodies, context, held);
    checkHeld(assembled, held);
    const solution = solve(assembled.problem);
    const actions = actionsOf(policy, rules, assembled.cases, assembled.problem, solution, by);
    return { actions, cases: assembled.cases, proven: solution.proven, scopeIsEmpty: context.scopeIsEmpty };
  };
  const accounts = part(facts.accounts, policy.accounts ?? UNTOUCHED);
  const sites = part(facts.sites, policy.sites ?? UNTOUCHED);
  const actions: readonly Action[] = accounts.actions;
  return {
    policy,
    asOf: facts.asOf,
    by,
    actions,
    sites: sites.actions,
    summary: summaryOf(actions, sites.actions, policy.effort.hoursPerPost.value),
    problems: problemsOf([accounts, sites], policy, by, dayOf(facts.asOf)),
  };
}

/** A policy that says nothing about sites (or accounts) leaves them as they are. */
const UNTOUCHED: Part = {
  rules: [
    {
      id: 'not-covered',
      clause: '本政策未涉及',
      provenance: 'derived',
      unsure: false,
      do: 'leave',
      hard: false,
      params: {},
      says: { zh: '本政策未涉及，维持现状', en: 'Not covered by this policy; left as it is' },
    },
  ],
  quotas: [],
  into: [],
};

/** More pinned to be kept than a quota allows that knows no exception. */
function checkHeld({ cases }: Assembled, pins: ReadonlyMap<string, Pin>): void {
  const slots = Map.groupBy(
    cases.filter(({ pin, slot }) => pin?.action === 'keep' && slot !== null),
    ({ slot }) => slot,
  );
  for (const pinned of slots.values()) {
    const [first] = pinned;
    const last = pinned.at(-1)?.channel.id ?? '';
    const most = first?.quota?.params.most.value ?? pinned.length;
    if (pinned.length <= most || first?.quota?.hard !== true) continue;
    const pin = pins.get(last);
    if (pin !== undefined)
      throw wrong(
        pin,
        `${first.quota.says.zh} (${first.quota.id}: ${most}), but ${pinned.length} are pinned to be kept: ${pinned.map(({ channel }) => channel.id).join(', ')}`,
      );
  }
}
