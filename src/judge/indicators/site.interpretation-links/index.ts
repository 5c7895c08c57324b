import { z } from 'zod';
import type { Document } from '../../../model/index.ts';
import { deduction } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { link, table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';
import { newest } from '../../sample.ts';

/** 解读关联: interpretation and document link to each other. SITE-DED-08: each that does not −1. */
export default defineIndicator({
  id: 'site.interpretation-links',
  title: { zh: '解读关联', en: 'Links between interpretation and document' },
  explain: {
    zh: '取最新的若干篇能在本网站找到对应文件的解读稿（不随机，以便复核），查看解读稿是否链接到文件、文件是否链接到解读稿。对应文件不在本网站或文件页面未读取的，不作判断。',
    en: 'Takes the newest interpretations whose document is on this site (not at random) and looks for links both ways. Where the document is elsewhere or its page was not read, nothing is held against the site.',
  },
  basis: deduction('发布解读', '解读关联'),
  subject: 'site',
  needs: ['documents', 'interpretations'],
  params: z.strictObject({ sample: z.number().int().positive() }),
  outcomes: {
    linked: {
      state: 'pass',
      says: {
        zh: '抽取的{count}篇解读稿与政策文件均已相互关联',
        en: 'All {count} sampled interpretations and their documents link to each other',
      },
    },
    noLink: {
      state: 'fail',
      says: {
        zh: '解读稿《{title}》未链接到对应的政策文件',
        en: 'The interpretation “{title}” does not link to its document',
      },
      advice: {
        zh: '在解读稿页面加上政策文件的链接，并核对文件页面是否链接到该解读稿；可在发布系统中设置“相关文件”“相关解读”字段自动关联。',
        en: 'Link the document from the interpretation, and see that the document links back; the publishing system’s fields for related items do it automatically.',
      },
    },
    noBackLink: {
      state: 'fail',
      says: {
        zh: '解读稿《{title}》已链接到政策文件，但文件页面未链接到解读稿',
        en: 'The interpretation “{title}” links to its document, but the document does not link back',
      },
      advice: {
        zh: '在政策文件页面加上该解读稿的链接，可在发布系统中设置“相关解读”字段自动关联。',
        en: 'Link the interpretation from the document; the publishing system’s fields for related items do it automatically.',
      },
    },
    none: {
      state: 'notApplicable',
      says: {
        zh: '未发现能与本网站文件对应的解读稿，本项无从抽查',
        en: 'No interpretation with a document on this site was found, so there is nothing to sample',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '已发现解读稿，但其对应的政策文件页面未读取，不能判断是否相互关联',
        en: 'There are interpretations, but the pages of their documents were not read',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ documents, interpretations }, { sample }) {
    const byUrl = new Map(documents.map((document) => [document.url, document]));
    const judged = newest(
      interpretations,
      (one) => one.date,
      (one) => one.url,
    ).map((one) => ({ one, tie: tieOf(one, byUrl, documents) }));
    const taken = judged.filter(({ tie }) => tie !== 'unknown' && tie !== 'elsewhere').slice(0, sample);
    const rows = taken.map(({ one, tie }) => [one.title, one.date, WORDS[tie], one.url]);
    const evidence = [table(['解读稿', '日期', '关联情况', '网址'], rows, '抽查的解读稿')];
    const results = taken.flatMap(({ one, tie }) =>
      tie === 'noLink' || tie === 'noBackLink'
        ? [
            {
              outcome: tie,
              key: one.url,
              values: { title: one.title },
              evidence: [link(one.url, one.title), ...evidence],
            },
          ]
        : [],
    );
    if (results.length > 0) return results;
    if (taken.length > 0) return [{ outcome: 'linked', values: { count: taken.length }, evidence }];
    return [{ outcome: judged.some(({ tie }) => tie === 'unknown') ? 'notSeen' : 'none', evidence }];
  },
});

type Tie = 'both' | 'noLink' | 'noBackLink' | 'unknown' | 'elsewhere';

const WORDS: Readonly<Record<Tie, string>> = {
  both: '已相互关联',
  noLink: '解读稿未链接到文件',
  noBackLink: '文件未链接到解读稿',
  unknown: '文件页面未读取',
  elsewhere: '文件不在本网站',
};

/** How an interpretation and its document hang together. One document that links back is enough. */
function tieOf(one: Document, byUrl: ReadonlyMap<string, Document>, documents: readonly Document[]): Tie {
  const linkedBy = documents.filter((document) => document.linksTo.includes(one.url));
  if (one.linksTo.length === 0) return one.matched.length > 0 || linkedBy.length > 0 ? 'noLink' : 'elsewhere';
  if (linkedBy.length > 0) return 'both';
  return one.linksTo.some((url) => byUrl.has(url)) ? 'noBackLink' : 'unknown';
}
