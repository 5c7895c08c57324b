import type {
  AccountRow,
  CollectionRow,
  FollowerRow,
  LinkRow,
  MessageRow,
  MetricRow,
  PostRow,
} from '../../model/index.ts';
import type { Resolve } from '../site/index.ts';
import type { Api } from './api.ts';
import type { Pace } from './limiter.ts';
import type { Tokens } from './tokens.ts';

/**
 * What is collected of an account. `account` = the account itself as its platform shows it (name, followers, frozen or not);
 * `use` = whether an app can be downloaded and installed.
 */
export const WHAT = ['account', 'posts', 'metrics', 'messages', 'followers', 'use'] as const;
export type What = (typeof WHAT)[number];

/** A row for the register folder, by the file that it belongs to. */
export type Found =
  | { readonly kind: 'posts'; readonly row: PostRow }
  | { readonly kind: 'metrics'; readonly row: MetricRow }
  | { readonly kind: 'followers'; readonly row: FollowerRow }
  | { readonly kind: 'messages'; readonly row: MessageRow }
  | { readonly kind: 'collections'; readonly row: CollectionRow };

/** What the register folder takes: what collectors find, and where links of posts led. */
export type Stored = Found | { readonly kind: 'links'; readonly row: LinkRow };

/** One answer of a platform. */
export interface Step {
  readonly rows: readonly Found[];
  /**
   * From this instant on everything has been read (milliseconds). Absent = this step proves nothing by itself. A run that breaks off
   * covers from the earliest of these, and no further.
   */
  readonly reached?: number | null;
  /** The last instant that has been read, where that is not the moment of the run. */
  readonly to?: number | null;
}

/** How a source ended without an error. */
export interface End {
  /**
   * `window`: all that was asked for. `life`: the list ended with the account's first post, so nothing is older. `reached`: the platform
   * shows no more than what was read; `why` says so.
   */
  readonly covers: 'window' | 'life' | 'reached';
  /** The platform's figures go to this instant only (data of a day that appear the day after). */
  readonly to?: number;
  readonly why?: string;
  /** What the platform shows of the account (source `account`). */
  readonly profile?: Profile;
  /** Whether it can be had and installed (source `use`). Only where that is certain; a test that failed on the way is thrown. */
  readonly usable?: Usable;
}

export interface Usable {
  readonly ok: boolean;
  /** Why not. Without addresses: words in them must not be taken for reasons. */
  readonly why: string | null;
  readonly notes: Readonly<Record<string, string | number | boolean | null>>;
}

export interface Profile {
  readonly name: string | null;
  readonly handle?: string | null;
  readonly followers?: number | null;
  readonly verified?: boolean | null;
  /** What moved or was said besides: the successor of a moved account, a version. */
  readonly notes?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Answers of a platform, one by one, newest first where the platform orders them. */
export type Source = () => AsyncGenerator<Step, End, undefined>;
export type Sources = { readonly [W in What]?: Source };

/** What is kept between runs for one account: validators of feeds and the like. Plain JSON, no secrets. */
export interface Memory {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** One account's part of the credentials, platform defaults included. Strings as they stand in the file. */
export type Credential = Readonly<Record<string, string>>;

export interface Run {
  readonly account: AccountRow;
  readonly credential: Credential;
  /** The window that is asked for, milliseconds. */
  readonly since: number;
  readonly until: number;
  readonly api: Api;
  readonly memory: Memory;
  readonly tokens: Tokens;
  readonly clock: () => number;
  /** Names → addresses, to see whether a host has IPv6. */
  readonly resolve: Resolve;
}

/** One platform: what it needs, and how it is read. */
export interface AccountCollector {
  /** Name in the credentials file and of the platform in registers. */
  readonly platform: string;
  readonly title: string;
  /** Where its official interface is; `endpoint` of the credentials replaces it. Null where each account has its own. */
  readonly endpoint: string | null;
  /** Fields of the credentials that must be there; of a list inside, one. */
  readonly needs: readonly (string | readonly string[])[];
  /** Whose quota a call uses: accounts for which this is the same share one. */
  readonly quota: (credential: Credential) => string;
  /**
   * Where the interface shows only one sort of posts (videos, not articles), the name that its collections bear instead of `posts`:
   * silence there does not prove that the account was silent.
   */
  readonly onlyShows?: string;
  readonly pace: Pace;
  open(run: Run): Sources;
}
