import { z } from 'zod';
import { deduction } from '../../basis.ts';
import { absenceProven, LOOK_AGAIN } from '../../coverage.ts';
import { link, nameSome, table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';

/** 事项公开: service items shown together and by class. SITE-DED-10. */
export default defineIndicator({
  id: 'site.service-items',
  title: { zh: '事项公开', en: 'Service items, listed by class' },
  explain: {
    zh: '查看网站是否集中、分类展示办事服务事项（按主题、部门、对象等），有无空的分类；事项很少的不要求分类。办事服务跳转到统一政务服务平台且未读取的，不作判断，由人工核查。',
    en: 'Looks whether service items are shown in one place and by class (theme, department, audience), and for empty classes; a few items need no classes. Where services are on a shared platform that was not read, a person looks.',
  },
  basis: deduction('办事服务', '事项公开'),
  subject: 'site',
  needs: ['services', 'columns'],
  params: z.strictObject({
    minClasses: z.number().int().positive(),
    minItems: z.number().int().positive(),
  }),
  question: {
    zh: '办事服务事项是否集中分类展示，分类是否清晰，有无空类？',
    en: 'Are service items shown together and clearly classed, with no class empty?',
  },
  outcomes: {
    classified: {
      state: 'pass',
      says: {
        zh: '已集中分类展示办事服务事项（{items}项、{classes}类）',
        en: 'Service items are shown by class ({items} items in {classes} classes)',
      },
    },
    listed: {
      state: 'pass',
      says: {
        zh: '已集中展示{items}项办事服务事项（不足{minItems}项，不要求分类）',
        en: '{items} service items are shown in one place (fewer than {minItems} need no classes)',
      },
    },
    unclassified: {
      state: 'fail',
      says: {
        zh: '{items}项办事服务事项未分类展示（仅分为{classes}类）',
        en: '{items} service items are not classed (only {classes} classes)',
      },
      advice: {
        zh: '按主题、部门、服务对象等对事项进行分类，在办事服务页面集中展示并提供检索。',
        en: 'Class the items by theme, department and audience, and show them in one searchable place.',
      },
    },
    emptyClass: {
      state: 'fail',
      says: { zh: '事项分类下无事项：{names}', en: 'Classes without any item: {names}' },
      advice: {
        zh: '补充该分类下的事项；没有事项的分类不再展示。',
        en: 'Fill these classes; do not show those that have no item.',
      },
    },
    missing: {
      state: 'fail',
      says: { zh: '未发现集中展示的办事服务事项', en: 'No list of service items was found' },
      advice: {
        zh: '在首页开设“办事服务”栏目，集中分类展示本级事项，或规范链接到统一政务服务平台的本地区页面。',
        en: 'Open a service section on the home page with all items by class, or link properly to this region’s page on the shared platform.',
      },
    },
    external: {
      state: 'inconclusive',
      says: {
        zh: '办事服务链接到站外平台（{url}），平台页面未读取，需人工核查',
        en: 'Services are on another platform ({url}) that was not read; a person has to look',
      },
      advice: {
        zh: '由检查人员打开平台页面，核对事项是否集中分类展示，截图后将结果写入人工认定文件（--answers）。',
        en: 'Let an inspector open the platform, see whether items are shown by class, and give the answer by --answers.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '办事服务页面未能完整读取，不能判断事项是否集中分类展示',
        en: 'The service pages could not be read in full, so the list of items cannot be judged',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ services: { entry, itemCount, classes }, columns }, { minClasses, minItems }, { coverage }) {
    const seen = absenceProven(coverage, columns);
    const evidence = [
      ...(entry === null ? [] : [link(entry.url, entry.name)]),
      table(
        ['分类', '事项数'],
        classes.map((one) => [one.name, one.items]),
      ),
    ];
    const values = { items: itemCount, classes: classes.length, minItems };
    if (itemCount === 0) {
      if (entry?.external === true)
        return [{ outcome: 'external', values: { url: entry.url }, evidence: [link(entry.url, entry.name)] }];
      return [{ outcome: seen && entry === null ? 'missing' : 'notSeen', evidence }];
    }
    if (classes.length < minClasses) {
      if (itemCount < minItems) return [{ outcome: 'listed', values, evidence }];
      return [{ outcome: seen ? 'unclassified' : 'notSeen', values, evidence }];
    }
    const empty = seen ? classes.filter((one) => one.items === 0).map((one) => one.name) : [];
    if (empty.length === 0) return [{ outcome: 'classified', values, evidence }];
    return [{ outcome: 'emptyClass', count: empty.length, values: { names: nameSome(empty) }, evidence }];
  },
});
