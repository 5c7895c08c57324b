import type { CheckedFile } from '../collect/site/index.ts';
import type { ReducerRest, SiteReducer } from '../facts/index.ts';
import type { Bilingual, CollectionFailure, SiteFacts } from '../model/index.ts';

/** What collecting leaves for the rest of an inspection, whether it came from the network or from a file. */
export interface Collected {
  readonly reducer: SiteReducer;
  readonly rest: ReducerRest;
  readonly home: { readonly url: string; readonly failure: CollectionFailure | null };
  /** Files offered for download whose existence was looked at. */
  readonly attachments: readonly CheckedFile[];
  readonly warnings: readonly Bilingual[];
  /** Adds to the facts what attachments and codes in pictures say. */
  readonly readAttachments: (facts: SiteFacts) => Promise<SiteFacts>;
}
