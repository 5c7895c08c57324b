import { z } from 'zod';
import { accountVeto } from '../../basis.ts';
import { hitResults } from '../../hits.ts';
import { defineAccountIndicator } from '../../indicator.ts';

/** 严重表述错误. NM-VETO-01a; a person decides what is grave. */
export default defineAccountIndicator({
  id: 'account.misstatement',
  title: { zh: '严重表述错误', en: 'Grave misstatement' },
  explain: {
    zh: '用词库扫描名录中全部发布内容的标题和正文。命中只是线索，是否构成严重表述错误由人工结合上下文认定；图片、音视频中的文字未检查。',
    en: 'Scans titles and texts of all posts in the register. A hit is a lead; whether it is a grave error a person decides in its context. Words in pictures, sound and film are not looked at.',
  },
  basis: accountVeto('安全、泄密事故等严重问题', '出现严重表述错误'),
  subject: 'account',
  needs: ['content'],
  params: z.strictObject({}),
  question: {
    zh: '所列表述在上下文中是否属于严重表述错误？',
    en: 'Are these wordings, in their context, grave errors?',
  },
  outcomes: {
    nothingSeen: {
      state: 'pass',
      says: {
        zh: '用{packs}个词库扫描{posts}条发布内容，未发现严重表述错误线索',
        en: '{posts} posts scanned with {packs} term packs; no lead to a grave misstatement',
      },
    },
    hit: {
      state: 'suspected',
      says: {
        zh: '“{title}”中出现疑似错误表述“{text}”：{why}（此类线索共{total}处）',
        en: 'Possible misstatement “{text}” in “{title}”: {why} ({total} such leads)',
      },
      advice: {
        zh: '立即核对原文，确有错误的马上更正或删除；确认无误的排除该线索。',
        en: 'Check against the original at once; correct or delete what is wrong, dismiss what is right.',
      },
    },
    found: {
      by: 'person',
      state: 'fail',
      says: { zh: '发布内容出现严重表述错误（{count}处）', en: 'Grave misstatements in posts ({count})' },
      advice: {
        zh: '立即更正或删除，查明审核环节责任，排查历史内容。',
        en: 'Correct or delete at once, find out how it passed review, look through what was posted before.',
      },
    },
  },
  check({ content }) {
    const hits = content.hits.filter((hit) => hit.category === 'misstatement' && hit.severity !== 'warn');
    if (hits.length > 0) return hitResults('hit', hits);
    const values = { posts: content.postsScanned, packs: content.packs.length };
    return [{ outcome: 'nothingSeen', values, evidence: [] }];
  },
});
