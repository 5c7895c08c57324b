import stringWidth from 'string-width';

/** Columns of a terminal table: Han characters take two cells, so lengths are measured in cells, not characters. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'left' ? text + space : space + text;
}

/** Cuts to `width` cells and says so with an ellipsis. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let used = 0;
  let kept = '';
  for (const character of text) {
    const cells = stringWidth(character);
    if (used + cells > width - 1) break;
    kept += character;
    used += cells;
  }
  return `${kept}…`;
}

/** Breaks a text into lines of at most `width` cells: at spaces, and anywhere between Han characters. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of pieces(text)) {
    const cells = stringWidth(piece);
    if (used > 0 && used + cells > width && !/^[，。；：、！？）》”’]/.test(piece)) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
      if (piece === ' ') continue;
    }
    line += piece;
    used += cells;
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

function pieces(text: string): string[] {
  return text.match(/ |[^\s\u2e80-\uffef]+|[\u2e80-\uffef]/gu) ?? [];
}

export interface TableColumn {
  readonly head: string;
  readonly align?: 'left' | 'right';
  /** The one column that gives way when the terminal is narrow. */
  readonly flexible?: boolean;
  /** Left out where the terminal is too narrow for all; the last one first. */
  readonly optional?: boolean;
}

const LEAST = 8;

/** Rows under a head, two spaces between columns, cut to the width of the terminal. */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): string[] {
  const widths = columns.map((column, index) =>
    Math.max(stringWidth(column.head), ...rows.map((row) => stringWidth(row[index] ?? ''))),
  );
  const flexible = columns.findIndex((column) => column.flexible === true);
  const shown = columns.map((_, index) => index);
  const total = () => shown.reduce((sum, index) => sum + (widths[index] ?? 0) + 2, -2);
  const spare = () => (flexible < 0 ? 0 : Math.max(0, (widths[flexible] ?? 0) - LEAST));
  while (total() - spare() > width) {
    const last = shown.findLastIndex((index) => columns[index]?.optional === true);
    if (last < 0) break;
    shown.splice(last, 1);
  }
  if (flexible >= 0 && total() > width) {
    widths[flexible] = Math.max(LEAST, (widths[flexible] ?? 0) - (total() - width));
  }
  const line = (cells: readonly string[]) =>
    shown
      .map((index) =>
        pad(cut(cells[index] ?? '', widths[index] ?? 0), widths[index] ?? 0, columns[index]?.align),
      )
      .join('  ')
      .trimEnd();
  return [line(columns.map((column) => column.head)), ...rows.map(line)];
}
