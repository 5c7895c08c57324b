import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { InputError, messageOf, type Probe, parseTime, type SiteSubject, utc } from '../../model/index.ts';

/** One line of `probes.jsonl` (INTERFACES, 名录). */
const Row = z.object({
  site: z.string(),
  at: z
    .string()
    .refine((text) => parseTime(text) !== null, 'must be a time such as 2019-05-20T10:00:00+08:00'),
  ok: z.boolean(),
  ms: z.number().nonnegative().nullable().default(null),
  status: z.number().int().nullable().default(null),
  error: z.string().nullable().default(null),
  vantage: z.string().nullable().default(null),
  local: z.boolean().default(false),
});
export type ProbeRow = z.infer<typeof Row>;

/** Reads a probe log. A bad row is told by file, line and reason; nothing is imported then. */
export async function readProbeLog(path: string): Promise<ProbeRow[]> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    const missing = (error as { code?: unknown }).code === 'ENOENT';
    throw new InputError({
      what: 'read',
      where: path,
      why: missing ? 'there is no such file' : messageOf(error),
      todo: 'give --probes a file of probes, one JSON object a line',
      cause: error,
    });
  }
  return text
    .split(/\r?\n/)
    .flatMap((line, index) => (line.trim() === '' ? [] : [rowOf(line, `${path}:${index + 1}`)]));
}

function rowOf(line: string, where: string): ProbeRow {
  const todo = 'correct the line; it needs {"site","at","ok","ms","status","error","vantage"}';
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new InputError({ what: 'read', where, why: `no JSON (${messageOf(error)})`, todo });
  }
  const row = Row.safeParse(value);
  if (row.success) return row.data;
  const issue = row.error.issues[0];
  throw new InputError({
    what: 'read',
    where,
    why: `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'wrong'}`.trim(),
    todo,
  });
}

/** The probes of one site: by its id, code, host or address. A log of a single site is that site's, whatever it calls it. */
export function probesOf(rows: readonly ProbeRow[], subject: SiteSubject, path: string): Probe[] {
  const sites = new Set(rows.map((row) => row.site));
  const host = URL.canParse(subject.url) ? new URL(subject.url).host : '';
  const names = new Set([
    subject.id,
    subject.idCode,
    subject.url,
    subject.url.replace(/\/$/, ''),
    host,
    host.replace(/^www\./, ''),
    ...subject.hosts,
  ]);
  const own = sites.size <= 1 ? [...rows] : rows.filter((row) => names.has(row.site));
  if (own.length === 0 && rows.length > 0)
    throw new InputError({
      what: 'read',
      where: path,
      why: `none of its ${sites.size} sites is ${subject.id}`,
      todo: 'give the site by its code, host or address in the field "site"',
    });
  return own.map(({ at, ok, ms, status, error, vantage, local }) => ({
    at: utc(parseTime(at) ?? 0),
    ok,
    ms,
    status,
    error,
    vantage,
    local,
  }));
}
