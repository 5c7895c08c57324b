import { type AnyFeed, type AtomFeed, parseFeed } from 'feedsmith';
import { messageOf } from '../../../model/index.ts';
import { ProtocolError } from '../errors.ts';
import { linkField, textOfHtml } from '../html.ts';
import { feedDate } from './dates.ts';

export interface FeedItem {
  readonly id: string;
  readonly published: string | null;
  readonly title: string | null;
  readonly text: string | null;
  readonly url: string | null;
  readonly author: string | null;
  /** Addresses that its markup links to; absent where there are none. */
  readonly links?: readonly string[];
}

/** A page of a feed, whatever its format. */
export interface FeedPage {
  readonly title: string | null;
  readonly items: readonly FeedItem[];
  /** The page with older entries (RFC 5005 §3 `next`, §4 `prev-archive`, JSON Feed `next_url`), as written. */
  readonly next: string | null;
  /** When a generator that keeps copies made this one; null where the feed does not say. */
  readonly made: string | null;
}

/** RSS 0.9x–2.0, RDF, Atom 1.0 and JSON Feed 1.x. Throws a ProtocolError where the text is none of them. */
export function readFeed(text: string, where: string): FeedPage {
  let parsed: AnyFeed;
  try {
    parsed = parseFeed(text);
  } catch (error) {
    throw new ProtocolError({
      what: 'read',
      where,
      why: `it is no feed (${messageOf(error)})`,
      cause: error,
    });
  }
  switch (parsed.format) {
    case 'atom':
      return atomPage(parsed.feed);
    case 'json':
      return {
        title: parsed.feed.title ?? null,
        items: (parsed.feed.items ?? []).flatMap((item) =>
          itemOf({
            id: item.id ?? item.url,
            published: feedDate(item.date_published ?? item.date_modified),
            title: item.title,
            html: item.content_html ?? item.content_text ?? item.summary,
            url: item.url ?? item.external_url,
            author: item.authors?.[0]?.name,
          }),
        ),
        next: parsed.feed.next_url ?? null,
        made: null,
      };
    case 'rss':
      return {
        title: parsed.feed.title ?? null,
        items: (parsed.feed.items ?? []).flatMap((item) =>
          itemOf({
            id: item.guid?.value ?? item.link,
            published: feedDate(item.pubDate ?? item.dc?.dates?.[0] ?? item.atom?.published),
            title: item.title,
            html: item.content?.encoded ?? item.description,
            url: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
            author: item.authors?.[0]?.name ?? item.dc?.creators?.[0],
          }),
        ),
        next: nextOf(parsed.feed.atom?.links),
        // RSSHub answers out of a store of its own for some time; this is when it looked.
        made: /rsshub/i.test(parsed.feed.generator ?? '') ? feedDate(parsed.feed.lastBuildDate) : null,
      };
    case 'rdf':
      return {
        title: parsed.feed.title ?? null,
        items: (parsed.feed.items ?? []).flatMap((item) =>
          itemOf({
            id: item.link,
            published: feedDate(item.dc?.dates?.[0]),
            title: item.title,
            html: item.content?.encoded ?? item.description,
            url: item.link,
            author: item.dc?.creators?.[0],
          }),
        ),
        next: nextOf(parsed.feed.atom?.links),
        made: null,
      };
  }
}

type Parsed = Extract<AnyFeed, { format: 'atom' }>['feed'];

function atomPage(feed: Parsed): FeedPage {
  return {
    title: plain(feed.title),
    items: (feed.entries ?? []).flatMap((entry) =>
      itemOf({
        id: entry.id,
        published: feedDate(entry.published ?? entry.updated),
        title: plain(entry.title) ?? undefined,
        html: entry.content?.value ?? entry.summary?.value,
        url: (entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? entry.links?.[0])
          ?.href,
        author: entry.authors?.[0]?.name,
      }),
    ),
    next: nextOf(feed.links),
    made: null,
  };
}

function plain(text: string | AtomFeed.Text | undefined): string | null {
  return (typeof text === 'string' ? text : text?.value) ?? null;
}

function nextOf(
  links: readonly { readonly rel?: string; readonly href?: string }[] | undefined,
): string | null {
  const of = (rel: string) => links?.find((link) => link.rel === rel)?.href;
  return of('next') ?? of('prev-archive') ?? null;
}

interface Raw {
  readonly id: string | undefined;
  readonly published: string | null;
  readonly title: string | undefined;
  readonly html: string | undefined;
  readonly url: string | undefined;
  readonly author: string | undefined;
}

/** An entry without id and link cannot be told from others; its title and date stand in. */
function itemOf({ id, published, title, html, url, author }: Raw): FeedItem[] {
  const known = id ?? url ?? [published, title].filter(Boolean).join(' ');
  if (known === '') return [];
  const text = html === undefined ? null : textOfHtml(html);
  return [
    {
      id: known,
      published,
      title: title === undefined ? null : textOfHtml(title),
      text,
      url: url ?? null,
      author: author ?? null,
      ...linkField(html, url),
    },
  ];
}
