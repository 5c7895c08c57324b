import { z } from 'zod';
import { inFuture } from '../../../model/index.ts';
import { deduction } from '../../basis.ts';
import { absenceProven, LOOK_AGAIN } from '../../coverage.ts';
import { link, shownDay } from '../../evidence.ts';
import { isWithin } from '../../freshness.ts';
import { defineIndicator } from '../../indicator.ts';

/** 办事统计: statistics of services done, updated in the last three months. SITE-DED-12. */
export default defineIndicator({
  id: 'site.service-statistics',
  title: { zh: '办事统计', en: 'Statistics of services' },
  explain: {
    zh: '查看是否公开办事统计数据（受理量、办结量等）及其最近更新时间。数据在站外统一平台公开且未读取的，不作判断。',
    en: 'Looks for published statistics of services (received, done) and their newest date. Where they are on a shared platform that was not read, nothing is held against the site.',
  },
  basis: deduction('办事服务', '办事统计'),
  subject: 'site',
  needs: ['services', 'columns'],
  also: ['features'],
  params: z.strictObject({ months: z.number().int().positive() }),
  outcomes: {
    updated: {
      state: 'pass',
      says: {
        zh: '办事统计数据在检查时点前{months}个月内有更新，最新为{latest}',
        en: 'Service statistics were updated in the {months} months before the check, last on {latest}',
      },
    },
    stale: {
      state: 'fail',
      silence: true,
      says: {
        zh: '办事统计数据在检查时点前{months}个月内未更新，最新为{latest}',
        en: 'Service statistics have nothing from the {months} months before the check; newest {latest}',
      },
      advice: {
        zh: '按月或按季公开办件受理量、办结量等统计数据，并标明统计时段和更新日期。',
        en: 'Publish figures of cases received and done every month or quarter, with their period and date.',
      },
    },
    undated: {
      state: 'suspected',
      silence: true,
      says: {
        zh: '已公开办事统计数据，但未标注统计时段或更新日期，待人工核对',
        en: 'Service statistics are there but show no period or date; a person has to look',
      },
      advice: {
        zh: '在统计数据旁标明统计时段和更新日期。',
        en: 'Show the period and the date of update beside the figures.',
      },
    },
    missing: {
      state: 'fail',
      says: { zh: '未公开办事统计数据', en: 'No statistics of services are published' },
      advice: {
        zh: '在办事服务页面公开办件受理量、办结量、满意度等统计数据，至少每季度更新一次。',
        en: 'Publish figures of cases received, done and rated in the service section, at least quarterly.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '已读取的页面中未见办事统计数据，尚有页面（或站外平台）未能读取，不能认定未公开',
        en: 'No service statistics on the pages read; others, or a shared platform, were not read',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ services: { stats, entry }, columns }, { months }, { asOf, coverage, also }) {
    if (stats === null) {
      // A page that speaks of such figures, though none could be read from it, speaks against their absence.
      const hint = also?.('features')?.features.find((one) => one.kind === 'service-stats');
      const elsewhere = entry?.external === true || hint !== undefined;
      const outcome = !elsewhere && absenceProven(coverage, columns) ? 'missing' : 'notSeen';
      return [{ outcome, evidence: entry === null ? [] : [link(entry.url, entry.name)] }];
    }
    const { url, latest } = stats;
    const evidence = [{ type: 'url' as const, url, title: '办事统计', date: latest }];
    if (latest === null) return [{ outcome: 'undated', evidence }];
    const values = { months, latest: shownDay(latest) };
    if (isWithin(latest, asOf, { months })) return [{ outcome: 'updated', values, evidence }];
    return [{ outcome: inFuture(latest, asOf) ? 'notSeen' : 'stale', values, evidence }];
  },
});
