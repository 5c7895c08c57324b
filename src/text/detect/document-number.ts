import { marksOf, matchesNear, runsWhere } from './look.ts';
import type { Detected, Detector } from './types.ts';

/** 国办发〔2019〕19号: the code of the body, the year in 六角括号, the running number (GB/T 9704-2012 §7.2.5). */
const NUMBER =
  /([[［【（({〔])[\s　]?((?:19|20)\d{2})[\s　]?([\]］】）)}〕])[\s　]?(第[\s　]?)?(0{0,3})(\d{1,5})[\s　]?号/y;
/** What stands before the year, and the blank that may follow it. */
const BRACKETS = marksOf('[［【（({〔');
const BEFORE_YEAR = 2;
/** The code of the body in front of the year. Looked for from there only: every ideograph of a text could begin one. */
const CODE = /([\u4e00-\u9fa5]{1,12}(?:发|函|办|字|规|文|令|通|电|政|委|任|复|请|报|议|纪))[\s　]?$/;
const CODE_REACH = 14;

/** Document numbers in another form than the standard's: other brackets, 第, leading zeros. */
export function documentNumbers(): Detector {
  return (text, _context, look) => {
    const found: Detected[] = [];
    let last = 0;
    const isBracket = (at: number) => BRACKETS[text.charCodeAt(at)] === 1;
    const years = runsWhere(
      look(),
      (from, to) => to - from === 4 && (isBracket(from - 1) || isBracket(from - BEFORE_YEAR)),
    );
    for (const match of matchesNear(text, NUMBER, years, BEFORE_YEAR, BRACKETS)) {
      const [whole, open, year, close, ordinal, zeros, number] = match;
      const before = text.slice(Math.max(last, match.index - CODE_REACH), match.index);
      const head = CODE.exec(before);
      if (head === null) continue;
      const [, code = ''] = head;
      last = match.index + whole.length;
      const faults = [
        open === '〔' && close === '〕' ? null : '年份应当用六角括号“〔〕”括入',
        ordinal === undefined ? null : '发文顺序号不加“第”字',
        zeros === '' ? null : '发文顺序号不编虚位',
      ].filter((fault) => fault !== null);
      if (faults.length === 0) continue;
      // A code has a few characters; what stands before them belongs to the sentence.
      const short = code.slice(-4).replace(/^[据照按经以由和及与的即将于行在见附对]+(?=.{2})/, '');
      const start = match.index - before.length + head.index + code.length - short.length;
      found.push({
        start,
        end: match.index + whole.length,
        why: `${faults.join('，')}（GB/T 9704—2012 7.2.5）`,
        suggest: `${short}〔${year}〕${number}号`,
      });
    }
    return found;
  };
}
