import type { Conditions, Field } from '../pack/schema.ts';
import type { NearCheck } from './neighbours.ts';

/** A part of a text: where it stands in the page. Parts do not overlap and come in order. */
export interface TextPart {
  readonly field: Field;
  readonly start: number;
  readonly end: number;
}

/** What is known about a text besides its words. */
export interface TextContext {
  /** Day (`YYYY-MM-DD`, longer forms are cut) that the text is of; null where it is not known. */
  readonly date?: string | null;
  /** Division code (行政区划代码) of the body that publishes it; null where it is not known. */
  readonly region?: string | null;
  readonly parts?: readonly TextPart[];
}

const TITLES: readonly Field[] = ['title', 'heading'];

/** The part that holds an offset; a text without parts is one body. */
export function partAt(text: string, context: TextContext, offset: number): TextPart {
  const parts = context.parts ?? [];
  let low = 0;
  let high = parts.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const part = parts[middle];
    if (part === undefined || part.end <= offset) low = middle + 1;
    else if (part.start > offset) high = middle - 1;
    else return part;
  }
  return { field: 'body', start: 0, end: text.length };
}

/** Whether all conditions but `distinct` hold for a span. */
export function holds(
  when: Conditions,
  text: string,
  start: number,
  end: number,
  context: TextContext,
  near: NearCheck,
): boolean {
  const part = partAt(text, context, start);
  if (when.onlyTitle === true && !TITLES.includes(part.field)) return false;
  if (when.fields !== undefined && !when.fields.includes(part.field)) return false;
  if (!dated(when, context.date ?? null)) return false;
  if (when.region !== undefined && !when.region.some((code) => context.region?.startsWith(code) === true))
    return false;
  if (when.notPrecededBy?.some((word) => text.endsWith(word, start) && start >= word.length) === true)
    return false;
  if (when.notFollowedBy?.some((word) => text.startsWith(word, end)) === true) return false;
  if (when.near !== undefined && !near(when.near, start, end, part)) return false;
  if (when.notNear !== undefined && near(when.notNear, start, end, part)) return false;
  if (when.lineAtMost !== undefined && lineLength(text, start, end, when.lineAtMost) > when.lineAtMost)
    return false;
  return when.notInLawQuotation !== true || !inQuotation(text, start, end);
}

function dated({ datedAfter, datedBefore }: Conditions, date: string | null): boolean {
  if (datedAfter === undefined && datedBefore === undefined) return true;
  if (date === null) return false;
  const day = date.slice(0, 10);
  return (datedAfter === undefined || day >= datedAfter) && (datedBefore === undefined || day < datedBefore);
}

/** Length of the line around a span without the space at its ends; looks no further than one above `most`. */
function lineLength(text: string, start: number, end: number, most: number): number {
  const before = text.slice(Math.max(0, start - most - 20), start);
  const after = text.slice(end, end + most + 20);
  const stop = after.search(/[\n\0]/);
  const from = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\0')) + 1;
  return (before.slice(from) + text.slice(start, end) + (stop < 0 ? after : after.slice(0, stop))).trim()
    .length;
}

const QUOTED_FAR = 400;
const CITES =
  /(?:规定|条例|办法|法》|通知|决定|意见|印发|第[一二三四五六七八九十百零\d]{1,6}[条款项])[^“”]{0,20}$/;
const ARTICLE = /^[\s　]*第[一二三四五六七八九十百零\d]{1,6}条/;

/** A title without 《》: 国务院办公厅关于印发农业部职能配置规定的通知. */
const TITLE_BEFORE = /(?:关于|转发|批转|印发)[^，。；！？\n\0]{0,60}$/;
const TITLE_AFTER =
  /^[^，。；！？\n\0]{0,80}(?:通知|批复|复函|函|意见|决定|方案|请示|报告|公告|通告|规定|办法|通报)/;

/** Inside 《…》, in the title of a document, inside “…” behind the name of a rule, or in a line that is an article of a law. */
export function inQuotation(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - QUOTED_FAR), start);
  const after = text.slice(end, end + QUOTED_FAR);
  if (encloses(before, after, '《', '》', 80)) return true;
  if (TITLE_BEFORE.test(before.slice(-80)) && TITLE_AFTER.test(after.slice(0, 100))) return true;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (ARTICLE.test(line)) return true;
  if (!encloses(before, after, '“', '”', QUOTED_FAR)) return false;
  return CITES.test(before.slice(0, before.lastIndexOf('“')).slice(-60));
}

function encloses(before: string, after: string, open: string, close: string, far: number): boolean {
  const opened = before.lastIndexOf(open);
  if (opened < 0 || before.length - opened > far || before.lastIndexOf(close) > opened) return false;
  const closed = after.indexOf(close);
  const again = after.indexOf(open);
  return closed >= 0 && closed <= far && (again < 0 || again > closed);
}
