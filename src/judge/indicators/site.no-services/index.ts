import { z } from 'zod';
import { veto } from '../../basis.ts';
import { absenceProven, LOOK_AGAIN } from '../../coverage.ts';
import { link } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';

/** 未提供办事服务. SITE-VETO-06a; not checked for bodies without services to the public. */
export default defineIndicator({
  id: 'site.no-services',
  title: { zh: '未提供办事服务', en: 'No services offered' },
  explain: {
    zh: '查找办事服务入口、事项列表和办事指南；链接到统一政务服务平台的视为提供。没有对外服务职能的单位不检查。',
    en: 'Looks for an entry to services, a list of items, or guides; a link to the shared service platform counts. Bodies without services to the public are not checked.',
  },
  basis: veto('服务不实用', '未提供办事服务'),
  subject: 'site',
  needs: ['services', 'columns'],
  params: z.strictObject({}),
  question: {
    zh: '网站是否提供办事服务（包括链接到政务服务平台）？该单位是否有对外服务职能？',
    en: 'Does the site offer services (a link to the service platform included)? Does the body have services to the public?',
  },
  outcomes: {
    offered: {
      state: 'pass',
      says: { zh: '提供办事服务（{name}）', en: 'Services are offered ({name})' },
    },
    noDuty: {
      state: 'notApplicable',
      says: {
        zh: '该单位没有对外服务职能，不检查',
        en: 'The body has no services to the public; not checked',
      },
    },
    absent: {
      state: 'fail',
      says: {
        zh: '未发现办事服务入口、事项或办事指南',
        en: 'No entry to services, no items, no guides were found',
      },
      advice: {
        zh: '在首页设置“办事服务”入口，发布本单位事项目录和办事指南，或规范链接到政务服务平台。',
        en: 'Put an entry to services on the home page, publish items and guides, or link to the service platform.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '已读取的页面中未发现办事服务，但采集不完整，不能断定没有',
        en: 'No services were found on the pages read, but too much was not seen to say that there are none',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ services, columns }, _, { subject, coverage }) {
    if (subject.services === false) return [{ outcome: 'noDuty', evidence: [] }];
    const { entry, guides, itemCount } = services;
    const column = columns.find(({ kind }) => kind === 'service');
    const [guide] = guides;
    if (entry !== null)
      return [{ outcome: 'offered', values: { name: entry.name }, evidence: [link(entry.url, entry.name)] }];
    if (guide !== undefined)
      return [
        { outcome: 'offered', values: { name: guide.title }, evidence: [link(guide.url, guide.title)] },
      ];
    if (itemCount > 0) return [{ outcome: 'offered', values: { name: itemCount }, evidence: [] }];
    if (column?.read && !column.blank)
      return [
        { outcome: 'offered', values: { name: column.name }, evidence: [link(column.url, column.name)] },
      ];
    const hidden = column !== undefined && !column.read;
    return [{ outcome: hidden || !absenceProven(coverage, columns) ? 'notSeen' : 'absent', evidence: [] }];
  },
});
