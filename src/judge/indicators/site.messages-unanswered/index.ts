import { z } from 'zod';
import { monthsBefore, type SectionValue, spanOf } from '../../../model/index.ts';
import { veto } from '../../basis.ts';
import { table } from '../../evidence.ts';
import { defineIndicator, type Result } from '../../indicator.ts';

type Message = SectionValue<'interaction'>['messages'][number];

/** Findings kept apart so that each message can be dismissed alone (an invalid one, say); the rest come up when these are settled. */
const MOST = 20;

/** 超过3个月未回应有效留言. SITE-VETO-05b. */
export default defineIndicator({
  id: 'site.messages-unanswered',
  title: { zh: '留言长期未回应', en: 'Messages left unanswered' },
  explain: {
    zh: '查看政务咨询类栏目公开的留言：检查时点前1年内收到、超过3个自然月仍未回应的逐条列出。在线访谈、调查征集、网上信访、纪检举报不在此列。页面未显示是否答复的，由人工查看后台；留言是否有效由人工认定。',
    en: 'Reads the messages that consulting columns show: those of the last year that are unanswered after three calendar months are listed one by one. Interviews, surveys, petitions and discipline reports are left out. Where a page does not tell whether there is an answer a person looks it up; whether a message is valid a person decides.',
  },
  basis: veto(
    '互动回应差',
    '监测时间点前1年内，对网民留言应及时答复处理的政务咨询类栏目（在线访谈、调查征集、网上信访、纪检举报类栏目除外）存在超过3个月未回应有效留言的现象',
  ),
  subject: 'site',
  needs: ['interaction'],
  params: z.strictObject({
    lookbackMonths: z.number().int().positive(),
    limitMonths: z.number().int().positive(),
  }),
  question: {
    zh: '所列留言是否为有效留言、是否确未答复？未公开的留言在后台是否有超过3个月未回应的？',
    en: 'Are these messages valid and really unanswered? Are there messages in the back end, not shown to the public, unanswered for more than three months?',
  },
  outcomes: {
    answered: {
      state: 'pass',
      says: {
        zh: '前{lookbackMonths}个月内公开的{total}条咨询类留言中，没有超过{limitMonths}个月未回应的',
        en: 'Of {total} consulting messages of the last {lookbackMonths} months none is unanswered after {limitMonths} months',
      },
    },
    noneShown: {
      state: 'pass',
      says: {
        zh: '未看到前{lookbackMonths}个月内公开的咨询类留言，未发现超期未回应的情形',
        en: 'No consulting message of the last {lookbackMonths} months is shown, so none is seen unanswered',
      },
    },
    unanswered: {
      state: 'fail',
      silence: true,
      says: {
        zh: '{received}的留言“{title}”超过{limitMonths}个月未回应（共{total}条）',
        en: 'The message “{title}” of {received} is unanswered after {limitMonths} months ({total} in all)',
      },
      advice: {
        zh: '立即答复该留言并公开答复时间、答复单位；建立留言转办、督办制度，一般咨询及时答复。',
        en: 'Answer it now and show when and who; set up how messages are passed on and followed up.',
      },
    },
    unclear: {
      state: 'suspected',
      silence: true,
      says: {
        zh: '{total}条留言超过{limitMonths}个月且看不出是否已答复，待人工查看',
        en: '{total} messages are older than {limitMonths} months and do not show whether they were answered',
      },
      advice: {
        zh: '在留言列表中公开办理状态、答复时间和答复内容；由检查人员查看后台后以 --answers 回填。',
        en: 'Show state, time and text of the answer in the list; an inspector looks it up and answers by --answers.',
      },
    },
  },
  check({ interaction }, { lookbackMonths, limitMonths }, { asOf }) {
    const from = monthsBefore(asOf, lookbackMonths);
    const limit = monthsBefore(asOf, limitMonths);
    const elsewhere = new Set([...interaction.interviews, ...interaction.surveys].map((one) => one.url));
    const inYear = interaction.messages.filter(
      (message) => isConsulting(message, elsewhere) && mayLieAfter(message, from, asOf),
    );
    const values = { lookbackMonths, limitMonths };
    if (inYear.length === 0) return [{ outcome: 'noneShown', values, evidence: [] }];
    const overdue = inYear.filter((message) => isOverdue(message, from, limit));
    const unanswered = overdue.filter(
      (message) => message.answered === false && message.channel === 'consult',
    );
    const unclear = overdue.filter(
      (message) => message.answered === null || (message.answered === false && message.channel === null),
    );
    if (unanswered.length > 0) return unansweredResults(unanswered, values);
    if (unclear.length > 0) {
      const total = unclear.length;
      return [
        { outcome: 'unclear', count: total, values: { ...values, total }, evidence: [messageTable(unclear)] },
      ];
    }
    return [{ outcome: 'answered', values: { ...values, total: inYear.length }, evidence: [] }];
  },
});

/**
 * Where the channel is not known the message may be a petition: it can be asked about, not held against the site. An interview or
 * survey that an overview page lists among the messages is none.
 */
function isConsulting({ channel, url }: Message, elsewhere: ReadonlySet<string>): boolean {
  return (channel === 'consult' || channel === null) && (url === null || !elsewhere.has(url));
}

function mayLieAfter({ received }: Message, from: number, asOf: number): boolean {
  const span = received === null ? null : spanOf(received);
  return span !== null && span[1] >= from && span[0] <= asOf;
}

/** In the year and older than the limit by every meaning of its date; and nothing that looks like an answer is there. */
function isOverdue({ received, replied, reply, answered }: Message, from: number, limit: number): boolean {
  const span = received === null ? null : spanOf(received);
  if (span === null || answered === true || replied !== null || reply !== null) return false;
  return span[0] >= from && span[1] < limit;
}

function unansweredResults(
  messages: readonly Message[],
  values: { readonly lookbackMonths: number; readonly limitMonths: number },
): Result<'unanswered'>[] {
  const oldest = [...messages].sort(
    (a, b) => order(a.received ?? '', b.received ?? '') || order(keyOf(a), keyOf(b)),
  );
  return oldest.slice(0, MOST).map((message) => ({
    outcome: 'unanswered',
    key: keyOf(message),
    values: { ...values, received: message.received ?? '—', title: message.title, total: messages.length },
    evidence: [
      { type: 'url', url: message.url ?? message.page, title: message.title, date: message.received },
    ],
  }));
}

function keyOf({ url, page, title, received }: Message): string {
  return url ?? `${page} | ${title} | ${received}`;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function messageTable(messages: readonly Message[]) {
  return table(
    ['留言', '时间', '类别', '网址'],
    messages.map(({ title, received, channel, url, page }) => [title, received, channel, url ?? page]),
  );
}
