import type { Divisions } from '../divisions/index.ts';
import type { AddressReader } from '../mentions/index.ts';
import type { AccountRow, Bilingual, SightingRow, SiteLookRow, SiteRow, UnitRow } from '../model/index.ts';
import type { Confidence, Names } from '../register/index.ts';
import type { DiscoveryWords } from './words.ts';

/**
 * What comparing found accounts with the register says (账号发现比对):
 * - `filed-not-found`: filed as in use, and the body's sites, read far enough, do not show it (名录有、网站未见)
 * - `found-not-filed`: a body shows an account that is not filed (网站有、名录无)
 * - `name-differs`: shown under another name than it is filed (名称不一致)
 * - `subject-differs`: said to be another body's than it is filed for (主体不一致)
 * - `handle-differs`: of the same name, with another id: moved, or another account (标识不一致)
 * - `imitation`: suspected of imitating a name; a person decides (疑似仿冒)
 */
export const DISCOVERY_KINDS = [
  'imitation',
  'found-not-filed',
  'handle-differs',
  'name-differs',
  'subject-differs',
  'filed-not-found',
] as const;
export type DiscoveryKind = (typeof DISCOVERY_KINDS)[number];

/** A place where an account was seen. */
export interface SeenAt {
  readonly subject: string | null;
  readonly page: string;
  readonly how: SightingRow['how'];
  readonly quote: string;
  readonly picture: string | null;
}

export interface DiscoveryFinding {
  readonly kind: DiscoveryKind;
  readonly confidence: Confidence;
  readonly platform: string | null;
  /** The body whose account it is, or seems to be; null where nobody can tell. */
  readonly unit: string | null;
  /** The account of the register that it is about: the one filed, or the one imitated. */
  readonly account: string | null;
  /** As it was found; of an account not found as it is filed. */
  readonly name: string | null;
  readonly handle: string | null;
  readonly seen: readonly SeenAt[];
  readonly because: Bilingual;
  readonly todo: Bilingual;
}

/** Why nothing is said of whether a filed account is shown. */
export type Unsaid = 'no-site' | 'site-not-read' | 'site-read-in-part' | 'codes-open' | 'name-unclear';

export interface Discovery {
  /** The gravest first. */
  readonly findings: readonly DiscoveryFinding[];
  readonly counts: Readonly<Record<DiscoveryKind, number>>;
  /** Accounts found, and those of them that are filed as found. */
  readonly found: number;
  readonly matched: number;
  /** Accounts of others: central media, bodies elsewhere. */
  readonly elsewhere: number;
  /** Accounts that are only named in texts and whose they are nobody can tell. */
  readonly unclear: number;
  /** Filed accounts in use about which nothing is said, by the reason; ids. */
  readonly unsaid: Readonly<Record<Unsaid, readonly string[]>>;
}

export interface DiscoveryTables {
  readonly units: ReadonlyMap<string, UnitRow>;
  readonly sites: ReadonlyMap<string, SiteRow>;
  readonly accounts: ReadonlyMap<string, AccountRow>;
}

/** A sighting, of a subject of the register or of none. */
export type Sighting = Readonly<
  Pick<
    SightingRow,
    | 'how'
    | 'page'
    | 'platform'
    | 'name'
    | 'named'
    | 'handle'
    | 'key'
    | 'url'
    | 'verifiedAs'
    | 'verified'
    | 'claim'
    | 'quote'
    | 'picture'
    | 'pages'
    | 'of'
  >
> & { readonly subject: string | null };

export interface DiscoveryInput {
  readonly sightings: readonly Sighting[];
  /** How far each site was read. */
  readonly looks: readonly SiteLookRow[];
}

/** What comparing needs besides the rows. */
export interface DiscoveryAids {
  readonly words: DiscoveryWords;
  readonly names: Names;
  readonly address: AddressReader;
  readonly divisions: Divisions | null;
  /** Whether two characters sound or look alike. */
  readonly alike: (a: string, b: string) => boolean;
}
