import type { SampleData } from '../data.ts';
import type { TrsFrame } from '../style/trs.ts';
import type { Link } from '../types.ts';

/** Address of the portal's columns, in one place because pages of several files link to them. */
export const PATHS = {
  search: '/search/',
  mailbox: '/hdjl/xzxx/',
  sitemap: '/wzdt/',
  accessible: '/wza/',
  login: '/login/',
  english: '/en/',
  apply: '/bsfw/sb/',
  query: '/bsfw/bjcx/',
} as const;

export const PORTAL_NAV: readonly Link[] = [
  { title: '首页', url: '/' },
  { title: '走进栖禾', url: '/zjqh/' },
  { title: '新闻动态', url: '/xwdt/' },
  { title: '政务公开', url: '/zwgk/' },
  { title: '办事服务', url: '/bsfw/' },
  { title: '互动交流', url: '/hdjl/' },
  { title: '数据发布', url: '/sjfb/' },
];

export function portalFrame(data: SampleData): TrsFrame {
  const { county } = data;
  return {
    name: `${county.name}人民政府门户网站`,
    banner: `${county.name}人民政府`,
    subtitle: `THE PEOPLE'S GOVERNMENT OF QIHE COUNTY`,
    domain: 'www.qihe.example',
    idCode: `${county.code}0001`,
    sponsor: `${county.name}人民政府办公室`,
    contact: `${county.area}-5550101`,
    address: county.address,
    icp: `${county.icp}-1`,
    police: `${county.police}01号`,
    nav: PORTAL_NAV,
    tools: [
      { title: '无障碍浏览', url: PATHS.accessible },
      { title: 'English', url: PATHS.english },
      { title: 'RSS订阅', url: '/rss.xml' },
      { title: '智能问答', url: '/hdjl/znwd/' },
      { title: '登录', url: PATHS.login },
      { title: '注册', url: '/login/register.html' },
    ],
    search: PATHS.search,
    sitemap: PATHS.sitemap,
    colour: '#1f5fa8',
  };
}
