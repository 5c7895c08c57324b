import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { z } from 'zod';
import { InputError, messageOf } from '../model/index.ts';
import type { Sheet } from '../text/index.ts';

/** A pack or roster: a file, or a workbook that was opened before, because workbooks cannot be read at once. Plain data for threads. */
export const PackFile = z.union([
  z.string(),
  z.strictObject({
    file: z.string(),
    sheets: z.array(
      z.strictObject({
        file: z.string(),
        rows: z.array(z.strictObject({ line: z.number(), cells: z.array(z.string()) })),
      }),
    ),
  }),
]);
export type PackFile = z.infer<typeof PackFile>;

/** A pack larger than this is a mistake or an attack. */
const MAX_BYTES = 256 * 1024 * 1024;
const MAX_WORKBOOK = 32 * 1024 * 1024;

/** Opens the workbooks among some files; the others are read when they are loaded. */
export function openPackFiles(files: readonly string[]): Promise<PackFile[]> {
  return Promise.all(files.map((file) => (kindOf(file) === '.xlsx' ? openWorkbook(file) : file)));
}

async function openWorkbook(file: string): Promise<PackFile> {
  const bytes = readBytes(file, MAX_WORKBOOK);
  // Half a second to load: only where there is a workbook.
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  try {
    await book.xlsx.load(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    );
  } catch (error) {
    throw new InputError({
      what: 'pack',
      where: file,
      why: `cannot be read as a workbook (${messageOf(error)})`,
      todo: 'save it again as .xlsx',
      cause: error,
    });
  }
  const sheets: Sheet[] = [];
  for (const sheet of book.worksheets) {
    const rows: { line: number; cells: string[] }[] = [];
    sheet.eachRow({ includeEmpty: false }, (row, line) => {
      const cells = Array.from({ length: row.cellCount }, (_, at) => cellText(row.getCell(at + 1).value));
      if (cells.some((cell) => cell !== '')) rows.push({ line, cells });
    });
    if (rows.length > 0) sheets.push({ file: `${file}[${sheet.name}]`, rows });
  }
  return PackFile.parse({ file, sheets });
}

const Shown = z.object({ result: z.unknown() }).or(z.object({ text: z.unknown() }));
const Rich = z.object({ richText: z.array(z.object({ text: z.string() })) });

/** What a cell shows: the result of a formula, the text of a link; a date as its day. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  const rich = Rich.safeParse(value);
  if (rich.success) return rich.data.richText.map(({ text }) => text).join('');
  const shown = Shown.safeParse(value);
  if (shown.success) return cellText('result' in shown.data ? shown.data.result : shown.data.text);
  return typeof value === 'object' ? '' : String(value).trim();
}

export function kindOf(file: string): string {
  return extname(file).toLowerCase();
}

/** Text of a file: UTF-8, or GB18030 as spreadsheets in China save it. */
export function readText(file: string): string {
  const bytes = readBytes(file, MAX_BYTES);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function readBytes(file: string, most: number): Uint8Array {
  try {
    const { size } = statSync(file);
    if (size > most) throw new Error(`has ${size} bytes, more than a pack may have (${most})`);
    return readFileSync(file);
  } catch (error) {
    const missing = (error as { code?: unknown }).code === 'ENOENT';
    throw new InputError({
      what: 'pack',
      where: file,
      why: missing ? 'there is no such file' : messageOf(error),
      todo: 'give a file in YAML, CSV or XLSX',
      cause: error,
    });
  }
}

export function wrongKind(file: string): InputError {
  return new InputError({
    what: 'pack',
    where: file,
    why: `${kindOf(file) || 'its name'} is no kind of pack`,
    todo: 'give .yaml, .yml, .csv or .xlsx',
  });
}

/** The id of a table is its name. */
export function idOf(file: string): string {
  const name = basename(file, extname(file))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return name === '' ? `table-${createHash('sha256').update(file).digest('hex').slice(0, 8)}` : name;
}
