import { z } from 'zod';
import type { Bilingual, SectionValue } from '../model/index.ts';
import { absenceProven, LOOK_AGAIN } from './coverage.ts';
import { table } from './evidence.ts';
import { isWithin } from './freshness.ts';
import { type AnyIndicator, type Basis, defineIndicator } from './indicator.ts';

interface Activity {
  readonly id: string;
  readonly title: Bilingual;
  readonly basis: readonly Basis[];
  readonly kind: 'survey' | 'interview';
  readonly held: (
    interaction: SectionValue<'interaction'>,
  ) => readonly { url: string; title: string; date: string | null }[];
}

/** An indicator of the 2015 census: a channel for an activity has to be there, and be used so often in a year. */
export function activityIndicator({ id, title, basis, kind, held }: Activity): AnyIndicator {
  const { zh, en } = title;
  return defineIndicator({
    id,
    title,
    explain: {
      zh: `查找${zh}渠道，统计检查时点前1年内开展的次数。未标注日期的活动不计次数，由人工核对；采集不完整而未见到的不作结论。`,
      en: `Looks for a channel (${en.toLowerCase()}) and counts how often it was used in the year before the check. Undated ones are not counted, a person looks at them; where too much was not seen nothing is concluded.`,
    },
    basis,
    subject: 'site',
    needs: ['interaction', 'columns'],
    params: z.strictObject({ months: z.number().int().positive(), times: z.number().int().positive() }),
    question: {
      zh: `检查时点前1年内实际开展${zh}多少次？`,
      en: `How often was this held in the year before the check (${en.toLowerCase()})?`,
    },
    outcomes: {
      enough: {
        state: 'pass',
        says: {
          zh: '检查时点前{months}个月内开展{count}次，不少于{times}次',
          en: '{count} in the {months} months before the check, at least {times}',
        },
      },
      few: {
        state: 'fail',
        silence: true,
        says: {
          zh: '检查时点前{months}个月内开展{count}次，不足{times}次',
          en: '{count} in the {months} months before the check, fewer than {times}',
        },
        advice: {
          zh: `制定年度计划，按要求开展${zh}并公布结果，每次注明日期。`,
          en: 'Plan it for the year, hold it as often as required, publish the results, each with its date.',
        },
      },
      undated: {
        state: 'suspected',
        silence: true,
        says: {
          zh: '检查时点前{months}个月内见到{count}次，另有{undated}次未注明日期，是否达到{times}次待人工核对',
          en: '{count} seen in the {months} months before the check and {undated} without a date; whether there were {times} a person has to look',
        },
        advice: {
          zh: '为每次活动注明起止日期。',
          en: 'Show when each was held.',
        },
      },
      noChannel: {
        state: 'fail',
        says: { zh: `未开设${zh}渠道`, en: `There is no channel for it (${en.toLowerCase()})` },
        advice: {
          zh: `在互动交流栏目下开设${zh}渠道。`,
          en: 'Open a column for it under interaction.',
        },
      },
      notSeen: {
        state: 'inconclusive',
        says: {
          zh: `${zh}栏目未能完整读取，不作结论`,
          en: `The column could not be read in full (${en.toLowerCase()}); nothing is concluded`,
        },
        advice: LOOK_AGAIN,
      },
    },
    check({ interaction, columns }, { months, times }, { asOf, coverage }) {
      const all = held(interaction);
      const recent = all.filter((one) => isWithin(one.date, asOf, { months }));
      const undated = all.filter((one) => one.date === null);
      const values = { months, times, count: recent.length, undated: undated.length };
      const rows = [...recent, ...undated].map((one) => [one.title, one.date, one.url]);
      const evidence = rows.length === 0 ? [] : [table(['活动', '日期', '网址'], rows)];
      if (recent.length >= times) return [{ outcome: 'enough', values, evidence }];
      const own = columns.filter((column) => column.kind === kind);
      const proven = own.every((column) => column.read) && absenceProven(coverage, columns);
      if (!proven) return [{ outcome: 'notSeen', values, evidence }];
      const channel =
        own.length > 0 || all.length > 0 || interaction.channels.some((one) => one.kind === kind);
      if (!channel) return [{ outcome: 'noChannel', values, evidence }];
      if (recent.length + undated.length >= times) return [{ outcome: 'undated', values, evidence }];
      return [{ outcome: 'few', count: 1, values, evidence }];
    },
  });
}
