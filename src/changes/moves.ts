import type { EarlierFacts } from '../model/index.ts';
import { Best } from './best.ts';
import { domainOf, isGovernment } from './domains.ts';
import type { EarlierPages } from './earlier-pages.ts';
import type { EarlierWords } from './limits.ts';
import type { SiteNames } from './site-names.ts';

interface Away {
  readonly pages: Set<number>;
  readonly examples: Best<{ readonly url: string; readonly title: string; readonly to: string }>;
}

/** Addresses that only send on at this inspection: inside the site, or to another registrable domain. */
export class Moves {
  readonly #words: EarlierWords;
  readonly #site: SiteNames;
  readonly #pages: EarlierPages;
  readonly #own: ReadonlySet<string>;
  readonly #away = new Map<string, Away>();
  readonly #names = new Set<number>();

  constructor(words: EarlierWords, site: SiteNames, pages: EarlierPages) {
    this.#words = words;
    this.#site = site;
    this.#pages = pages;
    this.#own = new Set(site.hosts.map(domainOf));
  }

  add(url: string, to: string): void {
    const name = this.#pages.nameOf(url);
    const note = this.#pages.get(name);
    if (note !== undefined) this.#names.add(name);
    const domain = domainOf(this.#site.hostOf(to));
    if (domain === '' || this.#own.has(domain)) return;
    const before = this.#pages.movedTo(name);
    const led = before !== null && domainOf(this.#site.hostOf(before)) === domain;
    // It led there before, or nobody knows what it was.
    if (led || (before === null && note === undefined)) return;
    const away = this.#away.get(domain) ?? {
      pages: new Set(),
      examples: new Best(this.#words.limits.examples),
    };
    this.#away.set(domain, away);
    away.pages.add(name);
    away.examples.add(byLength(url), { url, title: note?.title ?? '', to });
  }

  /** The page of the earlier inspection only sends on now. */
  has(name: number): boolean {
    return this.#names.has(name);
  }

  get pages(): ReadonlySet<number> {
    return this.#names;
  }

  finish(): EarlierFacts['sentAway'] {
    const home = this.#pages.nameOf(this.#site.home);
    return [...this.#away]
      .map(([domain, { pages, examples }]) => ({
        domain,
        government: isGovernment(domain, this.#words),
        pages: pages.size,
        home: pages.has(home),
        examples: examples.values(),
      }))
      .sort((a, b) => b.pages - a.pages || (a.domain < b.domain ? -1 : 1));
  }
}

/** Sorts addresses by their length, then as text. */
export function byLength(url: string): string {
  return `${String(url.length).padStart(6, '0')} ${url}`;
}
