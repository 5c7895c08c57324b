import type { Verdict } from '../model/index.ts';
import type { CensusAccount, CensusSite } from './gather.ts';

/** Counts of a group of accounts. */
export interface Counts {
  readonly total: number;
  readonly qualified: number;
  readonly unqualified: number;
  readonly undetermined: number;
  readonly active: number;
  readonly sleeping: number;
  readonly zombie: number;
  /** Neither posting nor silence is proven. */
  readonly unknown: number;
  /** Judged by use, not by posts. */
  readonly byUse: number;
  /** With a finding that waits for a person. */
  readonly suspected: number;
  /** Sums over the accounts that tell them; null where none does. */
  readonly followers: number | null;
  readonly readsPerDay: number | null;
}

export interface Group extends Counts {
  /** Id of a unit, else the platform or level itself; null = the register does not say. */
  readonly id: string | null;
  readonly name: string | null;
}

export interface Summary {
  readonly accounts: Counts;
  readonly sites: Readonly<Record<Verdict['result'], number>> & { readonly total: number };
  readonly platforms: readonly Group[];
  readonly levels: readonly Group[];
  /** Units with accounts, most unqualified first. */
  readonly units: readonly Group[];
  /** Accounts with the most and, among those that post, the fewest reads a day; at most five each, none in both. */
  readonly best: readonly string[];
  readonly worst: readonly string[];
}

const LEVELS = ['national', 'province', 'city', 'county', 'township', 'village'];
const SHOWN = 5;

export function summaryOf(accounts: readonly CensusAccount[], sites: readonly CensusSite[]): Summary {
  const bySize = (a: Group, b: Group) => b.total - a.total || order(a.id, b.id);
  const groups = (
    key: (account: CensusAccount) => string | null,
    name: (account: CensusAccount) => string | null,
  ) =>
    [...Map.groupBy(accounts, key)].map(([id, own]): Group => {
      const [first] = own;
      return { id, name: first === undefined ? null : name(first), ...countsOf(own) };
    });
  const level = ({ id }: Group) => (id === null ? LEVELS.length : LEVELS.indexOf(id));
  const read = accounts
    .filter((account) => account.readsPerDay !== null)
    .sort((a, b) => (b.readsPerDay ?? 0) - (a.readsPerDay ?? 0) || order(a.id, b.id));
  const best = read.slice(0, SHOWN).map(({ id }) => id);
  const worst = read
    .filter(({ id, activity }) => activity === 'active' && !best.includes(id))
    .slice(-SHOWN)
    .map(({ id }) => id)
    .reverse();
  const sitesWith = (result: Verdict['result']) => sites.filter((site) => site.result === result).length;
  return {
    accounts: countsOf(accounts),
    sites: {
      total: sites.length,
      qualified: sitesWith('qualified'),
      unqualified: sitesWith('unqualified'),
      undetermined: sitesWith('undetermined'),
    },
    platforms: groups(
      ({ platform }) => platform,
      ({ platform }) => platform,
    ).sort(bySize),
    levels: groups(
      ({ unit }) => unit?.level ?? null,
      ({ unit }) => unit?.level ?? null,
    ).sort((a, b) => level(a) - level(b)),
    units: groups(
      ({ unit }) => unit?.id ?? null,
      ({ unit }) => unit?.name ?? null,
    ).sort((a, b) => b.unqualified - a.unqualified || bySize(a, b)),
    best,
    worst,
  };
}

export function countsOf(accounts: readonly CensusAccount[]): Counts {
  const count = (holds: (account: CensusAccount) => boolean) => accounts.filter(holds).length;
  const sum = (of: (account: CensusAccount) => number | null) => {
    const told = accounts.flatMap((account) => of(account) ?? []);
    return told.length === 0 ? null : Math.round(told.reduce((total, one) => total + one, 0));
  };
  return {
    total: accounts.length,
    qualified: count(({ result }) => result === 'qualified'),
    unqualified: count(({ result }) => result === 'unqualified'),
    undetermined: count(({ result }) => result === 'undetermined'),
    active: count(({ activity }) => activity === 'active'),
    sleeping: count(({ activity }) => activity === 'sleeping'),
    zombie: count(({ activity }) => activity === 'zombie'),
    unknown: count(({ activity }) => activity === 'unknown'),
    byUse: count(({ activity }) => activity === null),
    suspected: count(({ suspected }) => suspected),
    followers: sum(({ followers }) => followers),
    readsPerDay: sum(({ readsPerDay }) => readsPerDay),
  };
}

function order(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
