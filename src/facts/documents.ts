import { bodyLength, dayOf, type PageFacts, parseTime, type SectionValue } from '../model/index.ts';
import { pageKey } from './address.ts';
import { byNewest, hash, Keep } from './bounded.ts';
import type { SeenPage, SiteFrame } from './seen.ts';
import { documentCore, documentNumber } from './titles.ts';
import { has, plain } from './vocabulary.ts';

type Document = SectionValue<'documents'>[number];
const KEPT = 300;
const LINKS = 400;

interface Entry {
  readonly document: Document;
  readonly key: string;
  /** Hashes of all pages it links to: whether an interpretation is among them is known only at the end. */
  readonly links: readonly number[];
  readonly source: string;
  readonly head: string;
}

/** Policy documents (政策文件) and interpretations (政策解读), with links both ways and a match by title. */
export class Documents {
  readonly #frame: SiteFrame;
  readonly #documents = new Keep<Entry>(KEPT, byNewest);
  readonly #interpretations = new Keep<Entry>(KEPT, byNewest);

  constructor(frame: SiteFrame) {
    this.#frame = frame;
  }

  add(page: SeenPage): void {
    const { article } = page.facts;
    if (article === null || !page.truly || page.isHome) return;
    const { interpretations, documents } = this.#frame.lexicon.words;
    if (page.column.kind === 'interpretation' || has(article.title, interpretations.titles)) {
      const form = this.#formOf(page, article.title);
      this.#put(this.#interpretations, page, article, interpretations.linkToDocument, form);
    } else if (this.#isDocument(page, article.title) && !has(article.title, documents.never)) {
      this.#put(this.#documents, page, article, interpretations.linkToInterpretation, null);
    }
  }

  /** In a policy column with the title or number of an official document, or numbered at its very head anywhere. */
  #isDocument(page: SeenPage, title: string): boolean {
    const { endings } = this.#frame.lexicon.words.documents;
    const number = documentNumber(title) ?? documentNumber((page.facts.article?.text ?? '').slice(0, 300));
    if (page.column.kind === 'policy') return number !== null || endsWith(title, endings);
    return page.column.kind === 'disclosure' && number !== null && endsWith(title, endings);
  }

  #formOf(page: SeenPage, title: string): Document['form'] {
    const { graphic, video, interactive } = this.#frame.lexicon.words.interpretations;
    const name = `${title}${page.column.name ?? ''}`;
    const media = (page.facts.links ?? []).some((link) => link.via === 'media');
    if (has(name, interactive)) return 'interactive';
    if (has(name, video) || media) return 'video';
    const { article } = page.facts;
    const text = article === null ? 0 : bodyLength(article);
    return has(name, graphic) && text < 1500 ? 'graphic' : 'text';
  }

  #put(
    into: Keep<Entry>,
    page: SeenPage,
    article: NonNullable<PageFacts['article']>,
    linkWords: readonly string[],
    form: Document['form'],
  ): void {
    const at = article.published === null ? null : parseTime(article.published);
    const day = at === null || at > page.horizon ? '0000-00-00' : dayOf(at);
    into.merge(`${day} ${page.key}`, (old) => old ?? entryOf(page, article, linkWords, form));
  }

  /** 以本地区、本部门名义印发: the source or title names this body; another body's name says reprint; else nobody knows. */
  #own(one: Entry, siteNames: readonly string[]): boolean | null {
    if (siteNames.some((name) => one.source.includes(name) || one.document.title.includes(name))) return true;
    const { otherBodies } = this.#frame.lexicon.words.documents;
    const others = otherBodies.filter((name) => !siteNames.some((own) => own.includes(name)));
    return others.some((name) => one.source.includes(name) || one.head.startsWith(name)) ? false : null;
  }

  finish(siteNames: readonly string[]): { documents: Document[]; interpretations: Document[] } {
    const documents = this.#documents.values();
    const interpretations = this.#interpretations.values();
    return {
      documents: documents.map((one) => this.#related(one, interpretations, this.#own(one, siteNames))),
      interpretations: interpretations.map((one) => this.#related(one, documents, null)),
    };
  }

  #related(one: Entry, others: readonly Entry[], own: boolean | null): Document {
    const links = new Set(one.links);
    const linked = others.filter((other) => links.has(hash(other.key))).map((other) => other.document.url);
    const core = documentCore(one.document.title);
    const matched = others
      .filter((other) => sameMatter(core, documentCore(other.document.title)))
      .map((other) => other.document.url);
    return {
      ...one.document,
      linksTo: [...new Set([...linked, ...one.document.linksTo])].slice(0, 20),
      matched: matched.slice(0, 20),
      own,
    };
  }
}

function sameMatter(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.length >= 6 && long.includes(short);
}

function endsWith(title: string, endings: readonly string[]): boolean {
  const bare = plain(title.replace(/[（(〔[].{0,30}[）)〕\]]\s*$/, ''));
  return endings.some((ending) => bare.endsWith(ending));
}

/** What is kept of a document; its links are looked at only where it is kept. */
function entryOf(
  page: SeenPage,
  article: NonNullable<PageFacts['article']>,
  linkWords: readonly string[],
  form: Document['form'],
): Entry {
  const links = page.facts.links
    .filter(({ via }) => via === undefined)
    .map(({ url, text }) => ({ url, text, key: pageKey(url) }))
    .filter(({ key }) => key !== page.key);
  const nav = new Set(page.facts.nav.map(({ url }) => pageKey(url)));
  const worded = links
    .filter(({ key, text }) => text.length > 4 && has(text, linkWords) && !nav.has(key))
    .map(({ url }) => url);
  const document: Document = {
    url: page.url,
    title: article.title,
    date: article.published,
    linksTo: [...new Set(worded)].slice(0, 10),
    matched: [],
    own: null,
    form,
  };
  const hashes = links.slice(0, LINKS * 3).map(({ key }) => hash(key));
  const source = article.source ?? '';
  const head = `${documentNumber(article.text.slice(0, 300)) ?? ''}${article.title}`;
  return { document, key: page.key, links: [...new Set(hashes)].slice(0, LINKS), source, head };
}
