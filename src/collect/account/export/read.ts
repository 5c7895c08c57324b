import { createHash } from 'node:crypto';
import { DAY, literal, type MetricRow, type PostRow, parseTime, spanOf } from '../../../model/index.ts';
import { countCell, dateOf, dayCell } from '../../import/index.ts';
import type { RawTable } from './tables.ts';
import type { ExportKind, ExportWords } from './words.ts';

/** A table understood. */
export interface ExportTable {
  readonly name: string;
  readonly posts: readonly PostRow[];
  readonly metrics: readonly MetricRow[];
  /** The period that it says it is about, milliseconds; null where it does not say. */
  readonly period: readonly [from: number, to: number] | null;
  /** Rows that could not be used, by number and reason. */
  readonly problems: readonly string[];
}

/** Titles and notes may stand above the header. */
const HEADER_WITHIN = 10;

/**
 * Reads one table of a platform's back-end; null where it is of no known kind. `file` is the name of the file: it often names the period.
 */
export function readExport(
  table: RawTable,
  file: string,
  account: string,
  words: ExportWords,
): ExportTable | null {
  const header = headerOf(table, words);
  if (header === null) return null;
  const { kind, line, columns } = header;
  const problems: string[] = [];
  const posts: PostRow[] = [];
  const metrics: MetricRow[] = [];
  table.rows.slice(line + 1).forEach((cells, index) => {
    const cell = (column: string) => {
      const at = columns.get(column);
      return at === undefined ? '' : (cells[at] ?? '').trim();
    };
    const problem = (why: string) => problems.push(`${table.name}:${line + index + 2}: ${why}`);
    if (kind === 'posts') {
      const post = postOf(account, cell, columns, problem);
      if (post !== null) posts.push(post);
    } else {
      const day = dayCell(cell('day'));
      if (day === null) {
        // Sums stand below the days.
        if (!/^(?:合计|总计|汇总|平均)/.test(cell('day'))) problem(`“${cell('day')}” is no day`);
      } else metrics.push({ account, day, ...countsOf(cell, columns, problem) });
    }
  });
  const above = table.rows.slice(0, line).flat();
  const period = periodOf([...above, table.name, file], words.until);
  return { name: table.name, posts, metrics, period, problems };
}

function headerOf(
  { rows }: RawTable,
  words: ExportWords,
): { kind: ExportKind; line: number; columns: ReadonlyMap<string, number> } | null {
  for (let line = 0; line < Math.min(rows.length, HEADER_WITHIN); line += 1) {
    const headers = rows[line] ?? [];
    for (const kind of ['posts', 'metrics'] as const) {
      const columns = words.columns(kind, headers);
      const whole = words.needs(kind).every((column) => columns.has(column));
      if (whole && columns.size > words.needs(kind).length - Number(kind === 'posts'))
        return { kind, line, columns };
    }
  }
  return null;
}

function postOf(
  account: string,
  cell: (column: string) => string,
  columns: ReadonlyMap<string, number>,
  problem: (why: string) => void,
): PostRow | null {
  const title = cell('title');
  const given = cell('published');
  if (title === '' && given === '') return null;
  const published = given === '' ? null : dateOf(given);
  if (given !== '' && published === null) problem(`published: “${given}” is no date`);
  const url = cell('url');
  const position = Number(cell('position'));
  return {
    account,
    id: cell('id') || url || idOf(given, title),
    published,
    title,
    url: url || null,
    ...countsOf(cell, columns, problem),
    ...(Number.isInteger(position) && position > 0 ? { position } : {}),
    via: 'export',
  };
}

/** Without an id of the platform a post is known by its day and words. */
function idOf(published: string, title: string): string {
  return `export-${createHash('sha256').update(`${published}\n${title}`).digest('hex').slice(0, 16)}`;
}

const COUNTS = [
  'reads',
  'likes',
  'inView',
  'shares',
  'comments',
  'followers',
  'newFollowers',
  'lostFollowers',
] as const;

function countsOf(
  cell: (column: string) => string,
  columns: ReadonlyMap<string, number>,
  problem: (why: string) => void,
): Partial<Record<(typeof COUNTS)[number], number>> {
  const counts: Partial<Record<(typeof COUNTS)[number], number>> = {};
  for (const column of COUNTS) {
    const given = cell(column);
    // A dash is how tables say that they do not know.
    if (!columns.has(column) || /^(?:[-—–/]*|n\/?a|null)$/i.test(given)) continue;
    const count = countCell(given);
    if (count === null) problem(`${column}: “${given}” is no count`);
    else counts[column] = count;
  }
  return counts;
}

const DATE = String.raw`(\d{4}\s*[-/.年]?\s*\d{1,2}\s*[-/.月]?\s*\d{1,2})\s*日?`;

/** Two days joined by a word or sign, the later one with its last hour. */
function periodOf(texts: readonly string[], until: readonly string[]): readonly [number, number] | null {
  const joints = until.map(literal).join('|');
  const pattern = new RegExp(`${DATE}\\s*(?:${joints})\\s*${DATE}`);
  for (const text of texts) {
    const m = pattern.exec(text.normalize('NFKC'));
    const [from, to] = [dayCell(m?.[1] ?? ''), dayCell(m?.[2] ?? '')];
    const start = from === null ? null : parseTime(from);
    const end = to === null ? null : parseTime(to);
    if (start !== null && end !== null && start <= end) return [start, end + DAY];
  }
  return null;
}

/** The oldest and newest instant of posts; null where none is dated. */
export function rangeOf(posts: readonly PostRow[]): readonly [number, number] | null {
  const spans = posts
    .flatMap(({ published }) => (published === null ? [] : [spanOf(published)]))
    .filter((span) => span !== null);
  if (spans.length === 0) return null;
  // Of a day without an hour only its end is sure to be in the table.
  return [Math.min(...spans.map((span) => span[1])), Math.max(...spans.map((span) => span[0]))];
}
