import { z } from 'zod';
import { inFuture, newestFirst, withinDays } from '../../../model/index.ts';
import { defineIndicator } from '../../indicator.ts';

/** 首页不更新: no dated entry on the home page in the window. 检查指标 2019, part 1, website 3 (SITE-VETO-03). */
export default defineIndicator({
  id: 'site.home-stale',
  title: { zh: '首页不更新', en: 'Home page not updated' },
  explain: {
    zh: '查看首页各栏目条目的日期；首页仅为导航入口的，查看全部二级页面。没有标注日期的条目视为未更新，晚于检查时点的日期不予采信。',
    en: 'Reads the dates of the entries on the home page; where the home page is only an entrance, those of all second-level pages. Entries without a date do not count as updates; dates after the instant of the check are not believed.',
  },
  basis: [{ document: '国办秘函〔2019〕19号 附件1', clause: '一、单项否决 · 首页不更新' }],
  subject: 'site',
  needs: ['home'],
  params: z.strictObject({ days: z.number().int().positive() }),
  outcomes: {
    updated: {
      state: 'pass',
      says: {
        zh: '检查时点前{days}天内首页有更新，最新为{latest}',
        en: 'The home page was updated in the {days} days before the check, last on {latest}',
      },
    },
    stale: {
      state: 'fail',
      says: {
        zh: '检查时点前{days}天内首页无信息更新，最新条目为{latest}',
        en: 'Nothing new on the home page in the {days} days before the check; newest entry {latest}',
      },
      advice: {
        zh: '在首页要闻、动态、通知公告等栏目发布近期信息，并为每条信息标注发布日期；首页条目由脚本生成的，确保日期随页面一并输出。',
        en: 'Publish current items in the news and notice columns of the home page, each with its date; where entries come from a script, have the date delivered with the page.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '首页（或全部二级页面）未能完整读取，无法判断是否更新',
        en: 'The home page (or all second-level pages) could not be read in full, so updates cannot be judged',
      },
      advice: {
        zh: '使用浏览器方式（--browser）重新检查，或增大页面预算后重试；如被防火墙拦截，请网站将检查地址加入白名单。',
        en: 'Check again with a browser (--browser) or a larger page budget; if a firewall stands in the way, have the site allow the address of the inspector.',
      },
    },
  },
  check({ home }, { days }, { asOf }) {
    const fresh = (date: string | null) => date !== null && withinDays(date, asOf, days);
    const dates = home.entranceOnly
      ? home.secondLevel.map((page) => page.latest)
      : home.items.map((item) => item.date);
    const newest =
      [...dates].sort(newestFirst).find((date) => date !== null && !inFuture(date, asOf)) ?? null;
    const values = { days, latest: newest ?? '—' };
    const evidence = [
      { type: 'url' as const, url: home.url, title: home.title, date: newest },
      {
        type: 'table' as const,
        columns: ['title', 'date', 'url'],
        rows: home.items.slice(0, 20).map((item) => [item.title, item.date, item.url]),
        total: home.itemCount,
      },
    ];
    if (dates.some(fresh)) return [{ outcome: 'updated', values, evidence }];
    const unread = home.needsScript || (home.entranceOnly && home.secondLevel.some((page) => !page.read));
    return [{ outcome: unread ? 'notSeen' : 'stale', values, evidence }];
  },
});
