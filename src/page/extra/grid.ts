import type { El, ParsedPage } from '../dom.ts';

/** Rows and columns of a table as a reader sees them: a cell that spans stands in every place it covers. */
export type Grid = readonly (readonly El[])[];

const MAX_ROWS = 2000;
const MAX_COLUMNS = 40;

/** Every table of a page with its own rows; those of tables inside it are not its own. */
export function rowsByTable(page: ParsedPage): ReadonlyMap<El, readonly El[]> {
  const tables = new Map<El, El[]>();
  for (const tr of page.byTag('tr')) {
    const table = tr.closest('table');
    if (table === null) continue;
    const rows = tables.get(table);
    if (rows === undefined) tables.set(table, [tr]);
    else rows.push(tr);
  }
  return tables;
}

/** The grid of one table, given its own rows. */
export function gridOf(page: ParsedPage, trs: readonly El[]): Grid {
  const rows: El[][] = [];
  /** Cells of earlier rows that reach down: column → cell and rows left. */
  const down = new Map<number, { el: El; left: number }>();
  for (const tr of trs) {
    if (rows.length >= MAX_ROWS) break;
    rows.push(rowOf(page, tr, down));
  }
  return rows;
}

function rowOf(page: ParsedPage, tr: El, down: Map<number, { el: El; left: number }>): El[] {
  const row: El[] = [];
  const fill = () => {
    for (
      let at = down.get(row.length);
      at !== undefined && row.length < MAX_COLUMNS;
      at = down.get(row.length)
    ) {
      if (at.left <= 1) down.delete(row.length);
      else at.left--;
      row.push(at.el);
    }
  };
  for (const el of page.childrenOf(tr)) {
    if (el.tag !== 'td' && el.tag !== 'th') continue;
    fill();
    const columns = span(el.attr('colspan'));
    const deep = span(el.attr('rowspan'));
    for (let i = 0; i < columns && row.length < MAX_COLUMNS; i++) {
      if (deep > 1) down.set(row.length, { el, left: deep - 1 });
      row.push(el);
    }
  }
  fill();
  return row;
}

function span(value: string | null): number {
  const n = Number.parseInt(value ?? '1', 10);
  return n >= 1 && n <= MAX_COLUMNS ? n : 1;
}
