import { z } from 'zod';
import { monthsBefore, spanOf } from '../../../model/index.ts';
import { opinion } from '../../basis.ts';
import { defineAccountIndicator } from '../../indicator.ts';
import { poorReplies } from '../../replies.ts';
import { replyOutcomes } from '../../reply-outcomes.ts';

/** 留言答复空洞说教、答非所问. NMR-13: no veto of the national standard, and the machine only suspects. */
export default defineAccountIndicator({
  id: 'account.reply-quality',
  title: { zh: '留言答复质量', en: 'Quality of replies' },
  explain: {
    zh: '逐条查看检查时点前一段时间内有效留言的答复：只有“收悉”“高度重视”“转有关部门”等客套、表态而没有结果、办法、时间、电话、依据的，疑似套话；与所问没有共同内容、答的是另一类事项的，疑似答非所问。简短而明确的答复、对致意的致谢不算。疑似条数达到下限且占多数的，提请人工认定；信访、纪检举报和无效留言不在此列。',
    en: 'Looks at each reply to valid messages of the time before the check: courtesy, receipt and passing on without a result, a way, a time, a number or a basis seem empty; replies that share nothing with the question and are about another matter seem beside it. Short exact answers, and thanks for praise, are fine. Where such replies reach the least number and are the greater part, a person decides; petitions, discipline reports and invalid messages are left out.',
  },
  basis: [opinion('回复留言要依法依规、态度诚恳、严谨周到，杜绝答非所问、空洞说教、生硬冷漠')],
  subject: 'account',
  needs: ['interaction'],
  params: z.strictObject({
    lookbackMonths: z.number().int().positive(),
    least: z.number().int().positive(),
    share: z.number().positive().max(1),
  }),
  question: {
    zh: '所列答复是否空洞、推诿或答非所问？',
    en: 'Are the replies listed empty, evasive or beside the question?',
  },
  outcomes: replyOutcomes,
  check({ interaction }, { lookbackMonths, least, share }, { asOf }) {
    const answered = interaction.messages
      .filter(({ excluded, valid, repliedAt }) => {
        const replied = repliedAt === null ? null : spanOf(repliedAt);
        return !excluded && valid !== false && (replied === null || replied[0] <= asOf);
      })
      .map(({ id, received, text, reply, reading }) => ({
        id,
        received,
        question: text,
        reply: reply ?? '',
        reading,
      }));
    const found = poorReplies(answered, monthsBefore(asOf, lookbackMonths), asOf);
    if (found === null) return [{ outcome: 'notRead', evidence: [] }];
    const { counts, evidence } = found;
    const values = { ...counts, lookbackMonths, least };
    if (counts.total < least) return [{ outcome: 'tooFew', values, evidence }];
    const many = counts.poor >= least && counts.poor >= share * counts.total;
    return [{ outcome: many ? 'poor' : 'answers', values, evidence }];
  },
});
