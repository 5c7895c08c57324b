/** One row of a CSV file: its cells and the line it starts at (1 = first). */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What is wrong with the text itself. */
export interface CsvFault {
  readonly line: number;
  readonly why: string;
}

export interface CsvText {
  readonly rows: readonly CsvRow[];
  readonly faults: readonly CsvFault[];
}

const DELIMITERS = [',', '\t', ';'] as const;

/**
 * CSV as RFC 4180 says, with what sheets really contain: any of the three usual delimiters, CR, LF or CRLF, quoted cells over
 * many lines, a quote in the middle of a bare cell taken as it is. Empty lines are left out.
 */
export function parseCsv(text: string): CsvText {
  const delimiter = delimiterOf(text);
  const rows: CsvRow[] = [];
  const faults: CsvFault[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const start = line;
    const cells: string[] = [];
    for (;;) {
      const cell = text[at] === '"' ? quoted(text, at) : bare(text, at, delimiter);
      cells.push(cell.value);
      line += cell.lines;
      at = cell.next;
      if (cell.fault !== null) faults.push({ line: start, why: cell.fault });
      if (text[at] !== delimiter) break;
      at += 1;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    line += 1;
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: start, cells });
  }
  return { rows, faults };

  function quoted(text: string, from: number) {
    let value = '';
    let at = from + 1;
    for (;;) {
      const end = text.indexOf('"', at);
      if (end < 0) {
        value += text.slice(at);
        return cellOf(value, text.length, 'a quotation mark is opened and never closed');
      }
      value += text.slice(at, end);
      if (text[end + 1] !== '"') {
        const rest = bare(text, end + 1, delimiter);
        const fault =
          rest.value.trim() === '' ? null : `“${short(rest.value)}” stands after a closing quotation mark`;
        return cellOf(value + (fault === null ? '' : rest.value), rest.next, fault);
      }
      value += '"';
      at = end + 2;
    }
  }
  function cellOf(value: string, next: number, fault: string | null) {
    return { value, next, fault, lines: (value.match(/\r\n|\r|\n/g) ?? []).length };
  }
}

function bare(text: string, from: number, delimiter: string) {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return { value: text.slice(from, at), next: at, fault: null, lines: 0 };
}

/** The one that stands most often in the first line. */
function delimiterOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const count = (delimiter: string) => first.split(delimiter).length;
  return [...DELIMITERS].sort((a, b) => count(b) - count(a))[0] ?? ',';
}

function short(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}

/** One line of CSV with its end. A cell that could be misread is quoted. */
export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) =>
    /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
  );
  return `${quoted.join(',')}\r\n`;
}
