import { z } from 'zod';
import { opinion } from '../../basis.ts';
import { defineAccountIndicator } from '../../indicator.ts';

/** 先审后发. NMR-09: review before publication, on record. Records are with the office; a person looks at them. */
export default defineAccountIndicator({
  id: 'account.review-records',
  title: { zh: '审核记录', en: 'Records of review' },
  explain: {
    zh: '先审后发须有审核记录（初审、复审、终审），由检查人员抽查；未作答时不作不利推定。',
    en: 'Posts are reviewed before they go out, and the reviews are on record; an inspector samples the records. Without an answer nothing is held against the account.',
  },
  basis: [opinion('分级分类审核、先审后发，明确审核主体、审核流程')],
  subject: 'account',
  needs: [],
  params: z.strictObject({}),
  question: {
    zh: '抽查发布内容，审核记录是否齐全？',
    en: 'Are the records of review complete for the posts sampled?',
  },
  outcomes: {
    nothingSeen: {
      state: 'pass',
      says: { zh: '未发现审核记录缺失', en: 'No missing record was reported' },
    },
    noRecords: {
      by: 'person',
      state: 'fail',
      says: { zh: '发布内容没有审核记录', en: 'Posts have no record of review' },
      advice: {
        zh: '建立先审后发制度，明确初审、复审、终审人员并留存记录。',
        en: 'Set up review before publication, name who reviews, keep the records.',
      },
    },
  },
  check() {
    return [{ outcome: 'nothingSeen', evidence: [] }];
  },
});
