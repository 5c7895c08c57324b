import type { SampleData } from '../data.ts';
import { type Context, column, RouteTable } from '../entries.ts';
import { indexed } from '../search.ts';
import { entryUrl, type TrsFrame, trsAssets } from '../style/trs.ts';
import type { Column } from '../types.ts';
import { addAbout, addLeaders, addSmallPages } from './portal-about.ts';
import { portalColumns, sections } from './portal-columns.ts';
import { addMachineFiles, addPlainHome, addSearch, addSectionPage, addSitemap } from './portal-home.ts';
import { addPictures } from './portal-pictures.ts';
import { addList, addServices, addSpreadsheets } from './portal-service.ts';
import { addInteraction } from './portal-talk.ts';

export interface SmallSite {
  readonly name: string;
  readonly english: string;
  readonly domain: string;
  /** Last four digits of the site id code. */
  readonly serial: string;
  readonly phone: string;
  readonly colour: string;
  /** With 办事服务; false for a body that serves only other offices. */
  readonly services: boolean;
}

/** A small site of style A in good order: its own few columns of each kind. */
export function smallSite(context: Context, site: SmallSite, data: SampleData): RouteTable {
  const own: Context = { ...context, data, random: context.random.fork(site.domain) };
  const { county } = data;
  const table = new RouteTable();
  const top = sections();
  const lists = portalColumns(own, top);
  const few = (list: Column, count: number): Column => ({ ...list, entries: list.entries.slice(0, count) });
  const news = { ...few(lists.news, 8), name: '工作动态' };
  const notices = few(lists.notices, 5);
  const policies = few(lists.policies, 3);
  const readings = few(lists.readings, 3);
  const leaders = column('/zwgk/ldxx/', '领导信息', '负责人信息', top.open);
  const agency = column('/zwgk/jgzn/', '机构职能', '机构职能', top.open);
  const guide = column('/zwgk/xxgkzn/', '信息公开指南', '信息公开指南', top.open);
  const request = column('/zwgk/ysqgk/', '依申请公开', '依申请公开', top.open);
  const open = [notices, policies, readings];
  const nav = [
    { title: '首页', url: '/' },
    { title: '概况', url: top.about.path },
    { title: '工作动态', url: news.path },
    { title: '政务公开', url: top.open.path },
    ...(site.services ? [{ title: '办事服务', url: top.service.path }] : []),
    { title: '互动交流', url: top.talk.path },
  ];
  const frame: TrsFrame = {
    name: site.name,
    banner: site.name,
    subtitle: site.english,
    domain: site.domain,
    idCode: `${county.code}${site.serial}`,
    sponsor: site.name,
    contact: `${county.area}-${site.phone}`,
    address: county.address,
    icp: `${county.icp}-${Number(site.serial) % 90}`,
    police: `${county.police}${site.serial.slice(2)}号`,
    nav,
    tools: [
      { title: '无障碍浏览', url: '/wza/' },
      { title: '登录', url: '/login/' },
    ],
    search: '/search/',
    sitemap: '/wzdt/',
    colour: site.colour,
  };
  addList(table, frame, news, [news]);
  for (const list of open) addList(table, frame, list, [leaders, agency, ...open, guide, request]);
  const about = addAbout(table, own, frame, top.about, { agency, guide, request });
  addLeaders(table, own, frame, leaders);
  const talk = addInteraction(table, own, frame, top.talk);
  const services = site.services ? addServices(table, own, frame, top.service) : { index: [], columns: [] };
  addPictures(table, few(lists.statistics, 0), readings);
  addSectionPage(table, frame, top.open, [leaders, agency, ...open, guide, request]);
  addSectionPage(table, frame, top.talk, talk.columns);
  addSectionPage(table, frame, top.news, [news]);
  addSpreadsheets(table, services.columns[1]?.entries ?? []);
  const index = [news, ...open, ...talk.listed].flatMap((list) =>
    list.entries.map((entry) => indexed(entry, entryUrl(list, entry), list.name)),
  );
  addSearch(table, frame, [...index, ...services.index]);
  addPlainHome(table, frame, [news, notices, policies, readings]);
  addSmallPages(table, own, frame, news);
  addSitemap(table, frame, [
    { column: top.about, below: about },
    { column: top.news, below: [news] },
    { column: top.open, below: [leaders, agency, ...open, guide, request] },
    ...(site.services ? [{ column: top.service, below: services.columns }] : []),
    { column: top.talk, below: talk.columns },
  ]);
  for (const [path, type, body] of trsAssets(frame)) table.fixed(path, { type, body });
  addMachineFiles(
    table,
    news.entries.map((entry) => ({ entry, url: entryUrl(news, entry) })),
  );
  return table;
}
