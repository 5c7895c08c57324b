import { describe, expect, it } from 'vitest';
import { vocabulary } from './testing/pages.ts';
import { compileVocabulary } from './vocabulary.ts';

const lexicon = compileVocabulary(vocabulary);

describe('the words of a site in traditional characters', () => {
  it.each([
    ['政策解讀', 'interpretation'],
    ['圖解', 'interpretation'],
    ['統計信息', 'statistics'],
    ['政務動態', 'news'],
    ['領導信箱', 'consult'],
    ['網上咨詢', 'consult'],
    ['意見徵集', 'survey'],
    ['辦事指南', 'service'],
    ['機構職能', 'agency'],
  ])('tell what a column %s is', (name, kind) => {
    expect(lexicon.kindOfName(name)).toBe(kind);
  });

  it.each(['首頁', '登錄', '網站地圖', '聯繫我們', '更多'])('take no column for %s', (name) => {
    expect(lexicon.isFunction(name)).toBe(true);
  });
});
