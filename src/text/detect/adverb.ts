import { type Detected, type Detector, type Params, wordsOf } from './types.ts';

/**
 * 的 where 地 is meant (“的”“地”混用): between a word that only says how something is done (`adverbs`) and one that only says that it
 * is done (`verbs`): 圆满的完成了. What may be the name of a thing (更好的服务) is not among the verbs.
 */
export function adverbMarks(params: Params): Detector {
  const adverbs = new Set(wordsOf(params, 'adverbs'));
  const verbs = wordsOf(params, 'verbs');
  const lengths = [...new Set([...adverbs].map(({ length }) => length))].sort((a, b) => b - a);
  const byFirst = Map.groupBy(verbs, (verb) => verb.charAt(0));
  return (text) => {
    const found: Detected[] = [];
    for (let at = text.indexOf('的'); at >= 0; at = text.indexOf('的', at + 1)) {
      const verb = byFirst.get(text.charAt(at + 1))?.find((one) => text.startsWith(one, at + 1));
      if (verb === undefined) continue;
      const length = lengths.find((one) => adverbs.has(text.slice(Math.max(0, at - one), at)));
      if (length === undefined) continue;
      const adverb = text.slice(at - length, at);
      found.push({ start: at - length, end: at + 1 + verb.length, suggest: `${adverb}地${verb}` });
    }
    return found;
  };
}
