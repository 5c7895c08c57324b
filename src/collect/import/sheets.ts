import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, messageOf } from '../../model/index.ts';
import { decodeText } from './bytes.ts';
import { parseCsv } from './csv.ts';
import { RECORD_KINDS } from './forms.ts';
import type { Problems } from './problems.ts';
import type { RegisterWords, Table } from './words.ts';

/** A sheet as rows of text, whatever file it came from. */
export interface Sheet {
  readonly table: Table;
  /** As messages name it: `accounts.csv`, `register.xlsx[账号]`. */
  readonly file: string;
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** Tables are held in memory; a national register of units and accounts has some 100 MB. Longer texts no string can hold. */
const LARGEST = 384 * 1024 * 1024;

/** The sheets of a register folder: CSV files by name, and the sheets of one workbook. */
export async function readSheets(folder: string, words: RegisterWords, problems: Problems): Promise<Sheet[]> {
  const names = await filesOf(folder);
  const books = names.filter((name) => /\.xlsx$/i.test(name));
  if (books.length > 1)
    throw fail(folder, `holds ${books.length} workbooks (${books.join(', ')})`, 'leave the one that counts');
  const sheets: Sheet[] = [];
  for (const name of names) {
    if (!/\.csv$/i.test(name)) {
      const why = whyNotRead(name);
      if (why !== null) problems.notice(name, null, why);
      continue;
    }
    const table = words.table(name.replace(/\.csv$/i, ''));
    if (table !== null) sheets.push(await csvSheet(folder, name, table, problems));
    else problems.notice(name, null, 'is no file of a register and was not read');
  }
  const [book] = books;
  if (book !== undefined) sheets.push(...(await bookSheets(folder, book, words, problems)));
  const twice = sheets.find((sheet, at) => sheets.findIndex((one) => one.table === sheet.table) < at);
  if (twice !== undefined)
    throw fail(folder, `has ${twice.table} twice (${twice.file})`, 'leave the one that counts');
  return sheets;
}

/** Why a file that is neither CSV nor workbook is passed by; null for the JSONL files of a register, and for folders and notes. */
function whyNotRead(name: string): string | null {
  const kind = RECORD_KINDS.find((one) => `${one}.jsonl` === name.toLowerCase());
  if (/\.xlsx$/i.test(name) || (kind !== undefined && name === `${kind}.jsonl`)) return null;
  if (kind !== undefined) return `was not read; name it ${kind}.jsonl`;
  if (/\.(xls|et|ods|numbers)$/i.test(name)) return 'was not read; save it as .xlsx or as CSV UTF-8';
  if (/\.(json|jsonl|ndjson|gz|zip|tsv|txt)$/i.test(name)) return 'is no file of a register and was not read';
  return null;
}

async function filesOf(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !/^[.~]/.test(name)).sort();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const why =
      code === 'ENOENT' ? 'there is no such folder' : code === 'ENOTDIR' ? 'is no folder' : messageOf(error);
    throw fail(folder, why, 'give a folder with accounts.csv');
  }
}

async function csvSheet(folder: string, name: string, table: Table, problems: Problems): Promise<Sheet> {
  const text = decodeText(await bytesOf(join(folder, name)));
  if (text === null) throw fail(join(folder, name), 'is neither UTF-8 nor GB18030', 'save it as CSV UTF-8');
  if (text.includes('\0')) throw fail(join(folder, name), 'is no text', 'save it as CSV UTF-8');
  const { rows, faults } = parseCsv(text);
  for (const { line, why } of faults) problems.error(name, line, why);
  const broken = new Set(faults.map((fault) => fault.line));
  return { table, file: name, rows: rows.filter((row) => !broken.has(row.line)) };
}

async function bytesOf(path: string): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > LARGEST)
    throw fail(path, `is larger than ${LARGEST >> 20} MB`, `split the register by region or level`);
  return await readFile(path);
}

async function bookSheets(
  folder: string,
  name: string,
  words: RegisterWords,
  problems: Problems,
): Promise<Sheet[]> {
  // Half a second to load: only where there is a workbook.
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  try {
    const bytes = await bytesOf(join(folder, name));
    await book.xlsx.load(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    );
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw fail(
      join(folder, name),
      `cannot be read as a workbook (${messageOf(error)})`,
      'save it again as .xlsx',
    );
  }
  const sheets: Sheet[] = [];
  for (const sheet of book.worksheets) {
    const table = words.table(sheet.name);
    if (table === null) {
      problems.notice(`${name}[${sheet.name}]`, null, 'is no sheet of a register and was not read');
      continue;
    }
    const rows: { line: number; cells: string[] }[] = [];
    sheet.eachRow({ includeEmpty: false }, (row, line) => {
      const cells: string[] = [];
      // Cells of a merged area all show its value: what is written once for many rows holds for each.
      for (let at = 1; at <= row.cellCount; at += 1) cells.push(cellText(row.getCell(at).value));
      if (cells.some((cell) => cell !== '')) rows.push({ line, cells });
    });
    sheets.push({ table, file: `${name}[${sheet.name}]`, rows });
  }
  return sheets;
}

/** What a cell shows: the result of a formula, the text of a link; dates as days or times of Asia/Shanghai. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) {
    // A spreadsheet's date has no zone; the library gives its wall clock as UTC.
    const iso = value.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
  }
  if (typeof value !== 'object') return String(value).trim();
  if ('richText' in value && Array.isArray(value.richText))
    return value.richText
      .map((part: { text?: unknown }) => String(part.text ?? ''))
      .join('')
      .trim();
  if ('result' in value) return cellText(value.result);
  if ('text' in value) return cellText(value.text);
  if ('error' in value) return String(value.error);
  return '';
}

function fail(where: string, why: string, todo: string): InputError {
  return new InputError({ what: 'register', where, why, todo });
}
