import { type Context, column, RouteTable } from '../entries.ts';
import { indexed } from '../search.ts';
import { entryUrl, trsAssets } from '../style/trs.ts';
import { type Column, type Entry, type Expectation, SEEN_VETOES, type SiteDefinition } from '../types.ts';
import { addAbout, addLeaders, addSmallPages } from './portal-about.ts';
import { portalColumns, sections } from './portal-columns.ts';
import { portalFrame } from './portal-frame.ts';
import { addHome, addMachineFiles, addSearch, addSectionPage, addSitemap } from './portal-home.ts';
import { addPictures } from './portal-pictures.ts';
import { addList, addServices, addSpreadsheets } from './portal-service.ts';
import { addInteraction, addQuestions } from './portal-talk.ts';

/** Matters that a machine can see on the portal and that are in order there. */
const EXPECT: Expectation = {
  result: ['qualified'],
  found: [],
  clear: [
    ...SEEN_VETOES,
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 21, 22, 23, 24, 26].map(
      (n) => `SITE-DED-${String(n).padStart(2, '0')}`,
    ),
  ],
};

/** The county's portal: everything as the indicators ask for it. */
export function buildPortal(context: Context): SiteDefinition {
  const frame = portalFrame(context.data);
  const table = new RouteTable();
  const top = sections();
  const lists = portalColumns(context, top);
  const open: Column[] = [
    lists.policies,
    lists.readings,
    lists.notices,
    lists.personnel,
    lists.planning,
    lists.report,
  ];
  const news: Column[] = [lists.news, lists.bureau, lists.town, lists.special];
  const leaders = column('/zwgk/ldxx/', '领导信息', '负责人信息', top.open);
  const agency = column('/zwgk/jgzn/', '机构职能', '机构职能', top.open);
  const guide = column('/zwgk/xxgkzn/', '信息公开指南', '信息公开指南', top.open);
  const request = column('/zwgk/ysqgk/', '依申请公开', '依申请公开', top.open);

  for (const list of news) addList(table, frame, list, news);
  for (const list of open) addList(table, frame, list, [leaders, agency, ...open, guide, request]);
  addList(table, frame, lists.statistics, [lists.statistics]);
  const about = addAbout(table, context, frame, top.about, { agency, guide, request });
  addLeaders(table, context, frame, leaders);
  const services = addServices(table, context, frame, top.service);
  const talk = addInteraction(table, context, frame, top.talk);
  addList(table, frame, lists.responses, [...talk.columns, lists.responses]);
  addPictures(table, lists.statistics, lists.readings);

  addSectionPage(table, frame, top.news, news);
  addSectionPage(table, frame, top.open, [leaders, agency, ...open, guide, request]);
  addSectionPage(table, frame, top.talk, [...talk.columns, lists.responses]);
  const newestData = lists.statistics.entries[0];
  addSectionPage(
    table,
    frame,
    top.data,
    [lists.statistics],
    newestData === undefined
      ? []
      : [
          { title: '数据图解', url: newestData.graphic ?? lists.statistics.path },
          { title: '数据下载', url: newestData.files?.[0]?.url ?? lists.statistics.path },
        ],
  );
  addSpreadsheets(table, [...lists.statistics.entries, ...(services.columns[1]?.entries ?? [])]);

  const index = [
    ...[...news, ...open, lists.statistics, lists.responses, ...talk.listed, ...services.columns].flatMap(
      (list) => list.entries.map((entry) => indexed(entry, entryUrl(list, entry), list.name)),
    ),
    ...services.index,
  ];
  addSearch(table, frame, index);
  addQuestions(table, frame, top.talk, index);
  addHome(table, frame, { ...lists, leaders, agency });
  addSmallPages(table, context, frame, lists.news);
  const groups = [
    { column: top.about, below: about },
    { column: top.news, below: news },
    { column: top.open, below: [leaders, agency, ...open, guide, request] },
    { column: top.service, below: services.columns },
    { column: top.talk, below: [...talk.columns, lists.responses] },
    { column: top.data, below: [lists.statistics] },
  ];
  addSitemap(table, frame, groups);
  for (const [path, type, body] of trsAssets(frame)) table.fixed(path, { type, body });
  addMachineFiles(table, newest(lists.news));
  return {
    id: 'portal',
    name: frame.name,
    about: {
      zh: '县政府门户网站：各项要素齐全，作为合格的样子',
      en: 'County portal in good order: every matter as the indicators ask for it',
    },
    role: 'portal',
    services: true,
    needsBrowser: false,
    expect: EXPECT,
    routes: table.routes,
  };
}

function newest(list: Column): readonly { readonly entry: Entry; readonly url: string }[] {
  return list.entries.slice(0, 20).map((entry) => ({ entry, url: entryUrl(list, entry) }));
}
