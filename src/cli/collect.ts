import { setTimeout } from 'node:timers/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import {
  type AccountReport,
  COLLECTORS,
  type Credentials,
  collectAll,
  FOLLOW_LIMITS,
  followLinks,
  HttpClient,
  linksOf,
  Memories,
  parseCredentials,
  RegisterStore,
  readCredentials,
  Secrets,
  Tokens,
  WHAT,
  type What,
  withEnvironment,
} from '../collect/account/index.ts';
import { createFetcher } from '../collect/site/index.ts';
import {
  type AccountRow,
  DAY,
  InputError,
  InterruptedError,
  isDay,
  type Language,
  messageOf,
  type PostRow,
  parseTime,
} from '../model/index.ts';
import { collectSummary, reportLine } from './collect-text.ts';
import { credentialsFile, exitCode, platformCredentials, terminal, version } from './config.ts';
import { openRegister, registerWords } from './register.ts';
import { StatusLine } from './status-line.ts';

interface Flags {
  readonly account?: readonly string[];
  readonly platform?: string;
  readonly since?: number;
  readonly until?: number;
  readonly what?: readonly What[];
  readonly credentials?: string;
  readonly allowPrivate?: boolean;
  readonly follow: number;
  readonly out?: string;
  readonly skipBad?: boolean;
  readonly lang: Language;
}

/** Days that are collected where nobody says more: the two weeks of the rule, twice. */
const USUAL_DAYS = 30;
/** Addresses that posts link to, followed in one run. */
const USUAL_LINKS = 500;

/**
 * `xunjian collect`: accounts of a register that have a collector and credentials → posts.jsonl, metrics.jsonl, messages.jsonl,
 * collections.jsonl. Exit code 0 where the whole window of all of them was covered, 3 where a part was not, 2 where nothing could be tried.
 */
export const command = new Command('collect')
  .description(
    '采集名录中各账号的发布、数据和留言 / collect posts, figures and messages of the accounts of a register',
  )
  .argument('<folder>', 'register folder with accounts.csv (or a workbook)')
  .option('--account <id...>', 'only these accounts')
  .option('--platform <name>', 'only accounts of this platform')
  .option('--since <time>', `start of the window (default: ${USUAL_DAYS} days before its end)`, instant)
  .option('--until <time>', 'end of the window, a day with its last hour (default: now)', lastInstant)
  .addOption(new Option('--what <what...>', 'only this').choices([...WHAT]))
  .option(
    '--credentials <file>',
    'credentials (YAML or JSON) that only you may read (default: $XUNJIAN_CREDENTIALS)',
  )
  .option('--allow-private', 'let loopback and private addresses be asked')
  .option(
    '--follow <n>',
    'links of the posts that are followed one step, at most; 0 = none (links.jsonl)',
    whole,
    USUAL_LINKS,
  )
  .option('--out <dir>', 'folder for what is collected (default: the register folder)')
  .option('--skip-bad', 'use the rows of the register that can be read and tell the rest')
  .addOption(new Option('--lang <lang>', 'language').choices(['zh', 'en']).default('zh'))
  .action(run);

async function run(folder: string, flags: Flags): Promise<void> {
  const secrets = new Secrets();
  try {
    await collect(folder, flags, secrets);
  } catch (error) {
    // Whatever went wrong, no secret is in what is told.
    if (error instanceof Error) {
      error.message = secrets.redact(error.message);
      if (error.stack !== undefined) error.stack = secrets.redact(error.stack);
    }
    throw error;
  }
}

async function collect(folder: string, flags: Flags, secrets: Secrets): Promise<void> {
  const clock = Date.now;
  const accounts = await accountsOf(folder, flags);
  const { credentials, tokenFile } = credentialsOf(flags, secrets);
  const until = flags.until ?? clock();
  const since = flags.since ?? until - USUAL_DAYS * DAY;
  if (since > until)
    throw new InputError({
      what: 'collect',
      where: '--since',
      why: 'is later than --until',
      todo: 'exchange them',
    });
  const out = flags.out ?? folder;
  const store = await RegisterStore.open(out, process.pid, isAlive);
  const userAgent = `xunjian/${version()}${credentials.contact === undefined ? '' : ` (${headerText(credentials.contact)})`}`;
  const client = new HttpClient({
    userAgent,
    secrets,
    allowPrivate: flags.allowPrivate === true,
    clock,
  });
  const { screen } = terminal();
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const line = new StatusLine(screen);
  const say = (text: string) => {
    line.clear();
    process.stdout.write(`${text}\n`);
  };
  let reports: readonly AccountReport[] = [];
  const linking: PostRow[] = [];
  let begun = 0;
  try {
    reports = await collectAll({
      accounts,
      collectors: COLLECTORS,
      credentials,
      since,
      until,
      what: flags.what ?? WHAT,
      allowPrivate: flags.allowPrivate === true,
      client,
      secrets,
      store,
      memories: new Memories(out),
      tokens: new Tokens(tokenFile, secrets, clock),
      clock,
      random: Math.random,
      sleep: (ms, signal) => setTimeout(ms, undefined, signal === undefined ? {} : { signal }),
      signal: stop.signal,
      onFound: (found) => {
        if (flags.follow > 0 && found.kind === 'posts' && linksOf(found.row).length > 0)
          linking.push(found.row);
      },
      onStart: (account, collector) => {
        begun += 1;
        line.show(`${begun}/${accounts.length} ${collector.title} ${account.name}`);
      },
      onDone: (report) => say(reportLine(report, flags.lang)),
      onWait: (ms, why) => line.show(`… ${Math.ceil(ms / 1000)} s ${why}`),
      onBug: (error) =>
        process.stderr.write(`xunjian: collect: a bug: ${secrets.redact(messageOf(error))}\n`),
    });
    await follow(linking, userAgent, store, flags, stop.signal, line);
  } catch (error) {
    throw stop.signal.aborted ? stopped(out) : error;
  } finally {
    line.clear();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await store.close();
    await client.close();
  }
  say(collectSummary(reports, store.counts, out, flags.lang));
  const tried = reports.filter(({ collector }) => collector !== null);
  const failed = tried.some(({ records }) => records.some(({ ok }) => !ok));
  process.exitCode =
    tried.length === 0 ? exitCode.couldNotRun : failed ? exitCode.undetermined : exitCode.qualified;
}

/** Links of the posts that were collected, one step further (链接跟进); what came is kept in links.jsonl. */
async function follow(
  posts: readonly PostRow[],
  userAgent: string,
  store: RegisterStore,
  flags: Flags,
  signal: AbortSignal,
  line: StatusLine,
): Promise<void> {
  if (posts.length === 0) return;
  const fetcher = createFetcher({
    userAgent,
    allowPrivate: flags.allowPrivate === true,
    limits: FOLLOW_LIMITS,
  });
  try {
    const { rows, left } = await followLinks(posts, {
      fetcher,
      clock: Date.now,
      sleep: (ms, stopped) => setTimeout(ms, undefined, stopped === undefined ? {} : { signal: stopped }),
      most: flags.follow,
      signal,
      onLink: (done, all, url) => line.show(`${done}/${all} ${url}`),
    });
    for (const row of rows) store.add({ kind: 'links', row });
    await store.flush();
    line.clear();
    if (left > 0)
      process.stderr.write(
        flags.lang === 'zh'
          ? `xunjian: collect: 另有 ${left} 个链接未跟进；用 --follow 提高上限\n`
          : `xunjian: collect: ${left} more links were not followed; raise --follow\n`,
      );
  } finally {
    await fetcher.close();
  }
}

async function accountsOf(folder: string, flags: Flags): Promise<readonly AccountRow[]> {
  const words = registerWords();
  const { accounts } = await openRegister(folder, { words, skipBad: flags.skipBad === true, only: [] });
  for (const id of flags.account ?? [])
    if (!accounts.has(id))
      throw new InputError({
        what: 'collect',
        where: `--account ${id}`,
        why: `the register ${folder} has no such account`,
        todo: 'check the id',
      });
  return [...accounts.values()].filter(
    ({ id, platform }) =>
      (flags.account === undefined || flags.account.includes(id)) &&
      (flags.platform === undefined || platform === (words.platform(flags.platform) ?? flags.platform)),
  );
}

function credentialsOf(
  flags: Flags,
  secrets: Secrets,
): { credentials: Credentials; tokenFile: string | null } {
  const environment = credentialsFile();
  const file = flags.credentials ?? environment.file;
  const own =
    file === undefined
      ? parseCredentials('{}', 'the environment', secrets)
      : readCredentials(file, environment.uid, secrets);
  return {
    credentials: withEnvironment(
      own,
      platformCredentials(COLLECTORS.map(({ platform }) => platform)),
      secrets,
    ),
    tokenFile: file === undefined ? null : `${file}.tokens`,
  };
}

function stopped(out: string): InterruptedError {
  return new InterruptedError({
    what: 'collect',
    where: out,
    why: 'interrupted; what was collected is kept',
    todo: 'run the same command again for the rest',
  });
}

/** A header carries printable ASCII only. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, (part) => encodeURIComponent(part));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function whole(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`${text} is no number; give one such as 200`);
}

function instant(text: string): number {
  const at = parseTime(text);
  if (at !== null) return at;
  throw new InvalidArgumentError(
    `${text} is no day or time; give one such as 2019-05-20 or 2019-05-20T10:00`,
  );
}

function lastInstant(text: string): number {
  return isDay(text) ? instant(text) + DAY : instant(text);
}
