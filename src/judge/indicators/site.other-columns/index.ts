import { z } from 'zod';
import type { ColumnKind } from '../../../model/index.ts';
import { deduction } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { columnTable, shownDay } from '../../evidence.ts';
import { columnFreshness } from '../../freshness.ts';
import { defineIndicator, type Result } from '../../indicator.ts';

/** 其他栏目: no blank columns, none that should change and has not. SITE-DED-09; yields to the other indicators (ENG-11). */
export default defineIndicator({
  id: 'site.other-columns',
  title: { zh: '其他栏目', en: 'Other columns' },
  explain: {
    zh: '查看除已单列指标外的其他栏目：空白栏目逐个计；通知公告、人事规划、信息公开、数据发布、回应关切类栏目超过规定期限未更新的逐个计。已按其他指标扣分的栏目不重复扣分。栏目是否“应更新”由人工确认，确无应发布内容的不扣分。',
    en: 'Looks at the columns that have no indicator of their own: each blank one counts, and each column of notices, personnel and plans, disclosure, data or responses that has not changed in its time. What another indicator deducts is not deducted again. Whether a column should have changed is confirmed by a person.',
  },
  basis: deduction('发布解读', '其他栏目'),
  subject: 'site',
  needs: ['columns', 'articles'],
  params: z.strictObject({
    noticeMonths: z.number().int().positive(),
    personnelMonths: z.number().int().positive(),
    disclosureMonths: z.number().int().positive(),
    statisticsMonths: z.number().int().positive(),
    responseMonths: z.number().int().positive(),
  }),
  question: {
    zh: '所列栏目在期限内是否确有应发布而未发布的内容？确无新内容的栏目请予剔除。',
    en: 'Was there in fact something to publish in each of these columns in its time? Take out those where there was not.',
  },
  outcomes: {
    kept: {
      state: 'pass',
      says: {
        zh: '已读取的{count}个栏目中，未发现空白或应更新未更新的其他栏目',
        en: 'Of {count} columns read, none of the others is blank or out of date',
      },
    },
    blank: {
      state: 'fail',
      says: { zh: '“{name}”为空白栏目', en: 'The column “{name}” is blank' },
      advice: {
        zh: '有内容的尽快补充；长期无内容的合并或撤销该栏目，并从导航中移除链接。',
        en: 'Fill it; where there is nothing to put in, merge or remove the column and take its link out of the navigation.',
      },
    },
    stale: {
      state: 'fail',
      silence: true,
      says: {
        zh: '“{name}”栏目在检查时点前{months}个月内未更新，最新为{latest}',
        en: 'The column “{name}” has nothing from the {months} months before the check; newest {latest}',
      },
      advice: {
        zh: '补发期限内应公开的信息；确实不再更新的栏目予以归并或标注“归档”；明确该栏目的保障单位和更新周期。',
        en: 'Publish what was due; merge the column or mark it as archived where it no longer changes; say who keeps it and how often.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '栏目页面均未能读取，无法判断是否存在空白或应更新未更新的栏目',
        en: 'No column page could be read, so blank or outdated columns cannot be told',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ columns, articles }, params, { asOf }) {
    const read = columns.filter((column) => column.read);
    if (read.length === 0) return [{ outcome: 'notSeen', evidence: [columnTable(columns)] }];
    const windows: Partial<Record<ColumnKind, number>> = {
      notice: params.noticeMonths,
      personnel: params.personnelMonths,
      disclosure: params.disclosureMonths,
      statistics: params.statisticsMonths,
      response: params.responseMonths,
    };
    const results = read.flatMap((column): Result<'blank' | 'stale'>[] => {
      const { name, url } = column;
      const common = { key: url, pieces: [url], evidence: [columnTable([column])] };
      if (column.blank) return [{ outcome: 'blank', values: { name }, ...common }];
      const months = windows[column.kind];
      if (months === undefined) return [];
      const { state, latest } = columnFreshness(column, articles, { months }, asOf);
      if (state !== 'stale') return [];
      const values = { name, months, latest: shownDay(latest) };
      return [{ outcome: 'stale', values, ...common }];
    });
    if (results.length > 0) return results;
    return [{ outcome: 'kept', values: { count: read.length }, evidence: [columnTable(read)] }];
  },
});
