import { z } from 'zod';
import { addWorkdays } from '../../../calendar/index.ts';
import { type AccountMessage, dayOf, spanOf, withinMonths } from '../../../model/index.ts';
import { opinion } from '../../basis.ts';
import { table } from '../../evidence.ts';
import { defineAccountIndicator } from '../../indicator.ts';
import { byText } from '../../sample.ts';

/** 留言办理时限. Local rule: valid messages are answered within so many working days. */
export default defineAccountIndicator({
  id: 'account.reply-clock',
  title: { zh: '留言答复时限', en: 'Deadline for answers' },
  explain: {
    zh: '检查时点前若干个月内收到的有效留言，收到次日起若干个工作日内应当答复（工作日按国务院办公厅公布的节假日安排计算）；逾期未答复和逾期才答复的逐条计。信访、纪检举报有专门渠道，不在此列。',
    en: 'Valid messages of the last months have to be answered within so many working days, counted from the day after (by the holidays that the State Council announces). Each one unanswered or answered late counts. Petitions and discipline reports have channels of their own.',
  },
  basis: [opinion('认真做好留言的审看发布、处理反馈')],
  subject: 'account',
  needs: ['interaction'],
  params: z.strictObject({
    workdays: z.number().int().positive(),
    lookbackMonths: z.number().int().positive(),
  }),
  question: {
    zh: '菜单、评论、私信等互动功能是否有效？',
    en: 'Do menus, comments and private messages work?',
  },
  outcomes: {
    inTime: {
      state: 'pass',
      says: {
        zh: '{total}条有效留言均在{workdays}个工作日内答复或尚未到期',
        en: '{total} valid messages were answered within {workdays} working days or are not due',
      },
    },
    late: {
      state: 'fail',
      says: {
        zh: '{count}条有效留言超过{workdays}个工作日才答复或未答复，最早一条{oldest}收到',
        en: '{count} valid messages were answered after {workdays} working days or not at all; the oldest is of {oldest}',
      },
      advice: {
        zh: '立即答复逾期留言，明确转办责任和提醒机制。',
        en: 'Answer what is overdue at once; name who passes messages on and who reminds.',
      },
    },
    deadMenu: {
      by: 'person',
      state: 'fail',
      says: { zh: '菜单等互动功能失效（{count}处）', en: 'Menus or other functions do not work ({count})' },
      advice: {
        zh: '修复失效的菜单和链接，定期测试。',
        en: 'Mend dead menus and links, test them regularly.',
      },
    },
  },
  check({ interaction }, { workdays, lookbackMonths }, { asOf }) {
    const own = interaction.messages.filter(
      ({ excluded, valid, received }) =>
        !excluded && valid !== false && received !== null && withinMonths(received, asOf, lookbackMonths),
    );
    const late = own
      .filter((message) => isLate(message, workdays, asOf))
      .sort((a, b) => byText(a.received ?? '', b.received ?? '') || byText(a.id, b.id));
    const values = { workdays, total: own.length, oldest: late[0]?.received?.slice(0, 10) ?? '—' };
    if (late.length === 0) return [{ outcome: 'inTime', values, evidence: [] }];
    const rows = late.map(({ received, channel, text, repliedAt, id }) => [
      received,
      channel,
      text,
      repliedAt,
      id,
    ]);
    return [
      {
        outcome: 'late',
        count: late.length,
        values: { ...values, count: late.length },
        evidence: [table(['收到时间', '渠道', '留言', '回复时间', '编号'], rows)],
      },
    ];
  },
});

/** Every meaning of its dates is late: the last day of the deadline is over, and no answer came before its end. */
function isLate({ received, repliedAt, reply }: AccountMessage, workdays: number, asOf: number): boolean {
  const span = received === null ? null : spanOf(received);
  if (span === null) return false;
  const deadline = addWorkdays(dayOf(span[1]), workdays);
  const end = spanOf(deadline)?.[1] ?? Number.POSITIVE_INFINITY;
  if (asOf <= end) return false;
  const answered = repliedAt === null || (reply ?? '').trim() === '' ? null : spanOf(repliedAt);
  // An answer without a date may have come in time.
  if (repliedAt === null && (reply ?? '').trim() !== '') return false;
  return answered === null || answered[0] > end;
}
