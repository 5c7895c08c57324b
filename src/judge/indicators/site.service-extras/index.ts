import { z } from 'zod';
import type { Evidence } from '../../../model/index.ts';
import { bonus } from '../../basis.ts';
import { link } from '../../evidence.ts';
import { claims, featureEvidence } from '../../features.ts';
import { defineIndicator } from '../../indicator.ts';

/** 办事服务加分: linked guides, case query, services by theme, print and save. SITE-BON-04. */
export default defineIndicator({
  id: 'site.service-extras',
  title: { zh: '服务功能', en: 'Further service functions' },
  explain: {
    zh: '查看是否提供办件查询、专题或场景服务、打印收藏等功能，办事指南是否链接到本网站的依据文件。只凭看到的内容提出加分建议，由人工确认。',
    en: 'Looks for case query, services by theme or situation, print and save, and guides that link to the documents they rest on. Points are proposed only for what was seen; a person confirms.',
  },
  basis: bonus('办事服务', '服务关联、办件查询、专题服务、打印收藏'),
  subject: 'site',
  needs: ['features'],
  also: ['services', 'documents', 'interpretations'],
  params: z.strictObject({}),
  question: {
    zh: '所列功能能否正常使用？',
    en: 'Do these functions work?',
  },
  outcomes: {
    linked: {
      state: 'pass',
      says: { zh: '办事指南与依据文件、解读相互关联', en: 'Guides link to the documents they rest on' },
    },
    caseQuery: { state: 'pass', says: { zh: '提供办件进度查询', en: 'Cases can be followed' } },
    theme: {
      state: 'pass',
      says: { zh: '提供专题、场景式服务', en: 'Services are offered by theme or situation' },
    },
    printSave: { state: 'pass', says: { zh: '提供打印、收藏等功能', en: 'Guides can be printed or saved' } },
    none: {
      state: 'notApplicable',
      says: { zh: '未发现办事服务功能方面的加分情形', en: 'No further service function earns points' },
    },
  },
  check({ features }, _params, { also }) {
    const known = new Set(
      [...(also?.('documents') ?? []), ...(also?.('interpretations') ?? [])].map((one) => one.url),
    );
    const linked: readonly Evidence[] = (also?.('services')?.guides ?? [])
      .filter((guide) => guide.links.some((url) => known.has(url)))
      .slice(0, 5)
      .map((guide) => link(guide.url, guide.title));
    return claims({
      linked,
      caseQuery: featureEvidence(features, 'case-query'),
      theme: featureEvidence(features, 'theme-service'),
      printSave: featureEvidence(features, 'print-save'),
    });
  },
});
