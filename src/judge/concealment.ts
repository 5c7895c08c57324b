import type { Bilingual, Concealed } from '../model/index.ts';

type Way = Concealed['how'];

const WAYS: Readonly<Record<Way, Bilingual>> = {
  'off-screen': { zh: '移到屏幕之外', en: 'moved off the screen' },
  'zero-size': { zh: '尺寸为零', en: 'of no size' },
  'not-displayed': { zh: '设为不显示', en: 'not displayed' },
  'same-colour': { zh: '与背景同色', en: 'in the colour of the background' },
  'script-written': { zh: '由脚本写入并隐藏', en: 'written and hidden by a script' },
  'keyword-title': { zh: '标题堆砌关键词', en: 'keywords stuffed into the title' },
  'meta-keywords': { zh: '关键词标签堆砌词语', en: 'keywords stuffed into the page tags' },
  cloaked: { zh: '只对搜索引擎显示', en: 'shown to search engines alone' },
  'malicious-script': { zh: '挖矿、后门程序特征', en: 'marks of a miner or a web shell' },
  replaced: { zh: '页面被替换并署名', en: 'page replaced and signed' },
};

/** The ways in which something is hidden, in words. */
export function wayNames(ways: readonly Way[]): Bilingual {
  return {
    zh: ways.map((way) => WAYS[way].zh).join('、'),
    en: ways.map((way) => WAYS[way].en).join(', '),
  };
}
