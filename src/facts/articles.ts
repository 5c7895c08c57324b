import { bodyLength, dayOf, type ListItem, parseTime, type SectionValue } from '../model/index.ts';
import { pageKey } from './address.ts';
import { byHash, byNewest, hash, Keep } from './bounded.ts';
import type { SeenPage } from './seen.ts';

type ArticleFacts = SectionValue<'articles'>[number];

/** Newest first; among undated ones a uniform order. The key starts with a day, so it sorts as text. */
const NEWEST = 200;
const SAMPLE = 200;
const DATES = 20_000;

/** Newest articles, a uniform sample of the rest, and the date of each of the newest 20,000 by address. */
export class Articles {
  readonly #newest = new Keep<ArticleFacts>(NEWEST, byNewest);
  readonly #sample = new Keep<ArticleFacts>(SAMPLE, byHash);
  readonly #dates = new Keep<string>(DATES, byHash);

  add(page: SeenPage): void {
    const { article, kind, messages } = page.facts;
    // A citizen's message with its answer reads like an article and is none.
    if (article === null || !page.truly || kind !== 'article' || messages.length > 0) return;
    if (page.column.kind === 'consult') return;
    const facts: ArticleFacts = {
      url: page.url,
      title: article.title,
      date: article.published,
      source: article.source,
      column: page.column.name,
      textLength: bodyLength(article),
    };
    const day = dayKey(article.published, page.horizon);
    this.#newest.merge(`${day} ${page.key}`, (old) => first(old, facts));
    this.#sample.merge(page.key, (old) => first(old, facts));
    if (article.published === null) return;
    const published = article.published;
    for (const key of new Set([page.key, pageKey(page.visit.url)]))
      this.#dates.merge(key, (old) => (old === undefined || published < old ? published : old));
  }

  /** The date that an article prints on its own page; null where it was not read or prints none. */
  dateOf(url: string): string | null {
    return this.#dates.get(pageKey(url)) ?? null;
  }

  /** A list entry without a date has the date that its article prints: the article is dated, the list only does not show it. */
  dated(item: ListItem): ListItem {
    if (item.date !== null || item.url === null) return item;
    const date = this.dateOf(item.url);
    return date === null ? item : { ...item, date: day(date) };
  }

  finish(): ArticleFacts[] {
    const newest = this.#newest.values();
    const known = new Set(newest.map((article) => article.url));
    return [...newest, ...this.#sample.values().filter((article) => !known.has(article.url))];
  }
}

/** One page read twice: keep one of them whatever the order. */
function first<T extends { readonly url: string }>(old: T | undefined, now: T): T {
  if (old === undefined) return now;
  return hash(JSON.stringify(old)) <= hash(JSON.stringify(now)) ? old : now;
}

/** Sortable day; dates that cannot be believed and missing ones last. */
function dayKey(date: string | null, horizon: number): string {
  const at = date === null ? null : parseTime(date);
  return at === null || at > horizon ? '0000-00-00' : dayOf(at);
}

function day(date: string): string {
  const at = parseTime(date);
  return at === null ? date : dayOf(at);
}
