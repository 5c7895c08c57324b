import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { messageOf } from '../../../model/index.ts';
import { cellText, decodeText, parseCsv } from '../../import/index.ts';
import { ProtocolError } from '../errors.ts';

export interface RawTable {
  /** As messages name it: `分析.xlsx[Sheet1]`. */
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

const LARGEST = 200 * 1024 * 1024;
const ZIP = 'PK\x03\x04';
const OLE = '\xd0\xcf\x11\xe0';

/** The tables of a downloaded file as text: a CSV (UTF-8, UTF-16, GB18030) or every sheet of a workbook. What the file holds counts, not its name. */
export async function readTables(path: string): Promise<RawTable[]> {
  const name = basename(path);
  const fail = (why: string, todo: string) => new ProtocolError({ what: 'read', where: name, why, todo });
  if ((await stat(path)).size > LARGEST)
    throw fail(`is larger than ${LARGEST} bytes`, 'download a shorter period');
  const bytes = await readFile(path);
  const magic = bytes.toString('latin1', 0, 4);
  if (magic === OLE) throw fail('is an old workbook (.xls)', 'save it as .xlsx');
  if (magic === ZIP) return await bookTables(bytes, name);
  const text = decodeText(bytes);
  if (text === null || text.includes('\0'))
    throw fail('is no text and no workbook', 'download it again as XLSX or CSV');
  const { rows, faults } = parseCsv(text);
  const [fault] = faults;
  if (fault !== undefined) throw fail(`line ${fault.line}: ${fault.why}`, 'download it again');
  return [{ name, rows: rows.map(({ cells }) => cells.map((cell) => cell.trim())) }];
}

async function bookTables(bytes: Buffer, name: string): Promise<RawTable[]> {
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  try {
    await book.xlsx.load(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    );
  } catch (error) {
    throw new ProtocolError({
      what: 'read',
      where: name,
      why: `cannot be read as a workbook (${messageOf(error)})`,
      cause: error,
    });
  }
  return book.worksheets.map((sheet) => {
    const rows: string[][] = [];
    sheet.eachRow({ includeEmpty: false }, (row) => {
      const cells: string[] = [];
      for (let at = 1; at <= row.cellCount; at += 1) cells.push(cellText(row.getCell(at).value));
      if (cells.some((cell) => cell !== '')) rows.push(cells);
    });
    return { name: `${name}[${sheet.name}]`, rows };
  });
}
