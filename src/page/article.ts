import type { Article } from '../model/index.ts';
import { type Body, findBody } from './body.ts';
import { readByline } from './byline.ts';
import type { ParsedPage } from './dom.ts';
import { findHeadline, type Headline } from './headline.ts';
import { Lines } from './lines.ts';
import type { Tags } from './tags.ts';

/** What reading a page as an article gives, whether it is one or not. */
export interface ArticleReading {
  readonly headline: Headline;
  readonly body: Body;
  readonly article: Article;
  /** A line between headline and body names a time or a source of publishing. */
  readonly byline: boolean;
}

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
  };
}

function bylineRegion(page: ParsedPage, lines: Lines, headline: Headline, body: Body) {
  const start = headline.from < 0 ? Math.max(0, body.from - 400) : headline.to;
  const empty = body.text === '';
  const stop = empty
    ? Math.min(start + 400, page.text.length)
    : Math.min(Math.max(body.from, start), start + HEAD_LIMIT);
  const above = headline.from < 0 ? '' : shown(lines, Math.max(0, headline.from - 400), headline.from);
  const own = headline.from < 0 ? '' : page.text.slice(headline.from, headline.to);
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
    tail: shown(lines, tailFrom, Math.min(page.text.length, tailFrom + 400)),
  };
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
