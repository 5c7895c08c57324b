import { z } from 'zod';
import { veto } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { listOf } from '../../evidence.ts';
import { checkGuides, guideTable } from '../../guides.ts';
import { defineIndicator } from '../../indicator.ts';

/** 事项总数不足5个的，每个事项的办事指南均缺失要素. SITE-VETO-06c. */
export default defineIndicator({
  id: 'site.guides-all-incomplete',
  title: { zh: '全部办事指南要素缺失', en: 'All service guides incomplete' },
  explain: {
    zh: '事项总数不足规定数量的，核对每个事项的办事指南是否均缺失规定类数的重点要素；有一个不缺的即不构成。',
    en: 'Where a site has few items, checks whether every one of them lacks too many key elements; one complete guide is enough to pass.',
  },
  basis: veto('服务不实用', '事项总数不足5个的，每个事项办事指南重点要素类别均缺失4类及以上'),
  subject: 'site',
  needs: ['services'],
  params: z.strictObject({
    missing: z.number().int().positive(),
    items: z.number().int().positive(),
    classes: z.string().min(1),
  }),
  question: {
    zh: '网站的办事事项是否只有所列这些？其办事指南是否确实全部缺失这些要素？',
    en: 'Are these all the service items of the site? Do all their guides really lack these elements?',
  },
  outcomes: {
    complete: {
      state: 'pass',
      says: {
        zh: '共{total}个事项，已读{read}个办事指南中有{good}个要素不缺或缺失不足{missing}类',
        en: '{total} items; {good} of {read} guides read lack fewer than {missing} elements',
      },
    },
    notConcerned: {
      state: 'notApplicable',
      says: {
        zh: '事项数为{total}个，不属于“不足{items}个”的情形',
        en: '{total} items: the clause for fewer than {items} does not apply',
      },
    },
    noDuty: {
      state: 'notApplicable',
      says: {
        zh: '该单位没有对外服务职能，不检查',
        en: 'The body has no services to the public; not checked',
      },
    },
    allIncomplete: {
      state: 'fail',
      says: {
        zh: '全部{total}个事项的办事指南均缺失{missing}类及以上重点要素',
        en: 'The guides of all {total} items lack {missing} or more key elements',
      },
      advice: {
        zh: '按要素类别逐项补全每个事项的办事指南。',
        en: 'Complete the guide of every item element by element.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '已读的{read}个办事指南均要素缺失，另有{unread}个事项的指南未能读取，不作结论',
        en: 'All {read} guides read are incomplete and those of {unread} items were not read; nothing is concluded',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ services }, { missing, items, classes: list }, { subject, coverage }) {
    if (subject.services === false) return [{ outcome: 'noDuty', evidence: [] }];
    const classes = listOf(list);
    const { guides, bad, items: total, unread } = checkGuides(services, classes, missing);
    const values = { read: guides.length, good: guides.length - bad.length, unread, total, missing, items };
    if (total === 0 || total >= items || services.entry?.external === true)
      return [{ outcome: 'notConcerned', values, evidence: [] }];
    if (bad.length < guides.length) return [{ outcome: 'complete', values, evidence: [] }];
    // Pages nobody read may hold the items that are missing from the count.
    const sure = unread === 0 && coverage.complete;
    const evidence = [guideTable(bad, classes)];
    return [{ outcome: sure ? 'allIncomplete' : 'notSeen', values, evidence }];
  },
});
