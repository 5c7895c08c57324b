import {
  type DeadLink,
  type FailureKind,
  isFrontPage,
  type LinkFacts,
  type PageFacts,
} from '../../model/index.ts';
import { ownCopy } from './warc-head.ts';

/** The last answer that an archive holds for an address. */
export interface LastAnswer {
  readonly status: number;
  readonly at: number;
  /** Answers with the same kind of fault that the archive holds. */
  readonly tries: number;
  /** Where a redirect leads, absolute. */
  readonly location: string | null;
}

interface Target {
  readonly url: string;
  count: number;
  attachment: boolean;
  onHome: boolean;
  readonly from: { readonly url: string; readonly text: string }[];
}

/** How a page was come by. */
export interface Arrival {
  readonly depth: number;
  readonly referrer: string | null;
  readonly linkText: string | null;
}

const NAMED = 10;
const MAX_HOPS = 10;

/** The links between the pages of an archive: depths from the home page, dead targets, hosts outside. Addresses are held once each. */
export class LinkGraph {
  readonly #ids = new Map<string, number>();
  readonly #targets: Target[] = [];
  readonly #edges = new Map<number, Uint32Array>();
  readonly #first = new Map<number, { from: string; text: string }>();
  readonly #internal: (url: string) => boolean;
  readonly #home: string;

  readonly #alias: (url: string) => string;

  /** `alias` gives the address under which the archive holds what a link asks for. */
  constructor(home: string, internal: (url: string) => boolean, alias: (url: string) => string) {
    this.#home = home;
    this.#internal = internal;
    this.#alias = alias;
  }

  /** Takes the links of one page, whose address is `url`. */
  add(url: string, facts: PageFacts): void {
    const attachments = new Set(facts.attachments.map((link) => link.url));
    const ids = new Set<number>();
    const home = isFrontPage(url, this.#home);
    for (const link of [...facts.links, ...facts.attachments]) {
      const asked = bare(link.url);
      const to = asked === null ? null : this.#alias(asked);
      if (to === null || to === url) continue;
      const id = this.#id(to);
      const target = this.#targets[id];
      if (target === undefined || ids.has(id)) continue;
      ids.add(id);
      if (!home || !target.onHome) target.count++;
      target.attachment ||= attachments.has(link.url);
      target.onHome ||= home;
      const named = target.from.length < NAMED;
      const first = !this.#first.has(id) || url === this.#home;
      const text = named || first ? ownCopy(link.text.slice(0, 200)) : '';
      if (named) target.from.push({ url, text });
      if (first) this.#first.set(id, { from: url, text });
    }
    this.#edges.set(this.#id(url), Uint32Array.from(ids));
  }

  /** Clicks from the home page, and the first link, for every page that can be reached by links; through redirects where `answers` has them. */
  arrivals(answers: ReadonlyMap<string, LastAnswer>): (url: string) => Arrival {
    const depths = new Map<number, number>([[this.#id(this.#home), 0]]);
    let deepest = 0;
    let ring = [...depths.keys()];
    for (let depth = 1; ring.length > 0; depth++) {
      const next: number[] = [];
      for (const from of ring) {
        for (const to of this.#edges.get(from) ?? []) {
          for (const id of this.#chain(to, answers)) {
            if (depths.has(id)) continue;
            depths.set(id, depth);
            deepest = depth;
            next.push(id);
          }
        }
      }
      ring = next;
    }
    return (url) => {
      const id = this.#ids.get(url);
      const link = id === undefined || url === this.#home ? undefined : this.#first.get(id);
      // A page that no link leads to is told apart from the home page by standing behind everything else.
      const depth = (id === undefined ? undefined : depths.get(id)) ?? deepest + 1;
      return { depth, referrer: link?.from ?? null, linkText: link?.text ?? null };
    };
  }

  *#chain(id: number, answers: ReadonlyMap<string, LastAnswer>): Generator<number> {
    yield id;
    let url = this.#targets[id]?.url;
    for (let hop = 0; hop < MAX_HOPS && url !== undefined; hop++) {
      const to = answers.get(url)?.location ?? null;
      if (to === null) return;
      url = to;
      yield this.#id(to);
    }
  }

  /**
   * What the archive proves about links: a target whose last answer is a client or server error is dead; a target that the archive
   * does not hold is unchecked, never dead.
   */
  links(answers: ReadonlyMap<string, LastAnswer>): LinkFacts {
    const facts = { internal: 0, external: 0, checked: 0, unchecked: 0, deadOnHome: 0, deadElsewhere: 0 };
    const dead: DeadLink[] = [];
    for (const target of this.#targets) {
      if (target.count === 0) continue;
      const scope = this.#internal(target.url) ? 'internal' : 'external';
      facts[scope]++;
      const answer = followed(target.url, answers);
      const fault = answer === null ? 'unknown' : faultOf(answer.status);
      if (answer === null || fault === 'unknown') facts.unchecked++;
      else facts.checked++;
      if (answer === null || fault === null || fault === 'unknown') continue;
      facts[target.onHome ? 'deadOnHome' : 'deadElsewhere']++;
      const { url, attachment, onHome, count, from } = target;
      const why = `HTTP ${answer.status} in the archive`;
      dead.push({
        url,
        status: answer.status,
        kind: fault,
        why,
        tries: answer.tries,
        scope,
        attachment,
        onHome,
        count,
        from,
      });
    }
    dead.sort((a, b) => Number(b.onHome) - Number(a.onHome) || b.count - a.count);
    return { ...facts, dead };
  }

  /** Internal addresses that pages link to and the archive does not hold. */
  missing(answers: ReadonlyMap<string, LastAnswer>): { count: number; examples: string[] } {
    const urls = this.#targets.filter(
      ({ url, count }) => count > 0 && this.#internal(url) && !answers.has(url),
    );
    return { count: urls.length, examples: urls.slice(0, NAMED).map(({ url }) => url) };
  }

  /** Hosts outside the site, by the number of links to them. */
  outlinks(): { host: string; links: number; embeds: number; from: string; state: 'unchecked' }[] {
    const hosts = new Map<string, { links: number; from: string }>();
    for (const { url, count, from } of this.#targets) {
      if (count === 0 || this.#internal(url)) continue;
      const { host } = new URL(url);
      const known = hosts.get(host) ?? { links: 0, from: from[0]?.url ?? '' };
      known.links += count;
      hosts.set(host, known);
    }
    return [...hosts]
      .map(([host, { links, from }]) => ({ host, links, embeds: 0, from, state: 'unchecked' as const }))
      .sort((a, b) => b.links - a.links);
  }

  #id(url: string): number {
    const known = this.#ids.get(url);
    if (known !== undefined) return known;
    const id = this.#targets.length;
    this.#ids.set(url, id);
    this.#targets.push({ url, count: 0, attachment: false, onHome: false, from: [] });
    return id;
  }
}

function followed(url: string, answers: ReadonlyMap<string, LastAnswer>): LastAnswer | null {
  let answer = answers.get(url) ?? null;
  for (let hop = 0; hop < MAX_HOPS && answer !== null && answer.location !== null; hop++) {
    answer = answers.get(answer.location) ?? null;
  }
  return answer;
}

/** Answers that say “not you” or “not now” rather than “not there”: whoever made the archive met them, a visitor may not. */
const NOT_ABOUT_THE_PAGE: ReadonlySet<number> = new Set([401, 403, 407, 408, 412, 418, 425, 429, 451, 503]);

function faultOf(status: number): FailureKind | 'unknown' | null {
  if (NOT_ABOUT_THE_PAGE.has(status)) return 'unknown';
  if (status >= 500) return 'http-5xx';
  if (status >= 400) return 'http-4xx';
  return status >= 300 && status !== 304 ? 'unknown' : null;
}

/** An http address without fragment and credentials, in the one form of the URL standard; null for others. */
export function bare(text: string, base?: string): string | null {
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.hash = '';
  url.username = '';
  url.password = '';
  return url.href;
}
