import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { type PageFacts, type PageVisit, parseTime, type SiteFacts } from '../../model/index.ts';
import { createSiteReducer, type ReducerOptions, type ReducerRest, SiteVocabulary } from '../index.ts';

export const SITE = 'http://www.example.gov.cn/';
export const AT = parseTime('2019-05-20T10:00:00+08:00') ?? 0;

export const vocabulary = SiteVocabulary.parse(
  parse(readFileSync(resolve(import.meta.dirname, '../../../packs/site-vocabulary.yaml'), 'utf8')),
);

export function pageFacts(url: string, more: Partial<PageFacts> = {}): PageFacts {
  return {
    schema: 'xunjian.page/1',
    url,
    kind: 'other',
    charset: 'utf-8',
    title: '',
    tags: {},
    column: { name: null, type: null, position: [] },
    items: [],
    latest: null,
    article: null,
    leaders: [],
    guide: {},
    footer: { siteIdCode: null, icp: null, police: null, sponsor: null, contact: null, errorReport: null },
    links: [],
    attachments: [],
    nav: [],
    blocks: [],
    search: null,
    channels: [],
    messages: [],
    features: [],
    concealed: [],
    needsScript: false,
    refresh: null,
    obstacle: null,
    textLength: 0,
    ...more,
  };
}

export function visit(
  path: string,
  facts: Partial<PageFacts> = {},
  more: Partial<Omit<PageVisit, 'facts'>> = {},
): PageVisit {
  const url = new URL(path, SITE).href;
  return {
    url,
    finalUrl: url,
    status: 200,
    at: AT,
    ms: 20,
    serverDate: null,
    lastModified: null,
    depth: path === '/' ? 0 : 1,
    referrer: null,
    linkText: null,
    bytes: 1000,
    record: null,
    digest: null,
    rendered: false,
    hits: [],
    facts: pageFacts(url, facts),
    ...more,
  };
}

const away = {
  status: 'unavailable',
  reason: 'not-asked',
  why: { zh: '未检查', en: 'not asked' },
  todo: { zh: '检查', en: 'ask' },
} as const;

export const REST: ReducerRest = {
  collectedAt: '2019-05-20T02:10:00.000Z',
  collector: { name: 'xunjian', version: '0.0.0' },
  coverage: {
    source: 'live',
    from: '2019-05-20T02:00:00.000Z',
    to: '2019-05-20T02:10:00.000Z',
    pages: 1,
    complete: true,
    unseen: [],
    failures: [],
    failureCounts: {},
    needsScript: 0,
    rendered: 0,
    override: null,
    userAgent: 'test',
  },
  sections: { links: away, search: away, ipv6: away, probes: away, render: away },
};

export function reduce(
  visits: readonly PageVisit[],
  more: Partial<ReducerOptions> = {},
  moved: readonly { readonly url: string; readonly to: string }[] = [],
): SiteFacts {
  const reducer = createSiteReducer({
    subject: {
      url: SITE,
      hosts: ['www.example.gov.cn'],
      name: null,
      idCode: null,
      role: null,
      services: null,
    },
    vocabulary,
    ...more,
  });
  for (const one of visits) reducer.add(one);
  for (const one of moved) reducer.moved({ ...one, at: AT });
  return reducer.finish(REST);
}

export function section<N extends keyof SiteFacts['sections']>(
  facts: SiteFacts,
  name: N,
): Extract<SiteFacts['sections'][N], { status: 'ok' }>['value'] {
  const found = facts.sections[name];
  if (found.status !== 'ok') throw new Error(`${name}: ${found.why.en}`);
  return found.value as never;
}
