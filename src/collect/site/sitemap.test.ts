import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { RobotsRules } from './robots.ts';
import { readSitemap } from './sitemap.ts';

const read = (text: string | Buffer, addresses = 100) =>
  readSitemap(Buffer.from(text), 'http://a/sitemap.xml', { bytes: 1e6, addresses });

describe('readSitemap', () => {
  it.each<[string, string | Buffer, readonly string[], readonly string[]]>([
    [
      'urlset',
      '<urlset><url><loc> http://a/x?a=1&amp;b=2 </loc><lastmod>2019</lastmod></url></urlset>',
      ['http://a/x?a=1&b=2'],
      [],
    ],
    [
      'index',
      '<?xml version="1.0"?><sitemapindex><sitemap><loc>http://a/s1.xml</loc></sitemap></sitemapindex>',
      [],
      ['http://a/s1.xml'],
    ],
    ['gzip', gzipSync('<urlset><url><loc>/y</loc></url></urlset>'), ['http://a/y'], []],
    ['text', 'http://a/1\r\nhttp://a/2\nnonsense\n', ['http://a/1', 'http://a/2'], []],
    [
      'images',
      '<urlset xmlns:image="i"><url><loc>/p</loc><image:image><image:loc>/i.jpg</image:loc></image:image></url></urlset>',
      ['http://a/p'],
      [],
    ],
    ['prefix', '<s:urlset xmlns:s="x"><s:url><loc>/p</loc></s:url></s:urlset>', ['http://a/p'], []],
    ['rss', '<rss><channel><item><link>http://a/n</link></item></channel></rss>', ['http://a/n'], []],
    ['cut off', '<urlset><url><loc>/1</loc></url><url><loc>/2', ['http://a/1', 'http://a/2'], []],
    ['broken gzip', Buffer.from([0x1f, 0x8b, 1, 2, 3]), [], []],
    ['empty', '', [], []],
  ])('%s', (_, text, pages, sitemaps) => {
    expect(read(text)).toEqual({ pages, sitemaps });
  });
  it('stops at its bounds', () => {
    const many = `<urlset>${'<url><loc>/x</loc></url>'.repeat(500)}</urlset>`;
    expect(read(many, 7).pages).toHaveLength(7);
    expect(
      readSitemap(gzipSync(Buffer.alloc(5e6, 32)), 'http://a/', { bytes: 1e6, addresses: 9 }).pages,
    ).toEqual([]);
  });
});

describe('RobotsRules', () => {
  const rules = (text: string) => RobotsRules.parse('http://a/robots.txt', text, 'xunjian');
  it.each([
    ['User-agent: *\nDisallow: /x', '/x/y', false],
    ['User-agent: *\nDisallow: /x\nAllow: /x/y', '/x/y', true],
    ['User-agent: *\nDisallow:', '/x', true],
    ['User-agent: xunjian\nDisallow: /x\n\nUser-agent: *\nDisallow: /', '/y', true],
    ['User-agent: *\nDisallow: /*.pdf$', '/a.pdf', false],
    ['\uFEFFUser-agent: *\r\nDisallow: /x', '/x', false],
    ['Disallow: /', '/x', true],
    ['not a robots file', '/x', true],
  ])('%j lets %s: %s', (text, path, expected) => {
    expect(rules(text).allows(`http://a${path}`)).toBe(expected);
  });
  it('takes crawl-delay within reason', () => {
    expect(rules('User-agent: *\nCrawl-delay: 2.5').crawlDelayMs).toBe(2_500);
    expect(rules('User-agent: *\nCrawl-delay: 99999').crawlDelayMs).toBe(60_000);
    expect(rules('User-agent: *\nCrawl-delay: x').crawlDelayMs).toBe(0);
  });
  it('allows all where there is none, nothing where it cannot be had', () => {
    expect(RobotsRules.none().allows('http://a/x')).toBe(true);
    expect(RobotsRules.unreachable().allows('http://a/x')).toBe(false);
  });
});
