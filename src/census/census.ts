import { availableParallelism } from 'node:os';
import {
  type Register,
  type RegisterTables,
  type RegisterWords,
  readRegister,
  shareOf,
  sizeOfRecords,
} from '../collect/import/index.ts';
import type { Answer, Standard } from '../judge/index.ts';
import {
  type AccountRow,
  type AccountVerdict,
  type Finding,
  InputError,
  shanghai,
  type UnitRow,
  type Verdict,
} from '../model/index.ts';
import type { Activity, Sibling } from '../signals/index.ts';
import type { Scanner } from '../text/index.ts';
import { type AnswerUse, joinUses } from './answers.ts';
import type { Reasons } from './labels.ts';
import { CensusShard, type Judged, type KeptVerdict, type ShardTables } from './shard.ts';
import { SpoolReader } from './spool.ts';
import { type Summary, summaryOf } from './summary.ts';
import { startThreads, type Threads, type ToolsModule } from './threads.ts';

export interface CensusOptions {
  readonly words: RegisterWords;
  readonly standard: Standard;
  /** The instant that is judged (milliseconds). */
  readonly asOf: number;
  /** Term packs to look through posts with; null = the words of posts are not looked at. */
  readonly scanner: Scanner | null;
  /** People's decisions; what is suspected becomes settled. */
  readonly answers?: readonly Answer[];
  /** Whether whole verdicts can be asked for afterwards; absent = they can. Without, a large census is faster and takes no disk. */
  readonly findings?: boolean;
  readonly skipBad?: boolean;
  readonly signal?: AbortSignal;
  /** Reads the register; the command line's way also tells what is wrong with it. */
  readonly read?: typeof readRegister;
  /** How further threads come to the same tools; absent = one thread does all. Small registers are read by one thread anyway. */
  readonly tools?: ToolsModule;
  /** Threads, this one among them; absent = one for each core, four at most. */
  readonly threads?: number;
}

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

export interface Census {
  readonly asOf: number;
  readonly standard: Standard;
  readonly register: Register;
  readonly summary: Summary;
  /** In the order of the register. */
  readonly accounts: readonly CensusAccount[];
  readonly sites: readonly CensusSite[];
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

/** Below this, threads cost more than they bring. */
const WORTH_THREADS = 64 << 20;
const MOST_THREADS = 4;

/** Reads a register and judges every account and site in it (普查). Pure but for reading the folder. */
export async function takeCensus(folder: string, options: CensusOptions): Promise<Census> {
  const { words, standard, asOf, scanner, skipBad = false, signal, answers = [], findings = true } = options;
  const count = await threadsFor(folder, options);
  let own: CensusShard | null = null;
  let threads: Threads | null = null;
  try {
    const register = await (options.read ?? readRegister)(folder, {
      words,
      skipBad,
      ...(signal === undefined ? {} : { signal }),
      sink: (tables) => {
        own = new CensusShard(
          shareTables(tables, 0, count),
          { words, standard, scanner, answers, findings },
          asOf,
        );
        return own.sink;
      },
      ...(count === 1 || options.tools === undefined
        ? {}
        : {
            others: (tables: RegisterTables) => {
              threads = startThreads(count - 1, (index) => ({
                folder,
                asOf,
                share: { index: index + 1, count },
                tables: shareTables(tables, index + 1, count),
                tools: given(options.tools ?? null, folder),
              }));
              return { count, read: threads.read };
            },
          }),
    });
    const shard = given<CensusShard>(own, folder);
    const others: Promise<readonly Judged[]> = judgedBy(threads);
    const judged = [shard.judge(), ...(await others)];
    return censusOf(register, options, judged);
  } finally {
    await closed(threads);
  }
}

// `let` that a callback sets is `null` to the compiler; these two see what it may have become.
async function judgedBy(threads: Threads | null): Promise<readonly Judged[]> {
  return threads === null ? [] : await threads.judge();
}
async function closed(threads: Threads | null): Promise<void> {
  await threads?.close();
}

async function threadsFor(folder: string, { tools, threads }: CensusOptions): Promise<number> {
  if (tools === undefined) return 1;
  if (threads !== undefined) return threads;
  if ((await sizeOfRecords(folder)) < WORTH_THREADS) return 1;
  return Math.min(MOST_THREADS, availableParallelism());
}

/** The tables with the accounts and sites of one share. */
function shareTables(tables: RegisterTables, index: number, count: number): ShardTables {
  const all = [...tables.accounts.values()].map(
    ({ id, unit, platform, kind, name, status }): Sibling => ({ id, unit, platform, kind, name, status }),
  );
  if (count === 1) return { ...tables, all };
  const own = <T>(rows: ReadonlyMap<string, T>) =>
    new Map([...rows].filter(([id]) => shareOf(id, count) === index));
  return { units: tables.units, sites: own(tables.sites), accounts: own(tables.accounts), all };
}

function censusOf(register: Register, { asOf, standard }: CensusOptions, judged: readonly Judged[]): Census {
  const accounts = inOrder(
    register.accounts.keys(),
    judged.map((part) => part.accounts),
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

function given<T>(value: T | null, what: string): T {
  if (value !== null) return value;
  throw new InputError({ what: 'census', where: what, why: 'was not read', todo: 'report this' });
}
