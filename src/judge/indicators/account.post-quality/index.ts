import { z } from 'zod';
import { opinion } from '../../basis.ts';
import { table } from '../../evidence.ts';
import { hitResults } from '../../hits.ts';
import { defineAccountIndicator } from '../../indicator.ts';

/** 内容质量. NMR-09 严把文字关, NMR-10 注明来源: wrong words, personal data, reposts that name no source. */
export default defineAccountIndicator({
  id: 'account.post-quality',
  title: { zh: '内容质量', en: 'Quality of posts' },
  explain: {
    zh: '用词库扫描发布内容：错别字、不规范表述和个人信息逐处列为疑似，由人工确认；注明转载而没有写明来源的，列出最近几条。',
    en: 'Scans posts with the term packs: typos, irregular wording and personal data are listed for a person to confirm. Posts said to be reposts that name no source are listed, the newest few.',
  },
  basis: [opinion('严把政治关、法律关、政策关、保密关、文字关；转载注明来源')],
  subject: 'account',
  needs: ['content', 'publishing'],
  params: z.strictObject({}),
  question: {
    zh: '所列内容是否确有文字差错、泄露个人信息或未注明来源？',
    en: 'Are these really errors, personal data, or reposts without source?',
  },
  outcomes: {
    nothingSeen: {
      state: 'pass',
      says: {
        zh: '扫描{posts}条发布内容，未发现文字差错线索',
        en: '{posts} posts scanned; no lead to an error',
      },
    },
    hit: {
      state: 'suspected',
      says: {
        zh: '“{title}”中“{text}”疑有问题：{why}（此类线索共{total}处）',
        en: 'Possible error “{text}” in “{title}”: {why} ({total} such leads)',
      },
      advice: {
        zh: '核对原文，确有差错的更正，涉及个人信息的立即删除或遮盖。',
        en: 'Check against the original; correct errors, delete or mask personal data at once.',
      },
    },
    unsourced: {
      state: 'fail',
      says: {
        zh: '转载内容未注明来源（最近{count}条）',
        en: 'Reposts without a source (the newest {count})',
      },
      advice: {
        zh: '补注来源；只转载党委和政府网站及主管部门确定的稿源单位的信息。',
        en: 'Add the source; repost only from the sites of party and government and from sources the unit in charge has named.',
      },
    },
  },
  check({ content, publishing }) {
    const hits = content.hits.filter(
      ({ category, severity }) =>
        category === 'typo' || category === 'privacy' || (category === 'misstatement' && severity === 'warn'),
    );
    const { unsourced } = publishing;
    const results = hitResults('hit', hits).map((result) => ({ ...result, outcome: 'hit' as const }));
    if (unsourced.length > 0)
      return [
        ...results,
        {
          outcome: 'unsourced' as const,
          count: unsourced.length,
          values: { count: unsourced.length },
          evidence: [
            table(
              ['发布时间', '标题', '网址', '编号'],
              unsourced.map(({ published, title, url, id }) => [published, title, url, id]),
            ),
          ],
        },
      ];
    if (results.length > 0) return results;
    return [{ outcome: 'nothingSeen', values: { posts: content.postsScanned }, evidence: [] }];
  },
});
