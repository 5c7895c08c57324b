import { discoveryAids, registerAids, registerWords } from '../../cli/register.ts';
import type { DiscoveryAids, Sighting } from '../types.ts';

/** What the program itself compares by. */
export function shippedAids(): DiscoveryAids {
  return { ...registerAids(registerWords()), ...discoveryAids() };
}

export function sighting(fields: Partial<Sighting> & Pick<Sighting, 'how'>): Sighting {
  return {
    subject: null,
    page: 'http://www.example.gov.cn/',
    platform: 'weixin',
    name: null,
    ...fields,
  };
}
