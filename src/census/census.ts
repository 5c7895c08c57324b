import { type Register, type RegisterWords, readRegister } from '../collect/import/index.ts';
import { judge, judgeAccount, type Standard } from '../judge/index.ts';
import {
  type AccountRow,
  type AccountVerdict,
  type Finding,
  InputError,
  type UnitRow,
  type Verdict,
} from '../model/index.ts';
import { AccountReducer, type Activity, activityOf, type ReplyReader } from '../signals/index.ts';
import type { Scanner } from '../text/index.ts';
import { ReachReducer } from './metrics.ts';
import { postScanner } from './posts.ts';
import { SiteReducer } from './sites.ts';
import { type Summary, summaryOf } from './summary.ts';

export interface CensusOptions {
  readonly words: RegisterWords;
  readonly standard: Standard;
  /** The instant that is judged (milliseconds). */
  readonly asOf: number;
  /** Term packs to look through posts with; null = the words of posts are not looked at. */
  readonly scanner: Scanner | null;
  /** Reads what replies to messages are worth; absent = nobody looks. */
  readonly replies?: ReplyReader;
  readonly skipBad?: boolean;
  readonly signal?: AbortSignal;
  /** Reads the register; the command line's way also tells what is wrong with it. */
  readonly read?: typeof readRegister;
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
  /** The whole verdict on an account; judged anew, so that no census has to hold all findings at once. */
  verdict(id: string): AccountVerdict;
}

/** Two weeks, where a standard says nothing about it: what `activity` in tables is measured by. */
const DAYS = 14;

/** Reads a register and judges every account and site in it (普查). Pure but for reading the folder. */
export async function takeCensus(folder: string, options: CensusOptions): Promise<Census> {
  const { words, standard, asOf, scanner, skipBad = false, signal } = options;
  const scan = scanner === null ? {} : { scan: postScanner(scanner) };
  const replies = options.replies === undefined ? {} : { replies: options.replies };
  const reach = new ReachReducer(asOf);
  const reducers: { readonly accounts: AccountReducer; readonly sites: SiteReducer }[] = [];
  const register = await (options.read ?? readRegister)(folder, {
    words,
    skipBad,
    ...(signal === undefined ? {} : { signal }),
    sink: (tables) => {
      const accounts = new AccountReducer(tables, { words, asOf, ...scan, ...replies });
      const sites = new SiteReducer(tables.sites, {
        asOf,
        excludedChannels: words.excludedChannels,
        ...replies,
      });
      reducers.push({ accounts, sites });
      return {
        posts: (row) => accounts.post(row),
        collections: (row) => accounts.collection(row),
        messages: (row) => {
          accounts.message(row);
          sites.message(row);
        },
        metrics: (row) => {
          accounts.metric(row);
          reach.metric(row);
        },
        probes: (row) => sites.probe(row),
      };
    },
  });
  const { accounts: accountFacts, sites: siteFacts } = given(reducers[0] ?? null, folder);
  const factsOf = (id: string) => given(accountFacts.facts(id), id);
  const verdict = (id: string) => judgeAccount(factsOf(id), standard, { asOf });
  const days = daysOf(standard);
  const accounts = [...register.accounts.values()].map((account): CensusAccount => {
    const facts = factsOf(account.id);
    const { result, findings } = verdict(account.id);
    const { posts } = facts.sections;
    const state = posts.status === 'ok' ? activityOf(facts.subject, posts.value, asOf, days) : null;
    const { followers, readsPerDay } = reach.reach(account.id);
    return {
      id: account.id,
      name: account.name,
      platform: account.platform,
      status: account.status,
      unit: facts.subject.unit,
      result,
      activity: state === null ? 'unknown' : state.activity,
      lastPost: state?.latest?.published ?? null,
      suspected: findings.some((finding) => finding.state === 'suspected'),
      followers: followers ?? account.followers,
      readsPerDay,
    };
  });
  const sites = [...register.sites.values()].map((site): CensusSite => {
    const { result, because, findings } = judge(siteFacts.facts(site), standard, { asOf });
    const { id, name, url } = site;
    return {
      id,
      name,
      url,
      result,
      because,
      findings: findings.filter((finding) => finding.outcome !== 'notCollected'),
    };
  });
  return { asOf, standard, register, summary: summaryOf(accounts, sites), accounts, sites, verdict };
}

/** The window of the standard's own rule about updates. */
function daysOf(standard: Standard): number {
  const rule = standard.rules.find(({ indicator }) => indicator.id === 'account.no-updates');
  const days = rule?.params.days;
  return typeof days === 'number' ? days : DAYS;
}

function given<T>(value: T | null, what: string): T {
  if (value !== null) return value;
  throw new InputError({ what: 'census', where: what, why: 'was not read', todo: 'report this' });
}
