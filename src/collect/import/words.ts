import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { AccountStatus, InputError, UnitLevel } from '../../model/index.ts';

const list = z.array(z.coerce.string());
const byName = z.record(z.string(), list);

/** `packs/register-columns.yaml`: the words of real sheets, as data. */
const WordsFile = z.strictObject({
  schema: z.literal('xunjian.register-columns/1'),
  tables: z.strictObject({ units: list, sites: list, accounts: list }),
  columns: z.strictObject({ units: byName, sites: byName, accounts: byName }),
  notRows: list,
  values: z.strictObject({
    level: z.partialRecord(UnitLevel, list),
    unitKind: byName,
    platform: byName,
    accountKind: byName,
    status: z.partialRecord(AccountStatus, list),
    yes: list,
    no: list,
  }),
  excludedChannels: list,
  stopNotice: z.strictObject({ self: list, stop: list, other: list, title: list, place: list }),
  mergerNotice: z.strictObject({ account: list, merger: list }),
  followCampaign: z.strictObject({ ask: list, occasion: list }),
  collections: z.strictObject({ posts: list, use: list }),
  ourFaults: list,
  nameWords: z.strictObject({ before: list, after: list }),
});

export const TABLES = ['units', 'sites', 'accounts'] as const;
export type Table = (typeof TABLES)[number];

/** The words of sheets, ready to look up. */
export interface RegisterWords {
  /** Table that a file or sheet of this name holds; null where none. */
  table(name: string): Table | null;
  /** Column of a table that a header means; null where it is none of ours and is kept as it is. */
  column(table: Table, header: string): string | null;
  /** Headers that stand for a column, for messages. */
  headers(table: Table, column: string): readonly string[];
  /** Whether a row that begins with this cell is none: a sum, a note. */
  isNoRow(cell: string): boolean;
  level(cell: string): UnitLevel | null;
  unitKind(cell: string): string | null;
  platform(cell: string): string | null;
  accountKind(cell: string): string | null;
  status(cell: string): AccountStatus | null;
  truth(cell: string): boolean | null;
  readonly notices: z.infer<typeof WordsFile>['stopNotice'];
  readonly mergers: z.infer<typeof WordsFile>['mergerNotice'];
  readonly campaigns: z.infer<typeof WordsFile>['followCampaign'];
  readonly excludedChannels: readonly string[];
  readonly collections: z.infer<typeof WordsFile>['collections'];
  readonly ourFaults: readonly string[];
  readonly nameWords: z.infer<typeof WordsFile>['nameWords'];
}

export function readRegisterWords(file: string): RegisterWords {
  const parsed = WordsFile.safeParse(parse(readFileSync(file, 'utf8')));
  if (parsed.success) return compile(parsed.data);
  const [issue] = parsed.error.issues;
  throw new InputError({
    what: 'register words',
    where: file,
    why: `${issue?.path.join('.') || 'it'}: ${issue?.message}`,
    todo: 'mend the file; packs/register-columns.yaml shows the format',
  });
}

function compile(file: z.infer<typeof WordsFile>): RegisterWords {
  const { values } = file;
  const columns = {
    units: lookup(file.columns.units),
    sites: lookup(file.columns.sites),
    accounts: lookup(file.columns.accounts),
  };
  const tables = lookup(file.tables);
  const level = lookup(values.level);
  const status = lookup(values.status);
  const find = (map: ReadonlyMap<string, string>) => (cell: string) => map.get(plain(cell)) ?? null;
  const truths = lookup({ yes: values.yes, no: values.no });
  return {
    table: (name) => TABLES.find((table) => table === tables.get(plain(name))) ?? null,
    column: (table, header) => columns[table].get(plain(header)) ?? null,
    headers: (table, column) => [column, ...(file.columns[table][column] ?? [])],
    isNoRow: (cell) => file.notRows.some((word) => cell.startsWith(word)),
    level: (cell) => UnitLevel.safeParse(level.get(plain(cell))).data ?? null,
    unitKind: find(lookup(values.unitKind)),
    platform: find(lookup(values.platform)),
    accountKind: find(lookup(values.accountKind)),
    status: (cell) => AccountStatus.safeParse(status.get(plain(cell))).data ?? null,
    truth: (cell) => {
      const said = truths.get(plain(cell));
      return said === undefined ? null : said === 'yes';
    },
    notices: file.stopNotice,
    mergers: file.mergerNotice,
    campaigns: file.followCampaign,
    excludedChannels: file.excludedChannels,
    collections: file.collections,
    ourFaults: file.ourFaults,
    nameWords: file.nameWords,
  };
}

function lookup(words: Readonly<Record<string, readonly string[] | undefined>>): Map<string, string> {
  const map = new Map<string, string>();
  for (const [meaning, list] of Object.entries(words))
    for (const word of [meaning, ...(list ?? [])]) if (!map.has(plain(word))) map.set(plain(word), meaning);
  return map;
}

/** A word in one spelling: width, case, spaces, what stands in brackets, marks of a required column. */
function plain(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/g, '')
    .replace(/[\s*:_\-/、,;.]+/g, '');
}
