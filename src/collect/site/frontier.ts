import { hashHalves, type PageFacts, type PageLink } from '../../model/index.ts';
import { FingerprintTable } from './fingerprints.ts';
import { type Hint, hintsOf, Tier, Turns, tierOf, type WantedWords } from './order.ts';
import { type CrawlStore, Flag, State, type UrlRow } from './store.ts';
import { PatternCaps, type SkipReason, shapeOf, type TrapLimits, trapOf } from './traps.ts';
import { hostOf, looksLikeFile, looksLikePage, normalizeUrl } from './url.ts';

/** Depth of pages that no chain of clicks from the home page is known to. */
export const DEPTH_UNKNOWN = 99;
/** Bits of an edge beside the id of its target. */
export const Edge = { embedded: 1, attachment: 2 } as const;

const EMBEDDED = new Set(['img', 'frame', 'script', 'style', 'media']);

export interface FrontierOptions {
  readonly store: CrawlStore;
  readonly traps: TrapLimits;
  readonly wanted: WantedWords;
  readonly maxAddresses: number;
  /** Whether robots.txt lets an address of the site be fetched. */
  readonly allowed: (host: string, url: string) => boolean;
}

/** What may be known of an address when it turns up. */
interface Found {
  readonly tier: number;
  readonly depth: number;
  readonly group: number;
  /** Place in its list, newest first. */
  readonly rank?: number;
  readonly referrer: number;
  readonly text: string | null;
  readonly asked?: number;
  readonly hops?: number;
  readonly flags?: number;
}

/** All addresses that were found: which are new, where they stand in the order, which are not to be followed. */
export class Frontier {
  readonly #options: FrontierOptions;
  readonly #table = new FingerprintTable();
  readonly #hosts = new Map<string, { readonly id: number; readonly scope: boolean }>();
  readonly #scope: { readonly name: string; readonly id: number }[] = [];
  readonly #turns = new Turns();
  readonly #caps: PatternCaps;
  /** Tier and depth of every id, to see at once whether a further link makes it more urgent. */
  #tiers = new Uint8Array(1024);
  #depths = new Uint8Array(1024);
  #lastId = 0;
  /** Set where something more urgent turned up than what was handed out last. */
  mostUrgent = Number.POSITIVE_INFINITY;
  queuedPages = 0;

  constructor(options: FrontierOptions) {
    this.#options = options;
    this.#caps = new PatternCaps(options.traps);
    this.#load();
  }

  /** The table of an earlier run. */
  #load(): void {
    const { store } = this.#options;
    for (const row of store.each('SELECT id, name, scope FROM host')) {
      const [name, id, scope] = [String(row.name), Number(row.id), row.scope === 1];
      this.#hosts.set(name, { id, scope });
      if (scope) this.#scope.push({ name, id });
    }
    for (const row of store.each('SELECT id, url, prio, depth, state FROM url')) {
      const id = Number(row.id);
      const [high, low] = hashHalves(String(row.url));
      this.#table.set(high, low, id);
      this.#remember(id, tierOf(Number(row.prio)), Number(row.depth));
      this.#lastId = Math.max(this.#lastId, id);
      if (row.state === State.queued) this.queuedPages += 1;
    }
  }

  /** A page has been dealt with: it waits no more and nothing makes it more urgent. */
  settled(id: number): void {
    this.queuedPages = Math.max(0, this.queuedPages - 1);
    this.#tiers[id] = Tier.home;
  }

  get size(): number {
    return this.#lastId;
  }

  host(name: string, scope = false): { readonly id: number; readonly scope: boolean } {
    const known = this.#hosts.get(name);
    if (known !== undefined && (known.scope || !scope)) return known;
    const host = { id: known?.id ?? this.#hosts.size + 1, scope };
    this.#hosts.set(name, host);
    if (scope) this.#scope.push({ name, id: host.id });
    this.#options.store.run(
      'INSERT OR REPLACE INTO host(id, name, scope) VALUES (?, ?, ?)',
      host.id,
      name,
      scope ? 1 : 0,
    );
    return host;
  }

  scopeHosts(): readonly { readonly name: string; readonly id: number }[] {
    return this.#scope;
  }

  idOf(url: string): number {
    return this.#table.get(...hashHalves(url));
  }

  /** The links of a page that was read. Returns edges for the journal and how many addresses were new pages. */
  discover(
    page: UrlRow,
    facts: PageFacts,
    prints: Uint32Array,
  ): { readonly edges: number[]; readonly fresh: number } {
    const edges: number[] = [];
    let fresh = 0;
    let hints: Map<string, Hint> | null = null;
    /** Addresses with a hint that were known before. */
    let hinted: Set<number> | null = null;
    const attachments =
      facts.attachments.length === 0 ? null : new Set(facts.attachments.map(({ url }) => url));
    for (let i = 0; i < facts.links.length; i++) {
      const link = facts.links[i];
      const high = prints[i * 2] ?? 0;
      const low = prints[i * 2 + 1] ?? 0;
      if (link === undefined || (high === 0 && low === 0) || link.via === 'form') continue;
      let id = this.#table.get(high, low);
      const isAttachment = attachments?.has(link.url) === true;
      if (id === 0 || this.#mayPromote(id, page.depth)) {
        hints ??= hintsOf(facts, page.depth);
        hinted ??= new Set(Array.from(hints.keys(), (url) => this.idOf(url)));
        if (id === 0 || hinted.has(id) || this.#speaksFor(page, link, id)) {
          const before = this.queuedPages;
          id = this.#link(page, link, hints, isAttachment, id);
          if (this.queuedPages > before) fresh += 1;
        }
      }
      if (id === 0) continue;
      const embedded = link.via !== undefined && EMBEDDED.has(link.via);
      edges.push(id * 4 + (embedded ? Edge.embedded : 0) + (isAttachment ? Edge.attachment : 0));
    }
    const shape = shapeOf(page.url);
    if (shape.paging !== null) {
      const entries = facts.items.map(({ url, title }) => url ?? title).join('\n');
      this.#caps.read(hostOf(page.url), shape, fresh, entries === '' ? '' : hashHalves(entries).join());
    }
    return { edges, fresh };
  }

  /** Whether a further link could move a known address forward: only from near the home page, or where its depth was unknown. */
  #mayPromote(id: number, depth: number): boolean {
    const tier = this.#tiers[id] ?? 0;
    return tier > Tier.column && ((this.#depths[id] ?? 0) > depth + 1 || tier > Tier.deeper);
  }

  /** Whether a link alone, without a hint of its page, may move a known address forward. */
  #speaksFor(page: UrlRow, link: PageLink, id: number): boolean {
    return page.depth === 0 || (this.#depths[id] ?? 0) > page.depth + 1 || this.#isWanted(page, link);
  }

  #isWanted(page: UrlRow, link: PageLink): boolean {
    return page.depth <= 2 && link.via === undefined && this.#options.wanted.match(link.text);
  }

  #link(
    page: UrlRow,
    link: PageLink,
    hints: ReadonlyMap<string, Hint>,
    attachment: boolean,
    known: number,
  ): number {
    const url = normalizeUrl(link.url);
    if (url === null) return 0;
    const hint = hints.get(url);
    const fromHome = page.depth === 0;
    const tiers = [hint?.tier ?? Tier.breadth];
    if (fromHome) tiers.push(Tier.fromHome);
    if (this.#isWanted(page, link)) tiers.push(Tier.wanted);
    const tier = Math.min(...tiers);
    return this.add(
      url,
      {
        tier,
        depth: Math.min(page.depth + 1, DEPTH_UNKNOWN),
        // Entries of one list share its turn; a column has its own.
        group: tier === Tier.column ? (hint?.rank ?? 0) : page.id,
        ...(hint !== undefined && (tier === Tier.newest || tier === Tier.deeper) ? { rank: hint.rank } : {}),
        referrer: page.id,
        text: link.text.slice(0, 200),
        flags: attachment ? Flag.attachment : 0,
      },
      {
        known,
        file:
          (attachment && !looksLikePage(url)) ||
          (link.via !== undefined && link.via !== 'frame' && link.via !== 'area'),
      },
    );
  }

  /** Adds an address, or moves a known one forward. Returns its id; 0 where the table is full. */
  add(url: string, found: Found, more: { readonly known?: number; readonly file?: boolean } = {}): number {
    const { store } = this.#options;
    const print = hashHalves(url);
    const known = more.known ?? this.#table.get(...print);
    if (known !== 0) return this.#promote(known, url, found);
    if (this.#lastId >= this.#options.maxAddresses) return 0;
    const hostName = hostOf(url);
    const host = this.host(hostName);
    const id = this.#lastId + 1;
    this.#lastId = id;
    this.#table.set(...print, id);
    let tier = found.tier;
    let state: State = State.external;
    let reason: SkipReason | null = null;
    if (host.scope) {
      if (more.file === true || looksLikeFile(url)) state = State.file;
      else {
        const shape = shapeOf(url);
        // What the navigation leads to is a column whatever its address looks like.
        if (tier > Tier.fromHome && shape.calendar) tier = Tier.calendar;
        else if (tier > Tier.fromHome && shape.paging !== null && shape.paging > 1) tier = Tier.paging;
        reason = this.#options.allowed(hostName, url)
          ? (trapOf(url, shape, this.#options.traps) ?? this.#caps.take(hostName, shape))
          : 'robots';
        state = reason === null ? State.queued : State.skipped;
      }
    }
    const prio = this.#turns.place(tier, found.group, found.rank);
    this.#remember(id, state === State.queued ? tier : Tier.home, found.depth);
    store.insert(id, { ...found, url, host: host.id, state, prio, reason });
    if (state === State.queued) {
      this.queuedPages += 1;
      this.mostUrgent = Math.min(this.mostUrgent, prio);
    }
    return id;
  }

  #promote(id: number, _url: string, found: Found): number {
    const tier = this.#tiers[id] ?? 0;
    const depth = this.#depths[id] ?? 0;
    if (found.tier >= tier && found.depth >= depth) return id;
    const better = Math.min(tier, found.tier);
    const nearer = found.depth < depth;
    this.#remember(id, better, Math.min(depth, found.depth));
    const prio = this.#turns.place(better, found.group, found.rank);
    // Only what is still waiting moves; `prio` of anything else has no meaning any more.
    this.#options.store.run(
      `UPDATE url SET prio = min(prio, ?), depth = ?, referrer = CASE WHEN ? THEN ? ELSE referrer END,
         text = CASE WHEN ? THEN ? ELSE text END WHERE id = ? AND state = 0`,
      prio,
      Math.min(depth, found.depth),
      nearer ? 1 : 0,
      found.referrer,
      nearer ? 1 : 0,
      found.text,
      id,
    );
    this.mostUrgent = Math.min(this.mostUrgent, prio);
    return id;
  }

  #remember(id: number, tier: number, depth: number): void {
    if (id >= this.#tiers.length) {
      const size = Math.max(id + 1, this.#tiers.length * 2);
      const [tiers, depths] = [new Uint8Array(size), new Uint8Array(size)];
      tiers.set(this.#tiers);
      depths.set(this.#depths);
      this.#tiers = tiers;
      this.#depths = depths;
    }
    this.#tiers[id] = tier;
    this.#depths[id] = depth;
  }
}
