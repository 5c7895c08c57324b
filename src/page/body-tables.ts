import { oneLine, type ParsedPage } from './dom.ts';

/** A row of a table of data as one line, and the last line of the page's text that it covers. */
export interface RowText {
  readonly text: string;
  readonly lastLine: number;
}

/** Rows of tables of data whose cells hold more than one line. */
export function dataRows(page: ParsedPage, from: number, to: number): Map<number, RowText> {
  const rows = new Map<number, RowText>();
  const lines = page.byTag('tr').filter((tr) => tr.t0 >= from && tr.t1 <= to);
  if (lines.length === 0) return rows;
  const index = lineIndex(page);
  for (const tr of lines) {
    if (page.within(tr, 'table').length > 0 || !page.text.slice(tr.t0, tr.t1).includes('\n')) continue;
    const own = page.childrenOf(tr).filter((el) => el.tag === 'td' || el.tag === 'th');
    if (
      own.length < 2 ||
      page.letters(tr.t0, tr.t1) > 2_000 ||
      own.some((cell) => page.sentenceMarks(cell.t0, cell.t1) > 12)
    )
      continue;
    rows.set(index(tr.t0), {
      text: cells(own.map((cell) => page.text.slice(cell.t0, cell.t1))),
      lastLine: index(Math.max(tr.t0, tr.t1 - 1)),
    });
  }
  return rows;
}

function lineIndex(page: ParsedPage): (at: number) => number {
  const starts: number[] = [0];
  for (let at = page.text.indexOf('\n'); at >= 0; at = page.text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (at) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
}

/** Cells of a row, parted by tabs; empty ones at either end are left out. */
export function cells(texts: readonly string[]): string {
  return texts.map(oneLine).join('\t').replace(/\t+$/, '').replace(/^\t+/, '');
}
