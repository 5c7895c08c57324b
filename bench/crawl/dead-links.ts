/**
 * Dead internal links of a real site, against linkinator: `XUNJIAN_DATA=… npm run dead-links`. The site is served from its files, which
 * alone tell the truth. Prints for each how many dead addresses it found, missed and invented.
 */
import { LinkChecker, LinkState } from 'linkinator';
import { crawlSite } from '../../src/collect/site/index.ts';
import { fileOf, openRealSite, truthOf } from '../../src/collect/site/testing/disk-site.ts';

const data = process.env.XUNJIAN_DATA;
if (data === undefined) throw new Error('XUNJIAN_DATA names no folder of data');
const site = await openRealSite(data);
const { root, origin } = site;

/** Addresses as both programs write them: no fragment. */
const bare = (url: string) => url.replace(/#.*$/, '');
const truth = truthOf(root, origin);

function row(dead: ReadonlySet<string>) {
  return {
    found: [...truth.dead.keys()].filter((url) => dead.has(url)).length,
    missed: [...truth.dead.keys()].filter((url) => !dead.has(url)).length,
    invented: [...dead].filter((url) => fileOf(root, new URL(url).pathname) !== null).length,
    'others, truly dead': [...dead].filter(
      (url) => !truth.dead.has(url) && fileOf(root, new URL(url).pathname) === null,
    ).length,
  };
}

const ours = await crawlSite(
  new URL(origin),
  site.settings,
  { page: () => {} },
  new AbortController().signal,
);
const peer = await new LinkChecker().check({
  path: `${origin}/`,
  recurse: true,
  concurrency: 12,
  timeout: 20_000,
  // Foreign addresses are no matter of this comparison, and nothing but this machine is asked.
  linksToSkip: [`^(?!${origin}/)`],
});
const broken = new Set(
  peer.links.filter(({ state }) => state === LinkState.BROKEN).map(({ url }) => bare(url)),
);
console.log(`${truth.pages.size} pages, ${truth.links} internal links, ${truth.dead.size} dead addresses`);
console.table({ xunjian: row(new Set(ours.links.dead.map(({ url }) => url))), linkinator: row(broken) });
site.close();
