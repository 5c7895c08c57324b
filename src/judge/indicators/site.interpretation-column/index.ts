import { z } from 'zod';
import { deduction, guideline } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { columnTable, piecesOf, shownDay } from '../../evidence.ts';
import { COLUMN_OUTCOME, freshnessOf } from '../../freshness.ts';
import { defineIndicator } from '../../indicator.ts';

/** 政策解读: a column of interpretations, updated in the last six months. SITE-DED-06. */
export default defineIndicator({
  id: 'site.interpretation-column',
  title: { zh: '政策解读', en: 'Interpretation of policy' },
  explain: {
    zh: '查看政策解读类栏目中最新一篇解读的日期。多个同类栏目中有一个更新即视为更新；未注明发布时间的视为不更新，由人工先行核对；空白栏目视同未开设。',
    en: 'Reads the newest date in the columns that interpret policy. One updated column of the kind is enough; items without a date count as not updated, after a person has looked; a blank column counts as none.',
  },
  basis: [...deduction('发布解读', '政策解读'), guideline('解读回应 · 政策解读')],
  subject: 'site',
  needs: ['columns', 'articles', 'interpretations'],
  also: ['home'],
  params: z.strictObject({ months: z.number().int().positive() }),
  outcomes: {
    updated: {
      state: 'pass',
      says: {
        zh: '政策解读类栏目在检查时点前{months}个月内有更新，最新为{latest}',
        en: 'Interpretations were added in the {months} months before the check, last on {latest}',
      },
    },
    stale: {
      state: 'fail',
      silence: true,
      says: {
        zh: '政策解读类栏目在检查时点前{months}个月内未更新，最新为{latest}',
        en: 'No interpretation from the {months} months before the check; newest {latest}',
      },
      advice: {
        zh: '对近半年出台的政策文件同步编发解读材料；本级无新文件的，转载上级权威解读。',
        en: 'Publish an interpretation with every document of the last half year; where there was none of your own, carry those from above.',
      },
    },
    undated: {
      state: 'suspected',
      silence: true,
      says: {
        zh: '政策解读类栏目的条目均未标注日期，按规定视为不更新，待人工核对解读稿发布时间',
        en: 'No entry of the interpretation columns shows a date, which counts as not updated; a person has to look at the articles',
      },
      advice: {
        zh: '在列表页和正文页为每篇解读标注发布时间。',
        en: 'Show the publish time of every interpretation on lists and pages.',
      },
    },
    missing: {
      state: 'fail',
      says: {
        zh: '未开设政策解读类栏目，或栏目为空白',
        en: 'There is no column of interpretations, or it is blank',
      },
      advice: {
        zh: '开设“政策解读”栏目，政策文件与解读方案、解读材料同步组织、同步审签、同步部署，并及时上网。',
        en: 'Open a column of interpretations; prepare, sign and publish each together with its document.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '政策解读类栏目未能完整读取，无法判断是否更新',
        en: 'The columns of interpretations could not be read in full, so updates cannot be judged',
      },
      advice: LOOK_AGAIN,
    },
  },
  check(facts, { months }, context) {
    const dates = facts.interpretations.map((one) => one.date);
    const { state, latest, columns } = freshnessOf(
      'interpretation',
      { ...facts, outside: context.also?.('home')?.outside },
      { months },
      context,
      dates,
    );
    // Interpretations were met outside any column of the kind: it exists under another name, a person has to look.
    const outcome =
      state === 'missing' && facts.interpretations.length > 0 ? 'notSeen' : COLUMN_OUTCOME[state];
    const values = { months, latest: shownDay(latest) };
    return [{ outcome, values, ...piecesOf(columns), evidence: [columnTable(columns)] }];
  },
});
