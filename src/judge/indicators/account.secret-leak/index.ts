import { z } from 'zod';
import { accountVeto } from '../../basis.ts';
import { hitResults } from '../../hits.ts';
import { defineAccountIndicator } from '../../indicator.ts';

/** 泄露国家秘密. NM-VETO-01b: the secrecy administration decides; the machine only points at marks of classification. */
export default defineAccountIndicator({
  id: 'account.secret-leak',
  title: { zh: '泄露国家秘密', en: 'State secret leaked' },
  explain: {
    zh: '查找名录中全部发布内容的密级标志和“内部资料”“不得公开”等标记。是否涉密由保密行政管理部门认定；证据只引标记本身。图片、音视频中的文字未检查。',
    en: 'Looks for classification marks and for marks such as “internal” in all posts of the register. Whether a secret is leaked the secrecy administration decides; evidence quotes the mark alone. Words in pictures, sound and film are not looked at.',
  },
  basis: accountVeto('安全、泄密事故等严重问题', '泄露国家秘密'),
  subject: 'account',
  needs: ['content'],
  params: z.strictObject({}),
  question: {
    zh: '所列内容是否涉及国家秘密或不宜公开的内部信息（请保密部门认定）？',
    en: 'Do these posts hold state secrets or internal matter (to be settled by the secrecy administration)?',
  },
  outcomes: {
    nothingSeen: {
      state: 'pass',
      says: {
        zh: '用{packs}个词库扫描{posts}条发布内容，未发现密级标志或内部资料标记',
        en: '{posts} posts scanned with {packs} term packs; no mark of classification or of internal matter',
      },
    },
    hit: {
      state: 'suspected',
      says: {
        zh: '“{title}”中出现标记“{text}”：{why}（此类线索共{total}处）',
        en: 'The mark “{text}” stands in “{title}”: {why} ({total} such leads)',
      },
      advice: {
        zh: '先行删除并封存证据，送保密部门鉴定；误报的由保密审查人员排除。不要转发截图。',
        en: 'Take the post down first and seal the evidence, then have the secrecy administration decide; dismiss a false alarm. Do not pass screenshots on.',
      },
    },
    found: {
      by: 'person',
      state: 'fail',
      says: { zh: '经认定泄露国家秘密（{count}处）', en: 'A state secret was leaked ({count})' },
      advice: {
        zh: '立即删除并清除转载，按规定报告保密行政管理部门，追查保密审查环节。',
        en: 'Delete at once with copies, report to the secrecy administration, find out how it passed review.',
      },
    },
  },
  check({ content }) {
    const hits = content.hits.filter((hit) => hit.category === 'secrecy' && hit.severity !== 'warn');
    if (hits.length > 0) return hitResults('hit', hits, { discreet: true });
    const values = { posts: content.postsScanned, packs: content.packs.length };
    return [{ outcome: 'nothingSeen', values, evidence: [] }];
  },
});
