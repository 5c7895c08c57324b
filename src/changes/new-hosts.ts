import type { EarlierFacts, HostsTrace } from '../model/index.ts';
import { domainOf, isKnown } from './domains.ts';
import type { EarlierWords } from './limits.ts';

/** Hosts of domains that no page named at the earlier inspection, and many do now. None where the earlier list is not whole. */
export function newHosts(
  then: HostsTrace | null,
  now: HostsTrace | null,
  hosts: readonly string[],
  words: EarlierWords,
): EarlierFacts['newHosts'] {
  if (then === null || now === null || !then.whole) return [];
  const known = new Set([...then.hosts.map(({ host }) => host), ...hosts].map(domainOf));
  const { hostPages, hostShare } = words.limits;
  return now.hosts
    .filter(
      ({ host, pages }) => pages >= hostPages && pages >= hostShare * now.pages && !known.has(domainOf(host)),
    )
    .map((one) => ({ ...one, known: isKnown(domainOf(one.host), words) }))
    .sort((a, b) => b.embeds - a.embeds || b.pages - a.pages || (a.host < b.host ? -1 : 1));
}
