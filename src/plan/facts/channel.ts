import type { AccountStatus, Bilingual } from '../../model/index.ts';
import type { Purpose } from '../../signals/index.ts';
import type { ActivityWord } from '../policy/schema.ts';
import type { Body } from './units.ts';

/** What an account is for, as much of it as a plan shows: there are hundreds of thousands. */
export interface ForWhat {
  /** Shares of its posts by kind, in whole percent. */
  readonly percent: Purpose['shares'];
  readonly serves: number;
  readonly evidence: number;
  /** Titles of the posts that tell most for and against. */
  readonly serving: string | null;
  readonly showing: string | null;
}

export interface Carried {
  /** One id for one function, whatever the sheets call it. */
  readonly id: string;
  readonly name: Bilingual;
  /** Filed (备案), or found in posts and menus alone. */
  readonly filed: boolean;
  /** Serves nobody in particular (信息发布): no place has to be found for it. */
  readonly general: boolean;
}

/** An account or a site, with everything that a policy may ask about it. */
export interface Channel {
  readonly id: string;
  readonly type: 'account' | 'site';
  readonly name: string;
  /** `website` for sites. */
  readonly platform: string;
  readonly kind: string | null;
  readonly body: Body | null;
  readonly status: AccountStatus | null;
  readonly verified: boolean | null;
  readonly url: string | null;
  readonly handle: string | null;
  /** Registered, or opened (sites). */
  readonly registered: string | null;
  readonly activity: ActivityWord;
  readonly lastPost: string | null;
  readonly followers: number | null;
  readonly readsPerDay: number | null;
  /** Posts in the last 30 days; null: not collected. */
  readonly posts: number | null;
  readonly staff: number | null;
  readonly functions: readonly Carried[];
  /** null for sites. */
  readonly purpose: ForWhat | null;
  /** Share of the columns of a complete filing that are filled. */
  readonly filing: number;
}

/** What a plan is made from. */
export interface PlanFacts {
  readonly asOf: number;
  /** In the order of the register. */
  readonly accounts: readonly Channel[];
  readonly sites: readonly Channel[];
}
