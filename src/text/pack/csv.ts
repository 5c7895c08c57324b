import type { PackProblem, ReadPack } from './schema.ts';
import { parseTablePack, type Row } from './table.ts';

/** Reads a pack from a CSV file; see `parseTablePack` for its columns. */
export function parseCsvPack(text: string, file: string, id: string): ReadPack {
  const { rows, problem } = readCsv(text, file);
  const read = parseTablePack([{ file, rows }], id);
  return problem === null ? read : { ...read, problems: [problem, ...read.problems] };
}

/** RFC 4180, with the line that each record starts in. */
export function readCsv(
  given: string,
  file: string,
): { readonly rows: Row[]; readonly problem: PackProblem | null } {
  const text = given.replace(/^\ufeff/, '');
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
  const message = 'a quotation mark is opened and never closed';
  return { rows, problem: quoted === null ? null : { file, line: quoted, column: 1, message } };
}
