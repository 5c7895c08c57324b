import { z } from 'zod';
import { opinion } from '../../basis.ts';
import { defineAccountIndicator } from '../../indicator.ts';

/** 转载协同. Local rule: important information from above is reposted in time. Which that was only a person knows. */
export default defineAccountIndicator({
  id: 'account.relayed',
  title: { zh: '上级重要信息转载', en: 'Important information from above' },
  explain: {
    zh: '哪些信息须在规定时间转载由上级通知确定，由检查人员对照转载任务作答；未作答时不作不利推定。',
    en: 'Which information has to be reposted by when, notices from above say; an inspector compares and answers. Without an answer nothing is held against the account.',
  },
  basis: [opinion('加强协同联动，及时转载上级重要政务信息')],
  subject: 'account',
  needs: [],
  params: z.strictObject({}),
  question: {
    zh: '检查期内上级要求转载的重要信息，有几条未按时转载？',
    en: 'How many important items that had to be reposted were not, or too late?',
  },
  outcomes: {
    nothingSeen: {
      state: 'pass',
      says: { zh: '未收到转载不及时的报告', en: 'No report of reposts that are missing or late' },
    },
    missed: {
      by: 'person',
      state: 'fail',
      says: {
        zh: '上级重要信息未按时转载{count}条',
        en: '{count} important items were not reposted in time',
      },
      advice: {
        zh: '建立转载任务台账，收到通知后按时转载并注明来源。',
        en: 'Keep a list of what has to be reposted, do it in time and name the source.',
      },
    },
  },
  check() {
    return [{ outcome: 'nothingSeen', evidence: [] }];
  },
});
