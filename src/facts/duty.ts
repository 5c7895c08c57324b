import { bodyLength, type SectionValue } from '../model/index.ts';
import { linkLetters } from './blank.ts';
import { byShortness, Keep } from './bounded.ts';
import type { SeenPage, SiteFrame } from './seen.ts';
import { columnlessTitle } from './titles.ts';

type Seen = SectionValue<'overview'>[number];
const KEPT = 50;
const QUOTE = 160;

/** Pages that tell about the place (概况信息) or about the body's functions (机构职能): what stands on them, quoted. */
export class DutyPages {
  readonly #frame: SiteFrame;
  readonly #kind: 'overview' | 'agency';
  readonly #pages = new Keep<Seen>(KEPT, byShortness);

  constructor(frame: SiteFrame, kind: 'overview' | 'agency') {
    this.#frame = frame;
    this.#kind = kind;
  }

  add(page: SeenPage): void {
    if (page.isHome || !page.truly || page.column.kind !== this.#kind) return;
    const { article, items, title, textLength } = page.facts;
    const { minText, minLoose } = this.#frame.lexicon.words.overview;
    const isThere =
      article !== null
        ? bodyLength(article) >= minText
        : items.length > 0 || textLength - linkLetters(page) >= minLoose;
    if (!isThere) return;
    const quote = article?.text ?? (items.length > 0 ? items.map((item) => item.title).join('；') : title);
    this.#pages.merge(
      page.key,
      (old) =>
        old ?? {
          url: page.url,
          title: article?.title ?? columnlessTitle(title),
          quote: quote.slice(0, QUOTE),
        },
    );
  }

  finish(): Seen[] {
    return this.#pages.values();
  }
}
