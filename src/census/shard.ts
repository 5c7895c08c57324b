import type { RecordSink, RegisterTables } from '../collect/import/index.ts';
import { type Answer, judge, judgeAccount, type Standard } from '../judge/index.ts';
import { type AccountVerdict, type Finding, InputError, type SiteRow, type Verdict } from '../model/index.ts';
import {
  AccountReducer,
  type AccountWords,
  type Activity,
  activityOf,
  type GatheredAccounts,
  type PostScanner,
  type Relations,
  type ReplyReader,
} from '../signals/index.ts';
import type { Scanner } from '../text/index.ts';
import { AnswerBook, type AnswerUse } from './answers.ts';
import type { CensusAccount, CensusSite } from './gather.ts';
import { type Reasons, reasonsOf } from './labels.ts';
import { ReachReducer } from './metrics.ts';
import { postScanner } from './posts.ts';
import { SiteReducer } from './sites.ts';
import { Spool, type Spooled } from './spool.ts';

/** What judging needs; made anew in each thread, for functions do not travel. */
export interface CensusTools {
  readonly words: AccountWords;
  readonly standard: Standard;
  /** Term packs to look through posts with; null = the words of posts are not looked at. */
  readonly scanner: Scanner | null;
  /** Reads what replies to messages are worth; absent = nobody looks. */
  readonly replies?: ReplyReader;
  /** People's decisions (人工认定). */
  readonly answers?: readonly Answer[];
  /** Whether whole findings are put aside, some 7 KB an account; absent = they are. Tables need the reasons alone. */
  readonly findings?: boolean;
}

/** The accounts and sites of one share with all units, and what they are told of the accounts of the others. */
export interface ShardTables extends RegisterTables {
  readonly relations: Relations;
}

/** What a share finds out about an account; what the register itself says of it need not travel. */
export type JudgedAccount = Omit<CensusAccount, 'name' | 'platform' | 'status' | 'unit'>;

/** The accounts and sites of one share, judged. */
export interface Judged {
  /** In the order of the register. */
  readonly accounts: readonly JudgedAccount[];
  readonly sites: readonly CensusSite[];
  /** Of each account: the reasons that tables show, and its findings, as JSON. */
  readonly reasons: Spooled;
  readonly findings: Spooled;
  readonly answers: readonly AnswerUse[];
}

/** The part of a verdict that is put aside; the rest follows from the account. */
export type KeptVerdict = Omit<AccountVerdict, 'schema' | 'subject' | 'standard' | 'asOf' | 'result'>;

/** Two weeks, where a standard says nothing about it: what `activity` in tables is measured by. */
const DAYS = 14;

/** Accounts judged between two pauses. */
const AT_A_TIME = 500;

/** Reduces and judges the accounts and sites of one share of a register, each once. */
export class CensusShard {
  readonly sink: RecordSink;
  readonly #tables: RegisterTables;
  readonly #tools: CensusTools;
  readonly #asOf: number;
  readonly #accounts: AccountReducer;
  readonly #sites: SiteReducer;
  readonly #reach: ReachReducer;
  readonly #answers: AnswerBook;
  /** Entries that are noted and cost nothing: no verdict waits for them. */
  readonly #noted: ReadonlySet<string>;

  constructor(tables: ShardTables, tools: CensusTools, asOf: number) {
    const { words, scanner } = tools;
    const { relations } = tables;
    const replies = tools.replies === undefined ? {} : { replies: tools.replies };
    const scan: { readonly scan?: PostScanner } = scanner === null ? {} : { scan: postScanner(scanner) };
    const accounts = new AccountReducer(tables, { words, asOf, relations, ...scan, ...replies });
    const sites = new SiteReducer(tables.sites, {
      asOf,
      excludedChannels: words.excludedChannels,
      channels: relations.channels,
      ...replies,
    });
    const reach = new ReachReducer(asOf);
    this.#tables = tables;
    this.#tools = tools;
    this.#asOf = asOf;
    this.#accounts = accounts;
    this.#sites = sites;
    this.#reach = reach;
    this.#answers = new AnswerBook(tools.answers ?? []);
    this.#noted = new Set(
      tools.standard.rules
        .filter(({ entry }) => Object.values(entry.outcomes).every((cost) => cost === 'none'))
        .map(({ entry }) => entry.code),
    );
    this.sink = {
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
      followers: (row) => accounts.follower(row),
      probes: (row) => sites.probe(row),
      links: (row) => accounts.link(row),
      events: (row) => {
        accounts.event(row);
        sites.event(row);
      },
    };
  }

  /** What the accounts of this share have in common and say of others; when all rows are in. */
  gathered(): GatheredAccounts {
    return this.#accounts.gathered();
  }

  /** Puts together what all shares gathered, in their order. */
  join(parts: readonly GatheredAccounts[], own: number): void {
    this.#accounts.join(parts, own);
  }

  /**
   * Judges each, and forgets what it was judged by. `pause` gets them some hundred at a time, and lets other work of the thread go on.
   */
  async judge(pause: (judged: readonly JudgedAccount[]) => Promise<void>): Promise<Omit<Judged, 'accounts'>> {
    const reasons = new Spool();
    const findings = new Spool();
    const days = daysOf(this.#tools.standard);
    const withFindings = this.#tools.findings !== false;
    let accounts: JudgedAccount[] = [];
    for (const id of this.#tables.accounts.keys()) {
      const { account, verdict } = this.#account(id, days);
      const both: Reasons = { zh: reasonsOf(verdict, 'zh'), en: reasonsOf(verdict, 'en') };
      reasons.put(JSON.stringify(both));
      if (withFindings) findings.put(JSON.stringify(keptOf(verdict)));
      accounts.push(account);
      if (accounts.length < AT_A_TIME) continue;
      await pause(accounts);
      accounts = [];
    }
    await pause(accounts);
    const sites = [...this.#tables.sites.values()].map((site) => this.#site(site));
    return {
      sites,
      reasons: reasons.seal(),
      findings: findings.seal(),
      answers: this.#answers.uses,
    };
  }

  #account(id: string, days: number): { readonly account: JudgedAccount; readonly verdict: AccountVerdict } {
    const row = this.#tables.accounts.get(id);
    const facts = this.#accounts.take(id);
    if (row === undefined || facts === null) throw lost(id);
    const { standard } = this.#tools;
    const verdict = this.#answers.judged(id, (answers, unused) =>
      judgeAccount(facts, standard, { asOf: this.#asOf, answers, unused }),
    );
    const { posts } = facts.sections;
    const state = posts.status === 'ok' ? activityOf(facts.subject, posts.value, this.#asOf, days) : null;
    const { followers, readsPerDay } = this.#reach.reach(id);
    const activity: Activity | null = state === null ? 'unknown' : state.activity;
    return {
      verdict,
      account: {
        id,
        result: verdict.result,
        activity,
        lastPost: state?.latest?.published ?? null,
        suspected: verdict.findings.some(
          ({ state, code }) => state === 'suspected' && !this.#noted.has(code),
        ),
        followers: followers ?? row.followers,
        readsPerDay,
      },
    };
  }

  #site(site: SiteRow): CensusSite {
    const facts = this.#sites.facts(site);
    const { result, because, findings } = this.#answers.judged(
      site.id,
      (answers, unused): Verdict => judge(facts, this.#tools.standard, { asOf: this.#asOf, answers, unused }),
    );
    const { id, name, url } = site;
    return { id, name, url, result, because, findings: findings.filter(isSaid) };
  }
}

function keptOf({ schema, subject, standard, asOf, result, ...kept }: AccountVerdict): KeptVerdict {
  return kept;
}

function isSaid({ outcome }: Finding): boolean {
  return outcome !== 'notCollected';
}

/** The window of the standard's own rule about updates. */
function daysOf(standard: Standard): number {
  const rule = standard.rules.find(({ indicator }) => indicator.id === 'account.no-updates');
  const days = rule?.params.days;
  return typeof days === 'number' ? days : DAYS;
}

function lost(id: string): InputError {
  return new InputError({ what: 'census', where: id, why: 'was not read', todo: 'report this' });
}
