import { z } from 'zod';
import type { ColumnKind } from '../../../model/index.ts';
import { veto } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { columnTable, nameSome } from '../../evidence.ts';
import { columnFreshness, ownColumns } from '../../freshness.ts';
import { defineIndicator } from '../../indicator.ts';

/** Kinds of columns whose purpose is to change. Others (概况, 机构, 办事, 专题 …) may rightly stand still. */
const SHOULD_CHANGE: readonly ColumnKind[] = [
  'news',
  'notice',
  'policy',
  'interpretation',
  'statistics',
  'response',
  'personnel',
  'survey',
  'interview',
];

/** 应更新但长期未更新的栏目. SITE-VETO-04b: which columns should change is for a person to say. */
export default defineIndicator({
  id: 'site.columns-long-stale',
  title: { zh: '应更新栏目长期未更新', en: 'Columns long not updated' },
  explain: {
    zh: '查看全部各级栏目中用途决定其应当更新的栏目（动态、通知、政策、解读、数据、回应、人事规划、征集、访谈），统计长期没有新内容的数量。“应更新”由人工确认。其他用途的栏目只列出超期的供参考，不计数。',
    en: 'Looks at columns of all levels whose purpose is to change (news, notices, policy, interpretation, data, responses, personnel and plans, surveys, interviews) and counts those without anything new for long. Whether they should have changed a person confirms. Old columns of other kinds are listed and not counted.',
  },
  basis: veto('栏目不更新', '应更新但长期未更新的栏目数量达到10个及以上'),
  subject: 'site',
  needs: ['columns', 'articles'],
  params: z.strictObject({
    newsMonths: z.number().int().positive(),
    otherMonths: z.number().int().positive(),
    count: z.number().int().positive(),
  }),
  question: {
    zh: '所列栏目是否属于应更新而长期未更新？已归档、已到期的专题栏目请予排除。',
    en: 'Should these columns have changed? Dismiss those that are archived or whose occasion is over.',
  },
  outcomes: {
    kept: {
      state: 'pass',
      says: {
        zh: '应更新的{total}个栏目中{stale}个长期未更新，未达到{limit}个；另有{other}个其他栏目超过{otherMonths}个月无新内容，是否应更新需人工判断',
        en: 'Of {total} columns that should change {stale} have not for long; {limit} would be a veto. {other} columns of other kinds have nothing from the last {otherMonths} months; whether they should a person says',
      },
    },
    stale: {
      state: 'fail',
      silence: true,
      says: {
        zh: '{stale}个应更新的栏目长期未更新（{names}），达到{limit}个',
        en: '{stale} columns that should change have not for long ({names}); {limit} are a veto',
      },
      advice: {
        zh: '逐个补充更新；无法保障的栏目归并或撤销，已结束的专题标注“归档”并移出主导航。',
        en: 'Update them one by one; merge or remove what nobody can keep; mark finished topics as archived and take them out of the main navigation.',
      },
    },
    unread: {
      state: 'inconclusive',
      says: {
        zh: '{stale}个应更新的栏目长期未更新，另有{unread}个未能读取或条目均未注明日期，可能影响结论',
        en: '{stale} columns have not changed for long and {unread} could not be read or show no date at all, which may change the result',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ columns, articles }, { newsMonths, otherMonths, count: limit }, { asOf }) {
    const all = ownColumns(columns);
    const states = all.map((column) => {
      const months = column.kind === 'news' ? newsMonths : otherMonths;
      return columnFreshness(column, articles, { months }, asOf);
    });
    const should = states.filter(({ columns: [column] }) => column && SHOULD_CHANGE.includes(column.kind));
    const stale = should.filter((one) => one.state === 'stale').flatMap((one) => one.columns);
    // Undated columns may hold anything: like unread ones they count only as what could change the result.
    const unread = should
      .filter((one) => one.state === 'unknown' || one.state === 'undated')
      .flatMap((one) => one.columns);
    const other = states
      .filter((one) => one.state === 'stale' && !should.includes(one))
      .flatMap((one) => one.columns);
    const values = {
      total: should.length,
      stale: stale.length,
      unread: unread.length,
      other: other.length,
      otherMonths,
      limit,
      names: nameSome(
        stale.map((column) => column.name),
        8,
      ),
    };
    if (stale.length >= limit)
      return [{ outcome: 'stale', count: stale.length, values, evidence: [columnTable(stale)] }];
    const unknown = stale.length + unread.length >= limit;
    const evidence = [columnTable(unknown ? [...stale, ...unread] : [...stale, ...other])];
    return [{ outcome: unknown ? 'unread' : 'kept', values, evidence }];
  },
});
