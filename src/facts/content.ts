import type { SectionValue } from '../model/index.ts';
import { hostOf } from './address.ts';
import { byHash, byShortness, byText, hash, Keep } from './bounded.ts';
import type { SeenPage, SiteFrame } from './seen.ts';

type ContentFacts = SectionValue<'content'>;
type Hit = ContentFacts['hits'][number];
type Hidden = ContentFacts['concealed'][number];
type Outlink = ContentFacts['outlinks'][number];
const HITS = 500;
const CONCEALED = 200;
const OUTLINKS = 2000;
const RANK = { veto: '0', error: '1', warn: '2' } as const;

/** What the text engine and the reader found that a person should look at; what leads out of the site. */
export class Content {
  readonly #frame: SiteFrame;
  readonly #packs: readonly string[];
  readonly #hits = new Keep<Hit>(HITS, byText);
  readonly #concealed = new Keep<Hidden>(CONCEALED);
  readonly #outlinks = new Keep<Outlink>(OUTLINKS, byHash);
  #pages = 0;
  #count = 0;

  constructor(frame: SiteFrame, packs: readonly string[]) {
    this.#frame = frame;
    this.#packs = packs;
  }

  add(page: SeenPage): void {
    const { visit, facts } = page;
    if (facts.obstacle === null) this.#pages++;
    this.#count += visit.hits.length;
    for (const hit of visit.hits) {
      const found: Hit = {
        ...hit,
        url: page.url,
        title: facts.title,
        date: facts.article?.published ?? null,
      };
      const key = `${RANK[hit.severity]} ${String(hash(`${page.key} ${hit.rule} ${hit.start}`)).padStart(16, '0')}`;
      this.#hits.merge(key, (old) => old ?? found);
    }
    for (const hidden of facts.concealed)
      this.#concealed.merge(`${hidden.url ?? ''} ${hidden.how} ${hidden.text}`, (old) =>
        old !== undefined && byShortness(old.page, page.url) <= 0 ? old : { ...hidden, page: page.url },
      );
    this.#addOutlinks(page);
  }

  #addOutlinks(page: SeenPage): void {
    const onPage = new Map<string, { links: number; embeds: number }>();
    for (const link of page.facts.links) {
      if (this.#frame.internal(link.url)) continue;
      const host = hostOf(link.url);
      if (host === '') continue;
      const seen = onPage.get(host) ?? { links: 0, embeds: 0 };
      onPage.set(host, {
        links: seen.links + 1,
        embeds: seen.embeds + (link.via === undefined || link.via === 'area' ? 0 : 1),
      });
    }
    for (const [host, { links, embeds }] of onPage)
      this.#outlinks.merge(host, (old) => ({
        host,
        links: (old?.links ?? 0) + links,
        embeds: (old?.embeds ?? 0) + embeds,
        from: old !== undefined && byShortness(old.from, page.url) <= 0 ? old.from : page.url,
        state: 'unchecked',
        why: null,
      }));
  }

  finish(): ContentFacts {
    return {
      pagesScanned: this.#pages,
      packs: [...this.#packs],
      hits: this.#hits.values(),
      hitCount: this.#count,
      concealed: this.#concealed.values(),
      outlinks: this.#outlinks.values().sort((a, b) => b.links - a.links || byText(a.host, b.host)),
    };
  }
}
