import { z } from 'zod';
import { deduction } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { link, nameSome, table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';
import { sampleOf } from '../../sample.ts';

/** 内容准确: a guide's demands are clear and true. SITE-DED-14: each unclear or untrue one −1. */
export default defineIndicator({
  id: 'site.guide-accuracy',
  title: { zh: '内容准确', en: 'Accuracy of guides' },
  explain: {
    zh: '按固定次序抽取若干份办事指南，查找“其他材料”“等相关材料”“若干份”等不明确的材料要求，每处计一次。地址、电话、流程等是否与实际一致由人工电话或实地核对。',
    en: 'Takes guides in a fixed order and looks for unclear demands such as “other materials” or no number of copies; each counts. Whether addresses, numbers and procedure are true is checked by a person by telephone or on the spot.',
  },
  basis: deduction('办事服务', '内容准确'),
  subject: 'site',
  needs: ['services'],
  params: z.strictObject({ sample: z.number().int().positive() }),
  question: {
    zh: '所列表述是否属于材料要求不明确？另请拨打咨询电话核对地址、时间、流程，与实际不符的有几处？',
    en: 'Is each quoted demand unclear? Also call the number given: how many statements on address, hours or procedure are untrue?',
  },
  outcomes: {
    clear: {
      state: 'pass',
      says: {
        zh: '抽查的{count}份办事指南未发现材料要求不明确的表述',
        en: 'No unclear demand was found in {count} sampled guides',
      },
    },
    vague: {
      state: 'fail',
      says: {
        zh: '《{title}》办事指南材料要求不明确：{quotes}',
        en: 'The guide “{title}” has unclear demands: {quotes}',
      },
      advice: {
        zh: '逐条明确材料名称、格式、份数、原件或复印件要求，删除“其他材料”“相关材料”等兜底表述；法律法规另有规定的，写明具体条款和材料。',
        en: 'Name every document with its form, number of copies, original or copy; remove catch-alls such as “other materials”; where a law demands more, cite the article and the document.',
      },
    },
    untrue: {
      state: 'fail',
      by: 'person',
      says: {
        zh: '经人工核对，办事指南内容与实际不符',
        en: 'A person found statements of a guide to be untrue',
      },
      advice: {
        zh: '按实际办理情况立即更正，并与办事窗口、统一政务服务平台的内容保持一致。',
        en: 'Correct it at once to what is really done, and keep it the same at the counter and on the shared platform.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '未读取到办事指南，不能判断内容是否准确',
        en: 'No guide was read, so accuracy cannot be judged',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ services: { guides } }, { sample }) {
    const taken = sampleOf(guides, sample, (guide) => guide.url);
    if (taken.length === 0) return [{ outcome: 'notSeen', evidence: [] }];
    const vague = taken.filter((guide) => guide.vague.length > 0);
    if (vague.length === 0) {
      const rows = taken.map((guide) => [guide.title, guide.url]);
      return [
        {
          outcome: 'clear',
          values: { count: taken.length },
          evidence: [table(['办事指南', '网址'], rows, '抽查的办事指南')],
        },
      ];
    }
    return vague.map((guide) => ({
      outcome: 'vague' as const,
      key: guide.url,
      count: guide.vague.length,
      values: {
        title: guide.title,
        quotes: nameSome(guide.vague.map((text) => `“${text.replace(/^[\p{P}\s\d]+/u, '')}”`)),
      },
      evidence: [
        link(guide.url, guide.title),
        ...guide.vague.map((text) => ({ type: 'quote' as const, url: guide.url, text })),
      ],
    }));
  },
});
