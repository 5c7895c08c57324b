import { z } from 'zod';
import type { Evidence, InteractionFacts } from '../../../model/index.ts';
import { DAY, dayOf, parseTime } from '../../../model/index.ts';
import { deduction } from '../../basis.ts';
import { LET_A_PERSON_TRY } from '../../coverage.ts';
import { table } from '../../evidence.ts';
import { isWithin } from '../../freshness.ts';
import { defineIndicator, type Result } from '../../indicator.ts';
import { newest } from '../../sample.ts';

type Message = InteractionFacts['messages'][number];

/** 办理答复: simple questions are answered in time and to the point. SITE-DED-19: tried by a person; the machine lays out doubts. */
export default defineIndicator({
  id: 'site.answers',
  title: { zh: '办理答复', en: 'Answers in time and to the point' },
  explain: {
    zh: '由检查人员模拟提出简单常见问题，核对是否在规定工作日内答复、答复是否准确。机器同时从检查时点前一段时间内最新的若干条公开留言中列出答复过慢（仅扣除周六、周日，未扣除法定节假日）或过于简短的，供人工判断。',
    en: 'An inspector asks a simple common question and sees whether it is answered in time and correctly. From the newest public messages the machine lists answers that came late (only weekends left out, not public holidays) or are very short, for a person to judge.',
  },
  basis: deduction('互动交流', '办理答复'),
  subject: 'site',
  needs: ['interaction'],
  params: z.strictObject({
    answerDays: z.number().int().positive(),
    lateDays: z.number().int().positive(),
    shortReply: z.number().int().positive(),
    months: z.number().int().positive(),
    sample: z.number().int().positive(),
  }),
  question: {
    zh: '模拟提出一个简单常见问题，是否按期得到准确答复？所列留言中答复推诿、敷衍或内容错误的有几条？',
    en: 'Ask a simple common question: was it answered correctly and in time? How many of the listed answers put the citizen off, say nothing or are wrong?',
  },
  outcomes: {
    answered: {
      state: 'pass',
      by: 'person',
      says: {
        zh: '经人工测试，模拟提问已按期准确答复',
        en: 'A person asked and was answered correctly and in time',
      },
    },
    unanswered: {
      state: 'fail',
      by: 'person',
      says: { zh: '模拟提问未按期答复', en: 'The test question was not answered in time' },
      advice: {
        zh: '明确留言承办单位和时限，简单常见问题按规定工作日内答复，并设置超期提醒。',
        en: 'Say who answers and by when, answer simple questions within the working days set, and remind those who are late.',
      },
    },
    poor: {
      state: 'fail',
      by: 'person',
      says: {
        zh: '答复推诿、敷衍或内容错误',
        en: 'An answer puts the citizen off, says nothing or is wrong',
      },
      advice: {
        zh: '针对问题重新答复，说明依据、办理途径和联系方式；建立答复审核，杜绝答非所问。',
        en: 'Answer again to the point, with grounds, what to do and whom to call; have answers reviewed before they go out.',
      },
    },
    late: {
      state: 'suspected',
      silence: true,
      says: {
        zh: '公开留言《{title}》收到后约{days}个工作日才答复，待人工核对',
        en: 'The public message “{title}” was answered only after about {days} working days; a person has to look',
      },
      advice: {
        zh: '查明延误原因并改进转办流程；需延期办理的，先行告知网民。',
        en: 'Find why it took so long and mend the hand-over; where more time is needed tell the citizen first.',
      },
    },
    perfunctory: {
      state: 'suspected',
      says: {
        zh: '公开留言《{title}》的答复仅{length}字，是否敷衍待人工核对',
        en: 'The answer to “{title}” has only {length} characters; a person has to judge',
      },
      advice: {
        zh: '答复应正面回应问题，说明结果、依据和后续办理方式。',
        en: 'An answer should meet the question, with result, grounds and what happens next.',
      },
    },
    toBeTested: {
      state: 'inconclusive',
      says: {
        zh: '须人工模拟提问，查看{days}个工作日内是否答复、答复是否准确',
        en: 'A person has to ask a test question and see whether it is answered correctly within {days} working days',
      },
      advice: LET_A_PERSON_TRY,
    },
  },
  check({ interaction: { messages } }, { answerDays, lateDays, shortReply, months, sample }, { asOf }) {
    const recent = messages
      .filter((one) => one.channel !== 'petition' && one.channel !== 'discipline')
      .filter((one) => isWithin(one.received ?? one.replied, asOf, { months }));
    const taken = newest(recent, (one) => one.received, keyOf).slice(0, sample);
    const results: Result<'late' | 'perfunctory' | 'toBeTested'>[] = [
      { outcome: 'toBeTested', values: { days: answerDays }, evidence: [answersOf(taken)] },
    ];
    for (const one of taken) {
      const key = keyOf(one);
      const evidence = [answersOf([one])];
      const days = workingDays(one);
      if (days !== null && days > lateDays)
        results.push({ outcome: 'late', key, values: { title: one.title, days }, evidence });
      const length = one.reply === null ? null : [...one.reply.replace(/[^\p{L}\p{N}]/gu, '')].length;
      if (length !== null && length > 0 && length < shortReply)
        results.push({ outcome: 'perfunctory', key, values: { title: one.title, length }, evidence });
    }
    return results;
  },
});

function keyOf(message: Message): string {
  return message.url ?? `${message.page} ${message.title}`;
}

/** Days from Monday to Friday after the day of the message up to the day of the answer; null where a date is not known. */
function workingDays({ received, replied }: Message): number | null {
  const from = received === null ? null : parseTime(received);
  const to = replied === null ? null : parseTime(replied);
  if (from === null || to === null) return null;
  const start = Date.parse(dayOf(from));
  const span = Math.round((Date.parse(dayOf(to)) - start) / DAY);
  let count = 0;
  for (let day = 1; day <= span; day += 1) {
    const weekday = new Date(start + day * DAY).getUTCDay();
    if (weekday !== 0 && weekday !== 6) count += 1;
  }
  return count;
}

function answersOf(messages: readonly Message[]): Evidence {
  return table(
    ['留言', '留言时间', '答复时间', '答复', '网址'],
    messages.map((one) => [
      one.title,
      one.received,
      one.replied,
      one.reply?.slice(0, 200) ?? null,
      one.url ?? one.page,
    ]),
  );
}
