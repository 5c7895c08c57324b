import { z } from 'zod';
import { veto } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { hitResults, scanOf } from '../../hits.ts';
import { defineIndicator } from '../../indicator.ts';

/** 严重表述错误: grave wording errors in what is published. SITE-VETO-01a; a person decides what is grave. */
export default defineIndicator({
  id: 'site.misstatement',
  title: { zh: '严重表述错误', en: 'Grave misstatement' },
  explain: {
    zh: '用词库扫描全部已采集页面的标题和正文，查找领导人姓名职务、机构名称、固定政治表述等方面的错误写法。命中只是线索：是否构成严重表述错误由人工结合上下文认定，机器不单独定性。',
    en: 'Scans titles and text of all pages collected for wrong forms of leaders’ names and titles, institutions and fixed phrases. A hit is a lead: whether it is a grave error a person decides in its context; the machine never convicts.',
  },
  basis: veto('安全、泄密事故等严重问题', '出现严重表述错误'),
  subject: 'site',
  needs: ['content'],
  params: z.strictObject({}),
  question: {
    zh: '所列表述在上下文中是否属于严重表述错误？页面上是否还有词库未覆盖的严重表述错误？',
    en: 'Are these wordings, in their context, grave errors? Are there others that no term pack covers?',
  },
  outcomes: {
    nothingSeen: {
      state: 'pass',
      says: {
        zh: '用{packs}个词库扫描{pages}个页面，未发现严重表述错误线索',
        en: '{pages} pages scanned with {packs} term packs; no lead to a grave misstatement',
      },
    },
    hit: {
      state: 'suspected',
      says: {
        zh: '“{title}”中出现疑似错误表述“{text}”：{why}（全站此类线索共{total}处）',
        en: 'Possible misstatement “{text}” in “{title}”: {why} ({total} such leads on the site)',
      },
      advice: {
        zh: '立即核对原文，确有错误的马上更正并排查同类页面；确认无误的，由审核人员以 --answers 排除该线索。',
        en: 'Check against the original at once; correct what is wrong and look for the same elsewhere; what is right is dismissed by --answers.',
      },
    },
    found: {
      by: 'person',
      state: 'fail',
      says: { zh: '存在严重表述错误（{count}处）', en: 'There are grave misstatements ({count})' },
      advice: {
        zh: '立即更正并留存更正记录，查明审核环节原因，落实“三审三校”。',
        en: 'Correct at once, keep a record, find out how it passed review, and mend the review.',
      },
    },
    notScanned: {
      state: 'inconclusive',
      says: {
        zh: '没有读到任何页面正文，无法查找表述错误',
        en: 'No page text was read, so nothing could be scanned',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ content }) {
    if (content.pagesScanned === 0) return [{ outcome: 'notScanned', evidence: [] }];
    // Warnings are matters of style; the clause speaks of grave errors.
    const hits = content.hits.filter((hit) => hit.category === 'misstatement' && hit.severity !== 'warn');
    if (hits.length > 0) return hitResults('hit', hits);
    return [{ outcome: 'nothingSeen', values: scanOf(content), evidence: [] }];
  },
});
