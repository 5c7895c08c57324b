import { pageKey } from './address.ts';
import { hash, Tally } from './bounded.ts';
import type { SeenPage } from './seen.ts';

/**
 * Blankness (空白栏目) is an accusation, so it is only what nothing on the page speaks against: no entry, no article, no
 * person, no form, no file, no picture or frame of its own, and hardly any text beyond the frame that every page has.
 */
export interface BlankSigns {
  /** The page holds something that is content for sure. */
  readonly content: boolean;
  /** Letters and digits outside links. */
  readonly text: number;
  /** Links that are neither navigation nor the page itself, as hashes; at most 60. */
  readonly links: readonly number[];
}

const LINKS = 60;

export function blankSigns(page: SeenPage): BlankSigns {
  const { facts } = page;
  const nav = new Set(facts.nav.map((link) => pageKey(link.url)));
  const links = facts.links
    .filter((link) => link.via !== 'script' && link.via !== 'style')
    .filter((link) => pageKey(link.url) !== page.key && !nav.has(pageKey(link.url)))
    .map((link) => linkMark(link.url, link.via));
  return {
    content:
      facts.items.length > 0 ||
      facts.article !== null ||
      facts.leaders.length > 0 ||
      facts.messages.length > 0 ||
      facts.attachments.length > 0 ||
      Object.keys(facts.guide).length > 0 ||
      facts.blocks.some((block) => block.items > 0) ||
      facts.channels.some((channel) => channel.form && channel.kind !== 'error-report') ||
      facts.refresh !== null,
    text: facts.textLength - linkLetters(page),
    links: [...new Set(links)].slice(0, LINKS),
  };
}

/** Letters and digits that stand in links: menus, lists, the frame. */
export function linkLetters(page: SeenPage): number {
  let letters = 0;
  for (const link of page.facts.links) letters += link.text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return letters;
}

/** Of two pages of one column the one that shows more speaks. */
export function worse(a: BlankSigns | null, b: BlankSigns | null): BlankSigns | null {
  if (a === null || b === null) return a ?? b;
  return {
    content: a.content || b.content,
    text: Math.max(a.text, b.text),
    links: a.links.length >= b.links.length ? a.links : b.links,
  };
}

/** What every page of the site has: links on many pages, and the least text outside links. */
export class FrameLinks {
  readonly #seen = new Tally(20_000);
  #pages = 0;
  #leastText = Number.POSITIVE_INFINITY;

  add(page: SeenPage): void {
    if (!page.truly) return;
    const signs = blankSigns(page);
    this.#pages++;
    this.#leastText = Math.min(this.#leastText, signs.text);
    for (const link of signs.links) this.#seen.add(String(link));
  }

  /** On at least three column pages and a third of all: part of the frame. */
  isFrame(link: number): boolean {
    const pages = this.#seen.get(String(link));
    return pages >= 3 && pages * 3 >= this.#pages;
  }

  /** Too few pages to know the frame: nothing is called blank then. */
  get known(): boolean {
    return this.#pages >= 3;
  }

  get leastText(): number {
    return this.#leastText;
  }
}

/** How a link of a page is remembered. */
export function linkMark(url: string, via = ''): number {
  return hash(`${via} ${pageKey(url)}`);
}

/** `menu`: links to columns of the same level or above, as a side menu shows them. */
export function isBlank(
  signs: BlankSigns,
  frame: FrameLinks,
  menu: ReadonlySet<number>,
  slack: number,
): boolean {
  if (signs.content || !frame.known) return false;
  if (signs.links.some((link) => !frame.isFrame(link) && !menu.has(link))) return false;
  return signs.text - frame.leastText <= slack;
}
