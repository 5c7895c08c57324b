import type { SketchSurface } from '../changes/index.ts';
import type { PageSurface } from '../mentions/index.ts';
import type { PageFacts, PageKind, PageMentions, PageSketch } from '../model/index.ts';
import { readArticle } from './article.ts';
import { readColumn, readPosition } from './column.ts';
import { type ParsedPage, parsePage } from './dom.ts';
import { extraKind, Look, readExtras } from './extra/index.ts';
import { readFooter } from './footer.ts';
import { stripSuffix } from './headline.ts';
import { latestOf, pickItems, readLists } from './items.ts';
import { kindOf } from './kind.ts';
import { readAttachments, readLinks } from './links.ts';
import { readPictures } from './pictures.ts';
import { readTags, type Tags } from './tags.ts';

export interface ReadOptions {
  /** Address of the page; what its references are resolved against. */
  readonly url: string;
  /** What its bytes were decoded as (default `utf-8`). */
  readonly charset?: string;
  /** Reads which official accounts it mentions; absent = nobody looks. */
  readonly mentions?: (page: PageSurface) => PageMentions;
  /** Sketches what it is about; absent = it is compared with no other inspection. */
  readonly sketch?: (page: SketchSurface) => PageSketch;
}

/**
 * Page facts (网页要素) of one page. Never throws: whatever the text is, it is read as a browser would read it. One parse, then
 * one judgement per field over its arrays.
 */
export function readPage(html: string, options: ReadOptions): PageFacts {
  const page = parsePage(html, options.url, options.charset);
  const look = new Look(page);
  const tags = readTags(page);
  const printed = readPosition(page);
  const reading = readArticle(page, tags, printed);
  const lists = readLists(page, tags);
  const crumbs = readColumn(page, tags, printed, reading.headline.text, false);
  const kind = kindOf({ page, tags, lists, reading, position: crumbs.position, extra: extraKind(look) });
  const isArticle = kind === 'article';
  const column = isArticle ? crumbs : readColumn(page, tags, printed, '', true);
  const items = isArticle ? [] : pickItems(page, lists, kind === 'home', tags);
  const links = readLinks(page);
  const title = titleOf(kind, reading.article.title, column.name, page, tags);
  return {
    schema: 'xunjian.page/1',
    url: options.url,
    kind,
    charset: options.charset ?? 'utf-8',
    title,
    tags,
    column: kind === 'home' ? { ...column, name: tags.ColumnName ?? null } : column,
    items,
    latest: latestOf(items),
    article: isArticle ? reading.article : null,
    footer: readFooter(page, isArticle ? reading.body.to : 0),
    links,
    attachments: readAttachments(links),
    textLength: page.visibleLetters(),
    ...readExtras(look, { title, items, article: isArticle }),
    ...(options.mentions === undefined
      ? {}
      : {
          accounts: options.mentions({
            url: options.url,
            text: page.text,
            mayHold: (word) => page.pairs.mayHold(word),
            links,
            pictures: readPictures(page),
          }),
        }),
    ...(options.sketch === undefined
      ? {}
      : {
          sketch: options.sketch({
            title,
            text: isArticle ? reading.article.text : page.text,
            body: reading.article.text,
          }),
        }),
  };
}

function titleOf(
  kind: PageKind,
  headline: string,
  column: string | null,
  page: ParsedPage,
  tags: Tags,
): string {
  if (kind === 'article') return headline;
  if (kind === 'list') return column ?? stripSuffix(page.documentTitle, tags);
  return page.documentTitle;
}
