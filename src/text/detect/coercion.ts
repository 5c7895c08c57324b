import { type Detected, type Detector, includesAny, type Params, wordsOf } from './types.ts';
import type { Watch } from './watch.ts';

/** A sentence at most: what is longer is cut. */
const LONGEST = 400;
const END = /[。！？!?\n\0]/;

/**
 * Orders to like, forward or follow (强制点赞、转发、关注): in one sentence an action, and either words of obligation with how it is checked
 * (screenshots, quotas) or whom it binds, or a penalty. An action is one of `actions`, or a channel together with a verb (关注 …公众号).
 * Sentences against it and complaints about it are none.
 */
export function forcedLikes(params: Params, watch: Watch): Detector {
  const actions = wordsOf(params, 'actions');
  const channels = wordsOf(params, 'channels');
  const verbs = wordsOf(params, 'verbs');
  const orders = wordsOf(params, 'orders');
  const checks = wordsOf(params, 'checks');
  const people = wordsOf(params, 'people');
  const penalties = wordsOf(params, 'penalties');
  const against = wordsOf(params, 'against');
  const unless = wordsOf(params, 'unless');
  const marks = Map.groupBy([...actions, ...channels], (word) => word.charAt(0));
  const asker = watch.words([...actions, ...channels]);
  return (text, _context, look) => {
    const found: Detected[] = [];
    let done = 0;
    for (const at of look().places(asker)) {
      // One finding a sentence: what follows begins behind it.
      if (at < done || !standsAt(text, at, marks.get(text.charAt(at)))) continue;
      const { start, end } = sentence(text, at);
      done = Math.max(end, at + 1);
      const own = text.slice(start, end);
      if (text[end] === '？' || text[end] === '?') continue;
      const acts = includesAny(own, actions);
      if (!acts && !includesAny(own, verbs)) continue;
      // Services ask people to register in an app; that alone is no campaign for followers.
      const ordered =
        includesAny(own, orders) && (includesAny(own, people) || (acts && includesAny(own, checks)));
      if (!ordered && !includesAny(own, penalties)) continue;
      const around = text.slice(Math.max(0, start - 60), Math.min(text.length, end + 60));
      if (!includesAny(around, against) && !includesAny(own, unless)) found.push({ start, end });
    }
    return found;
  };
}

function standsAt(text: string, at: number, words: readonly string[] = []): boolean {
  return words.some((word) => text.startsWith(word, at));
}

function sentence(text: string, at: number): { readonly start: number; readonly end: number } {
  let start = at;
  while (start > 0 && at - start < LONGEST && !END.test(text[start - 1] ?? '')) start--;
  let end = at;
  while (end < text.length && end - at < LONGEST && !END.test(text[end] ?? '')) end++;
  while (start < end && /\s/.test(text[start] ?? '')) start++;
  return { start, end };
}
