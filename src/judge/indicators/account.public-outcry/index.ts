import { z } from 'zod';
import { accountVeto } from '../../basis.ts';
import { defineAccountIndicator } from '../../indicator.ts';

/** 因发布内容不当引发严重负面舆情. NM-VETO-01d: nothing in the posts themselves tells; a person answers. */
export default defineAccountIndicator({
  id: 'account.public-outcry',
  title: { zh: '引发严重负面舆情', en: 'Serious public outcry' },
  explain: {
    zh: '账号本身看不出是否引发严重负面舆情，由检查人员根据媒体报道、舆情报告和有关通报作答；未作答时不作不利推定。',
    en: 'The account itself does not tell; an inspector answers from press and reports. Without an answer nothing is held against it.',
  },
  basis: accountVeto('安全、泄密事故等严重问题', '因发布内容不当引发严重负面舆情'),
  subject: 'account',
  needs: [],
  params: z.strictObject({}),
  question: {
    zh: '检查时点前，是否有因发布内容不当引发的严重负面舆情（媒体报道、舆情专报、上级通报）？',
    en: 'Before the check, did improper posts lead to a serious public outcry (press, reports, notices from above)?',
  },
  outcomes: {
    nothingSeen: {
      state: 'pass',
      says: { zh: '未收到引发严重负面舆情的报告', en: 'No report of a serious public outcry' },
    },
    happened: {
      by: 'person',
      state: 'fail',
      says: { zh: '因发布内容不当引发严重负面舆情', en: 'Improper posts led to a serious public outcry' },
      advice: {
        zh: '及时删除或更正、回应关切，查明审核环节责任，完善先审后发和值班制度。',
        en: 'Delete or correct and answer the public at once, find out how it passed review, mend review and duty rosters.',
      },
    },
  },
  check() {
    return [{ outcome: 'nothingSeen', evidence: [] }];
  },
});
