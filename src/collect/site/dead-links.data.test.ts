import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CrawlResult, crawlSite } from './index.ts';
import { fileOf, openRealSite, type RealSite, truthOf } from './testing/disk-site.ts';

/** A whole real site served from its files: every dead internal link found, none invented. The truth comes from the files alone. */
describe('a real site of 1,461 pages', () => {
  let site: RealSite;
  let root = '';
  let origin = '';
  let result: CrawlResult;
  const read = new Set<string>();

  beforeAll(async () => {
    site = await openRealSite(process.env.XUNJIAN_DATA ?? '');
    ({ root, origin } = site);
    result = await crawlSite(
      new URL(origin),
      site.settings,
      { page: ({ finalUrl }) => void read.add(finalUrl) },
      new AbortController().signal,
    );
  }, 240_000);

  afterAll(() => site.close());

  it('is read whole', () => {
    const { pages } = truthOf(root, origin);
    // Stubs that only send on are not pages of their own.
    const stub = (url: string) =>
      /<meta[^>]+http-equiv=["']?refresh/i.test(
        readFileSync(fileOf(root, new URL(url).pathname) ?? '', 'utf8'),
      );
    const whole = [...pages].filter((url) => !stub(url));
    expect(whole.length).toBeGreaterThan(1_000);
    expect([...read].filter((url) => !whole.includes(url))).toEqual([]);
    expect(whole.filter((url) => !read.has(url))).toEqual([]);
    expect(result.coverage).toMatchObject({ pages: whole.length, complete: true, unseen: [] });
  });

  it('gives every dead internal link and no other', () => {
    const truth = truthOf(root, origin);
    const found = new Map(result.links.dead.map(({ url, count }) => [url, count]));
    const missed = [...truth.dead.keys()].filter((url) => !found.has(url));
    const invented = [...found.keys()].filter((url) => fileOf(root, new URL(url).pathname) !== null);
    console.log(
      `pages ${truth.pages.size}, internal links ${truth.links}, dead targets ${truth.dead.size}, pages with them ${[...truth.dead.values()].reduce((a, b) => a + b, 0)}; found ${found.size}, pages ${[...found.values()].reduce((a, b) => a + b, 0)}`,
    );
    expect(truth.dead.size).toBeGreaterThan(0);
    expect(missed).toEqual([]);
    expect(invented).toEqual([]);
    for (const [url, count] of truth.dead) expect(`${url} ${found.get(url)}`).toBe(`${url} ${count}`);
  });
});
