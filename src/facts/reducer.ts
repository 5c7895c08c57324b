import type {
  Coverage,
  FailedVisit,
  MovedVisit,
  PageVisit,
  SearchForm,
  SectionName,
  SectionValue,
  SiteFacts,
  SiteSubject,
  Unavailable,
} from '../model/index.ts';
import { NO_ACCOUNTS, NO_EARLIER, NO_REGISTER } from '../model/index.ts';

import type { ReplyReader } from '../signals/index.ts';
import { bareHost, hostOf, onHosts, parse } from './address.ts';
import { Articles } from './articles.ts';
import { Columns } from './columns.ts';
import { Content } from './content.ts';
import { DateDoubts } from './dates.ts';
import { Documents } from './documents.ts';
import { DutyPages } from './duty.ts';
import { Features } from './features.ts';
import { Footers } from './footer.ts';
import { HomePage } from './home.ts';
import { Interaction } from './interaction.ts';
import { Leaders } from './leaders.ts';
import { type SeenPage, type SiteFrame, seePage } from './seen.ts';
import { Services } from './services.ts';
import { namesOfBody } from './subject.ts';
import { Tags } from './tags.ts';
import { columnlessTitle } from './titles.ts';
import { compileVocabulary, type SiteVocabulary } from './vocabulary.ts';

export interface ReducerOptions {
  /** What is known of the site before it is read; the home page's tags and foot fill the nulls. */
  readonly subject: {
    readonly url: string;
    /** Hosts that are this site; subdomains are not. */
    readonly hosts: readonly string[];
    readonly name: string | null;
    readonly idCode: string | null;
    readonly role: SiteSubject['role'];
    readonly services: boolean | null;
  };
  readonly vocabulary: SiteVocabulary;
  /** The instant to judge at (ms), where it is not the instant of collection: later dates are not believed. */
  readonly asOf?: number;
  /** Names of the term packs that the hits of the visits come from. */
  readonly packs?: readonly string[];
  /** Reads what replies to messages are worth. Absent = nobody looks. */
  readonly replies?: ReplyReader;
}

/** Sections that do not come from pages: whoever probes hands them in. */
export type ProbedSection = 'links' | 'search' | 'ipv6' | 'probes' | 'render';
type Section<N extends SectionName> =
  | { readonly status: 'ok'; readonly value: SectionValue<N> }
  | Unavailable;

export interface ReducerRest {
  /** Where the home page turned out to be and which hosts are the site, where collecting knows better than the options. */
  readonly home?: string;
  readonly hosts?: readonly string[];
  readonly collectedAt: string;
  readonly collector: SiteFacts['collector'];
  readonly coverage: Coverage;
  readonly sections: { readonly [N in ProbedSection]: Section<N> };
}

/** A search form with the charset of the page that holds it, in which browsers send its fields. */
export interface FoundForm {
  readonly form: SearchForm;
  readonly charset: string;
}

export interface SiteReducer {
  add(visit: PageVisit): void;
  failed(visit: FailedVisit): void;
  moved(visit: MovedVisit): void;
  /** The site's own search form, from the home page first. */
  searchForm(): FoundForm | null;
  /** May be called more than once: it only reads what was added. */
  finish(rest: ReducerRest): SiteFacts;
}

/**
 * Reduces page facts to site facts, page by page. Memory does not grow with the site: each part keeps bounded best-of sets and
 * counts. The same visits in any order give the same facts, except where a set overflowed: then a uniform sample by hash.
 */
export function createSiteReducer(options: ReducerOptions): SiteReducer {
  const frame: SiteFrame = {
    lexicon: compileVocabulary(options.vocabulary),
    homeUrl: options.subject.url,
    asOf: options.asOf ?? null,
    internal: onHosts(options.subject.hosts),
    replies: options.replies ?? null,
  };
  const parts = {
    home: new HomePage(frame),
    columns: new Columns(frame),
    dates: new DateDoubts(frame),
    articles: new Articles(),
    documents: new Documents(frame),
    overview: new DutyPages(frame, 'overview'),
    agency: new DutyPages(frame, 'agency'),
    leaders: new Leaders(),
    services: new Services(frame),
    interaction: new Interaction(frame),
    footers: new Footers(),
    tags: new Tags(frame),
    content: new Content(frame, options.packs ?? []),
    features: new Features(),
  };
  const all: readonly { add(page: SeenPage): void }[] = Object.values(parts);
  let found: (FoundForm & { readonly url: string; readonly isHome: boolean }) | null = null;

  return {
    add(visit) {
      const page = seePage(visit, frame);
      for (const part of all) part.add(page);
      const search = page.facts.search;
      if (search === null) return;
      const now = { url: page.url, isHome: page.isHome, form: search, charset: page.facts.charset };
      const better =
        found === null || (now.isHome !== found.isHome ? now.isHome : shorter(now.url, found.url));
      if (better) found = now;
    },
    failed: (visit) => parts.columns.failed(visit),
    moved: (visit) => parts.columns.moved(visit),
    searchForm: () => found,
    finish(rest) {
      const home = parts.home.finish(parts.articles);
      const subject = subjectOf(options, rest, parts.home.page, parts.footers);
      const columns = parts.columns.finish();
      const names = namesOfBody([subject.name, parts.footers.common('sponsor')]);
      const { documents, interpretations } = parts.documents.finish(names);
      return {
        schema: 'xunjian.facts/1',
        subject,
        collectedAt: rest.collectedAt,
        collector: rest.collector,
        coverage: rest.coverage,
        sections: {
          home: 'status' in home ? home : ok(home),
          columns: ok(columns),
          dateDoubts: ok(parts.dates.finish()),
          articles: ok(parts.articles.finish()),
          documents: ok(documents),
          interpretations: ok(interpretations),
          overview: ok(parts.overview.finish()),
          agency: ok(parts.agency.finish()),
          leaders: ok(parts.leaders.finish(columns)),
          services: ok(parts.services.finish()),
          interaction: ok(parts.interaction.finish()),
          footer: ok(parts.footers.finish()),
          tags: ok(parts.tags.finish()),
          domain: domainOf(subject.url, parts.home.page),
          content: ok(parts.content.finish()),
          features: ok(parts.features.finish()),
          ...rest.sections,
          lifecycle: NO_REGISTER,
          accounts: NO_ACCOUNTS,
          earlier: NO_EARLIER,
        },
      };
    },
  };
}

function ok<T>(value: T): { status: 'ok'; value: T } {
  return { status: 'ok', value };
}

function shorter(a: string, b: string): boolean {
  return a.length !== b.length ? a.length < b.length : a < b;
}

function subjectOf(
  options: ReducerOptions,
  rest: ReducerRest,
  home: SeenPage | null,
  footers: Footers,
): SiteSubject {
  const { subject } = options;
  const url = rest.home ?? subject.url;
  const tags = home?.facts.tags;
  const title = home === null ? '' : nameIn(home);
  const name = [subject.name, tags?.SiteName, title, footers.common('sponsor')].find(
    (one) => (one?.trim() ?? '') !== '',
  );
  const code =
    subject.idCode ??
    home?.facts.footer.siteIdCode ??
    footers.common('siteIdCode') ??
    tags?.SiteIDCode ??
    null;
  return {
    kind: 'site',
    id: code?.trim() || bareHost(hostOf(url)) || url,
    name: name?.trim() ?? hostOf(url),
    url,
    hosts: [...(rest.hosts ?? subject.hosts)],
    idCode: code?.trim() || null,
    role: subject.role,
    services: subject.services,
  };
}

/** The site's name in the title of its home page; a heading of one of its own columns is none. */
function nameIn({ facts }: SeenPage): string {
  const title = columnlessTitle(facts.title);
  return [...facts.nav.map((link) => link.text), ...facts.blocks.map((block) => block.name)].includes(title)
    ? ''
    : title;
}

function domainOf(url: string, home: SeenPage | null): Section<'domain'> {
  const at = parse(url);
  if (at === null || at.hostname === '')
    return {
      status: 'unavailable',
      reason: 'no-source',
      why: { zh: '材料中没有网站域名', en: 'The material names no domain' },
      todo: { zh: '以网址为对象进行检查。', en: 'Inspect the site by its address.' },
    };
  const host = at.hostname.toLowerCase();
  const names = [home?.facts.tags.SiteName, home?.facts.title].filter(
    (name) => name !== undefined && name.trim() !== '',
  );
  const isAddress = /^[\d.]+$|^\[/.test(host) || host === 'localhost' || !host.includes('.');
  return ok({
    host,
    isAddress: isAddress || /\.(?:local|test|localhost|invalid|example)$/.test(host),
    shownNames: [...new Set(names as string[])],
    title: home?.facts.title ?? '',
  });
}
