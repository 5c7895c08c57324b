import { type Detected, type Detector, includesAny, type Params, wordsOf } from './types.ts';

/** A sentence at most: what is longer is cut. */
const LONGEST = 400;
const END = /[。！？!?\n\0]/;

/**
 * Orders to like, forward or follow (强制点赞、转发、关注): in one sentence an action, words of obligation, and either how it is checked
 * (screenshots, ranking, quota) or whom it binds. Sentences against it and complaints about it are none.
 */
export function forcedLikes(params: Params): Detector {
  const actions = wordsOf(params, 'actions');
  const orders = wordsOf(params, 'orders');
  const bound = [...wordsOf(params, 'checks'), ...wordsOf(params, 'people')];
  const against = wordsOf(params, 'against');
  const unless = wordsOf(params, 'unless');
  if (actions.length === 0) return () => [];
  const action = new RegExp(
    actions.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'),
    'g',
  );
  return (text) => {
    const found: Detected[] = [];
    let done = 0;
    for (const { index } of text.matchAll(action)) {
      if (index < done) continue;
      const { start, end } = sentence(text, index);
      done = end;
      const own = text.slice(start, end);
      if (text[end] === '？' || text[end] === '?') continue;
      const around = text.slice(Math.max(0, start - 60), Math.min(text.length, end + 60));
      if (includesAny(around, against) || includesAny(own, unless)) continue;
      if (includesAny(own, orders) && includesAny(own, bound)) found.push({ start, end });
    }
    return found;
  };
}

function sentence(text: string, at: number): { readonly start: number; readonly end: number } {
  let start = at;
  while (start > 0 && at - start < LONGEST && !END.test(text[start - 1] ?? '')) start--;
  let end = at;
  while (end < text.length && end - at < LONGEST && !END.test(text[end] ?? '')) end++;
  while (start < end && /\s/.test(text[start] ?? '')) start++;
  return { start, end };
}
