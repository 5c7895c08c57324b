import { z } from 'zod';
import type { Evidence } from '../../../model/index.ts';
import { bonus } from '../../basis.ts';
import { columnTable, link, shownDay } from '../../evidence.ts';
import { claims } from '../../features.ts';
import { freshnessOf, isWithin } from '../../freshness.ts';
import { defineIndicator } from '../../indicator.ts';

/** 解读回应: interpretations in more forms than text, and answers to public concerns. SITE-BON-02. */
export default defineIndicator({
  id: 'site.interpretation-forms',
  title: { zh: '解读回应', en: 'Forms of interpretation, and response' },
  explain: {
    zh: '查看检查时点前一段时间内的解读材料是否采用图解、音视频、H5或动漫等形式，回应关切栏目是否及时更新。只凭看到的内容提出加分建议，由人工确认。',
    en: 'Looks whether recent interpretations use graphics, sound or video, interactive pages or animation, and whether a column answers public concerns. Points are proposed only for what was seen; a person confirms.',
  },
  basis: bonus('解读回应', '解读形式、回应关切'),
  subject: 'site',
  needs: ['interpretations', 'columns', 'articles'],
  params: z.strictObject({
    formMonths: z.number().int().positive(),
    responseMonths: z.number().int().positive(),
  }),
  question: {
    zh: '所列解读形式是否属实、确对政策作了通俗解读？回应关切是否针对社会热点？',
    en: 'Are these forms genuine and do they explain the policy? Do the responses meet what the public is concerned about?',
  },
  outcomes: {
    graphic: { state: 'pass', says: { zh: '采用图解形式解读政策', en: 'Policy is interpreted in graphics' } },
    video: {
      state: 'pass',
      says: { zh: '采用音视频形式解读政策', en: 'Policy is interpreted in sound or video' },
    },
    interactive: {
      state: 'pass',
      says: {
        zh: '采用H5、动漫等形式解读政策',
        en: 'Policy is interpreted in interactive pages or animation',
      },
    },
    response: {
      state: 'pass',
      says: {
        zh: '回应关切栏目在检查时点前{months}个月内有更新，最新为{latest}',
        en: 'The column of responses was updated in the {months} months before the check, last on {latest}',
      },
    },
    none: {
      state: 'notApplicable',
      says: { zh: '未发现解读回应方面的加分情形', en: 'Nothing in interpretation and response earns points' },
    },
  },
  check(facts, { formMonths, responseMonths }, context) {
    const { state, latest, columns } = freshnessOf('response', facts, { months: responseMonths }, context);
    const inForm = (form: string): readonly Evidence[] =>
      facts.interpretations
        .filter((one) => one.form === form && isWithin(one.date, context.asOf, { months: formMonths }))
        .slice(0, 5)
        .map((one) => link(one.url, one.title));
    return claims({
      graphic: inForm('graphic'),
      video: inForm('video'),
      interactive: inForm('interactive'),
      response: state === 'fresh' ? [columnTable(columns)] : [],
    }).map((result) => ({ ...result, values: { months: responseMonths, latest: shownDay(latest) } }));
  },
});
