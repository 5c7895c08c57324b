import { marksOf, matchesNear } from './look.ts';
import { type Detected, type Detector, includesAny, lineAround, type Params, wordsOf } from './types.ts';
import type { Watch } from './watch.ts';

const GRADES = String.raw`(绝[\s　]{0,2}密|机[\s　]{0,2}密|秘[\s　]{0,2}密)`;
const BEFORE = String.raw`(?<![^\n\0])[\s　]{0,20}`;
/** For how long: 10年, 六个月, 长期, 启封前, 2030年12月31日前. */
const PERIOD = String.raw`(?:(?:\d{1,2}|[一二三四五六七八九十壹贰叁伍拾]{1,3})[\s　]?(?:年|个?月|天|日)|长[\s　]?期|(?:解密|启封|启用|拆封|公布|宣布|公开|发布)前|至?\d{4}年\d{1,2}月(?:\d{1,2}日)?[止前]?)`;
/**
 * The mark of a classified document (国家秘密标志, 保守国家秘密法 and GB/T 9704-2012 §7.2.2): grade, ★ and period, alone in its line or
 * beside the copy number and the urgency. A sentence that speaks of marks is none.
 */
const MARK = new RegExp(
  String.raw`${BEFORE}(?:(?:NO\.?|No\.?|№|份号[：:]?)?[\s　]?\d{1,6}[\s　]{1,20})?${GRADES}[\s　]{0,2}[★☆*＊][\s　]{0,2}${PERIOD}?(?=[\s　\n\0]|$|特急|加急|特提)`,
  'y',
);
/** The same as it is often typed: ★机密 1年, （机密）, 【秘密】; it has the line for itself. */
const TYPED = new RegExp(
  String.raw`${BEFORE}(?:[★☆][\s　]{0,2}${GRADES}[\s　]{0,2}(?:[★☆][\s　]{0,2})?${PERIOD}?|[（(【〔［[]${GRADES}[）)】〕］\]])[\s　]{0,20}(?=\n|\0|$|特急|加急|特提)`,
  'y',
);
/** 密级：机密; not 密级：公开, 无, 非密. */
const GRADE =
  /(?<![^\n\0])[\s　]{0,20}(?:密[\s　]{0,4}级|保密等级|涉密等级)[\s　]{0,4}[：:][\s　]{0,4}(绝密|机密|秘密)(?![级类、，/／及和或]|[\s　]{0,4}[（(]?(?:□|○))/y;
/** Units between the start of a line and the 密 of its mark, at most: blanks, copy number, blanks in the grade. */
const BEFORE_GRADE = 90;

/** Classification marks laid out as on a document. `not`: words in the line that make it something else (exam papers: 启用前). */
export function secrecyMarks(params: Params): Detector {
  const not = wordsOf(params, 'not');
  return (text) => {
    const found: Detected[] = [];
    const lines = linesBefore(text, '密');
    for (const pattern of [MARK, TYPED, GRADE])
      for (const match of matchesNear(text, pattern, lines)) {
        const end = match.index + match[0].length;
        const grade = match[1] ?? match[2] ?? '';
        // Where the grades stand one below the other, they are a list to choose from.
        if (pattern === TYPED && isListed(text, match.index, end)) continue;
        const start = match.index + match[0].indexOf(grade);
        const { line } = lineAround(text, start, end, 60);
        if (!includesAny(line, not)) found.push({ start, end });
      }
    return found;
  };
}

/** Whether the line before or behind is a grade too. */
function isListed(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 12), start).trim();
  const after = text.slice(end, end + 12).trim();
  return /[密级][）)】〕］\]]?$/.test(before) || /^[（(【〔［[★☆\s　]*[绝机秘]密/.test(after);
}

/** Starts of lines that have a character not far behind. */
function linesBefore(text: string, character: string): number[] {
  const starts: number[] = [];
  let done = 0;
  for (let place = text.indexOf(character); place >= 0; place = text.indexOf(character, place + 1)) {
    for (let at = Math.max(done, place - BEFORE_GRADE); at <= place; at++) {
      const before = at === 0 ? LINE_END : text.charCodeAt(at - 1);
      if (before === LINE_END || before === 0) starts.push(at);
    }
    done = place + 1;
  }
  return starts;
}

const LINE_END = 0x0a;

/** （此件不公开）, 公开属性：依申请公开: what the document itself says about its disclosure (国办函〔2015〕… 公文公开属性源头认定). */
const NOTE = /[（(【]\s?(?:此件|本件|此文)?(不予公开|不公开|依申请公开|删减后公开)(?:发布)?\s?[）)】]/y;
const OPTION =
  /(?:此件|本件|公开(?:属性|选项|类别|类型|方式|形式|类形)|信息公开(?:选项|属性))[\s　]{0,2}[：:]?[\s　]{0,4}(不予公开|不公开|依申请公开)/y;
/** What every match of them says, and the units in front of it at most: of （此件, of 信息公开选项 with its colon and blanks. */
const SAID = ['不公开', '不予公开', '依申请公开', '删减后公开'];
const BEFORE_NOTE = 4;
const BEFORE_OPTION = 13;
const NOTE_BEGINS = marksOf('（(【');
const OPTION_BEGINS = marksOf(['此件', '本件', '公开', '信息公开']);

/** Documents that say of themselves that they are not for the public. `least`: characters that a text has, not a catalogue entry. */
export function disclosureOptions(params: Params, watch: Watch): Detector {
  const least = typeof params.least === 'number' ? params.least : 0;
  const not = wordsOf(params, 'not');
  const asker = watch.words(SAID);
  return (text, _context, look) => {
    const found: Detected[] = [];
    const places = look().places(asker);
    for (const matches of [
      matchesNear(text, NOTE, places, BEFORE_NOTE, NOTE_BEGINS),
      matchesNear(text, OPTION, places, BEFORE_OPTION, OPTION_BEGINS),
    ])
      for (const match of matches) {
        const start = match.index;
        const end = start + match[0].length;
        const { from, line } = lineAround(text, start, end, 60);
        // A catalogue lists what is 依申请公开 by title only; it takes a text to be published against its own note.
        if (match[1] === '依申请公开' && text.length < least) continue;
        // Within a sentence it is a matter that is written about; the note has a line or the end of one for itself.
        const alone =
          line.slice(0, start - from).trim().length <= 12 && line.slice(end - from).trim().length <= 12;
        if (alone && !includesAny(line, not)) found.push({ start, end });
      }
    return found;
  };
}
