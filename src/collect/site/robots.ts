import robotsParser, { type Robot } from 'robots-parser';
import { pathOf } from './url.ts';

/** The package is CommonJS whose types claim an ES default export: at run time the import is the function itself. */
const createRobots = robotsParser as unknown as (url: string, text: string) => Robot;

/** Size up to which a robots.txt is read (RFC 9309 §2.5: at least 500 KiB). */
export const ROBOTS_BYTES = 512 * 1024;
const MAX_CRAWL_DELAY = 60_000;

export type RobotsState = 'rules' | 'none' | 'unreachable';

/** robots.txt of one host as RFC 9309 reads it. */
export class RobotsRules {
  readonly state: RobotsState;
  readonly sitemaps: readonly string[];
  /** Milliseconds between requests that the site asks for; 0 where it does not. */
  readonly crawlDelayMs: number;
  readonly #robot: Robot | null;
  readonly #agent: string;
  readonly #paths = new Map<string, boolean>();

  private constructor(state: RobotsState, robot: Robot | null, agent: string) {
    this.state = state;
    this.#robot = robot;
    this.#agent = agent;
    this.sitemaps = robot?.getSitemaps() ?? [];
    const delay = robot?.getCrawlDelay(agent);
    this.crawlDelayMs =
      delay === undefined || !(delay > 0) ? 0 : Math.min(Math.round(delay * 1000), MAX_CRAWL_DELAY);
  }

  /** 2xx: the rules; a BOM does not belong to the first of them. `agent` is our product token. */
  static parse(url: string, text: string, agent: string): RobotsRules {
    return new RobotsRules('rules', createRobots(url, text.replace(/^\uFEFF/, '')), agent);
  }
  /** 4xx: no rules, all is allowed (§2.3.1.3). */
  static none(): RobotsRules {
    return new RobotsRules('none', null, '');
  }
  /** 5xx or no answer: the site must be taken to forbid everything (§2.3.1.4). */
  static unreachable(): RobotsRules {
    return new RobotsRules('unreachable', null, '');
  }

  allows(url: string): boolean {
    if (this.state === 'none') return true;
    if (this.state === 'unreachable') return pathOf(url) === '/robots.txt';
    const robot = this.#robot;
    if (robot === null) return true;
    const known = this.#paths.get(url);
    if (known !== undefined) return known;
    const allowed = robot.isAllowed(url, this.#agent) !== false;
    if (this.#paths.size > 2_000) this.#paths.clear();
    this.#paths.set(url, allowed);
    return allowed;
  }
}
