import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { PageFacts } from '../../model/index.ts';
import { normalizeUrl } from './url.ts';

/**
 * The order in which the page budget is spent: what the indicators need first, then breadth. Lower comes first; within a tier
 * the columns take turns.
 */
export const Tier = {
  home: 0,
  /** Columns: navigation and headed blocks of the home page. */
  column: 1,
  /** Pages by what they are for: leaders, guides, interaction, search; and channels that pages name. */
  wanted: 2,
  /** Everything else that the home page links to. */
  fromHome: 3,
  /** Entries of the lists of first-level columns, newest first. */
  newest: 4,
  /** Entries of deeper lists. */
  deeper: 5,
  breadth: 6,
  /** Known from a sitemap only. */
  sitemap: 7,
  /** Second and later pages of lists. */
  paging: 8,
  calendar: 9,
} as const;

const WantedFile = z.strictObject({ wanted: z.array(z.string().min(1)) });

/** The words that ship with the package. */
export function loadWanted(): string[] {
  const file = new URL('../../../packs/crawl/wanted.yaml', import.meta.url);
  return WantedFile.parse(parse(readFileSync(file, 'utf8'))).wanted;
}

export class WantedWords {
  readonly #words: readonly string[];
  constructor(words: readonly string[]) {
    this.#words = words;
  }
  /** Long texts are titles of articles, which mention everything. */
  match(text: string): boolean {
    return text.length > 0 && text.length <= 12 && this.#words.some((word) => text.includes(word));
  }
}

/** Marks of a page's links that speak for their order: normalised address → tier and rank within the page. */
export interface Hint {
  readonly tier: number;
  readonly rank: number;
}

/** Hints that a page gives about addresses on it; `depth` is the page's own. */
export function hintsOf(facts: PageFacts, depth: number): Map<string, Hint> {
  const hints = new Map<string, Hint>();
  const hint = (url: string | null, tier: number, rank: number) => {
    const normal = url === null ? null : normalizeUrl(url);
    if (normal === null) return;
    const before = hints.get(normal);
    if (before === undefined || tier < before.tier) hints.set(normal, { tier, rank });
  };
  if (depth === 0) {
    facts.nav.forEach(({ url }, i) => {
      hint(url, Tier.column, i);
    });
    facts.blocks.forEach(({ url }, i) => {
      hint(url, Tier.column, i);
    });
  }
  facts.channels.forEach(({ url }, i) => {
    hint(url, Tier.wanted, i);
  });
  if (facts.search?.method === 'get') hint(facts.search.action, Tier.wanted, 0);
  const tier = depth <= 1 ? Tier.newest : Tier.deeper;
  newestFirst(facts).forEach(({ url }, i) => {
    hint(url, tier, i);
  });
  return hints;
}

/** Entries by date, newest first; undated ones keep their place behind them. */
function newestFirst({ items }: PageFacts): PageFacts['items'] {
  return [...items].sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
}

/** Hands out places in a tier so that groups (columns) take turns: first entries of all, then second ones … */
export class Turns {
  readonly #next = new Map<number, number>();

  /** A number to order by: tier, then turn (the place in its list, where that is known), then the group. */
  place(tier: number, group: number, rank?: number): number {
    const key = tier * 2 ** 32 + group;
    const turn = rank ?? this.#next.get(key) ?? 0;
    if (rank === undefined) {
      if (this.#next.size > 20_000) this.#next.clear();
      this.#next.set(key, turn + 1);
    }
    return tier * 1e12 + Math.min(turn, 999_999) * 1e6 + (group % 1_000_000);
  }
}

export function tierOf(prio: number): number {
  return Math.floor(prio / 1e12);
}
