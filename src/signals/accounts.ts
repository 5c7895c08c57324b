import type { z } from 'zod';
import {
  type AccountFacts,
  type AccountFollowers,
  type AccountLikes,
  type AccountMessage,
  type AccountPost,
  type AccountRow,
  type CollectionRow,
  type CollectionRun,
  type ContentHit,
  dayOf,
  type MessageRow,
  type MetricRow,
  type PostRow,
  parseTime,
  shanghai,
  spanOf,
  type UnitRow,
} from '../model/index.ts';
import { type ReplyReader, readingOf } from './replies/index.ts';

/** Words that the reducer needs, from `packs/register-columns.yaml`. */
export interface AccountWords {
  readonly notices: {
    readonly self: readonly string[];
    readonly stop: readonly string[];
    readonly other: readonly string[];
    readonly title: readonly string[];
  };
  readonly mergers: { readonly account: readonly string[]; readonly merger: readonly string[] };
  readonly excludedChannels: readonly string[];
  readonly collections: { readonly posts: readonly string[]; readonly use: readonly string[] };
  readonly ourFaults: readonly string[];
}

export interface AccountReducerOptions {
  readonly words: AccountWords;
  /** The instant that is judged (milliseconds): what was known later is kept apart. */
  readonly asOf: number;
  /** Looks through title and text of each post up to that instant. Absent = content is not looked at, and facts say so. */
  readonly scan?: PostScanner;
  /** Reads what replies to messages are worth. Absent = nobody looks. */
  readonly replies?: ReplyReader;
}

export interface PostScanner {
  readonly packs: readonly string[];
  /** Hits of one post; `region` is the division code of the body, null where not known. */
  scan(post: PostRow, region: string | null): readonly z.infer<typeof ContentHit>[];
  /** Hits of one message of the public. */
  scanMessage(message: MessageRow): readonly z.infer<typeof ContentHit>[];
}

/** Posts kept of each account: enough to show, and to decide any window, since the newest decide it. */
const KEPT = 5;
/** Hits kept of each account; how many there were is counted. */
const KEPT_HITS = 50;
/** Posts whose reads and likes are kept. */
const KEPT_LIKED = 120;
/** Reads that WeChat shows for anything above 100,000 (10万+). */
const CAPPED = 100_001;
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
  /** Four numbers a day: day number, followers, reads, reactions; NaN where not told. Packed, for there are millions. */
  readonly days: number[];
  /** Three numbers a post: time, reads, likes. */
  readonly liked: number[];
  readonly mergers: string[];
  readonly wording: z.infer<typeof ContentHit>[];
  scanned: number;
  hitCount: number;
  readonly hits: z.infer<typeof ContentHit>[];
}

/** Register rows, in any order → the facts of each account. Holds a few posts per account, whatever their number. */
export class AccountReducer {
  readonly #states = new Map<string, State>();
  readonly #days = new Map<string, number | null>();
  readonly #units: ReadonlyMap<string, UnitRow>;
  readonly #words: AccountWords;
  readonly #asOf: number;
  readonly #scan: PostScanner | null;
  readonly #replies: ReplyReader | null;

  constructor(
    tables: {
      readonly accounts: ReadonlyMap<string, AccountRow>;
      readonly units: ReadonlyMap<string, UnitRow>;
    },
    { words, asOf, scan, replies }: AccountReducerOptions,
  ) {
    this.#units = tables.units;
    this.#words = words;
    this.#asOf = asOf;
    this.#scan = scan ?? null;
    this.#replies = replies ?? null;
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
        days: [],
        liked: [],
        mergers: [],
        wording: [],
        scanned: 0,
        hitCount: 0,
        hits: [],
      });
  }

  post(row: PostRow): void {
    const state = this.#states.get(row.account);
    if (state === undefined) return;
    const span = row.published === null ? null : spanOf(row.published);
    if (span === null || span[0] <= this.#asOf) this.#look(state, row);
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
    this.#figures(state, row, span[0]);
    const gone = this.#isGone(row);
    keep(gone ? state.deleted : state.newest, post);
    if (isStopNotice(row, this.#words.notices)) keep(state.stopNotices, post);
  }

  #figures(state: State, row: PostRow, at: number): void {
    const { reads, likes, published } = row;
    // Above the cap nobody knows how many read.
    if (typeof reads === 'number' && typeof likes === 'number' && reads < CAPPED) {
      state.liked.push(at, reads, likes);
      if (state.liked.length >= 6 * KEPT_LIKED) forget(state.liked);
    }
    if (published !== null && state.mergers.length < KEPT_HITS && speaksOf(row, this.#words.mergers))
      state.mergers.push(published);
  }

  metric({ account, day, followers, reads, likes, shares, comments }: MetricRow): void {
    const state = this.#states.get(account);
    const at = this.#dayAt(day);
    if (state === undefined || at === null || at > this.#asOf) return;
    const told = [likes, shares, comments].filter((count) => typeof count === 'number');
    const reactions = told.length === 0 ? Number.NaN : told.reduce((sum, one) => sum + one, 0);
    state.days.push(at, followers ?? Number.NaN, reads ?? Number.NaN, reactions);
  }

  /** Days repeat by the million; each is read once. */
  #dayAt(day: string): number | null {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const at = parseTime(day);
    this.#days.set(day, at);
    return at;
  }

  #look(state: State, row: PostRow): void {
    if (this.#scan === null) return;
    const { unit } = state.account;
    const region = unit === null ? null : (this.#units.get(unit)?.region ?? null);
    const all = this.#scan.scan(row, region);
    keepSome(state.wording, all.filter(isCoercion));
    const hits = all.filter((hit) => !isCoercion(hit));
    state.scanned += 1;
    state.hitCount += hits.length;
    keepSome(state.hits, hits);
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

  message(row: MessageRow): void {
    const { subject, id, received, text, channel, repliedAt, reply, valid } = row;
    const state = this.#states.get(subject);
    const span = received === null ? null : spanOf(received);
    if (state !== undefined && this.#scan !== null && (span === null || span[0] <= this.#asOf))
      keepSome(state.wording, this.#scan.scanMessage(row).filter(isCoercion));
    state?.messages.push({
      id,
      received,
      text: text ?? '',
      channel: channel ?? null,
      excluded: this.#words.excludedChannels.some((word) => channel?.includes(word) === true),
      valid: valid ?? null,
      repliedAt: repliedAt ?? null,
      reply: reply ?? null,
      ...readingOf(this.#replies, text, reply),
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
        content: this.#content(state),
        followers: { status: 'ok', value: { days: daysOf(state), announcements: [...state.mergers].sort() } },
        likes: { status: 'ok', value: { posts: likedOf(state), wording: state.wording } },
      },
    };
  }

  #content({ scanned, hits, hitCount }: State): AccountFacts['sections']['content'] {
    if (this.#scan === null) return NOT_SCANNED;
    const packs = [...this.#scan.packs];
    return { status: 'ok', value: { postsScanned: scanned, packs, hits, hitCount } };
  }

  /** Taken down before the instant that is judged. */
  #isGone({ deleted, deletedAt }: PostRow): boolean {
    const span = deletedAt === null || deletedAt === undefined ? null : spanOf(deletedAt);
    return span === null ? deleted === true : span[1] <= this.#asOf;
  }
}

const NOT_SCANNED = {
  status: 'unavailable',
  reason: 'not-asked',
  why: { zh: '未检查发布内容的文字', en: 'The words of posts were not looked at' },
  todo: { zh: '加载词库后重新检查。', en: 'Load term packs and check again.' },
} as const;

type Hit = z.infer<typeof ContentHit>;

function isCoercion({ category }: Hit): boolean {
  return category === 'coercion';
}

function keepSome(list: Hit[], hits: readonly Hit[]): void {
  if (list.length < KEPT_HITS) list.push(...hits.slice(0, KEPT_HITS - list.length));
}

function daysOf({ days }: State): AccountFollowers['days'] {
  const told = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);
  return Array.from({ length: days.length / 4 }, (_, at) => 4 * at)
    .sort((a, b) => (days[a] ?? 0) - (days[b] ?? 0))
    .map((at) => ({
      day: dayOf(days[at] ?? 0),
      followers: told(days[at + 1]),
      reads: told(days[at + 2]),
      reactions: told(days[at + 3]),
    }));
}

function likedOf({ liked }: State): AccountLikes['posts'] {
  return triples(liked)
    .slice(-KEPT_LIKED)
    .map(([at, reads, likes]) => ({ at: shanghai(at), reads, likes }));
}

/** Oldest first, whatever the order of the file was. */
function triples(liked: readonly number[]): (readonly [at: number, reads: number, likes: number])[] {
  return Array.from(
    { length: liked.length / 3 },
    (_, at) => [liked[3 * at] ?? 0, liked[3 * at + 1] ?? 0, liked[3 * at + 2] ?? 0] as const,
  ).sort((a, b) => a[0] - b[0] || a[2] - b[2] || a[1] - b[1]);
}

/** Drops all but the newest posts. */
function forget(liked: number[]): void {
  const newest = triples(liked).slice(-KEPT_LIKED);
  liked.splice(0, liked.length, ...newest.flat());
}

/** One sentence that names an account and a merger. */
function speaksOf({ title, text }: PostRow, { account, merger }: AccountWords['mergers']): boolean {
  return sentencesOf(title, text).some(
    (sentence) =>
      merger.some((word) => sentence.includes(word)) && account.some((word) => sentence.includes(word)),
  );
}

function sentencesOf(...parts: readonly (string | null | undefined)[]): readonly string[] {
  return parts.flatMap((part) => part?.split(/[。！!？?；;\n]/) ?? []);
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

/** A post by which the account says of itself that it stops (停更公告): itself, then the stop, in one sentence, no other account between. */
function isStopNotice({ title, text }: PostRow, notices: AccountWords['notices']): boolean {
  if (notices.title.some((words) => title?.includes(words) === true)) return true;
  return sentencesOf(title, text).some((sentence) =>
    notices.self.some((own) => {
      const start = sentence.indexOf(own);
      if (start < 0) return false;
      const after = sentence.slice(start + own.length);
      return notices.stop.some((word) => {
        const end = after.indexOf(word);
        return end >= 0 && !notices.other.some((other) => after.slice(0, end).includes(other));
      });
    }),
  );
}
