import { z } from 'zod';
import type { Evidence, InteractionFacts } from '../../../model/index.ts';
import { inFuture, newestFirst } from '../../../model/index.ts';
import { deduction } from '../../basis.ts';
import { absenceProven } from '../../coverage.ts';
import { link, shownDay, table } from '../../evidence.ts';
import { isWithin } from '../../freshness.ts';
import { defineIndicator, type Result } from '../../indicator.ts';
import { newest } from '../../sample.ts';
import { outcomes } from './outcomes.ts';

type Message = InteractionFacts['messages'][number];

/** 留言公开: messages and answers are public, current and complete, with statistics. SITE-DED-18. */
export default defineIndicator({
  id: 'site.public-messages',
  title: { zh: '留言公开', en: 'Public messages' },
  explain: {
    zh: '查看是否公开网民留言及答复、最近是否更新；取最新的若干条，核对留言时间、答复时间、答复单位、答复内容是否公开；查看是否公开受理反馈统计数据。仅凭列表页未读正文的，不认定要素缺失。',
    en: 'Looks whether messages and answers are public and current; takes the newest and checks for time of message, time of answer, who answered, and the answer; looks for statistics of what was received and answered. Where only a list was read, nothing is held to be lacking.',
  },
  basis: deduction('互动交流', '留言公开'),
  subject: 'site',
  needs: ['interaction', 'columns'],
  also: ['features'],
  params: z.strictObject({ months: z.number().int().positive(), sample: z.number().int().positive() }),
  outcomes,
  check({ interaction, columns }, { months, sample }, { asOf, coverage, also }) {
    const elsewhere = interaction.channels.some((one) => one.kind === 'consult' && one.external);
    const seen = absenceProven(coverage, columns) && !elsewhere;
    const messages = newest(
      interaction.messages.filter((one) => one.channel !== 'petition' && one.channel !== 'discipline'),
      lastDate,
      keyOf,
    );
    if (messages.length === 0) {
      const evidence = interaction.channels.map((one) => link(one.url, one.name));
      const proven = seen && interaction.messageCount === 0;
      return [{ outcome: proven ? 'notPublic' : 'notSeen', evidence: evidence.slice(0, 10) }];
    }
    const evidence = [messageTable(messages)];
    const results: Result<keyof typeof outcomes & string>[] = [];
    const dates = messages.flatMap((one) => [one.received, one.replied]);
    const latest =
      dates.filter((date) => date !== null && !inFuture(date, asOf)).sort(newestFirst)[0] ?? null;
    const later = dates.some((date) => date !== null && inFuture(date, asOf));
    if (latest === null && !later) results.push({ outcome: 'undated', evidence });
    else if (!dates.some((date) => isWithin(date, asOf, { months }))) {
      // A message from after the instant judged, or a channel that was not read, leaves open what came before it.
      const unread = columns.some((column) => column.kind === 'consult' && !column.read);
      const outcome = later || elsewhere || unread ? 'updateNotSeen' : 'stale';
      results.push({ outcome, values: { months, latest: shownDay(latest) }, evidence });
    }
    for (const one of messages.slice(0, sample)) {
      const missing = lacking(one);
      if (missing.length === 0) continue;
      results.push({
        outcome: 'fieldsMissing',
        key: keyOf(one),
        values: { title: one.title, fields: missing.join('、') },
        evidence: [link(one.url ?? one.page, one.title), ...evidence],
      });
    }
    const hint = also?.('features')?.features.find((one) => one.kind === 'message-stats');
    if (interaction.stats === null) {
      const outcome = seen && hint === undefined ? 'noStats' : 'statsNotSeen';
      results.push({ outcome, evidence: typeof hint?.url === 'string' ? [link(hint.url, hint.text)] : [] });
    }
    if (results.length > 0) return results;
    return [
      { outcome: 'public', values: { count: interaction.messageCount, latest: shownDay(latest) }, evidence },
    ];
  },
});

function keyOf(message: Message): string {
  return `${message.url ?? message.page} ${message.title}`;
}

function lastDate(message: Message): string | null {
  return [message.received, message.replied].sort(newestFirst)[0] ?? null;
}

/** What an entry does not show. Only an answered one whose own page was read can be held to lack something. */
function lacking(message: Message): readonly string[] {
  const readInFull = message.url === null || message.url === message.page || message.reply !== null;
  if (!readInFull || message.answered !== true) return [];
  return [
    { name: '留言时间', value: message.received },
    { name: '答复时间', value: message.replied },
    { name: '答复单位', value: message.department },
    { name: '答复内容', value: message.reply },
  ].flatMap(({ name, value }) => (value === null || value.trim() === '' ? [name] : []));
}

function messageTable(messages: readonly Message[]): Evidence {
  return table(
    ['留言', '留言时间', '答复时间', '答复单位', '网址'],
    messages.map((one) => [one.title, one.received, one.replied, one.department, one.url ?? one.page]),
  );
}
