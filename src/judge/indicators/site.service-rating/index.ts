import { z } from 'zod';
import { bonus } from '../../basis.ts';
import { claims, featureEvidence } from '../../features.ts';
import { defineIndicator } from '../../indicator.ts';

/** 服务评价: citizens can rate a service. SITE-BON-03: +1. */
export default defineIndicator({
  id: 'site.service-rating',
  title: { zh: '服务评价', en: 'Rating of services' },
  explain: {
    zh: '查看办事服务页面是否提供服务评价功能。评价能否提交由人工确认。',
    en: 'Looks for a way to rate services. Whether a rating can be submitted is confirmed by a person.',
  },
  basis: bonus('办事服务', '服务评价'),
  subject: 'site',
  needs: ['features'],
  params: z.strictObject({}),
  question: {
    zh: '服务评价功能能否正常使用？',
    en: 'Does the rating work?',
  },
  outcomes: {
    offered: { state: 'pass', says: { zh: '提供服务评价功能', en: 'Services can be rated' } },
    none: {
      state: 'notApplicable',
      says: { zh: '未发现服务评价功能，不加分', en: 'No rating of services was found; no points' },
    },
  },
  check({ features }) {
    return claims({ offered: featureEvidence(features, 'rating') });
  },
});
