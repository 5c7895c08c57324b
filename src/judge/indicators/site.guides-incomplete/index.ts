import { z } from 'zod';
import { veto } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { link, listOf } from '../../evidence.ts';
import { checkGuides, guideTable } from '../../guides.ts';
import { defineIndicator } from '../../indicator.ts';

/** 办事指南要素缺失: five or more items whose guides lack four or more key element classes. SITE-VETO-06b. */
export default defineIndicator({
  id: 'site.guides-incomplete',
  title: { zh: '办事指南要素缺失', en: 'Service guides incomplete' },
  explain: {
    zh: '逐个办事指南核对重点要素类别（事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程），统计缺失达到规定类数的事项。要素在附件或统一平台上的，由人工核实。',
    en: 'Checks each guide for the key element classes (name, legal basis, conditions, materials, place, hours, telephone, procedure) and counts the items that lack too many. Where elements stand in an attachment or on the shared platform a person checks.',
  },
  basis: veto('服务不实用', '办事指南重点要素类别缺失4类及以上的事项数量达到5个及以上'),
  subject: 'site',
  needs: ['services'],
  params: z.strictObject({
    missing: z.number().int().positive(),
    items: z.number().int().positive(),
    classes: z.string().min(1),
  }),
  question: {
    zh: '所列事项的办事指南（含附件和政务服务平台上的指南）是否确实缺失这些要素？',
    en: 'Do the guides of these items, attachments and the service platform included, really lack these elements?',
  },
  outcomes: {
    complete: {
      state: 'pass',
      says: {
        zh: '查看{read}个办事指南，{bad}个缺失{missing}类及以上要素，未达到{items}个',
        en: '{read} guides looked at, {bad} lack {missing} or more elements; {items} would be a veto',
      },
    },
    elsewhere: {
      state: 'pass',
      says: {
        zh: '办事指南在政务服务平台（{name}）上提供，本网站没有可检查的指南',
        en: 'Guides are kept on the service platform ({name}); none on this site',
      },
    },
    tooFew: {
      state: 'notApplicable',
      says: {
        zh: '共{total}个事项，不足{items}个，按“每个事项均缺失”的情形检查',
        en: '{total} items, fewer than {items}: judged by whether every one is incomplete',
      },
    },
    noDuty: {
      state: 'notApplicable',
      says: {
        zh: '该单位没有对外服务职能，不检查',
        en: 'The body has no services to the public; not checked',
      },
    },
    incomplete: {
      state: 'fail',
      says: {
        zh: '{bad}个事项的办事指南缺失{missing}类及以上重点要素，达到{items}个',
        en: 'The guides of {bad} items lack {missing} or more key elements; {items} are a veto',
      },
      advice: {
        zh: '按要素类别逐项补全办事指南，与政务服务平台保持同源、一致。',
        en: 'Complete the guides element by element and keep them the same as on the service platform.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '已读{read}个办事指南中{bad}个要素缺失，另有{unread}个事项的指南未能读取，可能影响结论',
        en: '{bad} of {read} guides read are incomplete and those of {unread} items were not read, which may change the result',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ services }, { missing, items, classes: list }, { subject, coverage }) {
    if (subject.services === false) return [{ outcome: 'noDuty', evidence: [] }];
    const classes = listOf(list);
    const { guides, bad, items: total, unread } = checkGuides(services, classes, missing);
    const values = { read: guides.length, bad: bad.length, unread, total, missing, items };
    if (bad.length >= items)
      return [{ outcome: 'incomplete', count: bad.length, values, evidence: [guideTable(bad, classes)] }];
    const { entry } = services;
    if (guides.length === 0 && entry?.external === true)
      return [
        { outcome: 'elsewhere', values: { name: entry.name }, evidence: [link(entry.url, entry.name)] },
      ];
    // Services are there, not one item was met, and pages are unseen: nothing is known of the guides.
    if (total === 0 && entry !== null && !coverage.complete)
      return [{ outcome: 'notSeen', values, evidence: [link(entry.url, entry.name)] }];
    if (total < items) return [{ outcome: 'tooFew', values, evidence: [] }];
    // Guides without a fault, as many as the clause needs, are a fair sample; with faults every unread one matters.
    const fair = bad.length === 0 && guides.length >= items;
    const open = !fair && bad.length + unread >= items;
    const evidence = bad.length === 0 ? [] : [guideTable(bad, classes)];
    return [{ outcome: open ? 'notSeen' : 'complete', values, evidence }];
  },
});
