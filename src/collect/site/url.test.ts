import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostOf, looksLikeFile, normalizeUrl, sameHomeHost } from './url.ts';

describe('normalizeUrl', () => {
  it.each([
    ['HTTP://WWW.Example.GOV.cn:80/A/../b/./c?x=1#frag', 'http://www.example.gov.cn/b/c?x=1'],
    ['https://a.example:443/', 'https://a.example/'],
    ['https://a.example.:8443/x', 'https://a.example:8443/x'],
    [' /news\\list.html ', 'http://base.example/news/list.html'],
    ['a.jsp?x=1&amp;y=2', 'http://base.example/dir/a.jsp?x=1&y=2'],
    ['//other.example', 'http://other.example/'],
    ['http://user:pw@a.example/', 'http://a.example/'],
    ['/a%7eb%2f%e4%b8%ad', 'http://base.example/a~b%2F%E4%B8%AD'],
    ['/中文/', 'http://base.example/%E4%B8%AD%E6%96%87/'],
    ['/a;jsessionid=0A1B?x=1', 'http://base.example/a?x=1'],
    ['/a?PHPSESSID=abc&x=1', 'http://base.example/a?x=1'],
    ['/a?sid=12&x=1', 'http://base.example/a?sid=12&x=1'],
    ['/a?sid=0123456789abcdef&x=1', 'http://base.example/a?x=1'],
    ['/(S(abc123))/page.aspx', 'http://base.example/page.aspx'],
    ['/a?', 'http://base.example/a'],
    ['/index.html', 'http://base.example/index.html'],
    ['javascript:void(0)', null],
    ['mailto:a@b.example', null],
    ['http://', null],
    ['http://[bad/', null],
  ])('%s → %s', (text, expected) => {
    expect(normalizeUrl(text, 'http://base.example/dir/page.html')).toBe(expected);
  });

  it('is the same done twice', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
        const once = normalizeUrl(url);
        expect(once).not.toBeNull();
        expect(normalizeUrl(once ?? '')).toBe(once);
        expect(hostOf(once ?? '')).toBe(new URL(once ?? '').host);
      }),
    );
  });
});

describe('looks of addresses', () => {
  it.each([
    ['http://a/x.PDF?v=1', true],
    ['http://a/x.html', false],
    ['http://a/x.doc', true],
    ['http://a/download?file=x.doc', false],
  ])('%s is a file: %s', (url, expected) => {
    expect(looksLikeFile(url)).toBe(expected);
  });
  it.each([
    ['www.a.gov.cn', 'a.gov.cn', true],
    ['a.gov.cn:443', 'www.a.gov.cn', true],
    ['b.a.gov.cn', 'a.gov.cn', false],
  ])('%s and %s are one home: %s', (a, b, expected) => {
    expect(sameHomeHost(a, b)).toBe(expected);
  });
});
