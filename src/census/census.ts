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
import type { Names } from '../register/index.ts';
import { type Relations, type ReplyReader, relationsOf } from '../signals/index.ts';
import type { Scanner } from '../text/index.ts';
import { type Census, censusOf, given } from './gather.ts';
import { type Look, lookAt } from './look.ts';
import { successorsNamed } from './named.ts';
import { CensusShard, type Judged, type JudgedAccount, type ShardTables } from './shard.ts';
import { narrowHeap, type ShardTask, startThreads, type Threads, type ToolsModule } from './threads.ts';

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
  /** Told how far it is: bytes of the JSONL files read, then accounts judged. */
  readonly onProgress?: (stage: 'read' | 'judge', done: number, all: number) => void;
}

/** Below this, threads cost more than they bring. */
const WORTH_THREADS = 64 << 20;
const MOST_THREADS = 4;

/** Reads a register and judges every account and site in it (普查). Pure but for reading the folder. */
export async function takeCensus(folder: string, options: CensusOptions): Promise<Census> {
  const size = await sizeOfRecords(folder);
  const count = threadsFor(size, options);
  const widen = count > 1 ? narrowHeap() : () => {};
  try {
    // What was read is let go of before the tables are put together: it is most of what a census holds.
    const { register, judged, look, discovery } = await judgeAll(folder, { count, size }, options);
    return censusOf(register, options, judged, look, discovery);
  } finally {
    widen();
  }
}

interface AllJudged {
  readonly register: Register;
  readonly judged: readonly Judged[];
  readonly look: Look;
  readonly discovery: Discovery | null;
}

async function judgeAll(
  folder: string,
  { count, size }: { readonly count: number; readonly size: number },
  options: CensusOptions,
): Promise<AllJudged> {
  const { words, skipBad = false, signal, onProgress = () => {} } = options;
  let read = 0;
  const named = await successorsNamed(folder, signal);
  const works: Work[] = [];
  try {
    const register = await (options.read ?? readRegister)(folder, {
      words,
      skipBad,
      ...(signal === undefined ? {} : { signal }),
      progress: (bytes) => {
        read += bytes;
        onProgress('read', read, size);
      },
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
    const accounts: JudgedAccount[] = [];
    let done = 0;
    const onJudged = (more: number) => {
      done += more;
      onProgress('judge', done, register.accounts.size);
    };
    const [others, own] = await Promise.all([
      threads.judge(gathered, onJudged),
      shard.judge((judged) => {
        accounts.push(...judged);
        onJudged(judged.length);
        return new Promise<void>((go) => setImmediate(go));
      }),
    ]);
    const discovery = await discoveryOf(folder, register, look, options);
    return { register, judged: [{ ...own, accounts }, ...others], look, discovery };
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

function threadsFor(size: number, { tools, threads }: CensusOptions): number {
  if (tools === undefined) return 1;
  if (threads !== undefined) return threads;
  if (size < WORTH_THREADS) return 1;
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
