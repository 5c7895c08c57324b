import type { Look } from './look.ts';
import { type Detected, type Detector, includesAny, type Params, wordsOf } from './types.ts';

const NUMBER = String.raw`\d{1,9}(?:[,，]\d{3}){0,3}(?:\.\d{1,4})?`;
const UNIT = String.raw`(?:[万亿])?(?:[\u4e00-\u9fa5]{1,2}?|[%％])`;
/** A named value: 咨询类5件, 占40%. What follows says that the unit ends there. */
const ITEM = new RegExp(
  String.raw`([\u4e00-\u9fa5“”《》]{0,16}[：:]?)\s?(?<![\d.])(${NUMBER})(${UNIT})(?=[，,、；;。！：:（()）和及\n\0]|$)`,
  'g',
);
/** From the total to its parts; 分别 and a colon tell that they are all. */
const LEAD = /^\s?(?:[（(，,；;：:]\s?(其中|分别[为是]|即)[：:，,]?|([：:]))\s?/;
/** A sentence has so many characters; of a longer one each stretch of the longest counts for itself. */
const SHORTEST = 8;
const LONGEST = 400;
const RATIO =
  /(?<![\d.])(\d{1,2}(?:\.\d{1,2})?)\s?[:：∶]\s?(\d{1,2}(?:\.\d{1,2})?)\s?[:：∶]\s?(\d{1,2}(?:\.\d{1,2})?)(?![\d.:：∶])/g;
/** Numbers of a total with its parts, and of a ratio, at least. */
const FEWEST = 3;
/** Others are left out, or what is told is a change and no part. */
const OPEN = /等|主要|重点|以上|以下|超过|左右|近期|约|余|多个/;
const CHANGE = /增|降|减|升|下滑|同比|环比|超|比上|率|人均|平均/;
const KIND = /[类级型批期]$/;

interface Value {
  readonly label: string;
  readonly value: number;
  /** Half a unit of the last digit that is printed. */
  readonly half: number;
  readonly unit: string;
  readonly start: number;
  readonly end: number;
}

/** Words of which one says one part and all together the whole: 男, 女. */
type Family = readonly (readonly string[])[];

/**
 * Parts that do not make up their whole (分项与合计不符). Only what is unmistakable: parts that are said to be all (共5项：…, 分别为…), or
 * of a `family` whose members make up a whole (男 and 女, the three sectors); parts of kinds (咨询类、投诉类) behind 其中; shares
 * of a family that are not 100 % together; the ratio of the three sectors. `totals`: words before a total; a `family` is one member an
 * item, with `/` between its names.
 */
export function sumsOfParts(params: Params): Detector {
  const totals = wordsOf(params, 'totals');
  const sectors = wordsOf(params, 'sectors');
  const families: readonly Family[] = Object.keys(params)
    .filter((key) => key.startsWith('family-'))
    .map((key) => wordsOf(params, key).map((member) => member.split('/')));
  // Shares of a family are as many as it has members.
  const fewest = Math.max(1, Math.min(FEWEST, ...families.map(({ length }) => length)));

  function inSentence(text: string, offset: number): readonly Detected[] {
    const values = valuesOf(text);
    const found: Detected[] = [];
    values.forEach((total, index) => {
      if (!totals.some((word) => total.label.includes(word))) return;
      const lead = LEAD.exec(text.slice(total.end));
      if (lead === null) return;
      const parts = partsOf(text, values.slice(index + 1), total);
      const wrong = parts === null ? null : mismatch(total, parts, lead[1] === '其中', families);
      const last = parts?.at(-1);
      if (wrong !== null && last !== undefined)
        found.push({ start: offset + total.start, end: offset + last.end, why: wrong });
    });
    return [...found, ...shares(values, offset, families)];
  }

  return (text, _context, look) => {
    const found: Detected[] = [];
    for (const { sentence, index } of sentencesWithNumbers(text, look(), fewest)) {
      if (includesAny(sentence, totals) || tellsShares(sentence)) found.push(...inSentence(sentence, index));
      if (includesAny(sentence, sectors)) found.push(...ratios(sentence, index));
    }
    return found;
  };
}

function tellsShares(sentence: string): boolean {
  return sentence.includes('占') && (sentence.includes('%') || sentence.includes('％'));
}

/**
 * Stretches between the marks that end sentences, in order, that have so many numbers at least. Looked for from the digits: most
 * sentences have none.
 */
function sentencesWithNumbers(
  text: string,
  { runs }: Look,
  fewest: number,
): { sentence: string; index: number }[] {
  const found: { sentence: string; index: number }[] = [];
  let done = 0;
  for (let i = 0; i < runs.length; i += 2) {
    const digit = runs[i] ?? 0;
    if (digit < done) continue;
    let start = digit;
    while (start > done && !endsSentence(text.charCodeAt(start - 1))) start--;
    let end = digit;
    while (end < text.length && !endsSentence(text.charCodeAt(end))) end++;
    done = end;
    if (!((runs[i + 2 * (fewest - 1)] ?? end) < end)) continue;
    for (; end - start >= SHORTEST; start += LONGEST) {
      const sentence = text.slice(start, Math.min(end, start + LONGEST));
      if (/\d/.test(sentence)) found.push({ sentence, index: start });
    }
  }
  return found;
}

/** 。！？, a line break, the border of two parts. */
function endsSentence(code: number): boolean {
  return code === 0x3002 || code === 0xff01 || code === 0xff1f || code === 10 || code === 0;
}

function valuesOf(text: string): readonly Value[] {
  return [...text.matchAll(ITEM)].map(({ 0: whole, 1: label = '', 2: number = '', 3: unit = '', index }) => ({
    label,
    value: Number(number.replace(/[,，]/g, '')),
    half: halfOf(number),
    unit,
    start: index,
    end: index + whole.length,
  }));
}

/** What follows a total, if all of it counts the same; null where something else is told between. */
function partsOf(text: string, values: readonly Value[], total: Value): readonly Value[] | null {
  const counted = values.filter(({ unit, label }) => !/[%％]/.test(unit) && !CHANGE.test(label));
  const first = counted[0];
  if (first === undefined || counted.length < 2 || counted.some(({ unit }) => unit !== total.unit))
    return null;
  if (counted.some(({ label }) => label === '' || OPEN.test(label))) return null;
  // Numbers that were not understood, and a second total, end what is certain.
  const rest = text.slice(total.end);
  const digits = rest.match(/\d[\d.,，]*/g) ?? [];
  if (digits.length !== values.length || OPEN.test(rest) || /[共计]/.test(rest)) return null;
  return counted;
}

function mismatch(
  total: Value,
  parts: readonly Value[],
  some: boolean,
  families: readonly Family[],
): string | null {
  const sum = parts.reduce((all, { value }) => all + value, 0);
  const slack = slackOf([...parts, total]);
  if (Math.abs(sum - total.value) <= slack) return null;
  const family = familyOf(parts, families);
  const kinds =
    parts.every(({ label }) => KIND.test(label)) && new Set(parts.map(({ label }) => label)).size > 1;
  const all = !some || (family !== null && family.length === parts.length) || kinds;
  const tooMany = sum > total.value && family !== null;
  if (!all && !tooMany) return null;
  return `分项之和为${plain(sum)}${total.unit}，与合计${plain(total.value)}${total.unit}不符`;
}

/** Shares in per cent of all members of a family, one after the other. */
function shares(values: readonly Value[], offset: number, families: readonly Family[]): readonly Detected[] {
  const found: Detected[] = [];
  for (const family of families)
    for (let from = 0; from + family.length <= values.length; from++) {
      const own = values.slice(from, from + family.length);
      if (own.some(({ unit, label }) => !/^[%％]$/.test(unit) || CHANGE.test(label))) continue;
      if (!own.every(({ label }) => label.includes('占')) || familyOf(own, [family]) === null) continue;
      const sum = own.reduce((all, { value }) => all + value, 0);
      if (Math.abs(sum - 100) <= slackOf(own) + 0.05) continue;
      const [first, last] = [own[0], own.at(-1)];
      if (first !== undefined && last !== undefined)
        found.push({
          start: offset + first.start,
          end: offset + last.end,
          why: `各项占比之和为${plain(sum)}%，不是100%`,
        });
    }
  return found;
}

function ratios(text: string, offset: number): readonly Detected[] {
  return [...text.matchAll(RATIO)].flatMap(({ 0: whole, 1: a = '', 2: b = '', 3: c = '', index }) => {
    const parts = [a, b, c].map(Number);
    const sum = parts.reduce((all, value) => all + value, 0);
    // 1:2:3 is a ratio of its own.
    if (
      sum < 85 ||
      sum > 115 ||
      Math.abs(sum - 100) <= 0.05 + [a, b, c].reduce((all, one) => all + halfOf(one), 0)
    )
      return [];
    return [
      {
        start: offset + index,
        end: offset + index + whole.length,
        why: `三次产业之比合计${plain(sum)}，不是100`,
      },
    ];
  });
}

/** The family that every label has another member of; null where there is none. */
function familyOf(values: readonly Value[], families: readonly Family[]): Family | null {
  return (
    families.find((family) => {
      const members = values.map(({ label }) => memberOf(label, family));
      return !members.includes(-1) && new Set(members).size === values.length;
    }) ?? null
  );
}

/** The member with the longest name in a label: 不满意 is not 满意. */
function memberOf(label: string, family: Family): number {
  let best = -1;
  let longest = 0;
  family.forEach((names, index) => {
    for (const name of names)
      if (name.length > longest && label.includes(name)) {
        best = index;
        longest = name.length;
      }
  });
  return best;
}

function halfOf(number: string): number {
  const decimals = /\.(\d+)$/.exec(number)?.[1]?.length;
  return decimals === undefined ? 0 : 0.5 * 10 ** -decimals;
}

/** Counts are exact, measured values are rounded. */
function slackOf(values: readonly Value[]): number {
  return values.reduce((all, { half }) => all + half, 0) + 1e-6;
}

function plain(value: number): string {
  return String(Number(value.toFixed(4)));
}
