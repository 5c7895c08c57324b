import type { FailedVisit, PageVisit } from '../../../model/index.ts';
import type { Kept } from '../../archive/index.ts';
import { decodeBody } from '../net/body.ts';
import type { Fetched } from '../net/fetcher.ts';
import { header, mediaType } from '../net/headers.ts';
import type { ReadPage } from '../reading/reader.ts';
import type { UrlRow } from '../store.ts';
import { hostOf, normalizeUrl } from '../url.ts';
import { isHtml, obstacleKind } from './answers.ts';
import type { CrawlRun } from './run.ts';
import { MAX_HOPS, mayMoveHome } from './write.ts';

/** What stood in the page's place, or kept it from being seen; null where it was seen. */
export function failureOf(row: UrlRow, fetched: Fetched, { facts }: ReadPage): FailedVisit | null {
  const { obstacle } = facts;
  const base = { url: row.url, at: fetched.at, status: fetched.status };
  const wall = obstacleKind(obstacle);
  if (wall !== null) return { ...base, kind: wall, why: obstacle?.quote ?? '' };
  if (obstacle?.kind === 'error-page')
    return {
      ...base,
      kind: 'http-4xx',
      why: `an error page with status ${fetched.status}: ${obstacle.quote}`,
    };
  if (facts.needsScript)
    return { ...base, kind: 'needs-script', why: 'the page shows nothing without script' };
  // Nothing at all in the place of the home page is a fault of the moment, not a site without columns.
  if (row.depth === 0 && isEmpty(facts))
    return { ...base, kind: 'not-html', why: 'the home page came back empty' };
  return null;
}

function isEmpty({ textLength, links }: ReadPage['facts']): boolean {
  return textLength === 0 && links.length === 0;
}

/** A page with more text than this shows itself, whatever its script says about another address. */
const REFRESH_TEXT = 1_000;

/** Where a stub sends its visitor by meta refresh or script; null where the page is one. */
export function refreshOf(run: CrawlRun, row: UrlRow, { facts }: ReadPage): string | null {
  if (facts.refresh === null || facts.textLength > REFRESH_TEXT || row.hops >= MAX_HOPS) return null;
  const to = normalizeUrl(facts.refresh);
  if (to === null || to === row.url) return null;
  const inside = run.frontier.host(hostOf(to)).scope || mayMoveHome(run, row, to);
  return inside ? to : null;
}

/** The visit of a page but for what was read on it. */
export function visitOf(
  run: CrawlRun,
  row: UrlRow,
  fetched: Fetched,
  record: Kept | null,
  bytes: number,
  rendered: boolean,
): Omit<PageVisit, 'facts' | 'hits'> {
  const { store } = run;
  return {
    url: (row.asked === 0 ? null : store.urlOf(row.asked)) ?? row.url,
    finalUrl: row.url,
    status: fetched.status,
    at: fetched.at,
    ms: fetched.ms,
    serverDate: fetched.serverDate,
    lastModified: fetched.lastModified,
    depth: row.depth,
    referrer: row.referrer === 0 ? null : store.urlOf(row.referrer),
    linkText: row.text,
    bytes,
    record: record?.record ?? null,
    digest: record?.digest ?? null,
    rendered,
  };
}

/** Whether an answer is a page, by its type or its bytes. */
export function isPage(run: CrawlRun, fetched: Fetched): boolean {
  const type = mediaType(fetched.contentType);
  const sure = isHtml(type);
  if (sure !== 'maybe') return sure === 'yes';
  const coding = header(fetched.headers, 'content-encoding');
  try {
    const bytes = decodeBody(fetched.body, coding, run.fetcher.limits.decodedBytes, fetched.url);
    return isHtml(type, bytes) === 'yes';
  } catch {
    // The reader will meet the same fault and name it.
    return true;
  }
}
