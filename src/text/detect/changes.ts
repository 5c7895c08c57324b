import { isBeforeDigits, isBehindDigits, type Look, runsWhere } from './look.ts';
import { type Detected, type Detector, escaped, includesAny, type Params, wordsOf } from './types.ts';

const NUMBER = String.raw`\d{1,9}(?:[,，]\d{3}){0,4}(?:\.\d{1,4})?`;
const UP = '增加|增长|提高|上升|提升|扩大';
const DOWN = '减少|下降|降低|下滑|缩减|压减';
const UNIT = String.raw`(?:[万亿千百]{0,2}[\u4e00-\u9fa5a-zA-Z%％]{0,4}?)`;
const YEARS = String.raw`(?:\d{4}年(?:\d{1,2}月)?[^，。；\d\n]{0,6})?(?<!\d)`;
const PER = `(?<percent>${NUMBER})[%％](?!以|左|上|多)`;
const FROM_TO = String.raw`[从由][^，。；\d\n]{0,6}${YEARS}(?<from>${NUMBER})(?<unit>${UNIT})(?:${UP}|${DOWN})(?:到了?|至|为)[^，。；\d\n]{0,6}${YEARS}(?<to>${NUMBER})(?<unitTo>${UNIT})`;
const CHANGED = `(?:${UP}|${DOWN}|增幅|降幅|增速)了?(?:为|达到?|约)?${PER}`;
const CHANGES = [
  // 由100万元增加到150万元，增长50%
  String.raw`${FROM_TO}[，,；;]\s?(?:同比|环比|年均|累计|净|共|总共|实际)?${CHANGED}`,
  // 增长50%，由100万元增加到150万元
  String.raw`(?:同比|环比|年均|累计)?${CHANGED}[，,；;]\s?${FROM_TO}(?![\d%％\u4e00-\u9fa5])`,
  // 完成投资150万元，比上年的100万元增长50%
  String.raw`(?<!\d)(?<to>${NUMBER})(?<unitTo>${UNIT})[，,]\s?[比较](?:上年|去年|前年|上月|\d{4}年)(?:同期|同月)?的?(?<from>${NUMBER})(?<unit>${UNIT})${CHANGED}`,
].map((source) => new RegExp(source, 'g'));

/** One of these stands behind a number in every change and every sign that contradicts it. */
const PER_CENT = '%％';

/** A change in per cent that does not follow from its two values (前后数据矛盾): 从100万元增加到150万元，增长150%. */
export function wrongPercentages(): Detector {
  return (text, _context, look) => {
    if (!isBehindDigits(text, look(), PER_CENT)) return [];
    const found: Detected[] = [];
    for (const pattern of CHANGES)
      for (const match of text.matchAll(pattern)) {
        const why = contradictionOf(match[0], match.groups ?? {});
        if (why !== null) found.push({ start: match.index, end: match.index + match[0].length, why });
      }
    return found.sort((a, b) => a.start - b.start);
  };
}

function contradictionOf(whole: string, parts: Readonly<Record<string, string | undefined>>): string | null {
  const { from = '', unit = '', to = '', unitTo = '', percent = '' } = parts;
  // Percentages grow in points, and values in different units are for people to compare; 年均 is a rate of its own.
  if (unit !== unitTo || /[%％]/.test(unit) || whole.includes('年均')) return null;
  const [a, b, told] = [from, to, percent].map((number) => Number(number.replace(/[,，]/g, '')));
  if (a === undefined || b === undefined || told === undefined || a === 0) return null;
  const right = (Math.abs(b - a) / a) * 100;
  // Values are printed rounded: what half a unit of their last digit can explain is no contradiction.
  const slack = 0.15 + (roundingOf(from) / a + roundingOf(to) / b) * (100 + right);
  if (Math.abs(right - told) <= Math.max(slack, right * 0.02, 0.6)) return null;
  return `由${from}到${to}，变化幅度约为${right.toFixed(1)}%，不是${percent}%`;
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

/** Units in front of a number within which the name of its share stands. */
const SHARE_REACH = 16;

/**
 * A part that is more than its whole (占比、合格率超过100%). `names`: shares that cannot exceed it; `links`: what may stand between name and
 * number; `not`: what in front of the name makes it another figure (毛入学率 may be more).
 */
export function impossibleShares(params: Params): Detector {
  const names = wordsOf(params, 'names');
  const not = wordsOf(params, 'not');
  if (names.length === 0) return () => [];
  const before = new RegExp(`(?:${escaped(names)})(?:${escaped(wordsOf(params, 'links'))}){0,3}[\\s　]?$`);
  return (text, _context, look) => {
    const found: Detected[] = [];
    if (!isBehindDigits(text, look(), PER_CENT)) return found;
    const numbers = runsWhere(look(), (from, to) => to - from === 3 && text.charAt(from) !== '0');
    for (const start of numbers) {
      const number = SHARE.exec(text.slice(start, start + 12));
      if (number === null || Number(number[1]) <= 100) continue;
      const near = text.slice(Math.max(0, start - SHARE_REACH), start);
      const name = before.exec(near);
      if (name === null || not.some((word) => near.slice(0, name.index).endsWith(word))) continue;
      const [from, end] = [start - name[0].length, start + number[0].length];
      found.push({ start: from, end, why: `部分不会超过整体：“${text.slice(from, end)}”` });
    }
    return found;
  };
}

const SHARE = /^(\d{3}(?:\.\d{1,4})?)[%％]/;
