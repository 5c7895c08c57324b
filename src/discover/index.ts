/** Room `discover`: accounts on sites, in posts and codes, found and compared with a register; text, JSON, XLSX. */
export { type Discovered, type DiscoverOptions, discover, type SiteRead } from './discover.ts';
export { discoveryJson, showDiscovery, writeDiscoveryXlsx } from './output.ts';
