import type { Carried, Channel } from './facts/channel.ts';
import type { Bodies } from './facts/units.ts';
import { type Pin, wrong } from './pins.ts';
import type { Policy } from './policy/load.ts';
import type { Part, Quota, Target } from './policy/schema.ts';
import { type Decision, decide } from './rules/decide.ts';
import { pointsOf } from './rules/points.ts';
import { answerTo, type TestContext } from './rules/test.ts';
import type { Item, Limit, Problem } from './solve/problem.ts';
import { Successors } from './successors.ts';

/**
 * What a plan is to achieve, in this order (docs/planning.md). Each level outweighs what the ones below it can come to for one
 * channel; a point of the policy's `best` is a thousand.
 */
export const WORTH = {
  /** A service function in use that loses its place. */
  functionLost: -10_000_000_000,
  /** Kept only because a function would be lost. */
  ifNeeded: -1_000_000_000,
  /** `keep` goes before `may` where a quota is short. */
  keep: 100_000_000,
  may: 10_000_000,
  /** Closed where the policy wants it merged: nobody takes over what it leaves. */
  noSuccessor: -1_000_000,
  /** Each place further down the order of successors. */
  further: -1_000,
  point: 1_000,
  /** A better successor of the same place; less than a place in all. */
  merit: 10,
  mostMerit: 900,
} as const;

/** A channel on its way to a decision. */
export interface Case {
  readonly channel: Channel;
  readonly decision: Decision;
  readonly pin: Pin | null;
  readonly points: number;
  /** The quota that it counts in. */
  readonly quota: Quota | null;
  readonly slot: string | null;
  /** Service functions that have to have a place. */
  readonly inUse: readonly Carried[];
  /** Filed, and no sign that anybody uses them. */
  readonly onPaper: readonly Carried[];
  /** General ones (信息发布): they move with the content, and hold nothing up. */
  readonly general: readonly Carried[];
  /** Successors in order: group in the problem, place in the order. */
  readonly into: readonly { readonly group: number; readonly value: number }[];
}

export interface Assembled {
  readonly cases: readonly Case[];
  readonly problem: Problem;
}

/** Rules, quotas and pins over channels → the choice to be made. */
export function assemble(
  policy: Policy,
  part: Part,
  channels: readonly Channel[],
  bodies: Bodies,
  context: TestContext,
  pins: ReadonlyMap<string, Pin>,
): Assembled {
  const decisions = channels.map((channel) => decide(part, channel, context));
  const pinOf = (channel: Channel) => pins.get(channel.id) ?? null;
  const candidates = channels.flatMap((channel, at) =>
    mayStay(decisions[at]) || pinOf(channel)?.action === 'keep' ? [at] : [],
  );
  const successors = new Successors(channels, candidates, bodies, context);
  const cases = channels.map((channel, at): Case => {
    const decision = decisions[at] ?? { rule: null, verdict: 'leave', sure: false, doubts: [] };
    const pin = pinOf(channel);
    if (pin !== null) againstRule(pin, decision);
    const quota = decision.verdict === 'leave' && pin === null ? null : quotaOf(part, channel, context);
    const slot = quota === null ? null : slotOf(quota, channel, bodies, context);
    const order = decision.rule?.into ?? part.into;
    const { inUse, onPaper } = functionsOf(channel, policy);
    return {
      channel,
      decision,
      pin,
      points: pointsOf(
        channel,
        policy.best,
        channel.body !== null && context.scopeHead(channel.body) === channel.body,
      ),
      quota: slot === null ? null : quota,
      slot,
      inUse,
      onPaper,
      general: channel.functions.length === 0 ? NONE : channel.functions.filter(({ general }) => general),
      into:
        decision.verdict === 'leave' || decision.verdict === 'cancel'
          ? []
          : intoOf(channel, at, order, successors),
    };
  });
  return { cases, problem: problemOf(cases, successors, channels) };
}

/** Groups of successors in order, each at its best place; those that hold nobody else are left out. */
function intoOf(
  channel: Channel,
  at: number,
  order: readonly Target[],
  successors: Successors,
): Case['into'] {
  const seen = new Set<number>();
  return order.flatMap((target, place) => {
    const group = successors.group(channel, target);
    if (group === null || seen.has(group)) return [];
    seen.add(group);
    const holdsOthers = successors.groups[group]?.some((other) => other !== at) === true;
    return holdsOthers ? [successors.option(group, WORTH.further * place)] : [];
  });
}

function mayStay(decision: Decision | undefined): boolean {
  const verdict = decision?.verdict;
  return verdict === 'keep' || verdict === 'may' || verdict === 'ifNeeded' || verdict === 'leave';
}

/** A pin may go against what holds in principle (原则上), not against what holds for all. */
function againstRule(pin: Pin, { rule, verdict }: Decision): void {
  if (rule === null || !rule.hard) return;
  const kept = verdict === 'keep' || verdict === 'may' || verdict === 'leave';
  if ((pin.action === 'keep') === kept) return;
  throw wrong(pin, `goes against the rule ${rule.id} (${rule.clause}), which allows no exception`);
}

function quotaOf(part: Part, channel: Channel, context: TestContext): Quota | null {
  return (
    part.quotas.find(
      ({ platforms, when }) =>
        (platforms === undefined || platforms.includes(channel.platform)) &&
        (when === undefined || answerTo(when, channel, {}, context).holds),
    ) ?? null
  );
}

function slotOf(
  quota: Quota,
  { body, platform }: Channel,
  bodies: Bodies,
  context: TestContext,
): string | null {
  if (body === null) return null;
  const owner =
    quota.per === 'unit'
      ? body
      : quota.per === 'scope'
        ? context.scopeHead(body)
        : bodies.government(body, null);
  return owner === null ? null : `${quota.id} ${owner.id} ${platform}`;
}

/**
 * Functions that somebody uses, and functions that stand on paper alone: filed, of a channel that never published or that surely
 * serves nobody. Only the former hold up a closure; the latter are shown to a person.
 */
function functionsOf(
  { functions, activity, purpose }: Channel,
  { doubt }: Policy,
): { readonly inUse: readonly Carried[]; readonly onPaper: readonly Carried[] } {
  const unused =
    activity === 'zombie' ||
    (purpose !== null && purpose.evidence >= doubt.evidence.value && purpose.serves < doubt.filed.value);
  const services = functions.filter(({ general }) => !general);
  if (services.length === 0) return NO_FUNCTIONS;
  return {
    inUse: services.filter(({ filed }) => !filed || !unused),
    onPaper: services.filter(({ filed }) => filed && unused),
  };
}

const NONE: readonly Carried[] = [];
const NO_FUNCTIONS = { inUse: NONE, onPaper: NONE };

function problemOf(cases: readonly Case[], { groups }: Successors, channels: readonly Channel[]): Problem {
  const own: number[][] = [];
  const items = cases.map((one): Item => {
    const { channel, pin, points } = one;
    const merit = Math.min(WORTH.mostMerit, Math.max(0, Math.round(WORTH.merit * points)));
    const base = { id: channel.id, merit };
    if (pin !== null) {
      const target = channels.findIndex(({ id }) => id === pin.into);
      if (pin.action === 'keep') return { ...base, keep: keepValue(one), close: null, into: [] };
      if (target < 0) return { ...base, keep: null, close: 0, into: [] };
      const group = groups.length + own.push([target]) - 1;
      return { ...base, keep: null, close: null, into: [{ group, value: 0 }] };
    }
    return { ...base, ...options(one) };
  });
  const slots = Map.groupBy(
    cases.flatMap(({ slot }, at) => (slot !== null && items[at]?.keep !== null ? [{ slot, at }] : [])),
    ({ slot }) => slot,
  );
  const limits = [...slots].map(([id, members]): Limit => {
    const most = cases[members[0]?.at ?? 0]?.quota?.params.most.value ?? members.length;
    // What people pin beyond a quota that holds in principle is theirs to answer for.
    const pinned = members.filter(({ at }) => cases[at]?.pin?.action === 'keep').length;
    return { id, most: Math.max(most, pinned), members: members.map(({ at }) => at) };
  });
  return { items, groups: [...groups, ...own], limits };
}

function keepValue({ decision: { verdict }, points }: Case): number {
  const worth = verdict === 'ifNeeded' ? WORTH.ifNeeded : verdict === 'may' ? WORTH.may : WORTH.keep;
  return worth + Math.round(WORTH.point * points);
}

function options(one: Case): Pick<Item, 'keep' | 'close' | 'into'> {
  const { decision, inUse, into } = one;
  const lost = WORTH.functionLost * inUse.length;
  switch (decision.verdict) {
    case 'leave':
      return { keep: keepValue(one), close: null, into: [] };
    case 'keep':
    case 'may':
      return { keep: keepValue(one), close: lost + WORTH.noSuccessor, into };
    case 'ifNeeded':
      return { keep: keepValue(one), close: lost, into: inUse.length > 0 ? into : [] };
    case 'merge':
      return { keep: null, close: lost + WORTH.noSuccessor, into };
    case 'close':
      return { keep: null, close: lost, into: inUse.length > 0 ? into : [] };
    case 'cancel':
      return { keep: null, close: 0, into: [] };
  }
}
