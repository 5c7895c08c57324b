import type { RouteTable } from '../entries.ts';
import { cut, each, esc } from '../html.ts';
import type { Column } from '../types.ts';

/** Charts of the statistics and the one-page pictures (图解) of interpretations, drawn by code. */
export function addPictures(table: RouteTable, statistics: Column, readings: Column): void {
  for (const entry of statistics.entries) {
    if (entry.graphic !== undefined && entry.table !== undefined)
      table.fixed(entry.graphic, { type: 'image/svg+xml', body: chart(entry.title, entry.table.slice(1)) });
  }
  for (const entry of readings.entries) {
    if (entry.graphic !== undefined)
      table.fixed(entry.graphic, { type: 'image/svg+xml', body: poster(entry.title, entry.body) });
  }
}

function svg(width: number, height: number, inside: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif">${inside}</svg>`;
}

function chart(title: string, rows: readonly (readonly string[])[]): string {
  const bars = each(rows, ([name = '', , , growth = '0'], i) => {
    const y = 60 + i * 36;
    return `<text x="8" y="${y + 16}" font-size="13">${esc(name)}</text><rect x="230" y="${y}" width="${Math.round(Number(growth) * 36)}" height="22" fill="#3f7fc1"/><text x="${238 + Math.round(Number(growth) * 36)}" y="${y + 16}" font-size="13">${growth}%</text>`;
  });
  return svg(
    640,
    70 + rows.length * 36,
    `<text x="8" y="30" font-size="17">${esc(title)}同比增速</text>${bars}`,
  );
}

function poster(title: string, body: readonly string[]): string {
  const rows = each(
    body,
    (line, i) =>
      `<rect x="20" y="${90 + i * 90}" width="600" height="74" rx="10" fill="#fff"/><text x="40" y="${120 + i * 90}" font-size="16" fill="#1f5fa8">${esc(line.slice(0, 34))}</text><text x="40" y="${146 + i * 90}" font-size="14">${esc(cut(line.slice(34), 38))}</text>`,
  );
  return svg(
    640,
    110 + body.length * 90,
    `<rect width="640" height="${110 + body.length * 90}" fill="#dcebf8"/><text x="320" y="54" font-size="21" text-anchor="middle" fill="#b3261e">${esc(cut(title, 28))}</text>${rows}`,
  );
}
