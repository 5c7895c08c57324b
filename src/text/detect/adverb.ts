import { type Detected, type Detector, type Params, wordsOf } from './types.ts';
import type { Watch } from './watch.ts';

/**
 * 的 where 地 is meant (“的”“地”混用): between a word that only says how something is done (`adverbs`) and one that only says that it
 * is done (`verbs`): 圆满的完成了. What may be the name of a thing (更好的服务) is not among the verbs.
 */
export function adverbMarks(params: Params, watch: Watch): Detector {
  const adverbs = new Set(wordsOf(params, 'adverbs'));
  const verbs = wordsOf(params, 'verbs');
  const lengths = [...new Set([...adverbs].map(({ length }) => length))].sort((a, b) => b - a);
  const byFirst = Map.groupBy(verbs, (verb) => verb.charAt(0));
  const asker = watch.words(verbs.map((verb) => `的${verb}`));
  return (text, _context, look) => {
    const found: Detected[] = [];
    for (const at of look().places(asker)) {
      if (text.charAt(at) !== '的') continue;
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
