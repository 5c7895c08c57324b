import { z } from 'zod';
import { guideline } from '../../basis.ts';
import { defineIndicator } from '../../indicator.ts';
import { CLOSURE_OUTCOMES, closureOf, SITE_TABLE } from '../../lifecycle/index.ts';

// Whether it still answers, the census of pages tells.
const { stillPosting: _, ...SITE_OUTCOMES } = CLOSURE_OUTCOMES;

/** 网站下线程序. SITER-13, SITER-14, SITER-16: steps that were forgotten. */
export default defineIndicator({
  id: 'site.closure',
  title: { zh: '停更注销程序', en: 'Procedure of closing' },
  explain: {
    zh: '按名录中的办理记录和网站状态推算网站所处环节，查找遗漏：下线未公告、公告未写明新网站、公告期满未下线、下线后仍列为在用、标识、域名、ICP和公安备案、标识码未注销、承接方未承接原有功能、不合程序的环节。名录可能不全，均由人工核实。',
    en: 'Computes from dated steps and status where the site stands, and looks for what was forgotten: no notice, a notice without the new site, not offline after it, listed after it, mark, domain, filings and code not revoked, a successor without the functions, steps out of order. Registers may be incomplete, so a person decides.',
  },
  basis: [guideline('网站关停：公告不少于30日并注明新网站名称和链接，注销标识、域名、备案和标识码')],
  subject: 'site',
  needs: [],
  also: ['lifecycle'],
  params: z.strictObject({
    noticeDays: z.number().int().positive(),
    announceDays: z.number().int().positive(),
    cancelDays: z.number().int().positive(),
    recordWorkdays: z.number().int().positive(),
  }),
  question: {
    zh: '所列环节是否确未办理？',
    en: 'Were these steps really not taken?',
  },
  outcomes: {
    ...SITE_OUTCOMES,
    notTold: {
      state: 'notApplicable',
      says: {
        zh: '没有名录记载网站开办、下线各环节，不检查本项',
        en: 'No register tells of the steps in the life of the site; not checked',
      },
    },
  },
  check(_facts, params, { asOf, also }) {
    const lifecycle = also?.('lifecycle') ?? null;
    if (lifecycle === null) return [{ outcome: 'notTold', evidence: [] }];
    const { listed } = lifecycle;
    return closureOf(SITE_TABLE, { lifecycle, listed, lastPost: null }, params, asOf).flatMap((result) =>
      result.outcome === 'stillPosting' ? [] : [{ ...result, outcome: result.outcome }],
    );
  },
});
