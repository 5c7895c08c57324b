import { z } from 'zod';
import { deduction, guideline } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { columnTable, piecesOf, shownDay } from '../../evidence.ts';
import { COLUMN_OUTCOME, freshnessOf } from '../../freshness.ts';
import { defineIndicator } from '../../indicator.ts';

/** 政策文件: a column of policy documents, updated in the last six months. SITE-DED-05. */
export default defineIndicator({
  id: 'site.policy-column',
  title: { zh: '政策文件', en: 'Policy documents' },
  explain: {
    zh: '查看政策文件类栏目中最新一份文件的日期。多个同类栏目中有一个更新即视为更新；未注明发布时间的视为不更新，由人工先行核对；空白栏目视同未开设。',
    en: 'Reads the newest date in the columns of policy documents. One updated column of the kind is enough; items without a date count as not updated, after a person has looked; a blank column counts as none.',
  },
  basis: [...deduction('发布解读', '政策文件'), guideline('栏目设置 · 政策文件（修改、废止、失效的要标注）')],
  subject: 'site',
  needs: ['columns', 'articles', 'documents'],
  also: ['home'],
  params: z.strictObject({ months: z.number().int().positive() }),
  outcomes: {
    updated: {
      state: 'pass',
      says: {
        zh: '政策文件类栏目在检查时点前{months}个月内有更新，最新为{latest}',
        en: 'Policy documents were added in the {months} months before the check, last on {latest}',
      },
    },
    stale: {
      state: 'fail',
      silence: true,
      says: {
        zh: '政策文件类栏目在检查时点前{months}个月内未更新，最新为{latest}',
        en: 'No policy document from the {months} months before the check; newest {latest}',
      },
      advice: {
        zh: '梳理近半年印发和收到的政策文件，及时公开并标明文号、成文日期、发布日期和有效性；确无新文件的，书面说明情况供核查。',
        en: 'Publish the documents issued or received in the last half year with number, dates and validity; where there truly were none, say so in writing for the inspector.',
      },
    },
    undated: {
      state: 'suspected',
      silence: true,
      says: {
        zh: '政策文件类栏目的条目均未标注日期，按规定视为不更新，待人工核对文件发布时间',
        en: 'No entry of the policy columns shows a date, which counts as not updated; a person has to look at the documents',
      },
      advice: {
        zh: '在列表页和正文页为每份文件标注发布日期，并公开成文日期。',
        en: 'Show the publish date of every document on lists and pages, and its date of issue.',
      },
    },
    missing: {
      state: 'fail',
      says: {
        zh: '未开设政策文件类栏目，或栏目为空白',
        en: 'There is no column of policy documents, or it is blank',
      },
      advice: {
        zh: '开设“政策文件”栏目，集中公开本地区、本部门制发的规范性文件和其他政策文件。',
        en: 'Open a column that holds all policy documents of the body.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '政策文件类栏目未能完整读取，无法判断是否更新',
        en: 'The columns of policy documents could not be read in full, so updates cannot be judged',
      },
      advice: LOOK_AGAIN,
    },
  },
  check(facts, { months }, context) {
    const dates = facts.documents.map((document) => document.date);
    const { state, latest, columns } = freshnessOf(
      'policy',
      { ...facts, outside: context.also?.('home')?.outside },
      { months },
      context,
      dates,
    );
    // Documents were met outside any column of the kind: the column exists under another name, a person has to look.
    const outcome = state === 'missing' && facts.documents.length > 0 ? 'notSeen' : COLUMN_OUTCOME[state];
    const values = { months, latest: shownDay(latest) };
    return [{ outcome, values, ...piecesOf(columns), evidence: [columnTable(columns)] }];
  },
});
