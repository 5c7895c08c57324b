import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FoundRow, messageOf, plainTime } from '../../model/index.ts';
import { byteChunks, decodeLine, LineCutter } from './bytes.ts';
import { dateOf, dayCell } from './cells.ts';
import { type Fields, FORMS, type Form, RECORD_KINDS, type RecordKind, type Records } from './forms.ts';
import { Problems } from './problems.ts';
import { type Share, shareOf, shareOfLine, WHOLE } from './share.ts';

/** Takes the rows of the JSONL files, one by one, as they are read. What it built is void if reading throws in the end. */
export type RecordSink = { readonly [K in RecordKind]?: (row: Records[K]) => void };

export interface RecordOptions {
  /** The accounts and sites of the register by id, at least those of the share. The very text that stands here is put into the rows. */
  readonly subjects: ReadonlyMap<string, string>;
  /** Which of them are taken; lines of others are passed by. Absent = all. */
  readonly share?: Share;
  /** JSONL files that are read; absent = all. What is wrong with the others is not told. */
  readonly only?: readonly RecordKind[];
  readonly signal?: AbortSignal;
  /** Told of bytes read. */
  readonly progress?: (bytes: number) => void;
}

/** What came of reading: rows used of each file (null where there is none, or it was not read), and what is wrong. */
export interface RecordsRead {
  readonly rows: Readonly<Record<RecordKind, number | null>>;
  readonly problems: Problems;
}

/** Streams the JSONL files of a folder, row by row; what cannot be used goes to the problems by line. */
export async function readRecords(
  folder: string,
  options: RecordOptions,
  sink: RecordSink,
): Promise<RecordsRead> {
  const problems = new Problems();
  const rows: Record<RecordKind, number | null> = {
    posts: null,
    metrics: null,
    followers: null,
    messages: null,
    collections: null,
    probes: null,
    events: null,
    links: null,
    found: null,
  };
  const read = async <K extends RecordKind>(kind: K) => {
    const take: ((row: Records[K]) => void) | undefined = sink[kind];
    rows[kind] = await readFile(folder, kind, options, problems, take ?? (() => {}));
  };
  for (const kind of RECORD_KINDS) if (options.only?.includes(kind) !== false) await read(kind);
  return { rows, problems };
}

/** Rows of `found.jsonl` that can be used; what is wrong with others `readRecords` tells. */
export async function readFound(
  folder: string,
  options: Pick<RecordOptions, 'subjects' | 'signal'>,
): Promise<FoundRow[]> {
  const rows: FoundRow[] = [];
  await readFile(folder, 'found', options, new Problems(), (row) => rows.push(row));
  return rows;
}

/** Bytes of the JSONL files of a folder. */
export async function sizeOfRecords(folder: string): Promise<number> {
  const sizes = await Promise.all(
    RECORD_KINDS.map((kind) =>
      stat(join(folder, `${kind}.jsonl`)).then(
        (found) => found.size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function readFile<K extends RecordKind>(
  folder: string,
  kind: K,
  { subjects, share = WHOLE, signal, progress = () => {} }: RecordOptions,
  problems: Problems,
  take: (row: Records[K]) => void,
): Promise<number | null> {
  const name = `${kind}.jsonl`;
  const path = join(folder, name);
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) return null;
  const form: Form<K> = FORMS[kind];
  const peek = shareOfLine(form.subject);
  const isFirst = share.index === 0;
  let rows = 0;
  const cutter = new LineCutter({
    line(buffer, from, to, number) {
      const seen = share.count === 1 ? -1 : peek(buffer, from, to, share.count);
      if (seen >= 0 && seen !== share.index) return;
      const text = decodeLine(buffer, from, to);
      if (text === null) {
        if (isFirst || seen >= 0) problems.error(name, number, 'is neither UTF-8 nor GB18030');
        return;
      }
      const fields = objectOf(text);
      if (fields === null) return;
      if (typeof fields === 'string') {
        if (isFirst || seen >= 0) problems.error(name, number, fields);
        return;
      }
      const subject = subjectOf(fields, form);
      const own = subject === null ? 0 : shareOf(subject, share.count);
      if (seen >= 0 && own !== seen) problems.error(name, number, `${form.subject} stands in it twice`);
      if (own !== share.index) return;
      const why = complete(fields, form, subject === null ? undefined : subjects.get(subject));
      if (why !== null) {
        problems.error(name, number, why);
        return;
      }
      rows += 1;
      take(fields as Records[K]);
    },
    tooLong(number) {
      if (isFirst) problems.error(name, number, 'the line is too long');
    },
  });
  for await (const chunk of byteChunks(chunksOf(path, signal))) {
    cutter.push(chunk);
    progress(chunk.length);
  }
  cutter.end();
  return rows;
}

const CHUNK = 1 << 20;

/** A file in chunks that all stand in one buffer: gigabytes would else wait for the garbage collector a megabyte at a time. */
async function* chunksOf(path: string, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  const file = await open(path);
  const buffer = Buffer.allocUnsafe(CHUNK);
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, CHUNK, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** The object of a line; null where it is empty, a reason where it is none. */
function objectOf(text: string): Fields | string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return text.trim() === '' ? null : `is no JSON (${messageOf(error)})`;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is no JSON object';
  return value as Fields;
}

function subjectOf(fields: Fields, { subject }: { readonly subject: string }): string | null {
  const id = fields[subject];
  if (typeof id === 'number') fields[subject] = String(id);
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

/** Puts the fields of a row into the spelling of the house; why they are no row, else null. */
function complete<K extends RecordKind>(
  fields: Fields,
  form: Form<K>,
  subject: string | undefined,
): string | null {
  if (typeof fields.id === 'number') fields.id = String(fields.id);
  for (const key of form.nullable) if (fields[key] === undefined || fields[key] === '') fields[key] = null;
  let plain = true;
  for (const key of form.dates) {
    const value = fields[key];
    if (value === undefined || value === null) continue;
    if (typeof value === 'string' && !Number.isNaN(plainTime(value))) continue;
    plain = false;
    const why = setDate(fields, key, dateOf);
    if (why !== null) return why;
  }
  for (const key of form.days) {
    const value = fields[key];
    if (typeof value === 'string' && value.length === 10 && !Number.isNaN(plainTime(value))) continue;
    plain = false;
    const why = setDate(fields, key, dayOnce);
    if (why !== null) return why;
  }
  if (!plain || subject === undefined || !form.fits(fields)) {
    const parsed = form.schema.safeParse(fields);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return `${issue?.path.join('.') || 'it'}: ${issue?.message}`;
    }
  }
  if (subject === undefined)
    return `${form.subject}: there is no account or site ${String(fields[form.subject])}`;
  // One text for all rows of an account: looked up by identity from here on, and held once.
  fields[form.subject] = subject;
  for (const key of form.alike) {
    const value = fields[key];
    if (typeof value === 'string') fields[key] = heldOnce(value);
  }
  return null;
}

const texts = new Map<string, string>();
const MOST_TEXTS = 50_000;

function heldOnce(text: string): string {
  const known = texts.get(text);
  if (known !== undefined) return known;
  if (texts.size < MOST_TEXTS) texts.set(text, text);
  return text;
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

function setDate(fields: Fields, key: string, read: (date: string | number) => string | null): string | null {
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
