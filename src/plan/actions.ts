import type { Day } from '../model/index.ts';
import type { Case } from './assemble.ts';
import type { Carried, Channel } from './facts/channel.ts';
import { wrong } from './pins.ts';
import type { Policy } from './policy/load.ts';
import type { Part, Test } from './policy/schema.ts';
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
  part: Part,
  cases: readonly Case[],
  problem: Problem,
  { choices }: Solution,
  by: Day,
): Action[] {
  const kept = (at: number) => choices[at]?.kind === 'keep';
  const rivals = rivalsOf(cases, choices, policy.best.close.value);
  const asking = part.rules.findIndex(({ when }) => asksServes(when));
  return cases.map((one, at): Action => {
    const { channel, decision, pin, inUse } = one;
    const choice = choices[at] ?? { kind: 'none' };
    const into = choice.kind === 'merge' ? (cases[choice.into]?.channel ?? null) : null;
    // Closing it would lose a function: it stays until somebody says where that goes.
    const isHeld =
      choice.kind === 'close' && inUse.length > 0 && pin === null && decision.verdict !== 'cancel';
    const action: ActionWord = isHeld ? 'keep' : wordOf(one, choice.kind);
    const homes = homesOf(one, into, action, problem, kept, cases);
    if (pin?.action === 'close' && homes.some((home) => home.inUse && home.channel === null))
      throw wrong(
        pin,
        `${say.names(inUse, 'zh')} (${say.names(inUse, 'en')}) would have no place any more`,
        `say where it goes: --pin ${channel.id}=merge:ID`,
      );
    const { winner, close } = rivals[at] ?? { winner: null, close: [] };
    const done = action === 'cancel' && channel.status === 'cancelled';
    const askedServes = asking >= 0 && decision.rule !== null && part.rules.indexOf(decision.rule) >= asking;
    return new Decided(
      { one, action, into, homes, isHeld, winner, close },
      action === 'keep' || done ? null : by,
      done,
      askedServes ? certaintyOf(channel) : 1,
    );
  });
}

/** What an action follows from. */
interface Grounds {
  readonly one: Case;
  readonly action: ActionWord;
  readonly into: Channel | null;
  readonly homes: readonly Home[];
  readonly isHeld: boolean;
  readonly winner: Case | null;
  readonly close: readonly Case[];
}

/** An action whose texts are made when they are read: those of 300,000 accounts at once would fill the memory. */
class Decided implements Action {
  readonly by: Day | null;
  readonly done: boolean;
  readonly review: boolean;
  readonly confidence: number;
  readonly #grounds: Grounds;

  constructor(grounds: Grounds, by: Day | null, done: boolean, certainty: number) {
    this.#grounds = grounds;
    this.by = by;
    this.done = done;
    const looks = this.#looks();
    this.review = looks.length > 0;
    this.confidence = Math.round(100 * looks.reduce((rest, { left }) => rest * left, certainty)) / 100;
  }

  get channel(): Channel {
    return this.#grounds.one.channel;
  }

  get action(): ActionWord {
    return this.#grounds.action;
  }

  get into(): Channel | null {
    return this.#grounds.into;
  }

  get functions(): readonly Home[] {
    return this.#grounds.homes;
  }

  get pinned(): boolean {
    return this.#grounds.one.pin !== null;
  }

  get isHeld(): boolean {
    return this.#grounds.isHeld;
  }

  get reasons(): readonly Reason[] {
    const { one, action, into, winner, isHeld } = this.#grounds;
    return reasonsOf(one, action, into, winner, isHeld);
  }

  get reviewReasons(): readonly Reason[] {
    return this.#looks().map(({ reason }) => reason);
  }

  #looks(): readonly Look[] {
    return this.pinned || this.done ? [] : looksOf(this.#grounds);
  }
}

function reasonsOf(
  one: Case,
  action: ActionWord,
  into: Channel | null,
  winner: Case | null,
  isHeld: boolean,
): Reason[] {
  const { channel, decision, pin, inUse } = one;
  return [
    // Where the rule would let it stay, it is the quota that decides: it comes first.
    ...(winner !== null && action !== 'keep' && pin === null ? [say.outdone(one, winner)] : []),
    pin === null ? say.byRule(decision) : say.byPin(pin, decision),
    ...say.aboutChannel(one),
    ...(into === null ? [] : [say.successor(channel, into)]),
    ...(isHeld ? [say.functionsLost(inUse)] : []),
  ];
}

/** Something that a person has to look at, and how much confidence it leaves. */
interface Look {
  readonly reason: Reason;
  readonly left: number;
}

function looksOf({ one, action, isHeld, homes, winner, close }: Grounds): Look[] {
  const { channel, decision, inUse, onPaper } = one;
  const looks: Look[] = [];
  const look = (reason: Reason, left: number) => looks.push({ reason, left });
  if (isHeld) look(say.functionsLost(inUse), LEFT.blocked);
  if (decision.rule === null) look(say.undecided(decision), LEFT.undecided);
  else if (!decision.sure) look(say.unsure(one), LEFT.unsure);
  // What a person has to say about a rule is asked where the rule had its way.
  if (decision.rule?.review !== undefined && (action === 'keep' || winner === null))
    look(say.fromRule(decision.rule, decision.rule.review), 1);
  for (const doubt of decision.doubts) look(say.doubtful(one, doubt), LEFT.doubt);
  if (close.length > 0) look(say.twoBest(one, close), LEFT.twoBest);
  if (decision.verdict === 'merge' && action === 'close') look(say.noSuccessor(channel), LEFT.noSuccessor);
  if (action === 'close' && homes.some((home) => !home.inUse && home.channel === null))
    look(say.onPaper(onPaper), 1);
  return looks;
}

function wordOf({ decision, pin }: Case, kind: Solution['choices'][number]['kind']): ActionWord {
  if (kind === 'keep') return 'keep';
  if (kind === 'merge') return 'merge';
  if (pin?.action === 'cancel' || (pin === null && decision.verdict === 'cancel')) return 'cancel';
  return 'close';
}

function asksServes(test: Test | undefined): boolean {
  if (test === undefined) return false;
  return test.serves !== undefined || asksServes(test.not) || (test.any ?? []).some(asksServes);
}

/** What rests on whether it serves is as sure as the answer to that. */
function certaintyOf({ purpose }: Channel): number {
  return purpose === null ? 1 : Math.max(purpose.serves, 1 - purpose.serves);
}

const NO_HOMES: readonly Home[] = [];

/** Where each service function of a channel that goes is to be found: with its successor, else where it is already, in the policy's order. */
function homesOf(
  { channel, inUse, onPaper, general, into }: Case,
  successor: Channel | null,
  action: ActionWord,
  { groups }: Problem,
  kept: (at: number) => boolean,
  cases: readonly Case[],
): readonly Home[] {
  if (action === 'keep' || channel.functions.length === 0) return NO_HOMES;
  if (channel.status === 'cancelled' && action === 'cancel') return NO_HOMES;
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
  // Who is merged and not dead takes along what it filed: better opened once too often than missed by a citizen.
  const isAlive = action === 'merge' && channel.activity !== 'zombie';
  return [
    ...inUse.map((one) => homeOf(one, true)),
    ...onPaper.map((one) => homeOf(one, isAlive)),
    ...along.map((one) => homeOf(one, false)),
  ];
}
