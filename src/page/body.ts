import { footStart } from './body-foot.ts';
import { cells, dataRows } from './body-tables.ts';
import type { El, ParsedPage } from './dom.ts';
import type { Headline } from './headline.ts';
import { lettersOnly } from './letters.ts';
import { isFrameLine, type Line, type Lines } from './lines.ts';
import { Opening } from './quick.ts';

/** Where the body of an article lies in `page.text`. */
export interface Body {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Containers that the widespread publishing systems put the body into (class or id, lower-case). */
const KNOWN =
  /^(?:trs_editor|trs_ueditor|view|zoom|ucap-?content|vsb_content\w*|v_news_content|_vsb_content\w*|contentregion|bodylabel|fontzoom|j-fontcontent|newscontent|news_content\w*|article-?content\w*|article_content\w*|content-?text|con_?text|text_?con\w*|easysite-news-text|wp_articlecontent|xxgk_?content|wzcon|detail-?content|zhengwen|articlecon\w*|nr|main-?txt|info-?content|pages_content|b12c|bt_content|conzt|zw_content|zwcontent|txtcontent|xl_content|xq_con|mainText|tys-main-zt-show)$/i;
const MARK_BEGIN =
  /(?:信息内容|正文|文章内容|内容)\]?>?\s{0,3}(?:begin|start|开始)|(?:content|article|zw|正文)\s?_?(?:begin|start)|^begin\s?(?:content|article)|^contentstart/i;
const MARK_END =
  /(?:信息内容|正文|文章内容|内容)\]?>?\s{0,3}(?:end|结束)|(?:content|article|zw|正文)\s?_?end|^end\s?(?:content|article)|^contentend/i;

/** Lines of tools around a body. */
const JUNK = new Opening(
  /^[\s【[（(·▪|丨]{0,4}(?:打印|关闭|返回|分享|扫一扫|扫码|字体|字号|文字大小|保护视力|背景色|收藏|浏览次数|浏览量|点击数|点击次数|阅读次数|访问次数|访问量|阅读量|人气|纠错|我要纠错|内容纠错|全文下载|下载全文|word下载|pdf下载|复制链接|添加收藏|加入收藏|顶部|回到顶部|返回顶部|听全文|语音播报|大中小|大\s中\s小|全文阅读|信息发布[:：]|您是第|本文二维码|二维码|手机查看|微信扫|分享到|相关附件[:：]?\s?$|附件[:：]\s?$|附件下载|文件下载[:：]?\s?$|关联文件[:：]?\s?$|是\s?$|否\s?$|×\s?$|X\s?$|◆|【大|上一条|下一条|-?次\s?$|\d{1,6}\s?$|\+\s?$|T\s?$|[A-Z+-]{1,3}\s?$|<!(?:\[|--))/,
);
/** Lines that begin what stands after a body. */
const AFTER = new Opening(
  /^[\s【[（(·▪>|●]{0,4}(?:上一篇|下一篇|上一条|下一条|上篇|下篇|前一篇|后一篇|相关(?:阅读|文章|链接|新闻|信息|稿件|文件|解读|报道|附件|内容|推荐|政策)|延伸阅读|推荐阅读|热点|附件下载|扫一扫|分享到|打印|关闭|【?打印|我要评论|全部留言|评论|留言内容|网友评论|返回顶部|(?:版权|免责|特别)声明|友情链接|您访问的链接|主办单位|版权所有|网站地图|关于我们|站点地图|责任编辑|编辑[:：]|责编|来\s{0,3}源[:：]|信息来源[:：]|稿件来源|审核[:：]|声明[:：]|文件下载|关联文件|解读链接|图解|政策解读[:：]?$)/,
);
/** A line of tools; a sentence that happens to begin like one is none. */
function isTool(text: string, line: Line): boolean {
  return JUNK.test(text) && !isSentence(text, line);
}

/** A line that stands after a body; a sentence that happens to begin like one does not. */
function isAfter(text: string, line: Line): boolean {
  return (
    AFTER.test(text) && (!isSentence(text, line) || /扫一扫|您访问的链接/.test(text) || DISCLAIMER.test(text))
  );
}

/** What sites say of themselves below their texts, in whole sentences. */
const DISCLAIMER = /^\s{0,4}[【[]?(?:版权|免责)声明[\]】]?\s?[:：]/;

function isSentence(text: string, line: Line): boolean {
  return line.letters >= 10 && line.linked === 0 && /[。！？；]["”’）)]?\s{0,4}$/.test(text);
}

const INLINE: ReadonlySet<string> = new Set(
  'p span font b strong em i u a h1 h2 h3 h4 h5 h6 li br img script style sup sub o:p label input dt dd blockquote pre tr td th tbody thead'.split(
    ' ',
  ),
);

/** Finds the body: marks of the publishing system, else the densest run of prose, cut where the page's tools begin. */
export function findBody(page: ParsedPage, lines: Lines, headline: Headline): Body {
  const after = headline.from < 0 ? 0 : headline.to;
  const range = markedRange(page, after) ?? grownRange(page, lines, after);
  if (range === null) return { from: after, to: after, text: '' };
  const from = range[0];
  // Where pictures are all of the body, the densest words that are left may be those of the footer.
  const to = Math.min(range[1], footStart(page, lines, after));
  if (to <= from) return { from: after, to: after, text: '' };
  const kept = trim(lines, Math.max(from, after <= to ? Math.min(after, to) : 0), to, headline);
  return { from: kept.from, to: kept.to, text: render(page, lines, kept.from, kept.to) };
}

function grownRange(page: ParsedPage, lines: Lines, after: number): readonly [number, number] | null {
  const core = findCore(page, lines, after);
  return core === null ? null : widen(lines, core, after);
}

/** Between the comments that mark the body, where both are there and something is between them. */
function markedRange(page: ParsedPage, after: number): readonly [number, number] | null {
  let begin = -1;
  for (const { text, at } of page.comments) {
    if (begin < 0 && at >= after - 2 && MARK_BEGIN.test(text.trim())) begin = at;
    else if (begin >= 0 && MARK_END.test(text.trim()))
      return page.letters(begin, at) >= 20 ? [begin, at] : null;
  }
  return null;
}

/** The element that holds most of the prose after the headline and little else. */
function findCore(page: ParsedPage, lines: Lines, after: number): El | null {
  const known = knownContainer(page, lines, after);
  if (known !== null) return known;
  let el = page.byTag('body')[0] ?? page.all[0];
  if (el === undefined) return null;
  for (let step = 0; step < 200; step++) {
    const next = richest(page, lines, el, after);
    if (next === null) break;
    el = next;
  }
  return el;
}

/** The child that holds most of an element's prose, where one does. Copies of the same text for phones count once. */
function richest(page: ParsedPage, lines: Lines, el: El, after: number): El | null {
  const whole = lines.prose(Math.max(el.t0, after), el.t1);
  if (whole <= 0) return null;
  let best: El | null = null;
  let most = 0;
  for (const child of page.childrenOf(el)) {
    if (child.t1 <= after || child.t1 === child.t0) continue;
    const prose = lines.prose(Math.max(child.t0, after), child.t1);
    if (prose > most) {
      most = prose;
      best = child;
    }
  }
  if (best === null) return null;
  if (isInline(best) || isParagraph(page, el, best, after)) return null;
  if (most >= whole * 0.62) return best;
  return most >= whole * 0.3 ? firstCopy(page, lines, el, best) : null;
}

/** A bare `<div>` among others of its make, below the headline: editors write paragraphs so. */
function isParagraph(page: ParsedPage, el: El, best: El, after: number): boolean {
  if (el.t0 < after || best.tag !== 'div' || best.className !== '' || best.id !== '') return false;
  return page
    .childrenOf(el)
    .some(
      (other) =>
        other !== best &&
        other.tag === 'div' &&
        other.className === '' &&
        other.id === '' &&
        page.letters(other.t0, other.t1) > 0 &&
        page.linkLetters(other.t0, other.t1) === 0,
    );
}

function isInline(el: El): boolean {
  return INLINE.has(el.tag) && el.tag !== 'td' && el.tag !== 'tr' && el.tag !== 'tbody';
}

/** Where the longest line of one child stands in another child as well: the first of the children that hold it; else null. */
function firstCopy(page: ParsedPage, lines: Lines, el: El, child: El): El | null {
  let longest = '';
  for (let i = lines.indexAt(child.t0); i < lines.all.length; i++) {
    const line = lines.all[i];
    if (line === undefined || line.from >= child.t1) break;
    if (line.to - line.from > longest.length && line.prose > 0) longest = lines.textOf(line);
  }
  const needle = longest.trim().slice(0, 80);
  if (needle.length < 20) return null;
  const first = page.text.indexOf(needle, el.t0);
  if (first < child.t0)
    return page.childrenOf(el).find((other) => other.t0 <= first && first < other.t1) ?? null;
  const again = page.text.indexOf(needle, child.t1);
  return again >= 0 && again < el.t1 ? child : null;
}

/** A container that publishing systems are known for, where it holds a good share of the prose. */
function knownContainer(page: ParsedPage, lines: Lines, after: number): El | null {
  const whole = lines.prose(after, page.text.length);
  let best: El | null = null;
  let most = -1;
  let empty: El | null = null;
  for (const [token, elements] of page.tokens()) {
    if (!KNOWN.test(token)) continue;
    for (const el of elements) {
      if (el.hidden || el.t1 < after || isInline(el)) continue;
      const prose = lines.prose(Math.max(el.t0, after), el.t1);
      if (prose < 30 && el.t0 >= after && page.within(el, 'img').length > 0) empty ??= el;
      if (prose < whole * 0.35 || prose === 0) continue;
      const inner = isInside(el, best) && prose >= most * 0.97;
      if (prose > most || inner) {
        best = el;
        most = prose;
      }
    }
  }
  // A body of pictures only: short, but plainly the place of the body.
  return best ?? (whole < 200 ? empty : null);
}

function isInside(el: El, outer: El | null): boolean {
  return outer?.contains(el) === true;
}

/** Takes in lines right before and after the core that belong to the text: salutation, signature, date, a stray paragraph. */
function widen(lines: Lines, core: El, after: number): readonly [number, number] {
  let from = core.t0;
  let to = core.t1;
  // Not beyond the element around: what follows that is another part of the page, or its copy for phones.
  const limit = core.parent === null || core.parent.tag === 'body' ? core.t1 : core.parent.t1;
  // Inside the element around, short lines (第三章, signature and date before a table) may stand between; beyond it only prose.
  const start = boxStart(core);
  let i = lines.indexAt(from) - 1;
  for (let step = 0, short = 0; i >= 0; i--) {
    const line = lines.all[i];
    if (line === undefined || line.from < after || (line.from < start && ++step > 12)) break;
    if (line.letters === 0) continue;
    const text = lines.textOf(line);
    if (line.visible === 0 || line.linked > 0 || isTool(text, line) || /位置\s?[:：]/.test(text)) break;
    if (isProse(line)) {
      from = line.from;
      short = 0;
    } else if (line.from < start || ++short > 8) break;
  }
  i = lines.indexAt(to);
  if ((lines.all[i]?.from ?? 0) < to) i++;
  for (let step = 0, short = 0; step < 30 && i < lines.all.length; step++, i++) {
    const line = lines.all[i];
    if (line === undefined || line.from >= limit) break;
    if (line.letters === 0) continue;
    const text = lines.textOf(line);
    if (
      line.visible === 0 ||
      line.linked > 0 ||
      isAfter(text, line) ||
      isTool(text, line) ||
      line.prose === 0
    )
      break;
    if (isProse(line) || isSignature(text)) {
      to = line.to;
      short = 0;
    } else if (++short > 2) break;
  }
  return [from, to];
}

/** Where the nearest element around begins that holds something before this one. */
function boxStart(core: El): number {
  let box = core.parent;
  while (box !== null && box.tag !== 'body' && box.t0 === core.t0) box = box.parent;
  return box === null || box.tag === 'body' ? core.t0 : box.t0;
}

function isProse(line: Line): boolean {
  return line.marks > 0 && line.letters - line.linked >= 8;
}

/** `2019年5月17日` alone on a line ends a document. */
function isSignature(text: string): boolean {
  return /^\s{0,40}(?:(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[二〇○零一九]{4}年.{2,6}日)\s{0,10}$/.test(
    text,
  );
}

/** Cuts tools, by-lines and lists of files off both ends, and what follows the first line that is no body any more. */
function trim(lines: Lines, from: number, to: number, headline: Headline): { from: number; to: number } {
  let first = lines.indexAt(from);
  if ((lines.all[first]?.from ?? 0) < from && (lines.all[first]?.to ?? 0) <= from) first++;
  let last = lines.indexAt(Math.max(from, to - 1));
  while (first <= last && isHead(lines, first, headline)) first++;
  first = belowByline(lines, first, last, headline);
  last = cutAfter(lines, first, last);
  while (last >= first && isTail(lines, last)) last--;
  const begin = lines.all[first];
  const end = lines.all[last];
  if (begin === undefined || end === undefined || last < first) return { from, to: from };
  return { from: Math.max(begin.from, from), to: Math.min(end.to, Math.max(to, from)) };
}

const BYLINE =
  /(?:[来來]\s{0,4}源|[发發][布佈](?:日期)?|[时時][间間]|日期|Source|Updated|Published|浏览|点击|阅读|字体|作者|访问|更新)\s?(?:次数|量|大小|时间)?\s{0,3}[:：]|^\s?(?:19|20)\d\d\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}日?(?:\s{1,4}\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s{0,4}$|索\s{0,2}引\s{0,2}号|发文字号|文\s{0,4}号[:：]|成文日期|主题分类|公开方式|体裁分类|信息分类|发布机构|组配分类|公文种类|有\s{0,2}效\s{0,2}性|索取号/;

/** 时间：… 地点：… of a meeting begin a notice. */
const WHEN = /^\s?时\s{0,2}间\s?[:：]/;
const WHERE =
  /^\s?(?:地\s{0,2}点|主\s{0,2}题|主\s{0,2}讲|主讲人|报告人|对\s{0,2}象|参加人员|参会人员|内\s{0,2}容)\s?[:：]/;

const SIGNED =
  /[来來]\s{0,4}源\s{0,3}[:：]|(?:[发發][布佈]|更新)(?:[时時][间間]|日期)\s{0,3}[:：]|(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s{0,3}[:：]/;
/** Lines between headline and by-line: a subtitle, a note on when a law was passed. */
const MAX_NOTES = 3;

/** A by-line a few lines down: the body begins below it. */
function belowByline(lines: Lines, first: number, last: number, headline: Headline): number {
  for (let i = first, seen = 0; i <= last && seen <= MAX_NOTES; i++) {
    const line = lines.all[i];
    if (line === undefined || line.letters > 120) break;
    if (line.letters === 0) continue;
    seen++;
    const text = lines.textOf(line);
    if (!SIGNED.test(text) || /[。！？]/.test(text) || line.from > headline.to + 300 || headline.from < 0)
      continue;
    let next = i + 1;
    while (next <= last && isHead(lines, next, headline)) next++;
    return next <= last ? next : first;
  }
  return first;
}

function nextText(lines: Lines, index: number): string {
  for (let i = index + 1; i < Math.min(index + 4, lines.all.length); i++) {
    const line = lines.all[i];
    if (line !== undefined && line.letters > 0) return lines.textOf(line);
  }
  return '';
}

function isHead(lines: Lines, index: number, headline: Headline): boolean {
  const line = lines.all[index];
  if (line === undefined) return false;
  if (line.letters === 0 || line.visible === 0) return true;
  const text = lines.textOf(line);
  if (isTool(text, line) || (line.letters < 200 && isFrameLine(text))) return true;
  if (line.letters < 200 && lettersOnly(text) === lettersOnly(headline.text)) return true;
  if (line.linked * 2 > line.letters && line.letters < 60) return true;
  if (line.letters <= 120 && BYLINE.test(text) && line.marks <= 1)
    return !/[。！？]/.test(text) && !(WHEN.test(text) && WHERE.test(nextText(lines, index)));
  // Values under the labels of a 政府信息公开 table.
  return (
    text.includes('\t') &&
    index > 0 &&
    BYLINE.test(lines.textOf(lines.all[index - 1] ?? line)) &&
    line.marks === 0
  );
}

/** The last line of the body: the one before the first that begins what stands after bodies, once half of the prose is past. */
function cutAfter(lines: Lines, first: number, last: number): number {
  const begin = lines.all[first];
  const end = lines.all[last];
  if (begin === undefined || end === undefined) return last;
  const whole = lines.prose(begin.from, end.to);
  for (let i = first; i <= last; i++) {
    const line = lines.all[i];
    if (line === undefined || line.letters > 80) continue;
    const text = lines.textOf(line);
    if (!isAfter(text, line)) continue;
    if (
      /^\s{0,4}(?:责任编辑|编辑|责编|来\s{0,3}源|信息来源|审核|声明|图解)/.test(text) &&
      lines.prose(line.to, end.to) > 40
    )
      continue;
    const before = lines.prose(begin.from, line.from);
    if (before >= whole * 0.5 || (before > 0 && DISCLAIMER.test(text))) return i - 1;
  }
  return last;
}

const FILES = /^\s{0,4}(?:附\s{0,4}件|附表|下载|相关附件)\s?\d{0,2}\s?[:：.、]?/;

function isTail(lines: Lines, index: number): boolean {
  const line = lines.all[index];
  if (line === undefined) return false;
  if (line.letters === 0 || line.visible === 0) return true;
  const text = lines.textOf(line);
  if (isTool(text, line) || isAfter(text, line) || (line.letters < 200 && isFrameLine(text))) return true;
  if (line.linked > 0 && (FILES.test(text) || /\.(?:docx?|xlsx?|pdf|zip|rar|wps|pptx?|ofd)\s?$/i.test(text)))
    return true;
  if (line.linked * 10 > line.letters * 9 && line.marks === 0) return true;
  return FILES.test(text) && line.letters <= 4;
}

/** Text of the body, one paragraph a line; cells of tables of data parted by tabs; lines of tools left out. */
function render(page: ParsedPage, lines: Lines, from: number, to: number): string {
  const tables = dataRows(page, from, to);
  const out: string[] = [];
  for (let i = lines.indexAt(from); i < lines.all.length; i++) {
    const line = lines.all[i];
    if (line === undefined || line.from >= to) break;
    const row = tables.get(i);
    if (row !== undefined) {
      out.push(row.text);
      i = row.lastLine;
      continue;
    }
    if (line.letters === 0 || (line.visible === 0 && line.letters > 0)) continue;
    const text = page.text.slice(Math.max(line.from, from), Math.min(line.to, to));
    if (line.letters < 40 && isTool(text, line) && !/^\s?\d{1,6}\s?$/.test(text)) continue;
    // Within a line the page's text has single spaces only.
    out.push(text.includes('\t') ? cells(text.split('\t')) : text.trim());
  }
  return out.filter((text) => text !== '').join('\n');
}
