import { z } from 'zod';
import { type AccountMessage, monthsBefore, spanOf } from '../../../model/index.ts';
import { accountVeto, opinion } from '../../basis.ts';
import { table } from '../../evidence.ts';
import { defineAccountIndicator } from '../../indicator.ts';
import { byText } from '../../sample.ts';

/** 未提供有效互动功能. NM-VETO-03a, with the clock of three months for messages; a person decides. */
export default defineAccountIndicator({
  id: 'account.interaction',
  title: { zh: '互动回应差', en: 'Poor interaction' },
  explain: {
    zh: '查看收到的留言：检查时点前1年内收到、超过3个自然月仍未回应的有效留言逐条列出；检查时点之后才回应的、只有回复时间没有内容的不算回应。信访、纪检举报不在此列。新媒体的条款没有规定答复期限，因此只提请人工核实。没有留言数据的，互动功能由人工测试。',
    en: 'Looks at messages received: valid ones of the year before the check that are unanswered after three calendar months are listed. An answer after the check, or one without words, is none. Petitions and discipline reports are left out. The clause for new media names no deadline, so a person decides. Where no messages are known the functions are for a person to test.',
  },
  basis: [...accountVeto('互动回应差', '未提供有效互动功能'), opinion('留言的审看发布、处理反馈')],
  subject: 'account',
  needs: ['interaction'],
  params: z.strictObject({
    lookbackMonths: z.number().int().positive(),
    limitMonths: z.number().int().positive(),
  }),
  question: {
    zh: '留言、评论、菜单等互动功能是否有效？所列留言是否确未回应？',
    en: 'Do comments, messages and menus work? Are the messages listed really unanswered?',
  },
  outcomes: {
    answers: {
      state: 'pass',
      says: {
        zh: '前{lookbackMonths}个月内{total}条有效留言，没有超过{limitMonths}个月未回应的',
        en: 'Of {total} valid messages of the last {lookbackMonths} months none is unanswered after {limitMonths} months',
      },
    },
    noMessages: {
      state: 'pass',
      says: {
        zh: '没有前{lookbackMonths}个月内的留言数据，未发现互动功能失效的情形',
        en: 'No messages of the last {lookbackMonths} months are known; nothing speaks against its interaction',
      },
    },
    cancelled: { state: 'notApplicable', says: { zh: '账号已停用或注销', en: 'Stopped or cancelled' } },
    unanswered: {
      state: 'suspected',
      says: {
        zh: '{total}条有效留言超过{limitMonths}个月未回应，最早一条{oldest}',
        en: '{total} valid messages are unanswered after {limitMonths} months, the oldest of {oldest}',
      },
      advice: {
        zh: '立即答复所列留言，建立留言转办和督办制度；无法答复的说明原因。',
        en: 'Answer the messages listed at once, set up how messages are passed on and followed up; where no answer is possible say why.',
      },
    },
  },
  check({ interaction }, { lookbackMonths, limitMonths }, { asOf, subject }) {
    const from = monthsBefore(asOf, lookbackMonths);
    const limit = monthsBefore(asOf, limitMonths);
    const own = interaction.messages.filter(
      (message) => !message.excluded && message.valid !== false && liesIn(message, from, asOf),
    );
    const overdue = own
      .filter((message) => isOverdue(message, from, limit, asOf))
      .sort((a, b) => byText(a.received ?? '', b.received ?? '') || byText(a.id, b.id));
    const values = {
      lookbackMonths,
      limitMonths,
      total: overdue.length > 0 ? overdue.length : own.length,
      oldest: overdue[0]?.received?.slice(0, 10) ?? '—',
    };
    if (overdue.length > 0)
      return [{ outcome: 'unanswered', count: overdue.length, values, evidence: [messages(overdue)] }];
    if (own.length > 0) return [{ outcome: 'answers', values, evidence: [] }];
    const ended = subject.status === 'cancelled' || subject.status === 'stopped';
    return [{ outcome: ended ? 'cancelled' : 'noMessages', values, evidence: [] }];
  },
});

function liesIn({ received }: AccountMessage, from: number, asOf: number): boolean {
  const span = received === null ? null : spanOf(received);
  return span !== null && span[1] >= from && span[0] <= asOf;
}

/** In the year and older than the limit by every meaning of its date, and no answer with words up to the check. */
function isOverdue(message: AccountMessage, from: number, limit: number, asOf: number): boolean {
  const span = message.received === null ? null : spanOf(message.received);
  if (span === null || span[0] < from || span[1] >= limit) return false;
  if (message.reply === null || message.reply.trim() === '') return true;
  const replied = message.repliedAt === null ? null : spanOf(message.repliedAt);
  return replied !== null && replied[0] > asOf;
}

function messages(overdue: readonly AccountMessage[]) {
  return table(
    ['收到时间', '渠道', '留言', '回复时间', '编号'],
    overdue.map(({ received, channel, text, repliedAt, id }) => [received, channel, text, repliedAt, id]),
  );
}
