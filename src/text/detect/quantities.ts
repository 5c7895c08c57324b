import { isDigit, marksOf, matchesNear, runsWhere } from './look.ts';
import { type Detected, type Detector, escaped, includesAny, type Params, wordsOf } from './types.ts';

/** Links between a name and its number. */
const MOST_LINKS = 3;
const NUMBER = String.raw`\d{1,9}(?:[,，]\d{3}){0,4}(?:\.\d{1,4})?`;

/**
 * A number whose unit measures something else than what it is said of (数值与计量单位矛盾): 气温升至35公里. For each quantity `x`
 * the params give its names under `x` and the units that measure it under `x-units`; `links` are the words that may stand
 * between name and number. A unit counts only if it is one of another quantity, so that an unknown unit accuses nobody.
 */
export function quantityUnits(params: Params): Detector {
  const links = wordsOf(params, 'links');
  const kinds = Object.keys(params).filter((key) => Object.hasOwn(params, `${key}-units`));
  const unitsOf = new Map(kinds.map((kind) => [kind, wordsOf(params, `${kind}-units`)] as const));
  const kindOf = new Map(kinds.flatMap((kind) => wordsOf(params, kind).map((name) => [name, kind] as const)));
  if (kindOf.size === 0) return () => [];
  const units = [...new Set([...unitsOf.values()].flat())];
  const pattern = new RegExp(
    `(${escaped([...kindOf.keys()])})(?:${escaped(links)}){0,${MOST_LINKS}}\\s?(${NUMBER})\\s?([多余]?[万亿千百]{0,2}[多余]?)(${escaped(units)})`,
    'y',
  );
  // A name or a link stands before the number, at most one blank between: looked for from the numbers back.
  const begins = marksOf(kindOf.keys());
  const ends = marksOf([...kindOf.keys(), ...links], (word) => word.charCodeAt(word.length - 1));
  // Words that end with a digit run into the number.
  const loose = [...kindOf.keys(), ...links].some((word) => isDigit(word.charCodeAt(word.length - 1)));
  const reach = longestOf([...kindOf.keys()]) + MOST_LINKS * longestOf(links) + 1;
  return (text, _context, look) => {
    const found: Detected[] = [];
    const behind = (at: number) => ends[text.charCodeAt(at - 1)] === 1 || ends[text.charCodeAt(at - 2)] === 1;
    const places = runsWhere(look(), (from) => from > 0 && (loose || behind(from)));
    for (const match of matchesNear(text, pattern, places, reach, begins)) {
      const [whole, name = '', , , unit = ''] = match;
      const own = unitsOf.get(kindOf.get(name) ?? '') ?? [];
      if (own.includes(unit)) continue;
      // A unit may be the beginning of a longer one that the table does not know: 米 of 米粉, 人 of 人次.
      const end = match.index + whole.length;
      if (/[\u4e00-\u9fa5]/.test(text[end] ?? '') && !/[的，、和及以左右上下]/.test(text[end] ?? ''))
        continue;
      found.push({ start: match.index, end, why: `“${name}”的单位不会是“${unit}”` });
    }
    return found;
  };
}

function longestOf(words: readonly string[]): number {
  return words.reduce((most, word) => Math.max(most, word.length), 0);
}

const CLOCK =
  /(?<![\d:：.])(?:(上午|下午|凌晨|早上|晚上|晚|中午|傍晚)\s?)?(\d{1,2})([时点:：])(\d{1,2})(分|(?![\d:：]))/y;
/** What follows the hour. */
const CLOCK_SIGNS = marksOf(['时', '点', ':', '：']);
/** 上午 and a blank in front of it. */
const BEFORE_HOUR = 3;

/** Times of day that no clock shows: 25时30分, 下午3点75分. `spans`: words before lengths of time. */
export function impossibleTimes(params: Params): Detector {
  const spans = wordsOf(params, 'spans');
  return (text, _context, look) => {
    const found: Detected[] = [];
    const hours = runsWhere(
      look(),
      (from, to) =>
        to - from <= 2 && CLOCK_SIGNS[text.charCodeAt(to)] === 1 && isDigit(text.charCodeAt(to + 1)),
    );
    for (const match of matchesNear(text, CLOCK, hours, BEFORE_HOUR)) {
      const [whole, part, hour = '', mark, minute = '', unit] = match;
      const [hours, minutes] = [Number(hour), Number(minute)];
      if (hours <= 24 && minutes <= 59 && !(hours === 24 && minutes > 0)) continue;
      // 3:2 is a ratio, 78:65 a result: digits with a colon are a time only behind a part of the day.
      if ((mark === ':' || mark === '：') && (part === undefined || minute.length !== 2)) continue;
      if (
        (mark === '时' || mark === '点') &&
        (unit !== '分' || (mark === '点' && part === undefined && hours > 24))
      )
        continue;
      if (includesAny(text.slice(Math.max(0, match.index - 8), match.index), spans)) continue;
      found.push({
        start: match.index,
        end: match.index + whole.length,
        why: hours > 24 || (hours === 24 && minutes > 0) ? `没有${hour}时` : `没有${minute}分`,
      });
    }
    return found;
  };
}
