import { z } from 'zod';
import { bonus } from '../../basis.ts';
import { table } from '../../evidence.ts';
import { claims, featureEvidence } from '../../features.ts';
import { defineIndicator } from '../../indicator.ts';

/** 功能推广: corrections in search, accessibility, languages, push, mobile. SITE-BON-08. */
export default defineIndicator({
  id: 'site.further-functions',
  title: { zh: '其他功能推广', en: 'Further functions' },
  explain: {
    zh: '查看是否提供搜索拼音或错别字纠正、无障碍浏览、多语言版本、个性化订阅推送、移动适配等功能；搜索结果分类由人工查看。只凭看到的内容提出加分建议，由人工确认。',
    en: 'Looks for corrections of spelling or pinyin in search, accessible browsing, other languages, subscription or push, and display on phones; classes of search results are looked at by a person. Points are proposed only for what was seen; a person confirms.',
  },
  basis: bonus('功能推广', '搜索纠错、结果分类、多语言、无障碍、个性化推送、移动适配'),
  subject: 'site',
  needs: ['features'],
  also: ['search'],
  params: z.strictObject({}),
  question: {
    zh: '所列功能能否正常使用？搜索结果是否分类展示？',
    en: 'Do these functions work? Are search results shown by class?',
  },
  outcomes: {
    correction: {
      state: 'pass',
      says: { zh: '站内搜索能纠正拼音或错别字', en: 'Search corrects pinyin or misspelt words' },
    },
    accessibility: { state: 'pass', says: { zh: '提供无障碍浏览', en: 'Accessible browsing is offered' } },
    languages: { state: 'pass', says: { zh: '提供多语言版本', en: 'Other languages are offered' } },
    push: { state: 'pass', says: { zh: '提供个性化订阅或推送', en: 'Subscription or push is offered' } },
    mobile: { state: 'pass', says: { zh: '页面适配移动终端', en: 'Pages adapt to phones' } },
    grouping: {
      state: 'pass',
      by: 'person',
      says: { zh: '经人工查看，搜索结果分类展示', en: 'A person found search results shown by class' },
    },
    none: {
      state: 'notApplicable',
      says: { zh: '未发现功能推广方面的加分情形', en: 'No further function earns points' },
    },
  },
  check({ features }, _params, { also }) {
    const corrected = (also?.('search')?.tries ?? []).filter(
      (one) => (one.kind === 'pinyin' || one.kind === 'typo') && one.found === true,
    );
    const rows = corrected.map((one) => [one.query, one.expected, one.url]);
    return claims({
      correction: rows.length > 0 ? [table(['搜索词', '找到', '网址'], rows)] : [],
      accessibility: featureEvidence(features, 'accessibility'),
      languages: featureEvidence(features, 'language'),
      push: featureEvidence(features, 'push'),
      mobile: featureEvidence(features, 'mobile'),
    });
  },
});
