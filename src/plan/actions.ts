import type { Day } from '../model/index.ts';
import type { Case } from './assemble.ts';
import type { Carried, Channel } from './facts/channel.ts';
import { wrong } from './pins.ts';
import type { Policy } from './policy/load.ts';
import type { Action, ActionWord, Home, Reason } from './result.ts';
import { rivalsOf } from './rivals.ts';
import type { Problem, Solution } from './solve/problem.ts';
import * as say from './words-of-plan.ts';

/** Factors of confidence: how much of it is left where a fact is not proven. Shown beside the action, deciding nothing. */
const LEFT = {
  unsure: 0.6,
  doubt: 0.6,
  twoBest: 0.5,
  noSuccessor: 0.7,
  blocked: 0.3,
  undecided: 0.2,
} as const;

/** The solved choice → actions with reasons, places of functions, and what a person has to look at. */
export function actionsOf(
  policy: Policy,
  cases: readonly Case[],
  problem: Problem,
  { choices }: Solution,
  by: Day,
): Action[] {
  const kept = (at: number) => choices[at]?.kind === 'keep';
  const rivals = rivalsOf(cases, choices, policy.best.close.value);
  return cases.map((one, at): Action => {
    const { channel, decision, pin, inUse, onPaper } = one;
    const choice = choices[at] ?? { kind: 'none' };
    const into = choice.kind === 'merge' ? (cases[choice.into]?.channel ?? null) : null;
    const isLost =
      choice.kind === 'close' && inUse.length > 0 && pin === null && decision.verdict !== 'cancel';
    const action: ActionWord = isLost ? 'keep' : wordOf(one, choice.kind);
    const reasons: Reason[] = [pin === null ? say.byRule(decision) : say.byPin(pin, decision)];
    const review: Reason[] = [];
    let confidence = 1;
    const look = (reason: Reason, left: number) => {
      review.push(reason);
      confidence *= left;
    };
    reasons.push(...say.aboutChannel(one));
    const { winner, close } = rivals[at] ?? { winner: null, close: [] };
    // Where the rule lets it stay, it is the quota that decides: it comes first.
    if (winner !== null && choice.kind !== 'keep' && pin === null) reasons.unshift(say.outdone(one, winner));
    if (into !== null) reasons.push(say.successor(channel, into));
    if (isLost) {
      look(say.functionsLost(inUse), LEFT.blocked);
      reasons.push(say.functionsLost(inUse));
    }
    const homes = homesOf(one, into, action, problem, kept, cases);
    const done = action === 'cancel' && channel.status === 'cancelled';
    if (pin === null && !done) {
      if (decision.rule === null) look(say.undecided(decision), LEFT.undecided);
      else if (!decision.sure) look(say.unsure(one), LEFT.unsure);
      if (decision.rule?.review !== undefined) review.push(say.fromRule(decision.rule, decision.rule.review));
      for (const doubt of decision.doubts) look(say.doubtful(one, doubt), LEFT.doubt);
      if (close.length > 0) look(say.twoBest(one, close), LEFT.twoBest);
      if (decision.verdict === 'merge' && choice.kind === 'close' && !isLost)
        look(say.noSuccessor(channel), LEFT.noSuccessor);
      if (action === 'close' && homes.some((home) => !home.inUse && home.channel === null))
        review.push(say.onPaper(onPaper));
    }
    if (pin?.action === 'close' && homes.some((home) => home.inUse && home.channel === null))
      throw wrong(
        pin,
        `${say.names(inUse, 'zh')} (${say.names(inUse, 'en')}) would have no place any more`,
        `say where it goes: --pin ${channel.id}=merge:ID`,
      );
    return {
      channel,
      action,
      into,
      by: action === 'keep' || done ? null : by,
      reasons,
      review: review.length > 0,
      reviewReasons: review,
      confidence: Math.round(confidence * certainty(one) * 100) / 100,
      functions: homes,
      pinned: pin !== null,
      done,
    };
  });
}

function wordOf({ decision, pin }: Case, kind: Solution['choices'][number]['kind']): ActionWord {
  if (kind === 'keep') return 'keep';
  if (kind === 'merge') return 'merge';
  if (pin?.action === 'cancel' || (pin === null && decision.verdict === 'cancel')) return 'cancel';
  return 'close';
}

/** A rule that asks whether the account serves is as sure as the answer. */
function certainty({ channel: { purpose }, decision }: Case): number {
  const asked = JSON.stringify(decision.rule?.when ?? {}).includes('"serves"');
  if (purpose === null || !asked) return 1;
  return Math.max(purpose.serves, 1 - purpose.serves);
}

/** Where each service function of a channel that goes is to be found: with its successor, else where it is already, in the policy's order. */
function homesOf(
  { channel, inUse, onPaper, general, into }: Case,
  successor: Channel | null,
  action: ActionWord,
  { groups }: Problem,
  kept: (at: number) => boolean,
  cases: readonly Case[],
): Home[] {
  if (action === 'keep' || (channel.status === 'cancelled' && action === 'cancel')) return [];
  const carries = (one: Channel, id: string) => one.functions.some((other) => other.id === id);
  const others = () =>
    into.flatMap(({ group }) =>
      (groups[group] ?? []).flatMap((at) => (kept(at) ? (cases[at]?.channel ?? []) : [])),
    );
  const homeOf = (carried: Carried, isUsed: boolean): Home => {
    const list = successor === null ? others() : [successor];
    const found = list.find((one) => carries(one, carried.id)) ?? list[0] ?? null;
    return {
      function: carried,
      channel: found,
      carried: found !== null && carries(found, carried.id),
      inUse: isUsed,
    };
  };
  const along = action === 'merge' ? general : [];
  return [
    ...inUse.map((one) => homeOf(one, true)),
    ...[...onPaper, ...along].map((one) => homeOf(one, false)),
  ];
}
