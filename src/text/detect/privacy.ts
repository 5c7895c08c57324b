import { marksOf, matchesNear, runsWhere } from './look.ts';
import { endsWithName, hasName, startsWithName } from './names.ts';
import { isCardNumber, isResidentId } from './numbers.ts';
import { type Detected, type Detector, includesAny, lineAround, type Params, wordsOf } from './types.ts';
import type { Watch } from './watch.ts';

/** Full-width digits and a separator after each group are common in typed-up lists. */
const ID =
  /(?<![0-9A-Za-z０-９_/*.-])[1-9]\d{5}[ -]?(?:18|19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXx](?![0-9A-Za-z０-９_*])/y;
const ID_WIDE = /[０-９]{17}[０-９ＸｘXx]/g;

/** Resident identity numbers that are valid in every part. `not`: labels of other numbers in the same shape. */
export function residentIds(params: Params): Detector {
  const not = wordsOf(params, 'not');
  return (text, _context, look) => {
    const found: Detected[] = [];
    const long = runsWhere(look(), (from, to) => to - from >= 6);
    for (const match of matchesNear(text, ID, long)) {
      const start = match.index;
      if (
        isResidentId(match[0].replace(/[ -]/g, '')) &&
        !includesAny(text.slice(Math.max(0, start - 16), start), not)
      )
        found.push({ start, end: start + match[0].length });
    }
    if (!look().wide) return found;
    for (const match of text.matchAll(ID_WIDE))
      if (isResidentId(match[0].normalize('NFKC')))
        found.push({ start: match.index, end: match.index + match[0].length });
    return found;
  };
}

const MOBILE = /(?<![0-9A-Za-z_/*.=-])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9A-Za-z_*]|[.-]\d)/y;
const MOBILE_BEGINS = marksOf('+18');
/** What may stand between a name and the number that is that person's. */
const BETWEEN =
  /(?:[，,、；;:：（(\s　|\t]|男|女|汉族|\d{1,3}岁|本人|同志|先生|女士|身份证号?码?|(?:家长|监护人|父亲|母亲|家属|本人)?(?:手机号?码?|电话号?码?|联系方式|联系电话|移动电话)|号码|为|是|[0-9Xx*]{15,18})*$/;

/**
 * Mobile numbers of persons: beside a name, in a place that is no contact line. Numbers that bodies give to be called are fine:
 * `official` are the words that say so.
 */
export function mobiles(params: Params): Detector {
  const official = wordsOf(params, 'official');
  return (text, _context, look) => {
    const found: Detected[] = [];
    // It begins with 1, or with the code of the country: 86, +86.
    const begins = runsWhere(
      look(),
      (from, to) => to - from >= 2 && MOBILE_BEGINS[text.charCodeAt(from)] === 1,
    );
    for (const match of matchesNear(text, MOBILE, begins, 1, MOBILE_BEGINS)) {
      const start = match.index;
      const end = start + match[0].length;
      const { from, line } = lineAround(text, start, end, 120);
      if (includesAny(line, official)) continue;
      const before = line.slice(0, start - from).replace(BETWEEN, '');
      const after = line.slice(end - from);
      if (endsWithName(before) || startsWithName(after)) found.push({ start, end });
    }
    return found;
  };
}

const CARD = /(?<![0-9A-Za-z_/*.-])\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![0-9A-Za-z_*]|[.-]\d)/y;

/** Bank cards by issuer range and check digit, where the words around speak of a card or account that is no body's own. */
export function bankCards(params: Params): Detector {
  const labels = wordsOf(params, 'labels');
  const official = wordsOf(params, 'official');
  return (text, _context, look) => {
    const found: Detected[] = [];
    const long = runsWhere(look(), (from, to) => to - from >= 4);
    for (const match of matchesNear(text, CARD, long)) {
      const start = match.index;
      const end = start + match[0].length;
      const digits = match[0].replace(/[ -]/g, '');
      if (!isCardNumber(digits) || isResidentId(digits)) continue;
      const around = text.slice(Math.max(0, start - 60), end + 40);
      if (includesAny(around, labels) && !includesAny(around, official)) found.push({ start, end });
    }
    return found;
  };
}

const PASSPORT = /(?<![0-9A-Za-z_/-])(?:[EGDSP]\d{8}|E[A-HJ-NP-Z]\d{7})(?![0-9A-Za-z_*])/y;
/** Letters in front of the digits of a passport. */
const PASSPORT_LETTERS = 2;

/** Numbers of Chinese passports directly behind their label. */
export function passports(params: Params): Detector {
  const labels = wordsOf(params, 'labels');
  return (text, _context, look) => {
    const found: Detected[] = [];
    const long = runsWhere(look(), (from, to) => to - from >= 7);
    for (const match of matchesNear(text, PASSPORT, long, PASSPORT_LETTERS)) {
      const before = text.slice(Math.max(0, match.index - 14), match.index);
      if (includesAny(before, labels)) found.push({ start: match.index, end: match.index + match[0].length });
    }
    return found;
  };
}

const ADDRESS =
  /(?:家住|(?<=[，,、；;\s　])住(?![院房宅建址所户])|家庭住址|家庭地址|现住址|现住地址|户籍地址|户籍所在地|住址)[：:，,\s　为在是]{0,3}([^\s，。；;\n]{4,40}?(?:\d{1,4}|[一二三四五六七八九十]{1,4})(?:号楼?|栋|幢|单元|室)(?:\d{1,4}(?:号楼?|栋|幢|单元|室|户)){0,3})/y;
/** One of these is near the beginning of every match. */
const ADDRESS_WORDS = ['住', '家庭', '户籍'];
const ADDRESS_BEGINS = marksOf(['家', '住', '现', '户']);
/** Units in front of 住: 家庭住址. */
const BEFORE_ADDRESS = 2;

/** Home addresses down to house or door in a line that also names a person. */
export function homeAddresses(params: Params, watch: Watch): Detector {
  const official = wordsOf(params, 'official');
  const asker = watch.words(ADDRESS_WORDS);
  return (text, _context, look) => {
    const found: Detected[] = [];
    const places = look().places(asker);
    for (const match of matchesNear(text, ADDRESS, places, BEFORE_ADDRESS, ADDRESS_BEGINS)) {
      const address = match[1] ?? '';
      const start = match.index + match[0].length - address.length;
      const end = start + address.length;
      const { line } = lineAround(text, match.index, end, 80);
      if (address.includes('*') || address.includes('×') || includesAny(line, official)) continue;
      if (hasName(line)) found.push({ start, end });
    }
    return found;
  };
}
