import { describe, expect, it } from 'vitest';
import type { PageFacts, PageVisit } from '../model/index.ts';
import { reduce, SITE, section, visit } from './testing/pages.ts';

const link = (path: string, text: string) => ({ url: new URL(path, SITE).href, text });
const item = (path: string, title: string, date: string | null) => ({
  title,
  url: new URL(path, SITE).href,
  date,
});
const NAV = [link('/', '首页'), link('/dt/', '工作动态'), link('/tz/', '通知公告'), link('/login', '登录')];
const FRAME = { nav: NAV, links: NAV, textLength: 60 };

const home = (more: Partial<PageFacts> = {}) =>
  visit('/', { kind: 'home', title: '某县人民政府', ...FRAME, ...more });
const list = (path: string, name: string, more: Partial<PageFacts> = {}, rest: Partial<PageVisit> = {}) =>
  visit(
    path,
    { kind: 'list', ...FRAME, column: { name, type: null, position: ['首页', name] }, ...more },
    rest,
  );
const columns = (visits: readonly PageVisit[]) => section(reduce(visits), 'columns');
const named = (visits: readonly PageVisit[], name: string) => {
  const found = columns(visits).filter((column) => column.name === name);
  expect(found).toHaveLength(1);
  return found[0];
};

describe('the register of columns', () => {
  it('takes first-level columns from the navigation, without functions of the page', () => {
    expect(columns([home()]).map(({ name, level, kind, read }) => ({ name, level, kind, read }))).toEqual([
      { name: '工作动态', level: 1, kind: 'news', read: false },
      { name: '通知公告', level: 1, kind: 'notice', read: false },
    ]);
  });

  it('merges the pages of one column', () => {
    const visits = [
      home(),
      list('/dt/', '工作动态', { items: [item('/dt/1.html', '甲', '2019-05-17')] }),
      list('/dt/index_2.html', '工作动态', {
        items: [item('/dt/2.html', '乙', '2018-01-02'), item('/dt/3.html', '丙', null)],
      }),
    ];
    expect(named(visits, '工作动态')).toMatchObject({
      items: 3,
      dated: 2,
      latest: '2019-05-17',
      level: 1,
      read: true,
    });
  });

  it('takes an address that only sends on for the column where it leads, however many steps', () => {
    const nav = [...NAV, link('/rs/', '人事信息'), link('/old/', '旧动态')];
    const visits = [
      home({ nav, links: nav }),
      list('/dt/', '工作动态', { items: [item('/dt/1.html', '甲', '2019-05-17')] }),
    ];
    const moved = [
      { url: `${SITE}rs/`, to: `${SITE}old/` },
      { url: `${SITE}old/`, to: `${SITE}dt/` },
    ];
    const found = section(reduce(visits, {}, moved), 'columns');
    expect(found.map(({ name, read }) => [name, read])).toEqual([
      ['工作动态', true],
      ['通知公告', false],
    ]);
  });

  it('tells a column that is kept on another site', () => {
    const nav = [...NAV, link('/bs/', '办事大厅')];
    const to = 'http://service.example.com/hall';
    const [column] = section(
      reduce([home({ nav, links: nav })], {}, [{ url: `${SITE}bs/`, to }]),
      'columns',
    ).filter(({ name }) => name === '办事大厅');
    expect(column).toMatchObject({ read: false, blank: false, elsewhere: to });
  });

  it('never believes a date after the collection', () => {
    const visits = [
      home(),
      list('/dt/', '工作动态', { items: [item('/1', '甲', '2019-05-21'), item('/2', '乙', '2019-03-01')] }),
    ];
    expect(named(visits, '工作动态')?.latest).toBe('2019-03-01');
  });

  it('counts articles that say they belong to it', () => {
    const article = {
      title: '文',
      published: '2019-05-16T09:00:00+08:00',
      source: null,
      author: null,
      text: '正文',
    };
    const visits = [
      home(),
      list('/dt/', '工作动态', { items: [item('/dt/9.html', '文', null)] }),
      visit('/x/9.html', {
        kind: 'article',
        article,
        column: { name: '工作动态', type: null, position: ['首页', '工作动态', '文'] },
      }),
    ];
    expect(named(visits, '工作动态')).toMatchObject({
      items: 1,
      dated: 1,
      latest: '2019-05-16T09:00:00+08:00',
    });
  });

  it('shows entries of a column that only a block of the home page lists', () => {
    const block = { name: '公示', url: `${SITE}gs/`, items: 5, dated: 5, latest: '2019-05-10' };
    expect(named([home({ blocks: [block] })], '公示')).toMatchObject({
      level: 1,
      items: 5,
      latest: '2019-05-10',
      kind: 'notice',
    });
  });

  it('knows the kind by the official tag before the name', () => {
    const visits = [
      home(),
      list('/zw/', '县情动态', { column: { name: '县情动态', type: '概况信息', position: [] } }),
    ];
    expect(named(visits, '县情动态')).toMatchObject({ kind: 'overview', kindFrom: 'tag' });
  });

  it('says why a column was not read', () => {
    const visits = [home(), list('/tz/', '通知公告', { needsScript: true })];
    expect(named(visits, '通知公告')).toMatchObject({
      read: false,
      blank: false,
      unreadWhy: '页面内容由脚本生成，未使用浏览器读取',
    });
  });
});

describe('blank columns', () => {
  const full = [1, 2, 3].map((n) =>
    list(`/full${n}/`, `专题${n}`, {
      textLength: 400,
      items: [item(`/f${n}.html`, '文', '2019-05-01')],
      links: [...NAV, link(`/f${n}.html`, '文')],
    }),
  );
  const blankOf = (more: Partial<PageFacts>, rest: Partial<PageVisit> = {}) =>
    named([home(), ...full, list('/tz/', '通知公告', more, rest)], '通知公告')?.blank;

  it('is blank where nothing but the frame is there', () => {
    expect(blankOf({})).toBe(true);
  });
  it.each<[string, Partial<PageFacts>, Partial<PageVisit>]>([
    ['an entry', { items: [item('/a', '甲', null)] }, {}],
    ['text', { textLength: 400 }, {}],
    ['a link of its own', { links: [...NAV, link('/tz/map.html', '某图')] }, {}],
    ['a picture', { links: [...NAV, { ...link('/tz/chart.png', ''), via: 'img' }] }, {}],
    ['a frame', { links: [...NAV, { ...link('/tz/list.html', ''), via: 'frame' }] }, {}],
    ['a file', { attachments: [link('/a.doc', '附件')] }, {}],
    ['script', { needsScript: true }, {}],
    ['a firewall', { obstacle: { kind: 'firewall', quote: '访问被拦截' } }, {}],
    ['an error', {}, { status: 503 }],
    ['a redirect to another site', {}, { finalUrl: 'http://other.gov.cn/tz/' }],
  ])('is not blank with %s', (_, more, rest) => {
    expect(blankOf(more, rest)).toBe(false);
  });
  it('is not known where too few pages show the frame', () => {
    expect(named([home(), list('/tz/', '通知公告')], '通知公告')?.blank).toBe(false);
  });
});
