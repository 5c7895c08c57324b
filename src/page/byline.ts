import { datesIn, findDates, findDigits, isoText, type PageDate } from './dates.ts';
import { countLetters, oneLine, type ParsedPage } from './dom.ts';
import type { Tags } from './tags.ts';

/** Who published an article and when (发布时间、来源、作者), as the page shows it. */
export interface Byline {
  readonly published: string | null;
  readonly source: string | null;
  readonly author: string | null;
}

const SPACED = String.raw`[\s【[(（]{0,4}$`;
/** Labels of the day of publishing; where none of them is there, those that may mean another day as well. */
const PUBLISHED = new RegExp(
  String.raw`(?:[发發]\s?[布佈]\s?(?:[时時]\s?[间間]|日\s?期|于)?|发表(?:时间|日期|于)|刊[发登](?:时间|日期)|上传(?:时间|日期)|上网(?:时间|日期)|公布(?:时间|日期)|公开(?:时间|日期)|添加(?:时间|日期)|时间发布|published(?: on)?)\s{0,3}[:：]?${SPACED}`,
  'i',
);
const DATED = new RegExp(
  String.raw`(?:[发發]文(?:时间|日期)|更新(?:[时時][间間]|日期)?|录入(?:时间|日期)|编辑(?:时间|日期)|生成(?:时间|日期)|稿件时间|[时時]\s{0,4}[间間]|日\s{0,4}期|updated|date|time)\s{0,3}[:：]?${SPACED}`,
  'i',
);
/** Days that a document carries which are not the day of publishing. */
const OTHER_DAY =
  /(?:成文|印发|实施|生效|废止|失效|有效期|截止|施行|签署|落款|起草|开始|结束|会议|制发|(?:征集|报名|活动|公示|受理|展览|展出|考试|笔试|面试|访谈|直播|培训|举办|举行|召开|开放|办公|开标|投标|竞价|拍卖|缴费|体检|申报|填报|投票|调查|反馈|整改|起止|到期)(?=时间|日期))(?:时间|日期)?\s{0,3}[:：]?[\s【[(]{0,4}$/;

/** What ends a value wherever it stands; labels, which end it with their colon; words, which end it where they stand apart. */
const ENDS =
  '责任编辑|信息提供|信息来源|文章来源|发\\s?布\\s?(?:时间|日期|人|单位|者)|更新(?:时间|日期)|(?:浏览|点击|阅读|访问)(?:次数|量|数|率|[(（\\d])|人气[(（\\d]|字体|字号|文字大小|打印|关闭|视力|背景色|我要|大中小|大\\s中\\s小|扫一扫|索引号|听全文|(?<=[报社台网])记者|通讯员|【|\\[|\\||｜|\\(\\d|（\\d|(?:19|20)\\d\\d[-年./]';
const LABELS =
  '(?:来\\s{0,4}源|作\\s{0,4}者|撰稿|编\\s{0,2}辑|责编|审核|审签|校对|时间|日期|更新|发布|记者|摄影|发稿|供稿|录入|人气|浏览|点击|阅读|访问|分享|次数)(?:时间|日期|人|次数|量|数)?\\s{0,3}[:：]';
const WORDS =
  '作\\s{0,4}者|撰稿|编\\s{0,2}辑|责编|审核|审签|校对|发\\s?布|时间|日期|更新|浏览|点击|阅读|访问|人气|分享|保存|收藏|背景|记者|摄影|次数|语音|朗读|繁体|来\\s{0,4}源|发稿|供稿|录入|纠错|复制|评论|下载|(?:Updated|Editor|Author|Date|Time|Font|Print|Share)\\b';
const SOURCE =
  /(?:信息来源|文章来源|稿件来源|新闻来源|内容来源|发布来源|资料来源|[来來]\s{0,6}源|信息提供(?:单位|者)?|供稿单位|供稿|稿源|出处|转载自|转自|\b[Ss]ource|\bSOURCE|\bFrom)\s{0,3}[:：]\s{0,6}(?:来\s{0,4}源\s{0,3}[:：]\s{0,6})?[【[(（]?\s?([^\n\t]{1,120})/;
/** `[来源] 县水务局`: brackets in place of the colon. */
const SOURCE_IN_BRACKETS =
  /[【[]\s?(?:信息来源|文章来源|稿件来源|来\s{0,4}源)\s?[\]】]\s{0,3}[:：]?\s{0,3}([^\n\t:：]{2,60})/;
const SOURCE_LABEL = /来\s{0,4}源\s{0,3}[:：]\s{0,3}$/;
const ISSUER =
  /(?:发布机构|发布单位|发文机关|发文单位|公开责任部门|发布部门|信息发布|公开部门|责任部门)\s{0,3}[:：]?[\s\t]{0,6}([^\n\t]{2,60})/;
const AUTHOR =
  /(?:作\s{0,6}者|撰稿人?|撰\s{0,2}文|文\s{0,2}章\s{0,2}作\s{0,2}者|\bAuthor|\bBy(?=\s?[:：]))\s{0,3}[:：]\s{0,6}([^\n\t]{1,60})/;
const EDITOR = /(?:责任编辑|责\s{0,2}编|编\s{0,4}辑|信息录入|发布人)\s{0,3}[:：]\s{0,6}([^\n\t]{1,40})/;
const STOP = new RegExp(
  String.raw`[\s　】\]）)｜|/]{0,4}(?:${ENDS}|${LABELS})|[\s　】\]）)｜|/]{1,4}(?:${WORDS})`,
);

export interface BylineRegion {
  /** Lines between headline and body. */
  readonly head: string;
  /** Lines above the headline that belong to it: the table of 政府信息公开. */
  readonly above: string;
  /** Lines right after the body, up to those of other articles. */
  readonly tail: string;
  /** Words of the headline's own line beyond the title. */
  readonly beside: string;
  /** Where `head` stands in `page.text`. */
  readonly headFrom: number;
  readonly headTo: number;
}

export function readByline(page: ParsedPage, region: BylineRegion, tags: Tags): Byline {
  return {
    published: publishedOf(page, region, tags),
    source: sourceOf(page, region, tags),
    author: authorOf(region, tags),
  };
}

/** What readers are shown wins over the tag: tags are often the time of a migration. */
function publishedOf(page: ParsedPage, region: BylineRegion, tags: Tags): string | null {
  const under =
    underLabel(region.head, /^(?:发布|公开|生成)(?:时间|日期)$/) ??
    underLabel(region.above, /^(?:发布|公开|生成)(?:时间|日期)$/);
  const shown =
    bestDate(region.head, true) ??
    findDates(under ?? '')[0] ??
    bestDate(region.above, true) ??
    bestDate(region.head, false) ??
    bestDate(region.beside, false) ??
    bestDate(region.tail, true) ??
    writtenDate(page, region) ??
    scriptDate(page) ??
    timedDate(region.tail) ??
    findDates(tags.PubDate ?? '')[0];
  const date = shown ?? compact(tags.PubDate);
  return date === undefined || date === null ? null : isoText(date);
}

function compact(tag: string | undefined): PageDate | null {
  const m = /^((?:19|20)\d\d)(\d\d)(\d\d)/.exec((tag ?? '').trim());
  return m === null ? null : (findDates(`${m[1]}-${m[2]}-${m[3]}`)[0] ?? null);
}

/** A date called the day of publishing; without label any that is not called otherwise, one with an hour first. */
function bestDate(text: string, labelled: boolean): PageDate | null {
  if (text === '') return null;
  const digits = findDigits(text);
  let best: PageDate | null = null;
  let sure = false;
  for (const date of datesIn(digits)) {
    const before = digits.plain.slice(Math.max(0, date.start - 24), date.start);
    if (OTHER_DAY.test(before) || END_OF_SPAN.test(before)) continue;
    const published = PUBLISHED.test(before);
    if (labelled && !published && !DATED.test(before)) continue;
    if (best === null || (labelled && published && !sure)) {
      best = date;
      sure = published;
    } else if (best.time === null && date.time !== null && sameDay(best, date)) best = date;
  }
  return best;
}

/** `2019年5月8日至` before a day: it ends a span of time. */
const END_OF_SPAN = /\d\s?日?\s?(?:至|到|~|～)\s?$/;

function sameDay(a: PageDate, b: PageDate): boolean {
  return a.year === b.year && a.month === b.month && a.day === b.day;
}

/** `发布时间：<script>var d = '2019年05月17日'; document.write(d)</script>`: what the script after the label writes, whatever its names. */
function writtenDate(page: ParsedPage, region: BylineRegion): PageDate | null {
  const value = /["']([^"'\n]{0,8}(?:19|20)\d\d[^"'\n]{4,24})["']/;
  const text = writtenAfter(page, region, PUBLISHED, value) ?? writtenAfter(page, region, DATED, value);
  return text === null ? null : (findDates(text)[0] ?? null);
}

/** The string that a script right after a label of the by-line holds and writes. */
function writtenAfter(page: ParsedPage, region: BylineRegion, label: RegExp, value: RegExp): string | null {
  for (const script of page.byTag('script')) {
    if (script.t0 < region.headFrom || script.t0 > region.headTo || script.c1 - script.c0 > 1_000) continue;
    if (!label.test(page.text.slice(Math.max(region.headFrom, script.t0 - 24), script.t0))) continue;
    const code = page.rawOf(script);
    const found = code.includes('write') ? value.exec(code)?.[1] : undefined;
    if (found !== undefined) return found;
  }
  return null;
}

const MAX_CAPTION = 40;

/** Picture pages print day and hour under the pictures; a day without an hour may be of anything. */
function timedDate(tail: string): PageDate | null {
  const first = findDates(tail)[0];
  // Further down the days are those of other articles.
  if (first !== undefined && countLetters(tail.slice(0, first.start)) > MAX_CAPTION) return null;
  return first?.time === undefined || first.time === null || OTHER_DAY.test(tail.slice(0, first.start))
    ? null
    : first;
}

const SCRIPT_DATE =
  /\b(?:pubdate|publishdate|publishtime|pubtime|docreltime|releasedate|fbsj|fbrq)\w{0,8}["']?\s{0,3}[=:]\s{0,3}["'](\d{4}[^"'\n]{4,20})["']/i;

/** A day that a script of the page writes. */
function scriptDate(page: ParsedPage): PageDate | null {
  for (const script of page.byTag('script')) {
    if (script.c1 - script.c0 > 6_000 || script.c1 - script.c0 < 20) continue;
    const found = SCRIPT_DATE.exec(page.rawOf(script))?.[1];
    const date = found === undefined ? undefined : findDates(found)[0];
    if (date !== undefined) return date;
  }
  return null;
}

function sourceOf(page: ParsedPage, region: BylineRegion, tags: Tags): string | null {
  const tag = meaningful(tags.ContentSource);
  for (const text of [region.head, region.beside, region.tail]) {
    const shown = labelledValue(SOURCE, text) ?? labelledValue(SOURCE_IN_BRACKETS, text);
    if (shown === null) continue;
    // Shown cut short, whole in the tag.
    const stem = shown.replace(/(?:\.{2,}|…+)$/, '');
    return stem !== shown && tag?.startsWith(stem) === true ? tag : shown;
  }
  return (
    meaningful(
      writtenAfter(page, region, SOURCE_LABEL, /["']([\u4e00-\u9fff][^"'\n<>+]{1,40})["']/) ?? undefined,
    ) ??
    scriptValue(page, SCRIPT_SOURCE) ??
    tag ??
    issuerOf(region.above) ??
    issuerOf(region.head)
  );
}

/** The issuing body: beside its label, or under it where labels are the head of a table. */
function issuerOf(text: string): string | null {
  const under = underLabel(text, /^(?:发布机构|发文机关|发布单位|公开部门)$/);
  if (under !== null) return meaningful(under);
  const beside = labelledValue(ISSUER, text);
  return beside === null || /编号|文号|日期|时间|分类|主题|备注/.test(beside) ? null : beside;
}

/** Value in the row below a row of labels. */
function underLabel(text: string, label: RegExp): string | null {
  if (!text.includes('\t')) return null;
  const rows = text.split('\n').map((line) => line.split('\t').map((cell) => cell.trim()));
  for (let i = 0; i + 1 < rows.length; i++) {
    const row = rows[i] ?? [];
    const at = row.length < 3 ? -1 : row.findIndex((cell) => label.test(cell));
    if (at >= 0 && rows[i + 1]?.length === row.length) return rows[i + 1]?.[at] ?? null;
  }
  return null;
}

function authorOf(region: BylineRegion, tags: Tags): string | null {
  return (
    labelledValue(AUTHOR, region.head) ??
    labelledValue(AUTHOR, region.tail) ??
    meaningful(tags.Author) ??
    labelledValue(EDITOR, region.head) ??
    labelledValue(EDITOR, region.tail)
  );
}

/** Value after a label, up to the next label, a bracket or the end of its cell. */
function labelledValue(pattern: RegExp, text: string): string | null {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) return null;
  const stop = STOP.exec(` ${found}`);
  const cut = stop === null ? found : ` ${found}`.slice(0, stop.index);
  return meaningful(cut.replace(/[】\]）)\s]+$/, (tail) => (balanced(cut) ? tail : '')));
}

function balanced(text: string): boolean {
  return (text.match(/[【[（(]/g)?.length ?? 0) >= (text.match(/[】\]）)]/g)?.length ?? 0);
}

function meaningful(value: string | undefined): string | null {
  const text = oneLine(value ?? '')
    .replace(/^[:：\s]{1,4}/, '')
    .replace(/[\s，,；;]{1,4}$/, '');
  return text === '' ||
    /\{\{|\$\{|<%/.test(text) ||
    /^(?:null|undefined|无|暂无|未知|—+|-+|\/|\.+|：|:|\$\{.*|首页|更多|查看|打印|关闭|返回|大|中|小)$/i.test(
      text,
    )
    ? null
    : text;
}

const SCRIPT_SOURCE =
  /\b(?:source|docsource|contentsource|infosource|laiyuan|xxly|wzly|ly|comefrom)\w{0,6}\s{0,3}=\s{0,3}["']([^"'\n<>{}()+]{2,60})["']/i;

/** A value that a script of the page holds and writes where the label stands. */
function scriptValue(page: ParsedPage, pattern: RegExp): string | null {
  for (const script of page.byTag('script')) {
    if (script.c1 - script.c0 > 6_000 || script.c1 - script.c0 < 10) continue;
    const code = page.rawOf(script);
    const found = pattern.exec(code)?.[1];
    if (found !== undefined && /[\u4e00-\u9fff]/.test(found))
      return meaningful(found.replace(/^(?:信息|文章|稿件)?来\s{0,4}源\s{0,3}[:：]\s{0,3}/, ''));
  }
  return null;
}
