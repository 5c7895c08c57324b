import { z } from 'zod';
import { opinion } from '../../basis.ts';
import { hitResults } from '../../hits.ts';
import { defineAccountIndicator } from '../../indicator.ts';

/** 商业广告、过度娱乐化、与履职无关的内容. NMR-11, NMR-16. A person decides. */
export default defineAccountIndicator({
  id: 'account.off-duty',
  title: { zh: '商业广告或与履职无关的内容', en: 'Advertising or off-duty content' },
  explain: {
    zh: '用词库查找商业广告、娱乐化用语和与政府工作无关的话题，逐条列为疑似，由人工结合上下文认定。',
    en: 'Looks with the term packs for advertising, playful tone and topics that are no business of government; each is a lead for a person.',
  },
  basis: [opinion('不得刊登商业广告或链接商业广告页面；不得擅自发布与政府工作无关的信息')],
  subject: 'account',
  needs: ['content'],
  params: z.strictObject({}),
  question: {
    zh: '所列内容是否属于商业广告、过度娱乐化或与本单位职能无关？',
    en: 'Is this advertising, too playful, or unrelated to the duties of the body?',
  },
  outcomes: {
    nothingSeen: {
      state: 'pass',
      says: { zh: '扫描{posts}条发布内容，未发现此类线索', en: '{posts} posts scanned; no such lead' },
    },
    hit: {
      state: 'suspected',
      says: {
        zh: '“{title}”中出现“{text}”：{why}（此类线索共{total}处）',
        en: '“{text}” in “{title}”: {why} ({total} such leads)',
      },
      advice: {
        zh: '删除商业推广和与履职无关的内容，完善选题和审核。',
        en: 'Delete promotions and what is unrelated to the duties, mend how topics are chosen and reviewed.',
      },
    },
  },
  check({ content }) {
    const hits = content.hits.filter(({ category }) => category === 'advert');
    if (hits.length > 0) return hitResults('hit', hits);
    return [{ outcome: 'nothingSeen', values: { posts: content.postsScanned }, evidence: [] }];
  },
});
