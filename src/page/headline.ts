import { type El, oneLine, type ParsedPage } from './dom.ts';
import { countLetters, letterAt, lettersOnly } from './letters.ts';
import type { Line, Lines } from './lines.ts';
import type { Tags } from './tags.ts';

/** The title of an article, and where the page shows it. */
export interface Headline {
  readonly text: string;
  /** Slice of `page.text`; both -1 where the page does not show it. */
  readonly from: number;
  readonly to: number;
}

const TITLE_TOKEN = /(?:^|[\s_-])(?:\w{0,12}(?:title|tit|bt|biaoti|headline|heading))\d{0,2}(?=$|[\s_-])/i;
const HEADINGS: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'ucaptitle']);
const MAX_TITLE = 160;

/**
 * The headline: the tag or `<title>` finds the line that shows it, and what the page shows counts, all its lines together. Where
 * neither is on the page, the page's own heading; where it has none, the tag.
 */
export function findHeadline(
  page: ParsedPage,
  lines: Lines,
  tags: Tags,
  position: readonly string[],
): Headline {
  for (const wanted of wantedTitles(page, tags)) {
    const shown = locate(page, lines, wanted) ?? locateShort(page, lines, wanted);
    if (shown !== null && !isCrumb(page, lines, shown, wanted, position)) return wholeHeading(page, shown);
  }
  const heading = ownHeading(boldestHeading(page, lines, tags), aboveByline(lines));
  const tag = tags.ArticleTitle ?? '';
  if (tag !== '' && !isSiteName(tag, tags))
    return { text: oneLine(tag), from: heading?.from ?? -1, to: heading?.to ?? -1 };
  if (heading !== null) return heading;
  return { text: stripSuffix(page.documentTitle, tags), from: -1, to: -1 };
}

/** Words that stand in a heading beside the title. */
const NO_TITLE = /(?:19|20)\d\d\s?[-./年]\s?\d{1,2}|来源|浏览|字体|打印|阅读|作者|发布时间|时间[:：]/;

/** All lines of the `<h1>` that shows the title: the issuing body above it, the subtitle below. */
function wholeHeading(page: ParsedPage, shown: Headline): Headline {
  const holder = page.elementAt(shown.from, shown.to);
  const h1 = holder === null || holder.tag === 'h1' ? holder : holder.closest('h1');
  if (h1 === null || (h1.t0 >= shown.from && h1.t1 <= shown.to)) return shown;
  const rest = `${page.text.slice(h1.t0, shown.from)}${page.text.slice(Math.min(shown.to, h1.t1), h1.t1)}`;
  if (countLetters(rest) === 0 || page.letters(h1.t0, h1.t1) > MAX_TITLE || NO_TITLE.test(rest)) return shown;
  const text = page.textOf(h1);
  return lettersOnly(text).includes(lettersOnly(shown.text)) ? { text, from: h1.t0, to: h1.t1 } : shown;
}

/** `栏目_网站` as `<title>`: what it finds on the page is the column of the breadcrumb, not a headline. */
function isCrumb(
  page: ParsedPage,
  lines: Lines,
  shown: Headline,
  wanted: string,
  position: readonly string[],
): boolean {
  const own = lettersOnly(shown.text);
  if (own.length >= 12 || own.length >= lettersOnly(wanted).length) return false;
  if (!position.some((part) => lettersOnly(part) === own)) return false;
  // A short title may end the breadcrumb as well; then its by-line follows.
  for (let i = lines.indexAt(shown.to) + 1; i < lines.all.length; i++) {
    const next = lines.all[i];
    if (next === undefined || next.letters === 0) continue;
    return !/(?:19|20)\d\d\s?[-./年]\s?\d{1,2}|来源|发布时间|发布日期/.test(
      page.text.slice(next.from, next.to),
    );
  }
  return true;
}

/** The boldest heading, unless it stands below the by-line: such are headings of sections. */
function ownHeading(bold: Headline | null, above: Headline | null): Headline | null {
  return bold === null || (above !== null && bold.from > above.to) ? above : bold;
}

/** A line that names a time or source of publishing, or is nothing but editors and a day with its hour. */
const BYLINE =
  /(?:[时時][间間]|日期)\s?[:：]\s{0,3}(?:19|20)\d\d|[来來]源\s?[:：]|^\s?(?:(?:作者|编辑)[^\n]{0,24})?(?:19|20)\d\d-\d{1,2}-\d{1,2} \d{1,2}:\d\d/;

const RECORD =
  /索\s{0,4}引\s{0,4}号|(?:发布|发文)(?:机构|机关|单位|字号)|文\s{0,4}号\s?[:：]|(?:主题|信息|组配)分类|名\s{0,8}称\s?[:：]/;

/** The line right above the first line that names a time or source of publishing. */
function aboveByline(lines: Lines): Headline | null {
  for (let i = 1; i < lines.all.length; i++) {
    const line = lines.all[i];
    if (line === undefined || line.visible === 0 || line.letters > 120 || line.letters < 8) continue;
    if (!BYLINE.test(lines.textOf(line))) continue;
    let above = i - 1;
    while (above > 0 && lines.all[above]?.letters === 0) above--;
    const title = lines.all[above];
    // Rows of the table of 政府信息公开 say what the document is, not how it is called.
    if (title !== undefined && RECORD.test(lines.textOf(title))) continue;
    if (
      title === undefined ||
      title.letters < 4 ||
      title.letters > 80 ||
      title.visible === 0 ||
      title.linked > 0
    )
      return null;
    return { text: oneLine(lines.textOf(title)), from: title.from, to: title.to };
  }
  return null;
}

/** `（国办发〔2019〕5号）` behind the title of a document. */
const NUMBERED = /[（(][^（()）]{2,12}[〔[【]\d{4}[〕\]】]\s?第?\d{1,4}\s?号[)）](?=$|[_\s|-])/;

function wantedTitles(page: ParsedPage, tags: Tags): string[] {
  const wanted: string[] = [];
  const tag = oneLine(stripMarkup(tags.ArticleTitle ?? ''));
  if (tag !== '' && !isSiteName(tag, tags)) wanted.push(tag);
  const title = page.documentTitle.replace(NUMBERED, '');
  if (title !== '' && !isSiteName(title, tags) && !isHost(title)) wanted.push(title);
  return wanted;
}

function stripMarkup(text: string): string {
  return text.includes('<') ? text.replace(/<[^<>]{0,200}>/g, ' ') : text;
}

/** 青岚县人民政府 as the `<title>` of every page of a site that names no page: what shows it is the logo. */
function isHost(title: string): boolean {
  const own = lettersOnly(title);
  return (
    own.length <= 24 &&
    /(?:人民政府|政府网|门户网站|政务网|信息网|网站|官网|[厅局委])$/.test(own) &&
    !/关于|成立|召开|[的了在]/.test(own)
  );
}

function isSiteName(text: string, tags: Tags): boolean {
  const name = lettersOnly(text);
  return name === lettersOnly(tags.SiteName ?? '') || name === lettersOnly(tags.ColumnName ?? '');
}

/** The best line, or run of lines, that shows a title or the beginning of one (`标题_栏目_网站`). */
function locate(page: ParsedPage, lines: Lines, wanted: string): Headline | null {
  const target = lettersOnly(wanted.replace(/(?:\.{2,}|…+)$/, ''));
  if (target.length < 4) return null;
  let best: Headline | null = null;
  let bestScore = 0;
  for (let i = 0; i < lines.all.length; i++) {
    const line = lines.all[i];
    if (line === undefined || line.letters < 2 || line.letters > MAX_TITLE) continue;
    if (!beginsWith(page.text, line, target)) continue;
    const found = matchFrom(lines, i, target);
    if (found === null) continue;
    const score = rate(page, line, found, target);
    if (score > bestScore) {
      bestScore = score;
      best = shownAs(page, found, wanted);
    }
  }
  return best;
}

/** 公告, 简介: so short a title counts only as a line of its own that no link holds, with the by-line below. */
function locateShort(page: ParsedPage, lines: Lines, wanted: string): Headline | null {
  const target = lettersOnly(wanted);
  if (target.length < 2 || target.length > 3) return null;
  for (const line of lines.all) {
    if (line.letters !== target.length || line.visible === 0 || line.linked > 0) continue;
    if (lettersOnly(lines.textOf(line)) !== target) continue;
    const el = page.elementAt(line.from, line.to);
    if (el !== null && followedByByline(page, lines, el))
      return { text: oneLine(lines.textOf(line)), from: line.from, to: line.to };
  }
  return null;
}

/** Whether the first letter of a line is that of the title: a cheap look before letters are compared. */
function beginsWith(text: string, line: Line, target: string): boolean {
  for (let i = line.from; i < line.to; i++)
    if (letterAt(text, i) === 1) return text.charCodeAt(i) === target.charCodeAt(0);
  return false;
}

interface Match {
  readonly from: number;
  readonly to: number;
  readonly letters: number;
  readonly lines: number;
}

/** Lines from `start` on that together are the target, or its beginning up to a suffix; or one line that begins with it. */
function matchFrom(lines: Lines, start: number, target: string): Match | null {
  let joined = '';
  for (let i = start; i < Math.min(start + 4, lines.all.length); i++) {
    const line = lines.all[i];
    if (line === undefined || line.letters > MAX_TITLE) break;
    const before = joined;
    joined += lettersOnly(lines.textOf(line));
    const from = lines.all[start]?.from ?? 0;
    if (joined === target) return { from, to: line.to, letters: joined.length, lines: i - start + 1 };
    if (joined.startsWith(target)) {
      // The line says more: a date, a counter, the rest of a title that the tag cut short.
      if (joined.length > target.length + 60 || i > start)
        return before.length >= 6
          ? { from, to: lines.all[i - 1]?.to ?? line.to, letters: before.length, lines: i - start }
          : null;
      return { from, to: line.to, letters: target.length, lines: 1 };
    }
    if (!target.startsWith(joined)) {
      if (i === start || before.length < 6) return null;
      return { from, to: lines.all[i - 1]?.to ?? line.to, letters: before.length, lines: i - start };
    }
  }
  return joined.length >= 6 && target.startsWith(joined)
    ? {
        from: lines.all[start]?.from ?? 0,
        to: lines.all[start]?.to ?? 0,
        letters: lettersOnly(lines.textOf(lines.all[start] as Line)).length,
        lines: 1,
      }
    : null;
}

function rate(page: ParsedPage, line: Line, match: Match, target: string): number {
  let score = (10 * match.letters) / target.length;
  if (match.letters < 4) return 0;
  if (line.visible === 0) score *= 0.3;
  if (line.linked * 2 > line.letters) score *= 0.5;
  const holder = holderOf(page, match);
  if (holder !== null && (HEADINGS.has(holder.tag) || holder.closest('h1', 'h2', 'h3', 'ucaptitle') !== null))
    score *= 1.5;
  else if (holder !== null && isTitled(holder)) score *= 1.4;
  if (holder !== null && holder.closest('select', 'nav') !== null) score *= 0.3;
  // Of equals the first: later ones are dialogs, share texts and mobile copies.
  return score - match.from / (page.text.length * 10 + 1);
}

function isTitled(el: El): boolean {
  for (let up: El | null = el, step = 0; up !== null && step < 3; up = up.parent, step++)
    if (TITLE_TOKEN.test(up.className) || TITLE_TOKEN.test(up.id)) return true;
  return false;
}

function holderOf(page: ParsedPage, match: Match): El | null {
  return page.elementAt(match.from, match.from + 1);
}

function shownAs(page: ParsedPage, match: Match, wanted: string): Headline {
  const shown = oneLine(page.text.slice(match.from, match.to));
  const target = lettersOnly(wanted.replace(/(?:\.{2,}|…+)$/, ''));
  const cut = /(?:\.{2,}|…+)$/.test(wanted);
  const own = lettersOnly(shown);
  if (own === target || own.length < target.length || cut)
    return { text: withoutTail(shown), from: match.from, to: match.to };
  // More on the line than the title: the title as it is wanted.
  const rest = own.slice(target.length);
  const text =
    isHeadingLine(page, match) && !/\d{4}|来源|浏览|字体|打印|阅读|作者|发布/.test(rest)
      ? shown
      : oneLine(wanted);
  return { text, from: match.from, to: match.to };
}

function isHeadingLine(page: ParsedPage, match: Match): boolean {
  const holder = page.elementAt(match.from, match.to);
  return holder !== null && (HEADINGS.has(holder.tag) || isTitled(holder));
}

/** `标题 ( 2024-05-11)`: the day is no part of the title. */
function withoutTail(text: string): string {
  return text
    .replace(/\s{0,3}[[(（]\s{0,3}(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?\s{0,3}[\])）]$/, '')
    .trim();
}

/** The heading of a page whose title is nowhere else: the first of the highest rank that is no column name in a frame. */
function boldestHeading(page: ParsedPage, lines: Lines, tags: Tags): Headline | null {
  const site = isHost(page.documentTitle)
    ? lettersOnly(page.documentTitle)
    : lettersOnly(tags.SiteName ?? '');
  let best: El | null = null;
  let most = 0;
  for (const tag of ['h1', 'h2', 'h3', 'ucaptitle', 'div', 'td', 'p', 'span'] as const) {
    for (const el of page.byTag(tag)) {
      if (el.hidden || (tag === 'span' && el.attrs.length === 0) || el.t1 - el.t0 > MAX_TITLE * 2) continue;
      const letters = page.letters(el.t0, el.t1);
      if (letters < 5 || letters > MAX_TITLE) continue;
      const heading = HEADINGS.has(tag);
      const titled = TITLE_TOKEN.test(el.className) || TITLE_TOKEN.test(el.id);
      if (!heading && !titled) continue;
      if (page.linkLetters(el.t0, el.t1) * 2 > letters) continue;
      if (letters === site.length && lettersOnly(page.text.slice(el.t0, el.t1)) === site) continue;
      let score =
        Math.min(letters, 20) + (tag === 'h1' ? 20 : tag === 'h2' ? 10 : heading ? 5 : 3) + (titled ? 5 : 0);
      if (followedByByline(page, lines, el)) score += 30;
      if (score > most) {
        most = score;
        best = el;
      }
    }
  }
  return best === null ? null : { text: withoutTail(page.textOf(best)), from: best.t0, to: best.t1 };
}

function followedByByline(page: ParsedPage, lines: Lines, el: El): boolean {
  const at = lines.indexAt(el.t1);
  const last = lines.all[Math.min(at + 3, lines.all.length - 1)];
  const next = page.text.slice(el.t1, Math.min(last?.to ?? el.t1, el.t1 + 200));
  return /(?:19|20)\d\d\s?[-./年]\s?\d{1,2}|来源|发布时间|发布日期/.test(next);
}

/** `<title>` without the names of column and site that templates hang on it. */
export function stripSuffix(title: string, tags: Tags): string {
  const parts = title
    .split(
      /\s{0,3}(?:_{1,3}|\||—{2}|--| [-–—] |-(?=[^-]{2,30}(?:网|政府|厅|局|委|办|站|会)[^-]{0,8}$))\s{0,3}/,
    )
    .filter((part) => part !== '');
  const site = lettersOnly(tags.SiteName ?? '');
  const column = lettersOnly(tags.ColumnName ?? '');
  while (parts.length > 1) {
    const last = lettersOnly(parts[parts.length - 1] ?? '');
    if (
      last === '' ||
      last === site ||
      last === column ||
      looksLikeSite(last) ||
      countLetters(parts[0] ?? '') >= 8
    )
      parts.pop();
    else break;
  }
  return oneLine(parts.join(' '));
}

function looksLikeSite(name: string): boolean {
  return /(?:网|网站|政府|门户|厅|局|委|委员会|办公室|欢迎您|首页)$/.test(name);
}
