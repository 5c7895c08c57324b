import {
  type AccountFacts,
  type AccountMessage,
  type AccountPost,
  type AccountRow,
  type CollectionRow,
  type CollectionRun,
  type MessageRow,
  type PostRow,
  shanghai,
  spanOf,
  type UnitRow,
} from '../model/index.ts';

/** Words that the reducer needs, from `packs/register-columns.yaml`. */
export interface AccountWords {
  readonly notices: {
    readonly self: readonly string[];
    readonly stop: readonly string[];
    readonly title: readonly string[];
  };
  readonly excludedChannels: readonly string[];
  readonly collections: { readonly posts: readonly string[]; readonly use: readonly string[] };
  readonly ourFaults: readonly string[];
}

export interface AccountReducerOptions {
  readonly words: AccountWords;
  /** The instant that is judged (milliseconds): what was known later is kept apart. */
  readonly asOf: number;
}

/** Posts kept of each account: enough to show, and to decide any window, since the newest decide it. */
const KEPT = 5;
/** Platforms whose accounts are judged by use. */
const BY_USE: readonly string[] = ['app', 'mini-program'];

interface State {
  readonly account: AccountRow;
  count: number;
  undated: number;
  readonly newest: AccountPost[];
  readonly deleted: AccountPost[];
  readonly later: AccountPost[];
  readonly stopNotices: AccountPost[];
  readonly runs: CollectionRun[];
  readonly use: {
    from: string;
    to: string;
    ok: boolean;
    error: string | null;
    what: string;
    ourFault: boolean;
  }[];
  readonly messages: AccountMessage[];
}

/** Register rows, in any order → the facts of each account. Holds a few posts per account, whatever their number. */
export class AccountReducer {
  readonly #states = new Map<string, State>();
  readonly #units: ReadonlyMap<string, UnitRow>;
  readonly #words: AccountWords;
  readonly #asOf: number;

  constructor(
    tables: {
      readonly accounts: ReadonlyMap<string, AccountRow>;
      readonly units: ReadonlyMap<string, UnitRow>;
    },
    { words, asOf }: AccountReducerOptions,
  ) {
    this.#units = tables.units;
    this.#words = words;
    this.#asOf = asOf;
    for (const account of tables.accounts.values())
      this.#states.set(account.id, {
        account,
        count: 0,
        undated: 0,
        newest: [],
        deleted: [],
        later: [],
        stopNotices: [],
        runs: [],
        use: [],
        messages: [],
      });
  }

  post(row: PostRow): void {
    const state = this.#states.get(row.account);
    if (state === undefined) return;
    const span = row.published === null ? null : spanOf(row.published);
    if (row.published === null || span === null) {
      state.undated += 1;
      return;
    }
    const post: AccountPost = {
      id: row.id,
      title: row.title ?? '',
      url: row.url ?? null,
      published: row.published,
      deletedAt: row.deletedAt ?? null,
    };
    if (span[0] > this.#asOf) {
      keep(state.later, post);
      return;
    }
    state.count += 1;
    const gone = this.#isGone(row);
    keep(gone ? state.deleted : state.newest, post);
    if (isStopNotice(row, this.#words.notices)) keep(state.stopNotices, post);
  }

  collection({ subject, what, from, to, ok, error }: CollectionRow): void {
    const state = this.#states.get(subject);
    const means = (words: readonly string[]) => words.includes(what.toLowerCase());
    const run = { from, to, ok, error: error ?? null };
    if (means(this.#words.collections.posts)) state?.runs.push(run);
    else if (means(this.#words.collections.use)) {
      const said = run.error?.toLowerCase() ?? '';
      const ourFault = !ok && this.#words.ourFaults.some((word) => said.includes(word.toLowerCase()));
      state?.use.push({ ...run, what, ourFault });
    }
  }

  message({ subject, id, received, text, channel, repliedAt, reply, valid }: MessageRow): void {
    this.#states.get(subject)?.messages.push({
      id,
      received,
      text: text ?? '',
      channel: channel ?? null,
      excluded: this.#words.excludedChannels.some((word) => channel?.includes(word) === true),
      valid: valid ?? null,
      repliedAt: repliedAt ?? null,
      reply: reply ?? null,
    });
  }

  /** Facts of one account; null where the register has none of this id. */
  facts(id: string): AccountFacts | null {
    const state = this.#states.get(id);
    if (state === undefined) return null;
    const { account, count, newest, deleted, undated, later, stopNotices, runs, use, messages } = state;
    const unit = account.unit === null ? undefined : this.#units.get(account.unit);
    return {
      schema: 'xunjian.account-facts/1',
      subject: {
        kind: 'account',
        id: account.id,
        name: account.name,
        url: account.url,
        platform: account.platform,
        accountKind: account.kind,
        byUse: BY_USE.includes(account.platform),
        status: account.status,
        registered: account.registered,
        unit: unit === undefined ? null : { id: unit.id, name: unit.name, level: unit.level },
      },
      collectedAt: shanghai(this.#asOf),
      sections: {
        posts: { status: 'ok', value: { count, newest, deleted, undated, later, stopNotices, runs } },
        use: { status: 'ok', value: { runs: use } },
        interaction: { status: 'ok', value: { functions: account.functions, messages } },
      },
    };
  }

  /** Taken down before the instant that is judged. */
  #isGone({ deleted, deletedAt }: PostRow): boolean {
    const span = deletedAt === null || deletedAt === undefined ? null : spanOf(deletedAt);
    return span === null ? deleted === true : span[1] <= this.#asOf;
  }
}

/** Puts a post where it belongs in a short ordered list. */
function keep(list: AccountPost[], post: AccountPost): void {
  const at = list.findIndex((other) => latestFirst(post, other) < 0);
  if (at < 0 && list.length >= KEPT) return;
  list.splice(at < 0 ? list.length : at, 0, post);
  if (list.length > KEPT) list.pop();
}

/** Of equal dates by id, so that the order of the file changes nothing. */
function latestFirst(a: AccountPost, b: AccountPost): number {
  return last(b) - last(a) || (a.id < b.id ? -1 : 1);
}

function last({ published }: AccountPost): number {
  return spanOf(published)?.[1] ?? Number.NEGATIVE_INFINITY;
}

/** A post by which the account says of itself that it stops (停更公告). The words stand near each other, in one sentence. */
function isStopNotice(
  { title, text }: PostRow,
  { self, stop, title: titles }: AccountWords['notices'],
): boolean {
  if (titles.some((words) => title?.includes(words) === true)) return true;
  return [title, text].some((part) =>
    part
      ?.split(/[。！!？?；;\n]/)
      .some(
        (sentence) =>
          self.some((own) => sentence.includes(own)) && stop.some((word) => sentence.includes(word)),
      ),
  );
}
