import { type El, oneLine, type ParsedPage } from './dom.ts';
import { lettersOnly } from './letters.ts';
import { Signs, spaced } from './pairs.ts';
import type { Tags } from './tags.ts';

/** Where a page stands in its site (栏目): name, type and breadcrumb. */
export interface Column {
  readonly name: string | null;
  readonly type: string | null;
  readonly position: string[];
}

const LABEL =
  /(?:当前|现在|目前|所在|您的|你的|您所在的|您现在的|您当前的|當前|現在|閣下)[的]?(?:所在)?(?:的)?(?:位置|栏目|页面|頁面)(?:是|为)?|(?:^|\n)\s?位置(?=\s?[:：])|[Yy]ou are here(?: now)?(?=\s?[:：])|(?:^|\n)\s?Location(?=\s?[:：])/;
const PARTS = /\s{0,4}(?:-{1,2}>|={1,2}>|>{1,3}|＞{1,2}|»|›|→|⟩|〉|❯|::|\s\/\s|\/|\||｜|\\)\s{0,4}/;
const SEPARATED = />|＞|»|›|→|〉|❯|\/|->|\||｜|\\/;
/** `首页 - 政务公开 - 通知公告`, where nothing else parts them. */
const DASHES = /\s{1,4}[-–—]{1,2}\s{1,4}/;
const HOME = /^(?:网站|返回|站点|本站|網站)?首\s?[页頁]$|^主[页頁]$|^Home(?:page)?$/i;
/** Last parts that name the page itself, not a column. */
const SELF =
  /^(?:正文|内容|详情|详情页|详细|详细页|信息内容|文章|文章内容|信息详情|内容详情|正文内容|列表|浏览文章|查看|阅读|当前页)$/;
/** Elements named for breadcrumbs; and names that menus carry as well, which count only where the parts are parted. */
const CRUMB =
  /(?:^|[\s_-])(?:crumbs?|breadcrumbs?|bread|position|location|dqwz|mbx|weizhi|sitepath)\w{0,10}(?=$|[\s_-])/i;
const MAYBE =
  /(?:^|[\s_-])(?:wz|path|current|dangqian|place|locat|nowplace|subnav|now|where)\w{0,10}(?=$|[\s_-])/i;
const MAX_PARTS = 10;

export function readColumn(
  page: ParsedPage,
  tags: Tags,
  position: readonly string[],
  headline: string,
  list: boolean,
): Column {
  const crumbs = trimSelf([...position], headline);
  const type = tags.ColumnType ?? null;
  return {
    name: columnName(page, tags, crumbs, headline, list),
    type: type === '' ? null : type,
    position: crumbs,
  };
}

/**
 * `ColumnName`, unless it holds something else (the title of the article, the name of the site), as careless templates have it:
 * then the last part of the breadcrumb.
 */
function columnName(
  page: ParsedPage,
  tags: Tags,
  crumbs: readonly string[],
  headline: string,
  list: boolean,
): string | null {
  const tag = tags.ColumnName ?? '';
  const last =
    crumbs.length > 1 || (crumbs.length === 1 && !HOME.test(crumbs[0] ?? ''))
      ? (crumbs[crumbs.length - 1] ?? null)
      : null;
  if (tag !== '' && !isForeign(tag, tags, headline, list)) return tag;
  if (last !== null && !HOME.test(last)) return last;
  if (tag !== '' && list) return tag;
  return list ? headingOf(page, tags) : tag === '' || isForeign(tag, tags, headline, list) ? null : tag;
}

function isForeign(tag: string, tags: Tags, headline: string, list: boolean): boolean {
  const name = lettersOnly(tag);
  if (name === '' || /^\d+$/.test(name) || HOME.test(tag)) return true;
  if (name === lettersOnly(tags.SiteName ?? '')) return true;
  return (
    !list &&
    name.length > 3 &&
    (name === lettersOnly(headline) || name === lettersOnly(tags.ArticleTitle ?? ''))
  );
}

/** Name of a list page without tags: the part of its `<title>` that is not the site's name, else its first short heading. */
function headingOf(page: ParsedPage, tags: Tags): string | null {
  const site = lettersOnly(tags.SiteName ?? '');
  const parts = page.documentTitle
    .split(
      /\s{0,3}(?:(?<![A-Za-z\d])[-_]{1,3}|[-_]{1,3}(?![A-Za-z\d])|[|–—]{1,3}|>>?)\s{0,3}|(?<=(?:政府|网|厅|局|委|委员会|门户网站))\s{1,3}/,
    )
    .filter((part) => part !== '' && lettersOnly(part) !== site && !HOME.test(part));
  const own = parts.find((part) => !SITE_NAME.test(part) && part.length <= 20);
  if (own !== undefined) return own;
  for (const tag of ['h1', 'h2', 'h3'] as const) {
    for (const el of page.byTag(tag)) {
      const text = page.textOf(el);
      if (el.hidden || text.length < 2 || text.length > 20 || HOME.test(text)) continue;
      if (!SITE_NAME.test(text) && lettersOnly(text) !== site) return text;
    }
  }
  return parts[0] ?? null;
}

const SITE_NAME = /(?:人民政府|政府网站?|门户网站?|信息网|委员会|厅|局|网)$/;

/**
 * The breadcrumb (当前位置) as its parts, as printed. The label says most; without it a line that begins
 * with 首页 and parts with `>`; without that an element named so.
 */
export function readPosition(page: ParsedPage): string[] {
  for (const textsOf of [labelledTexts, lineTexts, namedTexts, writtenTexts]) {
    let best: string[] = [];
    for (const text of textsOf(page)) {
      const parts = partsOf(text);
      if (score(parts) > score(best)) best = parts;
    }
    if (best.length > 1 || HOME.test(best[0] ?? '')) return best;
  }
  return [];
}

/** A breadcrumb that starts at the home page and names columns says most; one of many parts is a menu. */
function score(parts: readonly string[]): number {
  if (parts.length === 0 || parts.length > 8) return 0;
  return parts.length + (HOME.test(parts[0] ?? '') ? 2 : 0);
}

/** One of these is in every label. */
const LABEL_WORDS = ['位置', '栏目', '页面', '頁面', 'ou are here', 'Location'];

function labelledTexts(page: ParsedPage): string[] {
  const texts: string[] = [];
  const words = LABEL_WORDS.filter((word) => page.pairs.mayHold(word));
  let from = 0;
  for (let round = 0; round < 6; round++) {
    const rest = page.text.slice(from);
    if (!words.some((word) => rest.includes(word))) break;
    const m = LABEL.exec(rest);
    if (m === null) break;
    from += m.index + m[0].length;
    texts.push(labelled(page, from));
  }
  return texts;
}

/** `当前位置：<script>var t = '<a>首页</a>&gt;…'; document.write(t)</script>` */
function writtenTexts(page: ParsedPage): string[] {
  const texts: string[] = [];
  for (const script of page.byTag('script')) {
    const size = script.c1 - script.c0;
    if (
      size < 30 ||
      size > 2_000 ||
      !/位置|栏目/.test(page.text.slice(Math.max(0, script.t0 - 12), script.t0))
    )
      continue;
    const code = page.rawOf(script);
    const markup = code.includes('write')
      ? /(["'])(<a\b.{10,1500}?<\/a>.{0,200}?)\1;/.exec(code)?.[2]
      : undefined;
    if (markup !== undefined) texts.push(markup.replace(/<[^<>]{0,300}>/g, '').replace(/&gt;/g, '>'));
  }
  return texts;
}

const HOME_LINE = new Signs(
  /(?:^|[\n\t])\s?((?:(?:网站|網站)?首\s?[页頁]|主[页頁]|Home)(?:\s{0,3}(?:>|＞|»|›|→|->)|[^\S\n]{0,3}\/)[^\n]{1,120})/g,
  [...spaced('首', '页'), ...spaced('首', '頁'), '主页', '主頁', 'Home'],
);

function lineTexts(page: ParsedPage): string[] {
  return Array.from(HOME_LINE.matchAll(page.text, page.pairs), (m) => m[1] ?? '');
}

function namedTexts(page: ParsedPage): string[] {
  const texts: string[] = [];
  for (const tag of ['ol', 'nav', 'ul', 'div', 'p', 'span', 'td'] as const) {
    for (const el of page.byTag(tag)) {
      const size = el.t1 - el.t0;
      if (el.attrs.length === 0 || size > 160 || size < 4) continue;
      const { className, id } = el;
      if (className === '' && id === '') continue;
      if (
        !CRUMB.test(className) &&
        !CRUMB.test(id) &&
        !((MAYBE.test(className) || MAYBE.test(id)) && SEPARATED.test(page.text.slice(el.t0, el.t1)))
      )
        continue;
      if (
        /首\s?[页頁]|主[页頁]|\bHome\b/i.test(page.text.slice(el.t0, el.t1)) &&
        page.within(el, 'a').length <= 7
      )
        texts.push(itemised(page, el));
    }
  }
  return texts;
}

/** Text after the label, to the end of the element that holds the breadcrumb's links. */
function labelled(page: ParsedPage, at: number): string {
  const [, lineTo] = page.lineAt(at);
  const rest = page.text.slice(at, lineTo);
  if (page.letters(at, lineTo) >= 2 && (SEPARATED.test(rest) || page.linkLetters(at, lineTo) === 0)) {
    if (!continues(page, lineTo)) return rest;
  }
  let holder = page.elementAt(at - 1, at);
  for (let step = 0; holder !== null && step < 5; step++, holder = holder.parent) {
    if (holder.t1 - at > 300) break;
    if (continues(page, holder.t1)) continue;
    if (page.letters(at, holder.t1) >= 2 && page.within(holder, 'a').length >= 1)
      return after(page, holder, at);
  }
  return page.text.slice(at, Math.min(lineTo, at + 200));
}

/** The next line begins with a separator. */
function continues(page: ParsedPage, lineTo: number): boolean {
  return /^[\s]{0,6}(?:>|＞|»|›|→|\/|->)/.test(page.text.slice(lineTo, lineTo + 10));
}

function after(page: ParsedPage, holder: El, at: number): string {
  const lines = page.text.slice(at, holder.t1);
  return SEPARATED.test(lines) ? lines.replace(/[\n\t]/g, ' ') : lines.replace(/[\n\t]+/g, '>');
}

function itemised(page: ParsedPage, el: El): string {
  const own = page.text.slice(el.t0, el.t1);
  if (SEPARATED.test(own)) return own.replace(/[\n\t]/g, ' ');
  return own.includes('\n') ? own.replace(/[\n\t]+/g, '>') : own;
}

function partsOf(text: string): string[] {
  const plain = oneLine(text.replace(/^[\s:：]{1,6}/, '')).replace(/^[>＞»›→/|\s]{1,4}/, '');
  const parts = plain
    .split(SEPARATED.test(plain) ? PARTS : DASHES)
    .map((part) => part.replace(/^[\s【[:：·-]{1,4}|[\s】\]]{1,4}$/g, '').trim())
    .filter((part) => part !== '');
  if (parts.length > MAX_PARTS || parts.some((part) => part.length > 60))
    return parts.slice(0, MAX_PARTS).filter((part) => part.length <= 60);
  return parts;
}

/** Leaves out what names the page itself: its title, 正文. */
function trimSelf(parts: string[], headline: string): string[] {
  const title = lettersOnly(headline);
  while (parts.length > 1) {
    const last = parts[parts.length - 1] ?? '';
    const own = lettersOnly(last);
    if (
      own === '' ||
      SELF.test(last) ||
      (title.length > 5 && (own === title || (own.length > 5 && title.startsWith(own))))
    )
      parts.pop();
    else break;
  }
  return parts;
}
