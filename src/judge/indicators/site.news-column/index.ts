import { z } from 'zod';
import type { Column } from '../../../model/index.ts';
import { deduction, guideline } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { columnTable, piecesOf, shownDay } from '../../evidence.ts';
import { COLUMN_OUTCOME, columnsOf, freshnessOf, isWithin, ownColumns } from '../../freshness.ts';
import { defineIndicator } from '../../indicator.ts';

/** 动态要闻: a news column, updated in the last two weeks. SITE-DED-04. */
export default defineIndicator({
  id: 'site.news-column',
  title: { zh: '动态要闻', en: 'News column' },
  explain: {
    zh: '查看动态、要闻类栏目中最新一条信息的日期。多个同类栏目中有一个更新即视为更新；未注明发布时间的稿件视为不更新，由人工先行核对；空白栏目视同未开设。',
    en: 'Reads the newest date in the news columns. One updated column of the kind is enough; items without a date count as not updated, after a person has looked; a blank column counts as none.',
  },
  basis: [...deduction('发布解读', '动态要闻'), guideline('栏目设置 · 工作动态')],
  subject: 'site',
  needs: ['columns', 'articles'],
  also: ['home'],
  params: z.strictObject({ days: z.number().int().positive() }),
  outcomes: {
    updated: {
      state: 'pass',
      says: {
        zh: '动态要闻类栏目在检查时点前{days}天内有更新，最新为{latest}',
        en: 'News columns were updated in the {days} days before the check, last on {latest}',
      },
    },
    stale: {
      state: 'fail',
      silence: true,
      says: {
        zh: '动态要闻类栏目在检查时点前{days}天内无更新，最新为{latest}',
        en: 'News columns have nothing from the {days} days before the check; newest {latest}',
      },
      advice: {
        zh: '及时发布本地区、本部门工作动态，并按规定转载上级重要政策信息，确保每两周内至少有更新，每条信息标注发布时间。',
        en: 'Publish current news of the body, carry important notices from above, at least every two weeks, each with its date.',
      },
    },
    undated: {
      state: 'suspected',
      silence: true,
      says: {
        zh: '动态要闻类栏目的条目均未标注日期，按规定视为不更新，待人工核对稿件发布时间',
        en: 'No entry of the news columns shows a date, which counts as not updated; a person has to look at the articles',
      },
      advice: {
        zh: '在列表页和正文页为每条信息标注发布时间（YYYY-MM-DD HH:MM）。',
        en: 'Show the publish time (YYYY-MM-DD HH:MM) of every item on lists and articles.',
      },
    },
    missing: {
      state: 'fail',
      says: { zh: '未开设动态要闻类栏目，或栏目为空白', en: 'There is no news column, or it is blank' },
      advice: {
        zh: '在首页显著位置开设“工作动态”“要闻”栏目，并在两周内至少更新一次。',
        en: 'Open a news column in a prominent place of the home page and update it at least every two weeks.',
      },
    },
    unnamed: {
      state: 'inconclusive',
      says: {
        zh: '未见名称或标签表明为动态、要闻的栏目，但{names}在检查时点前{days}天内有更新，是否属于动态要闻类待人工认定',
        en: 'No column is called news by name or tag, but {names} was updated in the {days} days before the check; a person says whether it is one',
      },
      advice: {
        zh: '确为动态要闻类的，在栏目页设置 ColumnType 标签（如“工作动态”），并可用 --answers 答复；不是的，应开设“工作动态”“要闻”栏目。',
        en: 'If it is one, tag its page (ColumnType, such as 工作动态) and say so by --answers; if not, open a news column.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '动态要闻类栏目未能完整读取，无法判断是否更新',
        en: 'The news columns could not be read in full, so updates cannot be judged',
      },
      advice: LOOK_AGAIN,
    },
  },
  check(facts, { days }, context) {
    const { state, latest, columns } = freshnessOf(
      'news',
      { ...facts, outside: context.also?.('home')?.outside },
      { days },
      context,
    );
    const outcome = COLUMN_OUTCOME[state];
    const values = { days, latest: shownDay(latest) };
    const others = state === 'missing' ? updatedUnknown(facts.columns, days, context.asOf) : [];
    if (others.length > 0) {
      const names = others
        .slice(0, 3)
        .map((column) => `“${column.name}”`)
        .join('、');
      return [{ outcome: 'unnamed', values: { ...values, names }, evidence: [columnTable(others)] }];
    }
    return [{ outcome, values, ...piecesOf(columns), evidence: [columnTable(columns)] }];
  },
});

/** Columns whose names do not say what they are (今日青禾), with fresh dated entries: one of them may be the news. */
function updatedUnknown(columns: readonly Column[], days: number, asOf: number): readonly Column[] {
  return columnsOf(ownColumns(columns), ['other']).filter(
    (column) => column.dated >= LEAST_DATED && isWithin(column.latest, asOf, { days }),
  );
}

/** One or two dated links make no column. */
const LEAST_DATED = 3;
