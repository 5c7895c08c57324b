import { z } from 'zod';
import { monthsBefore, spanOf } from '../../../model/index.ts';
import { deduction } from '../../basis.ts';
import { defineIndicator } from '../../indicator.ts';
import { poorReplies } from '../../replies.ts';
import { replyOutcomes } from '../../reply-outcomes.ts';

/** 答复推诿、敷衍、答非所问. SITE-DED-19 as far as published replies show it; the machine only suspects. */
export default defineIndicator({
  id: 'site.reply-quality',
  title: { zh: '留言答复质量', en: 'Quality of replies' },
  explain: {
    zh: '逐条查看政务咨询类栏目公开的答复：只有“收悉”“高度重视”“转有关部门”等客套、表态而没有结果、办法、时间、电话、依据的，疑似套话；与所问没有共同内容、答的是另一类事项的，疑似答非所问。简短而明确的答复不算。疑似条数达到下限且占多数的，提请人工认定；网上信访、纪检举报不在此列。',
    en: 'Looks at each published reply of consulting columns: courtesy, receipt and passing on without a result, a way, a time, a number or a basis seem empty; replies that share nothing with the question and are about another matter seem beside it. Short exact answers are fine. Where such replies reach the least number and are the greater part, a person decides; petitions and discipline reports are left out.',
  },
  basis: deduction('互动交流', '办理答复'),
  subject: 'site',
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
      .filter(({ channel, replied }) => {
        const span = replied === null ? null : spanOf(replied);
        return channel !== 'petition' && channel !== 'discipline' && (span === null || span[0] <= asOf);
      })
      .map(({ url, page, title, received, replied, reply, reading }) => ({
        id: url ?? page,
        // A page that shows only when it answered is of that time.
        received: received ?? replied,
        question: title,
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
