import type { OutcomeSpec } from './indicator.ts';

/** Outcomes of both indicators of reply quality; a machine suspects, a person decides. */
export const replyOutcomes = {
  answers: {
    state: 'pass',
    says: {
      zh: '前{lookbackMonths}个月留言的{total}条答复中，疑似套话{perfunctory}条、答非所问{offTopic}条，多数答复言之有物',
      en: 'Of {total} replies to messages of the last {lookbackMonths} months {perfunctory} seem empty and {offTopic} beside the question; most answer',
    },
  },
  tooFew: {
    state: 'pass',
    says: {
      zh: '前{lookbackMonths}个月留言的答复只有{total}条，不足{least}条，不作评价',
      en: 'Only {total} replies to messages of the last {lookbackMonths} months, fewer than {least}: not rated',
    },
  },
  notRead: {
    state: 'notApplicable',
    says: { zh: '未分析答复内容', en: 'The words of replies were not looked at' },
  },
  poor: {
    state: 'suspected',
    says: {
      zh: '前{lookbackMonths}个月留言的{total}条答复中，{poor}条疑似空洞或答非所问（套话{perfunctory}条、答非所问{offTopic}条）',
      en: 'Of {total} replies to messages of the last {lookbackMonths} months {poor} seem empty or beside the question ({perfunctory} empty, {offTopic} beside it)',
    },
    advice: {
      zh: '逐条核实所列答复，对没有解决问题的重新答复：写明结果、办法、依据、时间、地点、电话；确需转办的写明转给谁、何时答复、如何联系。',
      en: 'Look at each reply listed and answer anew where nothing was answered: result, way, basis, time, place, telephone; where it is passed on, say to whom, until when, and how to reach them.',
    },
  },
  found: {
    by: 'person',
    state: 'fail',
    says: {
      zh: '经认定，留言答复空洞说教、答非所问',
      en: 'Replies were found to be empty or beside the question',
    },
    advice: {
      zh: '重新答复有关留言，建立答复审核制度，答复前核对是否回答了所问。',
      en: 'Answer these messages anew and have replies checked against the question before they go out.',
    },
  },
} as const satisfies Record<string, OutcomeSpec>;
