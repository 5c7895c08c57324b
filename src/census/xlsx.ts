import { type Bilingual, type Language, shanghai } from '../model/index.ts';
import { DISCOVERY_COLUMNS, discoveryRow, RESULT } from '../report/index.ts';
import type { Census } from './gather.ts';
import {
  activityName,
  CONFIDENCE,
  COUNT_COLUMNS,
  DUPLICATE,
  fieldName,
  inferredValue,
  levelName,
  platformName,
  unitName,
} from './labels.ts';
import { discoveryNames } from './names.ts';
import type { Group } from './summary.ts';

/** Longest text that a cell may hold. */
const LONGEST = 32_767;

/** A census as a workbook: overview, platforms, levels, units, accounts, sites. Written as a stream. */
export async function writeCensusXlsx(census: Census, file: string, language: Language): Promise<void> {
  const { default: excel } = await import('exceljs');
  const book = new excel.stream.xlsx.WorkbookWriter({ filename: file, useStyles: true });
  const say = (text: Bilingual) => text[language];
  const sheet = (name: Bilingual, heads: readonly string[], widths: readonly number[]) => {
    const own = book.addWorksheet(say(name), { views: [{ state: 'frozen', ySplit: 1 }] });
    own.columns = heads.map((header, at) => ({ header, width: widths[at] ?? 12 }));
    own.getRow(1).font = { bold: true };
    return own;
  };
  const put = (own: ReturnType<typeof sheet>, cells: readonly (string | number | null)[]) =>
    own.addRow(cells.map(safeCell)).commit();

  const { summary, standard, asOf, register } = census;
  const overview = sheet(
    { zh: '总览', en: 'Overview' },
    [say({ zh: '项目', en: 'item' }), say({ zh: '数值', en: 'value' })],
    [28, 40],
  );
  put(overview, [say({ zh: '检查时点', en: 'as of' }), shanghai(asOf)]);
  put(overview, [say({ zh: '指标体系', en: 'standard' }), `${say(standard.title)} ${standard.version}`]);
  for (const { key, head } of COUNT_COLUMNS) put(overview, [say(head), summary.accounts[key]]);
  put(overview, [say({ zh: '名录中无法使用的行', en: 'rows that could not be used' }), register.errors]);
  overview.commit();

  const groups = (name: Bilingual, list: readonly Group[], label: (group: Group) => Bilingual) => {
    const own = sheet(name, [say(name), ...COUNT_COLUMNS.map(({ head }) => say(head))], [32]);
    for (const group of list) put(own, [say(label(group)), ...COUNT_COLUMNS.map(({ key }) => group[key])]);
    own.commit();
  };
  groups({ zh: '平台', en: 'Platforms' }, summary.platforms, ({ id }) => platformName(id));
  groups({ zh: '层级', en: 'Levels' }, summary.levels, ({ id }) => levelName(id));
  groups({ zh: '单位', en: 'Units' }, summary.units, unitName);

  const heads: readonly Bilingual[] = [
    { zh: '编号', en: 'id' },
    { zh: '账号', en: 'account' },
    { zh: '平台', en: 'platform' },
    { zh: '单位', en: 'unit' },
    { zh: '结论', en: 'result' },
    { zh: '更新情况', en: 'activity' },
    { zh: '最近更新', en: 'last post' },
    { zh: '粉丝', en: 'followers' },
    { zh: '日均阅读', en: 'reads/day' },
    { zh: '理由', en: 'reasons' },
  ];
  const accounts = sheet(
    { zh: '账号', en: 'Accounts' },
    heads.map(say),
    [12, 26, 10, 28, 12, 12, 26, 10, 10, 80],
  );
  for (const account of census.accounts)
    put(accounts, [
      account.id,
      account.name,
      say(platformName(account.platform)),
      account.unit?.name ?? null,
      say(RESULT[account.result]),
      activityName(account.activity, language),
      account.lastPost,
      account.followers,
      account.readsPerDay,
      census.reasons(account.id)[language].join('\n'),
    ]);
  accounts.commit();

  const sites = sheet(
    { zh: '网站', en: 'Sites' },
    [
      say({ zh: '编号', en: 'id' }),
      say({ zh: '网站', en: 'site' }),
      say({ zh: '网址', en: 'address' }),
      say({ zh: '结论', en: 'result' }),
      say({ zh: '说明', en: 'reasons' }),
    ],
    [12, 32, 32, 12, 80],
  );
  for (const { id, name, url, result, because } of census.sites)
    put(sites, [id, name, url, say(RESULT[result]), say(because)]);
  sites.commit();
  const further: PutSheet = (name, columns, rows) => {
    const own = sheet(
      name,
      columns.map(([head]) => say(head)),
      columns.map(([, width]) => width),
    );
    for (const row of rows) put(own, row);
    own.commit();
  };
  registerSheets(census, say, further);
  if (census.discovery !== null)
    further(
      { zh: '账号发现', en: 'Found' },
      DISCOVERY_COLUMNS,
      census.discovery.findings.map((one) => discoveryRow(one, discoveryNames(register), language)),
    );
  await book.commit();
}

type Cell = string | number | null;
type PutSheet = (
  name: Bilingual,
  columns: readonly (readonly [Bilingual, number])[],
  rows: readonly (readonly Cell[])[],
) => void;

/** What the register says about itself; a sheet only where there is something. */
function registerSheets(
  { duplicates, inferred, contradictions, register }: Census,
  say: (text: Bilingual) => string,
  put: PutSheet,
): void {
  const unit = (id: string) => register.units.get(id)?.name ?? id;
  if (duplicates.length > 0)
    put(
      { zh: '疑似重复', en: 'Duplicates' },
      [
        [{ zh: '组', en: 'group' }, 8],
        [{ zh: '把握', en: 'confidence' }, 12],
        [{ zh: '编号', en: 'id' }, 14],
        [{ zh: '账号', en: 'account' }, 28],
        [{ zh: '平台', en: 'platform' }, 12],
        [{ zh: '单位', en: 'unit' }, 28],
        [{ zh: '理由', en: 'reasons' }, 60],
      ],
      duplicates.flatMap(({ accounts, reasons, confidence }, at) =>
        accounts.map((id): readonly Cell[] => {
          const account = register.accounts.get(id);
          return [
            at + 1,
            say(CONFIDENCE[confidence]),
            id,
            account?.name ?? null,
            say(platformName(account?.platform ?? null)),
            account === undefined || account.unit === null ? null : unit(account.unit),
            reasons.map((reason) => say(DUPLICATE[reason])).join('；'),
          ];
        }),
      ),
    );
  if (inferred.length > 0)
    put(
      { zh: '推断', en: 'Inferred' },
      [
        [{ zh: '单位编号', en: 'unit' }, 14],
        [{ zh: '单位', en: 'name' }, 32],
        [{ zh: '项目', en: 'field' }, 14],
        [{ zh: '推断值', en: 'value' }, 24],
        [{ zh: '依据', en: 'because' }, 60],
      ],
      inferred.map((one) => [
        one.unit,
        unit(one.unit),
        say(fieldName(one.field)),
        say(inferredValue(one, unit)),
        say(one.because),
      ]),
    );
  if (contradictions.length > 0)
    put(
      { zh: '矛盾', en: 'Contradictions' },
      [
        [{ zh: '编号', en: 'id' }, 14],
        [{ zh: '名称', en: 'name' }, 32],
        [{ zh: '项目', en: 'field' }, 14],
        [{ zh: '名录值', en: 'value' }, 20],
        [{ zh: '说明', en: 'why' }, 60],
      ],
      contradictions.map(({ kind, id, field, value, why }) => [
        id,
        (kind === 'unit' ? register.units : register.sites).get(id)?.name ?? null,
        say(fieldName(field)),
        value,
        say(why),
      ]),
    );
}

/** Text stays text, so that a name that begins like a formula (=, +, -, @) is none; control characters end no workbook. */
export function safeCell(cell: string | number | null): string | number | null {
  if (typeof cell !== 'string') return cell;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids these very characters.
  const text = cell.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
  return text.slice(0, LONGEST);
}
