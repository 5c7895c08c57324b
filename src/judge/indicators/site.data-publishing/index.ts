import { z } from 'zod';
import { bonus } from '../../basis.ts';
import { columnTable, shownDay } from '../../evidence.ts';
import { claims, featureEvidence } from '../../features.ts';
import { freshnessOf } from '../../freshness.ts';
import { defineIndicator } from '../../indicator.ts';

/** 数据发布: a data column that is kept, with charts and data sets to download. SITE-BON-01. */
export default defineIndicator({
  id: 'site.data-publishing',
  title: { zh: '数据发布', en: 'Data publishing' },
  explain: {
    zh: '查看是否开设数据发布栏目并近期更新、是否以图表地图等可视化方式展现、是否提供数据集下载或接口。只凭看到的内容提出加分建议，由人工确认。',
    en: 'Looks for a data column with recent updates, for charts or maps, and for data sets or interfaces to download. Points are proposed only for what was seen; a person confirms.',
  },
  basis: bonus('信息发布', '数据发布'),
  subject: 'site',
  needs: ['columns', 'articles', 'features'],
  params: z.strictObject({ months: z.number().int().positive() }),
  question: {
    zh: '数据发布是否及时、可视化是否有效、数据集是否可用？',
    en: 'Are the data current, do the charts serve, can the data sets be used?',
  },
  outcomes: {
    updated: {
      state: 'pass',
      says: {
        zh: '数据发布栏目在检查时点前{months}个月内有更新，最新为{latest}',
        en: 'The data column was updated in the {months} months before the check, last on {latest}',
      },
    },
    charts: {
      state: 'pass',
      says: { zh: '提供数据可视化（图表、地图）展现', en: 'Data are shown as charts or maps' },
    },
    downloads: {
      state: 'pass',
      says: { zh: '提供数据集下载或接口', en: 'Data sets or interfaces are offered' },
    },
    none: {
      state: 'notApplicable',
      says: { zh: '未发现数据发布方面的加分情形', en: 'Nothing in data publishing earns points' },
    },
  },
  check(facts, { months }, context) {
    const { state, latest, columns } = freshnessOf('statistics', facts, { months }, context);
    return claims({
      updated: state === 'fresh' ? [columnTable(columns)] : [],
      charts: featureEvidence(facts.features, 'data-chart'),
      downloads: featureEvidence(facts.features, 'data-download'),
    }).map((result) => ({ ...result, values: { months, latest: shownDay(latest) } }));
  },
});
