import type { SampleResponse } from './types.ts';

const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function esc(text: string): string {
  return text.replace(/[&<>"]/g, (c) => NAMES[c] ?? c);
}

/** Joins the pieces of a list. */
export function each<T>(list: readonly T[], piece: (item: T, index: number) => string): string {
  return list.map(piece).join('\n');
}

export function meta(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .map(([name, content]) => `<meta name="${name}" content="${esc(content)}">`)
    .join('\n');
}

export function html(body: string, modified?: string): SampleResponse {
  return {
    type: 'text/html; charset=utf-8',
    body,
    ...(modified === undefined ? {} : { headers: { 'Last-Modified': modified } }),
  };
}

/** The first so many characters with an ellipsis, as lists cut their titles. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}
