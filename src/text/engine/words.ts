/** Characters to either side that decide how a place is cut into words. */
const AROUND = 10;
/** Places remembered at most. */
const REMEMBERED = 2000;
const HAN = /\p{Script=Han}/u;

/**
 * Whether a span begins or ends inside a Chinese word (跨词), as 台独 does in 舞台独特. Words are cut by the dictionary of ICU
 * (Intl.Segmenter), and only around the span: that keeps it off the hot path.
 */
export function createStraddleCheck(): (text: string, start: number, end: number) => boolean {
  let segmenter: Intl.Segmenter | null = null;
  // The same words in the same sentence come again and again on a site: menus, footers, tables.
  const known = new Map<string, boolean>();
  return (text, start, end) => {
    // Between two characters that are not both Chinese no Chinese word runs on.
    const joinedBefore = start > 0 && isHan(text, start - 1) && isHan(text, start);
    const joinedAfter = end < text.length && isHan(text, end - 1) && isHan(text, end);
    if (!joinedBefore && !joinedAfter) return false;
    segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
    const from = Math.max(0, start - AROUND);
    const around = text.slice(from, Math.min(text.length, end + AROUND));
    const key = `${start - from} ${end - from} ${around}`;
    let answer = known.get(key);
    if (answer === undefined) {
      if (known.size >= REMEMBERED) known.clear();
      answer = crosses(segmenter, around, start - from, end - from);
      known.set(key, answer);
    }
    return answer;
  };
}

function crosses(segmenter: Intl.Segmenter, text: string, start: number, end: number): boolean {
  for (const { index: first, segment } of segmenter.segment(text)) {
    const last = first + segment.length;
    if ((first < start && last > start) || (first < end && last > end)) return true;
  }
  return false;
}

function isHan(text: string, index: number): boolean {
  return HAN.test(text[index] ?? '');
}

/** Units of the words that a span is looked at for. */
const LONGEST_WORD = 4;

/** Whether a word of the dictionary begins or ends inside a span and runs on outside it: 信访 in 为信访群众, where 为信 was found. */
export function crossesWord(
  text: string,
  start: number,
  end: number,
  isWord: (text: string) => boolean,
): boolean {
  for (let from = Math.max(0, start - LONGEST_WORD + 1); from < end; from++)
    for (let to = from + 2; to <= Math.min(text.length, from + LONGEST_WORD); to++) {
      const outside = from < start || to > end;
      const inside = to > start && from < end;
      const around = from <= start && to >= end;
      if (outside && inside && !around && isWord(text.slice(from, to))) return true;
    }
  return false;
}
