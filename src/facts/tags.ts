import type { PageKind, SectionValue } from '../model/index.ts';
import { byShortness, Keep } from './bounded.ts';
import type { SeenPage, SiteFrame } from './seen.ts';

type TagFacts = SectionValue<'tags'>;
type Lacking = TagFacts['lacking'][number];
const LACKING = 200;

/** Mandatory page tags (页面标签, facts SITER 8.3) on home, column and article pages. */
export class Tags {
  readonly #frame: SiteFrame;
  readonly #checked = new Map<PageKind, number>();
  readonly #lacking = new Keep<Lacking>(LACKING, byShortness);
  #count = 0;

  constructor(frame: SiteFrame) {
    this.#frame = frame;
  }

  add(page: SeenPage): void {
    if (!page.truly) return;
    const { tags } = this.#frame.lexicon.words;
    const kind = kindOf(page);
    if (kind !== 'home' && kind !== 'list' && kind !== 'article') return;
    this.#checked.set(kind, (this.#checked.get(kind) ?? 0) + 1);
    const missing: string[] = [];
    const empty: string[] = [];
    for (const name of tags[kind]) {
      const value = page.facts.tags[name];
      if (value === undefined) missing.push(name);
      else if (value.trim() === '') empty.push(name);
    }
    if (missing.length === 0 && empty.length === 0) return;
    this.#count++;
    this.#lacking.merge(page.key, (old) => old ?? { url: page.url, kind, missing, empty });
  }

  finish(): TagFacts {
    const order: readonly PageKind[] = ['home', 'list', 'article'];
    const checked: TagFacts['checked'] = {};
    for (const kind of order) {
      const pages = this.#checked.get(kind);
      if (pages !== undefined) checked[kind] = pages;
    }
    return { checked, lacking: this.#lacking.values(), lackingCount: this.#count };
  }
}

/** A column whose only page is a text (公开指南) is a column page: it stands at a folder's address and prints no date. */
function kindOf(page: SeenPage): PageKind {
  if (page.isHome) return 'home';
  const { kind, article } = page.facts;
  const isFolder = /^[^?]*\/(?:(?:index|default)\.[a-z]{3,5})?$/i.test(page.url);
  return kind === 'article' && article?.published == null && isFolder ? 'list' : kind;
}
