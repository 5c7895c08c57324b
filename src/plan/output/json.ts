import { shanghai } from '../../model/index.ts';
import type { Comparison } from '../compare.ts';
import { type Follow, followers } from '../follow.ts';
import type { Action, Plan } from '../result.ts';

export interface PlanDocument {
  readonly plan: Plan;
  /** Against the plan without pins and settings; against another policy. */
  readonly comparisons: readonly Comparison[];
  /** Rows of the register that could not be used. */
  readonly skippedRows: number;
  readonly folder: string;
}

/** `xunjian.plan/1` of INTERFACES, piece by piece. */
export function* planJson({ plan, comparisons, skippedRows }: PlanDocument): Generator<string> {
  const { policy, asOf, by, summary, problems, actions, sites } = plan;
  const head = {
    schema: 'xunjian.plan/1',
    policy: policy.id,
    policyVersion: policy.version,
    asOf: shanghai(asOf),
    by,
    skippedRows,
    summary,
    problems,
    comparisons,
  };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "actions": [`;
  const follow = followers(plan);
  yield* rows(actions, 'account', follow);
  yield '\n  ],\n  "sites": [';
  yield* rows(sites, 'site', follow);
  yield '\n  ]\n}\n';
}

function* rows(actions: readonly Action[], subject: 'account' | 'site', follow: Follow): Generator<string> {
  let comma = '';
  for (const action of actions) {
    yield `${comma}\n    ${JSON.stringify({ [subject]: action.channel.id, ...rowOf(action), follow: follow(action)?.id ?? null })}`;
    comma = ',';
  }
}

function rowOf(action: Action) {
  const { channel, functions, into } = action;
  const { name, platform, body, activity, lastPost, followers, readsPerDay, staff, purpose } = channel;
  return {
    action: action.action,
    into: into?.id ?? null,
    by: action.by,
    reasons: action.reasons,
    review: action.review,
    reviewReasons: action.reviewReasons,
    confidence: action.confidence,
    functions: functions.map((home) => ({
      function: home.function.id,
      name: home.function.name,
      home: home.channel?.id ?? null,
      carried: home.carried,
      inUse: home.inUse,
    })),
    pinned: action.pinned,
    done: action.done,
    name,
    platform,
    unit: body === null ? null : { id: body.id, name: body.name, level: body.level },
    activity,
    lastPost,
    followers,
    readsPerDay,
    staff,
    serves: purpose === null ? null : Math.round(1000 * purpose.serves) / 1000,
  };
}
