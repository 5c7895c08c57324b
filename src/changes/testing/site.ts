import type { HostsTrace, PageTrace, TraceLine } from '../../model/index.ts';
import { Comparison, type PageComparison } from '../compare.ts';
import { EarlierWords } from '../limits.ts';
import { sketchPage } from '../sketch.ts';

/** Numbers as a pack would give them, for sites of some forty pages. */
export const WORDS = EarlierWords.parse({
  schema: 'xunjian.earlier/1',
  stable: ['article', 'service', 'other'],
  limits: {
    leastPages: 20,
    leastStable: 12,
    leastText: 30,
    leastShared: 10,
    frameShare: 0.5,
    usualPages: 2,
    usualShare: 0.005,
    alike: 0.3,
    titleAlike: 0.5,
    familiar: 0.7,
    writing: 0.8,
    kana: 0.05,
    hostPages: 5,
    hostShare: 0.1,
    bulkPages: 5,
    bulkShare: 0.3,
    changes: 100,
    examples: 5,
  },
  government: ['gov.cn'],
  services: ['stats.example'],
});

const THINGS = [
  '灌溉渠道',
  '乡村道路',
  '养老食堂',
  '河道清淤',
  '茶园技术',
  '校园操场',
  '排污口门',
  '防汛物资',
  '图书流动',
  '春耕农机',
];
const DOINGS = [
  '维修改造',
  '检查验收',
  '资金拨付',
  '现场培训',
  '公开招标',
  '质量监督',
  '方案论证',
  '群众座谈',
];

/** Invented official text about one thing: every two of them share words, as texts of one office do. */
export function officialText(n: number): string {
  const thing = THINGS[n % THINGS.length] ?? '';
  const at = (k: number) => DOINGS[(n + k) % DOINGS.length] ?? '';
  return [
    `为推进${thing}${at(0)}工作，县人民政府办公室召开专题会议，听取有关部门情况汇报。`,
    `会议要求，各乡镇要加强组织领导，落实工作责任，按时完成${thing}的${at(1)}任务。`,
    `下一步将做好${thing}${at(2)}，并组织开展${at(3)}，确保工作取得实效。`,
  ].join('');
}

export const GAMBLING =
  '真人荷官在线发牌，老虎机轮盘龙虎斗应有尽有，首存一百送彩金，提款秒到账。足球篮球电竞投注赔率最高，返水无上限，下载客户端即可开户。时时彩北京赛车计划群稳赚不赔，一肖一码期期中，邀请好友再送体验金，娱乐城最新网址登录注册。';

export interface PageOptions extends Partial<Omit<PageTrace, 'sketch'>> {
  readonly text?: string;
}

/** One page as an inspection leaves it. */
export function page(path: string, { text = '', ...given }: PageOptions = {}): PageTrace {
  const title = given.title ?? path;
  return {
    t: 'page',
    url: path.startsWith('http') ? path : `http://www.county.example${path}`,
    at: '2019-05-20T02:00:00.000Z',
    kind: 'article',
    title,
    date: null,
    head: title,
    terms: [],
    frame: 'layout-1',
    obstacle: null,
    ...given,
    sketch: sketchPage({ title, text, body: text }),
  };
}

export function hosts(list: HostsTrace['hosts'], pages = 40, whole = true): HostsTrace {
  return { t: 'hosts', pages, whole, hosts: list };
}

/** Forty articles, a home page and a list, as they are at an inspection on a day. */
export function countySite(day: 1 | 2 = 1): TraceLine[] {
  const at = day === 1 ? '2019-05-01T02:00:00.000Z' : '2019-05-20T02:00:00.000Z';
  const articles = Array.from({ length: 40 }, (_, n) =>
    page(`/dt/content_${n}.html`, {
      title: `关于${THINGS[n % THINGS.length]}的第${n}号通知`,
      text: officialText(n),
      date: `2019-03-${String((n % 28) + 1).padStart(2, '0')}`,
      at,
    }),
  );
  // The same lists with all entries new: nothing that a day does to a site is a change.
  const list = Array.from({ length: 30 }, (_, n) => officialText(n * 7 + day * 3)).join('\n');
  return [
    page('/', { kind: 'home', title: '某县人民政府', text: list, at }),
    page('/dt/', { kind: 'list', title: '工作动态', text: day === 1 ? list : GAMBLING.repeat(1), at }),
    ...articles,
  ];
}

export function compare(before: readonly TraceLine[], now: readonly TraceLine[]): PageComparison {
  const hostOf = (url: string) => /^https?:\/\/([^/?#]*)/.exec(url)?.[1] ?? '';
  const comparison = new Comparison(WORDS, {
    hosts: ['www.county.example'],
    hostOf,
    home: 'http://www.county.example/',
    nameOf: (url) => url.replace(/^https?:\/\/www\.county\.example/, '').replace(/index\.html$/, ''),
  });
  for (const line of before) comparison.earlier(line);
  for (const line of now) comparison.now(line);
  for (const line of before) comparison.recall(line);
  return comparison.finish();
}
