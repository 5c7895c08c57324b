import type { Article } from '../model/index.ts';
import { type Body, findBody } from './body.ts';
import { readByline } from './byline.ts';
import { findDates } from './dates.ts';
import type { ParsedPage } from './dom.ts';
import { findHeadline, type Headline } from './headline.ts';
import { lettersOnly } from './letters.ts';
import { Lines } from './lines.ts';
import type { Tags } from './tags.ts';

/** What reading a page as an article gives, whether it is one or not. */
export interface ArticleReading {
  readonly headline: Headline;
  readonly body: Body;
  readonly article: Article;
  /** A line between headline and body names a time or a source of publishing. */
  readonly byline: boolean;
  /** And it says a day together with what only by-lines say: a label of publishing, a source, a counter of readers. */
  readonly signed: boolean;
}

const SIGNED =
  /(?:发\s?布|发\s?表|更\s?新|上\s?传|录\s?入|[發发][佈布])\s?(?:时间|日期|人|者|于|時間)?\s?[:：]|[来來]\s{0,4}源\s{0,3}[:：]|浏览|点击|阅读次|访问次|字\s?[号体]|作\s{0,4}者\s?[:：]|(?:source|updated|published|editor)\s?[:：]/i;
/** A by-line has one day, with those of a document's making a few; a list in its place has many. */
const MAX_DAYS = 6;

const HEAD_LIMIT = 1_500;

export function readArticle(page: ParsedPage, tags: Tags, position: readonly string[]): ArticleReading {
  const lines = new Lines(page);
  const headline = findHeadline(page, lines, tags, position);
  const body = findBody(page, lines, headline);
  const region = bylineRegion(page, lines, headline, body);
  const { published, source, author } = readByline(page, region, tags);
  return {
    headline,
    body,
    article: { title: headline.text, published, source, author, text: body.text },
    byline:
      published !== null ||
      /来\s{0,4}源|(?:发布|更新|发表)?(?:时间|日期)|(?:19|20)\d\d\s?[-./年]/.test(
        `${region.head}\n${region.beside}`,
      ),
    signed: isSigned(`${region.beside}\n${region.head}`),
  };
}

function isSigned(text: string): boolean {
  const days = findDates(text).length;
  return days > 0 && days <= MAX_DAYS && SIGNED.test(text);
}

function bylineRegion(page: ParsedPage, lines: Lines, headline: Headline, body: Body) {
  const start = headline.from < 0 ? Math.max(0, body.from - 400) : headline.to;
  const empty = body.text === '';
  const stop = empty
    ? Math.min(start + 400, page.text.length)
    : Math.min(Math.max(body.from, start), start + HEAD_LIMIT);
  const above = headline.from < 0 ? '' : shown(lines, Math.max(0, headline.from - 400), headline.from);
  const own =
    headline.from < 0 ? '' : besideTitle(page.text.slice(headline.from, headline.to), headline.text);
  const head = shown(lines, start, stop);
  const tailFrom = empty ? stop : body.to;
  return {
    head,
    above: /索\s{0,2}引\s{0,2}号|发布机构|发文|公开|生成日期|信息来源|发布(?:时间|日期)/.test(above)
      ? above
      : '',
    beside: own,
    headFrom: start,
    headTo: stop,
    tail: ownTail(shown(lines, tailFrom, Math.min(page.text.length, tailFrom + 400))),
  };
}

/** What else is on the lines of a headline: a day in the title itself is not that of publishing. */
function besideTitle(shown: string, title: string): string {
  if (lettersOnly(shown) === lettersOnly(title)) return '';
  return shown.replace(title, '');
}

/** Headings of what other articles say. */
const OTHERS =
  /(?:^|\n)\s?[【[]?\s?(?:相关|热点|热门|推荐|延伸|最新|更多|猜你|图片新闻|友情链接|上一[篇条]|下一[篇条])/;

function ownTail(tail: string): string {
  const others = tail.search(OTHERS);
  return others < 0 ? tail : tail.slice(0, others);
}

/** Lines between two offsets that are displayed. */
function shown(lines: Lines, from: number, to: number): string {
  const out: string[] = [];
  for (let i = lines.indexAt(from); i < lines.all.length; i++) {
    const line = lines.all[i];
    if (line === undefined || line.from >= to) break;
    if (line.visible > 0) out.push(lines.page.text.slice(Math.max(line.from, from), Math.min(line.to, to)));
  }
  // Signs that stand for a colon.
  return out.join('\n').replace(/[∶︰﹕]/g, '：');
}
