import { z } from 'zod';
import { bonus } from '../../basis.ts';
import { table } from '../../evidence.ts';
import { isWithin } from '../../freshness.ts';
import { defineIndicator } from '../../indicator.ts';

/** 调查征集: surveys and consultations online, at least six in the last year. SITE-BON-05. */
export default defineIndicator({
  id: 'site.surveys',
  title: { zh: '调查征集', en: 'Surveys and consultations' },
  explain: {
    zh: '统计检查时点前一段时间内开展的在线调查征集活动次数（不含以电子邮件形式开展的），达到规定次数的提出加分建议。未标注日期的活动不计。结果是否公布由人工核对。',
    en: 'Counts surveys and consultations held online in the time before the check (not those by e-mail); enough of them earn points. Undated ones do not count. Whether results were published is checked by a person.',
  },
  basis: bonus('互动交流', '调查征集'),
  subject: 'site',
  needs: ['interaction'],
  params: z.strictObject({ months: z.number().int().positive(), times: z.number().int().positive() }),
  question: {
    zh: '所列活动是否为在线调查征集（不含电子邮件形式）？是否公布了调查征集结果？',
    en: 'Were these held online (not by e-mail)? Were their results published?',
  },
  outcomes: {
    active: {
      state: 'pass',
      says: {
        zh: '检查时点前{months}个月内开展调查征集{count}次（不少于{times}次）',
        en: '{count} surveys in the {months} months before the check (at least {times})',
      },
    },
    results: {
      state: 'pass',
      by: 'person',
      says: { zh: '经人工核对，已公布调查征集结果', en: 'A person found the results published' },
    },
    few: {
      state: 'notApplicable',
      says: {
        zh: '检查时点前{months}个月内见到调查征集{count}次，不足{times}次，不加分',
        en: '{count} surveys seen in the {months} months before the check, fewer than {times}; no points',
      },
    },
  },
  check({ interaction }, { months, times }, { asOf }) {
    const recent = interaction.surveys.filter((one) => isWithin(one.date, asOf, { months }));
    const rows = recent.map((one) => [one.title, one.date, one.url]);
    return [
      {
        outcome: recent.length >= times ? 'active' : 'few',
        values: { months, times, count: recent.length },
        evidence: [table(['调查征集', '日期', '网址'], rows)],
      },
    ];
  },
});
