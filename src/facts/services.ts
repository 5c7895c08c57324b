import type { PageLink, SectionValue, ServiceGuide } from '../model/index.ts';
import { pageKey } from './address.ts';
import { byHash, byShortness, byText, Keep } from './bounded.ts';
import { latestOf, newer, type SeenPage, type SiteFrame } from './seen.ts';
import { has, plain, remembered } from './vocabulary.ts';

type ServiceFacts = SectionValue<'services'>;
type Form = ServiceGuide['forms'][number];
const GUIDES = 300;
const ITEMS = 5000;
const CLASSES = 200;

/** Services (办事服务): entry, items by class, guides element by element, statistics, entries to apply. */
export class Services {
  readonly #frame: SiteFrame;
  readonly #entries = new Keep<{ readonly url: string; readonly name: string; readonly rank: number }>(
    50,
    byShortness,
  );
  readonly #items = new Keep<true>(ITEMS);
  readonly #classes = new Keep<number>(CLASSES);
  readonly #guides = new Keep<ServiceGuide>(GUIDES, byHash);
  readonly #stats = new Keep<{ readonly url: string; readonly latest: string | null }>(20, byShortness);
  readonly #apply = new Keep<string>(50, byShortness);

  readonly #isEntry: (text: string) => boolean;

  constructor(frame: SiteFrame) {
    this.#frame = frame;
    const { entry, bodies } = frame.lexicon.words.services;
    this.#isEntry = remembered((text) => isEntry(plain(text), entry, bodies));
  }

  add(page: SeenPage): void {
    const { facts } = page;
    const words = this.#frame.lexicon.words.services;
    this.#addEntries(page);
    for (const link of facts.links) {
      if (link.via === undefined && link.text.length <= 12 && has(link.text, words.apply))
        this.#apply.merge(pageKey(link.url), () => link.url);
    }
    if (!page.truly) return;
    const name = page.column.name ?? facts.title;
    const isStats = !page.isHome && has(`${name}${facts.title}`, words.stats);
    if (isStats) {
      const dates = [...facts.items.map((item) => item.date), facts.article?.published ?? null];
      const latest = latestOf(dates, page.horizon);
      this.#stats.merge(page.key, (old) => ({ url: page.url, latest: newer(old?.latest ?? null, latest) }));
    }
    if (Object.keys(facts.guide).length > 0) this.#addGuide(page);
    else if (!isStats && !page.isHome && page.column.kind === 'service' && facts.article === null)
      this.#addItems(page);
  }

  /** Navigation and block headings whose words are a service entry; the home page's own come first. */
  #addEntries(page: SeenPage): void {
    const from: PageLink[] = [
      ...page.facts.nav,
      ...page.facts.blocks.flatMap((block) =>
        block.url === null ? [] : [{ url: block.url, text: block.name }],
      ),
      ...(page.isHome
        ? page.facts.links.filter((link) => link.via === undefined || link.via === 'area')
        : []),
    ];
    for (const link of from) {
      if (!/^https?:/i.test(link.url) || !this.#isEntry(link.text)) continue;
      const rank = page.isHome ? 0 : 1;
      this.#entries.merge(`${pageKey(link.url)}`, (old) =>
        old === undefined || rank < old.rank || (rank === old.rank && byShortness(link.text, old.name) < 0)
          ? { url: link.url, name: link.text, rank }
          : old,
      );
    }
    if (!page.isHome && page.truly && (page.facts.kind === 'service' || page.column.kind === 'service'))
      this.#entries.merge(
        page.key,
        (old) => old ?? { url: page.url, name: page.column.name ?? page.facts.title, rank: 2 },
      );
  }

  #addItems(page: SeenPage): void {
    for (const item of page.facts.items)
      if (item.url !== null) this.#items.merge(pageKey(item.url), () => true);
    for (const block of page.facts.blocks)
      this.#classes.merge(block.name, (old) => Math.max(old ?? 0, block.items));
    if (page.facts.blocks.length === 0 && page.facts.items.length > 0 && page.column.name !== null)
      this.#classes.merge(page.column.name, (old) => Math.max(old ?? 0, page.facts.items.length));
  }

  #addGuide(page: SeenPage): void {
    const { services } = this.#frame.lexicon.words;
    const { guide, attachments, article, title, links } = page.facts;
    const filled = Object.entries(guide).filter(([, text]) => plain(text) !== '');
    const present = services.classes
      .filter((one) =>
        filled.some(([name]) => [one.name, ...one.aliases].some((alias) => plain(alias) === plain(name))),
      )
      .map((one) => one.name);
    const materials = filled.filter(([name]) => has(name, ['材料', '资料'])).map(([, text]) => text);
    const now: ServiceGuide = {
      url: page.url,
      title: guide.事项名称 ?? article?.title ?? title,
      present,
      missing: services.classes.map((one) => one.name).filter((name) => !present.includes(name)),
      vague: materials.flatMap((text) => vagueIn(text, services.vague)).slice(0, 20),
      forms: formsOf(materials.join('\n'), attachments, services),
      links: links
        .filter((link) => link.via === undefined)
        .map((link) => link.url)
        .slice(0, 20),
    };
    this.#items.merge(page.key, () => true);
    this.#guides.merge(page.key, (old) => old ?? now);
  }

  finish(): ServiceFacts {
    const entry = this.#entries.values().sort((a, b) => a.rank - b.rank || byShortness(a.url, b.url))[0];
    const stats = this.#stats.values().sort((a, b) => byText(b.latest ?? '', a.latest ?? ''))[0];
    return {
      entry:
        entry === undefined
          ? null
          : { url: entry.url, name: entry.name, external: !this.#frame.internal(entry.url) },
      itemCount: this.#items.entries().length,
      classes: this.#classes
        .entries()
        .map(([name, items]) => ({ name, items }))
        .sort((a, b) => byText(a.name, b.name)),
      guides: this.#guides.values(),
      stats: stats ?? null,
      apply: this.#apply.values().map((url) => ({ url, ok: null, why: null })),
    };
  }
}

/** 政务服务 or 网上政务服务大厅 are an entry; 市政务服务和数据管理局 is a body whose name holds the word. */
function isEntry(text: string, words: readonly string[], bodies: readonly string[]): boolean {
  if (text.length > 16 || bodies.some((ending) => text.endsWith(ending))) return false;
  return words.some(
    (word) => text.endsWith(word) || (text.startsWith(word) && text.length <= word.length + 4),
  );
}

/** Each vague demand with the words around it; of nested ones (等相关材料 in 相关材料) only the longest. */
function vagueIn(text: string, words: readonly string[]): string[] {
  const found: { from: number; to: number }[] = [];
  for (const word of [...words].sort((a, b) => b.length - a.length)) {
    let at = text.indexOf(word);
    while (at >= 0) {
      const to = at + word.length;
      const from = at;
      if (!found.some((one) => from < one.to && to > one.from)) found.push({ from, to });
      at = text.indexOf(word, to);
    }
  }
  return found
    .sort((a, b) => a.from - b.from)
    .map(({ from, to }) =>
      text
        .slice(Math.max(0, from - 12), to + 8)
        .replace(/\s+/g, ' ')
        .trim(),
    );
}

/** Files offered, and forms that the materials ask for by name without any file that could be them. */
function formsOf(
  materials: string,
  attachments: readonly PageLink[],
  { fileTypes, forms: words }: SiteFrame['lexicon']['words']['services'],
): Form[] {
  const files = attachments
    .filter((file) => isFile(file, fileTypes, words))
    .map((file) => ({
      name: file.text || file.url,
      url: file.url,
      ok: null,
      why: null,
    }));
  const named = new Set(
    [...materials.matchAll(/《([^》]{2,40})》/g)]
      .map((match) => match[1] ?? '')
      .filter((name) => words.some((word) => name.endsWith(word))),
  );
  const missing = [...named].filter(
    (name) =>
      !files.some(
        (file) =>
          plain(file.name).includes(plain(name)) ||
          plain(name).includes(plain(file.name.replace(/\.\w+$/, ''))),
      ),
  );
  return [...files, ...missing.map((name) => ({ name, url: null, ok: null, why: null }))].slice(0, 40);
}

function isFile({ url, text }: PageLink, types: readonly string[], words: readonly string[]): boolean {
  const ending = /\.([a-z0-9]{2,5})(?:[?#]|$)/i.exec(url)?.[1]?.toLowerCase();
  return (ending !== undefined && types.includes(ending)) || has(text, words);
}
