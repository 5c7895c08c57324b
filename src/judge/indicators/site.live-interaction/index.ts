import { z } from 'zod';
import { bonus } from '../../basis.ts';
import { link, table } from '../../evidence.ts';
import { featureEvidence } from '../../features.ts';
import { isWithin } from '../../freshness.ts';
import { defineIndicator, type Result } from '../../indicator.ts';

/** 实时交流与在线访谈: chat or question-and-answer robot; at least six interviews in the last year. SITE-BON-06. */
export default defineIndicator({
  id: 'site.live-interaction',
  title: { zh: '实时交流与在线访谈', en: 'Live interaction and interviews' },
  explain: {
    zh: '查看是否提供实时交流或智能问答，并统计检查时点前一段时间内在线访谈次数；未标注日期的不计。能否有效答问由人工确认。',
    en: 'Looks for live chat or a question-and-answer robot, and counts online interviews in the time before the check; undated ones do not count. Whether questions are really answered is confirmed by a person.',
  },
  basis: bonus('互动交流', '实时交流、在线访谈'),
  subject: 'site',
  needs: ['interaction', 'features'],
  params: z.strictObject({ months: z.number().int().positive(), times: z.number().int().positive() }),
  question: {
    zh: '实时交流或智能问答能否准确回答常见问题？所列访谈是否真实开展？',
    en: 'Does the chat answer common questions? Were these interviews really held?',
  },
  outcomes: {
    chat: {
      state: 'pass',
      says: { zh: '提供实时交流或智能问答', en: 'Live chat or a question robot is offered' },
    },
    interviews: {
      state: 'pass',
      says: {
        zh: '检查时点前{months}个月内开展在线访谈{count}次（不少于{times}次）',
        en: '{count} online interviews in the {months} months before the check (at least {times})',
      },
    },
    none: {
      state: 'notApplicable',
      says: {
        zh: '未发现实时交流或智能问答，检查时点前{months}个月内在线访谈{count}次，不足{times}次，不加分',
        en: 'No live chat; {count} interviews in the {months} months before the check, fewer than {times}; no points',
      },
    },
  },
  check({ interaction, features }, { months, times }, { asOf }) {
    const held = interaction.interviews.filter((one) => isWithin(one.date, asOf, { months }));
    const values = { months, times, count: held.length };
    const results: Result<'chat' | 'interviews'>[] = [];
    const chat = [
      ...interaction.channels.filter((one) => one.kind === 'chat').map((one) => link(one.url, one.name)),
      ...featureEvidence(features, 'chat'),
    ];
    if (chat.length > 0) results.push({ outcome: 'chat', values, evidence: chat.slice(0, 5) });
    const rows = held.map((one) => [one.title, one.date, one.url]);
    if (held.length >= times)
      results.push({ outcome: 'interviews', values, evidence: [table(['访谈', '日期', '网址'], rows)] });
    return results.length > 0 ? results : [{ outcome: 'none', values, evidence: [] }];
  },
});
