import {
  type HostsTrace,
  hash,
  type PageFacts,
  type PageTrace,
  type PageVisit,
  utc,
} from '../model/index.ts';

const TITLE = 120;
const TERMS = 5;
/** Hosts that a site's traces hold at most. */
const HOSTS = 5000;

/** The trace of a page that was read; null for pages that leave none (results of a search, and where nobody sketched). */
export function traceOf(visit: PageVisit): PageTrace | null {
  const { facts } = visit;
  if (facts.sketch === undefined || facts.kind === 'search') return null;
  const head = headOf(facts);
  return {
    t: 'page',
    url: visit.finalUrl,
    at: utc(visit.at),
    kind: facts.kind,
    title: [...facts.title].slice(0, TITLE).join(''),
    date: facts.article?.published ?? null,
    sketch: facts.sketch,
    head: short(head),
    terms: [
      ...new Set(
        visit.hits
          .filter((hit) => hit.category === 'harmful' && head.includes(hit.text))
          .map((hit) => hit.text),
      ),
    ].slice(0, TERMS),
    frame: frameOf(visit),
    obstacle: facts.obstacle,
  };
}

/** What search engines show of a page: where those who break in write. */
function headOf({ title, article, tags }: PageFacts): string {
  return [title, article?.title ?? '', tags.Keywords ?? '', tags.Description ?? ''].join('\n');
}

/** Scripts and style sheets of the page's own host, without version numbers. */
function frameOf({ facts, finalUrl }: PageVisit): string {
  const origin = /^https?:\/\/[^/?#]*/i.exec(finalUrl)?.[0] ?? '';
  const files = facts.links.flatMap(({ url, via }) =>
    (via === 'script' || via === 'style') && url.startsWith(`${origin}/`)
      ? [url.slice(origin.length).replace(/[?#].*/, '')]
      : [],
  );
  return short([...new Set(files)].sort().join('\n'));
}

function short(text: string): string {
  return hash(text).toString(36);
}

interface Seen {
  pages: number;
  embeds: number;
  from: string;
}

/** Counts the hosts outside the site, page by page. The first ones are kept where there are very many, and that is told. */
export class HostsSeen {
  readonly #outside: (url: string) => string | null;
  readonly #hosts = new Map<string, Seen>();
  #pages = 0;
  #whole = true;

  /** `outside` gives the host of an address that is not the site's own; null for the others. */
  constructor(outside: (url: string) => string | null) {
    this.#outside = outside;
  }

  page({ facts, finalUrl }: PageVisit): void {
    this.#pages += 1;
    const links = new Set<string>();
    const embeds = new Set<string>();
    for (const { url, via } of facts.links) {
      const host = this.#outside(url);
      if (host === null) continue;
      links.add(host);
      if (via === 'script' || via === 'frame') embeds.add(host);
    }
    for (const host of links) this.#count(host, embeds.has(host), finalUrl);
  }

  #count(host: string, embedded: boolean, from: string): void {
    const seen = this.#hosts.get(host);
    if (seen === undefined) {
      if (this.#hosts.size >= HOSTS) this.#whole = false;
      else this.#hosts.set(host, { pages: 1, embeds: embedded ? 1 : 0, from });
      return;
    }
    seen.pages += 1;
    if (embedded) seen.embeds += 1;
    // The same page whatever the order they came in.
    if (from.length < seen.from.length || (from.length === seen.from.length && from < seen.from))
      seen.from = from;
  }

  line(): HostsTrace {
    return {
      t: 'hosts',
      pages: this.#pages,
      whole: this.#whole,
      hosts: [...this.#hosts].map(([host, seen]) => ({ host, ...seen })),
    };
  }
}
