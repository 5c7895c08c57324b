import { type Bilingual, DAY, type LifecycleEvent, type LifecycleStep, spanOf } from '../../model/index.ts';
import { STATES, type State, type Transition } from './table.ts';

/** A step that the table does not allow where it stands. */
export interface Illegal {
  readonly event: LifecycleEvent;
  readonly why: Bilingual;
}

export interface Status {
  readonly state: State;
  /** The step that led here; null where nothing is known. */
  readonly since: LifecycleEvent | null;
  /** Steps that were taken, oldest first, as the table allows them. */
  readonly taken: readonly LifecycleEvent[];
  readonly illegal: readonly Illegal[];
}

/**
 * Where a channel stands, computed from dated facts and never typed in (状态由事实推算). A channel that the register lists as in use is
 * `active` before its first event. An event that the table does not allow changes nothing and is named. Events after `asOf` are left
 * out. Of one instant, events are taken in the order of the table, so that the order of a file changes nothing.
 */
export function statusOf(
  table: readonly Transition[],
  events: readonly LifecycleEvent[],
  options: { readonly asOf: number; readonly start: State; readonly noticeDays: number },
): Status {
  const { asOf, noticeDays } = options;
  const taken: LifecycleEvent[] = [];
  const illegal: Illegal[] = [];
  let state = options.start;
  let since: LifecycleEvent | null = null;
  for (const event of inOrder(table, events, asOf)) {
    const rule = table.find(({ step }) => step === event.step);
    const why = refusal(rule, state, event, taken, noticeDays);
    if (rule === undefined || why !== null) {
      illegal.push({ event, why: why ?? NO_SUCH_STEP });
      continue;
    }
    taken.push(event);
    if (rule.to !== null) {
      state = rule.to;
      since = event;
    }
  }
  return { state, since, taken, illegal };
}

const NO_SUCH_STEP = { zh: '没有这个环节', en: 'there is no such step' };

/** Why a step may not be taken; null where it may. */
function refusal(
  rule: Transition | undefined,
  state: State,
  event: LifecycleEvent,
  taken: readonly LifecycleEvent[],
  noticeDays: number,
): Bilingual | null {
  if (rule === undefined) return NO_SUCH_STEP;
  if (!rule.from.includes(state))
    return {
      zh: `${STATES[state].zh}的不能直接${rule.title.zh}`,
      en: `“${rule.title.en}” cannot follow “${STATES[state].en}”`,
    };
  if (rule.successor === true && event.into === null)
    return {
      zh: `${rule.title.zh}须写明承接的账号或网站`,
      en: `“${rule.title.en}” has to name who takes over`,
    };
  if (rule.notBefore === undefined) return null;
  const { after } = rule.notBefore;
  const earlier = taken.findLast(({ step }) => step === after);
  const [from, at] = [earlier === undefined ? null : spanOf(earlier.at), spanOf(event.at)];
  if (from === null || at === null || at[1] - from[0] >= noticeDays * DAY) return null;
  return {
    zh: `公告不满${noticeDays}日即${rule.title.zh}`,
    en: `“${rule.title.en}” came before the notice had stood ${noticeDays} days`,
  };
}

function inOrder(
  table: readonly Transition[],
  events: readonly LifecycleEvent[],
  asOf: number,
): readonly LifecycleEvent[] {
  const place = (step: LifecycleStep) => table.findIndex((rule) => rule.step === step);
  const start = (event: LifecycleEvent) => spanOf(event.at)?.[0] ?? Number.POSITIVE_INFINITY;
  return events
    .filter((event) => start(event) <= asOf)
    .sort((a, b) => start(a) - start(b) || place(a.step) - place(b.step));
}

/** Steps that the table allows from a state. */
export function stepsFrom(table: readonly Transition[], state: State): readonly Transition[] {
  return table.filter(({ from }) => from.includes(state));
}
