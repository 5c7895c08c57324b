import { type ColumnKind, inFuture, newestFirst, type PageFacts, type PageVisit } from '../model/index.ts';
import type { ReplyReader } from '../signals/index.ts';
import { columnKey, folderKey, hostOf, isRoot, pageKey } from './address.ts';
import type { Lexicon } from './vocabulary.ts';

/** A page as all reducers look at it: what was read, and what follows from it once for all of them. */
export interface SeenPage {
  readonly visit: PageVisit;
  readonly facts: PageFacts;
  /** Where the answer came from. */
  readonly url: string;
  readonly key: string;
  readonly isHome: boolean;
  /** The page asked for stands there in full: no block page, no error page, nothing left to a script. */
  readonly truly: boolean;
  /** Dates after this instant cannot be believed: when the page was fetched, or the instant judged if that is earlier. */
  readonly horizon: number;
  readonly column: {
    readonly key: string;
    readonly folder: string;
    readonly name: string | null;
    readonly type: string | null;
    readonly kind: ColumnKind;
    readonly kindFrom: 'tag' | 'name' | 'none';
    /** Breadcrumb without the home page: 政务公开 › 通知公告. */
    readonly path: readonly string[];
  };
}

export interface SiteFrame {
  readonly lexicon: Lexicon;
  readonly homeUrl: string;
  readonly asOf: number | null;
  /** Hosts that are this site. */
  readonly internal: (url: string) => boolean;
  /** Reads what replies are worth; null = nobody looks. */
  readonly replies: ReplyReader | null;
}

export function seePage(visit: PageVisit, frame: SiteFrame): SeenPage {
  const { facts } = visit;
  const url = visit.finalUrl;
  const key = pageKey(url);
  const atRoot = isRoot(url) && hostOf(url) === hostOf(frame.homeUrl);
  const asked = visit.depth === 0 || key === pageKey(frame.homeUrl);
  // Saved material may begin with any page, and a person may give any: an article is no home page.
  const isHome = atRoot || (asked && facts.kind !== 'article');
  const truly = visit.status >= 200 && visit.status < 300 && facts.obstacle === null && !facts.needsScript;
  const horizon = frame.asOf === null ? visit.at : Math.min(visit.at, frame.asOf);
  return { visit, facts, url, key, isHome, truly, horizon, column: columnOf(facts, url, frame.lexicon) };
}

function columnOf(facts: PageFacts, url: string, lexicon: Lexicon): SeenPage['column'] {
  const path = facts.column.position
    .map((part) => part.trim())
    .filter((part) => part !== '' && !lexicon.isHomeName(part) && part !== facts.article?.title);
  const tagged = facts.column.name;
  const name = tagged !== null && !lexicon.isHomeName(tagged) ? tagged : (path.at(-1) ?? null);
  const type = facts.column.type;
  return {
    key: columnKey(url),
    folder: folderKey(url),
    name,
    type,
    path,
    ...kindOf(type, [name, ...[...path].reverse()], lexicon),
  };
}

/** The tag decides where its value is an official one; else the nearest name in the breadcrumb that says what it is. */
export function kindOf(
  type: string | null,
  names: readonly (string | null)[],
  lexicon: Lexicon,
): { readonly kind: ColumnKind; readonly kindFrom: 'tag' | 'name' | 'none' } {
  const byTag = type === null ? null : lexicon.kindOfType(type);
  if (byTag !== null) return { kind: byTag, kindFrom: 'tag' };
  for (const name of names) {
    const byName = name === null ? null : lexicon.kindOfName(name);
    if (byName !== null) return { kind: byName, kindFrom: 'name' };
  }
  return { kind: 'other', kindFrom: 'none' };
}

/** The newer of two dates, of those that can be believed. */
export function newer(a: string | null, b: string | null): string | null {
  return newestFirst(a, b) <= 0 ? a : b;
}

/** The newest date of a list that does not lie after `horizon`. */
export function latestOf(dates: Iterable<string | null>, horizon: number): string | null {
  let latest: string | null = null;
  for (const date of dates) if (date !== null && !inFuture(date, horizon)) latest = newer(latest, date);
  return latest;
}
