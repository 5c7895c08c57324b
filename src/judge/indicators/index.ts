import type { AnyIndicator } from '../indicator.ts';
import columnsBlank from './site.columns-blank/index.ts';
import columnsLongStale from './site.columns-long-stale/index.ts';
import columnsStale from './site.columns-stale/index.ts';
import forgedDates from './site.forged-dates/index.ts';
import guidesAllIncomplete from './site.guides-all-incomplete/index.ts';
import guidesIncomplete from './site.guides-incomplete/index.ts';
import harmfulContent from './site.harmful-content/index.ts';
import homeStale from './site.home-stale/index.ts';
import messagesUnanswered from './site.messages-unanswered/index.ts';
import misstatement from './site.misstatement/index.ts';
import noConsultChannel from './site.no-consult-channel/index.ts';
import noServices from './site.no-services/index.ts';
import publicOutcry from './site.public-outcry/index.ts';
import secretLeak from './site.secret-leak/index.ts';
import tampering from './site.tampering/index.ts';
import unreachable from './site.unreachable/index.ts';

/** Every indicator there is, in alphabetical order of folders. A standard refers to them by id. */
export const INDICATORS: readonly AnyIndicator[] = [
  columnsBlank,
  columnsLongStale,
  columnsStale,
  forgedDates,
  guidesAllIncomplete,
  guidesIncomplete,
  harmfulContent,
  homeStale,
  messagesUnanswered,
  misstatement,
  noConsultChannel,
  noServices,
  publicOutcry,
  secretLeak,
  tampering,
  unreachable,
];
