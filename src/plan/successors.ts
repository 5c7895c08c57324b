import type { UnitLevel } from '../model/index.ts';
import type { Channel } from './facts/channel.ts';
import type { Bodies, Body } from './facts/units.ts';
import type { Target } from './policy/schema.ts';
import type { TestContext } from './rules/test.ts';

/**
 * Possible successors by the policy's order. Groups are shared: all villages of a county look to the same list of its accounts, so a
 * register of 300,000 needs no list of its own for each.
 */
export class Successors {
  readonly groups: number[][] = [];
  readonly #indexOf = new Map<string, number>();
  readonly #bodies: Bodies;
  readonly #context: TestContext;
  readonly #channels: readonly Channel[];
  /** Candidates by whose they are. */
  readonly #byUnit = new Map<string, number[]>();
  readonly #byScope = new Map<string, number[]>();
  readonly #byArea = new Map<string, Map<string, number[]>>();
  readonly #candidates: readonly number[];
  readonly #options = new Map<number, Map<number, { group: number; value: number }>>();

  /** `candidates`: indices of channels that may be kept. */
  constructor(
    channels: readonly Channel[],
    candidates: readonly number[],
    bodies: Bodies,
    context: TestContext,
  ) {
    this.#channels = channels;
    this.#candidates = candidates;
    this.#bodies = bodies;
    this.#context = context;
    for (const at of candidates) {
      const body = channels[at]?.body ?? null;
      if (body === null) continue;
      push(this.#byUnit, body.id, at);
      const head = context.scopeHead(body);
      if (head !== null) push(this.#byScope, head.id, at);
    }
  }

  /** A group at a value; one object for all that look to it so. */
  option(group: number, value: number): { readonly group: number; readonly value: number } {
    const ofGroup = this.#options.get(group) ?? new Map<number, { group: number; value: number }>();
    this.#options.set(group, ofGroup);
    const known = ofGroup.get(value) ?? { group, value };
    ofGroup.set(value, known);
    return known;
  }

  /** Group of the channels that a target means for a channel; null where it means none that may stay. */
  group(channel: Channel, target: Target): number | null {
    const owner = this.#owner(channel, target);
    const all = owner?.members ?? NOBODY;
    if (owner === null || all.length === 0) return null;
    const platforms =
      target.platform === 'same' ? [channel.platform] : target.platform === 'any' ? null : target.platform;
    const key = `${owner.key} ${platforms?.join(',') ?? '*'}`;
    const known = this.#indexOf.get(key);
    if (known !== undefined) return known;
    const members = all.filter(
      (at) => platforms === null || platforms.includes(this.#channels[at]?.platform ?? ''),
    );
    const index = this.groups.push(members) - 1;
    this.#indexOf.set(key, index);
    return index;
  }

  #owner(
    { body }: Channel,
    { whose, level }: Target,
  ): { readonly key: string; readonly members: readonly number[] } | null {
    if (body === null) return null;
    const ofUnit = (unit: Body | null) => {
      if (unit === null || (level !== undefined && whose !== 'own' && !within(unit.level, level)))
        return null;
      return { key: `unit ${unit.id}`, members: this.#byUnit.get(unit.id) ?? NOBODY };
    };
    switch (whose) {
      case 'own':
        return ofUnit(body);
      case 'parent':
        return ofUnit(body.parent);
      case 'government':
        return ofUnit(this.#bodies.government(body, level ?? null));
      case 'scope': {
        const head = this.#context.scopeHead(body);
        return head === null
          ? null
          : { key: `scope ${head.id}`, members: this.#byScope.get(head.id) ?? NOBODY };
      }
      case 'area': {
        const levels = level ?? [];
        const government = this.#bodies.government(body, levels);
        if (government === null) return null;
        const key = levels.join(',');
        return {
          key: `area ${key} ${government.id}`,
          members: this.#area(key, levels).get(government.id) ?? NOBODY,
        };
      }
    }
  }

  /** Candidates of bodies of some levels, by the government of such a level above them. */
  #area(key: string, levels: readonly UnitLevel[]): ReadonlyMap<string, readonly number[]> {
    const known = this.#byArea.get(key);
    if (known !== undefined) return known;
    const made = new Map<string, number[]>();
    for (const at of this.#candidates) {
      const body = this.#channels[at]?.body ?? null;
      if (body === null || !within(body.level, levels)) continue;
      const government = this.#bodies.government(body, levels);
      if (government !== null) push(made, government.id, at);
    }
    this.#byArea.set(key, made);
    return made;
  }
}

const NOBODY: readonly number[] = [];

function within(level: UnitLevel | null, levels: readonly UnitLevel[]): boolean {
  return level !== null && levels.includes(level);
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
