import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import {
  CollectionRow,
  FollowerRow,
  MessageRow,
  MetricRow,
  messageOf,
  PostRow,
  ProbeRow,
} from '../../model/index.ts';
import { decodeText, linesOf } from './bytes.ts';
import { dateOf, dayCell } from './cells.ts';
import type { Problems } from './problems.ts';

/** Rows of the JSONL files of a register, by kind. */
export interface Records {
  readonly posts: PostRow;
  readonly metrics: MetricRow;
  readonly followers: FollowerRow;
  readonly messages: MessageRow;
  readonly collections: CollectionRow;
  readonly probes: ProbeRow;
}
export type RecordKind = keyof Records;

interface Form<K extends RecordKind> {
  readonly schema: z.ZodType<Records[K]>;
  /** Keys that hold a date or time, and those that hold a day. */
  readonly dates: readonly string[];
  readonly days: readonly string[];
  /** Key that names an account or site of the register. */
  readonly subject: string;
  /** Keys that may be absent and then are null. */
  readonly nullable: readonly string[];
}

/** In the order in which they are read. */
export const FORMS: { readonly [K in RecordKind]: Form<K> } = {
  collections: { schema: CollectionRow, dates: ['from', 'to'], days: [], subject: 'subject', nullable: [] },
  posts: {
    schema: PostRow,
    dates: ['published', 'deletedAt'],
    days: [],
    subject: 'account',
    nullable: ['published'],
  },
  metrics: { schema: MetricRow, dates: [], days: ['day'], subject: 'account', nullable: [] },
  followers: {
    schema: FollowerRow,
    dates: ['created', 'followedAt'],
    days: [],
    subject: 'account',
    nullable: [],
  },
  messages: {
    schema: MessageRow,
    dates: ['received', 'repliedAt'],
    days: [],
    subject: 'subject',
    nullable: ['received'],
  },
  probes: { schema: ProbeRow, dates: ['at'], days: [], subject: 'site', nullable: [] },
};
export const RECORD_KINDS = Object.keys(FORMS) as readonly RecordKind[];

export interface RecordOptions {
  readonly problems: Problems;
  /** Whether an id is one of the register's accounts or sites. */
  readonly isSubject: (id: string) => boolean;
  readonly signal?: AbortSignal;
}

/** Streams one JSONL file, row by row; what cannot be used goes to the problems by line. Rows read; null where there is no file. */
export async function readRecords<K extends RecordKind>(
  folder: string,
  kind: K,
  options: RecordOptions,
  take: (row: Records[K]) => void,
): Promise<number | null> {
  const name = `${kind}.jsonl`;
  const path = join(folder, name);
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) return null;
  const { problems } = options;
  const form: Form<K> = FORMS[kind];
  let rows = 0;
  const stream = createReadStream(path, { highWaterMark: 1 << 20, signal: options.signal });
  for await (const { number, bytes, tooLong } of linesOf(stream)) {
    const text = tooLong ? null : decodeText(bytes);
    if (text === null) {
      problems.error(name, number, tooLong ? 'the line is too long' : 'is neither UTF-8 nor GB18030');
      continue;
    }
    if (text.trim() === '') continue;
    const row = recordOf(form, text, options.isSubject);
    if (typeof row === 'string') problems.error(name, number, row);
    else {
      rows += 1;
      take(row);
    }
  }
  return rows;
}

/** A row of one line, or why it is none. */
function recordOf<K extends RecordKind>(
  form: Form<K>,
  text: string,
  isSubject: (id: string) => boolean,
): Records[K] | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `is no JSON (${messageOf(error)})`;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is no JSON object';
  const fields = value as Record<string, unknown>;
  const subject = fields[form.subject];
  if (typeof subject === 'number') fields[form.subject] = String(subject);
  if (typeof fields.id === 'number') fields.id = String(fields.id);
  for (const key of form.nullable) if (fields[key] === undefined || fields[key] === '') fields[key] = null;
  for (const key of form.dates) {
    const why = setDate(fields, key, dateOf);
    if (why !== null) return why;
  }
  for (const key of form.days) {
    const why = setDate(fields, key, dayOnce);
    if (why !== null) return why;
  }
  const parsed = form.schema.safeParse(fields);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `${issue?.path.join('.') || 'it'}: ${issue?.message}`;
  }
  const id = String(fields[form.subject]);
  return isSubject(id) ? parsed.data : `${form.subject}: there is no account or site ${id}`;
}

/** Days repeat by the million; each is read once. */
const days = new Map<string, string | null>();
const MOST_DAYS = 50_000;

function dayOnce(date: string | number): string | null {
  const text = String(date);
  const known = days.get(text);
  if (known !== undefined) return known;
  const day = dayCell(text);
  if (days.size < MOST_DAYS) days.set(text, day);
  return day;
}

function setDate(
  fields: Record<string, unknown>,
  key: string,
  read: (date: string | number) => string | null,
): string | null {
  const value = fields[key];
  if (value === undefined || value === null) return null;
  if (value === '') {
    fields[key] = null;
    return null;
  }
  const date = typeof value === 'string' || typeof value === 'number' ? read(value) : null;
  if (date === null) return `${key}: “${String(value)}” is no date`;
  fields[key] = date;
  return null;
}
