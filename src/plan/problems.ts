import type { Day } from '../model/index.ts';
import type { Case } from './assemble.ts';
import type { Policy } from './policy/load.ts';
import type { Action, PlanProblem } from './result.ts';

interface Made {
  readonly actions: readonly Action[];
  readonly cases: readonly Case[];
  readonly proven: boolean;
  readonly scopeIsEmpty: boolean;
}

/** What the plan met that is wrong with the policy or the register: each kind once, with every channel that it is about. */
export function problemsOf(parts: readonly Made[], policy: Policy, by: Day, today: Day): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const tell = (what: PlanProblem['what'], ids: readonly string[], zh: string, en: string) => {
    if (ids.length > 0) problems.push({ what, ids, text: { zh, en } });
  };
  const cases = parts.flatMap((part) => part.cases);
  const actions = parts.flatMap((part) => part.actions);
  const idsOf = (fits: (one: Case, action: Action | undefined) => boolean) =>
    cases.flatMap((one, at) => (fits(one, actions[at]) ? [one.channel.id] : []));
  const reviewed = new Map<string, string[]>();
  for (const action of actions)
    if (action.review)
      for (const { rule } of action.reviewReasons) {
        const ids = reviewed.get(rule);
        if (ids === undefined) reviewed.set(rule, [action.channel.id]);
        else ids.push(action.channel.id);
      }
  tell(
    'undecided',
    idsOf(({ decision, pin }) => decision.rule === null && pin === null),
    '政策没有适用的条款，未作决定',
    'The policy leaves them undecided',
  );
  tell(
    'noUnit',
    idsOf(({ channel }) => channel.body === null),
    '名录中没有主办单位',
    'The register names no body for them',
  );
  tell(
    'noParent',
    idsOf(
      ({ channel: { body }, decision }, action) =>
        body !== null &&
        body.parent === null &&
        body.kind !== 'government' &&
        decision.verdict === 'merge' &&
        action?.action === 'close',
    ),
    '主办单位没有上级单位，找不到可并入的账号',
    'Their body has no superior, so there is nowhere to merge them into',
  );
  tell(
    'noSuccessor',
    reviewed.get('successor') ?? [],
    '找不到可并入的账号',
    'There is nowhere to merge them into',
  );
  tell(
    'twoBest',
    reviewed.get('best') ?? [],
    '同一单位同一平台难分高下，请人工确定',
    'Nearly equal; a person chooses',
  );
  tell(
    'functionLost',
    actions.filter(({ isHeld }) => isHeld).map(({ channel }) => channel.id),
    '服务功能没有承接账号，暂不关停',
    'A service function has no other place, so they are not closed yet',
  );
  if (parts.some(({ scopeIsEmpty }) => scopeIsEmpty))
    tell(
      'scope',
      [policy.id],
      '名录中没有政策所指的单位，全部维持现状',
      'The register has none of the bodies that the policy is about; everything is left as it is',
    );
  if (by < today) tell('deadline', [by], `完成时限${by}已过`, `The deadline ${by} has passed`);
  if (parts.some(({ proven }) => !proven))
    tell('notProven', ['*'], '规模过大，未能证明是最优方案', 'Too large to prove that no better plan exists');
  return problems;
}
