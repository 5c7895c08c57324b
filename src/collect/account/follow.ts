import { type LinkRow, type PostRow, shanghai } from '../../model/index.ts';
import { decodeHtml, readPage } from '../../page/index.ts';
import { type Fetched, type Fetcher, ROBOTS_BYTES, RobotsRules } from '../site/index.ts';
import { textOfHtml } from './html.ts';
import type { Sleep } from './limiter.ts';

export interface FollowOptions {
  /** The guarded way out of `collect/site`: public addresses only, limits of time and size. */
  readonly fetcher: Fetcher;
  readonly clock: () => number;
  readonly sleep: Sleep;
  /** Addresses followed at most; those of the newest posts first. */
  readonly most: number;
  readonly signal?: AbortSignal;
  readonly onLink?: (done: number, all: number, url: string) => void;
}

export interface Followed {
  readonly rows: readonly LinkRow[];
  /** Addresses that were left because there were too many. */
  readonly left: number;
}

/** Limits for a page that is looked at once: a link that needs more is not worth more. */
export const FOLLOW_LIMITS = {
  connectMs: 8_000,
  idleMs: 8_000,
  totalMs: 20_000,
  rawBytes: 2 << 20,
  decodedBytes: 8 << 20,
  redirects: 5,
} as const;
/** Hosts asked at the same time, and milliseconds between two requests to one of them. */
const HOSTS_AT_ONCE = 6;
const DELAY_MS = 1_000;
/** Characters kept of a page, and addresses of one post. */
const KEPT_TEXT = 10_000;
const A_POST = 30;
/** In texts: up to white space, a Chinese character or punctuation that ends a sentence. */
const ADDRESS = /https?:\/\/[^\s<>"'“”‘’（）()【】《》，。；！？、\u2e80-\u9fff\uff00-\uffef]+/gi;
/** Answers and faults that say that there is nothing; all others prove nothing. */
const GONE_STATUS: readonly number[] = [404, 410];
const GONE_FAULT: readonly string[] = ['dns'];

/** Addresses that a post links to, in its markup and its text, each once; not its own. */
export function linksOf({ links, text, url }: PostRow): readonly string[] {
  const own = url === null || url === undefined ? null : plainAddress(url);
  const found = new Set<string>();
  for (const one of [...(links ?? []), ...((text ?? '').match(ADDRESS) ?? [])]) {
    const address = plainAddress(one);
    if (address !== null && address !== own) found.add(address);
  }
  return [...found].slice(0, A_POST);
}

/** Without the fragment and punctuation that ends a sentence; null where it is no web address. */
function plainAddress(text: string): string | null {
  const trimmed = text.replace(/[.,;:!?'")\]]+$/, '');
  if (!URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.hash = '';
  url.username = '';
  url.password = '';
  return url.href;
}

/**
 * Follows the links of posts one step (链接跟进一步): each address once, hosts side by side and politely within each, robots.txt kept.
 * What came is recorded and not judged. It never throws for the other side's faults, and ends early where it is stopped.
 */
export async function followLinks(posts: Iterable<PostRow>, options: FollowOptions): Promise<Followed> {
  const targets = targetsOf(posts);
  const wanted = [...targets.keys()].slice(0, options.most);
  const lanes = [...Map.groupBy(wanted, (url) => new URL(url).host).values()];
  const rows: LinkRow[] = [];
  let done = 0;
  const work = async (): Promise<void> => {
    for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift()) {
      const host = new Host(options);
      for (const url of lane) {
        if (options.signal?.aborted === true) return;
        options.onLink?.(done, wanted.length, url);
        const seen = await host.look(url);
        done += 1;
        if (seen === null) return;
        for (const { account, id, title, url: postUrl } of targets.get(url) ?? [])
          rows.push({
            account,
            post: id,
            url,
            ...seen,
            ...(title ? { postTitle: title } : {}),
            ...(postUrl ? { postUrl } : {}),
          });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(HOSTS_AT_ONCE, lanes.length) }, work));
  return { rows, left: targets.size - wanted.length };
}

/** Addresses with the posts that link to them, those of the newest posts first. */
function targetsOf(posts: Iterable<PostRow>): ReadonlyMap<string, readonly PostRow[]> {
  const newest = [...posts].sort((a, b) => order(b.published ?? '', a.published ?? '') || order(a.id, b.id));
  const targets = new Map<string, PostRow[]>();
  for (const post of newest)
    for (const url of linksOf(post)) {
      const known = targets.get(url);
      if (known === undefined) targets.set(url, [post]);
      else known.push(post);
    }
  return targets;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What came of one address, in the words of the row. */
interface Seen {
  readonly at: string;
  readonly state: LinkRow['state'];
  readonly why?: string;
  readonly status?: number;
  readonly finalUrl?: string;
  readonly title?: string;
  readonly text?: string;
  readonly parked?: string;
}

/** One host: its robots.txt and its pace. */
class Host {
  readonly #options: FollowOptions;
  #robots: RobotsRules | null = null;
  #next = 0;

  constructor(options: FollowOptions) {
    this.#options = options;
  }

  /** null where it was stopped. */
  async look(url: string): Promise<Seen | null> {
    const { fetcher, clock, signal } = this.#options;
    const isStopped = () => signal?.aborted === true;
    this.#robots ??= await this.#readRobots(url);
    if (isStopped()) return null;
    const at = shanghai(clock());
    if (!this.#robots.allows(url))
      return { at, state: 'unknown', why: 'robots.txt does not allow it to be read' };
    await this.#pace();
    const result = await fetcher.fetch(url, signal === undefined ? {} : { signal });
    if (isStopped()) return null;
    if (!result.ok) {
      const { kind, error } = result.fault;
      return { at, state: GONE_FAULT.includes(kind) ? 'gone' : 'unknown', why: `${kind}: ${error.why}` };
    }
    const { fetched } = result;
    const answer = { at, status: fetched.status, finalUrl: fetched.url };
    if (GONE_STATUS.includes(fetched.status))
      return { ...answer, state: 'gone', why: `HTTP ${fetched.status}`, ...parkedOnly(fetched) };
    if (fetched.status >= 400) return { ...answer, state: 'unknown', why: `HTTP ${fetched.status}` };
    return { ...answer, ...pageOf(fetched) };
  }

  /** As RFC 9309 reads it; where it cannot be had nothing of the host is read. */
  async #readRobots(url: string): Promise<RobotsRules> {
    const { fetcher, signal } = this.#options;
    await this.#pace();
    const address = new URL('/robots.txt', url).href;
    const result = await fetcher.fetch(address, signal === undefined ? {} : { signal });
    // A host that cannot be reached will say so for the address itself, with the reason.
    if (!result.ok) return RobotsRules.none();
    const { status, decoded } = result.fetched;
    if (status >= 500) return RobotsRules.unreachable();
    const text = new TextDecoder().decode(decoded.subarray(0, ROBOTS_BYTES));
    // A home page served for every address is no robots.txt.
    if (status >= 300 || /^\s*</.test(text)) return RobotsRules.none();
    return RobotsRules.parse(address, text, 'xunjian');
  }

  async #pace(): Promise<void> {
    const { clock, sleep, signal } = this.#options;
    const now = clock();
    const at = Math.max(now, this.#next);
    this.#next = at + Math.max(DELAY_MS, this.#robots?.crawlDelayMs ?? 0);
    if (at > now) await sleep(at - now, signal).catch(() => {});
  }
}

/** What a page shows; a wall in its place says nothing about it. */
function pageOf(fetched: Fetched): Omit<Seen, 'at'> {
  const { contentType } = fetched;
  if (contentType !== null && !/html|xml|text\/plain/i.test(contentType)) return { state: 'open' };
  const html = decodeHtml(fetched.decoded, { contentType }).text;
  const { title, obstacle } = readPage(html, { url: fetched.url });
  if (obstacle !== null && obstacle.kind !== 'parked')
    return obstacle.kind === 'error-page'
      ? { state: 'gone', why: obstacle.quote, title }
      : { state: 'unknown', why: `${obstacle.kind}: ${obstacle.quote}`, title };
  return {
    state: 'open',
    title,
    text: textOfHtml(html).slice(0, KEPT_TEXT),
    ...(obstacle === null ? {} : { parked: obstacle.quote }),
  };
}

/** A seller of domains may answer 404 for all but its front page. */
function parkedOnly(fetched: Fetched): Pick<Seen, 'parked'> {
  const { parked } = pageOf(fetched);
  return parked === undefined ? {} : { parked };
}
