import { z } from 'zod';
import { inFuture, parseTime, withinDays } from '../../../model/index.ts';
import { census } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';

/** 首页栏目 of the 2015 census: at least ten new items on the home page in two weeks. */
export default defineIndicator({
  id: 'site.home-few-updates',
  title: { zh: '首页栏目更新量', en: 'Updates on the home page' },
  explain: {
    zh: '统计首页各栏目条目中检查时点前2周内的信息数量。未注明日期的条目不计；其数量可能影响结论时由人工核对。',
    en: 'Counts the entries of the home page from the two weeks before the check. Undated ones are not counted; where they could change the result a person looks.',
  },
  basis: census('信息更新情况', '首页栏目'),
  subject: 'site',
  needs: ['home'],
  params: z.strictObject({ days: z.number().int().positive(), items: z.number().int().positive() }),
  question: {
    zh: '首页未注明日期的条目中，有多少是检查时点前2周内发布的？',
    en: 'How many of the undated entries on the home page are from the two weeks before the check?',
  },
  outcomes: {
    enough: {
      state: 'pass',
      says: {
        zh: '检查时点前{days}天内首页更新{fresh}条，不少于{items}条',
        en: '{fresh} new entries on the home page in the {days} days before the check, at least {items}',
      },
    },
    few: {
      state: 'fail',
      silence: true,
      says: {
        zh: '检查时点前{days}天内首页更新{fresh}条，不足{items}条',
        en: '{fresh} new entries on the home page in the {days} days before the check, fewer than {items}',
      },
      advice: {
        zh: '提高首页要闻、动态、通知公告等栏目的更新频率，每条注明日期。',
        en: 'Update the news and notice columns of the home page more often, each entry with its date.',
      },
    },
    undated: {
      state: 'suspected',
      silence: true,
      says: {
        zh: '检查时点前{days}天内首页更新{fresh}条，另有{undated}条未注明日期，是否达到{items}条待人工核对',
        en: '{fresh} new entries in the {days} days before the check and {undated} without a date; whether there are {items} a person has to look',
      },
      advice: {
        zh: '为首页每条信息注明发布日期。',
        en: 'Show the date of every entry on the home page.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '首页未能完整读取，无法统计更新数量',
        en: 'The home page could not be read in full, so updates cannot be counted',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ home }, { days, items }, { asOf, coverage }) {
    const end = parseTime(coverage.to) ?? asOf;
    const fresh = home.items.filter((item) => item.date !== null && withinDays(item.date, asOf, days));
    const undated = home.items.filter((item) => item.date === null).length;
    const later = home.items.some(
      ({ date }) => date !== null && inFuture(date, asOf) && !inFuture(date, end),
    );
    const values = { days, items, fresh: fresh.length, undated };
    const rows = fresh.map((item) => [item.title, item.date, item.url]);
    const evidence = [table(['标题', '日期', '网址'], rows)];
    if (fresh.length >= items) return [{ outcome: 'enough', values, evidence }];
    // An entrance page has no entries of its own, and a page that changed after the instant judged shows other ones.
    if (home.needsScript || home.entranceOnly || later) return [{ outcome: 'notSeen', values, evidence }];
    return [{ outcome: fresh.length + undated >= items ? 'undated' : 'few', values, evidence }];
  },
});
