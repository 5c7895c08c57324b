import {
  type Bilingual,
  dayOf,
  type EarlierFacts,
  type Evidence,
  type PageChange,
  type PageChangeKind,
  parseTime,
  shanghai,
} from '../model/index.ts';
import { table } from './evidence.ts';
import type { Result } from './indicator.ts';

/** Where a comparison with an earlier inspection becomes a suspicion. A number that the standard does not give asks nothing. */
export interface ChangeParams {
  /** A page shares at most this part of its words with what stood there … */
  readonly alike?: number | undefined;
  /** … and at most this part of what is usual of its words is familiar on the site. */
  readonly familiar?: number | undefined;
  /** Addresses that lead to one other domain. */
  readonly awayPages?: number | undefined;
  /** Pages that load a script or a frame from a new host … */
  readonly hostPages?: number | undefined;
  /** … while this part of the pages kept its layout: a redesign brings new hosts. */
  readonly frameKept?: number | undefined;
}

const KINDS: Readonly<Record<PageChangeKind, Bilingual>> = {
  subject: { zh: '网址未变，内容变为另一主题', en: 'its address stayed, its subject is another' },
  language: { zh: '网址未变，内容变为另一种文字', en: 'its address stayed, it is written in another script' },
  terms: {
    zh: '标题或页面标签新出现赌博、色情等词语',
    en: 'its title or tags carry terms of gambling, pornography and the like, and did not',
  },
  parked: { zh: '变为域名停放页面', en: 'it became a page of a parked domain' },
  login: { zh: '变为登录页面', en: 'it became a login page' },
  error: { zh: '变为错误提示页面', en: 'it became an error page' },
};

/** Kinds that need no measure. */
const PLAIN: readonly PageChangeKind[] = ['terms', 'language', 'parked'];

/** Changes that look like an attack, the plainest first. Login walls and error pages are faults of another kind. */
function attacks(
  { changes, compared: { usual } }: EarlierFacts,
  { alike, familiar }: ChangeParams,
): readonly PageChange[] {
  return changes.filter((change) => {
    if (change.kind !== 'subject') return PLAIN.includes(change.kind);
    if (change.alike === null || change.familiar === null || usual === null) return false;
    if (alike === undefined || familiar === undefined) return false;
    return change.alike <= alike && change.familiar <= familiar * usual;
  });
}

/** Other domains, not of the government, that addresses of the site lead to now. */
function ledAway(
  { sentAway }: EarlierFacts,
  { awayPages }: ChangeParams,
): readonly EarlierFacts['sentAway'][number][] {
  if (awayPages === undefined) return [];
  return sentAway.filter(({ government, pages }) => !government && pages >= awayPages);
}

/** Hosts that many pages load scripts or frames from now, while the pages stayed as they were. */
function strangeHosts(
  { newHosts, compared }: EarlierFacts,
  { hostPages, frameKept }: ChangeParams,
): readonly EarlierFacts['newHosts'][number][] {
  if (hostPages === undefined || frameKept === undefined) return [];
  if (compared.frameKept === null || compared.frameKept < frameKept) return [];
  return newHosts.filter(({ known, embeds }) => !known && embeds >= hostPages);
}

/** Title and first words of a page at both inspections. */
function beforeAndNow({ url, before, now, quote, terms }: PageChange): readonly Evidence[] {
  const words = quote === null ? terms.join(' ') : quote;
  return [
    { type: 'url', url, title: now.title, ...(words === '' ? {} : { note: words }) },
    table(
      ['at', 'title', 'opening'],
      [before, now].map(({ at, title, opening }) => [minute(at), title, opening]),
    ),
  ];
}

/** `2019-05-20 10:00` in Asia/Shanghai. */
function minute(at: string): string {
  const time = parseTime(at);
  return time === null ? at : shanghai(time).slice(0, 16).replace('T', ' ');
}

/** The day of the earlier inspection. */
function earlierDay({ collectedAt }: EarlierFacts): string {
  const time = parseTime(collectedAt);
  return time === null ? collectedAt : dayOf(time);
}

/** What became of the site since an earlier inspection: one sign per page, per domain that addresses lead to, per new host. */
export function sinceEarlier(earlier: EarlierFacts, params: ChangeParams): Result<'sign' | 'foreignEmbed'>[] {
  const day = earlierDay(earlier);
  const since = ({ zh, en }: Bilingual): Bilingual => ({
    zh: `与${day}巡查相比，${zh}`,
    en: `since the inspection of ${day}: ${en}`,
  });
  const pages = attacks(earlier, params).map(
    (change): Result<'sign'> => ({
      outcome: 'sign',
      key: `${change.kind} since | ${change.url} | ${change.now.title}`,
      values: { how: since(KINDS[change.kind]), text: change.now.title.slice(0, 60) },
      evidence: beforeAndNow(change),
    }),
  );
  const away = ledAway(earlier, params).map(
    ({ domain, pages: count, examples }): Result<'sign'> => ({
      outcome: 'sign',
      key: `away | ${domain}`,
      values: {
        how: since({ zh: `${count}个网址转向其他域名`, en: `${count} addresses lead to another domain` }),
        text: domain,
      },
      evidence: [
        table(
          ['title', 'url', 'to'],
          examples.map(({ title, url, to }) => [title, url, to]),
        ),
      ],
    }),
  );
  const hosts = strangeHosts(earlier, params).map(
    ({ host, embeds, from }): Result<'foreignEmbed'> => ({
      outcome: 'foreignEmbed',
      key: `since | ${host}`,
      values: {
        target: host,
        why: since({
          zh: `${embeds}个页面新嵌入其脚本或框架，而页面版式未变`,
          en: `${embeds} pages newly load its scripts or frames, and their layout stayed`,
        }),
      },
      evidence: [{ type: 'url', url: from, title: host }],
    }),
  );
  return [...pages, ...away, ...hosts];
}
