import type { Register, RegisterTables } from '../collect/import/index.ts';
import type { Discovery } from '../discovery/index.ts';
import type { Standard } from '../judge/index.ts';
import {
  type AccountRow,
  type AccountVerdict,
  type Finding,
  InputError,
  shanghai,
  type UnitRow,
  type Verdict,
} from '../model/index.ts';
import type { Activity } from '../signals/index.ts';
import { type AnswerUse, joinUses } from './answers.ts';
import type { Reasons } from './labels.ts';
import type { Look } from './look.ts';
import type { Judged, JudgedAccount, KeptVerdict } from './shard.ts';
import { SpoolReader } from './spool.ts';
import { type Summary, summaryOf } from './summary.ts';

/** One account in a census, without its findings: what tables show. */
export interface CensusAccount {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
  readonly status: AccountRow['status'];
  readonly unit: Pick<UnitRow, 'id' | 'name' | 'level'> | null;
  readonly result: Verdict['result'];
  /** null: not to be judged by posts. */
  readonly activity: Activity | null;
  readonly lastPost: string | null;
  /** A finding waits for a person. */
  readonly suspected: boolean;
  readonly followers: number | null;
  readonly readsPerDay: number | null;
}

export interface CensusSite {
  readonly id: string;
  readonly name: string;
  readonly url: string | null;
  readonly result: Verdict['result'];
  readonly because: Verdict['because'];
  /** Findings from what the register itself tells (messages, probes); the rest needs an inspection. */
  readonly findings: readonly Finding[];
}

export interface Census extends Pick<Look, 'duplicates' | 'inferred' | 'contradictions'> {
  readonly asOf: number;
  readonly standard: Standard;
  readonly register: Register;
  readonly summary: Summary;
  /** In the order of the register. */
  readonly accounts: readonly CensusAccount[];
  readonly sites: readonly CensusSite[];
  /** Accounts that were found, compared with the register; null where none were looked for. */
  readonly discovery: Discovery | null;
  /** What became of each answer, in their order. */
  readonly answers: readonly AnswerUse[];
  /** The whole verdict on an account, as it was put aside. */
  verdict(id: string): AccountVerdict;
  /** The rest of the verdict on an account (`because`, `score`, `findings` …) as the text of a JSON object. */
  findingsJson(id: string): string;
  /** Why an account came to its result. */
  reasons(id: string): Reasons;
  /** Gives back what holds the verdicts; they cannot be asked for afterwards. */
  close(): void;
}

/** Puts together what the shares judged and what the register says. */
export function censusOf(
  register: Register,
  { asOf, standard }: { readonly asOf: number; readonly standard: Standard },
  judged: readonly Judged[],
  { tables, duplicates, inferred, contradictions }: Look,
  discovery: Discovery | null,
): Census {
  const accounts = describe(
    inOrder(
      register.accounts.keys(),
      judged.map((part) => part.accounts),
    ),
    tables,
  );
  const sites = inOrder(
    register.sites.keys(),
    judged.map((part) => part.sites),
  );
  const places = new Map<string, readonly [part: number, at: number]>();
  const readers = judged.map((part, index) => {
    for (const [at, { id }] of part.accounts.entries()) places.set(id, [index, at]);
    return { reasons: new SpoolReader(part.reasons), findings: new SpoolReader(part.findings) };
  });
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const put = (id: string, of: 'reasons' | 'findings'): string => {
    const [part, at] = given(places.get(id) ?? null, id);
    return given(readers[part] ?? null, id)[of].read(at);
  };
  return {
    asOf,
    standard,
    register,
    summary: summaryOf(accounts, sites),
    accounts,
    sites,
    duplicates,
    inferred,
    contradictions,
    discovery,
    answers: joinUses(judged.map((part) => part.answers)),
    findingsJson: (id) => put(id, 'findings'),
    reasons: (id) => JSON.parse(put(id, 'reasons')) as Reasons,
    verdict: (id) => {
      const { name, result } = given(byId.get(id) ?? null, id);
      const url = register.accounts.get(id)?.url ?? null;
      return {
        schema: 'xunjian.verdict/1',
        subject: { kind: 'account', id, name, url },
        standard: { id: standard.id, version: standard.version, title: standard.title },
        asOf: shanghai(asOf),
        result,
        ...(JSON.parse(put(id, 'findings')) as KeptVerdict),
      };
    },
    close: () => {
      for (const { reasons, findings } of readers) {
        reasons.close();
        findings.close();
      }
    },
  };
}

/** Adds what the register says of each account; a unit is one object for all of its accounts. */
function describe(judged: readonly JudgedAccount[], { accounts, units }: RegisterTables): CensusAccount[] {
  const shown = new Map<string, CensusAccount['unit']>();
  const unitOf = (id: string): CensusAccount['unit'] => {
    const known = shown.get(id);
    if (known !== undefined) return known;
    const unit = units.get(id);
    const own = unit === undefined ? null : { id: unit.id, name: unit.name, level: unit.level };
    shown.set(id, own);
    return own;
  };
  return judged.map(({ id, ...found }) => {
    const { name, platform, status, unit } = given(accounts.get(id) ?? null, id);
    return { id, name, platform, status, unit: unit === null ? null : unitOf(unit), ...found };
  });
}

/** Rows of all shares in the order of the register. Each share is in that order already. */
function inOrder<T extends { readonly id: string }>(
  ids: Iterable<string>,
  parts: readonly (readonly T[])[],
): readonly T[] {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const next = parts.map(() => 0);
  const rows: T[] = [];
  for (const id of ids) {
    const part = parts.findIndex((one, at) => one[next[at] ?? 0]?.id === id);
    const row = parts[part]?.[next[part] ?? 0];
    next[part] = (next[part] ?? 0) + 1;
    rows.push(given(row ?? null, id));
  }
  return rows;
}

/** What has to be there; a hole would be our own mistake. */
export function given<T>(value: T | null, what: string): T {
  if (value !== null) return value;
  throw new InputError({ what: 'census', where: what, why: 'was not read', todo: 'report this' });
}
