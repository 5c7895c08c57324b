import { discoveryNames, safeCell } from '../census/index.ts';
import { type Bilingual, type Language, shanghai } from '../model/index.ts';
import { DISCOVERY_COLUMNS, discoveryRow, discoveryText } from '../report/index.ts';
import type { Discovered, SiteRead } from './discover.ts';

export interface Shown {
  readonly asOf: number;
  readonly language: Language;
  readonly width: number;
}

/** `xunjian.discovery/1`. */
export function discoveryJson({ register, discovery, sites }: Discovered, asOf: number): string {
  const document = {
    schema: 'xunjian.discovery/1',
    asOf: shanghai(asOf),
    register: {
      units: register.units.size,
      sites: register.sites.size,
      accounts: register.accounts.size,
      skippedRows: register.errors,
    },
    sites,
    ...discovery,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

export function* showDiscovery(
  { register, discovery, sites }: Discovered,
  options: Shown,
): Generator<string> {
  const { asOf, language } = options;
  const say = (text: Bilingual) => text[language];
  yield `${say({ zh: '政务新媒体账号发现', en: 'Discovery of official accounts' })}  ${shanghai(asOf).slice(0, 16).replace('T', ' ')}\n`;
  const strays = sites.filter(({ site }) => site === null);
  yield `${say({
    zh: `读取网站 ${sites.length} 个（名录内 ${sites.length - strays.length} 个），名录账号 ${register.accounts.size} 个。`,
    en: `${sites.length} sites read (${sites.length - strays.length} of the register), ${register.accounts.size} accounts in the register.`,
  })}\n`;
  for (const { url, path } of strays)
    yield `${say({ zh: `不在名录中的网站：${url}（${path}）`, en: `Site that is not in the register: ${url} (${path})` })}\n`;
  yield* discoveryText(discovery, discoveryNames(register), options);
}

/** Findings and sites as a workbook. */
export async function writeDiscoveryXlsx(
  { register, discovery, sites }: Discovered,
  file: string,
  language: Language,
): Promise<void> {
  const { default: excel } = await import('exceljs');
  const book = new excel.stream.xlsx.WorkbookWriter({ filename: file, useStyles: true });
  const say = (text: Bilingual) => text[language];
  const sheet = (
    name: Bilingual,
    columns: readonly (readonly [Bilingual, number])[],
    rows: readonly (readonly (string | number | null)[])[],
  ) => {
    const own = book.addWorksheet(say(name), { views: [{ state: 'frozen', ySplit: 1 }] });
    own.columns = columns.map(([head, width]) => ({ header: say(head), width }));
    own.getRow(1).font = { bold: true };
    for (const row of rows) own.addRow(row.map(safeCell)).commit();
    own.commit();
  };
  const names = discoveryNames(register);
  sheet(
    { zh: '账号发现', en: 'Found' },
    DISCOVERY_COLUMNS,
    discovery.findings.map((one) => discoveryRow(one, names, language)),
  );
  const site = ({ site: id, url, pages, accounts }: SiteRead) => [id, url, pages, accounts];
  sheet(
    { zh: '已读网站', en: 'Sites read' },
    [
      [{ zh: '名录编号', en: 'id' }, 14],
      [{ zh: '网址', en: 'address' }, 40],
      [{ zh: '页数', en: 'pages' }, 10],
      [{ zh: '账号', en: 'accounts' }, 10],
    ],
    sites.map(site),
  );
  await book.commit();
}
