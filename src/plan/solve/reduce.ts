import type { Problem } from './problem.ts';

/** What is settled about an item. */
export const OPEN = 0;
export const KEPT = 1;
export const GONE = 2;

const UNLIMITED: readonly number[] = [];

/**
 * Settles what can be settled without a search, each step with a proof that some best solution agrees (docs/planning.md). Keeping
 * more never harms others but by the limits, which is what the proofs rest on.
 */
export class Reduction {
  readonly state: Uint8Array;
  /** Least value that each item has for sure if it is not kept. */
  readonly sure: Float64Array;
  readonly #problem: Problem;
  /** Limits of each item. */
  readonly #limitsOf: (readonly number[])[];
  readonly #users: ReadonlyMap<number, readonly number[]>;

  constructor(problem: Problem) {
    const { items, limits, groups } = problem;
    this.#problem = problem;
    this.state = new Uint8Array(items.length);
    this.sure = new Float64Array(items.length).fill(Number.NEGATIVE_INFINITY);
    this.#limitsOf = items.map(() => UNLIMITED);
    limits.forEach((limit, at) => {
      for (const member of limit.members) this.#limitsOf[member] = [...(this.#limitsOf[member] ?? []), at];
    });
    const users = new Map<number, number[]>(groups.map((_, at) => [at, []]));
    items.forEach((item, at) => {
      for (const { group } of item.into) users.get(group)?.push(at);
    });
    this.#users = users;
    this.#run();
  }

  #run(): void {
    for (let before = -1, now = 0; before !== now; now = this.#settled()) {
      before = this.#settled();
      this.#force();
      this.#measure();
      this.#keepWilling();
      this.#dropUseless();
    }
  }

  #settled(): number {
    let count = 0;
    for (const one of this.state) if (one !== OPEN) count += 1;
    return count;
  }

  /** What cannot be kept is gone; what can only be kept is kept; where a limit is reached the rest is gone. */
  #force(): void {
    const { items, limits } = this.#problem;
    items.forEach((item, at) => {
      if (this.state[at] !== OPEN) return;
      if (item.keep === null) this.state[at] = GONE;
      else if (this.best(at) === Number.NEGATIVE_INFINITY) this.state[at] = KEPT;
    });
    for (const { most, members } of limits) {
      if (members.filter((member) => this.state[member] === KEPT).length < most) continue;
      for (const member of members) if (this.state[member] === OPEN) this.state[member] = GONE;
    }
  }

  /** The most that an item can come to if it is not kept. */
  best(at: number): number {
    const { items, groups } = this.#problem;
    const item = items[at];
    let value = item?.close ?? Number.NEGATIVE_INFINITY;
    for (const { group, value: base } of item?.into ?? [])
      for (const to of groups[group] ?? [])
        if (to !== at && this.state[to] !== GONE) value = Math.max(value, base + (items[to]?.merit ?? 0));
    return value;
  }

  /** Wants to be kept whatever happens to the rest. */
  #wants(at: number): boolean {
    const keep = this.#problem.items[at]?.keep ?? null;
    return this.state[at] === OPEN && keep !== null && keep >= this.best(at);
  }

  /**
   * The value that is sure for each item: closing, a successor that is kept, and the worst of a limited set that surely keeps one:
   * a member that wants to be kept could be added to any solution that keeps none of them.
   */
  #measure(): void {
    const { items, groups, limits } = this.#problem;
    const wanting = limits.map(({ members, most }) =>
      most > 0 ? members.filter((member) => this.#wants(member)) : [],
    );
    const possible = limits.map(
      ({ members }) => members.filter((member) => this.state[member] !== GONE).length,
    );
    const sureOf = groups.map((members) => {
      let kept = Number.NEGATIVE_INFINITY;
      const inside = new Map<number, { count: number; worst: number }>();
      for (const member of members) {
        const merit = items[member]?.merit ?? 0;
        if (this.state[member] === KEPT) kept = Math.max(kept, merit);
        const own = this.#limitsOf[member] ?? [];
        const [limit] = own;
        if (this.state[member] === GONE || own.length !== 1 || limit === undefined) continue;
        const seen = inside.get(limit) ?? { count: 0, worst: Number.POSITIVE_INFINITY };
        inside.set(limit, { count: seen.count + 1, worst: Math.min(seen.worst, merit) });
      }
      const sets = [...inside].flatMap(([limit, { count, worst }]) =>
        count === possible[limit] && (wanting[limit]?.length ?? 0) > 0 ? [{ limit, worst }] : [],
      );
      return { kept, sets };
    });
    items.forEach((item, at) => {
      let value = item.close ?? Number.NEGATIVE_INFINITY;
      for (const { group, value: base } of item.into) {
        const { kept, sets } = sureOf[group] ?? { kept: Number.NEGATIVE_INFINITY, sets: [] };
        if (this.state[at] !== KEPT) value = Math.max(value, base + kept);
        for (const { limit, worst } of sets)
          if ((wanting[limit] ?? []).some((member) => member !== at)) value = Math.max(value, base + worst);
      }
      this.sure[at] = value;
    });
  }

  /** No limit can bind, and it is worth at least as much kept as in any other way: kept. */
  #keepWilling(): void {
    const { items, limits } = this.#problem;
    const room = limits.map(
      ({ most, members }) => members.filter((member) => this.state[member] !== GONE).length <= most,
    );
    items.forEach((_, at) => {
      if (this.#wants(at) && (this.#limitsOf[at] ?? []).every((limit) => room[limit])) this.state[at] = KEPT;
    });
  }

  /** Even with all that others could gain by it, it is worth less kept than the value that is sure without: gone. */
  #dropUseless(): void {
    const { items, groups } = this.#problem;
    const gain = new Float64Array(items.length);
    groups.forEach((members, group) => {
      if (!members.some((member) => this.state[member] === OPEN)) return;
      for (const user of this.#users.get(group) ?? []) {
        if (this.state[user] === KEPT) continue;
        const base = items[user]?.into.find((one) => one.group === group)?.value ?? 0;
        const sure = this.sure[user] ?? Number.NEGATIVE_INFINITY;
        for (const member of members) {
          if (member === user || this.state[member] !== OPEN) continue;
          gain[member] = (gain[member] ?? 0) + Math.max(0, base + (items[member]?.merit ?? 0) - sure);
        }
      }
    });
    items.forEach((item, at) => {
      if (this.state[at] !== OPEN || item.keep === null) return;
      if (item.keep + (gain[at] ?? 0) < (this.sure[at] ?? 0)) this.state[at] = GONE;
    });
  }
}
