import type { Pack, PackProblem, Place, ReadPack, Rule } from './schema.ts';
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
  variants: 'variants',
  变体: 'variants',
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
const VARIANTS: Readonly<Record<string, string>> = { 拼音: 'pinyin', 同音: 'homophone', 形近: 'shape' };
const REQUIRED = ['term', 'category', 'severity', 'why'] as const;

/** One sheet of a workbook, or a whole CSV file. */
export interface Sheet {
  /** What problems name: `own.csv`, `own.xlsx[Sheet1]`. */
  readonly file: string;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads a pack from tables, one term a row. Columns: term, category, severity, why; further suggest, source, example, counter,
 * allow, fold and variants (`;` between several), datedAfter, datedBefore, region; Chinese names are taken too. Unknown columns are
 * left alone.
 */
export function parseTablePack(sheets: readonly Sheet[], id: string): ReadPack {
  const problems: PackProblem[] = [];
  const rules: Rule[] = [];
  const places = new Map<string, Place>();
  const seen = new Map<string, Place>();
  sheets.forEach((sheet, index) => {
    readSheet(sheet, sheets.length > 1 ? `sheet-${index + 1}.` : '');
  });
  const whole = sheets.length > 0 && rules.length + problems.length > 0;
  if (!whole)
    problems.push({
      file: sheets[0]?.file ?? id,
      line: 1,
      column: 1,
      message: 'there is no row with a term',
    });
  const pack: Pack = { id, title: { zh: id, en: id }, version: 'table', allow: [], rules };
  const nowhere = { file: sheets[0]?.file ?? id, line: 1, column: 1 };
  return {
    pack: rules.length === 0 ? null : pack,
    problems,
    place: (rule) => places.get(rule ?? '') ?? nowhere,
  };

  function readSheet({ file, rows }: Sheet, prefix: string): void {
    const [header, ...body] = rows;
    const report = (line: number, column: number, message: string) =>
      problems.push({ file, line, column, message });
    const names = header?.cells.map((cell) => COLUMNS[cell.trim().toLowerCase()] ?? cell.trim()) ?? [];
    const missing = REQUIRED.filter((name) => !names.includes(name));
    if (header === undefined || missing.length > 0) {
      report(header?.line ?? 1, 1, `the header row lacks ${missing.join(', ') || 'everything'}`);
      return;
    }
    for (const { cells, line } of body) {
      if (cells.every((cell) => cell.trim() === '')) continue;
      const row = Object.fromEntries(names.map((name, column) => [name, (cells[column] ?? '').trim()]));
      const before = seen.get(row.term ?? '');
      if (before !== undefined) {
        const where = before.file === file ? `in line ${before.line}` : `in ${before.file}:${before.line}`;
        report(line, 1, `“${row.term}” is there already, ${where}`);
        continue;
      }
      const rule = RuleSchema.safeParse(toRule(row, `${prefix}row-${line}`));
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
      const place = { file, line, column: names.indexOf('term') + 1 };
      seen.set(row.term ?? '', place);
      places.set(rule.data.id, place);
      rules.push(rule.data);
    }
  }
}

function toRule(row: Readonly<Record<string, string>>, id: string): unknown {
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
    id,
    category: CATEGORIES[row.category ?? ''] ?? row.category,
    severity: SEVERITIES[row.severity ?? ''] ?? row.severity,
    why: row.why,
    source: row.source || 'table',
    terms: [{ text: term, ...(row.suggest ? { suggest: row.suggest } : {}) }],
    variants: list(row.variants).map((name) => VARIANTS[name] ?? name),
    fold: row.fold ? list(row.fold) : ['width', 'case', 'invisible'],
    allow: list(row.allow),
    ...(Object.keys(when).length === 0 ? {} : { when }),
    // A table need not bring examples: the term is its own, and no text is the least counter-example.
    examples: [row.example || term || '—'],
    counters: row.counter ? [row.counter] : ['—'],
  };
}
