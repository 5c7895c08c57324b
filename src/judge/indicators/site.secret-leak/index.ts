import { z } from 'zod';
import { veto } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { hitResults, scanOf } from '../../hits.ts';
import { defineIndicator } from '../../indicator.ts';

/** 泄露国家秘密. SITE-VETO-01b: the secrecy administration decides; the machine only points at marks of classification. */
export default defineIndicator({
  id: 'site.secret-leak',
  title: { zh: '泄露国家秘密', en: 'State secret leaked' },
  explain: {
    zh: '查找页面和文件中的密级标志、“内部资料”“不予公开”等标记。是否涉密由保密行政管理部门认定；证据只引标记本身，不摘录上下文。',
    en: 'Looks for classification marks and for marks such as “internal” or “not to be published”. Whether a secret is leaked the secrecy administration decides; evidence quotes the mark alone, never the words around it.',
  },
  basis: veto('安全、泄密事故等严重问题', '泄露国家秘密'),
  subject: 'site',
  needs: ['content'],
  params: z.strictObject({}),
  question: {
    zh: '所列页面是否涉及国家秘密或不宜公开的内部信息（请保密部门认定）？保密部门是否通报过本网站的泄密情况？',
    en: 'Do these pages hold state secrets or internal matter (to be settled by the secrecy administration)? Has it reported a leak on this site?',
  },
  outcomes: {
    nothingSeen: {
      state: 'pass',
      says: {
        zh: '用{packs}个词库扫描{pages}个页面，未发现密级标志或内部资料标记',
        en: '{pages} pages scanned with {packs} term packs; no mark of classification or of internal matter',
      },
    },
    hit: {
      state: 'suspected',
      says: {
        zh: '“{title}”中出现标记“{text}”：{why}（全站此类线索共{total}处）',
        en: 'The mark “{text}” stands in “{title}”: {why} ({total} such leads on the site)',
      },
      advice: {
        zh: '先行下线该页面并封存证据，送保密部门鉴定；误报的由保密审查人员以 --answers 排除。不要转发截图。',
        en: 'Take the page down first and seal the evidence, then have the secrecy administration decide; a false alarm is dismissed by --answers. Do not pass screenshots on.',
      },
    },
    leaked: {
      by: 'person',
      state: 'fail',
      says: { zh: '经认定存在泄露国家秘密情形', en: 'A state secret was leaked' },
      advice: {
        zh: '立即删除并清除缓存和转载，按规定报告保密行政管理部门，追查保密审查环节。',
        en: 'Delete at once with caches and copies, report to the secrecy administration, and find out how it passed review.',
      },
    },
    notScanned: {
      state: 'inconclusive',
      says: {
        zh: '没有读到任何页面正文，无法查找涉密标记',
        en: 'No page text was read, so nothing could be scanned',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ content }) {
    if (content.pagesScanned === 0) return [{ outcome: 'notScanned', evidence: [] }];
    const hits = content.hits.filter((hit) => hit.category === 'secrecy');
    if (hits.length > 0) return hitResults('hit', hits, { discreet: true });
    return [{ outcome: 'nothingSeen', values: scanOf(content), evidence: [] }];
  },
});
