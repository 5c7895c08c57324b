import type { Pack, PackProblem, ReadPack, Rule } from './schema.ts';
import { Rule as RuleSchema } from './schema.ts';
import { contradictions } from './sense.ts';

/** Column names as offices write them. */
const COLUMNS: Readonly<Record<string, string>> = {
  term: 'term',
  词语: 'term',
  词: 'term',
  category: 'category',
  类别: 'category',
  severity: 'severity',
  级别: 'severity',
  why: 'why',
  原因: 'why',
  理由: 'why',
  suggest: 'suggest',
  建议: 'suggest',
  建议写法: 'suggest',
  source: 'source',
  来源: 'source',
  example: 'example',
  例句: 'example',
  counter: 'counter',
  反例: 'counter',
  allow: 'allow',
  放行: 'allow',
  fold: 'fold',
  归一化: 'fold',
  datedafter: 'datedAfter',
  生效日期: 'datedAfter',
  datedbefore: 'datedBefore',
  失效日期: 'datedBefore',
  region: 'region',
  地区: 'region',
};
const CATEGORIES: Readonly<Record<string, string>> = {
  表述错误: 'misstatement',
  涉密: 'secrecy',
  隐私: 'privacy',
  有害: 'harmful',
  广告: 'advert',
  强制: 'coercion',
  错别字: 'typo',
};
const SEVERITIES: Readonly<Record<string, string>> = { 否决: 'veto', 错误: 'error', 提示: 'warn' };
const REQUIRED = ['term', 'category', 'severity', 'why'] as const;

/**
 * Reads a pack from a table, one term a row. Columns: term, category, severity, why; further suggest, source, example, counter,
 * allow and fold (`;` between several), datedAfter, datedBefore, region; Chinese names are taken too. Unknown columns are left alone.
 */
export function parseCsvPack(text: string, file: string, id: string): ReadPack {
  const problems: PackProblem[] = [];
  const { rows, unclosed } = readCsv(text.replace(/^\ufeff/, ''));
  const report = (line: number, column: number, message: string) =>
    problems.push({ file, line, column, message });
  if (unclosed !== null) report(unclosed, 1, 'a quotation mark is opened and never closed');
  const [header, ...body] = rows;
  const names = header?.cells.map((cell) => COLUMNS[cell.trim().toLowerCase()] ?? cell.trim()) ?? [];
  const missing = REQUIRED.filter((name) => !names.includes(name));
  if (header === undefined || missing.length > 0) {
    report(1, 1, `the header row lacks ${missing.join(', ') || 'everything'}`);
    return { pack: null, problems };
  }
  const rules: Rule[] = [];
  const seen = new Map<string, number>();
  for (const { cells, line } of body) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const row = Object.fromEntries(names.map((name, index) => [name, (cells[index] ?? '').trim()]));
    const before = seen.get(row.term ?? '');
    if (before !== undefined) {
      report(line, 1, `“${row.term}” is there already, in line ${before}`);
      continue;
    }
    const rule = RuleSchema.safeParse(toRule(row, line));
    if (!rule.success) {
      for (const issue of rule.error.issues) {
        const name = String(issue.path[0] === 'terms' ? 'term' : issue.path.at(-1));
        report(line, Math.max(1, names.indexOf(name) + 1), `${name}: ${issue.message}`);
      }
      continue;
    }
    const wrong = contradictions(rule.data);
    for (const { message } of wrong) report(line, 1, message);
    if (wrong.length > 0) continue;
    seen.set(row.term ?? '', line);
    rules.push(rule.data);
  }
  const pack: Pack = { id, title: { zh: id, en: id }, version: 'table', allow: [], rules };
  return { pack, problems };
}

function toRule(row: Readonly<Record<string, string>>, line: number): unknown {
  const list = (value: string | undefined) =>
    (value ?? '')
      .split(/[;；]/)
      .map((one) => one.trim())
      .filter(Boolean);
  const term = row.term ?? '';
  const when = {
    ...(row.datedAfter ? { datedAfter: row.datedAfter } : {}),
    ...(row.datedBefore ? { datedBefore: row.datedBefore } : {}),
    ...(row.region ? { region: list(row.region) } : {}),
  };
  return {
    id: `row-${line}`,
    category: CATEGORIES[row.category ?? ''] ?? row.category,
    severity: SEVERITIES[row.severity ?? ''] ?? row.severity,
    why: row.why,
    source: row.source || 'table',
    terms: [{ text: term, ...(row.suggest ? { suggest: row.suggest } : {}) }],
    fold: row.fold ? list(row.fold) : ['width', 'case', 'invisible'],
    allow: list(row.allow),
    ...(Object.keys(when).length === 0 ? {} : { when }),
    // A table need not bring examples: the term is its own, and no text is the least counter-example.
    examples: row.example ? [row.example] : [term],
    counters: row.counter ? [row.counter] : ['—'],
  };
}

interface Row {
  readonly cells: string[];
  readonly line: number;
}

/** RFC 4180, with the line that each record starts in. */
function readCsv(text: string): { readonly rows: Row[]; readonly unclosed: number | null } {
  const rows: Row[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let start = 1;
  let quoted: number | null = null;
  const endRow = () => {
    cells.push(cell);
    rows.push({ cells, line: start });
    cells = [];
    cell = '';
    start = line;
  };
  for (let index = 0; index < text.length; index++) {
    const unit = text[index] as string;
    if (unit === '\n') line++;
    if (quoted !== null) {
      if (unit !== '"') cell += unit;
      else if (text[index + 1] === '"') {
        cell += '"';
        index++;
      } else quoted = null;
    } else if (unit === '"' && cell === '') quoted = line;
    else if (unit === ',') {
      cells.push(cell);
      cell = '';
    } else if (unit === '\n') endRow();
    else if (unit !== '\r') cell += unit;
  }
  if (cell !== '' || cells.length > 0) endRow();
  return { rows, unclosed: quoted };
}
