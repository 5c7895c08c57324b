import { z } from 'zod';
import type { Evidence, LeaderFacts } from '../../../model/index.ts';
import { deduction, guideline } from '../../basis.ts';
import { absenceProven, failedToRead } from '../../coverage.ts';
import { link, table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';
import { outcomes } from './outcomes.ts';

type Leader = LeaderFacts['leaders'][number];

/** 领导信息: leaders with name, title and résumé. SITE-DED-03: no column −2; each lacking or wrong entry −1. */
export default defineIndicator({
  id: 'site.leaders',
  title: { zh: '领导信息', en: 'Leader information' },
  explain: {
    zh: '查看是否开设领导信息栏目，每位领导是否公开姓名、职务和简历；每缺一位领导的信息计一处。姓名、职务是否准确需对照干部任免名单人工核对。领导个人页面未能读取的，不认定缺失。',
    en: 'Looks for leader information and, for each leader, name, title and résumé; each leader whose information lacks something counts once. Whether names and titles are right needs the roster and a person. Where a leader’s own page could not be read, nothing is held to be lacking.',
  },
  basis: [
    ...deduction('发布解读', '领导信息'),
    guideline('栏目设置 · 负责人信息（姓名、照片、简历、分管工作）'),
  ],
  subject: 'site',
  needs: ['leaders', 'columns'],
  also: ['home'],
  params: z.strictObject({}),
  question: {
    zh: '对照最新任免文件，领导姓名、职务、简历是否准确，有无遗漏或已离任仍在列的？有几处？',
    en: 'By the latest appointments, are names, titles and résumés right, is anyone left out or still listed after leaving? How many?',
  },
  outcomes,
  check({ leaders: { column, leaders, unread }, columns }, _params, { coverage, also }) {
    const evidence: Evidence[] = [
      ...(column === null ? [] : [link(column.url, column.name)]),
      ...unread.slice(0, 5).map((url) => link(url, '未读取或未识别')),
      table(
        ['姓名', '职务', '简历', '网址'],
        leaders.map((one) => [one.name, one.title, one.resume ? '有' : '无', one.url]),
      ),
    ];
    if (leaders.length === 0) {
      const outside = also?.('home')?.outside ?? [];
      const named = [...columns, ...outside].some((one) => one.kind === 'leaders');
      const known = column !== null || named || unread.length > 0;
      const outcome = !known && absenceProven(coverage, columns) ? 'missing' : 'notSeen';
      return [{ outcome, evidence }];
    }
    const unseen = (one: Leader) =>
      unread.includes(one.url) ||
      failedToRead(coverage, one.url) ||
      // The budget may have ended before this leader's own page.
      (!coverage.complete && one.seen !== true && one.url !== column?.url);
    const results = leaders.flatMap((one) => {
      const outcome = faultOf(one);
      if (outcome === null || unseen(one)) return [];
      const values = { name: one.name, page: one.url };
      return [
        {
          outcome,
          key: one.name === '' ? one.url : one.name,
          values,
          evidence: [link(one.url, one.name), ...evidence],
        },
      ];
    });
    if (results.length > 0) return results;
    if (leaders.some((one) => faultOf(one) !== null && unseen(one))) {
      return [{ outcome: 'notSeen', evidence }];
    }
    return [{ outcome: 'complete', values: { count: leaders.length }, evidence }];
  },
});

/** What the information on one leader lacks: one place each, however much it is. */
function faultOf({
  name,
  title,
  resume,
}: Leader): 'noName' | 'noTitle' | 'noTitleNorResume' | 'noResume' | null {
  if (name.trim() === '') return 'noName';
  const untitled = title === null || title.trim() === '';
  if (untitled) return resume ? 'noTitle' : 'noTitleNorResume';
  return resume ? null : 'noResume';
}
