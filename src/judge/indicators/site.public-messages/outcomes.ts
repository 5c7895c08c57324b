import { LOOK_AGAIN } from '../../coverage.ts';
import type { OutcomeSpec } from '../../indicator.ts';

export const outcomes = {
  public: {
    state: 'pass',
    says: {
      zh: '已公开网民留言及答复{count}条，最新为{latest}，并公开统计数据',
      en: '{count} messages and answers are public, last on {latest}, with statistics',
    },
  },
  notPublic: {
    state: 'fail',
    says: { zh: '未公开网民留言及答复情况', en: 'No messages or answers are public' },
    advice: {
      zh: '除依法不宜公开的外，将网民留言及答复在互动栏目公开，注明留言时间、答复时间、答复单位和答复内容，隐去网民个人信息。',
      en: 'Publish messages and answers, but for those that may not be, with times, the answering body and the answer, without the citizens’ personal data.',
    },
  },
  stale: {
    state: 'fail',
    silence: true,
    says: {
      zh: '公开的留言在检查时点前{months}个月内未更新，最新为{latest}',
      en: 'Public messages have nothing from the {months} months before the check; newest {latest}',
    },
    advice: {
      zh: '及时公开近期收到并答复的留言；确无新留言的，提供后台收件记录供核查。',
      en: 'Publish recent messages with their answers; where there truly were none, show the inspector the record of what came in.',
    },
  },
  updateNotSeen: {
    state: 'inconclusive',
    says: {
      zh: '已读取的留言中检查时点前{months}个月内无更新（最新为{latest}），但部分互动页面未能读取，不能认定未更新',
      en: 'None of the messages read is from the {months} months before the check (newest {latest}), but some channels were not read',
    },
    advice: LOOK_AGAIN,
  },
  undated: {
    state: 'suspected',
    says: {
      zh: '公开的留言均未标注时间，是否更新待人工核对',
      en: 'No public message shows a date; a person has to look whether they are current',
    },
    advice: {
      zh: '在留言列表和详情页标注留言时间和答复时间。',
      en: 'Show the time of message and answer on the list and the page.',
    },
  },
  fieldsMissing: {
    state: 'fail',
    says: { zh: '留言《{title}》未公开：{fields}', en: 'The message “{title}” does not show: {fields}' },
    advice: {
      zh: '在留言详情页补充所列信息，并在系统模板中设为必显字段。',
      en: 'Show these on the page of the message, and make them fixed fields of the template.',
    },
  },
  noStats: {
    state: 'fail',
    says: {
      zh: '未公开留言受理反馈统计数据',
      en: 'No statistics of messages received and answered are published',
    },
    advice: {
      zh: '在互动栏目公开留言总数、办理数、办结率等受理反馈统计数据，并定期更新。',
      en: 'Publish how many messages came in, were handled and closed, and keep the figures current.',
    },
  },
  statsNotSeen: {
    state: 'inconclusive',
    says: {
      zh: '已读取的页面中未见留言受理反馈统计数据，尚有页面（或站外平台）未能读取，不能认定未公开',
      en: 'No statistics of messages on the pages read; others, or another platform, were not read',
    },
    advice: LOOK_AGAIN,
  },
  notSeen: {
    state: 'inconclusive',
    says: {
      zh: '已读取的页面中未见公开的留言，尚有页面（或站外平台）未能读取，不能认定未公开',
      en: 'No public messages on the pages read; others, or another platform, were not read',
    },
    advice: LOOK_AGAIN,
  },
} as const satisfies Readonly<Record<string, OutcomeSpec>>;
