import type { EarlierFacts, SiteFacts } from '../model/index.ts';
import type { SiteNames } from './site-names.ts';

/** The home page that could be read at the earlier inspection and cannot now; what stands in its place may be no page at all. */
export function homeGone(then: SiteFacts, now: SiteFacts): EarlierFacts['homeGone'] {
  const { home } = then.sections;
  const today = now.sections.home;
  if (home.status !== 'ok' || today.status === 'ok') return null;
  const failure = now.coverage.failures.find(({ url }) => url === now.subject.url || url === home.value.url);
  return { url: home.value.url, why: failure?.why ?? today.why.zh };
}

/** First-level columns of the earlier inspection that neither stand at their address nor under their name any more. */
export function columnsGone(
  then: SiteFacts,
  now: SiteFacts,
  { nameOf }: SiteNames,
): EarlierFacts['columnsGone'] {
  const [before, today] = [then.sections.columns, now.sections.columns];
  if (before.status !== 'ok' || today.status !== 'ok' || now.sections.home.status !== 'ok') return [];
  const addresses = new Set(today.value.map(({ url }) => nameOf(url)));
  const names = new Set(today.value.map(({ name }) => name));
  const absent = new Set(
    now.coverage.failures.filter(({ kind }) => kind === 'http-4xx').map(({ url }) => nameOf(url)),
  );
  return before.value
    .filter(({ level, read, elsewhere }) => level === 1 && read && elsewhere === undefined)
    .filter(({ name, url }) => !addresses.has(nameOf(url)) && !names.has(name))
    .map(({ name, url }) => ({ name, url, answers4xx: absent.has(nameOf(url)) }));
}
