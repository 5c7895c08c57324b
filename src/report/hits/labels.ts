import type { Bilingual, TextHit } from '../../model/index.ts';

/** Categories of hits in the order in which reports show them. */
export const CATEGORY: Readonly<Record<TextHit['category'], Bilingual>> = {
  misstatement: { zh: '表述错误', en: 'Misstatements' },
  secrecy: { zh: '涉密', en: 'Secrecy' },
  privacy: { zh: '隐私', en: 'Privacy' },
  harmful: { zh: '有害信息', en: 'Harmful content' },
  coercion: { zh: '强制点赞', en: 'Coerced likes' },
  advert: { zh: '广告', en: 'Adverts' },
  typo: { zh: '错别字', en: 'Typos' },
};

export const SEVERITY: Readonly<Record<TextHit['severity'], Bilingual>> = {
  veto: { zh: '须人工认定', en: 'a person decides' },
  error: { zh: '错误', en: 'error' },
  warn: { zh: '提示', en: 'hint' },
};
