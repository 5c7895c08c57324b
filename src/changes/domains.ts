import { getDomain } from 'tldts';
import type { EarlierWords } from './limits.ts';

/** The registrable domain (可注册域名) of a host, by the Public Suffix List; of an address or a local name it is itself. */
export function domainOf(host: string): string {
  const bare = host.replace(/:\d+$/, '').toLowerCase();
  return getDomain(bare) ?? bare;
}

export function isGovernment(domain: string, { government }: EarlierWords): boolean {
  return government.some((suffix) => domain === suffix || domain.endsWith(`.${suffix}`));
}

export function isKnown(domain: string, words: EarlierWords): boolean {
  return isGovernment(domain, words) || words.services.includes(domain);
}
