import type { Entry } from './types.ts';

/** A searchable page. */
export interface Indexed {
  readonly title: string;
  readonly url: string;
  readonly date: string;
  readonly text: string;
  readonly column: string;
}

export function indexed(entry: Entry, url: string, column: string): Indexed {
  return { title: entry.title, url, date: entry.date, text: entry.body.join(''), column };
}

const clean = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

function pairs(text: string): string[] {
  const letters = clean(text);
  return letters.length < 2
    ? [letters]
    : [...Array(letters.length - 1).keys()].map((i) => letters.slice(i, i + 2));
}

/**
 * Fuzzy search as a decent site has it: whole titles first, then by the share of the query's letter pairs in title and text, so
 * that words with a gap or one wrong character between them still find their page.
 */
export function search(pages: readonly Indexed[], query: string, limit = 200): Indexed[] {
  const wanted = clean(query);
  if (wanted === '') return [];
  const parts = pairs(query);
  const scored: { page: Indexed; score: number }[] = [];
  for (const page of pages) {
    const title = clean(page.title);
    const text = clean(page.text);
    const inTitle = parts.filter((part) => title.includes(part)).length / parts.length;
    const inText = parts.filter((part) => text.includes(part)).length / parts.length;
    const score = (title === wanted ? 4 : title.includes(wanted) ? 3 : 2 * inTitle) + inText;
    if (score >= 0.9) scored.push({ page, score });
  }
  scored.sort((a, b) => b.score - a.score || (a.page.date < b.page.date ? 1 : -1));
  return scored.slice(0, limit).map(({ page }) => page);
}
