import type { RegisterTables } from '../collect/import/index.ts';
import type { DiscoveryNames } from '../report/index.ts';

/** Names by id, as findings about found accounts show them. */
export function discoveryNames({ units, sites, accounts }: RegisterTables): DiscoveryNames {
  return {
    unit: (id) => units.get(id)?.name ?? id,
    account: (id) => accounts.get(id)?.name ?? id,
    subject: (id) => (sites.get(id) ?? accounts.get(id))?.name || id,
  };
}
