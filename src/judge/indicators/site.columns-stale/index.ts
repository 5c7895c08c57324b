import { z } from 'zod';
import type { Column } from '../../../model/index.ts';
import { veto } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { columnTable, nameSome } from '../../evidence.ts';
import { columnFreshness, type Freshness, ownColumns, type Window } from '../../freshness.ts';
import { defineIndicator } from '../../indicator.ts';

/** 栏目不更新: first-level columns of news, notices and policy without update. SITE-VETO-04a. */
export default defineIndicator({
  id: 'site.columns-stale',
  title: { zh: '一级栏目不更新', en: 'First-level columns not updated' },
  explain: {
    zh: '逐个查看一级栏目：动态、要闻类看前2周，通知公告、政策文件类看前6个月。列表和稿件均未注明日期的视为不更新，但先由人工核对稿件；未能读取的栏目不计为未更新，仅当其结果会影响结论时才不作结论。空白栏目另行计算。',
    en: 'Looks at each first-level column: news over two weeks, notices and policy over six months. Entries without a date on list and article count as no update, after a person has looked. A column that could not be read is never counted; it prevents a conclusion only where it could change it. Blank columns are counted elsewhere.',
  },
  basis: veto(
    '栏目不更新',
    '监测时间点前2周内的动态、要闻类一级栏目，以及监测时间点前6个月内的通知公告、政策文件类一级栏目，累计5个及以上未更新',
  ),
  subject: 'site',
  needs: ['columns', 'articles'],
  params: z.strictObject({
    newsDays: z.number().int().positive(),
    noticeMonths: z.number().int().positive(),
    policyMonths: z.number().int().positive(),
    count: z.number().int().positive(),
  }),
  question: {
    zh: '所列栏目的稿件是否注明发布时间？是否确为未更新的一级栏目？',
    en: 'Do the articles of these columns show when they were published? Are these first-level columns, and really not updated?',
  },
  outcomes: {
    updated: {
      state: 'pass',
      says: {
        zh: '应检查的{total}个一级栏目中{stale}个未更新，未达到{limit}个',
        en: 'Of {total} first-level columns of these kinds {stale} are not updated; {limit} would be a veto',
      },
    },
    stale: {
      state: 'fail',
      silence: true,
      says: {
        zh: '{stale}个一级栏目在规定期限内未更新（{names}），达到{limit}个',
        en: '{stale} first-level columns not updated in time ({names}); {limit} are a veto',
      },
      advice: {
        zh: '补充发布上述栏目近期信息，每条注明发布时间；长期无内容保障的栏目予以归并；明确各栏目责任单位和更新周期。',
        en: 'Publish what is due in these columns, each item with its date; merge columns that nobody can keep; say who keeps each and how often.',
      },
    },
    undated: {
      state: 'suspected',
      silence: true,
      says: {
        zh: '{stale}个一级栏目未更新，另有{undated}个栏目的条目均未注明日期（{names}），合计达到{limit}个，待人工核对',
        en: '{stale} first-level columns not updated and {undated} without any date ({names}), together at least {limit}; a person has to look',
      },
      advice: {
        zh: '核对所列栏目稿件的发布时间；在列表页和正文页注明发布时间（未注明的视为不更新）。',
        en: 'Look up the dates of these articles; show the publish time on lists and articles (undated counts as not updated).',
      },
    },
    unread: {
      state: 'inconclusive',
      says: {
        zh: '{stale}个一级栏目未更新，另有{unread}个栏目未能读取，可能影响结论',
        en: '{stale} first-level columns not updated and {unread} could not be read, which may change the result',
      },
      advice: LOOK_AGAIN,
    },
    noneSeen: {
      state: 'inconclusive',
      says: {
        zh: '没有识别到任何栏目，无法判断是否更新',
        en: 'No column of the site was recognised, so updates cannot be judged',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ columns, articles }, { newsDays, noticeMonths, policyMonths, count: limit }, { asOf }) {
    // The register was not seen, which is not the same as a site without columns.
    if (columns.length === 0) return [{ outcome: 'noneSeen', evidence: [] }];
    const windows: Readonly<Record<string, Window>> = {
      news: { days: newsDays },
      notice: { months: noticeMonths },
      policy: { months: policyMonths },
    };
    const due = firstLevel(columns).flatMap((column): Freshness[] => {
      const window = windows[column.kind];
      return window === undefined ? [] : [sure(column, columnFreshness(column, articles, window, asOf))];
    });
    const of = (state: Freshness['state']) =>
      due.filter((one) => one.state === state).flatMap((one) => one.columns);
    const [stale, undated, unread] = [of('stale'), of('undated'), of('unknown')];
    const values = {
      total: due.length,
      stale: stale.length,
      undated: undated.length,
      unread: unread.length,
      limit,
      names: nameSome(
        [...stale, ...undated].map((column) => column.name),
        8,
      ),
    };
    const shown = [...stale, ...undated, ...unread];
    const evidence = [columnTable(shown.length > 0 ? shown : due.flatMap((one) => one.columns))];
    if (stale.length >= limit) return [{ outcome: 'stale', count: stale.length, values, evidence }];
    if (stale.length + undated.length >= limit) return [{ outcome: 'undated', values, evidence }];
    const open = stale.length + undated.length + unread.length >= limit;
    return [{ outcome: open ? 'unread' : 'updated', values, evidence }];
  },
});

/** 一级栏目, each address once. */
function firstLevel(columns: readonly Column[]): Column[] {
  return ownColumns(columns).filter((column) => column.level === 1);
}

/** A kind that was only guessed accuses nobody: such a column is as good as unread. */
function sure(column: Column, freshness: Freshness): Freshness {
  return column.kindFrom === 'none' && freshness.state === 'stale'
    ? { ...freshness, state: 'unknown' }
    : freshness;
}
