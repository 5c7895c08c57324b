import { z } from 'zod';
import { accountVeto } from '../../basis.ts';
import { hitResults } from '../../hits.ts';
import { defineAccountIndicator } from '../../indicator.ts';

/** 发布或链接反动、暴力、色情等内容. NM-VETO-01c; a person decides. */
export default defineAccountIndicator({
  id: 'account.harmful-content',
  title: { zh: '发布有害内容', en: 'Harmful content' },
  explain: {
    zh: '用词库扫描名录中全部发布内容的标题和正文。命中只是线索，是否为有害内容由人工认定；图片、音视频和链接的目标页面未检查。',
    en: 'Scans titles and texts of all posts in the register. A hit is a lead; whether it is harmful a person decides. Pictures, sound, film and the pages that posts link to are not looked at.',
  },
  basis: accountVeto('安全、泄密事故等严重问题', '发布或链接反动、暴力、色情等内容'),
  subject: 'account',
  needs: ['content'],
  params: z.strictObject({}),
  question: {
    zh: '所列内容是否为反动、暴力、色情、赌博等有害内容？内容中的链接是否指向有害页面？',
    en: 'Are these reactionary, violent, pornographic, gambling or otherwise harmful? Do links in posts lead to such pages?',
  },
  outcomes: {
    nothingSeen: {
      state: 'pass',
      says: {
        zh: '用{packs}个词库扫描{posts}条发布内容，未发现有害内容线索',
        en: '{posts} posts scanned with {packs} term packs; no lead to harmful content',
      },
    },
    hit: {
      state: 'suspected',
      says: {
        zh: '“{title}”中出现疑似有害内容“{text}”：{why}（此类线索共{total}处）',
        en: 'Possibly harmful words “{text}” in “{title}”: {why} ({total} such leads)',
      },
      advice: {
        zh: '立即核实，属有害内容的马上删除并保全记录；误报的排除该线索。',
        en: 'Check at once; delete what is harmful and keep the records, dismiss a false alarm.',
      },
    },
    found: {
      by: 'person',
      state: 'fail',
      says: {
        zh: '发布或链接了有害内容（{count}处）',
        en: 'Harmful content is published or linked ({count})',
      },
      advice: {
        zh: '立即删除，检查账号是否被盗用，查明来源并按规定报告。',
        en: 'Delete at once, see whether the account was taken over, find the source and report as required.',
      },
    },
  },
  check({ content }) {
    const hits = content.hits.filter((hit) => hit.category === 'harmful' && hit.severity !== 'warn');
    if (hits.length > 0) return hitResults('hit', hits);
    const values = { posts: content.postsScanned, packs: content.packs.length };
    return [{ outcome: 'nothingSeen', values, evidence: [] }];
  },
});
