import { availableParallelism } from 'node:os';
import {
  type Register,
  type RegisterTables,
  type RegisterWords,
  readFound,
  readRegister,
  shareOf,
  sizeOfRecords,
} from '../collect/import/index.ts';
import { compareFound, type Discovery, type DiscoveryAids, splitFound } from '../discovery/index.ts';
import type { Divisions } from '../divisions/index.ts';
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
import type { Names } from '../register/index.ts';
import { type Activity, type Relations, type ReplyReader, relationsOf } from '../signals/index.ts';
import type { Scanner } from '../text/index.ts';
import { type AnswerUse, joinUses } from './answers.ts';
import type { Reasons } from './labels.ts';
import { type Look, lookAt } from './look.ts';
import { successorsNamed } from './named.ts';
import { CensusShard, type Judged, type KeptVerdict, type ShardTables } from './shard.ts';
import { SpoolReader } from './spool.ts';
import { type Summary, summaryOf } from './summary.ts';
import { type ShardTask, startThreads, type Threads, type ToolsModule } from './threads.ts';

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
  /** Reads what replies to messages are worth; absent = nobody looks. */
  readonly replies?: ReplyReader;
  /** Divisions, to fill in what sheets leave out and to find what contradicts itself; absent = neither is done. */
  readonly divisions?: Divisions;
  /** Spellings of names, to find accounts that are filed twice; absent = none are looked for. */
  readonly names?: Names;
  /** How accounts in `found.jsonl` are compared with the register, asked for where there are any; absent = they are not. */
  readonly discovery?: () => Omit<DiscoveryAids, 'names' | 'divisions'>;
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

/** Below this, threads cost more than they bring. */
const WORTH_THREADS = 64 << 20;
const MOST_THREADS = 4;

/** Reads a register and judges every account and site in it (普查). Pure but for reading the folder. */
export async function takeCensus(folder: string, options: CensusOptions): Promise<Census> {
  const { words, skipBad = false, signal } = options;
  const count = await threadsFor(folder, options);
  const named = await successorsNamed(folder, signal);
  const works: Work[] = [];
  try {
    const register = await (options.read ?? readRegister)(folder, {
      words,
      skipBad,
      ...(signal === undefined ? {} : { signal }),
      sink: (tables) => {
        const work = startWork(folder, tables, named, count, options);
        works.push(work);
        return work.shard.sink;
      },
      others: () => ({ count, read: works[0]?.threads.read ?? Promise.resolve([]) }),
    });
    const { shard, threads, look } = given(works[0] ?? null, folder);
    const gathered = shard.gathered();
    shard.join([gathered, ...threads.gathered()], 0);
    const [others, own] = await Promise.all([
      threads.judge(gathered),
      shard.judge(() => new Promise<void>((go) => setImmediate(go))),
    ]);
    const discovery = await discoveryOf(folder, register, look, options);
    return censusOf(register, options, [own, ...others], look, discovery);
  } finally {
    for (const { threads } of works) await threads.close();
  }
}

async function discoveryOf(
  folder: string,
  { accounts, records }: Register,
  { tables }: Look,
  { discovery, names, divisions, signal }: CensusOptions,
): Promise<Discovery | null> {
  if (discovery === undefined || names === undefined || records.found === null) return null;
  const ids = [...accounts.keys(), ...tables.sites.keys()];
  const rows = await readFound(folder, {
    subjects: new Map(ids.map((id) => [id, id])),
    ...(signal === undefined ? {} : { signal }),
  });
  return compareFound(tables, splitFound(rows), { ...discovery(), names, divisions: divisions ?? null });
}

interface Work {
  readonly look: Look;
  readonly shard: CensusShard;
  readonly threads: Threads;
}

/** Share 0 is this thread's own. */
function startWork(
  folder: string,
  read: RegisterTables,
  named: ReadonlySet<string>,
  count: number,
  options: CensusOptions,
): Work {
  const { words, standard, asOf, scanner, replies, answers = [], findings = true, tools } = options;
  const look = lookAt(read, options);
  const relations = relationsOf(read.accounts.values(), read.sites.values(), named);
  const task = (index: number): ShardTask => ({
    folder,
    asOf,
    share: { index, count },
    tables: shareTables(look.tables, relations, index, count),
    tools: given(tools ?? null, folder),
  });
  const threads = startThreads(count - 1, (index) => task(index + 1));
  const own = shareTables(look.tables, relations, 0, count);
  return {
    look,
    threads,
    shard: new CensusShard(
      own,
      { words, standard, scanner, answers, findings, ...(replies === undefined ? {} : { replies }) },
      asOf,
    ),
  };
}

async function threadsFor(folder: string, { tools, threads }: CensusOptions): Promise<number> {
  if (tools === undefined) return 1;
  if (threads !== undefined) return threads;
  if ((await sizeOfRecords(folder)) < WORTH_THREADS) return 1;
  return Math.min(MOST_THREADS, availableParallelism());
}

/** The tables with the accounts and sites of one share. */
function shareTables(
  tables: RegisterTables,
  relations: Relations,
  index: number,
  count: number,
): ShardTables {
  if (count === 1) return { ...tables, relations };
  const own = <T>(rows: ReadonlyMap<string, T>) =>
    new Map([...rows].filter(([id]) => shareOf(id, count) === index));
  return {
    units: tables.units,
    sites: own(tables.sites),
    accounts: own(tables.accounts),
    relations: { siblings: own(relations.siblings), channels: relations.channels },
  };
}

function censusOf(
  register: Register,
  { asOf, standard }: CensusOptions,
  judged: readonly Judged[],
  { duplicates, inferred, contradictions }: Look,
  discovery: Discovery | null,
): Census {
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
