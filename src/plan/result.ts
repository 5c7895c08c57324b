import type { Bilingual, Day, Provenance } from '../model/index.ts';
import type { Carried, Channel } from './facts/channel.ts';
import type { Policy } from './policy/load.ts';
import type { Summary } from './summary.ts';

export type ActionWord = 'keep' | 'merge' | 'close' | 'cancel';

/** One point of an argument; the first is the rule that decided. */
export interface Reason {
  /** Id of a rule or quota of the policy, or one of the planner's own words (`best`, `successor`, `function`, `pin` …). */
  readonly rule: string;
  readonly clause: string | null;
  readonly provenance: Provenance | null;
  readonly text: Bilingual;
}

/** Where a service function is to be found afterwards. */
export interface Home {
  readonly function: Carried;
  /** null: nowhere. */
  readonly channel: Channel | null;
  /** The successor has it already; else it has to be set up there before the old one stops. */
  readonly carried: boolean;
  /** Somebody uses it; else it is only filed, and a person checks whether it exists. */
  readonly inUse: boolean;
}

/** A filed function that its new place does not have: to be opened there before the old one stops. What posts tell of moves as content. */
export function needsSetUp({ function: { filed }, channel, carried, inUse }: Home): boolean {
  return filed && inUse && channel !== null && !carried;
}

export interface Action {
  readonly channel: Channel;
  readonly action: ActionWord;
  readonly into: Channel | null;
  /** Day by which it is to be done; null where nothing is to be done. */
  readonly by: Day | null;
  readonly reasons: readonly Reason[];
  /** A person has to look; why stands in `reviewReasons`. */
  readonly review: boolean;
  readonly reviewReasons: readonly Reason[];
  /** 0..1: how far the facts carry it. */
  readonly confidence: number;
  readonly functions: readonly Home[];
  readonly pinned: boolean;
  /** The policy would close it; it stays until its service functions have another place. */
  readonly isHeld: boolean;
  /** It is done already (an account cancelled before). */
  readonly done: boolean;
}

/** Something wrong with the policy or the register that the plan met, by name. */
export interface PlanProblem {
  readonly what:
    | 'undecided'
    | 'noSuccessor'
    | 'noUnit'
    | 'noParent'
    | 'twoBest'
    | 'deadline'
    | 'scope'
    | 'functionLost'
    | 'notProven';
  readonly ids: readonly string[];
  readonly text: Bilingual;
}

export interface Plan {
  readonly policy: Policy;
  readonly asOf: number;
  readonly by: Day;
  /** In the order of the register, every account. */
  readonly actions: readonly Action[];
  readonly sites: readonly Action[];
  readonly summary: Summary;
  readonly problems: readonly PlanProblem[];
}
