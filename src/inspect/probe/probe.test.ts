import { describe, expect, it } from 'vitest';
import { pageFacts, vocabulary } from '../../facts/testing/pages.ts';
import type { PageFacts } from '../../model/index.ts';
import { formUrl } from './form-encoding.ts';
import { checkIpv6, type Ipv6Tools } from './ipv6.ts';
import type { Opened } from './opener.ts';
import { judgeAnswer } from './search.ts';

describe('the address a search form leads to', () => {
  it('is written in the charset of the page, as browsers do', () => {
    const fields = [
      ['cid', '3'],
      ['q', '通知 a'],
    ] as const;
    expect(formUrl('http://a.cn/s?old=1', fields, 'utf-8')).toBe(
      'http://a.cn/s?cid=3&q=%E9%80%9A%E7%9F%A5+a',
    );
    expect(formUrl('http://a.cn/s', fields, 'gb18030')).toBe('http://a.cn/s?cid=3&q=%CD%A8%D6%AA+a');
    expect(formUrl('http://a.cn/s', [['q', '通知']], 'big5')).toBe('http://a.cn/s?q=%B3%71%AA%BE');
  });
  it('refers to characters that the charset lacks', () => {
    expect(formUrl('http://a.cn/s', [['q', '😀']], 'gb2312')).toBe('http://a.cn/s?q=%26%23128512%3B');
  });
});

describe('what an answer of a search says', () => {
  const URL = 'http://a.cn/s?q=x';
  const answer = (facts: Partial<PageFacts>, html = '', more: Partial<Opened> = {}): Opened => ({
    url: URL,
    finalUrl: URL,
    file: null,
    ok: true,
    status: 200,
    kind: null,
    why: null,
    ms: 5,
    at: 0,
    page: { html, facts: pageFacts(URL, facts) },
    ...more,
  });
  const link = (path: string, text: string) => ({ url: `http://a.cn${path}`, text });
  const NAV = [link('/', '首页'), link('/dt/', '工作动态')];
  const control = answer({ links: NAV });
  const wanted = { title: '关于开展全县春季灌溉安排的通知', url: 'http://a.cn/dt/1.html' };
  const judged = (given: Opened) => judgeAnswer(given, control, wanted, wanted.title, vocabulary).found;

  it.each<[string, Opened, boolean | null]>([
    ['the article by address', answer({ links: [...NAV, link('/dt/1.html', '查看')] }), true],
    [
      'the article by its title elsewhere',
      answer({ links: [...NAV, link('/go?id=1', '关于开展全县春季灌溉安排的通知')] }),
      true,
    ],
    [
      'the title cut by the list',
      answer({ links: [...NAV, link('/go?id=1', '关于开展全县春季灌溉安排...')] }),
      true,
    ],
    ['other results alone', answer({ links: [...NAV, link('/dt/2.html', '关于其他事项的公告')] }), false],
    ['“nothing found”', answer({ links: NAV }, '<p>抱歉，没有找到相关内容</p>'), false],
    [
      '“nothing found” dressed as an error page',
      answer({ links: NAV, obstacle: { kind: 'error-page', quote: '没有找到' } }, '没有找到'),
      false,
    ],
    ['no word at all: results may come by script', answer({ links: NAV }), null],
    ['words of the query itself', answer({ links: NAV }, `您搜索的是${wanted.title}`), null],
    ['a page that needs script', answer({ needsScript: true }), null],
    ['a firewall', answer({ obstacle: { kind: 'firewall', quote: '拦截' } }), null],
    ['a timeout', answer({}, '', { ok: null, page: null, file: null, status: null, why: 'timeout' }), null],
    ['404', answer({}, '', { ok: false, page: null, status: 404, why: 'HTTP 404' }), false],
  ])('%s', (_, given, expected) => {
    expect(judged(given)).toBe(expected);
  });
});

describe('IPv6', () => {
  const tools = (more: Partial<Ipv6Tools>): Ipv6Tools => ({
    aaaa: async () => ['2001:db8::1'],
    haveIpv6: () => true,
    open: async () => ({ ok: true, why: null }),
    ...more,
  });
  it.each<[string, string, Partial<Ipv6Tools>, boolean | null]>([
    ['answers', 'http://www.example.gov.cn/', {}, true],
    [
      'does not answer',
      'http://www.example.gov.cn/',
      { open: async () => ({ ok: false, why: 'timeout' }) },
      false,
    ],
    ['has no address', 'http://www.example.gov.cn/', { aaaa: async () => [] }, false],
    ['we have none', 'http://www.example.gov.cn/', { haveIpv6: () => false }, null],
    [
      'the name service fails',
      'http://www.example.gov.cn/',
      { aaaa: async () => Promise.reject(new Error('SERVFAIL')) },
      null,
    ],
    ['an address, not a name', 'http://127.0.0.1:8080/', {}, null],
    ['an IPv6 address', 'http://[::1]/', {}, null],
  ])('%s', async (_, url, more, reachable) => {
    expect((await checkIpv6(url, tools(more))).reachable).toBe(reachable);
  });
});
