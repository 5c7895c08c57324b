import type { z } from 'zod';
import {
  CollectionRow,
  EventRow,
  FollowerRow,
  FoundRow,
  LinkRow,
  MessageRow,
  MetricRow,
  PostRow,
  ProbeRow,
} from '../../model/index.ts';

/** Rows of the JSONL files of a register, by kind. */
export interface Records {
  readonly posts: PostRow;
  readonly metrics: MetricRow;
  readonly followers: FollowerRow;
  readonly messages: MessageRow;
  readonly collections: CollectionRow;
  readonly probes: ProbeRow;
  readonly events: EventRow;
  readonly links: LinkRow;
  readonly found: FoundRow;
}
export type RecordKind = keyof Records;

/** A row as JSON gives it. */
export type Fields = Record<string, unknown>;

export interface Form<K extends RecordKind> {
  readonly schema: z.ZodType<Records[K]>;
  /**
   * The schema by hand, for rows whose dates are already in the spelling of the house and whose subject was looked up: true only
   * where the schema accepts the row as it is. It says no more than that; what is wrong is the schema's to say.
   */
  readonly fits: (row: Fields) => boolean;
  /** Keys that hold a date or time, and those that hold a day. */
  readonly dates: readonly string[];
  readonly days: readonly string[];
  /** Key that names an account or site of the register. */
  readonly subject: 'account' | 'subject' | 'site';
  /** Keys that may be absent and then are null. */
  readonly nullable: readonly string[];
  /** Keys whose texts many rows share: each is held once. */
  readonly alike: readonly string[];
}

/** In the order in which they are read. */
export const FORMS: { readonly [K in RecordKind]: Form<K> } = {
  collections: {
    schema: CollectionRow,
    fits: (row) =>
      isId(row.what) &&
      typeof row.from === 'string' &&
      typeof row.to === 'string' &&
      typeof row.ok === 'boolean' &&
      isText(row.error),
    dates: ['from', 'to'],
    days: [],
    subject: 'subject',
    nullable: [],
    alike: ['what', 'from', 'to', 'error'],
  },
  posts: {
    schema: PostRow,
    fits: (row) =>
      isId(row.id) &&
      isText(row.title) &&
      isText(row.text) &&
      isText(row.url) &&
      isCount(row.reads) &&
      isCount(row.likes) &&
      isCount(row.inView) &&
      isCount(row.shares) &&
      isCount(row.comments) &&
      isPlace(row.position) &&
      isFlag(row.original) &&
      isText(row.source) &&
      isFlag(row.deleted) &&
      isTexts(row.links),
    dates: ['published', 'deletedAt'],
    days: [],
    subject: 'account',
    nullable: ['published'],
    alike: [],
  },
  metrics: {
    schema: MetricRow,
    fits: (row) =>
      typeof row.day === 'string' &&
      isCount(row.followers) &&
      isCount(row.reads) &&
      isCount(row.likes) &&
      isCount(row.shares) &&
      isCount(row.comments) &&
      isCount(row.newFollowers) &&
      isCount(row.lostFollowers),
    dates: [],
    days: ['day'],
    subject: 'account',
    nullable: [],
    alike: [],
  },
  followers: {
    schema: FollowerRow,
    fits: (row) =>
      isId(row.follower) &&
      isCount(row.posts) &&
      isCount(row.followers) &&
      isCount(row.following) &&
      isFlag(row.avatar) &&
      isFlag(row.verified),
    dates: ['created', 'followedAt'],
    days: [],
    subject: 'account',
    nullable: [],
    alike: [],
  },
  messages: {
    schema: MessageRow,
    fits: (row) =>
      isId(row.id) && isText(row.text) && isText(row.channel) && isText(row.reply) && isFlag(row.valid),
    dates: ['received', 'repliedAt'],
    days: [],
    subject: 'subject',
    nullable: ['received'],
    alike: [],
  },
  probes: {
    schema: ProbeRow,
    fits: (row) =>
      typeof row.at === 'string' &&
      typeof row.ok === 'boolean' &&
      isCount(row.ms) &&
      (isAbsent(row.status) || Number.isSafeInteger(row.status)) &&
      isText(row.error) &&
      isText(row.vantage),
    dates: ['at'],
    days: [],
    subject: 'site',
    nullable: [],
    alike: [],
  },
  events: {
    schema: EventRow,
    fits: (row) =>
      EventRow.shape.step.safeParse(row.step).success &&
      typeof row.at === 'string' &&
      isText(row.by) &&
      isText(row.evidence) &&
      isText(row.into),
    dates: ['at'],
    days: [],
    subject: 'subject',
    nullable: [],
    alike: [],
  },
  links: {
    schema: LinkRow,
    fits: (row) =>
      isId(row.post) &&
      isId(row.url) &&
      typeof row.at === 'string' &&
      LinkRow.shape.state.safeParse(row.state).success &&
      (isAbsent(row.status) || Number.isSafeInteger(row.status)) &&
      LINK_TEXTS.every((key) => isText(row[key])),
    dates: ['at'],
    days: [],
    subject: 'account',
    nullable: [],
    alike: [],
  },
  found: {
    schema: FoundRow,
    // Few and of two forms: the schema looks at each.
    fits: (row) => FoundRow.safeParse(row).success,
    dates: ['at'],
    days: [],
    subject: 'subject',
    nullable: [],
    alike: ['at', 'page', 'platform'],
  },
};
const LINK_TEXTS = ['why', 'finalUrl', 'title', 'text', 'parked', 'postTitle', 'postUrl'];
export const RECORD_KINDS = Object.keys(FORMS) as readonly RecordKind[];

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || isAbsent(value);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' ? value >= 0 && value < Number.POSITIVE_INFINITY : isAbsent(value);
}

function isPlace(value: unknown): boolean {
  return isAbsent(value) || (Number.isSafeInteger(value) && Number(value) > 0);
}

function isTexts(value: unknown): boolean {
  return isAbsent(value) || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean' || isAbsent(value);
}
