import { isDigit, type Look, marksOf, matchesNear, runsWhere } from './look.ts';
import { type Detected, type Detector, includesAny, type Params, wordsOf } from './types.ts';

/** Links between a name and its number. */
const MOST_LINKS = 3;
const NUMBER = String.raw`\d{1,9}(?:[,，]\d{3}){0,4}(?:\.\d{1,4})?`;
const escaped = (words: readonly string[]) =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('|');

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

const UP = '增加|增长|提高|上升|提升|扩大';
const DOWN = '减少|下降|降低|下滑|缩减|压减';
const UNIT = String.raw`(?:[万亿千百]{0,2}[\u4e00-\u9fa5a-zA-Z%％]{0,4}?)`;
const CHANGE = new RegExp(
  `[从由][^，。；\\d\\n]{0,6}(?:\\d{4}年(?:\\d{1,2}月)?[^，。；\\d\\n]{0,6})?(?<!\\d)(${NUMBER})(${UNIT})(${UP}|${DOWN})(?:到了?|至|为)[^，。；\\d\\n]{0,6}(?:\\d{4}年(?:\\d{1,2}月)?[^，。；\\d\\n]{0,6})?(?<!\\d)(${NUMBER})(${UNIT})[，,；;]\\s?(?:同比|环比|年均|累计|净|共|总共|实际)?(${UP}|${DOWN}|增幅|降幅|增速)了?(?:为|达到?|约)?(${NUMBER})[%％](?!以|左|上|多)`,
  'g',
);

const PER_CENT = '%％';

/** A change in per cent that does not follow from its two values (前后数据矛盾): 从100万元增加到150万元，增长150%. */
export function wrongPercentages(): Detector {
  return (text, _context, look) => {
    const found: Detected[] = [];
    if (!isBehindDigits(text, look(), PER_CENT)) return found;
    for (const match of text.matchAll(CHANGE)) {
      const [whole, from = '', unit = '', , to = '', unitTo = '', , percent = ''] = match;
      // Percentages grow in points, and values in different units are for people to compare; 年均 is a rate of its own.
      if (unit !== unitTo || /[%％]/.test(unit) || whole.includes('年均')) continue;
      const [a, b, told] = [from, to, percent].map((number) => Number(number.replace(/[,，]/g, '')));
      if (a === undefined || b === undefined || told === undefined || a === 0) continue;
      const right = (Math.abs(b - a) / a) * 100;
      // Values are printed rounded: what half a unit of their last digit can explain is no contradiction.
      const slack = 0.15 + (roundingOf(from) / a + roundingOf(to) / b) * (100 + right);
      if (Math.abs(right - told) <= Math.max(slack, right * 0.02, 0.6)) continue;
      found.push({
        start: match.index,
        end: match.index + whole.length,
        why: `由${from}到${to}，变化幅度约为${right.toFixed(1)}%，不是${percent}%`,
      });
    }
    return found;
  };
}

/** Half a unit of the last digit that is printed. */
function roundingOf(number: string): number {
  const decimals = /\.(\d+)$/.exec(number)?.[1]?.length ?? 0;
  return 0.5 * 10 ** -decimals;
}

const SIGNED = new RegExp(`(?:${UP}|${DOWN}|负增长)了?[-－−]\\s?\\d{1,3}(?:\\.\\d{1,2})?[%％]`, 'g');
const BOTH = /同比(?:增长|上升|提高)(?:下降|减少|降低)\d/g;
/** How the words for a fall end that BOTH looks for. */
const FALL_ENDS = '降少低';
const TIMES = /(?:减少|下降|降低|缩小)了?\d{1,3}(?:\.\d{1,2})?倍/g;

/** Whether one of some signs stands right behind a run of digits: without one the pattern cannot match. */
function isBehindDigits(text: string, { runs }: Look, signs: string): boolean {
  for (let i = 1; i < runs.length; i += 2) if (signs.includes(text.charAt(runs[i] ?? 0) || ' ')) return true;
  return false;
}

/** The same in front of a run. */
function isBeforeDigits(text: string, { runs }: Look, signs: string): boolean {
  for (let i = 0; i < runs.length; i += 2)
    if (signs.includes(text.charAt((runs[i] ?? 0) - 1) || ' ')) return true;
  return false;
}

/** Growth told against itself: 增长-5%, 同比增长下降5%, 减少2倍 (nothing can shrink by more than once itself). */
export function contradictoryChanges(params: Params): Detector {
  const not = wordsOf(params, 'not');
  const kinds: readonly [RegExp, (text: string, look: Look) => boolean, string][] = [
    [SIGNED, (text, look) => isBehindDigits(text, look, PER_CENT), '升降方向与数值的正负号矛盾'],
    [BOTH, (text, look) => isBeforeDigits(text, look, FALL_ENDS), '“增长”与“下降”矛盾'],
    [TIMES, (text, look) => isBehindDigits(text, look, '倍'), '减少的幅度不用倍数表示，减少一倍即为零'],
  ];
  return (text, _context, look) => {
    const found: Detected[] = [];
    for (const [pattern, isWorthwhile, why] of kinds) {
      if (!isWorthwhile(text, look())) continue;
      for (const match of text.matchAll(pattern)) {
        const around = text.slice(Math.max(0, match.index - 12), match.index + match[0].length + 4);
        if (!includesAny(around, not))
          found.push({ start: match.index, end: match.index + match[0].length, why });
      }
    }
    return found.sort((a, b) => a.start - b.start);
  };
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
