import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EarlierFacts, PageTrace, TraceLine } from '../model/index.ts';
import {
  compare,
  countySite,
  GAMBLING,
  hosts,
  officialText,
  type PageOptions,
  page,
} from './testing/site.ts';

const AT = '/dt/content_7.html';
const ENGLISH =
  'Cheap replica watches and handbags for sale online, free shipping worldwide, order today with discount codes for every brand you love, best price guaranteed, genuine leather, swiss movement, money back within thirty days, trusted seller since many years.';
const JAPANESE =
  'ブランドコピー財布の通販サイトです。最高品質のスーパーコピー時計を激安価格で販売しています。送料無料、代引き可能、全国どこへでもお届けします。人気の新作バッグが続々入荷しておりますので、ぜひご覧くださいませ。';

/** The site of the second day, with one page as given; `null` takes it away. */
function today(given: PageOptions | null, more: readonly TraceLine[] = []): TraceLine[] {
  const rest = countySite(2).filter((line) => !(line.t === 'page' && line.url.endsWith(AT)));
  return [...rest, ...(given === null ? [] : [page(AT, given)]), ...more];
}
const own = countySite(2).find((line): line is PageTrace => line.t === 'page' && line.url.endsWith(AT));
const kinds = ({ changes }: { readonly changes: EarlierFacts['changes'] }) => changes.map(({ kind }) => kind);

describe('a page whose address stayed', () => {
  const cases: readonly [what: string, now: PageOptions, kind: string | null][] = [
    ['another subject in words the site does not use', { title: '娱乐城官网', text: GAMBLING }, 'subject'],
    [
      'other content of the site',
      { title: '关于茶园技术的公告', text: officialText(14) + officialText(25) },
      null,
    ],
    ['a corrected sentence', { title: own?.title ?? '', text: `${officialText(7)}特此通知。` }, null],
    [
      'a redesign: the same text within much of another frame',
      {
        title: own?.title ?? '',
        kind: 'other',
        frame: 'layout-2',
        text: `${'首页 政务公开 互动交流 办事服务 专题专栏 网站地图 联系我们 无障碍浏览 '.repeat(3)}${officialText(7)}`,
      },
      null,
    ],
    ['the same title over another text', { title: own?.title ?? '', text: GAMBLING }, null],
    ['nothing but a picture', { title: '图片', text: '' }, null],
    ['English', { title: 'Replica watches', text: ENGLISH }, 'language'],
    ['Japanese, as in the keyword hack', { title: 'スーパーコピー', text: JAPANESE }, 'language'],
    [
      'new terms in the title',
      { title: '博彩开户', head: '博彩开户', terms: ['博彩开户'], text: officialText(7) },
      'terms',
    ],
    [
      'a parked domain',
      { title: '域名出售', obstacle: { kind: 'parked', quote: '该域名正在出售' } },
      'parked',
    ],
    ['a login wall', { title: '登录', obstacle: { kind: 'login', quote: '统一身份认证' } }, 'login'],
    ['an error page', { title: '404', obstacle: { kind: 'error-page', quote: '页面不存在' } }, 'error'],
    [
      'a firewall in front of it',
      { title: '拦截', obstacle: { kind: 'firewall', quote: '访问被拦截' } },
      null,
    ],
  ];
  it.each(cases)('%s', (_, now, kind) => {
    expect(kinds(compare(countySite(), today(now)))).toEqual(kind === null ? [] : [kind]);
  });

  it('is told with its words at both inspections', () => {
    const { changes, counts } = compare(countySite(), today({ title: '娱乐城官网', text: GAMBLING }));
    expect(counts).toEqual({ subject: 1 });
    expect(changes[0]?.before).toMatchObject({
      title: own?.title,
      at: '2019-05-01T02:00:00.000Z',
      writing: 'han',
    });
    expect(changes[0]?.before.opening).toContain('防汛物资');
    expect(changes[0]?.now).toMatchObject({ title: '娱乐城官网', at: '2019-05-20T02:00:00.000Z' });
    expect(changes[0]?.alike).toBeLessThan(0.1);
    expect(changes[0]?.familiar).toBeLessThan(0.1);
  });

  it('is accused of no terms that stood there before, and of none where nothing was written', () => {
    const bad = { title: '博彩开户', head: 'same', terms: ['博彩开户'], text: officialText(7) };
    const site = (given: PageOptions) => [
      ...countySite().filter((line) => !(line.t === 'page' && line.url.endsWith(AT))),
      page(AT, given),
    ];
    expect(kinds(compare(site({ ...bad, head: 'other' }), today(bad)))).toEqual([]);
    // An older pack did not know the term.
    expect(kinds(compare(site({ ...bad, terms: [] }), today(bad)))).toEqual([]);
  });

  it('is never a list or the home page, whatever stands there', () => {
    expect(kinds(compare(countySite(1), countySite(2)))).toEqual([]);
  });

  it('is not judged on a site that is too small to have usual words', () => {
    const small = (lines: TraceLine[]) =>
      lines.filter((line, at) => at < 12 || (line.t === 'page' && line.url.endsWith(AT)));
    expect(kinds(compare(small(countySite()), small(today({ title: '娱乐城', text: GAMBLING }))))).toEqual(
      [],
    );
  });

  it('is one page under the address with and without its index file', () => {
    const before = [...countySite(), page('/zt/index.html', { title: '专题', text: officialText(3) })];
    const now = [...countySite(2), page('/zt/', { title: '娱乐城', text: GAMBLING })];
    expect(kinds(compare(before, now))).toEqual(['subject']);
    const both = [...now, page('/zt/index.html', { title: '专题', text: officialText(3) })];
    expect(kinds(compare(before, both))).toEqual([]);
  });
});

describe('addresses', () => {
  const moved = (to: string, path = AT): TraceLine => ({
    t: 'moved',
    url: `http://www.county.example${path}`,
    to,
  });
  const failed = (kind: 'http-4xx' | 'timeout'): TraceLine => ({
    t: 'failed',
    url: `http://www.county.example${AT}`,
    kind,
  });

  it.each([
    ['another domain', 'http://bet.example.com/', [['example.com', false]]],
    ['a government domain', 'http://www.newcounty.gov.cn/x', [['newcounty.gov.cn', true]]],
    ['another name of the own domain', 'http://m.county.example/x', []],
    ['a page of the site', 'http://www.county.example/x', []],
  ])('that lead to %s', (_, to, domains) => {
    const { sentAway, compared } = compare(countySite(), today(null, [moved(to)]));
    expect(sentAway.map(({ domain, government }) => [domain, government])).toEqual(domains);
    expect(compared.moved).toBe(1);
  });

  it('that led there before are no news', () => {
    const to = 'http://pay.example.com/';
    const link = moved(to, '/pay');
    expect(compare([...countySite(), link], [...countySite(2), link]).sentAway).toEqual([]);
    expect(
      compare([...countySite(), link], [...countySite(2), moved('http://bet.example.org/', '/pay')]).sentAway,
    ).toMatchObject([{ domain: 'example.org', pages: 1 }]);
  });

  it('that are gone are told apart from those that could not be read', () => {
    const gone = compare(countySite(), today(null, [failed('http-4xx')]));
    expect(gone.compared).toMatchObject({ gone: 1, unseen: 0, both: 41 });
    expect(gone.gonePages).toEqual([{ url: `http://www.county.example${AT}`, title: own?.title }]);
    expect(compare(countySite(), today(null, [failed('timeout')])).compared).toMatchObject({
      gone: 0,
      unseen: 1,
    });
  });
});

describe('dates', () => {
  const redated = (count: number, day: string) =>
    countySite(2).map((line, at) =>
      line.t === 'page' && at >= 2 && at < 2 + count ? { ...line, date: day } : line,
    );
  it('that moved over the same text are told', () => {
    const { redated: found } = compare(countySite(), redated(2, '2019-05-18'));
    expect(found).toMatchObject({ of: 40, count: 2, bulk: false });
    expect(found.examples[0]).toMatchObject({ before: '2019-03-01', now: '2019-05-18' });
  });
  it('that moved on a large share of all are the publishing system’s', () => {
    expect(compare(countySite(), redated(20, '2019-05-18')).redated).toMatchObject({ count: 20, bulk: true });
  });
  it('that only gained an hour, or print the day of reading, are the same', () => {
    expect(compare(countySite(), redated(1, '2019-03-01T10:20:00+08:00')).redated.count).toBe(0);
    const clock = (day: string) =>
      countySite(day === '2019-05-01' ? 1 : 2).map((line) =>
        line.t === 'page' ? { ...line, date: day } : line,
      );
    expect(compare(clock('2019-05-01'), clock('2019-05-20')).redated.count).toBe(0);
  });
  it('that moved with the text are no matter', () => {
    const now = today({
      title: own?.title ?? '',
      date: '2019-05-18',
      text: `${officialText(7)}现予补充说明，请遵照执行。`,
    });
    expect(compare(countySite(), now).redated.count).toBe(0);
  });
});

describe('outside hosts', () => {
  const from = 'http://www.county.example/';
  const old = [{ host: 'www.example.org', pages: 40, embeds: 0, from }];
  it.each([
    [
      'new on many pages',
      { host: 'cdn.miner.test', pages: 30, embeds: 30 },
      true,
      [['cdn.miner.test', false]],
    ],
    [
      'of a service that many load',
      { host: 'js.stats.example', pages: 30, embeds: 30 },
      true,
      [['js.stats.example', true]],
    ],
    ['on a few pages', { host: 'cdn.miner.test', pages: 4, embeds: 4 }, true, []],
    ['of a domain that was there', { host: 'img.example.org', pages: 30, embeds: 30 }, true, []],
    ['where the earlier list is not whole', { host: 'cdn.miner.test', pages: 30, embeds: 30 }, false, []],
  ] as const)('%s', (_, host, whole, told) => {
    const { newHosts } = compare(
      [...countySite(), hosts(old, 40, whole)],
      [...countySite(2), hosts([...old, { ...host, from }])],
    );
    expect(newHosts.map((one) => [one.host, one.known])).toEqual(told);
  });
});

describe('laws', () => {
  const lines = [
    ...countySite(),
    page('/en/', { title: 'About', kind: 'other', text: ENGLISH }),
    page('/dt/content_40.html', { title: '第40号通知', text: officialText(40) }),
    page('/old.html', { title: '娱乐城', text: GAMBLING, terms: ['娱乐城'] }),
    { t: 'moved', url: 'http://www.county.example/go', to: 'http://elsewhere.example.com/' } as const,
    { t: 'failed', url: 'http://www.county.example/lost', kind: 'http-4xx' } as const,
    hosts([{ host: 'cdn.example.net', pages: 30, embeds: 30, from: 'http://www.county.example/' }]),
  ];
  const NOTHING = { counts: {}, changes: [], sentAway: [], newHosts: [], gonePages: [] };

  it('a site compared with itself yields nothing', () => {
    fc.assert(
      fc.property(fc.subarray(lines), (some) => {
        const { compared, redated, ...rest } = compare(some, some);
        expect(rest).toEqual(NOTHING);
        expect(redated).toMatchObject({ count: 0, bulk: false });
        expect(compared).toMatchObject({ added: 0, gone: 0, moved: 0, unseen: 0, reused: 0 });
      }),
      { numRuns: 40 },
    );
  });

  it('the order of pages is irrelevant', () => {
    const now = [
      ...today({ title: '娱乐城官网', text: GAMBLING }, [
        { t: 'moved', url: 'http://www.county.example/dt/content_9.html', to: 'http://bet.example.com/' },
      ]),
      page('/dt/content_40.html', { title: '域名出售', obstacle: { kind: 'parked', quote: '出售' } }),
    ];
    const expected = compare(lines, now);
    const shuffled = <T>(all: readonly T[]) => fc.shuffledSubarray([...all], { minLength: all.length });
    fc.assert(
      fc.property(shuffled(lines), shuffled(now), (a, b) => {
        expect(compare(a, b)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});
