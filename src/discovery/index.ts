/** Room `discovery`: accounts that were found, compared with the register; pure. */
export { compareFound } from './compare.ts';
export { splitFound } from './found.ts';
export {
  DISCOVERY_KINDS,
  type Discovery,
  type DiscoveryAids,
  type DiscoveryFinding,
  type DiscoveryInput,
  type DiscoveryKind,
  type DiscoveryTables,
  type SeenAt,
  type Sighting,
  type Unsaid,
} from './types.ts';
export { DiscoveryWords } from './words.ts';
