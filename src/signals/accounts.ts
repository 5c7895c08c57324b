import {
  type AccountFacts,
  type AccountMessage,
  type AccountPost,
  type AccountRow,
  type CollectionRow,
  type CollectionRun,
  type EventRow,
  type FollowerRow,
  type LinkRow,
  literal,
  type MessageRow,
  type MetricRow,
  NO_LINKS,
  type PostRow,
  parseTime,
  shanghai,
  spanOf,
  type UnitRow,
} from '../model/index.ts';
import { ContentReducer, type PostScanner } from './content.ts';
import { EventTally } from './events.ts';
import { FigureReducer, type GatheredFigures } from './figures.ts';
import { KeptPosts } from './kept-posts.ts';
import { LinkTally } from './links.ts';
import { isStopNotice, quotedIn, type StopWords, speaksOf } from './notices.ts';
import { isUnsourced, PublishingTally } from './publishing.ts';
import { filingOf, type Relations, relationsOf } from './relations.ts';
import { type ReplyReader, readingOf } from './replies/index.ts';

/** Words that the reducer needs, from `packs/register-columns.yaml`. */
export interface AccountWords {
  readonly notices: StopWords;
  readonly mergers: { readonly account: readonly string[]; readonly merger: readonly string[] };
  readonly campaigns: { readonly ask: readonly string[]; readonly occasion: readonly string[] };
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
  /** How accounts stand to each other; needed where the reducer holds a share of them alone. */
  readonly relations?: Relations;
  /** Reads what replies to messages are worth. Absent = nobody looks. */
  readonly replies?: ReplyReader;
}

/** Posts kept of each account: enough to show, and to decide any window, since the newest decide it. */
const KEPT = 5;
/** Newest posts kept of each account that still stand: the first decides, the others are shown. */
const KEPT_NEWEST = 3;
/** Platforms whose accounts are judged by use. */
const BY_USE: readonly string[] = ['app', 'mini-program'];

interface State {
  /** Its number among all accounts. */
  readonly owner: number;
  readonly account: AccountRow;
  publishing: PublishingTally | null;
  events: EventTally | null;
  links: LinkTally | null;
  count: number;
  undated: number;
  deleted: AccountPost[];
  later: AccountPost[];
  stopNotices: AccountPost[];
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

/** What the accounts of one thread have in common and say of others; plain data. */
export interface GatheredAccounts {
  readonly figures: GatheredFigures;
  readonly announced: readonly (readonly [name: string, date: string])[];
}

/** Register rows, in any order → the facts of each account. Holds a few posts per account, whatever their number. */
export class AccountReducer {
  readonly #states = new Map<string, State>();
  readonly #newest = new KeptPosts(KEPT_NEWEST);
  /** Reposts that name no source. */
  readonly #unsourced = new KeptPosts(KEPT);
  readonly #days = new Map<string, number | null>();
  readonly #units: ReadonlyMap<string, UnitRow>;
  readonly #words: AccountWords;
  readonly #asOf: number;
  readonly #content: ContentReducer;
  readonly #relations: Relations;
  /** Words without which a post is neither a notice nor about a merger: one look instead of sentence by sentence. */
  readonly #stops: RegExp;
  readonly #place: RegExp;
  readonly #replies: ReplyReader | null;
  readonly #figures: FigureReducer;
  /** Accounts by name, for notices that name another one; null until one does. */
  #names: Map<string, number[]> | null = null;
  /** Accounts by body and platform, for accounts that end and name nobody. */
  #bodies: Map<string, number[]> | null = null;
  /** Mergers announced by name, id or body, for the accounts of other threads. */
  readonly #announced: (readonly [name: string, date: string])[] = [];

  constructor(
    tables: {
      readonly accounts: ReadonlyMap<string, AccountRow>;
      readonly units: ReadonlyMap<string, UnitRow>;
    },
    { words, asOf, scan, relations, replies }: AccountReducerOptions,
  ) {
    this.#units = tables.units;
    this.#words = words;
    this.#asOf = asOf;
    this.#content = new ContentReducer(scan ?? null);
    this.#relations = relations ?? relationsOf(tables.accounts.values());
    this.#place = anyOf(words.notices.place);
    this.#stops = anyOf([...words.notices.stop, ...words.notices.title]);
    this.#replies = replies ?? null;
    for (const account of tables.accounts.values())
      this.#states.set(account.id, {
        owner: this.#states.size,
        account,
        publishing: null,
        events: null,
        links: null,
        count: 0,
        undated: 0,
        deleted: NONE,
        later: NONE,
        stopNotices: NONE,
        runs: [],
        use: [],
        messages: [],
      });
    this.#figures = new FigureReducer(
      [...tables.accounts.values()].map((account) => ({
        platform: account.platform,
        registered: account.registered,
        staff: account.staff,
        system: this.#systemOf(account),
      })),
    );
  }

  /** The body above an account's own; itself where nothing is above. */
  #systemOf({ unit }: AccountRow): string | null {
    return unit === null ? null : (this.#units.get(unit)?.parent ?? unit);
  }

  post(row: PostRow): void {
    const state = this.#states.get(row.account);
    if (state === undefined) return;
    const span = row.published === null ? null : spanOf(row.published);
    if (span === null || span[0] <= this.#asOf) this.#content.post(state.owner, row, this.#regionOf(state));
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
      state.later = keep(state.later, post);
      return;
    }
    state.count += 1;
    this.#figuresOf(state, row, span[0]);
    const gone = this.#isGone(row);
    if (gone) state.deleted = keep(state.deleted, post);
    else {
      this.#newest.add(state.owner, post);
      state.publishing ??= new PublishingTally();
      state.publishing.add(row, span[0]);
      if (isUnsourced(row)) this.#unsourced.add(state.owner, post);
    }
    if (speaksAtAll(row, this.#stops) && isStopNotice(row, this.#words.notices)) {
      state.stopNotices = keep(state.stopNotices, post);
      this.#eventsOf(state).notice(post, speaksAtAll(row, this.#place));
    }
  }

  event(row: EventRow): void {
    const state = this.#states.get(row.subject);
    if (state === undefined) return;
    this.#eventsOf(state).add(row);
    // Whoever takes over gets its followers; where nobody is named, the other accounts of its body on the platform.
    const { unit, platform } = state.account;
    if (typeof row.into === 'string') this.#announce(row.into, row.at, state.owner);
    else if (ENDING.includes(row.step) && unit !== null)
      this.#announce(bodyOf(platform, unit), row.at, state.owner);
  }

  /** A link of a post that was followed, up to the instant that is judged. */
  link(row: LinkRow): void {
    const state = this.#states.get(row.account);
    const span = spanOf(row.at);
    if (state === undefined || span === null || span[0] > this.#asOf) return;
    state.links ??= new LinkTally();
    state.links.add(row, this.#content.link(row));
  }

  #eventsOf(state: State): EventTally {
    state.events ??= new EventTally();
    return state.events;
  }

  #figuresOf({ owner }: State, row: PostRow, at: number): void {
    const { mergers, campaigns } = this.#words;
    const isMerger = speaksOf(row, mergers.account, mergers.merger);
    const isCampaign = speaksOf(row, campaigns.ask, campaigns.occasion);
    this.#figures.post(owner, at, row, { isMerger, isCampaign });
    // The account that goes says where its followers go.
    if (!isMerger || row.published === null) return;
    for (const name of quotedIn(row)) this.#announce(name, row.published, owner);
  }

  /** That followers move from an account to those of a name, an id or a body, here and in other threads. */
  #announce(name: string, date: string, from: number): void {
    this.#announced.push([name, date]);
    for (const other of this.#called(name)) if (other !== from) this.#figures.announce(other, date);
  }

  /** Accounts of a name, of an id, or of a body on one platform. */
  #called(name: string): readonly number[] {
    const one = this.#states.get(name);
    if (one !== undefined) return [one.owner];
    if (name.includes(OF)) {
      this.#bodies ??= this.#groupedBy(({ platform, unit }) =>
        unit === null ? null : bodyOf(platform, unit),
      );
      return this.#bodies.get(name) ?? [];
    }
    this.#names ??= this.#groupedBy((account) => account.name);
    return this.#names.get(name) ?? [];
  }

  #groupedBy(keyOf: (account: AccountRow) => string | null): Map<string, number[]> {
    const groups = new Map<string, number[]>();
    for (const { account, owner } of this.#states.values()) {
      const key = keyOf(account);
      const own = key === null ? undefined : groups.get(key);
      if (own !== undefined) own.push(owner);
      else if (key !== null) groups.set(key, [owner]);
    }
    return groups;
  }

  /** What these accounts have in common and say of others; for threads that each hold a part of the accounts. */
  gathered(): GatheredAccounts {
    return { figures: this.#figures.gathered(), announced: this.#announced };
  }

  /** Puts together what all threads gathered, when all rows are in; `own` is which of them is one's own. */
  join(parts: readonly GatheredAccounts[], own: number): void {
    parts.forEach(({ announced }, part) => {
      if (part === own) return;
      for (const [name, date] of announced)
        for (const owner of this.#called(name)) this.#figures.announce(owner, date);
    });
    this.#figures.join(parts.map(({ figures }) => figures));
  }

  metric(row: MetricRow): void {
    const state = this.#states.get(row.account);
    const at = this.#dayAt(row.day);
    if (state !== undefined && at !== null && at <= this.#asOf) this.#figures.metric(state.owner, at, row);
  }

  /** A sampled profile of a follower. */
  follower(row: FollowerRow): void {
    const state = this.#states.get(row.account);
    if (state !== undefined) this.#figures.follower(state.owner, row, this.#asOf);
  }

  /** Days repeat by the million; each is read once. */
  #dayAt(day: string): number | null {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const at = parseTime(day);
    this.#days.set(day, at);
    return at;
  }

  #regionOf({ account: { unit } }: State): string | null {
    return unit === null ? null : (this.#units.get(unit)?.region ?? null);
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
    if (state === undefined) return;
    if (span === null || span[0] <= this.#asOf) this.#content.message(state.owner, row);
    state.messages.push({
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

  /** Facts of one account, which is forgotten: of hundreds of thousands, those that are judged need no room. */
  take(id: string): AccountFacts | null {
    const facts = this.facts(id);
    this.#states.delete(id);
    return facts;
  }

  /** Facts of one account; null where the register has none of this id. */
  facts(id: string): AccountFacts | null {
    const state = this.#states.get(id);
    if (state === undefined) return null;
    const { account, count, deleted, undated, later, stopNotices, runs, use, messages } = state;
    const newest = this.#newest.of(state.owner);
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
        lifecycle: {
          status: 'ok',
          value: (state.events ?? NO_EVENTS).facts(account.functions, this.#relations),
        },
        filing: {
          status: 'ok',
          value: filingOf(account, this.#relations),
        },
        publishing: {
          status: 'ok',
          value: { posts: state.publishing?.posts() ?? [], unsourced: this.#unsourced.of(state.owner) },
        },
        posts: { status: 'ok', value: { count, newest, deleted, undated, later, stopNotices, runs } },
        use: { status: 'ok', value: { runs: use } },
        interaction: { status: 'ok', value: { functions: account.functions, messages } },
        content: this.#content.facts(state.owner),
        followers: { status: 'ok', value: this.#figures.followers(state.owner) },
        links: { status: 'ok', value: state.links?.facts() ?? NO_LINKS },
        likes: {
          status: 'ok',
          value: { ...this.#figures.likes(state.owner), wording: [...this.#content.wording(state.owner)] },
        },
      },
    };
  }

  /** Taken down before the instant that is judged. */
  #isGone({ deleted, deletedAt }: PostRow): boolean {
    const span = deletedAt === null || deletedAt === undefined ? null : spanOf(deletedAt);
    return span === null ? deleted === true : span[1] <= this.#asOf;
  }
}

const NO_EVENTS = new EventTally();
/** Steps by which an account ends (停更、注销、并入). */
const ENDING: readonly EventRow['step'][] = ['stopped', 'cancelled', 'merged'];

/** Between platform and unit: no name has it. */
const OF = '\0';
function bodyOf(platform: string, unit: string): string {
  return `${platform}${OF}${unit}`;
}

/** The list of all that have nothing yet: most accounts never have a notice, a deleted post or a hit. */
const NONE: never[] = [];

/** Matches a text that holds any of the words; none where there are no words. */
function anyOf(words: readonly string[]): RegExp {
  const escaped = words.map(literal);
  return new RegExp(escaped.length === 0 ? '(?!)' : escaped.join('|'));
}

function speaksAtAll({ title, text }: PostRow, words: RegExp): boolean {
  return words.test(title ?? '') || words.test(text ?? '');
}

/** Puts a post where it belongs in a short ordered list. */
function keep(list: AccountPost[], post: AccountPost): AccountPost[] {
  const at = list.findIndex((other) => latestFirst(post, other) < 0);
  if (at < 0 && list.length >= KEPT) return list;
  return list.toSpliced(at < 0 ? list.length : at, 0, post).slice(0, KEPT);
}

/** Of equal dates by id, so that the order of the file changes nothing. */
function latestFirst(a: AccountPost, b: AccountPost): number {
  return last(b) - last(a) || (a.id < b.id ? -1 : 1);
}

function last({ published }: AccountPost): number {
  return spanOf(published)?.[1] ?? Number.NEGATIVE_INFINITY;
}
