import { DEPTH_UNKNOWN } from '../frontier.ts';
import { Tier } from '../order.ts';
import { readSitemap } from '../sitemap.ts';
import { hostOf } from '../url.ts';
import { type CrawlRun, keep } from './run.ts';

const MAX_FILES = 30;
const MAX_MS = 60_000;
const BYTES = 50 * 1024 * 1024;

/**
 * Adds the pages of a host's sitemaps behind everything that links lead to. Bounded by files, time and addresses: a budget of a
 * few hundred pages needs no list of a million.
 */
export async function addSitemaps(run: CrawlRun, homeUrl: string): Promise<void> {
  const { settings, frontier, fetcher, signal, clock, robots } = run;
  const named = robots.get(hostOf(homeUrl))?.sitemaps ?? [];
  const open = (named.length > 0 ? [...named] : ['/sitemap.xml']).flatMap((url) =>
    URL.canParse(url, homeUrl) ? [new URL(url, homeUrl).href] : [],
  );
  const seen = new Set(open);
  const most = Math.min(500_000, Math.max(2_000, settings.maxPages * 20));
  const until = clock() + MAX_MS;
  let added = 0;
  for (let files = 0; files < MAX_FILES && added < most && clock() < until && !signal.aborted; files++) {
    const url = open.shift();
    if (url === undefined) return;
    if (!frontier.host(hostOf(url)).scope) continue;
    const result = await fetcher.fetch(url, {
      signal,
      accept: 'application/xml,text/xml,text/plain,*/*;q=0.5',
    });
    if (!result.ok) continue;
    await keep(run, result.fetched.exchange);
    if (result.fetched.status !== 200) continue;
    const { pages, sitemaps } = readSitemap(result.fetched.decoded, url, {
      bytes: BYTES,
      addresses: most - added,
    });
    for (const sitemap of sitemaps) {
      if (seen.size < MAX_FILES && !seen.has(sitemap)) {
        seen.add(sitemap);
        open.push(sitemap);
      }
    }
    for (const page of pages) {
      if (!frontier.host(hostOf(page)).scope) continue;
      frontier.add(page, { tier: Tier.sitemap, depth: DEPTH_UNKNOWN, group: 0, referrer: 0, text: null });
      added += 1;
    }
  }
}
