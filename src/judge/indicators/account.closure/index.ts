import { z } from 'zod';
import { opinion } from '../../basis.ts';
import { defineAccountIndicator } from '../../indicator.ts';
import { ACCOUNT_TABLE, CLOSURE_OUTCOMES, closureOf } from '../../lifecycle/index.ts';

// The formalities are those of websites.
const { formalities: _, ...ACCOUNT_OUTCOMES } = CLOSURE_OUTCOMES;

/** 停更注销程序. NMR-06 分级备案, NMR-16 停维账号未履行注销程序, NMR-17 关停流程: steps that were forgotten. */
export default defineAccountIndicator({
  id: 'account.closure',
  title: { zh: '停更注销程序', en: 'Procedure of closing' },
  explain: {
    zh: '按名录中的办理记录、账号状态和停更公告推算账号所处环节，查找遗漏：停更未公告、公告未写明去向、公告期满未注销、注销后仍列为在用、注销未更新备案、承接方未承接原有功能、不合程序的环节。名录可能不全，均由人工核实。',
    en: 'Computes from dated steps, status and notices where the account stands, and looks for what was forgotten: no notice, a notice without the new place, no cancellation after the notice, listed after it, the filing not updated, a successor without the functions, steps out of order. Registers may be incomplete, so a person decides.',
  },
  basis: [opinion('分级备案：开设、变更、关停、注销向主管单位备案；停用的及时注销并向社会公告')],
  subject: 'account',
  needs: ['lifecycle', 'posts'],
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
  outcomes: ACCOUNT_OUTCOMES,
  check({ lifecycle, posts }, params, { asOf, subject }) {
    const lastPost = posts.newest[0]?.published ?? null;
    return closureOf(ACCOUNT_TABLE, { lifecycle, listed: subject.status, lastPost }, params, asOf).flatMap(
      (result) => (result.outcome === 'formalities' ? [] : [{ ...result, outcome: result.outcome }]),
    );
  },
});
