import { z } from 'zod';
import { veto } from '../../basis.ts';
import { defineIndicator } from '../../indicator.ts';

/** 因网站建设管理工作不当引发严重负面舆情. SITE-VETO-01f: nothing on the site itself tells; a person answers. */
export default defineIndicator({
  id: 'site.public-outcry',
  title: { zh: '引发严重负面舆情', en: 'Serious public outcry' },
  explain: {
    zh: '网站本身看不出是否引发严重负面舆情，由检查人员根据媒体报道、舆情报告和有关通报作答；未作答时不作不利推定。',
    en: 'The site itself does not tell; an inspector answers from press and reports. Without an answer nothing is held against the site.',
  },
  basis: veto('安全、泄密事故等严重问题', '因网站建设管理工作不当引发严重负面舆情'),
  subject: 'site',
  needs: [],
  params: z.strictObject({}),
  question: {
    zh: '检查时点前，是否有因网站建设管理工作不当引发的严重负面舆情（媒体报道、舆情专报、上级通报）？',
    en: 'Before the check, did bad management of the site lead to a serious public outcry (press, reports, notices from above)?',
  },
  outcomes: {
    nothingSeen: {
      state: 'pass',
      says: { zh: '未收到引发严重负面舆情的报告', en: 'No report of a serious public outcry' },
    },
    happened: {
      by: 'person',
      state: 'fail',
      says: {
        zh: '因网站建设管理工作不当引发严重负面舆情',
        en: 'Bad management of the site led to a serious public outcry',
      },
      advice: {
        zh: '及时回应关切、公布整改情况，查找管理漏洞并完善值班和审核制度。',
        en: 'Answer the public, publish what is being done, find the gap in management and close it.',
      },
    },
  },
  check() {
    return [{ outcome: 'nothingSeen', evidence: [] }];
  },
});
