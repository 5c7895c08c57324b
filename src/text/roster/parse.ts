import { isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { PackProblem } from '../pack/schema.ts';
import type { Sheet } from '../pack/table.ts';
import { RosterEntry } from './schema.ts';

export interface ReadRoster {
  readonly entries: readonly RosterEntry[];
  readonly problems: readonly PackProblem[];
}

const COLUMNS: Readonly<Record<string, string>> = {
  name: 'name',
  姓名: 'name',
  title: 'title',
  职务: 'title',
  职位: 'title',
  body: 'body',
  单位: 'body',
  机构: 'body',
  from: 'from',
  任职日期: 'from',
  任职时间: 'from',
  起: 'from',
  to: 'to',
  离任日期: 'to',
  离任时间: 'to',
  止: 'to',
  order: 'order',
  排序: 'order',
  排名: 'order',
};
const REQUIRED = ['name', 'title', 'body'] as const;

/** A roster (领导名录) from tables: name, title, body, from, to, order, one office a row; Chinese names of columns are taken too. */
export function parseTableRoster(sheets: readonly Sheet[]): ReadRoster {
  const collected = collector();
  for (const { file, rows } of sheets) {
    const [header, ...body] = rows;
    const names = header?.cells.map((cell) => COLUMNS[cell.trim().toLowerCase()] ?? cell.trim()) ?? [];
    const missing = REQUIRED.filter((name) => !names.includes(name));
    if (missing.length > 0) {
      collected.report(file, header?.line ?? 1, 1, `the header row lacks ${missing.join(', ')}`);
      continue;
    }
    for (const { line, cells } of body) {
      if (cells.every((cell) => cell.trim() === '')) continue;
      const row = Object.fromEntries(names.map((name, index) => [name, (cells[index] ?? '').trim()]));
      collected.take(row, (field) => ({ file, line, column: Math.max(1, names.indexOf(field) + 1) }));
    }
  }
  return collected.done();
}

/** A roster from YAML: `schema: xunjian.roster/1`, `leaders` of {name, title, body, from, to, order}. */
export function parseYamlRoster(text: string, file: string): ReadRoster {
  const collected = collector();
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  for (const error of doc.errors) {
    const { line, column } = placeAt(error.pos[0]);
    collected.report(file, line, column, error.message.split('\n')[0] ?? error.message);
  }
  const list = isMap(doc.contents) ? doc.contents.get('leaders') : null;
  if (doc.errors.length === 0 && (doc.get('schema') !== 'xunjian.roster/1' || !isSeq(list)))
    collected.report(file, 1, 1, 'is no roster: it needs schema: xunjian.roster/1 and a list leaders');
  if (isSeq(list))
    for (const item of list.items) {
      const raw = isNode(item) ? z.record(z.string(), z.unknown()).catch({}).parse(item.toJS(doc)) : {};
      const row = Object.fromEntries(
        Object.entries(raw).map(([key, value]) => [key, value === null ? '' : String(value)]),
      );
      collected.take(row, (field) => {
        const node = isMap(item) ? item.get(field, true) : undefined;
        const range = isNode(node) && node.range ? node.range : isNode(item) ? item.range : null;
        return placeAt(range?.[0] ?? 0);
      });
    }
  return collected.done();
}

/** 2019-06-01, 2019/6/1, 2019.6, 2019年6月1日 → `YYYY-MM-DD`; a month alone is its first day, or its last where `end`. */
export function rosterDay(written: string, end: boolean): string {
  const match = /^(\d{4})(?:[-/.年](\d{1,2}))(?:[-/.月](\d{1,2}))?[日月]?$/.exec(written);
  if (match === null) return written;
  const [year, month] = [match[1] ?? '', (match[2] ?? '').padStart(2, '0')];
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `${year}-${month}-${(match[3] ?? (end ? String(last) : '1')).padStart(2, '0')}`;
}

function collector() {
  const entries: RosterEntry[] = [];
  const problems: PackProblem[] = [];
  const seen = new Map<string, { file: string; line: number }>();
  const report = (file: string, line: number, column: number, message: string) => {
    problems.push({ file, line, column, message });
  };
  return {
    report,
    take(row: Readonly<Record<string, string>>, place: (field: string) => PlaceOf) {
      const entry = RosterEntry.safeParse({
        name: (row.name ?? '').replace(/[\s　]/g, ''),
        title: row.title ?? '',
        body: row.body ?? '',
        from: row.from ? rosterDay(row.from, false) : null,
        to: row.to ? rosterDay(row.to, true) : null,
        order: row.order ? Number(row.order) : null,
      });
      if (!entry.success) {
        for (const { path, message } of entry.error.issues) {
          const field = String(path[0] ?? 'name');
          const { file, line, column } = place(field);
          report(file, line, column, `${field}: ${message}`);
        }
        return;
      }
      const { name, title, body, from } = entry.data;
      const { file, line, column } = place('name');
      const key = [name, title, body, from].join('\n');
      const before = seen.get(key);
      if (before !== undefined)
        report(file, line, column, `${name} is there already, in ${before.file}:${before.line}`);
      else entries.push(entry.data);
      seen.set(key, { file, line });
    },
    done: (): ReadRoster => ({ entries, problems }),
  };
}

interface PlaceOf {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
